"""A part printed without its measure takes it from the series before; what does not fit stays apart."""

from __future__ import annotations

import pytest
from series import ids, names

from yz_analysis.reading import read
from yz_analysis.reading.indicators import indicator_of
from yz_analysis.reading.measures import completed, is_part


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
