"""A derived number as it is shown: its bounds hold it, on the page as in the table, in both languages."""

from __future__ import annotations

import math
import re
from fractions import Fraction
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.figures import told

SCALES = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}
UNITS = [("CNY", 8), ("CNY", 4), ("CNY", 0), ("PT", 0), ("PP", 0), ("MULT", 0), ("PERS", 4)]
sizes = st.floats(min_value=-50_000, max_value=50_000).map(lambda value: round(value, 6))
widths = st.floats(min_value=1e-4, max_value=1000).map(lambda value: round(value, 6))


def row(value: float, below: float, above: float, unit: str = "PT", mult: int = 0) -> SimpleNamespace:
    return SimpleNamespace(
        value=value, lower=value - below, upper=value + above, unit=unit, unit_mult=mult, inputs="a b"
    )


def number(text: str) -> Fraction:
    return Fraction(text.strip("[]()%").replace(",", "").replace("−", "-"))


def ends(text: str) -> tuple[Fraction, Fraction]:
    low, high = text.split(", ")
    return number(low), number(high)


@pytest.mark.parametrize(("unit", "mult"), UNITS)
@settings(max_examples=50)
@given(sizes, widths, widths)
def test_the_bounds_shown_in_a_column_hold_the_computed_ones(unit, mult, value, below, above):
    one = row(value, below, above, unit, mult)
    for language in ("zh", "en"):
        shift = told.column_unit(unit, mult, language)[1]
        low, high = (end / Fraction(10) ** shift for end in ends(told.bounds_text(one, language)))
        noise = Fraction(1, 10**6)  # twelve digits of a float
        assert low <= Fraction(one.lower) + noise
        assert high >= Fraction(one.upper) - noise
        assert high - low <= (Fraction(above) + Fraction(below)) * Fraction(5, 4) + Fraction(2, 100)


@given(st.floats(min_value=0.001, max_value=50_000), widths, widths, st.sampled_from([0, 4, 8]))
def test_a_range_of_money_in_words_holds_the_computed_one(value, below, above, mult):
    one = row(value, min(below, value / 2), above, "CNY", mult)
    text = told.money_range(one.lower, one.upper, mult, told.decimals_of(one))
    for found, exact, side in zip(re.split(" to ", text), (one.lower, one.upper), (-1, 1), strict=True):
        scale = next((power for name, power in SCALES.items() if name in found), 0)
        shown = Fraction(re.sub(r"[^\d.]", "", found)) * 10**scale / 10**mult
        assert (shown - Fraction(exact)) * side >= -Fraction(1, 10**6)


@pytest.mark.parametrize("language", ["zh", "en"])
@settings(max_examples=50)
@given(sizes, widths, widths)
def test_the_number_in_a_sentence_lies_within_the_bounds_beside_it(language, value, below, above):
    one = row(value, below, above)
    if told.open_side(one):
        return
    shown = number(told.value_text(one, language))
    low, high = ends(told.bounds_text(one, language))
    assert low <= shown <= high


def test_a_number_without_an_end_is_said_as_at_least_or_at_most():
    least = SimpleNamespace(value=40.0, lower=39.951, upper=math.inf, unit="PT", unit_mult=0, inputs="")
    most = SimpleNamespace(value=40.0, lower=-math.inf, upper=40.049, unit="PT", unit_mult=0, inputs="")
    zero = SimpleNamespace(value=40.0, lower=0.0, upper=40.049, unit="PT", unit_mult=0, inputs="")
    assert [told.open_side(one) for one in (least, most, zero)] == ["upper", "lower", "lower"]
    assert told.column_text(least, "en") == "≥ 39.95"
    assert told.column_text(most, "zh") == told.column_text(zero, "zh") == "≤ 40.05"
    assert "39.95%" in told.value_text(least, "en")
    assert "40.05%" in told.value_text(zero, "en")


def test_a_wide_interval_that_begins_at_zero_is_not_open():
    assert told.open_side(SimpleNamespace(value=1.0, lower=0.0, upper=2.0)) == ""


def test_what_has_no_number_is_said_in_a_word_everywhere():
    nothing = row(math.nan, 0, 0)
    for language in ("zh", "en"):
        texts = {
            f(nothing, language)
            for f in (told.value_text, told.bounds_text, told.column_text, told.bounds_with_unit)
        }
        assert len(texts) == 1
        assert not re.search(r"\d|nan", texts.pop())


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2022", "2022年", "2022"),
        ("2022-S2", "2022年下半年", "second half of 2022"),
        ("2022-Q3", "2022年三季度", "third quarter of 2022"),
        ("2022-06", "2022年6月", "2022-06"),
        ("2022-03-09", "2022年3月9日", "2022-03-09"),
        ("2022-01-01/P9M", "2022-01-01/P9M", "2022-01-01/P9M"),
    ],
)
def test_a_period_is_said_in_words(period, zh, en):
    assert (told.period(period, "zh"), told.period(period, "en")) == (zh, en)
