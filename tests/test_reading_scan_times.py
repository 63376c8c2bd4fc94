"""Years, days, hours and spans of time, and the names that hold one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.reading import read
from yz_analysis.reading.scan import scan


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(text[token.start : token.end], token.kind) for token in scan(text)]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("1876年建厂", "1876年"),
        ("2031年初开工", "2031年初"),
        ("98年以来", "98年"),
        ("08年建成", "08年"),
        ("80年代建成", "80年代"),
        ("2月份开工", "2月份"),
        ("8日开幕", "8日"),
        ("3季度末", "3季度"),
        ("1.2031年，产值平稳", "2031年"),
        ("上午9时许", "9时"),
        ("上午9时30分开幕", "9时30分"),
        ("上午9时05分开幕", "9时05分"),
        ("2031年3月8日上午", "2031年3月8日"),
    ],
)
def test_a_point_in_time_is_one_date(text: str, quote: str) -> None:
    assert _kinds(text) == [(quote, "date")]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("历时12.5年", "12.5年"),
        ("历时98年", "98年"),
        ("连续3季度", "3季度"),
        ("连续3个季度", "3个季度"),
        ("共5季度", "5季度"),
        ("历时100日", "100日"),
        ("历时24小时", "24小时"),
        ("历时2100年", "2100年"),
    ],
)
def test_how_long_something_lasts_is_a_span(text: str, quote: str) -> None:
    assert _kinds(text) == [(quote, "duration")]


def test_minutes_belong_to_the_hour_before_them_unless_they_are_a_span() -> None:
    assert _kinds("9时30分钟") == [("9时", "date"), ("30分钟", "duration")]
    assert [figure.role for figure in read("上午9时30分，综合得分95分。")] == ["date", "level"]


@pytest.mark.parametrize("word", ["9时期", "12时段", "24时速", "12时代", "100时"])
def test_a_word_that_begins_like_an_hour_is_no_hour(word: str) -> None:
    assert [kind for _, kind in _kinds(word)] == ["label"]


@settings(deadline=None)
@given(st.integers(0, 23), st.integers(0, 59))
def test_any_hour_with_minutes_is_a_date_and_never_a_figure(hour: int, minute: int) -> None:
    assert [(f.role, f.value) for f in read(f"会议于{hour}时{minute:02}分开始。")] == [("date", None)]


@pytest.mark.parametrize(
    "stamp", ["2031-04-05", "2031/4/5", "2031.04.05", "1931-4-5", "2031-12-31", "2031-1-30"]
)
def test_a_day_in_digits_is_a_date(stamp: str) -> None:
    assert _kinds(f"发布{stamp}，") == [(stamp, "date")]


@pytest.mark.parametrize(
    "stamp", ["2031-13-05", "2031-04-32", "2031-04/05", "1831-4-5", "2031-04-051", "2031-00-05", "2031-4-0"]
)
def test_what_is_no_day_of_a_calendar_is_no_stamp(stamp: str) -> None:
    assert (stamp, "date") not in _kinds(f"编号{stamp}，")


@pytest.mark.parametrize("time", ["11:35", "11：35", "11:35:03", "0:05", "23:59:59"])
@pytest.mark.parametrize("between", [" ", "T"])
def test_the_time_behind_a_day_in_digits_is_a_date(time: str, between: str) -> None:
    text = f"2031-04-05{between}{time}，"
    assert _kinds(text) == [("2031-04-05", "date"), (time, "date")]


@pytest.mark.parametrize("time", ["24:10", "23:60", "11:355"])
def test_what_is_no_time_of_a_day_is_no_stamp(time: str) -> None:
    assert [kind for _, kind in _kinds(f"2031-04-05 {time}，")][1:] != ["date"]


def test_two_parts_without_a_day_before_them_are_no_time() -> None:
    assert {kind for _, kind in _kinds("比例为11:35，")} != {"date"}


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("“大干30天、奋战90日”活动", ["label", "label"]),
        ("‘苦战30天’活动", ["label"]),
        ("“30分钟”生活圈", ["label"]),
        ("获评“15分钟健身圈”。", ["label"]),
        ("“苦战30天，决胜全年”活动", ["duration"]),
        ("大干30天", ["duration"]),
        ("“好”经过30天“坏”", ["duration"]),
        ("“苦战30天", ["duration"]),
    ],
)
def test_a_span_inside_a_short_quoted_name_is_part_of_the_name(text: str, kinds: list[str]) -> None:
    assert [kind for _, kind in _kinds(text)] == kinds


@pytest.mark.parametrize("kept", ["保留率", "巩固率", "留存率", "存活率", "成活率", "生存率"])
def test_the_years_of_a_rate_are_part_of_its_name(kept: str) -> None:
    years, rate = read(f"企业3年{kept}为45.5%。")
    assert (years.role, years.quote) == ("label", "3年")
    assert (str(rate.value), rate.unit, rate.indicator) == ("45.5", "%", f"企业3年{kept}")


@pytest.mark.parametrize("text", ["3年成功的概率", "3年保留地"])
def test_the_years_before_another_word_are_a_span(text: str) -> None:
    assert [kind for _, kind in _kinds(text)] == ["duration"]
