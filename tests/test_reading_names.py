"""Names the reader puts together: sizes before a noun, parts of a series said before, spans, lists."""

import pytest

from yz_analysis.reading import read


def _named(text):
    return [(f.quote, f.indicator) for f in read(text)]


def _of(text, quote):
    return next(f for f in read(text) if f.quote == quote)


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("为全县4万名35-60岁妇女免费体检。", "4万名", "35-60岁妇女免费体检"),
        ("改造26个40户以上小区。", "26个", "改造40户以上小区"),
        ("建成9个15分钟生活圈。", "9个", "建成15分钟生活圈"),
        ("修通18条42公里农村公路。", "18条", "修通农村公路"),
        ("为3000名65岁及以上老人建档，发放补贴12万元。", "3000名", "65岁及以上老人建档"),
    ],
)
def test_a_count_is_of_the_noun_behind_a_size(text, quote, name):
    assert _of(text, quote).indicator == name


@pytest.mark.parametrize(
    ("text", "quote", "role"),
    [
        ("为全县4万名35-60岁妇女免费体检。", "35-60岁", "label"),
        ("改造26个40户以上小区。", "40户", "label"),
        ("建成时速350公里的线路2条。", "350公里", "label"),
        ("全年里程增加350公里的目标。", "350公里", "level"),
    ],
)
def test_a_size_between_is_a_threshold_and_no_count(text, quote, role):
    assert _of(text, quote).role == role


def test_a_threshold_says_its_whole_size_and_no_verb():
    assert _of("20万元以上的村达到36个。", "20万元").indicator == "20万元以上的村"


def test_two_counts_side_by_side_without_a_noun_keep_what_was_said():
    assert _named("发放低保金80万元，救助困难群众120户260人。")[1:] == [
        ("120户", "救助困难群众"),
        ("260人", "救助困难群众"),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("工业投资稳步回升。投资额36亿元，增长4%。", ["工业投资额"] * 2),
        ("民间投资由降转增。投资额21亿元，增长2%。", ["民间投资额"] * 2),
        ("种植业生产总体平稳，增加值6.7亿元。", ["种植业生产增加值"]),
        ("各项工作扎实推进。投资额36亿元。", ["投资额"]),
        ("工业投资稳步回升。旅游收入5亿元。", ["旅游收入"]),
    ],
)
def test_a_part_of_a_series_is_completed_by_the_sentence_before(text, names):
    assert [f.indicator for f in read(text)] == names


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("35个行业大类中有21个实现同比增长。", "21个", "实现同比增长的行业大类"),
        ("列统的35个行业中21个实现增长，增长面60%。", "21个", "实现增长的行业"),
        ("工业企业利润21亿元，实现较快增长。", "21亿元", "工业企业利润"),
        ("新引进甲光电、乙机械、丙钛业、丁电子等项目17个。", "17个", "新引进项目"),
        ("粮食、油料、糖料等作物产量17万吨。", "17万吨", "粮食、油料、糖料等作物产量"),
        ("治理河道30处，增加50万立方米蓄水量。", "50万立方米", "蓄水量"),
        ("规上工业企业120家，比上年增加8家企业。", "8家", "规上工业企业"),
        ("完成4个村庄整治，改造提升36个农村饮水点。", "36个", "改造提升农村饮水点"),
        ("签约项目12个，其中亿元以上5个，总投资19亿元。", "5个", "亿元以上项目"),
        ("签约项目12个，其中亿元以上5个，总投资19亿元。", "19亿元", "亿元以上项目总投资"),
        ("出口规模在历史同期首次突破20亿元。", "20亿元", "出口规模"),
        ("生产总值3.1万亿元，增长4%，是全国首个突破3万亿元的城市。", "3万亿元", "生产总值"),
        ("城镇新增就业2万人，提前一个季度完成全年1.8万人的目标任务。", "1.8万人", "城镇新增就业"),
        ("城镇新增就业2万人，完成年计划2.5万人的80%。", "80%", "城镇新增就业"),
        ("五年累计新增城镇就业12万人。", "12万人", "新增城镇就业"),
        ("公路发送旅客92万人次，日均11万人次，同比增长1.4倍。", "1.4倍", "公路发送旅客日均"),
        ("单位产出耗能降低2.5%。", "2.5%", "单位产出耗能"),
        ("税收收入占财政收入的比重提高1.5个百分点。", "1.5个百分点", "税收收入占财政收入的比重"),
    ],
)
def test_names_are_cut_and_completed(text, quote, name):
    assert _of(text, quote).indicator == name


def test_a_rate_whose_name_holds_a_joining_character_is_not_split():
    found = read("卫生厕所普及率91%，自来水普及率96%，分别提高4.6和2.1个百分点。")
    assert [f.indicator for f in found] == ["卫生厕所普及率", "自来水普及率"] * 2


@pytest.mark.parametrize(
    ("text", "quote", "name"),
    [
        ("固定资产投资增长12%，增速连续2个月回升。", "2个月", "固定资产投资增速"),
        ("制造业投资增长13%、连续48个月保持正增长。", "48个月", "制造业投资"),
        ("出口额超过3亿元，5年累计完成固定资产投资65亿元。", "5年", "固定资产投资"),
        ("出口额3亿元。连续6年获评先进。", "6年", ""),
    ],
)
def test_a_span_is_of_the_series_that_lasts(text, quote, name):
    assert _of(text, quote).indicator == name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("皮革产量继续保持20%以上增长、达35万张。", ("growth", "up", "ge", "皮革产量")),
        ("皮革产量占比保持20%以上。", ("share", "", "ge", "皮革产量占比")),
    ],
)
def test_a_percentage_that_growth_follows_is_a_growth(text, expected):
    found = read(text)[0]
    assert (found.role, found.direction, found.qualifier, found.indicator) == expected


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("更新时间:2031-04-05 11:35:03", [("2031-04-05", "date"), ("11:35:03", "date")]),
        ("发布日期：2031.4.5", [("2031.4.5", "date")]),
        ("三次产业结构为11:35:54", [("11", "share"), ("35", "share"), ("54", "share")]),
    ],
)
def test_dates_and_times_in_digits_are_dates(text, quotes):
    assert [(f.quote, f.role) for f in read(text)] == quotes


@pytest.mark.parametrize(
    ("text", "quote", "qualifier"),
    [
        ("城镇登记失业率控制在2.1%。", "2.1%", ""),
        ("城镇登记失业率控制在3.5%以内。", "3.5%", "le"),
        ("力争居民消费价格涨幅控制在3%左右。", "3%", "approx"),
        ("经济总量跨上300亿元台阶。", "300亿元", "ge"),
        ("用电量首次迈上20亿千瓦时新台阶。", "20亿千瓦时", "ge"),
        ("财政收入突破20亿元大关。", "20亿元", "gt"),
        ("财政收入跨过20亿元门槛。", "20亿元", "gt"),
        ("人均收入比五年前增长106%，翻了一番多。", "106%", ""),
        ("人均收入比五年前增长106%，翻了一番多。", "翻了一番", "gt"),
    ],
)
def test_words_that_hold_reach_and_break_give_their_bound(text, quote, qualifier):
    assert _of(text, quote).qualifier == qualifier


@pytest.mark.parametrize("text", ["截至2031年底，", "到2031年末，"])
def test_the_end_of_a_year_is_no_part_of_its_date(text):
    assert read(text + "存款余额12亿元。")[0].quote == "2031年"
