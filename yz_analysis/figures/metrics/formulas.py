"""The arithmetic of the method, and nothing else: one function a formula.

Every function takes and returns numbers of one exact kind: `Fraction`, or `Slope` when `propagate` proves and
bounds it. Rates are fractions (0.03, not 3). What a result may be called is said where it is used.
"""

from __future__ import annotations

from typing import Any

Number = Any  # Fraction or Slope: whatever + - * / keep exact


def implied_base(level: Number, growth: Number) -> Number:
    """Return X/(1+g), the comparable figure of the same period last year.

    >>> from fractions import Fraction
    >>> implied_base(Fraction(106), Fraction(6, 100))
    Fraction(100, 1)
    """
    return level / (1 + growth)


def increment(level: Number, growth: Number) -> Number:
    """Return X·g/(1+g), the increase over the comparable figure of last year."""
    return level * growth / (1 + growth)


def progress(level: Number, target: Number) -> Number:
    """Return X/T, the part of the year's target that is reached."""
    return level / target


def required_rest(level: Number, target: Number) -> Number:
    """Return T-X, what the rest of the year must bring."""
    return target - level


def required_ratio(level: Number, target: Number) -> Number:
    """Return T/X-1, the required rest as a multiple of what the year has brought so far."""
    return target / level - 1


def required_growth(level: Number, growth: Number, target: Number, share: Number) -> Number:
    """Return (1+g)(T/X-1)·s/(1-s) - 1, the growth the second half needs over last year's second half.

    It equals g exactly when s = X/T.

    Args:
        level: X, the first half of this year.
        growth: g, its growth over the first half of last year.
        target: T, the target of the year.
        share: s, the first half's share of last year's total.

    >>> from fractions import Fraction
    >>> required_growth(Fraction(45), Fraction(1, 5), Fraction(100), Fraction(45, 100))
    Fraction(1, 5)
    """
    return (1 + growth) * (target / level - 1) * share / (1 - share) - 1


def required_growth_covered(
    level: Number, growth: Number, target: Number, share: Number, coverage: Number
) -> Number:
    """Return `required_growth` where last year's comparable base is `coverage` times the implied one."""
    return (1 + growth) * (target / level - 1) * share / (1 - share) / coverage - 1


def outcome(level: Number, growth: Number, share: Number, rest_growth: Number) -> Number:
    """Return X + B(1-s)/s·(1+h): the year's total when the second half grows by h; B = X/(1+g)."""
    return level + level / (1 + growth) * (1 - share) / share * (1 + rest_growth)


def wedge(nominal: Number, real: Number) -> Number:
    """Return (1+g_nominal)/(1+g_real) - 1."""
    return (1 + nominal) / (1 + real) - 1


def contribution(part: Number, part_growth: Number, whole: Number, whole_growth: Number) -> Number:
    """Return the part's increment over the whole's base: its contribution to the whole's growth."""
    return part * part_growth / (1 + part_growth) / (whole / (1 + whole_growth))


def contribution_share(part: Number, part_growth: Number, whole: Number, whole_growth: Number) -> Number:
    """Return the part's increment over the whole's increment."""
    return part * part_growth / (1 + part_growth) / (whole * whole_growth / (1 + whole_growth))


def rest_growth(part: Number, part_growth: Number, whole: Number, whole_growth: Number) -> Number:
    """Return the growth of the whole without the part."""
    return (whole - part) / (whole / (1 + whole_growth) - part / (1 + part_growth)) - 1


def ratio_change(upper_growth: Number, lower_growth: Number) -> Number:
    """Return (1+g_u)/(1+g_r) - 1, the change of the ratio of two levels."""
    return (1 + upper_growth) / (1 + lower_growth) - 1


def largest_possible(total: Number, count: Number, floor: Number) -> Number:
    """Return the largest one of `count` items of at least `floor` each that add up to `total`."""
    return total - (count - 1) * floor


def mean_size(total: Number, count: Number) -> Number:
    """Return total over count."""
    return total / count


def part_of_pair(part: Number, other: Number) -> Number:
    """Return a/(a+b)."""
    return part / (part + other)


def time_value(amount: Number, yearly_rate: Number, months: Number) -> Number:
    """Return the simple interest saved when `amount` is paid `months` later."""
    return amount * yearly_rate * months / 12


def average_outstanding(lent: Number, tenor_months: Number, period_months: Number) -> Number:
    """Return the average stock of loans: what was lent, times tenor over the length of the period."""
    return lent * tenor_months / period_months
