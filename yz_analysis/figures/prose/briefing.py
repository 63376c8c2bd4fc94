"""The one page: the sentences that matter most from the other topics."""

from __future__ import annotations

from yz_analysis.figures.display import Prose
from yz_analysis.figures.metrics.comparison import nearest_parent
from yz_analysis.figures.metrics.scenarios import goals
from yz_analysis.figures.metrics.source import Source
from yz_analysis.figures.prose.common import Item, findings
from yz_analysis.figures.prose.comparison import gap_sentences
from yz_analysis.figures.prose.growth import contribution_sentence
from yz_analysis.figures.prose.livelihood import income_sentences
from yz_analysis.figures.prose.overview import collected_sentence, gdp_sentence
from yz_analysis.figures.prose.projects import projects
from yz_analysis.figures.prose.targets import needed_sentence, numbers, target_sentence


def briefing(source: Source, language: str) -> Prose:
    """What would somebody with one minute have to know?

    One sentence a topic: whether there is a report, GDP, the rest of the economy, the first target and what
    it needs, projects, incomes, and growth against the nearest parent area. They are the sentences of the
    other topics, so that a sentence is the same wherever it stands.

    Args:
        source: from `metrics.read`.
        language: zh or en.
    """
    items: list[Item] = collected_sentence(source, language)
    items += [*gdp_sentence(source, language)[:1], *contribution_sentence(source, language)]
    for goal in goals(source)[:1]:
        known = numbers(source)
        items += target_sentence(goal.target, known, source, language)
        items += needed_sentence(goal, known, source, language)
    signed = projects(source, language)
    items += [list(item) for item in signed.items[:1] if signed.kind == "finding"]
    items += income_sentences(source, language)[:1]
    if nearest_parent(source):
        items += gap_sentences(source, language)[:1]
    return findings("briefing", source, language, items, nothing="table.briefing.absent", kind="summary")
