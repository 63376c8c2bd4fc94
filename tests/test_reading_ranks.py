"""Places in a ranking that a superlative names, and the words that only look like them."""

import pytest

from yz_analysis.reading import read


def _ranks(text):
    return [(f.quote, str(f.value), f.qualifier, f.indicator) for f in read(text) if f.role == "rank"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县棉花产量2.6万吨，增长4%，为历史第二高。", ("第二", "2", "", "棉花产量")),
        ("木器出口3.4亿元，占比12%，成为岚澄第三大出口商品。", ("第三", "3", "", "木器出口")),
        ("岚澄县是全市第二大粮食主产区。", ("第二", "2", "", "岚澄县")),
        ("港口货运量820万吨，居世界第2大港之列。", ("2", "2", "", "港口货运量")),
        ("技改投资14亿元，增长9%，增幅居全省市州第三位。", ("三位", "3", "", "技改投资增幅")),
        ("技改投资14亿元，增长9%，增幅位列全市前三甲。", ("三甲", "3", "le", "技改投资增幅")),
        ("快递业务量1200万件，跃居全市首位。", ("首位", "1", "", "快递业务量")),
    ],
)
def test_a_superlative_behind_an_ordinal_is_a_place_of_what_the_sentence_speaks_of(text, expected):
    assert _ranks(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "改造第一大道2.5公里，新建第二高级中学1所。",
        "按商品分，第三大类进口2.1亿元，增长4%。",
        "全县有三甲医院2家。",
        "第二大队巡查310次，第三快速路通车。",
        "打好第二大战役，完成投资3亿元。",
    ],
)
def test_names_that_begin_like_a_superlative_are_no_ranks(text):
    assert _ranks(text) == []


def test_the_sentence_goes_on_with_its_series_after_a_rank():
    found = read("茶叶产值6.2亿元，为全省第二高，增长5.1%。")
    assert [f.indicator for f in found] == ["茶叶产值"] * 3


def test_a_first_place_in_words_has_the_unit_of_a_place():
    assert [f.unit for f in read("茶叶产值6.2亿元，稳居全省首位。")] == ["亿元", "位"]
