"""Amounts in two parts, budgets and their completion, lists of places and of aims. All of it is invented."""

import pytest

from yz_analysis.reading import read


def _told(text):
    return [
        (f.quote, None if f.value is None else str(f.value), f.unit, f.role, f.indicator) for f in read(text)
    ]


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("财政收入完成27亿4050万元。", "27.4050", "亿元"),
        ("投资1亿2千万元。", "1.2", "亿元"),
        ("全年开行货运班列1.2万余列。", "1.2", "万列"),
    ],
)
def test_an_amount_in_two_parts_is_one_figure(text, value, unit):
    [found] = read(text)
    assert (str(found.value), found.unit) == (value, unit)
    assert text[found.start : found.end] == found.quote


def test_two_amounts_side_by_side_stay_two():
    assert [str(f.value) for f in read("东临县27亿元，西临县4050万元。")] == ["27", "4050"]


@pytest.mark.parametrize(
    "text",
    [
        "联系邮箱：news2023@163.example.com，",
        "传真：0101-5550199。",
        "网址www.163.example.cn/2023，",
        "咨询电话：13800005555。",
    ],
)
def test_addresses_and_telephones_are_no_figures(text):
    assert read(text) == []


def test_the_marker_of_a_list_is_no_part_of_a_count():
    assert _told("4. 4个重点镇产值增长5.1%。")[0][:3] == ("4个", "4", "个")
    assert _told("指数为4. 4。")[0][1] == "4.4"


def test_what_was_budgeted_is_a_target_and_the_rest_is_of_the_revenue():
    found = read(
        "一般公共预算收入完成31500万元，完成年初预算数82000万元的38.4%，比上年减收900万元，下降2.8%。"
    )
    assert [f.target for f in found] == [False, True, False, False, False]
    assert [f.role for f in found] == ["level", "level", "share", "level", "growth"]
    assert [str(f.value) for f in found[2:]] == ["38.4", "-900", "-2.8"]
    assert {f.indicator for i, f in enumerate(found) if i != 1} == {"一般公共预算收入"}


def test_spending_less_is_a_minus():
    found = read("一般公共预算支出75000万元，比上年减支3600万元。")
    assert [str(f.value) for f in found] == ["75000", "-3600"]
    assert found[1].direction == "down"


def test_a_growth_rate_that_stayed_moved_by_no_points():
    found = read("规上工业增加值增长6.0%，增速与上半年持平。")[-1]
    assert (str(found.value), found.unit, found.role) == ("0", "个百分点", "change_pp")


def test_places_in_a_list_grow_by_what_the_paragraph_speaks_of():
    found = _told("全市规上工业增加值增长4.1%。东临县增长2.0%，比全市低2.1个百分点；西临县下降2.5%。")
    assert {row[4].removesuffix("增速") for row in found} == {"规上工业增加值"}
    assert [row[1] for row in found] == ["4.1", "2.0", "-2.1", "-2.5"]


def test_a_leap_has_two_levels_and_no_range():
    found = read("地区生产总值实现从700亿元到1100亿元的跨越。")
    assert [(str(f.value), f.qualifier) for f in found] == [("700", ""), ("1100", "")]
    ranged = read("单产从700公斤到1100公斤不等。")
    assert [f.qualifier for f in ranged] == ["range_lo", "range_hi"]


def test_a_rank_among_neighbours_is_of_what_stands_before():
    assert _told("外贸进出口增长12.1%，位居五市第一。")[-1][3:] == ("rank", "外贸进出口")


def test_aims_end_where_a_review_begins():
    found = read("二、2024年主要预期目标\n就业增加3万人。\n三、2023年工作回顾\n新增就业2.8万人。")
    counts = [f for f in found if f.unit == "万人"]
    assert [(str(f.value), f.target) for f in counts] == [("3", True), ("2.8", False)]


def test_an_earlier_year_in_a_bracket_is_no_aim():
    found = read("二、今年的预期目标\n利用外资增长15%（去年利用外资6亿美元，增长21.4%）。失业率控制在4.5%。")
    assert [(str(f.value), f.target) for f in found if f.value is not None] == [
        ("15", True),
        ("6", False),
        ("21.4", False),
        ("4.5", True),
    ]
