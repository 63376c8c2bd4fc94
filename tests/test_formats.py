"""Numbers as text: every printed digit kept, bounds rounded outward, English and Chinese scales."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from yz_analysis import load_figures
from yz_analysis.errors import UnknownNameError
from yz_analysis.figures import formats

PRINTED = st.decimals(min_value=0, max_value=10**6, places=2)
FINITE = st.floats(min_value=-1e6, max_value=1e6, allow_nan=False)


def parsed(text: str) -> Decimal:
    return Decimal(text.replace(formats.MINUS, "-").replace(",", ""))


@pytest.mark.parametrize(
    ("value", "unit", "mult", "zh", "en"),
    [
        ("301.5", "CNY", 8, "301.5亿元", "CNY 30.15 billion"),
        ("522.69", "CNY", 8, "522.69亿元", "CNY 52.269 billion"),
        ("6.82", "CNY", 8, "6.82亿元", "CNY 682 million"),
        ("106", "CNY", 8, "106亿元", "CNY 10.6 billion"),
        ("562642", "CNY", 8, "562642亿元", "CNY 56.2642 trillion"),
        ("25003", "CNY", 0, "25003元", "CNY 25,003"),
        ("1", "PERS", 4, "1万人", "10 thousand persons"),
        ("654", "PERS", 4, "654万人", "6.54 million persons"),
        ("1", "PERS", 0, "1人", "1 person"),
        ("4.5", "NB", 4, "4.5万个", "45 thousand"),
        ("3", "PT", 0, "3%", "3%"),
        ("-3.20", "PT", 0, "−3.20%", "−3.20%"),
        ("0.5", "PP", 0, "0.5个百分点", "0.5 pp"),
        ("3", "DAYS", 0, "3天", "3 days"),
        ("20", "NB", 0, "20个", "20"),
    ],
)
def test_a_printed_number_keeps_its_digits_in_both_languages(
    value: str, unit: str, mult: int, zh: str, en: str
) -> None:
    assert formats.quantity(value, unit, mult, "zh") == zh
    assert formats.quantity(value, unit, mult, "en") == en


ENGLISH = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}
CHINESE = {"十": 1, "百": 2, "千": 3, "万": 4, "亿": 8}


@pytest.mark.parametrize("power", formats.SCALES)
@pytest.mark.parametrize("unit", ["CNY", "PERS"])
def test_every_scale_that_a_row_may_have_is_written_in_both_languages(unit: str, power: int) -> None:
    exact = Decimal("7.25").scaleb(power)
    words = formats.quantity("7.25", unit, power, "en").removeprefix("CNY ").split()
    assert parsed(words[0]).scaleb(ENGLISH.get(words[1] if len(words) > 1 else "", 0)) == exact
    head, shift = formats.column_unit(unit, power, "en")
    scale = next((n for name, n in ENGLISH.items() if name in head), 0)
    assert parsed(formats.in_column("7.25", unit, power, "en")).scaleb(scale) == exact
    assert power - scale == shift
    said = formats.quantity("7.25", unit, power, "zh").removeprefix("7.25").rstrip("元人")
    assert sum(CHINESE[character] for character in said) == power


def test_every_figure_of_the_dataset_can_be_written() -> None:
    rows = load_figures()
    rows = rows[rows["value"].notna() & rows["unit"].ne("") & rows["unit_mult"].notna()]
    assert len(rows) > 50
    for row in rows.itertuples():
        for language in ("zh", "en"):
            formats.quantity(
                str(row.value_printed) if row.value_printed[-1:].isdigit() else row.value,
                row.unit,
                int(row.unit_mult),
                language,
            )
            formats.column_unit(row.unit, int(row.unit_mult), language)


@given(PRINTED)
def test_english_moves_the_point_and_changes_no_digit(value: Decimal) -> None:
    text = formats.quantity(value, "CNY", 8, "en").removeprefix("CNY ")
    digits, *scale = text.split()
    power = {"trillion": 12, "billion": 9, "million": 6, "thousand": 3}.get("".join(scale), 0)
    assert parsed(digits).scaleb(power) == value.scaleb(8)


@given(FINITE, FINITE, st.integers(0, 4))
def test_shown_bounds_hold_the_computed_ones(a: float, b: float, decimals: int) -> None:
    lower, upper = sorted((a, b))
    low, high = formats.interval(lower, upper, decimals)[1:-1].split(", ")
    noise = Decimal("1e-5")  # twelve significant digits of a million
    assert parsed(low) <= Decimal(lower) + noise
    assert parsed(high) >= Decimal(upper) - noise
    assert (
        parsed(high) - parsed(low) <= Decimal(upper) - Decimal(lower) + 2 * Decimal(10) ** -decimals + noise
    )


@example(Fraction(1), Fraction(1, 2 * 10**27))  # longer than a decimal's 28 digits
@given(st.fractions(min_value=-1000, max_value=1000), st.fractions(min_value=0, max_value=10))
def test_shown_bounds_of_exact_fractions_hold_them(lower: Fraction, width: Fraction) -> None:
    low, high = formats.interval(lower, lower + width, 2)[1:-1].split(", ")
    assert Fraction(parsed(low)) <= lower
    assert Fraction(parsed(high)) >= lower + width


@given(st.fractions(min_value=-1000, max_value=1000), st.sampled_from(["zh", "en"]))
def test_shown_bounds_in_a_column_hold_exact_fractions(end: Fraction, language: str) -> None:
    text = formats.interval_in_column(end, end, "CNY", 8, language, 2)
    low, high = (Fraction(parsed(part)) for part in text[1:-1].split(", "))
    scaled = end / (10 if language == "en" else 1)
    assert low <= scaled <= high


def test_the_noise_of_a_float_does_not_widen_a_printed_cell() -> None:
    assert formats.interval(301.45, 301.55, 2) == "[301.45, 301.55]"
    assert formats.interval(0.1 + 0.2, 0.7 + 0.1, 1) == "[0.3, 0.8]"


def test_an_open_end_is_shown_open() -> None:
    assert formats.interval(-math.inf, 2, 0) == "(−∞, 2]"
    assert formats.interval(40, math.inf, 0) == "[40, ∞)"


@pytest.mark.parametrize(
    ("lower", "upper", "expected"),
    [("301.45", "301.55", 2), (291.3, 294.15, 1), (0, 5000, 0), (5, 5, 2), (0, math.inf, 2), (0, 1e-9, 4)],
)
def test_enough_decimals_are_shown_for_the_width_to_be_seen(
    lower: float | str, upper: float | str, expected: int
) -> None:
    assert formats.decimals_for(lower, upper) == expected


def test_the_last_zeros_of_a_decision_are_dropped() -> None:
    assert formats.quantity("1200", "CNY", 8, "en", exact=True) == "CNY 120 billion"
    assert formats.quantity("1200", "CNY", 8, "en") == "CNY 120.0 billion"
    assert formats.quantity("30", "NB", 0, "en", exact=True) == "30"


def test_columns_share_one_scale_so_that_their_points_line_up() -> None:
    assert formats.in_column("6.82", "CNY", 8, "en") == "0.682"
    assert formats.in_column("1200", "CNY", 8, "en") == "120.0"
    assert formats.in_column("562642", "CNY", 8, "en") == "56,264.2"
    assert formats.interval_in_column("301.45", "301.55", "CNY", 8, "zh", 2) == "[301.45, 301.55]"
    assert formats.in_column("562642", "CNY", 8, "zh") == "562642"
    assert formats.interval_in_column("17625", "17644", "CNY", 0, "en", 0) == "[17,625, 17,644]"
    assert formats.interval_in_column("17625", "17644", "CNY", 0, "zh", 0) == "[17625, 17644]"
    assert formats.column_unit("PP", 0, "zh") == ("个百分点", 0)


def test_a_half_is_rounded_up_as_in_print_and_four_digits_need_no_comma() -> None:
    assert formats.quantity("0.125", "CNY", 8, "zh", decimals=2) == "0.13亿元"
    assert formats.in_column(Fraction(5, 2), "PT", 0, "en", 0) == "3"
    assert formats.in_column("-2.5", "PT", 0, "en", 0) == "−3"
    assert formats.in_column("1234", "CNY", 0, "en") == "1234"
    assert formats.in_column("-12345", "CNY", 0, "en", signed=True) == "−12,345"


def test_in_english_the_printed_form_stands_beside_the_number_where_it_differs() -> None:
    assert formats.printed("301.5", "CNY", 8, "en", "301.5亿元") == "CNY 30.15 billion (301.5亿元)"
    assert formats.printed("301.5", "CNY", 8, "zh", "301.5亿元") == "301.5亿元"
    assert formats.printed("3", "PT", 0, "en", "3%") == "3%"


def test_a_unit_nobody_knows_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="CNY"):
        formats.quantity("3", "CNX", 0, "en")


def test_a_sign_is_a_true_minus_and_zero_has_none() -> None:
    assert formats.number("-0.0") == "0.0"
    assert formats.number(-2, signed=True) == "−2"
    assert formats.number(2, signed=True) == "+2"
    assert formats.number(-0.04, 1) == "0.0"
