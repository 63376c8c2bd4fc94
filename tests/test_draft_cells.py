"""Each cell of a drafted row, from sentences of invented places: number, scale, kind, basis, period, area."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.figures.draft import About, doubts, draft, sdmx
from yz_analysis.figures.repeats import mark_repeats, mark_same, number

ABOUT = About("qingchuan-2031s1", "321182", "2031-S1")


def row_of(text: str, quote: str = "", about: About = ABOUT) -> dict[str, str]:
    rows = draft(text, about)
    return next(row for row in rows if not quote or row["quote"] == quote)


@pytest.mark.parametrize("sign", ["-", "－", "–", "—", "−"])
@pytest.mark.parametrize(("rest", "digits"), [("3.5%", "3.5"), ("12‰", "12")])
def test_a_minus_before_a_number_is_its_sign_and_its_unit_is_not_printed_with_it(
    sign: str, rest: str, digits: str
) -> None:
    row = row_of(f"人口自然增长率为{sign}{rest}。")
    assert (row["value"], row["value_printed"], row["quote"]) == (f"-{digits}", f"-{digits}", sign + rest)


@settings(max_examples=20)
@given(
    st.decimals(min_value="0.1", max_value="999", places=1), st.sampled_from(["下降", "增长", "增长-", "-"])
)
def test_the_printed_number_and_the_value_of_a_growth_always_agree(value: Decimal, verb: str) -> None:
    row = row_of(f"出口额同比{verb}{value}%。")
    assert row["value_printed"] == row["value"] == f"{'' if verb == '增长' else '-'}{value}"


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        (
            "全县出口额12.50亿元。",
            {"value": "12.50", "value_printed": "12.50", "decimals": "2", "unit_mult": "8"},
        ),
        (
            "共有３６.５万人。",
            {"value": "36.5", "value_printed": "３６.５", "unit": "PERS", "measure": "count"},
        ),
        ("出口额1,234.5万元。", {"value": "1234.5", "value_printed": "1,234.5", "decimals": "1"}),
        (
            "全县粮食产量一百二十三万吨。",
            {"value": "123", "value_printed": "一百二十三", "price_basis": "none"},
        ),
        ("男女比例为1∶1.05。", {"value": "1.05", "value_printed": "1∶1.05"}),
        (
            "增速居全市首位。",
            {"value": "1", "value_printed": "首", "unit": "RANK", "kind": "rank", "status": "V"},
        ),
        ("增速居全市第3位。", {"value": "3", "measure": "rank", "status": "V", "comparator": "="}),
        ("利润翻倍。", {"value": "2", "value_printed": "翻倍", "comparator": "~", "measure": "multiple"}),
        ("利润翻两番。", {"value": "2", "value_printed": "翻两番", "comparator": "=", "unit": "DOUBLINGS"}),
        ("约三成企业增产。", {"value": "3", "unit": "TENTHS", "comparator": "~", "measure": "share"}),
        ("完成投资超12亿元。", {"comparator": ">", "kind": "actual", "measure": "level"}),
        ("登记失业率2.1‰。", {"unit": "PERMIL", "measure": "rate"}),
        ("收窄0.3个百分点。", {"value": "-0.3", "unit": "PP", "measure": "change_pp"}),
        ("获12345热线表彰。", {"value": "12345", "kind": "label", "measure": "count"}),
        ("实际使用外资1.2亿美元。", {"unit": "USD", "price_basis": "current"}),
        ("全年力争出口突破20亿元。", {"kind": "target", "time_period": "2031", "comparator": ">"}),
        ("用电量1.2亿千\n瓦时。", {"quote": "1.2亿千", "unit": "KWH", "unit_mult": "8"}),
    ],
)  # fmt: skip
def test_a_sentence_fills_the_cells_of_its_row(text: str, cells: dict[str, str]) -> None:
    row = row_of(text)
    assert {name: row.get(name, "") for name in cells} == cells
    assert text[int(row["start"]) : int(row["end"])] == row["quote"]


@pytest.mark.parametrize(
    ("text", "quote", "period", "source"),
    [
        ("一季度出口12亿元。", "12亿元", "2031-Q1", "stated"),
        ("去年底贷款余额30亿元。", "30亿元", "2030", "stated"),
        ("1-5月出口20亿元。", "20亿元", "2031-01-01/P5M", "stated"),
        ("3月29日召开大会。", "3月29日", "2031-03-29", "stated"),
        ("2030年出口12亿元。", "2030年", "2030", "stated"),
        ("出口12亿元。\n一季度进口3亿元。", "12亿元", "2031-S1", "context"),
        ("一季度进口3亿元。\n全县出口12亿元。", "12亿元", "2031-S1", "context"),
    ],
)
def test_a_period_is_stated_where_words_before_the_number_name_it(
    text: str, quote: str, period: str, source: str
) -> None:
    row = row_of(text, quote)
    assert (row["time_period"], row["period_source"]) == (period, source)


@pytest.mark.parametrize(("period", "status"), [("2031-S1", "P"), ("2031-Q3", "P"), ("2031", "A")])
def test_gdp_of_a_part_of_the_year_is_preliminary(period: str, status: str) -> None:
    about = ABOUT._replace(time_period=period)
    text = "全县地区生产总值12.5亿元，增长3%。全县出口额2亿元。"
    assert [row["status"] for row in draft(text, about)] == [status, status, "A"]
    goal = row_of("全年力争地区生产总值突破30亿元。", about=about)
    assert (goal["kind"], goal["status"]) == ("target", "A")


def test_an_amount_is_at_current_prices_and_its_growth_on_the_basis_of_the_indicator() -> None:
    rows = draft("全县地区生产总值12.5亿元，增长3%，占全市的8%。出口额2亿元，增长4%。", ABOUT)
    assert [row["price_basis"] for row in rows] == ["current", "constant", "none", "current", "current"]


def test_a_figure_of_another_area_gets_its_code_and_leaves_the_series() -> None:
    title = "青川县2031年上半年经济运行情况\n"
    own, province, nation = draft(title + "全县出口额2亿元。江苏省出口额9亿元。全国出口额30亿元。", ABOUT)[
        -3:
    ]
    assert (own["indicator"], own["ref_area"], own.get("area", "")) == ("exports", "321182", "")
    assert (province["indicator"], province["ref_area"], province["area"]) == (
        "unclassified",
        "320000",
        "江苏省",
    )
    assert (nation["ref_area"], nation["price_basis"]) == ("100000", "none")
    assert "check: a figure of 江苏省, not of the report's area" in doubts(province)


def test_a_label_printed_again_repeats_the_first() -> None:
    rows = draft("落实“三个清单”，推进“五项措施”，再抓“三个清单”。", ABOUT)
    assert [row.get("duplicate_of", "") for row in rows] == ["", "", rows[0]["figure_id"]]


def test_a_corrected_reading_decides_the_number_and_the_print_the_quote() -> None:
    printed, meant = "全县工业增加直12.5亿元。", "全县工业增加值12.5亿元。"
    (row,) = draft(printed, ABOUT, reading=meant)
    assert row["indicator"] == draft(meant, ABOUT)[0]["indicator"] != draft(printed, ABOUT)[0]["indicator"]
    assert row["phrase"] == "全县工业增加直12.5亿元"


@pytest.mark.parametrize(
    ("period", "form"),
    [
        *(
            ("2022-03/2022-03", "2022-03-01/P1M"),
            ("2022-04/2023-06", ""),
            ("2022-Q1/2022-Q1", "2022-01-01/P3M"),
        ),
        *(("2022-Q2/Q3", "2022-04-01/P6M"), ("2022-Q3/2022-Q1", ""), ("2022-Q1/2023-Q2", "")),
        *(("2021/2021", "2021-01-01/P1Y"), ("2025/2021", ""), ("2022-S3", ""), ("2022-Q4", "2022-Q4")),
        *(("2022-13-1", ""), ("20221", ""), ("2022-S1x", "")),
    ],
)
def test_a_range_of_periods_is_its_start_with_a_duration(period: str, form: str) -> None:
    assert sdmx(period) == form


# --- repeats -----------------------------------------------------------------------------------------------


def said(start: int, **cells: str) -> dict[str, str]:
    return {"start": str(start), "indicator": "exports", "kind": "actual", "measure": "level", "value": "12",
            "unit": "CNY", "unit_mult": "8", "comparator": "=", "ref_area": "321182",
            "time_period": "2031-S1"} | cells  # fmt: skip


def test_the_same_said_of_one_series_twice_repeats_the_first_in_the_text() -> None:
    rows = [said(40), said(9), said(70)]
    mark_same(rows)
    assert [row.get("duplicate_of", "") for row in rows] == ["9", "", "9"]


@pytest.mark.parametrize(
    "change",
    [
        *(
            {"value": "13"},
            {"indicator": "imports"},
            {"kind": "target"},
            {"measure": "share"},
            {"unit": "USD"},
        ),
        *({"unit_mult": "4"}, {"comparator": ">"}, {"ref_area": "320000"}, {"time_period": "2031-Q1"}),
        {"value": ""},
    ],
)
def test_what_differs_in_one_cell_is_said_once(change: dict[str, str]) -> None:
    rows = [said(9), said(40, **change)]
    mark_same(rows)
    assert "duplicate_of" not in rows[1]


def test_numbers_of_no_series_are_never_said_twice() -> None:
    rows = [said(9, indicator="unclassified"), said(40, indicator="unclassified")]
    rows += [said(60, indicator="numeral_label"), said(80, indicator="numeral_label")]
    mark_same(rows)
    assert not any("duplicate_of" in row for row in rows)


def test_a_repeat_that_the_words_showed_already_keeps_its_first() -> None:
    rows = [said(9), said(20), said(40, duplicate_of="20")]
    mark_same(rows)
    assert rows[2]["duplicate_of"] == "20"


@pytest.mark.parametrize(("words", "twice"), [("其中甲乙", False), ("其中出口甲乙", True)])
def test_a_short_opening_before_a_number_makes_no_repeat(words: str, twice: bool) -> None:
    text = f"{words}5亿元。\n{words}5亿元，"
    starts = (text.index("5"), text.rindex("5"))
    rows = [said(at, end=str(at + 3), quote="5亿元", price_basis="current") for at in starts]
    mark_repeats(text, rows)
    assert ("duplicate_of" in rows[1]) is twice


def test_a_repeated_row_says_what_the_first_says() -> None:
    text = "全县本级出口总额5亿元。\n全县本级出口总额5亿元。"
    starts = (text.index("5"), text.rindex("5"))
    cells = {"end": "", "quote": "5亿元", "price_basis": "current"}
    rows = [said(at, **cells) | {"end": str(at + 3)} for at in starts]
    rows[1] |= {"indicator": "unclassified", "kind": "claim", "measure": "share", "comparator": "~",
                "price_basis": "none", "time_period": "2031"}  # fmt: skip
    mark_repeats(text, rows)
    assert rows[1] | {"start": "", "end": ""} == rows[0] | {
        "start": "",
        "end": "",
        "duplicate_of": str(starts[0]),
    }


def test_rows_are_numbered_by_their_place_and_rows_at_one_place_keep_their_order() -> None:
    rows = number([said(40, n="a", duplicate_of="9"), said(9, n="b"), said(9, n="c")], "donghe-2031")
    assert [(row["figure_id"][-4:], row["n"]) for row in rows] == [
        ("F001", "b"),
        ("F002", "c"),
        ("F003", "a"),
    ]
    assert rows[2]["duplicate_of"] == "donghe-2031:F001"
