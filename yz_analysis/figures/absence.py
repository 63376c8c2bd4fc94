"""What stands in place of a table, a chart or sentences for which there are too few figures.

The same thing missing is told in the same words wherever it is missing, so that a page can tell it once for
neighbours: a chart, its table and the sentences about it.
"""

from __future__ import annotations

from yz_analysis.figures import told
from yz_analysis.figures.display import Prose
from yz_analysis.figures.metrics.source import Source
from yz_analysis.words import check_language, word


def absent(name: str, key: str, source: Source, language: str) -> Prose:
    """Return the sentence that says what is missing.

    Args:
        name: id of what is absent.
        key: of the words; they may name `{place}`, and `{printed}`: printed, or collected in the dataset.
        source: whose figures are too few.
        language: zh or en.

    >>> from yz_analysis.figures.metrics import read
    >>> print(absent("chart-start-rates", "chart.start_rates.absent", read("china-2022h1"), "en"))
    No start rate of key projects is in the dataset for China, first half of 2022.
    """
    printed = word(told.variant("absent.printed", source), check_language(language))
    text = word(key, language, place=told.place(source, language), printed=printed)
    return Prose(name, language, "absent", [[text]])
