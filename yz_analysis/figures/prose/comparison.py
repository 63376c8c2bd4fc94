"""The report beside its parent areas."""

from __future__ import annotations

from typing import Any

from yz_analysis.figures import quoted, told
from yz_analysis.figures.display import Prose
from yz_analysis.figures.labels import area_name, indicator_name
from yz_analysis.figures.metrics.comparison import area_of, headline_gaps, parent_shares
from yz_analysis.figures.metrics.source import Printed, Source
from yz_analysis.figures.prose.common import Item, Said, findings, number, say
from yz_analysis.words import word


def comparison(source: Source, language: str) -> Prose:
    """Where does growth stand against each parent area, and how large is the area in it?

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        Findings: the first indicators against every parent area, else against the areas that can be compared.
    """
    items = gap_sentences(source, language)
    for row in told.each(parent_shares(source)):
        area = area_name(area_of(row), language)
        name = indicator_name(str(row.indicator), language)
        items.append(
            say("comparison.share", language, indicator=name, area=area, share=number(row, language))
        )
    return findings("comparison", source, language, items, nothing="chart.growth_against_parents.absent")


def gap_sentences(source: Source, language: str) -> list[Item]:
    """Return the gap to each parent area, or to the others where there is none, the first indicators only."""
    return [_gap(row, source, language) for row in headline_gaps(source)]


def _rate(figure: Printed, language: str) -> Item:
    """Return a growth rate, and that it was inferred where no source prints it."""
    inferred = [word("say.comparison.inferred", language)] if figure.status == "E" else []
    return [quoted.other_part(figure, language), *inferred]


def _gap(row: Any, source: Source, language: str) -> Item:
    printed = {figure.figure_id: figure for figure in source.everything}
    own, other = (printed[one] for one in told.ids(row))
    values: dict[str, Said] = {
        "indicator": indicator_name(str(row.indicator), language),
        "area": area_name(other.ref_area, language),
        "own": _rate(own, language),
        "other": _rate(other, language),
        "gap": told.gap_part(row, language),
        "bounds": told.gap_bounds_part(row, language),
    }
    return say("comparison.gap_open" if row.lower <= 0 <= row.upper else "comparison.gap", language, **values)
