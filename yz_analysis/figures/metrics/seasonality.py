"""A7: which share of a year falls in its first half, where both are published."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from statistics import median

import pandas as pd

from yz_analysis.figures.labels import area_name
from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import INDICATIVE, Derived, derive_one, level, rate, to_frame
from yz_analysis.figures.metrics.source import Printed, Source, pairs, select
from yz_analysis.words import LANGUAGES

_LIKELY = (20, 80)  # percent; what implies less or more for a half of the year compares two things
BENCHMARK = "gdp"  # the indicator whose halves and years are published most widely


@dataclass(frozen=True)
class Share:
    """A first-half share, and where it comes from: stated, implied or benchmark."""

    value: Fraction
    origin: str


def benchmarks(source: Source) -> pd.DataFrame:
    """A7: which share of the year did the first half have, in every area and year that publish both?

    Level of the first half over level of the year, current prices, in percent; valid as a benchmark of the
    same indicator, and no more than that: areas, years and indicators differ, and the year's figure may have
    been revised since the half-year's was printed.

    Args:
        source: from `read`; the benchmarks are the same for every report.

    Returns:
        The metrics frame; metric ids are `indicator.first_half_share.area.year`.
    """
    return to_frame(_benchmarks(source))


def implied_shares(source: Source) -> pd.DataFrame:
    """A7: which first-half share of last year do this report and last year's printed total imply?

    X/(1+g) over last year's total of the same indicator and area, in percent. Indicative: the total may be an
    expectation or a half-line, and the base stands on this year's reporting basis. Where last year's total is
    printed as "more than", the share is at most the value.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, one row for each indicator with a nominal pair and a total of the year before.
    """
    return to_frame(_implied(source))


def first_half_share(source: Source, indicator: str) -> Share | None:
    """Return the first-half share to assume for an indicator, and where it comes from.

    The stated one where the assumptions state it; else what last year's printed total of the same indicator
    implies (the only evidence on the indicator itself); else the median benchmark of GDP in other areas.

    Args:
        source: from `read`.
        indicator: slug.

    Returns:
        The share as a fraction, or None where nothing is stated and the dataset has no evidence.
    """
    stated = source.assumptions.share
    if stated is not None:
        return Share(stated, "stated")
    implied = _likely(source, indicator)
    if implied:
        return Share(implied[0] / 100, "implied")
    others = [
        item.value for item in _benchmarks(source, other_than=_area(source)) if item.indicator == BENCHMARK
    ]
    found = [value for value in others if value is not None]
    return Share(median(found) / 100, "benchmark") if found else None


def share_band(source: Source, indicator: str) -> tuple[Fraction, Fraction] | None:
    """Return the lowest and highest first-half share that the dataset gives reason to consider.

    Benchmarks of GDP in every area, the implied share of the indicator itself, and the assumed one.
    """
    values = [item.value for item in _benchmarks(source) if item.indicator == BENCHMARK]
    values += _likely(source, indicator)
    shares = [value / 100 for value in values if value is not None]
    assumed = first_half_share(source, indicator)
    if assumed is not None:
        shares.append(assumed.value)
    return (min(shares), max(shares)) if shares else None


def _likely(source: Source, indicator: str) -> list[Fraction]:
    """Return the implied shares of an indicator that a half of the year can have."""
    values = [item.value for item in _implied(source) if item.indicator == indicator]
    low, high = _LIKELY
    return [value for value in values if value is not None and low <= value <= high]


def _area(source: Source) -> str:
    return source.main[0]


def _yearly(source: Source, kinds: tuple[str, ...] = ("actual",)) -> list[Printed]:
    """Return the amounts of whole years that are published; with `claim` also those only expected."""
    return [
        f
        for f in source.everything
        if f.kind in kinds
        and f.measure == "level"
        and f.unit == "CNY"
        and len(f.time_period) == 4
        and f.time_period.isdigit()
        and f.ref_area
    ]


def _benchmarks(source: Source, other_than: str = "") -> list[Derived]:
    rows = []
    years = [year for year in _yearly(source) if year.comparator == "=" and year.status != "E"]
    for year in _agreed(years):
        if year.ref_area == other_than:
            continue
        halves = select(
            source.everything,
            ref_area=year.ref_area,
            indicator=year.indicator,
            time_period=f"{year.time_period}-S1",
            kind="actual",
            measure="level",
            unit=year.unit,
            comparator="=",
        )
        for half in _agreed(halves):
            made = derive_one(
                f"first_half_share.{year.ref_area}.{year.time_period}",
                "first_half_share",
                "A7",
                year,
                formulas.progress,
                [level(half.in_scale(year.unit_mult)), level(year)],
                "{0} / {1} * 100",
                unit="PT",
                factor=100,
                values={
                    language: {"area": area_name(year.ref_area, language), "year": year.time_period}
                    for language in LANGUAGES
                },
            )
            rows.append(Derived(**{**made.__dict__, "report_id": source.report}))
    return rows


def _agreed(figures: list[Printed]) -> list[Printed]:
    """Return one figure for each area, indicator and period, none where two publications differ."""
    found: dict[tuple[str, str, str], list[Printed]] = {}
    for figure in figures:
        found.setdefault((figure.ref_area, figure.indicator, figure.time_period), []).append(figure)
    return [same[0] for same in found.values() if len({one.value * 10**one.unit_mult for one in same}) == 1]


def _implied(source: Source) -> list[Derived]:
    rows = []
    for x, g in pairs(source):
        if not x.time_period.endswith("-S1") or x.unit != "CNY" or g.price_basis != x.price_basis:
            continue
        last = str(int(x.time_period[:4]) - 1)
        totals = [
            total
            for total in _yearly(source, ("actual", "claim"))
            if total.time_period == last
            and total.indicator == x.indicator
            and total.ref_area == x.ref_area
            and total.comparator in ("=", ">", ">=")
        ]
        if len(totals) == 1:
            total = totals[0].in_scale(x.unit_mult)
            words = "implied_share" if total.comparator == "=" else "implied_share_at_most"
            rows.append(
                derive_one(
                    "implied_first_half_share",
                    words,
                    "A7",
                    x,
                    lambda level, growth, total: formulas.implied_base(level, growth) / total,
                    [level(x), rate(g), level(total)],
                    "{0} / (1 + {1}) / {2} * 100",
                    unit="PT",
                    factor=100,
                    validity=INDICATIVE,
                    values={language: {"year": last} for language in LANGUAGES},
                )
            )
    return rows
