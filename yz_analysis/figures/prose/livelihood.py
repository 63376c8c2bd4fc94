"""Relief and credit, each by itself; incomes, jobs and unemployment."""

from __future__ import annotations

from fractions import Fraction

from yz_analysis.figures import quoted, told
from yz_analysis.figures.display import Part, Prose
from yz_analysis.figures.formats import number as digits
from yz_analysis.figures.formats import quantity
from yz_analysis.figures.metrics.livelihood import RURAL, URBAN, income_ratio
from yz_analysis.figures.metrics.relief import BRIDGE, DEFERRAL, REFUND
from yz_analysis.figures.metrics.relief import relief as _relief
from yz_analysis.figures.metrics.source import Source
from yz_analysis.figures.prose.common import Item, bounds, by_id, figure, findings, number, say
from yz_analysis.words import word


def relief(source: Source, language: str) -> Prose:
    """How do refund and deferral compare, what is a deferral worth, how much bridge lending was out?"""
    known, stated = by_id(_relief(source)), source.assumptions
    refund, deferral = (figure(source.find(slug, "level"), source, language) for slug in (REFUND, DEFERRAL))
    items: list[Item] = []
    share = known.get(f"{REFUND}.share_of_refund_and_deferral")
    if share is not None and refund is not None and deferral is not None:
        items.append(
            say("relief.pair", language, refund=refund, deferral=deferral, share=number(share, language))
        )
    value = known.get(f"{DEFERRAL}.time_value")
    if value is not None:
        rate = f"{digits(stated.exact('deferral_rate_percent'))}%"
        months = digits(stated.exact("deferral_months"))
        values = {"value": number(value, language), "bounds": bounds(value, language)}
        items.append(say("relief.time_value", language, **values, rate=rate, months=months))
    lent, stock = (
        figure(source.find(BRIDGE, "level"), source, language),
        known.get(f"{BRIDGE}.average_outstanding"),
    )
    if lent is not None and stock is not None:
        tenor = digits(stated.exact("bridge_loan_tenor_months"))
        items.append(say("relief.bridge", language, lent=lent, tenor=tenor, stock=number(stock, language)))
    credit = figure(source.find("new_enterprise_credit", "level"), source, language)
    if credit is not None:
        items.append(say("relief.credit", language, credit=credit))
    return findings("relief", source, language, items, nothing="table.relief.absent")


def livelihood(source: Source, language: str) -> Prose:
    """How did the ratio of urban to rural income move, and what do jobs and unemployment say?"""
    items = [*income_sentences(source, language), *_jobs(source, language)]
    return findings("livelihood", source, language, items, nothing="table.income.absent")


def income_sentences(source: Source, language: str) -> list[Item]:
    """Return how the income ratio moved, and when the gap in yuan still widens."""
    known = by_id(income_ratio(source))
    urban, rural = (source.find(slug, "growth", price_basis="current") for slug in (URBAN, RURAL))
    change = known.get("disposable_income.urban_rural_ratio_change")
    if change is None or urban is None or rural is None:
        return []
    printed = {
        "urban": quoted.figure_part(urban, source, language),
        "rural": quoted.figure_part(rural, source, language),
    }
    moved = {"change": number(change, language, signed=True), "bounds": bounds(change, language)}
    items = [say("livelihood.ratio", language, **printed, **moved)]
    threshold, ratio = (
        known.get(f"disposable_income.{name}") for name in ("gap_threshold", "urban_rural_ratio")
    )
    if threshold is not None:
        levels: Item = [word("say.livelihood.no_levels", language)]
        if ratio is not None:
            plain = Part(told.column_text(ratio, language), told.ids(ratio), strong=True)
            levels = say("livelihood.levels", language, ratio=plain)
        over = {
            "threshold": Part(told.column_text(threshold, language), told.ids(threshold), True, derived=True),
            "bounds": Part(told.bounds_text(threshold, language)),
        }
        items.append(say("livelihood.threshold", language, levels=levels, **over))
    return items


def _jobs(source: Source, language: str) -> list[Item]:
    items: list[Item] = []
    jobs = source.find("urban_new_jobs", "level") or source.find("urban_new_jobs", "count")
    if jobs is not None and jobs.unit_mult > 0 and jobs.bounds.lower != jobs.bounds.upper:
        least, most = (end * Fraction(10) ** jobs.unit_mult for end in jobs.bounds)
        few = f"{int(least):,}" if language == "en" else f"{int(least)}"
        low = Part(few, (jobs.figure_id,), derived=True)
        high = Part(quantity(most, "PERS", 0, language, decimals=0), (jobs.figure_id,), derived=True)
        items.append(
            say(
                "livelihood.jobs",
                language,
                jobs=quoted.figure_part(jobs, source, language),
                low=low,
                high=high,
            )
        )
    rate = source.find("registered_unemployment_rate", "rate")
    if rate is not None and rate.comparator in ("<", "<="):
        items.append(
            say("livelihood.unemployment", language, rate=quoted.figure_part(rate, source, language))
        )
    surveyed = figure(source.find("surveyed_unemployment_rate", "rate"), source, language)
    if surveyed is not None:
        items.append(say("livelihood.surveyed", language, rate=surveyed))
    return items
