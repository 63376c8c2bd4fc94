"""Numbers side by side: amounts in two parts, ranges, ratios, shared units, signs. All of it is invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.reading import read


def _told(text: str) -> list[tuple[str | None, str, str]]:
    return [(None if f.value is None else str(f.value), f.unit, f.qualifier) for f in read(text)]


def _quotes(text: str) -> list[str]:
    return [f.quote for f in read(text)]


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("财政收入3亿5千万元。", "3.5", "亿元", ""),
        ("财政收入3亿5千多万元。", "3.5", "亿元", "gt"),
        ("常住人口62万3千人。", "62.3", "万人", ""),
        ("用水量1万2345立方米。", "1.2345", "万立方米", ""),
    ],
)
def test_an_amount_printed_in_two_parts_keeps_both(text: str, value: str, unit: str, qualifier: str) -> None:
    assert _told(text) == [(value, unit, qualifier)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("投资3万5亿元。", ["3", "5"]),  # the second is the larger
        ("投资2亿15000万元。", ["2", "15000"]),  # as large as a unit of the first
        ("投资2亿10000万元。", ["2", "10000"]),
        ("投资2亿1.5万元。", ["2", "1.5"]),  # a part is a whole number
    ],
)
def test_what_cannot_be_the_lower_part_of_an_amount_stays_a_number_of_its_own(
    text: str, values: list[str]
) -> None:
    assert [value for value, _, _ in _told(text)] == values


def test_the_largest_lower_part_still_belongs_to_the_amount() -> None:
    assert _told("投资2亿9999万元。") == [("2.9999", "亿元", "")]


@given(upper=st.integers(1, 999), lower=st.integers(1, 9999))
def test_an_amount_in_two_parts_is_their_sum(upper: int, lower: int) -> None:
    [one] = read(f"东河市财政收入{upper}亿{lower}万元。")
    assert (one.value, one.unit) == (upper + Decimal(lower) / 10000, "亿元")


@pytest.mark.parametrize("dash", ["-", "—", "–", "~", "～", "至", "到", "——"])
def test_two_percentages_with_a_dash_between_are_the_ends_of_a_range(dash: str) -> None:
    expected = [("3", "%", "range_lo"), ("5", "%", "range_hi")]
    assert _told(f"工业投资增长3%{dash}5%。") == expected
    assert _told(f"工业投资增长3{dash}5%。") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投资3000至5000万元。", [("3000", "万元", "range_lo"), ("5000", "万元", "range_hi")]),
        ("投资3亿-5亿元。", [("3", "亿元", "range_lo"), ("5", "亿元", "range_hi")]),
        ("利用外资3——5亿美元。", [("3", "亿美元", "range_lo"), ("5", "亿美元", "range_hi")]),
        ("每户补贴由3万元至5万元不等。", [("3", "万元", "range_lo"), ("5", "万元", "range_hi")]),
    ],
)
def test_a_unit_printed_once_holds_for_both_ends(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert _told(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "经济总量实现从3万亿元到5万亿元的跨越。",
        "经济总量实现了从3万亿元到5万亿元。",
        "经济总量从3万亿元到5万亿元的历史性跨越。",
        "经济总量由3万亿元到5万亿元大跃升。",
    ],
)
def test_a_leap_goes_from_one_level_to_another_and_is_no_range(text: str) -> None:
    assert _told(text) == [("3", "万亿元", ""), ("5", "万亿元", "")]


@pytest.mark.parametrize("to", ["至", "到"])
def test_a_move_in_points_and_the_share_it_ended_at_are_no_range(to: str) -> None:
    moved, share = read(f"出口占比提升2个百分点{to}47.3%。")
    assert (moved.role, moved.qualifier) == ("change_pp", "")
    assert (share.role, share.qualifier) == ("share", "")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("16至59岁人口占62%。", ["16至59岁", "62%"]),
        ("18-34周岁青年占21%。", ["18-34周岁", "21%"]),
        ("建设2×66万千瓦机组。", ["2×66万千瓦"]),
        ("2016—2020年，投资增长5%。", ["2016—2020年", "5%"]),
        ("2016年至2020年，投资增长5%。", ["2016年", "2020年", "5%"]),
        ("1至6月，投资增长5%。", ["1至6月", "5%"]),
    ],
)
def test_ages_sizes_and_spans_of_dates_are_one_name(text: str, quotes: list[str]) -> None:
    assert _quotes(text) == quotes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("城乡收入比为2.1:1。", [("2.1", "level")]),
        ("城乡收入之比为1:2.1。", [("2.1", "level")]),
        ("城乡收入比由2.3∶1缩小到2.1∶1。", [("2.3", "level"), ("2.1", "level")]),
        ("投资比例为40.5:59.5。", [("40.5", "share"), ("59.5", "share")]),
        ("男女比为3:2。", [(None, "label")]),
        ("出生人口性别比为105.2:100。", [("105.2", "level"), (None, "label")]),
        ("三次产业结构为8.2:45.3:46.5。", [("8.2", "share"), ("45.3", "share"), ("46.5", "share")]),
    ],
)
def test_a_ratio_to_one_is_a_number_and_the_parts_of_a_hundred_are_shares(
    text: str, expected: list[tuple[str | None, str]]
) -> None:
    assert [(None if f.value is None else str(f.value), f.role) for f in read(text)] == expected


def test_two_structures_side_by_side_are_six_shares() -> None:
    figures = read("三次产业结构由9:45:46调整为8:44:48。")
    assert [str(f.value) for f in figures] == ["9", "45", "46", "8", "44", "48"]
    assert {(f.role, f.unit) for f in figures} == {("share", "%")}
    assert [f.indicator for f in figures[:3]] == [f.indicator for f in figures[3:]]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("投资、消费分别提高3.8和3.1个百分点。", ["3.8", "3.1"]),
        ("投资增速高于全国1.3个、全省0.7个百分点。", ["1.3", "0.7"]),
        ("投资增速高于全国1个、全省0.7个百分点。", ["1", "0.7"]),
        ("投资增速快于全国2个，全省3个百分点。", ["2", "3"]),
        ("投资增速低于全国2个、全省0.3个百分点。", ["-2", "-0.3"]),
    ],
)
def test_points_named_once_are_points_for_every_gap(text: str, values: list[str]) -> None:
    figures = read(text)
    assert [str(f.value) for f in figures] == values
    assert {(f.unit, f.role) for f in figures} == {("个百分点", "change_pp")}


@pytest.mark.parametrize(
    "text",
    [
        "今年新增5个，覆盖率提高0.7个百分点。",
        "新建公园高于30米的2个，绿化率提高0.7个百分点。",
    ],
)
def test_a_count_before_a_rate_stays_a_count(text: str) -> None:
    assert [f.unit for f in read(text)][-2:] == ["个", "个百分点"]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("甲县、乙县投资分别为3.2和4.5亿元。", [("3.2", "亿元"), ("4.5", "亿元")]),
        ("甲县、乙县投资分别为3.2亿和4.5亿元。", [("3.2", "亿元"), ("4.5", "亿元")]),
        ("甲县、乙县投资分别为3亿和4500万元。", [("3", "亿"), ("4500", "万元")]),
    ],
)
def test_a_magnitude_of_its_own_is_kept_when_the_unit_is_shared(
    text: str, values: list[tuple[str, str]]
) -> None:
    assert [(str(f.value), f.unit) for f in read(text)] == values


@pytest.mark.parametrize("minus", ["-", "—", "–"])
@pytest.mark.parametrize("before", ["自然增长率为", "自然增长率"])
def test_a_printed_minus_belongs_to_the_number_and_to_its_quote(minus: str, before: str) -> None:
    [one] = read(f"人口{before}{minus}1.2‰。")
    assert (one.quote, str(one.value)) == (f"{minus}1.2‰", "-1.2")


def test_a_minus_in_a_list_belongs_to_its_own_number_alone() -> None:
    for shared in ("分别增长3.2%、-4.5%。", "分别提高3.2、-4.5个百分点。"):
        assert [str(f.value) for f in read(f"甲县、乙县投资{shared}")] == ["3.2", "-4.5"]


def test_a_dash_in_front_of_a_number_without_sign_is_no_minus() -> None:
    assert str(read("自然增长率——1.2‰。")[0].value) == "1.2"
    assert [str(f.value) for f in read("——5万人就业。")] == ["5"]
