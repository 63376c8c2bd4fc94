"""A part printed without its measure takes it from the series before; what does not fit stays apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yz_analysis.reading import read
from yz_analysis.reading.indicators import indicator_of
from yz_analysis.reading.measures import completed, is_part


def names(text: str) -> list[str]:
    return [figure.indicator for figure in read(text)]


def ids(text: str) -> list[str]:
    return [figure.indicator_id for figure in read(text)]


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("规模以上工业增加值增长6%，其中采矿业增长2%。", "采矿业增加值"),
        ("固定资产投资增长6%，其中制造业增长2%。", "制造业投资"),
        ("工业用电量增长6%，其中制造业增长2%。", "制造业用电量"),
        ("纺织业增加值增长6%，食品制造业下降2%。", "食品制造业增加值"),
        ("城镇居民人均可支配收入3.2万元；农村居民2.1万元。", "农村居民人均可支配收入"),
        ("恩格尔系数为29%，其中城镇为28%。", "城镇恩格尔系数"),
        ("饮料类零售额增长3%，汽车类增长6%。", "汽车类零售额"),
        ("居民消费价格总指数102.1，其中食品类上涨3.2%。", "食品类价格"),
        ("全年专利授权1260件，其中发明专利86件。", "发明专利授权"),
        ("普通高中12所，在校生1.1万人。", "普通高中在校生"),
        ("小学56所，在校生2.6万人，专任教师860人。", "小学专任教师"),
        ("全年发生各类安全事故12起，死亡8人。", "各类安全事故死亡"),
        ("第一产业占地区生产总值的比重为5%，第二产业为48%。", "第二产业占地区生产总值的比重"),
        ("商品房销售面积下降9%，其中住宅下降8%。", "住宅销售面积"),
    ],
)
def test_a_part_takes_the_measure_of_the_series_before(text, last):
    assert names(text)[-1] == last


@pytest.mark.parametrize(
    ("text", "last"),
    [
        ("零售总额增长6%，制造业增长7%。", "制造业"),  # of another kind, and not said to be a part
        ("规模以上工业增加值增长6%，其中采矿业12家。", "采矿业"),  # counted, not measured
        ("固定资产投资12亿元，其中制造业45%。", "制造业"),  # a stated percentage is no amount
        ("年末常住人口37万人，死亡8人。", "死亡"),  # belongs to no accident
        ("工业企业56家，在校生2.6万人。", "在校生"),
        ("财政收入增长6%，其中税收增长7%。", "税收"),  # names a measure itself
    ],
)
def test_a_part_stays_as_printed_where_the_measure_does_not_fit(text, last):
    assert names(text)[-1] == last


def test_an_industry_after_investment_is_not_taken_for_its_value_added():
    assert ids("固定资产投资增长6%，其中制造业增长2%。")[-1] == "manufacturing_investment"
    assert ids("规模以上工业增加值增长6%，其中制造业增长2%。")[-1] == "manufacturing_value_added"


def test_firms_that_grow_in_value_are_not_counted():
    assert ids("国有控股企业增加值增长5%；私营企业增长3%。")[-1] == "private_enterprise_value_added"
    assert ids("年末私营企业1200家。") == ["private_firms"]


def test_a_part_is_said_by_its_words():
    assert is_part("，其中制造业增长")
    assert is_part("。分行业看，制造业增长")
    assert not is_part("，制造业增长")


def test_a_name_is_never_completed_by_itself():
    assert completed("制造业", "制造业增加值", "%", "up", True) == "制造业"


@pytest.mark.parametrize(
    ("name", "unit", "slug"),
    [
        ("茶叶", "万吨", "tea_output"),
        ("茶叶", "万亩", ""),
        ("耕地", "万亩", "cultivated_land"),
        ("城市最低生活保障人数", "户", ""),  # households are no persons
        ("城市最低生活保障人数", "万人", "low_income_recipients_urban"),
        ("接待游客人次", "万人", ""),
        ("耕地", "%", ""),
        ("汽车产量", "%", ""),
        ("工业投资", "亿元", "industrial_investment"),
        ("工业投资", "多亿元", "industrial_investment"),
        ("工业投资", "", ""),  # money is never printed without its unit
        ("居民消费价格指数", "", "consumer_price_index"),
        ("全员劳动生产率", "万元", "labour_productivity"),  # yuan for each, the each left out
    ],
)
def test_a_level_has_an_id_only_in_units_that_can_measure_it(name, unit, slug):
    assert indicator_of(name, unit) == slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一般公共预算支出完成预算的98.3%，增长5.4%。", ["一般公共预算支出"] * 2),
        ("公共财政收入4.7亿元，为年初预算57.3%，增长8%。", ["公共财政收入"] * 3),
        ("R&D经费支出3.3亿元，与GDP之比为2.6%。", ["R&D经费支出", "R&D经费支出与GDP之比"]),
        ("社会融资规模增量3.5亿元；存量38亿元。", ["社会融资规模增量", "社会融资规模存量"]),
        ("新增市场主体1.1万户，总量突破6万户。", ["新增市场主体", "市场主体总量"]),
        ("全县辖62个行政村，总面积332平方公里。", ["行政村", "总面积"]),
        ("实际使用外资1.2亿美元，折8.1亿元人民币，下降3%。", ["实际使用外资"] * 3),
        ("城乡低保标准分别提高到每人每月760元、620元。", ["城镇低保标准", "农村低保标准"]),
        ("生产安全事故起数、死亡人数分别下降12%和20%。", ["生产安全事故起数", "死亡人数"]),
        ("固定资产投资五年累计完成980亿元。", ["固定资产投资"]),
        ("女性人口比例为48.5%。", ["女性人口比例"]),
    ],
)
def test_what_completes_a_name(text, expected):
    assert names(text) == expected


def test_what_a_service_gives_to_growth_is_not_named_after_its_contribution():
    share, points = read("第三产业对经济增长的贡献率为47.6%，拉动GDP增长2.5个百分点。")
    assert (share.role, points.indicator) == ("share", "第三产业拉动GDP")


def test_deaths_in_accidents_are_not_the_deaths_of_a_population():
    assert "deaths" not in ids("生产安全事故起数、死亡人数分别下降12%和20%。")
    assert ids("全年死亡人口2110人。") == ["deaths"]


def test_a_price_index_that_is_held_is_told_by_its_rise():
    [held] = read("居民消费价格指数控制在3.5%以内。")
    [index] = read("居民消费价格指数为101.2%。")
    assert (held.role, index.role) == ("growth", "level")


def test_aims_go_on_in_a_sentence_that_names_their_parts():
    text = "今年，该镇将新建书屋6个。其中，城东新建3个。去年建成书屋2个。"
    assert [figure.target for figure in read(text)] == [True, True, False]


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
