"""Names: of areas and lists, of plans and brackets, of the sentence before."""

from decimal import Decimal

import pytest
from series import ids, names

from yz_analysis.reading import read
from yz_analysis.reading.indicators import indicator_id


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("东河市地区生产总值120亿元。", "东河市"),
        ("全市出口120亿元。其中，东河市地区生产总值20亿元。", "东河市"),
        ("上半年，东河市地区生产总值120亿元。", "东河市"),
    ],
)
def test_an_area_before_the_name_has_a_column_of_its_own(text, place):
    last = read(text)[-1]
    assert (last.indicator_id, last.ref_area) == ("gdp", place)


def test_areas_of_a_list_share_the_series_of_what_they_are_parts_of():
    figures = read("全市规上工业增加值增长6%。分县区看，东河市增长7%，西河县增长8%。")
    assert [figure.indicator_id for figure in figures] == ["industrial_value_added"] * 3
    assert [figure.ref_area for figure in figures][1:] == ["东河市", "西河县"]


@pytest.mark.parametrize("count", ["3个行业", "3大行业", "3个产业"])
def test_a_list_that_a_number_sums_up_names_the_values_after_it(count):
    figures = read(f"计算机、医药、食品{count}增加值分别增长2%、3%和4%。")
    assert [f.indicator for f in figures][-3:] == ["计算机增加值", "医药增加值", "食品增加值"]
    assert not any(f.flags for f in figures)


def test_a_number_that_does_not_fit_the_list_is_told():
    figures = read("计算机、医药、食品2个行业增加值分别增长2%、3%和4%。")
    assert {figure.flags for figure in figures[-3:]} == {"count_mismatch"}


def test_the_areas_a_place_is_taken_among_are_not_told_of():
    count, rank, growth = read("地区生产总值120亿元，在全市10个区县中排名第3位，增长6.4%。")[1:]
    assert count.indicator == "区县"
    assert (rank.role, rank.indicator) == ("rank", "地区生产总值")
    assert (growth.role, growth.indicator) == ("growth", "地区生产总值")


def test_an_amount_of_last_year_and_what_it_lost_are_of_the_same_series():
    figures = read("税收收入8.6亿元，比上年同期9.8亿元减收1.2亿元，下降12.2%。")
    assert [f.indicator for f in figures] == ["税收收入"] * 4
    assert [f.flags for f in figures] == ["", "", "delta", ""]
    assert figures[2].value == figures[3].value * 0 - Decimal("1.2")


def test_so_much_more_than_an_amount_is_a_change_and_no_bound():
    amount, more = read("年人均消费支出比上年的7350元多640元。")
    assert (amount.qualifier, more.flags, more.direction) == ("", "delta", "up")
    assert read("年人均消费支出7350元多。")[0].qualifier == "gt"


def test_a_doubled_point_is_one():
    [figure] = read("水泥产量同比下降12..7%。")
    assert (figure.quote, figure.value) == ("12..7%", Decimal("-12.7"))


def test_what_a_series_fell_to_by_now_is_its_level():
    figures = read("恩格尔系数从上年的41.2%降到本年度的31.4%，降了9.8个百分点。")
    assert [(f.role, f.value) for f in figures] == [
        ("level", Decimal("41.2")),
        ("level", Decimal("31.4")),
        ("change_pp", Decimal("-9.8")),
    ]


def test_a_gap_to_the_target_is_no_target():
    figures = read(
        "GDP增长4.3%，低于目标0.7个百分点；规上工业增加值增长11.2%，高于目标3.1个百分点；零售额400亿元。"
    )
    assert [figure.target for figure in figures] == [False] * 5
    assert [figure.value for figure in figures if figure.role == "change_pp"] == [
        Decimal("-0.7"),
        Decimal("3.1"),
    ]


def test_a_paragraph_of_what_we_are_to_do_is_all_aims_until_it_tells_what_was():
    plan = "——我们要加强环境保护。森林覆盖率达到33%。优良天数比例提高到88%。"
    assert [figure.target for figure in read(plan)] == [True, True]
    assert [figure.target for figure in read(plan + "去年，森林覆盖率为32%。")] == [True, True, False]
    assert [figure.target for figure in read("我们完成投资12亿元。森林覆盖率达到33%。")] == [False, False]


def test_an_account_of_enterprises_is_of_those_before_it_and_else_of_nobody_said():
    assert ids("规模以上工业企业营业收入312.5亿元；利润总额18.6亿元，下降2.3%。") == [
        "industrial_revenue",
        "industrial_profit",
        "industrial_profit",
    ]
    assert names("工业用电量12亿千瓦时，利润总额18.6亿元。")[-1] == "利润总额"


def test_an_amount_again_in_another_unit_is_told_as_the_one_before():
    figures = read("粮食播种面积12万公顷，比上年减少4.8公顷（72亩），下降0.1%。")
    assert [(f.quote, f.value, f.flags) for f in figures][1:3] == [
        ("4.8公顷", Decimal("-4.8"), "delta"),
        ("72亩", Decimal(-72), "delta"),
    ]
    assert figures[1].indicator == figures[2].indicator == "粮食播种面积"


def test_things_in_a_bracket_are_counted_by_themselves():
    amount, count = read("总投资12亿元（3个项目）。")
    assert (amount.indicator, count.indicator) == ("总投资", "项目")


def test_what_else_a_bracket_says_is_its_own():
    level, growth = read("粮食播种面积12万公顷（增长3%）。")
    assert (level.flags, growth.role) == ("", "growth")


def test_a_change_and_where_it_ended_are_no_range():
    change, share = read("税收占比较去年同期提升2个百分点至47.3%。")
    assert (change.qualifier, share.qualifier, share.role) == ("", "", "share")
    assert [f.qualifier for f in read("增长5%至6%。")] == ["range_lo", "range_hi"]


def test_a_word_of_movement_alone_is_of_what_the_sentence_before_told():
    figures = read("出口额37亿元，增长6.8%。增速高于全省平均水平1.4个百分点，增幅与湖溪并列居全市首位。")
    assert [f.indicator for f in figures] == ["出口额", "出口额", "出口额增速", "出口额增幅"]


def test_names_of_its_own_come_after_those_of_the_list_before():
    text = "甲税、乙税分别完成3亿元和4亿元；出口额达到5亿元，进口额达到6亿元，分别增长7%和8%。"
    assert names(text)[-2:] == ["出口额", "进口额"]
    assert names("甲税、乙税分别完成3亿元和4亿元，分别增长7%和8%。")[-2:] == ["甲税", "乙税"]


@pytest.mark.parametrize(
    "text",
    [
        "全县一般公共预算收入安排23亿元，增长4.6%。",
        "人民生活更加殷实：人均可支配收入达到3.7万元，年均递增10%。",
        "今年，该镇将新建书屋5个。修缮民房60栋。",
    ],
)
def test_what_is_planned_or_to_become_is_an_aim(text):
    assert all(figure.target for figure in read(text))


def test_a_contribution_that_pulls_down_is_of_its_own_clause():
    up = read("油价向下拉动，但基数因素比上月增加0.4个百分点。")[-1]
    down = read("石油加工业下拉全市工业增速1.2个百分点。")[-1]
    assert (up.value, down.value) == (Decimal("0.4"), Decimal("-1.2"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("固定资产投资（不含农户）增速由负转正，同比增长1.2%。", ["固定资产投资"]),
        ("居民收入增长5.2%，快于经济增长2.6个百分点。", ["居民收入", "居民收入增速"]),
        ("产值超亿元企业86家，净增8家。", ["产值超亿元企业"] * 2),
        ("36个行业大类中有28个行业实现增长。", ["行业大类", "行业大类中行业"]),
        ("GDP增长2.6%，增速在全省13个市中列第5位。", ["GDP", "市", "GDP增速"]),
    ],
)
def test_words_around_a_name_are_no_part_of_it(text, expected):
    assert names(text) == expected


def test_a_lead_over_growth_is_a_change_in_points_with_its_sign():
    ahead = read("居民收入增长5.2%，快于经济增长2.6个百分点。")[-1]
    behind = read("居民收入增长5.2%，慢于经济增长2.6个百分点。")[-1]
    assert (ahead.value, behind.value) == (Decimal("2.6"), Decimal("-2.6"))
    assert ahead.role == behind.role == "change_pp"


def test_what_recovers_to_a_percentage_is_a_share_of_what_was():
    assert [f.role for f in read("接待游客86万人次，恢复至92%。")] == ["level", "share"]


def test_what_is_produced_is_the_output_of_it():
    assert ids("东河市生产原煤514万吨，增长8%；生产汽车12万辆。") == [
        "coal_output",
        "coal_output",
        "vehicle_output",
    ]
    assert names("生产经营单位36家，安全生产事故2起。") == ["生产经营单位", "安全生产事故"]


def test_an_output_of_industry_above_the_size_is_the_output():
    assert indicator_id("规模以上工业企业原煤产量") == indicator_id("原煤产量") == "coal_output"
    assert indicator_id("规模以上工业税收") != indicator_id("税收")


def test_an_amount_of_earlier_years_and_its_multiple_are_of_the_same_series():
    figures = read("全县财政总收入76540万元，是“十二五”时期41300万元的1.85倍，年均增长10.2%。")
    assert [f.indicator for f in figures] == ["财政总收入"] * 4


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("工业投资降幅收窄2个百分点。", "2"),
        ("工业投资增幅收窄2个百分点。", "-2"),
        ("企业利润同比降幅比上季度收窄2个百分点。", "2"),
        ("工业投资降幅扩大2个百分点。", "-2"),
        ("工业投资增幅扩大2个百分点。", "2"),
        ("工业投资下降9%，降幅小于全国平均水平2个百分点。", "2"),
        ("工业投资下降9%，降幅大于全国平均水平2个百分点。", "-2"),
        ("工业投资增长9%，增幅大于全国平均水平2个百分点。", "2"),
    ],
)
def test_a_fall_that_narrows_is_a_plus_whoever_falls(text, value):
    assert read(text)[-1].value == Decimal(value)


def test_a_list_of_falls_that_narrow_is_a_list_of_pluses():
    figures = read("国有企业、私营企业利润降幅较1-5月份分别收窄2.7、0.9个百分点。")
    assert [f.value for f in figures if f.role == "change_pp"] == [Decimal("2.7"), Decimal("0.9")]
