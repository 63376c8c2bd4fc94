"""Intervals that carry derivatives: both hold what the formula takes at every point of the box."""

from __future__ import annotations

import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.errors import InvalidComputation
from yz_analysis.figures.slopes import Slope

F = Fraction
# formula of two arguments, and its derivatives by each, worked by hand
FORMULAS = {
    "sum": (lambda x, y: x + y, lambda x, y: 1, lambda x, y: 1),
    "difference": (lambda x, y: x - y, lambda x, y: 1, lambda x, y: -1),
    "product": (lambda x, y: x * y, lambda x, y: y, lambda x, y: x),
    "quotient": (lambda x, y: x / (y + 20), lambda x, y: 1 / (y + 20), lambda x, y: -x / (y + 20) ** 2),
    "of numbers": (
        lambda x, y: 3 - 2 * x + F(1, 2) / (y - 20),
        lambda x, y: -2,
        lambda x, y: F(-1, 2) / (y - 20) ** 2,
    ),
    "twice": (lambda x, y: (x - y) * (x + y), lambda x, y: 2 * x, lambda x, y: -2 * y),
    "negative": (lambda x, y: -(x * x), lambda x, y: -2 * x, lambda x, y: 0),
    "numbers before": (lambda x, y: 1 + x * 2 - 5 + (0 + y) * 1, lambda x, y: 2, lambda x, y: 1),
}
ONCE = ["sum", "difference", "product", "quotient", "of numbers", "numbers before"]
ends = st.tuples(st.integers(-9, 9), st.integers(0, 6)).map(lambda pair: (F(pair[0]), F(pair[0] + pair[1])))


def sloped(name, *boxes):
    return FORMULAS[name][0](*(Slope.variable(box, n, len(boxes)) for n, box in enumerate(boxes)))


def points(box):
    return [box[0] + (box[1] - box[0]) * n / 4 for n in range(5)]


@pytest.mark.parametrize("name", FORMULAS)
@settings(max_examples=30)
@given(ends, ends)
def test_range_and_slopes_hold_every_value_and_derivative_in_the_box(name, one, other):
    found = sloped(name, one, other)
    for x in points(one):
        for y in points(other):
            value, *slopes = (function(x, y) for function in FORMULAS[name])
            assert found.span[0] <= value <= found.span[1]
            for n, slope in enumerate(slopes):
                assert found.slopes[n][0] <= slope <= found.slopes[n][1]


@pytest.mark.parametrize("name", ONCE)
@settings(max_examples=30)
@given(ends, ends)
def test_where_each_argument_occurs_once_the_range_is_exact(name, one, other):
    corners = [FORMULAS[name][0](x, y) for x in one for y in other]
    assert sloped(name, one, other).span == (min(corners), max(corners))


def test_nothing_times_no_bound_is_nothing():
    zero, open_ended = (F(0), F(0)), (F(1), math.inf)
    assert sloped("product", zero, open_ended).span == zero
    assert sloped("product", (F(0), F(2)), open_ended).span == (0, math.inf)
    assert sloped("product", (F(-2), F(2)), open_ended).span == (-math.inf, math.inf)


def test_one_over_no_bound_is_nothing():
    assert sloped("quotient", (F(1), F(1)), (F(0), math.inf)).span == (0, F(1, 20))


@pytest.mark.parametrize("box", [(F(-20), F(-20)), (F(-21), F(-19)), (F(-20), F(1)), (F(-25), F(-20))])
def test_a_divisor_that_may_be_zero_is_refused_also_at_its_ends(box):
    with pytest.raises(InvalidComputation, match="zero"):
        sloped("quotient", (F(1), F(2)), box)


@pytest.mark.parametrize(
    ("slope", "direction"),
    [((1, 2), 1), ((0, 2), 1), ((-2, -1), -1), ((-2, 0), -1), ((-1, 1), None), ((0, 0), 1)],
)
def test_a_direction_is_told_only_where_the_slope_keeps_its_sign(slope, direction):
    assert Slope((F(0), F(1)), ((F(slope[0]), F(slope[1])),)).direction(0) == direction
