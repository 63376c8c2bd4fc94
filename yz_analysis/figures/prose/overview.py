"""What the report says, in a few sentences."""

from __future__ import annotations

from yz_analysis.figures import told
from yz_analysis.figures.display import Prose
from yz_analysis.figures.metrics.source import Source, empty
from yz_analysis.figures.prose.common import Item, figure, findings, say


def overview(source: Source, language: str) -> Prose:
    """How much does the report print, of which kinds, and what does it say of GDP?

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        A summary; every number is counted from, or points to, the figures.
    """
    rows, place = source.rows, told.place(source, language)
    once = rows[empty(rows["duplicate_of"])]
    kinds = once["kind"].value_counts()
    counts = {
        name: int(kinds.get(name, 0)) for name in ("actual", "target", "event", "label", "rank", "claim")
    }
    items: list[Item] = []
    if rows["paragraph"].notna().any():
        items.append(
            say(
                "overview.counts",
                language,
                place=place,
                total=sum(counts.values()) - counts["label"],
                actual=counts["actual"],
                target=counts["target"],
                rank=counts["rank"] + counts["claim"],
                event=counts["event"],
                label=counts["label"],
            )
        )
        if len(rows) > len(once):
            items.append(say("overview.repeated", language, repeated=len(rows) - len(once)))
    else:
        items += collected_sentence(source, language)
    items += gdp_sentence(source, language)
    return findings("overview", source, language, items, nothing="table.headlines.absent", kind="summary")


def collected_sentence(source: Source, language: str) -> list[Item]:
    """Return that figures were collected one by one, where there is no report; else nothing."""
    if told.is_report(source):
        return []
    total = int(empty(source.rows["duplicate_of"]).sum())
    return [say("overview.context", language, place=told.place(source, language), total=total)]


def gdp_sentence(source: Source, language: str) -> list[Item]:
    """Return level and growth of GDP, what is printed of them; both are not on one price basis."""
    level = figure(source.find("gdp", "level"), source, language)
    growth = figure(source.find("gdp", "growth", price_basis="constant"), source, language)
    printed = {name: part for name, part in (("level", level), ("growth", growth)) if part is not None}
    if not printed:
        return []
    half = str(source.rows["time_period"].mode().iloc[0]).endswith("-S1")
    key = "overview.gdp" if len(printed) > 1 else f"overview.gdp_{next(iter(printed))}"
    said = say(key, language, **printed)
    return [said, say("overview.preliminary", language)] if half else [said]
