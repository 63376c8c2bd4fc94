"""Quantities printed in Chinese numerals: their value, their unit, and what is none."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.reading import read
from yz_analysis.reading.numerals import arabic, chinese
from yz_analysis.reading.spoken import spoken_tokens

_DIGITS = "零一二三四五六七八九"


def _below_myriad(number: int) -> str:
    """A number below 10,000 as it is written out in full: 1,020 is 一千零二十."""
    out, gap = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if gap and out else "") + _DIGITS[digit] + name
            gap = False
        else:
            gap = True
    return out


def _written(number: int) -> str:
    upper, lower = divmod(number, 10**4)
    if not upper:
        return _below_myriad(lower)
    between = "零" if 0 < lower < 1000 else ""
    return _below_myriad(upper) + "万" + between + _below_myriad(lower)


@given(st.integers(1, 10**8 - 1))
def test_a_whole_number_written_out_has_its_value(number: int) -> None:
    assert chinese(_written(number)) == number


@given(st.integers(11, 9999).filter(lambda n: n % 10), st.sampled_from(["亿元", "万人", "公顷", "户"]))
def test_a_number_written_out_is_one_figure_with_the_unit_of_print(number: int, unit: str) -> None:
    text = f"东河市合计{_written(number)}{unit}。"
    [figure] = read(text)
    assert (figure.value, figure.unit, figure.quote) == (number, unit, text[5:-1])


@given(st.integers(1, 9), st.text(alphabet=_DIGITS, min_size=1, max_size=4))
def test_digits_behind_the_point_are_read_one_by_one(whole: int, decimals: str) -> None:
    digits = "".join(str(_DIGITS.index(c)) for c in decimals)
    assert chinese(f"{_DIGITS[whole]}点{decimals}") == Decimal(f"{whole}.{digits}")


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("壹佰贰拾叁", 123),
        ("肆仟伍佰陆拾柒万捌仟玖佰", 45678900),
        ("俩", 2),
        ("两千零五", 2005),
        ("两百五", 250),
        ("三万五", 35000),
        ("三亿五", 350000000),
        ("十万", 100000),
        ("万", 10000),
        ("一亿零三", 100000003),
        ("二万三千亿", 2300000000000),
        ("一〇五", 105),
    ],
)
def test_banking_numerals_and_short_forms_have_their_value(printed: str, value: int) -> None:
    assert chinese(printed) == value


def test_a_wide_comma_parts_thousands_as_a_plain_one() -> None:
    assert arabic("1，234，567") == arabic("1,234,567") == 1234567
    assert arabic("1.2.3") is None


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("投资零点五亿元。", "零点五亿元", "0.5", "亿元"),
        ("投资零点零五万元。", "零点零五万元", "0.05", "万元"),
        ("新增三点五万户。", "三点五万户", "3.5", "万户"),
        ("投资十二点二五亿元。", "十二点二五亿元", "12.25", "亿元"),
        ("占比提高零点三个百分点。", "零点三个百分点", "0.3", "个百分点"),
        ("占比提高五个百分点。", "五个百分点", "5", "个百分点"),
        ("占比提高五个千分点。", "五个千分点", "5", "个千分点"),
        ("占比百分之零点五。", "百分之零点五", "0.5", "%"),
        ("占比千分之五。", "千分之五", "5", "‰"),
        ("占比万分之三。", "万分之三", "3", "‱"),
        ("占比百分之百。", "百分之百", "100", "%"),
        ("投资一百二十三万元。", "一百二十三万元", "123", "万元"),
        ("投资五十万亿元。", "五十万亿元", "50", "万亿元"),
        ("投资一万二千元。", "一万二千元", "12000", "元"),
        ("改造二十多家。", "二十多家", "20", "家"),
        ("产值翻了两番。", "翻了两番", "2", "番"),
        ("产值翻番。", "翻番", "1", "番"),
        ("产值翻了一倍。", "翻了一倍", "1", "倍"),
        ("产值增长三倍半。", "三倍半", "3.5", "倍"),
    ],
)
def test_a_quantity_in_words_has_its_value_and_unit(text: str, quote: str, value: str, unit: str) -> None:
    [figure] = read(text)
    assert (figure.quote, abs(figure.value or 0), figure.unit) == (quote, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "value"), [("两位数增长", 10), ("三位数增长", 100), ("四位数以上", 1000), ("保持两位数，", 10)]
)
def test_so_many_digits_are_at_least_the_lowest_number_of_them(text: str, value: int) -> None:
    [figure] = read(text)
    assert (figure.value, figure.unit, figure.qualifier) == (value, "%", "ge")


@pytest.mark.parametrize("text", ["一位数增长", "五位数增长"])
def test_one_digit_or_five_of_them_bound_no_rate(text: str) -> None:
    assert [figure.value for figure in read(text)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "三点十分", "八点三十分", "三点钟", "三点半", "持平稳态势", "保持平衡", "十几家", "几十家", "数百家",
        "三成立", "七成员", "两倍率", "一倍增", "两位数字", "三个月内部", "一二三产业", "二十天",
        "一千零一夜", "几分之一",
    ],
)  # fmt: skip
def test_hours_names_and_vague_numbers_in_words_are_no_quantities(text: str) -> None:
    assert spoken_tokens(text) == []


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("两天内", 2, "天"),
        ("三个月内", 3, "个月"),
        ("十个工作日内", 10, "个工作日"),
        ("两小时内", 2, "小时"),
        ("两年内", 2, "年"),
    ],
)
def test_a_span_in_words_is_a_bound_only_before_within(text: str, value: int, unit: str) -> None:
    [figure] = read(f"{text}办结。")
    assert (figure.value, figure.unit, figure.role, figure.qualifier) == (value, unit, "duration", "le")
    assert spoken_tokens(f"历时{text[:-1]}。") == []
