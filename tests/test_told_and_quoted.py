"""Derived and printed numbers word for word: digits, signs, units, bounds, and what stands instead."""

from __future__ import annotations

import math
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pandas as pd
import pytest
from metric_samples import growth, source

from yz_analysis.figures import quoted, told
from yz_analysis.figures.absence import absent
from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.metrics import read
from yz_analysis.figures.metrics.source import Printed

INF = math.inf


def derived(value: float, lower: float, upper: float, unit: str = "PT", mult: int = 0) -> Any:
    return SimpleNamespace(
        value=value,
        lower=lower,
        upper=upper,
        unit=unit,
        unit_mult=mult,
        inputs="a:F001 a:F002",
        validity="valid",
        caveat_zh="注",
        caveat_en="note",
    )


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (derived(43.56, 43.55, 43.57), "43.56%", "43.56%"),
        (derived(95, 90, 100), "95%", "95%"),
        (derived(0.5, 0.45, 0.55), "0.50%", "0.50%"),
        (derived(0.05, 0.0495, 0.0505), "0.0500%", "0.0500%"),
        (derived(0.1, 0.0995, 0.1005), "0.100%", "0.100%"),
        (derived(4, 4, 4), "4.00%", "4.00%"),
        (derived(12, 12, 12, "NB"), "12个", "12"),
        (derived(123456, 123455.5, 123456.5, "NB"), "123456个", "123,456"),
        (derived(1.2957, 1.2956, 1.2958, "MULT"), "1.296倍", "1.296 ×"),
        (derived(5.3, 5.275, 5.325, "CNY", 8), "5.30亿元", "CNY 530 million"),
        (derived(3, 2.5, 3.5, "PERS", 4), "3.0万人", "30 thousand persons"),
        (derived(-3.2, -3.25, -3.15), "−3.20%", "−3.20%"),
        (derived(40, 39.951, INF), "不少于39.95%", "at least 39.95%"),
        (derived(40, -INF, 40.041), "不超过40.05%", "at most 40.05%"),
        (derived(677.31, 677.305, INF, "CNY", 8), "不少于677.30亿元", "at least CNY 67.730 billion"),
        (derived(40, 0, 43.9), "不超过43.9%", "at most 43.9%"),
        (derived(40, 0, 44), "40%", "40%"),
    ],
)
def test_a_derived_number_is_said_with_the_digits_its_bounds_allow(row: Any, zh: str, en: str) -> None:
    assert (told.value_text(row, "zh"), told.value_text(row, "en")) == (zh, en)


@pytest.mark.parametrize(
    ("row", "zh", "en"),
    [
        (derived(43.56, 43.551, 43.569), "[43.55, 43.57]%", "[43.55, 43.57]%"),
        (derived(12, 12, 12, "NB"), "无舍入", "exact"),
        (derived(-0.3, -0.4, -0.2, "PP"), "[−0.40, −0.20]个百分点", "[−0.40, −0.20] pp"),
        (derived(5.3, 5.275, 5.325, "CNY", 8), "[5.27, 5.33]亿元", "CNY 527 million to CNY 533 million"),
        (derived(677.31, 677.305, INF, "CNY", 8), "[677.30, ∞)亿元", "[67.730, ∞) CNY billion"),
        (derived(3, 2.5, 3.5, "PERS", 4), "[2.5, 3.5]万人", "[25, 35] thousand persons"),
        (derived(math.nan, 1, 2), told.word("table.none", "zh"), told.word("table.none", "en")),
    ],
)
def test_bounds_are_said_outward_with_their_unit_once(row: Any, zh: str, en: str) -> None:
    assert (told.bounds_with_unit(row, "zh"), told.bounds_with_unit(row, "en")) == (zh, en)
    assert told.bounds_part(row, "en") == told.Part(en)


def test_a_sign_is_said_only_where_it_is_asked_for() -> None:
    assert told.value_text(derived(0.5, 0.45, 0.55), "en", signed=True) == "+0.50%"
    assert told.part(derived(5, 4.5, 5.5), "zh", signed=True) == told.Part(
        "+5.0%", ("a:F001", "a:F002"), strong=True, derived=True
    )
    assert told.part(derived(5, 4.5, 5.5), "zh", strong=False).strong is False


def test_parts_of_a_sentence_lead_to_their_figures_and_say_that_they_are_derived() -> None:
    fall, gap = derived(-3.2, -3.254, -3.146), derived(-0.3, -0.4, -0.2, "PP")
    for part, text in (
        (told.fall_part(fall, "en"), "3.20%"),
        (told.most_part(fall, "en"), "−3.14%"),
        (told.most_part(derived(5.3, 5.2, 5.321, "CNY", 8), "zh"), "5.33亿元"),
        (told.gap_part(gap, "en"), "−0.3 pp"),
        (told.gap_part(derived(0.3, 0.2, 0.4, "PP"), "zh"), "+0.3个百分点"),
    ):
        assert (part.text, part.figures, part.strong, part.derived) == (
            text,
            ("a:F001", "a:F002"),
            True,
            True,
        )
    assert told.gap_bounds_part(gap, "en") == told.Part("[−0.40, −0.20] pp")
    cell = told.derived_cell(fall, "zh")
    assert (cell.text, cell.figures, cell.validity, cell.caveat) == (
        "−3.20",
        ("a:F001", "a:F002"),
        "valid",
        "注",
    )


@pytest.mark.parametrize(
    ("row", "language", "lower", "upper"),
    [
        (derived(5.3, 5.275, 5.325, "CNY", 8), "en", "0.527", "0.533"),
        (derived(5.3, 5.275, 5.325, "CNY", 8), "zh", "5.27", "5.33"),
        (derived(3, 2.5, 3.5, "PERS", 4), "en", "25", "35"),
    ],
)
def test_an_end_is_written_in_the_scale_of_its_column(
    row: Any, language: str, lower: str, upper: str
) -> None:
    assert (told.end_text(row, "lower", language), told.end_text(row, "upper", language)) == (lower, upper)


@pytest.mark.parametrize(
    ("period", "text"), [("2031-01-01/P5M", "2031-01-01/P5M"), ("2031-05", "2031-05"), ("2031-x5", "2031-x5")]
)
def test_a_period_without_words_is_said_as_its_code(period: str, text: str) -> None:
    assert told.period(period, "en") == text


def test_a_report_nobody_lists_is_called_by_its_id_and_a_listed_one_by_its_name() -> None:
    assert told.place(source({"value": "5"}), "zh") == "here-2022h1"
    assert told.origin(source({"value": "5"}), "zh") == "here-2022h1"
    collected = read("china-2022h1")
    assert told.place(collected, "en") in told.origin(collected, "en") != told.place(collected, "en")
    assert not told.is_report(collected)
    assert told.variant("absent.printed", collected) != told.variant("absent.printed", source({"value": "5"}))
    assert told.variant("no.such.words", collected) == "no.such.words"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_what_is_missing_is_said_with_place_and_id(language: str) -> None:
    names = ("china-2022h1", "yangzhong-2022h1")
    said = [absent("x", "chart.start_rates.absent", read(name), language) for name in names]
    assert str(said[0]) != str(said[1])
    assert {(one.id, one.language, one.kind) for one in said} == {("x", language, "absent")}


# --- printed figures ---------------------------------------------------------------------------------------


def figure(**cells: Any) -> Any:
    filled: dict[str, Any] = {
        "figure_id": "donghe-2031:F001",
        "kind": "actual",
        "measure": "level",
        "status": "A",
        "value_printed": "12.5",
        "value": 12.5,
        "unit": "CNY",
        "unit_mult": 8,
        "comparator": "=",
        "quote": "12.5亿元",
        "phrase": "出口额12.5亿元",
        "paragraph": 3,
    }
    return SimpleNamespace(**filled | cells)


WORDS = {"unit": "NB", "unit_mult": 0, "measure": "count", "value": 5, "value_printed": "五", "quote": "五项"}
RANK = {"unit": "RANK", "unit_mult": 0, "measure": "rank", "kind": "rank", "value": 1, "quote": "首位"}


@pytest.mark.parametrize(
    ("cells", "zh", "en"),
    [
        ({}, "12.5亿元", "CNY 1.25 billion (12.5亿元)"),
        ({"comparator": ">="}, "不少于12.5亿元", "at least CNY 1.25 billion (12.5亿元)"),
        ({"comparator": "~"}, "约12.5亿元", "about CNY 1.25 billion (12.5亿元)"),
        ({"paragraph": pd.NA}, "12.5亿元", "CNY 1.25 billion"),
        ({"kind": "claim", "status": "E"}, "12.5亿元（预计）", "CNY 1.25 billion (12.5亿元) (expected)"),
        ({"status": "E", "value_printed": "", "paragraph": pd.NA}, "12.5亿元", "CNY 1.25 billion"),
        (
            {"value": 120, "value_printed": "120.0", "quote": "120.0亿元"},
            "120.0亿元",
            "CNY 12.00 billion (120.0亿元)",
        ),
        (
            {"value": 1200, "value_printed": "1200", "quote": "1200亿元"}
            | {"kind": "target", "comparator": ">"},
            "超过1200亿元",
            "more than CNY 120 billion (1200亿元)",
        ),
        (growth("-3.2", quote="3.2%") | {"value": -3.2, "value_printed": "-3.2"}, "−3.2%", "−3.2%"),
        ({**WORDS}, "五项", "5 (五项)"),
        ({**WORDS, "comparator": ">="}, "不少于五项", "at least 5 (五项)"),
        ({**WORDS, "value": 12, "value_printed": "12", "quote": "12个"}, "12个", "12"),
        ({**RANK, "phrase": "出口增速居首位"}, "增速首位", "first in growth (首位)"),
        ({**RANK, "phrase": "出口总量居首位"}, "首位", "first (首位)"),
        ({**RANK, "value": math.nan, "quote": "前列"}, "前列", "among the top (前列)"),
        ({**RANK, "value": 3, "quote": "第3位"}, "第3位", "第3位"),
        ({**WORDS, "kind": "claim", "value": 1, "quote": "唯一"}, "唯一", "the only one (唯一)"),
        ({"measure": "direction", "comparator": ">", "quote": "三增"}, "三增", "up, no number (三增)"),
        ({"measure": "date", "quote": "3月29日", "value": math.nan, "unit": "DATE"}, "3月29日", "3月29日"),
        ({"value": math.nan, "unit": "", "quote": "", "phrase": "两位数增长"}, "两位数增长", "两位数增长"),
    ],
)  # fmt: skip
def test_a_printed_figure_is_said_as_printed_with_its_comparator(
    cells: dict[str, Any], zh: str, en: str
) -> None:
    row = figure(**cells)
    assert (quoted.printed_text(row, "zh"), quoted.printed_text(row, "en")) == (zh, en)
    assert (
        quoted.printed_part(row, "en").figures == quoted.printed_cell(row, "en").figures == (row.figure_id,)
    )


@pytest.mark.parametrize(
    ("cells", "caveat", "inferred"),
    [
        ({}, "", False),
        ({"value_printed": ""}, "", False),
        ({"status": "E"}, "caveat.estimated", False),
        ({"status": "E", "kind": "claim"}, "caveat.expected", False),
        ({"status": "E", "value_printed": ""}, "caveat.inferred", True),
        ({"status": "E", "value_printed": math.nan}, "caveat.inferred", True),
    ],
)
def test_an_estimate_says_what_it_is_not(cells: dict[str, Any], caveat: str, inferred: bool) -> None:
    row = figure(**cells)
    words = told.word(caveat, "en") if caveat else ""
    assert (quoted.estimate_caveat(row, "en"), quoted.is_inferred(row)) == (words, inferred)
    cell = quoted.printed_cell(row, "en")
    assert (cell.caveat, cell.quote, cell.validity) == (words, "12.5亿元", "")


@pytest.mark.parametrize(
    ("ends", "unit", "mult", "zh", "en"),
    [
        (("5", "5"), "CNY", 8, "无舍入", "exact"),
        (("5.275", "5.325"), "CNY", 8, "[5.275, 5.325]亿元", "CNY 527.5 million to CNY 532.5 million"),
        (("2.5", "3.5"), "PT", 0, "[2.5, 3.5]%", "[2.5, 3.5]%"),
        (("2.5", "3.5"), "PERS", 4, "[2.5, 3.5]万人", "[25, 35] thousand persons"),
    ],
)
def test_the_cell_of_a_printed_number_is_said_with_its_unit(
    ends: tuple[str, str], unit: str, mult: int, zh: str, en: str
) -> None:
    bounds = Bounds(Fraction(ends[0]), Fraction(ends[1]))
    assert [quoted.printed_bounds(bounds, unit, mult, language) for language in ("zh", "en")] == [zh, en]


def test_a_figure_of_another_report_is_said_from_its_exact_value() -> None:
    def other(**cells: Any) -> Printed:
        (found,) = source({"value": "120.0", **cells}).everything
        return found

    assert quoted.other_part(other(), "en").text == "CNY 12.0 billion"
    assert quoted.other_part(other(comparator=">"), "en").text == "more than CNY 12 billion"
    assert quoted.other_part(other(comparator=">"), "zh").text == "超过120亿元"
    flags = [
        quoted.other_part(other(status=s, kind=k), "en").derived
        for s, k in (("A", "actual"), ("E", "actual"), ("E", "claim"))
    ]
    assert flags == [False, True, False]
    assert quoted.threshold_part(other(comparator=">="), "en") == quoted.Part(
        "CNY 12 billion", ("here-2022h1:F001",)
    )
    (fall,) = source(growth("-3.20")).everything
    assert (quoted.fall_part(fall, "en").text, quoted.fall_part(fall, "en").strong) == ("3.2%", True)
