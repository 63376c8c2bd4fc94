"""A number takes the whole of the unit behind it, and no more."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.reading import read
from yz_analysis.reading.scan import scan
from yz_analysis.reading.tables import table
from yz_analysis.reading.tokens import canonical_unit

_KEYS = ("percent", "points", "multiple", "money", "count", "measure", "duration", "rank")
# 12月 and 12日 are days of the calendar; 121/10万 would be 121
_ELSE = {"月", "日", "1/10万"}


def _units(*keys: str) -> list[str]:
    return [unit for key in keys for unit in table("units")[key] if unit not in _ELSE]


@pytest.mark.parametrize("key", _KEYS)
def test_every_unit_of_the_table_is_read_to_its_end(key: str) -> None:
    read_as = {}
    for unit in _units(key):
        tokens = scan(f"合计12{unit}，")
        read_as[unit] = [(token.value, token.unit) for token in tokens]
    assert read_as == {unit: [(Decimal(12), unit)] for unit in read_as}


@pytest.mark.parametrize("magnitude", table("units")["magnitudes"])
def test_a_power_of_ten_stays_with_the_unit(magnitude: str) -> None:
    for unit in ("元", "人", "吨", "千瓦时", "千克", "平方米", "个"):
        [token] = scan(f"合计12.5{magnitude}{unit}，")
        assert (token.value, token.unit) == (Decimal("12.5"), magnitude + unit)


@settings(deadline=None)
@given(st.sampled_from(_units("money", "count", "measure")), st.decimals(1, 9999, places=1))
def test_any_number_before_any_unit_is_one_figure_with_that_unit(unit: str, value: Decimal) -> None:
    text = f"东河市合计{value}{unit}。"
    [token] = scan(text)
    assert (text[token.start : token.end], token.value) == (f"{value}{unit}", value)


@pytest.mark.parametrize(
    ("text", "quote", "unit", "indicator"),
    [
        ("人均用电量1234千瓦时，", "1234千瓦时", "千瓦时", "人均用电量"),
        ("小麦亩产520千克/亩，", "520千克/亩", "千克/亩", "小麦亩产"),
        ("比重提高5千分点。", "5千分点", "个千分点", "比重"),
        ("装机容量3千千瓦。", "3千千瓦", "千千瓦", "装机容量"),
        ("新增就业5千人。", "5千人", "千人", "新增就业"),
    ],
)
def test_a_unit_that_begins_with_a_thousand_is_not_cut_in_two(
    text: str, quote: str, unit: str, indicator: str
) -> None:
    [figure] = read(text)
    assert (figure.quote, figure.unit, figure.indicator) == (quote, unit, indicator)


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("参会5000多人", "5000多人", 5000, "人"),
        ("参会5000来人", "5000来人", 5000, "人"),
        ("产值12亿多元", "12亿多元", 12, "亿元"),
        ("土方30多方", "30多方", 30, "方"),
        ("企业100几家", "100几家", 100, "家"),
        ("车辆3万余辆", "3万余辆", 3, "万辆"),
        ("合作30多方面", "30", 30, ""),
        ("意见30余点", "30", 30, ""),
    ],
)
def test_a_little_more_stands_between_a_number_and_its_unit(
    text: str, quote: str, value: int, unit: str
) -> None:
    [token] = scan(text)
    assert (text[token.start : token.end], token.value) == (quote, value)
    assert canonical_unit(token.unit) == unit


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("收入1,234.5万元", ["1234.5"]),
        ("收入12,345,678元", ["12345678"]),
        ("分别为12,34万元", ["12", "34"]),
        ("分别为1234,567户", ["1234", "567"]),
        ("分别为123,4567户", ["123", "4567"]),
    ],
)
def test_a_comma_parts_thousands_only_where_three_digits_follow(text: str, values: list[str]) -> None:
    assert [token.value for token in scan(text)] == [Decimal(value) for value in values]


def test_a_run_of_digits_without_end_has_a_place_and_no_value() -> None:
    [token] = scan("9" * 80 + "亿元")
    assert (token.end - token.start, token.value) == (82, None)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3.12家企业投产。", "12"),
        ("发展情况\n3.12家企业投产。", "12"),
        ("产值平稳。3.12家企业投产。", "12"),
        ("产值平稳；3.12家企业投产。", "12"),
        ("户均3.12人。", "3.12"),
        ("3.12亿元投产。", "3.12"),
        ("户均3.5个。", "3.5"),
    ],
)
def test_a_point_before_a_whole_count_ends_a_marker_only_where_a_line_begins(text: str, value: str) -> None:
    assert [token.value for token in scan(text)] == [Decimal(value)]
