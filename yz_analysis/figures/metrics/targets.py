"""A3, A4: how far a target of the year is reached, and what the rest of the year must bring."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import (
    INDICATIVE,
    VALID,
    Derived,
    derive_one,
    level,
    parameter,
    to_frame,
)
from yz_analysis.figures.metrics.source import Printed, Source, months_of

_AMOUNTS = ("level", "count")
# target → the actual that is printed instead, of a set that is not quite the same
RELATED = {"projects_brought_in": "signed_projects"}


def targets(source: Source) -> list[Printed]:
    """Return the targets of a whole year that print an amount or a count above zero."""
    return [
        figure
        for figure in source.own
        if figure.kind == "target"
        and figure.measure in _AMOUNTS
        and figure.comparator in ("=", ">", ">=")
        and figure.value > 0
        and months_of(figure.time_period) == (figure.time_period, 12)
    ]


def pairs_with_actual(source: Source) -> list[tuple[Printed, Printed]]:
    """Return (target, actual so far) for each target whose indicator is printed for part of its year."""
    return [(target, actual) for target, actual in _paired(source) if target.indicator == actual.indicator]


def _paired(source: Source) -> list[tuple[Printed, Printed]]:
    """Return the pairs, those of related indicators too."""
    found = []
    for target in targets(source):
        for actual in source.results:
            span = months_of(actual.time_period)
            if (
                actual.indicator in (target.indicator, RELATED.get(target.indicator))
                and actual.measure in _AMOUNTS
                and actual.unit == target.unit
                and actual.ref_area == target.ref_area
                and actual.comparator == "="
                and actual.value > 0
                and span is not None
                and span[0] == target.time_period
                and span[1] < 12
            ):
                found.append((target.in_scale(actual.unit_mult), actual))
    return found


def progress(source: Source) -> pd.DataFrame:
    """A3: which part of the year's target is reached?

    X/T in percent, valid. A target is a decision and has no rounding; "more than" and "at least" make it a
    half-line, so the part reached is then at most the value. Half the year is no yardstick: the first half's
    usual share of the year differs by indicator (A7). Where the report sets the target for one thing and
    counts a related one (`RELATED`: projects brought in, projects signed) the row is indicative.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, one row for each target whose indicator is printed for part of the year.
    """
    return to_frame(
        derive_one(
            "progress",
            _words("progress", target) if actual.indicator == target.indicator else "progress_related",
            "A3",
            actual,
            formulas.progress,
            [level(actual), level(target)],
            "{0} / {1} * 100",
            unit="PT",
            factor=100,
            validity=VALID if actual.indicator == target.indicator else INDICATIVE,
            indicator=target.indicator,
        )
        for target, actual in _paired(source)
    )


def required_rest(source: Source) -> pd.DataFrame:
    """A4: what must the rest of the year bring?

    T-X, the same by month, and T/X-1 as a multiple of what the year has brought so far; the monthly average
    so far stands beside it. Valid. Where no actual is printed only the monthly average of the whole target
    can be given.

    Args:
        source: from `read`.

    Returns:
        The metrics frame: four rows for a target with an actual, one for a target without.
    """
    rows: list[Derived] = []
    paired = pairs_with_actual(source)
    for target, actual in paired:
        rows += _required(target, actual)
    for target, actual in _paired(source):
        if actual.indicator != target.indicator:
            arguments = [level(actual), level(target)]
            rest = formulas.required_rest
            made = derive_one(
                "required_rest",
                "required_rest_related",
                "A4",
                actual,
                rest,
                arguments,
                "{1} - {0}",
                like=actual,
                validity=INDICATIVE,
                indicator=target.indicator,
            )
            rows.append(made)
    with_actual = {target.figure_id for target, _ in paired}
    for target in targets(source):
        if target.figure_id not in with_actual and target.unit == "CNY":
            arguments = [level(target), parameter("months", Fraction(12))]
            words = _words("target_monthly", target)
            rows.append(
                derive_one(
                    "target_monthly",
                    words,
                    "A4",
                    target,
                    formulas.mean_size,
                    arguments,
                    "{0} / {1}",
                    like=target,
                )
            )
    return to_frame(rows)


def _required(target: Printed, actual: Printed) -> list[Derived]:
    """Return the four rows of one target: rest, rest by month, month so far, rest as a multiple."""
    months = (months_of(actual.time_period) or ("", 12))[1]
    left, past = parameter("months_left", Fraction(12 - months)), parameter("months", Fraction(months))
    x, t = level(actual), level(target)

    def monthly(level: formulas.Number, target: formulas.Number, left: formulas.Number) -> formulas.Number:
        return formulas.required_rest(level, target) / left

    rest, mean, ratio = formulas.required_rest, formulas.mean_size, formulas.required_ratio
    multiple = _words("required_ratio", target)
    return [
        derive_one(
            "required_rest",
            _words("required_rest", target),
            "A4",
            actual,
            rest,
            [x, t],
            "{1} - {0}",
            like=actual,
        ),
        derive_one(
            "required_monthly",
            _words("required_monthly", target),
            "A4",
            actual,
            monthly,
            [x, t, left],
            "({1} - {0}) / {2}",
            like=actual,
        ),
        derive_one(
            "monthly_so_far", "monthly_so_far", "A4", actual, mean, [x, past], "{0} / {1}", like=actual
        ),
        derive_one("required_ratio", multiple, "A4", actual, ratio, [x, t], "{1} / {0} - 1", unit="MULT"),
    ]


def _words(key: str, target: Printed) -> str:
    """Return the key of the words: a half-line target is met by more than its number."""
    return key if target.comparator == "=" else f"{key}_at_least"
