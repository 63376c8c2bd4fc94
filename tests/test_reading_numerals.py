from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.reading.numerals import LONGEST, arabic, chinese


@pytest.mark.parametrize(
    ("printed", "value"),
    [("12", "12"), ("12.50", "12.50"), ("1,234", "1234"), ("1,234,567.8", "1234567.8"), ("007", "7")],
)
def test_arabic_numerals_keep_their_digits(printed, value):
    assert arabic(printed) == Decimal(value)
    assert str(arabic(printed)) == str(Decimal(value)) or printed.startswith("0")


def test_a_numeral_longer_than_any_printed_one_has_no_value():
    assert arabic("9" * (LONGEST + 1)) is None
    assert chinese("一" * (LONGEST + 1)) is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("零", "0"),
        ("十", "10"),
        ("十二", "12"),
        ("二十", "20"),
        ("一百零五", "105"),
        ("两千五", "2500"),
        ("一万二", "12000"),
        ("三千零五", "3005"),
        ("一百二十三万", "1230000"),
        ("一万亿", "1000000000000"),
        ("二〇二二", "2022"),
        ("八万五千", "85000"),
        ("一十八万七千六百", "187600"),
        ("三点一四", "3.14"),
        ("半", "0.5"),
        ("十万零三百", "100300"),
        ("五亿三千万", "530000000"),
    ],
)
def test_chinese_numerals_are_read(printed, value):
    assert chinese(printed) == Decimal(value)


@pytest.mark.parametrize("printed", ["", "队伍", "一般", "点五", "三点", "零售", "十心"])
def test_words_that_hold_a_numeral_are_no_numerals(printed):
    assert chinese(printed) is None


def test_a_fraction_is_its_quotient():
    assert chinese("二分之一") == Decimal("0.5")
    assert chinese("百分之五") == Decimal("0.05")
    assert chinese("零分之一") is None


@settings(deadline=None)
@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_whole_numbers_survive_the_way_to_chinese_and_back(number):
    cn2an = pytest.importorskip("cn2an", reason="the oracle for Chinese numerals is not installed")
    assert chinese(cn2an.an2cn(number)) == number


@settings(deadline=None)
@given(st.text(alphabet="零一二三四五六七八九十百千万亿两半点分之", max_size=20))
def test_no_run_of_numeral_characters_raises(printed):
    value = chinese(printed)
    assert value is None or value >= 0
