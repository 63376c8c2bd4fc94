"""What a figure is called: spans and gaps cut off, parts completed, words that only look like verbs."""

from __future__ import annotations

import pytest

from yz_analysis.reading import read
from yz_analysis.reading.measures import is_part
from yz_analysis.reading.phrases import headline, subject


@pytest.mark.parametrize(
    "lead",
    [
        *("前11个月", "今年前8个月", "前两个月", "前三个月", "前两个季度", "前三季度", "前年"),
        *("5年累计完成", "三年累计", "2031年累计", "近两年来", "过去五年", "未来三年", "今后三年"),
    ],
)
def test_a_span_right_before_a_name_is_no_part_of_it(lead: str) -> None:
    last = read(f"{lead}固定资产投资12亿元。")[-1]
    assert (last.indicator, last.indicator_id) == ("固定资产投资", "fixed_asset_investment")


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("居民收入快于经济增长2个百分点。", "居民收入", "2"),
        ("居民收入慢于经济增长2个百分点。", "居民收入", "-2"),
        ("工业投资快于固定资产投资增长3个百分点。", "工业投资", "3"),
        ("工业投资落后全市3个百分点。", "工业投资", "-3"),
        ("利润率比全市平均水平高2个百分点。", "利润率", "2"),
        ("粮食产量较上年减产3万吨。", "粮食产量", "-3"),
        ("出口占比30%，低于2个百分点。", "出口占比", "-2"),
        ("高技术产业占规上工业的比重较上年同期提高2个百分点。", "高技术产业占规上工业的比重", "2"),
    ],
)
def test_a_gap_is_of_what_is_compared_and_not_of_the_comparison(text: str, name: str, value: str) -> None:
    last = read(text)[-1]
    assert (last.indicator, str(last.value)) == (name, value)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("固定资产投资5亿元，完成率85%。", "固定资产投资完成率"),
        ("全年目标实现率85%。", "目标实现率"),
        ("率先完成5亿元投资。", "投资"),
        ("产值超百亿元企业6家。", "产值超百亿元企业"),
        ("超高层建筑3栋。", "超高层建筑"),
        ("占地面积320亩。", "占地面积"),
        ("招商签约120亿元。", "招商签约"),
        ("集约用地120亩。", "集约用地"),
        ("客流日均3.2万人次。", "客流日均"),
        ("城镇化率占47%。", "城镇化率"),
        ("第三产业占47%。", "第三产业占比"),
        ("出口较快增长3%。", "出口"),
        ("粮食产量与去年持平。", "粮食产量"),
    ],
)
def test_a_word_that_only_looks_like_a_verb_stays_in_the_name(text: str, name: str) -> None:
    last = read(text)[-1]
    assert (last.indicator, last.qualifier) == (name, "")


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("规上工业增加值增长6%；技改投资止跌回升，增速达3%。", ["规上工业增加值", "技改投资增速"]),
        ("规上工业增加值增长6%。分行业看，制造业增长7%。", ["规上工业增加值", "制造业增加值"]),
        ("辖6个社区，面积320亩。", ["社区", "面积"]),
        ("建成粮食基地6个，面积320亩。", ["建成粮食基地", "建成粮食基地面积"]),
        ("建成林场6个，总面积320平方公里。", ["建成林场", "总面积"]),
        ("甲镇有集体户6390户。户均2.5人，减少0.4人。", ["甲镇有集体户", "户均", "户均"]),
        ("汽车产业增长6%，但仅45亿元的产值总量。", ["汽车产业", "汽车产业产值总量"]),
        ("出口增长6%，三分之二的行政村建成广场。", ["出口", "行政村建成广场"]),
        ("在36个大类行业中，30个实现盈利。", ["大类行业", "大类行业"]),
        ("签约企业12家，其中亿元以上8家。", ["签约企业", "亿元以上企业"]),
        ("签约合同12份，其中亿元以上8个。", ["签约合同", "亿元以上"]),
        ("新增森林40公顷，减少3公顷荒地。", ["新增森林", "荒地"]),
        ("中学12所，在校生3万人。医院2所，专任教师20人。", ["中学", "中学在校生", "医院", "专任教师"]),
        ("火灾12起，直接经济损失120万元。", ["火灾", "火灾直接经济损失"]),
    ],
)
def test_a_name_goes_on_with_the_one_before_only_where_it_belongs_to_it(text: str, names: list[str]) -> None:
    assert [figure.indicator for figure in read(text)] == names


def test_a_share_that_moved_within_its_clause_is_a_share_at_both_ends() -> None:
    figures = read("第三产业占地区生产总值的比重由46%升至48%，提高2个百分点。")
    assert [figure.role for figure in figures] == ["share", "share", "change_pp"]
    assert {figure.indicator_id for figure in figures} == {"tertiary_industry_share"}


def test_looking_after_patients_is_no_look_at_parts() -> None:
    assert is_part("。分行业看，制造业增长")
    assert not is_part("，看病人数增长")
    assert not is_part("，分类管理")


@pytest.mark.parametrize(
    ("sentence", "series"),
    [
        ("出口大幅下降。", "出口"),
        ("工业生产平稳！", "工业生产"),
        ("形势复杂。消费持续旺盛。", "消费"),
        ("工业生产平稳；", ""),
        ("出口，大幅下降。", ""),
        ("长" * 17 + "增长。", ""),
    ],
)
def test_only_a_short_whole_sentence_is_the_headline_of_the_next(sentence: str, series: str) -> None:
    assert headline(sentence) == series


@pytest.mark.parametrize(
    "name",
    [
        *("辖区企业", "发生率", "末端产量", "底层住户", "从业人数", "共享单车", "对外投资", "自来水产量"),
        *("到港旅客", "早稻产量", "本地投资", "上年结余", "下岗人数", "全部投资", "期货成交额", "首位产业"),
    ],
)
def test_a_name_that_begins_like_a_lead_is_left_whole(name: str) -> None:
    assert subject(name) == name


def test_thresholds_are_told_with_the_names_only_and_in_order() -> None:
    text = "亿元以上项目12个，千万元以下合同3份，落实“五早”措施。"
    named = read(text, names=True)
    assert [(f.quote, f.qualifier) for f in named] == [
        ("亿元", "ge"),
        ("12个", ""),
        ("千万元", "le"),
        ("3份", ""),
        ("五早", ""),
    ]
    assert [f.quote for f in read(text)] == ["12个", "3份"]
