"""Constructs of budget reports, lists of deeds and rankings, each in a sentence of an invented place."""

import pytest

from yz_analysis.reading import read


def _rows(text: str) -> list[tuple[str, str, str, str, bool, str]]:
    return [
        (f.quote, "" if f.value is None else str(f.value), f.unit, f.role, f.target, f.indicator)
        for f in read(text)
        if f.role != "date"
    ]


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit", "qualifier"),
    [
        ("财政收入完成96亿4025万元", "96亿4025万元", "96.4025", "亿元", ""),
        ("支出1亿2千多万元", "1亿2千多万元", "1.2", "亿元", "gt"),
        ("耕地12万3千亩", "12万3千亩", "12.3", "万亩", ""),
        ("人口23万5千人", "23万5千人", "23.5", "万人", ""),
        ("开行班列1.4万余列", "1.4万余列", "1.4", "万列", "gt"),
        ("保有量3万多辆", "3万多辆", "3", "万辆", "gt"),
        ("出动100余艘次", "100余艘次", "100", "艘次", "gt"),
        ("安监局等7部门联合发文", "7部门", "7", "部门", ""),
    ],
)
def test_an_amount_in_two_steps_or_with_a_little_more_is_one_figure(text, quote, value, unit, qualifier):
    (figure,) = read(text)
    assert (figure.quote, str(figure.value), figure.unit, figure.qualifier) == (quote, value, unit, qualifier)


@pytest.mark.parametrize(
    "text",
    [
        "来稿请寄news@163.example.com",
        "详见http://www.example.cn/2031/05/t20310510_12.html",
        "联系电话：0101-5550199",
        "传真：5550199",
        "手机13800000000",
    ],
)
def test_addresses_and_telephone_numbers_are_no_figures(text):
    assert read(text) == []


def test_telephones_and_their_users_are_counted_all_the_same():
    assert [f.quote for f in read("固定电话12345户，移动电话用户12.3万户，热线12345受理诉求3.2万件")] == [
        "12345户",
        "12.3万户",
        "3.2万件",
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [("  6. 5个重点镇增长。", "5个"), ("成效明显。3. 12家企业投产。", "12家"), ("3.12家企业投产。", "12家")],
)
def test_the_number_of_a_list_is_no_part_of_the_count_behind_it(text, quote):
    assert [f.quote for f in read(text)] == [quote]


def test_a_budget_is_an_aim_and_what_follows_it_is_told_of_the_revenue_or_expenditure():
    text = (
        "5月，一般公共预算支出累计实现12.6亿元，完成年初预算数31.5亿元的40%，比上年减支6300万元，下降4.8%。"
    )
    name = "一般公共预算支出"
    assert _rows(text) == [
        ("12.6亿元", "12.6", "亿元", "level", False, name),
        ("31.5亿元", "31.5", "亿元", "level", True, name + "预算数"),
        ("40%", "40", "%", "share", False, name),
        ("6300万元", "-6300", "万元", "level", False, name),
        ("4.8%", "-4.8", "%", "growth", False, name),
    ]
    assert {f.time_period for f in read(text) if f.role != "date"} == {"01/05"}


@pytest.mark.parametrize(
    ("verb", "sign"), [("增收", 1), ("减收", -1), ("增支", 1), ("减支", -1), ("短收", -1)]
)
def test_more_and_less_revenue_and_expenditure_are_changes(verb, sign):
    figure = read(f"财政收入10亿元，同比{verb}2亿元。")[1]
    assert (figure.value, figure.direction, figure.flags) == (
        2 * sign,
        "up" if sign > 0 else "down",
        "delta",
    )


@pytest.mark.parametrize(
    ("text", "role", "unit"),
    [
        ("用电量增长7%，增速与一季度持平。", "change_pp", "个百分点"),
        ("失业率为5.1%，与上月持平。", "change_pp", "个百分点"),
        ("粮食产量与上年持平。", "growth", "%"),
    ],
)
def test_a_rate_that_stays_changes_by_no_points_and_a_level_does_not_grow(text, role, unit):
    figure = read(text)[-1]
    assert (figure.value, figure.role, figure.unit) == (0, role, unit)


def test_an_area_alone_is_told_of_the_series_of_its_paragraph():
    text = (
        "全省工业增加值增长6.1%。甲林市同比增长5%，增速比1-9月提高0.4个百分点，比全省低1.1个百分点；"
        "乙林市下降3%，降幅收窄2个百分点。"
    )
    found = [(f.indicator.removesuffix("增速"), f.ref_area) for f in read(text) if f.role != "date"][1:]
    assert found == [("工业增加值", "甲林市")] * 3 + [("工业增加值", "乙林市")] * 2


def test_a_comparison_with_two_periods_leaves_the_series_its_name():
    found = [f for f in read("技改投资增长8%，比1-2月和1-3月分别回升6和3个百分点。") if f.role == "change_pp"]
    assert [(f.indicator, str(f.value)) for f in found] == [("技改投资增速", "6"), ("技改投资增速", "3")]


def test_a_rank_among_a_number_of_areas_is_of_what_stands_before():
    found = read("社会用电量增长5%，高于全区3个百分点，位居七市第一；工业投资增长9%，位列八县第二。")
    assert [(f.role, f.indicator) for f in found if f.role == "rank"] == [
        ("rank", "社会用电量增速"),
        ("rank", "工业投资"),
    ]


def test_a_leap_has_a_level_before_and_one_after():
    leap = read("经济总量实现从3万亿元到5万亿元的跨越，人均收入由2万元向4万元跃升。")
    assert [(f.qualifier, f.indicator) for f in leap] == [("", "经济总量")] * 2 + [("", "人均收入")] * 2
    assert [f.qualifier for f in read("增速从5%到6%不等")] == ["range_lo", "range_hi"]


def test_a_bracket_of_earlier_years_is_of_the_same_series():
    figure = read("粮食产量增长4%（2031年、2032年均为3.6%）。")[-1]
    assert (figure.role, figure.indicator) == ("growth", "粮食产量")


def test_a_series_that_only_moves_in_its_clause_names_the_figure_behind_it():
    text = "房产投资增长9%；路网投资触底反弹，增长4%；技改投资降幅收窄，增速加快6个百分点。"
    assert [f.indicator for f in read(text)] == ["房产投资", "路网投资", "技改投资增速"]


@pytest.mark.parametrize(
    ("text", "aims"),
    [
        ("今年要挤出资金，抓好“九件惠民实事”。\n（一）\n新增车位250个。\n（二）\n新建幼儿园2所。", 2),
        ("2031年八件民生实事\n新增车位250个。\n（二）新建幼儿园2所。", 2),
        ("十件民生实事全部完成\n新增车位250个。", 0),
        ("今年以来，我们办好了十件民生实事。\n新增车位250个。", 0),
        ("2031年：\n产量12万吨。\n2032年：\n产量计划达到13万吨。新增就业20人。", 2),
        ("2031年：\n产量12万吨。\n2032年：\n产量13万吨。新增就业20人。", 0),
    ],
)
def test_lists_of_deeds_and_years_to_come_are_aims_and_results_are_not(text, aims):
    assert sum(f.target for f in read(text)) == aims


def test_what_a_bracket_tells_of_last_year_is_no_aim():
    assert [f.target for f in read("力争引进内资30亿元，增长20%（去年25亿元，增长11%）。")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_sitting_without_a_year_looks_back_on_the_year_it_names():
    text = "1月20日，人民代表大会第三次会议开幕。2031年全县产值100亿元。\n今年主要预期目标是：\n产值增长6%。"
    assert [(f.time_period, f.target) for f in read(text) if f.role != "date"] == [
        ("2031", False),
        ("2032", True),
    ]


def test_sizes_and_mottoes_are_labels():
    text = "新修5人制足球场8个，小学6年巩固率超过98%，发起“苦战30天、冲刺60日”行动。"
    assert [f.quote for f in read(text) if f.role == "label"] == ["5人", "6年", "30天", "60日"]


def test_levels_of_schools_share_their_rate():
    found = read("学前和高中教育毛入学率分别达到88%和91%。")
    assert [f.indicator for f in found] == ["学前教育毛入学率", "高中教育毛入学率"]
