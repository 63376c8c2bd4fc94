"""The year, the period and the area of a text, told by how it begins. All of it is invented."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.reading import openings, places, read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2031年上半年，全县投资增长3%。", (2031, "2031-S1")),
        ("青川县2031年1-11月经济运行情况\n投资增长3%。", (2031, "2031-01/2031-11")),
        ("青川县2031年二季度经济运行情况\n投资增长3%。", (2031, "2031-Q2")),
        ("一季度，全县出口增长3%。", (None, "Q1")),
        ("比2019年增长3%，2031年投资5亿元。", (2031, "2031")),  # a year of comparison
        ("与2019年相比，今年投资增长3%。", (None, "")),
        ("自2015年以来，投资年均增长3%。", (None, "")),
        ("编号3120年，2031年投资增长3%。", (2031, "2031")),  # of no century that reports are from
        ("2031年同期，投资增长3%。", (None, "")),
        ("其中上半年，投资增长3%。", (None, "")),
        ("相当于上半年，投资增长3%。", (None, "")),
    ],
)
def test_a_text_is_of_the_year_and_period_that_it_opens_with(text: str, told: tuple[int | None, str]) -> None:
    assert openings.of_text(text) == told


@pytest.mark.parametrize(
    ("end", "period"),
    [("3月底", "Q1"), ("5月底", "01/05"), ("6月底", "S1"), ("9月底", "Q1/Q3"), ("12月底", "")],
)
def test_a_text_as_of_the_end_of_a_month_tells_of_the_months_up_to_it(end: str, period: str) -> None:
    assert openings.of_text(f"截至{end}，存款12亿元。") == (None, period)
    dated = f"2031-{period}".replace("01/05", "01/2031-05").replace("Q1/Q3", "Q1/2031-Q3")
    assert openings.of_text(f"截至2031年{end}，存款12亿元。") == (2031, dated.rstrip("-"))


@pytest.mark.parametrize(
    ("sitting", "told"),
    [
        ("（2032年1月9日在东河市第三届人民代表大会上）\n", (2032, "2031")),
        ("（2032年4月9日在东河市第三届人民代表大会上）\n", (2032, "2031")),
        ("（2032年5月9日在东河市第三届人民代表大会上）\n", (2032, "2032")),  # too late to look back
        ("——1月9日在东河市第三届人民代表大会第二次会议上\n2031年，", (2032, "2031")),
        ("——2月19日在东河市政协全体会议上\n2031年，", (2032, "2031")),
        ("——1月9日在东河市第三届人民代表大会第二次会议上\n2031年目标，", (2031, "2031")),
        ("——1月9日在东河市第三届人民代表大会第二次会议上\n2031年预期，", (2031, "2031")),
        ("——6月9日在东河市第三届人民代表大会第二次会议上\n2031年，", (2031, "2031")),
    ],
)
def test_a_report_to_a_sitting_early_in_a_year_tells_of_the_year_before(
    sitting: str, told: tuple[int, str]
) -> None:
    assert openings.of_text(f"政府工作报告\n{sitting}投资增长3%。") == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2032年3月8日\n2031年，投资增长3%。", 2031),
        ("2032年3月8日发布\n2031年投资增长3%。", 2031),
        ("2032年3月8日\n投资增长3%。", 2032),
        ("2032年3月8日，全县投资增长3%，比上年好。2031年投资增长4%。", 2032),
    ],
)
def test_the_day_of_issue_is_the_year_of_a_text_only_where_nothing_else_is(text: str, told: int) -> None:
    assert openings.of_text(text)[0] == told


@given(st.integers(1990, 2098))
def test_the_year_after_a_word_of_comparison_is_never_the_year_of_a_text(year: int) -> None:
    for word in "比较与同自由过":
        assert openings.of_text(f"投资{word}{year}年增长3%。")[0] is None


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("产值由2016年末8亿元上升至2021年12亿元。", "2016"),
        ("产值从2016年的8亿元提高到2021年的12亿元。", "2016"),
        ("产值由2021年的8亿元增加到2016年的12亿元。", ""),
        ("产值由2021年的8亿元增加到2021年的12亿元。", ""),
        ("产值由2016年的8亿元减少到2021年的6亿元。", ""),
        ("产值由2016年的8亿元，出口增加到2021年的6亿元。", ""),
    ],
)
def test_a_text_looks_back_to_the_year_its_rise_began(text: str, year: str) -> None:
    assert openings.since(text) == year


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("东河市青川县2031年公报", "青川县"),
        ("内蒙古青川旗2031年公报", "青川旗"),
        ("内蒙古自治区青川旗2031年公报", "青川旗"),
        ("黑龙江岚澄市2031年公报", "岚澄市"),
        ("岚澄土家族自治县2031年公报", "岚澄土家族自治县"),
        ("岚澄镇2031年公报，全镇投资增长。", "岚澄镇"),
        ("“岚澄县”投资增长。", "岚澄县"),
        ("初步预计岚澄市投资增长", "岚澄市"),
        ("岚澄市外贸增长", "岚澄市"),
        ("青门市2031年公报", "青门市"),
        ("岚林区2031年公报", "岚林区"),
        ("浙江出口增长，全省投资增长。", "浙江"),
        ("筠县出口增长。\n全县投资增长。", "筠县"),
        ("筠县出口增长，全县投资增长。筠县稳。", "筠县"),
        ("岚澄县人民政府发布，全县投资增长。", "岚澄县"),
        ("全国投资增长3%。", "全国"),
        ("我国投资增长3%。", "全国"),
    ],
)
def test_the_area_is_the_smallest_that_the_opening_names(text: str, area: str) -> None:
    assert places.of_text(text) == area


@pytest.mark.parametrize(
    "text",
    [
        "岚澄市级项目开工",
        "岚澄市场建设加快",
        "岚澄市民收入增长",
        "岚澄县域经济增长",
        "岚澄市外来人口增长",
        "岚澄市内需增长",
        "岚澄市直单位搬迁",
        "大山区2031年公报",
        "全市9个县区投资增长",
        "与浙江相比，全省投资增长。",
        "出口到浙江和上海，全省投资增长。",
        "新疆出口增长，全省投资增长。",  # has regions, not provinces, of its own kind
        "宁夏出口增长，全区投资增长。",  # said once only
        "全国投资增长3%，全市投资增长。",
        "全市投资增长。岚澄县增长。",
        "我县出口增长，全县投资增长。我县稳。",
    ],
)
def test_what_only_looks_like_the_area_of_a_text_is_none(text: str) -> None:
    assert places.of_text(text) == ""


@pytest.mark.parametrize(
    ("clause", "area", "name"),
    [
        ("岚澄市进出口", "岚澄市", "进出口"),
        ("岚澄市外贸进出口", "岚澄市", "外贸进出口"),
        ("岚澄县政府性基金收入", "岚澄县", "政府性基金收入"),
        ("岚澄开发区工业产值", "岚澄开发区", "工业产值"),
        ("岚澄市外来人口", "", "岚澄市外来人口"),
        ("岚澄市级项目投资", "", "岚澄市级项目投资"),
    ],
)
def test_a_place_at_the_head_of_a_clause_is_its_area_and_no_part_of_the_name(
    clause: str, area: str, name: str
) -> None:
    last = read(f"全省出口120亿元，增长3%。其中，{clause}达到20亿元。")[-1]
    assert (last.ref_area, last.indicator) == (area, name)
