"""The report looked at as a document: checks, gaps, repetitions, defects."""

from __future__ import annotations

from yz_analysis.figures import quoted, told
from yz_analysis.figures.dataset import load_corrections, load_not_figures
from yz_analysis.figures.display import Part, Prose
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.completeness import USUAL
from yz_analysis.figures.metrics.completeness import completeness as _completeness
from yz_analysis.figures.metrics.consistency import consistency as _consistency
from yz_analysis.figures.metrics.source import Source, empty
from yz_analysis.figures.prose.common import Item, findings, say
from yz_analysis.words import word


def consistency(source: Source, language: str) -> Prose:
    """Do the claims that can be checked hold, and what is printed twice, wrongly or not at all?"""
    return findings(
        "consistency",
        source,
        language,
        [*_checks(source, language), *_gaps(source, language), *_document(source, language)],
        nothing="table.consistency.absent",
    )


def _checks(source: Source, language: str) -> list[Item]:
    holds = _consistency(source)["holds"]
    if not len(holds):
        return []
    counts = {name: int(holds.eq(name).sum()) for name in ("yes", "no", "untestable")}
    return [say("consistency.counts", language, **counts)]


def _gaps(source: Source, language: str) -> list[Item]:
    matrix = _completeness(source)
    printed = matrix[matrix["printed"].gt(0)]
    if not told.is_report(source):
        return [say("consistency.collected", language, indicators=len(printed))]
    items = [
        say(
            "consistency.printed",
            language,
            indicators=len(printed),
            full=int(printed["printed"].eq(4).sum()),
            single=int(printed["printed"].eq(1).sum()),
        )
    ]
    absent = [slug for slug in USUAL if slug not in set(printed["indicator"])]
    if absent:
        names = word("list.separator", language).join(indicator_name(slug, language) for slug in absent)
        items.append(say("consistency.absent", language, names=names))
    return items


def _document(source: Source, language: str) -> list[Item]:
    items: list[Item] = []
    rows = source.rows
    again = rows[~empty(rows["duplicate_of"]) & rows["kind"].ne("label")]
    paragraph = dict(zip(rows["figure_id"], rows["paragraph"], strict=True))
    groups: dict[tuple[int, int], list[Part | str]] = {}
    for row in told.each(again):
        parts = groups.setdefault((int(row.paragraph), int(paragraph[row.duplicate_of])), [])
        parts += [word("list.separator", language)] if parts else []
        parts.append(quoted.printed_part(row, language, strong=False))
    for (second, first), parts in groups.items():
        items.append(say("consistency.repeated", language, again=second, first=first, figures=parts))
    defects = load_corrections()
    own = defects[defects["report_id"].eq(source.report)]
    if len(own):
        affecting = int(own["affects_value"].astype(str).str.lower().eq("true").sum())
        items.append(say("consistency.defects", language, count=len(own), affecting=affecting))
    others = load_not_figures()
    count = int(others["report_id"].eq(source.report).sum())
    return [*items, say("consistency.numerals", language, count=count)] if count else items
