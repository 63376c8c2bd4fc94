"""The area a text speaks of: nested ones, without an ending, by a body of its own, in brackets."""

import pytest

from yz_analysis.reading import read
from yz_analysis.reading.places import of_text


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("岚澄市霁川区2023年统计公报", "霁川区"),
        ("江苏省岚澄市霁川县2023年统计公报", "霁川县"),
        ("江苏岚澄市2023年统计公报", "岚澄市"),
        ("岚州市2023年统计公报", "岚州市"),
        ("岚城市2023年统计公报", "岚城市"),
        ("云门市青城区上半年经济", "青城区"),
        ("西藏自治区2021年统计公报", "西藏自治区"),
        ("阿里地区2021年统计公报", "阿里地区"),
        ("河北雄安新区2022年统计公报", "雄安新区"),
        ("岚澄川苗族侗族自治州2021年公报", "岚澄川苗族侗族自治州"),
        ("岚州上半年就业情况\n全州新增就业3万人", "岚州"),
        ("这也是岚澄县率先摘帽的一年。", "岚澄县"),
        ("（记者 某某）岚澄市发改委消息，投资增长3%。", "岚澄市"),
        ("上半年农产品出口增长。今年云南出口3亿元，全省增长4%。", "云南"),
        ("今年，广西经济稳中有进。广西工业增长4%，全区投资增长2%。", "广西"),
        ("今年经济运行平稳。产值增长3%。\n在中共岚澄县委领导下，全县投资增长。", "岚澄县"),
    ],
)
def test_the_area_of_a_text_is_found(text, area):
    assert of_text(text) == area


@pytest.mark.parametrize(
    "text",
    [
        "建设中心城市和大城市，改造老城区。",
        "支持深山区、贫困地区发展，全市投资增长3%。",
        "认真落实中央、省和市的部署，全县投资增长。",
        "各州市投资增长3%。",
        "国家统计局岚乡调查队发布，全市价格上涨2%。",
        "全市投资增长3%，与上海、浙江相比仍有差距。",
        "全区对口支援新疆，投资增长3%。",
    ],
)
def test_what_ends_like_an_area_and_is_none_is_left(text):
    assert of_text(text) == ""


def test_a_part_named_in_a_sentence_is_not_the_area_of_a_text_about_the_whole():
    text = (
        "全省经济平稳，全省投资增长3%，"
        + "工业、农业、服务业协同发力，" * 7
        + "岚澄新城区起步。岚澄县增长4%。"
    )
    assert of_text(text) == ""


def test_a_bracket_beside_a_comparison_has_the_area_compared_with():
    found = read("岚澄市上半年\n工业增长5%，比全省（4%）和全国平均水平（3%）分别高1、2个百分点。")
    assert [f.ref_area for f in found] == ["岚澄市", "全省", "全国", "岚澄市", "岚澄市"]


def test_an_area_named_in_a_clause_holds_for_what_follows_without_a_name():
    found = read("全市投资增长3%。岚澄县经济总量突破90亿元、增长4%；财政收入5亿元。")
    assert [f.ref_area for f in found][1:] == ["岚澄县", "岚澄县", ""]


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("日照市五莲县2031年经济运行情况", "五莲县"),  # 日 begins a name, and ends only a date
        ("2031年7月5日青澜县发布，全县出口增长", "青澜县"),
        ("会议明确了市委工作，全市出口增长", ""),
        ("2031年青澜县规划城市道路，全县出口增长", "青澜县"),
    ],
)
def test_a_date_ends_before_the_area_and_verbs_begin_none(title, area):
    assert of_text(title) == area
