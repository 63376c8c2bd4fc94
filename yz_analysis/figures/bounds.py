"""What the printed digits allow: the exact cell of a printed number (`propagation` carries it on).

A printed number is a cell, not a point: 301.5 stands for every number that rounds to it, [301.45, 301.55].
Cells are exact fractions and closed, so that they enclose both rounding rules in use. They say what the
printed digits allow and nothing else: coverage, revision and definition errors are outside them and are
usually larger.

Policies (`precision`):

* `literal`: the printed digits decide; 3 % is [2.5, 3.5].
* `house`: the publisher prints growth rates with one decimal and drops ".0"; 3 % is [2.95, 3.05]. It applies
  to growth rates printed as whole numbers and to nothing else.

Zero width: counts, durations, ranks, thresholds, labels, 零 and 全部, and targets (a target is a decision).
A count in 万 is a cell: 1万人 is 5,000 to 15,000 persons. A comparator gives a half-line that starts at the
printed number: `>` and `>=` have no upper end; `<` and `<=` reach down to zero where the quantity cannot be
negative (everything but growth and changes) and have no lower end otherwise. `~` (左右, 约, 近, 翻倍) does
not say how near, so it bounds nothing. Strict comparators give the closed half-line, which encloses the
open one.
"""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple

import pandas as pd

from yz_analysis.errors import unknown

PRECISIONS = ("literal", "house")
_MAY_BE_NEGATIVE = frozenset({"growth", "change", "change_pp", "direction"})
_ALWAYS_EXACT = frozenset({"duration", "rank", "date", "threshold"})
_EXACT_KINDS = frozenset({"target", "rank", "label"})
_EXACT_WORDS = ("零", "全部")


class Bounds(NamedTuple):
    """A closed interval of exact ends; an end is a `Fraction`, or ±inf where the print sets none."""

    lower: Fraction | float
    upper: Fraction | float

    def scaled(self, factor: Fraction) -> Bounds:
        """Return the interval times a positive factor, such as 1/100 for percent.

        >>> Bounds(Fraction(5, 2), Fraction(7, 2)).scaled(Fraction(1, 100))
        Bounds(lower=Fraction(1, 40), upper=Fraction(7, 200))
        """
        return Bounds(*(end if isinstance(end, float) else end * factor for end in self))

    def holds(self, number: Fraction | int) -> bool:
        """Say whether a number lies in the interval, ends included."""
        return self.lower <= number <= self.upper

    def outward(self) -> tuple[float, float]:
        """Return the ends as floats, each moved outward where it has no exact float.

        >>> Bounds(Fraction(1, 2), math.inf).outward()
        (0.5, inf)
        """
        return round_down(self.lower), round_up(self.upper)


def check_precision(precision: str) -> str:
    """Return `precision` when it is a policy this package knows.

    Raises:
        UnknownNameError: otherwise, listing the policies.

    >>> check_precision("house")
    'house'
    """
    if precision not in PRECISIONS:
        raise unknown("precision policy", precision, PRECISIONS)
    return precision


def round_down(number: Fraction | float) -> float:
    """Return the largest float that is not above `number`.

    >>> Fraction(round_down(Fraction(1, 10))) <= Fraction(1, 10)
    True
    """
    near = float(number)
    return math.nextafter(near, -math.inf) if not math.isinf(near) and Fraction(near) > number else near


def round_up(number: Fraction | float) -> float:
    """Return the smallest float that is not below `number`."""
    near = float(number)
    return math.nextafter(near, math.inf) if not math.isinf(near) and Fraction(near) < number else near


def point(number: Fraction | Decimal | int | str) -> Bounds:
    """Return the interval of zero width at a number known exactly.

    >>> point("0.45")
    Bounds(lower=Fraction(9, 20), upper=Fraction(9, 20))
    """
    return Bounds(Fraction(number), Fraction(number))


def cell(value: Decimal | Fraction | int | str, decimals: int) -> Bounds:
    """Return every number that prints as `value` with `decimals` digits after the point.

    Args:
        value: the printed number, in the printed scale.
        decimals: digits after the point as printed; the cell is one unit of the last digit wide.

    >>> cell("301.5", 1) == Bounds(Fraction("301.45"), Fraction("301.55"))
    True
    >>> cell("1", 0).scaled(Fraction(10_000))
    Bounds(lower=Fraction(5000, 1), upper=Fraction(15000, 1))
    """
    half = Fraction(1, 2) / 10**decimals
    return Bounds(Fraction(value) - half, Fraction(value) + half)


def figure_bounds(
    value: Decimal | Fraction | int | str,
    decimals: int,
    *,
    measure: str,
    kind: str = "actual",
    unit: str = "",
    unit_mult: int = 0,
    comparator: str = "=",
    exact: bool = False,
    roundings: int = 1,
    precision: str = "literal",
) -> Bounds:
    """Return the bounds of one figure of the dataset, in the printed scale.

    Args:
        value: the printed number.
        decimals: digits after the point as printed.
        measure: level, growth, count, …, as in the data contract.
        kind: actual, target, event, rank, label or claim.
        unit: the unit's code; the house policy asks for a growth rate in percent (PT).
        unit_mult: power of ten of the printed scale; a count with one is rounded, a count without is not.
        comparator: one of = > >= < <= ~.
        exact: the number is said in a word that leaves no room (零, 全部).
        roundings: how many rounded numbers were added or subtracted to get the value, half a unit each.
        precision: `literal` or `house`.

    Raises:
        UnknownNameError: when the policy or the comparator does not exist.

    >>> figure_bounds("3", 0, measure="growth", unit="PT")
    Bounds(lower=Fraction(5, 2), upper=Fraction(7, 2))
    >>> figure_bounds("3", 0, measure="growth", unit="PT", precision="house")
    Bounds(lower=Fraction(59, 20), upper=Fraction(61, 20))
    >>> figure_bounds("30", 0, measure="count", kind="target", comparator=">=")
    Bounds(lower=Fraction(30, 1), upper=inf)
    >>> figure_bounds("2", 0, measure="rate", unit="PT", comparator="<=")
    Bounds(lower=Fraction(0, 1), upper=Fraction(2, 1))
    """
    check_precision(precision)
    number = Fraction(value)
    floor = -math.inf if measure in _MAY_BE_NEGATIVE or number < 0 else Fraction(0)
    if comparator in (">", ">="):
        return Bounds(number, math.inf)
    if comparator in ("<", "<="):
        return Bounds(floor, number)
    if comparator == "~":
        return Bounds(floor, math.inf)
    if comparator != "=":
        raise unknown("comparator", comparator, ("=", ">", ">=", "<", "<=", "~"))
    whole_count = measure == "count" and unit_mult == 0 and decimals == 0
    if exact or whole_count or measure in _ALWAYS_EXACT or kind in _EXACT_KINDS:
        return point(number)
    if precision == "house" and measure == "growth" and unit == "PT" and decimals == 0:
        decimals = 1
    half = Fraction(roundings, 2) / 10**decimals
    return Bounds(max(number - half, floor), number + half)


def row_bounds(row: Any, *, precision: str = "literal") -> Bounds | None:
    """Return the bounds of one row of the figures, or None where it prints no number.

    Args:
        row: anything with the fields value_printed, value, decimals, measure, kind, unit, unit_mult and
            comparator, such as a named tuple of `itertuples`. The value may be text or a float; a float is
            read through its shortest decimal text, which is the printed one. A row of status E that prints
            no numeral of its own is a printed number less a printed gap, and has the width of both.
        precision: `literal` or `house`.
    """
    text = str(row.value).strip()
    if text in ("", "nan", "None", "<NA>"):
        return None
    estimated = getattr(row, "status", "") == "E" and str(row.value_printed).strip() in ("", "nan")
    return figure_bounds(
        Decimal(text),
        whole(row.decimals),
        measure=row.measure,
        kind=row.kind,
        unit=row.unit,
        unit_mult=whole(row.unit_mult),
        comparator=row.comparator or "=",
        exact=str(row.value_printed).startswith(_EXACT_WORDS),
        roundings=2 if estimated else 1,
        precision=precision,
    )


def whole(entry: Any) -> int:
    """Read a whole number that a table may have left empty (then 0) or turned into a float.

    >>> whole("8"), whole(8.0), whole(""), whole(None)
    (8, 8, 0, 0)
    """
    return 0 if pd.isna(entry) or str(entry) == "" else int(float(entry))


def bound_columns(figures: pd.DataFrame, *, precision: str = "literal") -> pd.DataFrame:
    """Return `lower` and `upper` (float64, printed scale) for every row of the figures.

    The floats are rounded outward, so the float interval encloses the exact one; rows that print no number
    have NaN in both.

    Raises:
        UnknownNameError: when the policy does not exist.

    >>> figure = {"value_printed": "3", "value": "3", "decimals": 0, "measure": "growth", "kind": "actual",
    ...     "unit": "PT", "unit_mult": 0, "comparator": "="}
    >>> bound_columns(pd.DataFrame([figure])).to_numpy().tolist()
    [[2.5, 3.5]]
    """
    check_precision(precision)
    rows = [row_bounds(row, precision=precision) for row in figures.itertuples(index=False)]
    ends = [(math.nan, math.nan) if bounds is None else bounds.outward() for bounds in rows]
    return pd.DataFrame(ends, columns=["lower", "upper"], index=figures.index, dtype="float64")
