"""What level and growth imply, and where the rounding decides."""

from __future__ import annotations

from yz_analysis.figures import quoted, told
from yz_analysis.figures.display import Part, Prose
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.growth import contributions, implied_bases, increments, wedges
from yz_analysis.figures.metrics.source import Source, is_real, pairs, read
from yz_analysis.figures.metrics.structure import structure
from yz_analysis.figures.prose.common import Item, Said, bounds, by_id, findings, number, say


def growth(source: Source, language: str) -> Prose:
    """Which bases and increases follow, what did the rest of the economy do, and how sure is it?

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        Findings with their bounds; what is missing where no level is printed together with its growth.
    """
    items = [
        *_bases(source, language),
        *_structure(source, language),
        *contribution_sentence(source, language),
    ]
    return findings("growth", source, language, items, nothing="chart.bases.absent")


def _bases(source: Source, language: str) -> list[Item]:
    known = by_id(implied_bases(source), increments(source))
    items = []
    for x, g in pairs(source):
        base, increment = known[f"{x.indicator}.implied_base"], known[f"{x.indicator}.increment"]
        values: dict[str, Said] = {
            "indicator": indicator_name(x.indicator, language),
            "level": quoted.figure_part(x, source, language),
            "growth": quoted.figure_part(g, source, language),
            "base": number(base, language),
            "bounds": bounds(base, language),
        }
        if is_real(x, g):
            items.append(say("growth.base_real", language, **values))
        elif base.validity == "valid" and g.value >= 0:
            items.append(say("growth.base", language, **values, increment=number(increment, language)))
        elif base.validity == "valid":
            values |= {
                "growth": quoted.fall_part(g, language),
                "increment": told.fall_part(increment, language),
            }
            items.append(say("growth.base_fall", language, **values))
    return items


def _structure(source: Source, language: str) -> list[Item]:
    known = by_id(structure(source), wedges(source))
    items = []
    share, rate = (
        known.get(f"industrial_value_added.{name}") for name in ("share_of_gdp", "value_added_rate")
    )
    if share is not None and rate is not None:
        items.append(
            say("growth.share", language, share=number(share, language), rate=number(rate, language))
        )
    wedge = known.get("industrial_gross_output.nominal_real_wedge")
    nominal = source.find("industrial_gross_output", "growth", price_basis="current")
    real = source.find("industrial_value_added", "growth", price_basis="constant")
    if wedge is not None and nominal is not None and real is not None:
        parts = {"nominal": nominal, "real": real}
        printed = {name: quoted.figure_part(one, source, language) for name, one in parts.items()}
        items.append(say("growth.wedge", language, wedge=number(wedge, language), **printed))
    return items


def contribution_sentence(source: Source, language: str) -> list[Item]:
    """Return how much the rest of the economy grew under both readings of the rounding."""
    known = by_id(contributions(source))
    rest = known.get("gdp.growth_of_the_rest")
    growth = source.find("gdp", "growth", price_basis="constant")
    if rest is None or growth is None:
        return []
    both: dict[str, Part] = {}
    for policy in ("literal", "house"):
        again = read(source.report, precision=policy, assumptions=source.assumptions, figures=source.figures)
        both[policy] = bounds(by_id(contributions(again))["gdp.growth_of_the_rest"], language)
    contribution = known["industrial_value_added.contribution_to_gdp_growth"]
    printed = quoted.figure_part(growth, source, language)
    return [
        say(
            "growth.rest",
            language,
            contribution=number(contribution, language),
            rest=number(rest, language),
            growth=printed,
            **both,
        )
    ]
