import itertools
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.reading.scan import scan
from yz_analysis.reading.tokens import canonical_unit


def _found(text):
    return [(text[t.start : t.end], t.value, canonical_unit(t.unit), t.kind) for t in scan(text)]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("产值12.5亿元，", "12.5亿元", "12.5", "亿元"),
        ("收入1,234,567万元", "1,234,567万元", "1234567", "万元"),
        ("回落0.7个百分点", "0.7个百分点", "0.7", "个百分点"),
        ("回落0.7百分点", "0.7百分点", "0.7", "个百分点"),
        ("浓度35微克/立方米", "35微克/立方米", "35", "微克/立方米"),
        ("能耗0.5吨标准煤/万元", "0.5吨标准煤/万元", "0.5", "吨标准煤/万元"),
        ("装机8041万千瓦", "8041万千瓦", "8041", "万千瓦"),
        ("接待30多万人次", "30多万人次", "30", "万人次"),
        ("企业120余家", "120余家", "120", "家"),
        ("发病率24.5/10万", "24.5/10万", "24.5", "/10万"),
        ("出口2.5亿美元", "2.5亿美元", "2.5", "亿美元"),
        ("自然增长率为-1.5‰", "-1.5‰", "-1.5", "‰"),
    ],
)
def test_a_number_takes_its_longest_unit(text, quote, value, unit):
    assert _found(text) == [(quote, Decimal(value), unit, "quantity")]


def test_a_list_comma_is_no_thousands_separator():
    assert [t.value for t in scan("分别为1,23和456家")] == [1, 23, 456]
    assert [t.value for t in scan("2012,345")] != [2012345]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("2022年产值", ["2022年"]),
        ("今年3月29日", ["3月29日"]),
        ("2020年1月5日起", ["2020年1月5日"]),
        ("9月份以后", ["9月份"]),
        ("截至6月底", ["6月"]),
        ("1-6月产值", ["1-6月"]),
        ("1至6月产值", ["1至6月"]),
        ("2016—2020年", ["2016—2020年"]),
        ("2016年至2020年", ["2016年", "2020年"]),
        ("1季度末", ["1季度"]),
    ],
)
def test_dates_are_dates_and_have_no_value(text, quotes):
    found = _found(text)
    assert [f[0] for f in found] == quotes
    assert {f[1] for f in found} == {None}
    assert {f[3] for f in found} == {"date"}


@pytest.mark.parametrize(
    ("text", "kind"), [("连续30个月", "duration"), ("历时3年", "duration"), ("3天内", "duration")]
)
def test_a_span_of_time_is_no_date(text, kind):
    assert [f[3] for f in _found(text)] == [kind]


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("PM2.5浓度", ["PM2.5"]),
        ("5G基站", ["5G"]),
        ("4A级景区", ["4A级"]),
        ("获评“四个100”典型", ["四个100"]),
        ("用好“1+X”体系", ["1+X"]),
        ("“15分钟健身圈”", ["15分钟"]),
        ("SO2排放", ["SO2"]),
    ],
)
def test_numbers_inside_names_are_labels(text, quotes):
    assert [(f[0], f[3]) for f in _found(text)] == [(quote, "label") for quote in quotes]


@pytest.mark.parametrize("text", ["1、加快发展", "（2）农业", "如上文所述[3]。", "3．工业"])
def test_what_only_counts_a_heading_or_a_note_is_left_out(text):
    assert scan(text) == []


def test_a_range_has_a_low_and_a_high_end_and_one_unit():
    for text in ("增长5.5%—6%", "增长5.5%至6%", "增长5.5-6%", "增长5.5～6%"):
        assert [(t.value, t.unit, t.bound) for t in scan(text)] == [
            (Decimal("5.5"), "%", "range_lo"),
            (Decimal(6), "%", "range_hi"),
        ]
    assert [t.unit for t in scan("投资3000-5000万元")] == ["万元", "万元"]
    assert [t.unit for t in scan("投资1.2万至1.5万元")] == ["万元", "万元"]


def test_a_unit_printed_once_belongs_to_each_number():
    assert [t.unit for t in scan("提高3.8和3.1个百分点")] == ["个百分点", "个百分点"]
    assert [t.unit for t in scan("回升2.9个、23.9个百分点")] == ["个百分点", "个百分点"]


def test_a_ratio_is_one_number_a_part():
    assert [(t.value, t.bound) for t in scan("结构为5：35：60")] == [
        (5, "ratio"),
        (35, "ratio"),
        (60, "ratio"),
    ]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("产值翻一番", "翻一番", "1", "番"),
        ("收入翻两番", "翻两番", "2", "番"),
        ("订单翻倍", "翻倍", "2", "倍"),
        ("增长一倍", "一倍", "1", "倍"),
        ("增长两倍半", "两倍半", "2.5", "倍"),
        ("近七成企业", "七成", "7", "成"),
        ("三分之二的村", "三分之二", "0.6667", ""),
        ("百分之五", "百分之五", "5", "%"),
        ("与上年持平", "持平", "0", "%"),
        ("耕地占用“零增长”", "零增长", "0", "%"),
        ("突破一百二十亿元", "一百二十亿元", "120", "亿元"),
        ("建成十二座水库", "十二座", "12", "座"),
        ("解决八万五千人", "八万五千人", "85000", "人"),
        ("新增三点六万户", "三点六万户", "3.6", "万户"),
        ("两天内复工", "两天", "2", "天"),
        ("保持两位数增长", "两位数", "10", "%"),
    ],
)
def test_chinese_forms_that_are_quantities_are_read(text, quote, value, unit):
    found = _found(text)
    assert [(f[0], f[2]) for f in found] == [(quote, unit)]
    assert found[0][1] == Decimal(value)


@pytest.mark.parametrize(
    "text",
    [
        "十项措施",
        "三次提高",
        "连续五年增产",
        "保持平稳",
        "成立三个组",
        "一般公共",
        "队伍",
        "第十三届",
        "七成立",
        "二十年来",
    ],
)
def test_chinese_numerals_that_count_nothing_are_left_out(text):
    assert scan(text) == []


def test_half_a_unit_is_canonical():
    assert canonical_unit("多亿元") == "亿元"
    assert canonical_unit("百分点") == "个百分点"


@settings(deadline=None)
@given(
    st.text(
        alphabet="0123456789.,，、-—至：:%亿万元个百分点年月日季度“”G一二十百翻持平倍成分之第 ", max_size=60
    )
)
def test_tokens_are_in_order_and_apart_on_any_text(text):
    tokens = scan(text)
    assert all(0 <= t.start < t.end <= len(text) for t in tokens)
    assert all(a.end <= b.start for a, b in itertools.pairwise(tokens))


def test_a_spoken_number_inside_a_quoted_name_is_part_of_the_name():
    tokens = scan("“2十倍四五”期间")
    assert [(token.start, token.end) for token in tokens] == [(1, 6)]
