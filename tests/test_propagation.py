"""Bounds carried through formulas: equal to brute force, proven, and refused where they cannot be."""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.errors import InvalidComputation
from yz_analysis.figures.bounds import Bounds, cell, point
from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.propagation import propagate


def box(low: str, high: str) -> Bounds:
    return Bounds(Fraction(low), Fraction(high))


def grid(bounds: Bounds, steps: int = 6) -> list[Fraction]:
    return [bounds.lower + (bounds.upper - bounds.lower) * n / steps for n in range(steps + 1)]


PERCENT = Fraction(1, 100)
LEVEL, TARGET = cell("522.69", 2), point(1200)
GROWTH = cell("15.7", 1).scaled(PERCENT)
GDP, GDP_GROWTH = cell("301.5", 1), cell("3", 0).scaled(PERCENT)
PART, PART_GROWTH = cell("79.8", 1), cell("6.6", 1).scaled(PERCENT)
SHARE = box("0.35", "0.6")

CASES = {
    "implied_base": (formulas.implied_base, LEVEL, GROWTH),
    "increment": (formulas.increment, LEVEL, GROWTH),
    "increment over a rise or a fall": (formulas.increment, LEVEL, box("-0.05", "0.05")),
    "progress": (formulas.progress, LEVEL, TARGET),
    "required_rest": (formulas.required_rest, LEVEL, TARGET),
    "required_ratio": (formulas.required_ratio, LEVEL, TARGET),
    "required_growth": (formulas.required_growth, LEVEL, GROWTH, TARGET, SHARE),
    "outcome": (formulas.outcome, LEVEL, GROWTH, SHARE, box("0", "0.3")),
    "wedge": (formulas.wedge, GROWTH, PART_GROWTH),
    "contribution": (formulas.contribution, PART, PART_GROWTH, GDP, GDP_GROWTH),
    "contribution_share": (formulas.contribution_share, PART, PART_GROWTH, GDP, GDP_GROWTH),
    "rest_growth": (formulas.rest_growth, PART, PART_GROWTH, GDP, GDP_GROWTH),
    "ratio_change": (formulas.ratio_change, box("0.0435", "0.0445"), box("0.0525", "0.0535")),
    "largest_possible": (formulas.largest_possible, cell("106", 0), point(20), point(1)),
    "part_of_pair": (formulas.part_of_pair, cell("6.82", 2), cell("7.64", 2)),
    "time_value": (formulas.time_value, cell("7.64", 2), box("0.03", "0.05"), box("3", "12")),
    "average_outstanding": (formulas.average_outstanding, cell("21.56", 2), box("0.25", "2"), point(6)),
}


@pytest.mark.parametrize("name", CASES)
def test_bounds_equal_brute_force_on_a_grid(name):
    function, *boxes = CASES[name]
    values = [function(*corner) for corner in itertools.product(*(grid(bounds) for bounds in boxes))]
    assert propagate(function, *boxes) == (min(values), max(values))


def test_a_variable_that_occurs_twice_does_not_widen_the_bounds():
    pair = propagate(formulas.part_of_pair, box("1", "2"), box("1", "2"))
    assert pair == (Fraction(1, 3), Fraction(2, 3))  # interval arithmetic would say 1/4 to 1


@settings(max_examples=50)
@given(st.integers(1, 10_000), st.integers(-60, 90), st.integers(0, 3))
def test_the_bounds_of_a_base_hold_every_base_inside_the_cells(level, growth, places):
    level_cell = cell(Fraction(level, 10**places), places)
    growth_cell = cell(growth, 0).scaled(PERCENT)
    bounds = propagate(formulas.implied_base, level_cell, growth_cell)
    for x, g in itertools.product(grid(level_cell, 3), grid(growth_cell, 3)):
        assert bounds.holds(formulas.implied_base(x, g))


def test_a_target_without_an_upper_end_gives_a_half_line():
    at_least = Bounds(Fraction(30), math.inf)
    assert propagate(formulas.progress, point(20), at_least) == (0, Fraction(2, 3))
    assert propagate(formulas.required_rest, point(20), at_least) == (10, math.inf)
    assert propagate(formulas.required_ratio, point(20), at_least) == (Fraction(1, 2), math.inf)


def test_a_formula_with_a_valley_inside_the_box_is_refused():
    with pytest.raises(InvalidComputation, match="not monotone"):
        propagate(lambda x: (x - Fraction(1, 3)) * (x - Fraction(1, 3)), box("0", "1"))


def test_a_formula_is_proven_on_smaller_boxes_where_the_whole_is_too_wide():
    assert propagate(lambda x: x / (1 + x), box("1", "9")) == (Fraction(1, 2), Fraction(9, 10))


def cubic(x):
    """Rises everywhere, which its derivative 3x² - 6x + 4 shows only on narrower intervals."""
    return x * x * x - 3 * x * x + 4 * x


@pytest.mark.parametrize(
    ("function", "ends"),
    [(cubic, (0, 4)), (lambda x: -cubic(x), (-4, 0)), (lambda x: 1 / (20 - cubic(x)), ("1/20", "1/16"))],
)
def test_halving_the_box_gives_both_ends_of_the_whole_box(function, ends):
    assert propagate(function, box("0", "2")) == tuple(Fraction(end) for end in ends)


def test_the_widest_argument_is_halved_and_the_others_keep_their_ends():
    found = propagate(lambda x, y: cubic(x) + cubic(y), box("0", "2"), box("1", "3/2"))
    assert found == (cubic(Fraction(1)), 4 + cubic(Fraction(3, 2)))


def test_a_formula_with_a_valley_on_a_half_line_is_refused_in_words_too():
    with pytest.raises(InvalidComputation, match="not monotone"):
        propagate(lambda x: (x - 1) * (x - 1), Bounds(Fraction(0), math.inf))


def test_a_division_by_what_may_be_zero_is_refused():
    with pytest.raises(InvalidComputation, match="zero"):
        propagate(lambda x, y: x / y, box("1", "2"), box("-1", "1"))


def test_floats_may_not_enter_exact_bounds():
    with pytest.raises(TypeError, match="exact"):
        propagate(lambda x: x * 0.5, box("1", "2"))


def test_a_formula_that_ignores_its_arguments_has_its_own_value():
    assert propagate(lambda x: Fraction(3), box("1", "2")) == (3, 3)
