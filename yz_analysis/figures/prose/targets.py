"""How far the targets are, and what the rest of the year would have to bring."""

from __future__ import annotations

import math
from typing import Any

from yz_analysis.figures import quoted, told
from yz_analysis.figures.display import Part, Prose
from yz_analysis.figures.formats import number as digits
from yz_analysis.figures.formats import quantity
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.scenarios import Goal, goals, required_growth, scenarios
from yz_analysis.figures.metrics.seasonality import first_half_share, implied_shares
from yz_analysis.figures.metrics.sensitivity import sensitivity
from yz_analysis.figures.metrics.source import Printed, Source
from yz_analysis.figures.metrics.targets import RELATED, pairs_with_actual, progress, required_rest
from yz_analysis.figures.metrics.targets import targets as _targets
from yz_analysis.figures.prose.common import Item, Said, bounds, by_id, findings, number, say
from yz_analysis.words import word

BUDGET = "general_public_budget_revenue"


def targets(source: Source, language: str) -> Prose:
    """How far is each target, what must the rest of the year bring, and which assumption matters?

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        Findings; what is missing where the report prints no target of the year with a number.
    """
    known = numbers(source)
    items: list[Item] = []
    for target in _targets(source):
        items += target_sentence(target, known, source, language)
    for goal in goals(source):
        items.append(break_even_sentence(goal, known, source, language))
        items += needed_sentence(goal, known, source, language)
        items += _assumptions(goal, known, language)
    return findings("targets", source, language, items, nothing="chart.target_bars.absent")


def numbers(source: Source) -> dict[str, Any]:
    """Return every derived number about targets: metric id → row."""
    functions = (progress, required_rest, required_growth, scenarios, sensitivity, implied_shares)
    return by_id(*(function(source) for function in functions))


def target_sentence(target: Printed, known: dict[str, Any], source: Source, language: str) -> list[Item]:
    """Return what there is to say of one target: progress, a related count, or that none is printed."""
    slug = target.indicator
    values: dict[str, Said] = {
        "indicator": indicator_name(slug, language),
        "target": quoted.figure_part(target, source, language),
    }
    actual = {one.indicator: other for one, other in pairs_with_actual(source)}.get(slug)
    if actual is not None:
        values["level"] = quoted.figure_part(actual, source, language)
        metrics = {
            "progress": "progress",
            "rest": "required_rest",
            "monthly": "required_monthly",
            "past": "monthly_so_far",
        }
        values |= {place: number(known[f"{slug}.{metric}"], language) for place, metric in metrics.items()}
        return [say("targets.progress", language, **values)]
    related = source.find(RELATED.get(slug, ""), "count")
    if related is not None and f"{slug}.progress" in known:
        rest = known[f"{slug}.required_rest"]
        values["actual"] = quoted.figure_part(related, source, language)
        values["progress"] = number(known[f"{slug}.progress"], language)
        values["rest"] = Part(
            quantity(digits(rest.lower, 0), rest.unit, 0, language), told.ids(rest), True, True
        )
        return [say("targets.related", language, **values)]
    monthly = known.get(f"{slug}.target_monthly")
    if monthly is None:
        return []
    key = "targets.no_actual" if slug == BUDGET else "targets.target_only"
    return [say(key, language, **values, monthly=number(monthly, language))]


def break_even_sentence(goal: Goal, known: dict[str, Any], source: Source, language: str) -> Item:
    """Return that below one half is not behind, with the break-even share."""
    even = number(known[f"{goal.level.indicator}.break_even_share"], language)
    growth = quoted.figure_part(goal.growth, source, language)
    name = indicator_name(goal.level.indicator, language)
    return say("targets.half", language, indicator=name, even=even, growth=growth)


def needed_sentence(goal: Goal, known: dict[str, Any], source: Source, language: str) -> list[Item]:
    """Return the growth that the second half needs at the assumed share, and where the share comes from."""
    slug = goal.level.indicator
    share, needed = first_half_share(source, slug), known.get(f"{slug}.required_growth")
    if share is None or needed is None:
        return []
    text = f"{digits(share.value * 100, 2)}%"  # two decimals, so that a reader can compute the rest again
    values: dict[str, Said] = {"needed": number(needed, language), "bounds": bounds(needed, language)}
    if share.origin != "implied":
        return [say(f"targets.needed_{share.origin}", language, **values, share=text)]
    implied = known[f"{slug}.implied_first_half_share"]
    total = next(f for f in source.everything if f.figure_id == told.ids(implied)[-1])
    values["total"] = quoted.other_part(total, language)
    values["share"] = Part(text, told.ids(implied), derived=True)
    values["sort"] = word("sort.published" if total.kind == "actual" else "sort.expected", language)
    key = "targets.needed_implied" if total.comparator == "=" else "targets.needed_implied_at_most"
    return [say(key, language, **values)]


def _assumptions(goal: Goal, known: dict[str, Any], language: str) -> list[Item]:
    """Return the scenario of equal growth, and what each assumption does to the growth needed."""
    slug = goal.level.indicator
    same, share = known.get(f"{slug}.outcome_same"), known.get(f"{slug}.sensitivity.share")
    if same is None or share is None:
        return []
    coverage = known[f"{slug}.sensitivity.coverage"]
    ends = {
        name: Part(f"{told.end_text(row, end, language, 1)}%", told.ids(row), derived=True)
        for name, row, end in (
            ("low", share, "lower"),
            ("high", share, "upper"),
            ("coverage_low", coverage, "lower"),
            ("coverage_high", coverage, "upper"),
        )
    }
    roundings = [known[f"{slug}.sensitivity.rounding_of_{name}"] for name in ("growth", "level")]
    width = max(abs(end - row.value) for row in roundings for end in (row.lower, row.upper))
    stated = float(str(coverage.parameters).rpartition("..")[2]) - 1
    return [
        say("targets.scenario", language, same=number(same, language), bounds=bounds(same, language)),
        say(
            "targets.sensitivity",
            language,
            **ends,
            coverage=f"{digits(round(stated * 100, 4))}%",
            rounding=quantity(f"{math.ceil(width * 10) / 10:.12g}", "PP", 0, language),
        ),
    ]
