"""Cells and policies against brute force, and against an independent library of intervals."""

from __future__ import annotations

import math
from decimal import ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal
from fractions import Fraction

import pandas as pd
import portion
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.errors import UnknownNameError
from yz_analysis.figures.bounds import (
    Bounds,
    bound_columns,
    cell,
    figure_bounds,
    point,
    round_down,
    round_up,
    row_bounds,
)

numbers = st.decimals(min_value=-10_000, max_value=10_000, places=4)
decimals = st.integers(min_value=0, max_value=3)


def as_portion(bounds: Bounds) -> portion.Interval:
    lower = -portion.inf if bounds.lower == -math.inf else bounds.lower
    upper = portion.inf if bounds.upper == math.inf else bounds.upper
    return portion.closed(lower, upper)


@given(numbers, decimals, st.sampled_from([ROUND_HALF_UP, ROUND_HALF_EVEN, ROUND_HALF_DOWN]))
def test_a_cell_holds_every_number_that_rounds_to_the_print_by_any_rule(number, places, rule):
    printed = number.quantize(Decimal(1).scaleb(-places), rounding=rule)
    assert cell(printed, places).holds(Fraction(number))


@given(numbers, decimals)
def test_neighbouring_cells_meet_in_one_number_and_leave_no_gap(number, places):
    unit = Decimal(1).scaleb(-places)
    printed = number.quantize(unit, rounding=ROUND_HALF_EVEN)
    here, there = as_portion(cell(printed, places)), as_portion(cell(printed + unit, places))
    assert here & there == portion.singleton(Fraction(printed) + Fraction(unit) / 2)
    assert (here | there).atomic


def test_the_cell_of_the_printed_gdp_is_half_a_unit_of_its_last_digit_each_way():
    assert cell("301.5", 1) == (Fraction(30145, 100), Fraction(30155, 100))


def test_three_percent_is_wide_by_the_literal_and_narrow_by_the_house_policy():
    assert figure_bounds("3", 0, measure="growth", unit="PT") == (Fraction(5, 2), Fraction(7, 2))
    house = figure_bounds("3", 0, measure="growth", unit="PT", precision="house")
    assert house == (Fraction(295, 100), Fraction(305, 100))


@given(
    st.integers(min_value=-50, max_value=50), decimals, st.sampled_from(["growth", "level", "rate", "share"])
)
def test_the_literal_bounds_hold_the_house_bounds(number, places, measure):
    literal = figure_bounds(number, places, measure=measure, unit="PT")
    house = figure_bounds(number, places, measure=measure, unit="PT", precision="house")
    assert as_portion(house) in as_portion(literal)
    if measure != "growth" or places:
        assert house == literal


@pytest.mark.parametrize("measure", ["level", "count", "rate", "share", "multiple"])
def test_the_house_policy_is_for_growth_rates_only(measure):
    fields = {"measure": measure, "unit": "PT" if measure == "rate" else "CNY", "unit_mult": 8}
    assert figure_bounds("106", 0, **fields, precision="house") == figure_bounds("106", 0, **fields)


def test_a_growth_rate_printed_with_a_decimal_is_the_same_by_both_policies():
    fields = {"measure": "growth", "unit": "PT"}
    assert figure_bounds("6.6", 1, **fields, precision="house") == figure_bounds("6.6", 1, **fields)


@pytest.mark.parametrize(
    ("value", "fields"),
    [
        ("20", {"measure": "count", "unit": "NB"}),
        ("3", {"measure": "duration", "unit": "DAYS"}),
        ("1", {"measure": "rank"}),
        ("1", {"measure": "level", "kind": "rank"}),
        ("5", {"measure": "level", "kind": "label"}),
        ("2022", {"measure": "date"}),
        ("1", {"measure": "threshold", "unit": "CNY", "unit_mult": 8}),
        ("1200", {"measure": "level", "kind": "target", "unit": "CNY", "unit_mult": 8}),
        ("0", {"measure": "growth", "unit": "PT", "exact": True}),
    ],
)
def test_what_is_counted_or_decided_has_no_width(value, fields):
    assert figure_bounds(value, 0, **fields) == point(value)


def test_ten_thousand_persons_in_wan_are_five_to_fifteen_thousand():
    jobs = figure_bounds("1", 0, measure="count", unit="PERS", unit_mult=4)
    assert jobs.scaled(Fraction(10_000)) == (5_000, 15_000)


@pytest.mark.parametrize(
    ("comparator", "measure", "expected"),
    [
        (">", "level", (40, math.inf)),
        (">=", "level", (40, math.inf)),
        ("<=", "rate", (0, 40)),
        ("<", "level", (0, 40)),
        ("<=", "growth", (-math.inf, 40)),
        ("~", "level", (0, math.inf)),
        ("~", "growth", (-math.inf, math.inf)),
    ],
)
def test_a_comparator_gives_a_half_line_that_starts_at_the_printed_number(comparator, measure, expected):
    assert figure_bounds("40", 0, measure=measure, comparator=comparator) == expected


def test_an_amount_printed_near_zero_does_not_reach_below_it():
    assert figure_bounds("0.2", 0, measure="level", unit="CNY", unit_mult=8).lower == 0
    assert figure_bounds("0.2", 0, measure="growth", unit="PT").lower < 0
    assert figure_bounds("0.0", 1, measure="level", unit="CNY", unit_mult=8) == (0, Fraction(1, 20))


def test_an_amount_printed_below_zero_is_a_cell_like_any_other():
    assert figure_bounds("-0.2", 1, measure="level", unit="CNY", unit_mult=8) == (
        Fraction(-1, 4),
        Fraction(-3, 20),
    )


def test_an_unknown_policy_or_comparator_is_named_with_the_nearest():
    with pytest.raises(UnknownNameError, match="literal, house"):
        figure_bounds("3", 0, measure="growth", precision="houses")
    with pytest.raises(UnknownNameError, match="comparator"):
        figure_bounds("3", 0, measure="growth", comparator="=>")


@given(st.fractions(min_value=-(10**9), max_value=10**9))
def test_floats_are_rounded_outward_and_no_further_than_the_next_float(number):
    low, high = round_down(number), round_up(number)
    assert Fraction(low) <= number <= Fraction(high)
    assert high == low if Fraction(float(number)) == number else math.nextafter(low, math.inf) == high


@pytest.mark.parametrize("number", [Fraction(1, 2), Fraction(0), Fraction(-3), math.inf, -math.inf])
def test_a_number_that_is_a_float_stays_that_float(number):
    assert (round_down(number), round_up(number)) == (number, number)


def figure(**fields):
    row = {
        "value_printed": "301.5", "value": "301.5", "decimals": 1, "measure": "level", "kind": "actual",
        "unit": "CNY", "unit_mult": 8, "comparator": "=", "status": "A",
    }  # fmt: skip
    return {**row, **fields}


def test_a_frame_gets_bounds_for_each_row_and_none_where_no_number_is_printed():
    frame = pd.DataFrame([figure(), figure(value_printed="", value="")], index=[7, 9])
    bounds = bound_columns(frame)
    assert list(bounds.index) == [7, 9]
    assert bounds["lower"].isna().tolist() == [False, True]
    assert Fraction(bounds.loc[7, "lower"]) <= Fraction(30145, 100) <= Fraction(30155, 100)
    assert Fraction(bounds.loc[7, "upper"]) >= Fraction(30155, 100)


def test_a_float_value_is_read_as_the_decimal_it_prints_as():
    text, number = (next(pd.DataFrame([figure(value=v)]).itertuples()) for v in ("0.1", 0.1))
    assert row_bounds(text) == row_bounds(number)


def test_zero_and_all_in_words_leave_no_room():
    zero = pd.DataFrame([figure(value_printed="零", value="0", measure="growth", unit="PT", decimals=0)])
    everything = pd.DataFrame(
        [figure(value_printed="全部", value="100", measure="rate", unit="PT", decimals=0)]
    )
    for frame, number in ((zero, 0), (everything, 100)):
        assert row_bounds(next(frame.itertuples())) == point(number)


def test_a_printed_number_less_a_printed_gap_has_the_width_of_both():
    frame = pd.DataFrame([figure(value_printed="", value="2.1", measure="growth", unit="PT", status="E")])
    assert row_bounds(next(frame.itertuples())) == (Fraction(2), Fraction(22, 10))


def test_every_figure_of_the_dataset_lies_in_its_bounds():
    import yz_analysis as yz

    figures = yz.load_figures()
    printed = figures[figures["value"].notna() & figures["comparator"].eq("=")]
    assert len(printed) > 100
    assert (printed["lower"] <= printed["value"]).all()
    assert (printed["value"] <= printed["upper"]).all()
