"""From printed names to slugs, and the numerals that are part of names. All of it is invented."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.reading.indicators import LONGEST, indicator_id, indicator_of, normalise, slug_of
from yz_analysis.reading.names import name_tokens
from yz_analysis.reading.scan import scan


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("我省地区生产总值", "gdp"),
        ("本市地区生产总值总量", "gdp"),
        ("全旗地区生产总值增速", "gdp"),
        ("固定资产投资总额", "fixed_asset_investment"),
        ("全年全县固定资产投资完成额", "fixed_asset_investment"),
        ("“固定资产投资”（亿元）", "fixed_asset_investment"),
        ("固定 资产，投资", "fixed_asset_investment"),
        ("全社会口径固定资产投资", "fixed_asset_investment"),
        ("地方一般公共预算收入", "general_public_budget_revenue"),
        ("各级财政支出", "fiscal_expenditure"),
        ("税收收入总额", "tax_revenue"),
        ("粮食产量水平", "grain_output"),
        ("全省规上工业原煤产量", "coal_output"),
        ("规上工业企业发电量", "electricity_generation"),
        ("限额以上批发业销售额", "wholesale_sales"),
        ("第三产业增加值占地区生产总值的比重", "tertiary_industry_share"),
    ],
)
def test_a_name_is_found_under_the_words_put_around_it(name: str, slug: str) -> None:
    assert indicator_id(name) == slug


@pytest.mark.parametrize(
    "name", ["增速", "额", "全县", "总量", "全县增速", "（亿元）", "、", "占", "全县占比重"]
)
def test_words_around_a_name_are_no_name(name: str) -> None:
    assert indicator_id(name) == ""


def test_a_share_of_a_series_is_not_the_series() -> None:
    assert indicator_id("全县工业投资占固定资产投资总额") == ""
    assert indicator_id("占地区生产总值") == ""


@given(
    st.sampled_from(["全县", "我市", "本省", "累计", "年末", "半年"]),
    st.sampled_from(["增速", "总额", "额", "增幅"]),
)
def test_what_leads_in_and_what_closes_may_both_be_left_out(lead: str, tail: str) -> None:
    assert indicator_id(f"{lead}固定资产投资{tail}") == "fixed_asset_investment"


def test_the_longest_name_that_is_looked_up_is_a_name_and_a_longer_one_a_sentence() -> None:
    padded = "全县" * ((LONGEST - 6) // 2) + "地区生产总值"
    assert len(padded) == LONGEST
    assert indicator_id(padded) == "gdp"
    assert indicator_id("全县" + padded) == ""


def test_brackets_quotes_and_blanks_are_left_out_of_a_name_and_its_size_is_written_one_way() -> None:
    assert normalise("“规模以上” 工业（全口径）产值") == normalise("规上工业产值") == "规上工业产值"
    assert normalise("限额以上零售额") == "限上零售额"
    assert normalise("20万元以上的村") == "20万元以上村"


@pytest.mark.parametrize(
    ("name", "unit", "slug"),
    [
        ("粮食产量", "万多吨", "grain_output"),
        ("粮食产量", "亿元", ""),
        ("粮食产量", "", ""),
        ("常住人口", "万人", "resident_population"),
        ("常住人口", "户", ""),
        ("常住人口", "万人次", ""),
        ("常住人口", "", "resident_population"),
        ("工业投资", "几十亿元", "industrial_investment"),
        ("工业投资", "亿美元", "industrial_investment"),
        ("公路里程", "公里", "road_length"),
        ("公路里程", "亩", ""),
        ("工业用电量", "", ""),
        ("没有这个名字", "亿元", ""),
    ],
)
def test_a_level_needs_a_unit_that_measures_it(name: str, unit: str, slug: str) -> None:
    assert indicator_of(name, unit) == slug


@pytest.mark.parametrize("role", ["growth", "share", "change_pp", "multiple", "rank"])
def test_only_a_level_is_held_to_its_unit(role: str) -> None:
    assert slug_of("粮食产量", role, "亿元") == "grain_output"
    assert slug_of("粮食产量", "level", "亿元") == ""


@pytest.mark.parametrize(
    ("text", "quote", "value", "kind"),
    [
        ("落实“五早”措施", "五早", 5, "label"),
        ("‘两山’理论", "两山", 2, "label"),
        ("「四好」公路", "四好", 4, "label"),
        ("“零跑腿”服务", "零跑腿", 0, "label"),
        ("“一主六次”布局", "一主六次", None, "label"),
        ("党的二十大精神", "二十大", 20, "label"),
        ("第三届博览会", "第三届", 3, "label"),
        ("第十次会议", "第十次", 10, "label"),
        ("第一百批项目", "第一百批", 100, "label"),
        ("第十四个五年规划", "第十四个五年", 14, "label"),
        ("三年行动", "三年", 3, "duration"),
        ("两年攻坚", "两年", 2, "duration"),
        ("位居首位", "首位", 1, "rank"),
        ("全省唯一的港口", "唯一", 1, "label"),
        ("隐患清零", "清零", 0, "label"),
        ("亿元以上项目", "亿元", 1, "quantity"),
        ("百万千瓦级机组", "百万千瓦", 1, "quantity"),
        ("千万元以下合同", "千万元", 1, "quantity"),
    ],
)
def test_a_numeral_in_a_name_has_a_place_a_value_and_a_kind(
    text: str, quote: str, value: int | None, kind: str
) -> None:
    [token] = name_tokens(text, [])
    assert text[token.start : token.end] == quote
    assert (token.value, token.kind) == (None if value is None else Decimal(value), kind)


@pytest.mark.parametrize(
    "text",
    [
        "五早措施",  # no quotes
        "“五”",  # no name
        "“十四五”规划",
        "二十大型企业",
        "三年级学生",
        "不唯一，",
        "唯一性",
        "首位三",
        "“清零”",
        "3亿元以上项目",
        "近亿元以上",
        "亿元项目",
    ],
)
def test_a_numeral_that_is_no_part_of_a_name_is_left(text: str) -> None:
    assert name_tokens(text, []) == []


def test_a_figure_is_not_told_again_as_part_of_a_name() -> None:
    text = "“五早”措施3条，位居第三届评比首位"
    tokens = scan(text)
    named = name_tokens(text, tokens)
    assert [text[t.start : t.end] for t in named] == ["五早", "第三届", "首位"]
    assert name_tokens(text, [*tokens, *named]) == []
