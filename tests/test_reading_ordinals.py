"""Ranks, small counts, sizes and comparisons, as printed in any bulletin. Places and figures are invented."""

from decimal import Decimal

import pytest

from yz_analysis.reading import openings, periods, places, read
from yz_analysis.reading.paragraphs import paragraphs


def _brief(text):
    return [(f.quote, None if f.value is None else str(f.value), f.role, f.indicator) for f in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("财政收入增幅全省第四。", [("第四", "4", "rank", "财政收入增幅")]),
        ("固定资产投资增速居全省第一位。", [("一位", "1", "rank", "固定资产投资增速")]),
        ("外贸总额列全国第十二名。", [("十二名", "12", "rank", "外贸总额")]),
        ("规上工业增加值增速居全省首位。", [("首位", "1", "rank", "规上工业增加值增速")]),
        (
            "用电量、外资增幅分别居全省第二、第五位。",
            [("第二", "2", "rank", "用电量"), ("五位", "5", "rank", "外资增幅")],
        ),
        (
            "产值增长9%，总量居全省第三，增幅居全省第一。",
            [
                ("9%", "9", "growth", "产值"),
                ("第三", "3", "rank", "产值总量"),
                ("第一", "1", "rank", "产值增幅"),
            ],
        ),
    ],
)
def test_ranks_in_chinese_numerals_are_ranks_of_what_they_rank(text, expected):
    assert _brief(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "第一产业较快增长",
        "第一季度平稳",
        "第一次突破",
        "派驻第一书记",
        "质量第一，安全第一",
        "作为第一要务",
        "摆在首位",
    ],
)
def test_names_and_mottoes_with_an_ordinal_are_no_ranks(text):
    assert read(text) == []


def test_a_small_count_of_what_statistics_count_is_a_figure():
    assert _brief("以上五个行业占全部产值的45%。")[0] == ("五个", "5", "level", "行业")
    assert _brief("贯彻“五个一”，做到三个代表，一个行业一策。") == []


@pytest.mark.parametrize(
    ("text", "quote", "value", "unit"),
    [
        ("自然增长率控制在千分之二点七以内。", "千分之二点七", "2.7", "‰"),
        ("城镇化率为百分之五十九点五。", "百分之五十九点五", "59.5", "%"),
        ("覆盖率达百分之45.2。", "百分之45.2", "45.2", "%"),
        ("城镇化率提高三个百分点。", "三个百分点", "3", "个百分点"),
        ("农业占比下降零点五个百分点。", "零点五个百分点", "-0.5", "个百分点"),
        ("经济总量翻了一番。", "翻了一番", "1", "番"),
    ],
)
def test_parts_and_points_in_chinese_numerals_are_whole_spans(text, quote, value, unit):
    (found,) = read(text)
    assert (found.quote, found.value, found.unit) == (quote, Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("0—17岁、18—59岁人口分别为4万人、12万人。", ["0—17岁", "18—59岁"]),
        ("建成2×66万千瓦机组3座。", ["2×66万千瓦"]),
        ("新建500千伏变电站2座。", ["500千伏"]),
        ("交付30万吨油轮2艘。", ["30万吨"]),
        ("据5‰人口变动抽样调查，人口12万人。", ["5‰"]),
        ("男女性别比为105.2：100。", ["100"]),
        ("性别比为102.6（以女性为100）。", ["100"]),
    ],
)
def test_sizes_bands_samples_and_bases_are_labels(text, labels):
    assert [f.quote for f in read(text) if f.role == "label"] == labels


@pytest.mark.parametrize("text", ["产值增长（见图1）。", "如表3所示。", "详见附表2。", "结构见图2-1。"])
def test_references_to_figures_and_tables_are_no_figures(text):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "投资增长9.7%，增速比全省（7.1%）和全国（3.4%）分别高2.6、6.3个百分点。",
            [
                ("9.7%", "9.7", "growth", "投资"),
                ("7.1%", "7.1", "growth", "投资"),
                ("3.4%", "3.4", "growth", "投资"),
                ("2.6", "2.6", "change_pp", "投资增速"),
                ("6.3个百分点", "6.3", "change_pp", "投资增速"),
            ],
        ),
        (
            "玻纤产值下降11%，影响全市工业增速1.3个百分点。",
            [("11%", "-11", "growth", "玻纤产值"), ("1.3个百分点", "-1.3", "change_pp", "影响全市工业")],
        ),
        (
            "投资完成120亿元，是上一个五年的2.3倍，保持年均12%的较快增长。",
            [
                ("120亿元", "120", "level", "投资"),
                ("2.3倍", "2.3", "multiple", "投资"),
                ("12%", "12", "growth", "投资"),
            ],
        ),
        (
            "收入61亿元，为年初预算的78%，增长4%。",
            [
                ("61亿元", "61", "level", "收入"),
                ("78%", "78", "share", "收入"),
                ("4%", "4", "growth", "收入"),
            ],
        ),
        (
            "失业率、居民消费价格涨幅、自然增长率分别控制在4.5%、3%、6‰以内。",
            [
                ("4.5%", "4.5", "level", "失业率"),
                ("3%", "3", "growth", "居民消费价格涨幅"),
                ("6‰", "6", "level", "自然增长率"),
            ],
        ),
        (
            "存贷比82.6%，居民收入比由上年的2.21缩小到2.17。",
            [
                ("82.6%", "82.6", "level", "存贷比"),
                ("2.21", "2.21", "level", "居民收入比"),
                ("2.17", "2.17", "level", "居民收入比"),
            ],
        ),
        (
            "增加值占全市比重52%，对全市增长的贡献率为61%。",
            [("52%", "52", "share", "增加值占全市比重"), ("61%", "61", "share", "增加值对全市增长的贡献率")],
        ),
        ("财政收入稳步增长。全年完成61亿元。", [("61亿元", "61", "level", "财政收入")]),
        ("竹荪类（鲜干合计）产量2.7万吨。", [("2.7万吨", "2.7", "level", "竹荪类鲜干合计产量")]),
        ("客运量恢复到2029年同期的96%。", [("2029年", None, "date", ""), ("96%", "96", "share", "客运量")]),
    ],
)
def test_what_a_figure_is_compared_with_is_not_what_it_measures(text, expected):
    assert _brief(text) == expected


def test_a_name_cut_from_its_value_by_empty_lines_is_joined():
    text = "年末，全县各项存款余额\n\n29.3亿元，增长8%。\n\n二、工业"
    assert len(paragraphs(text)) == 2
    assert [f.indicator for f in read(text)] == ["各项存款余额", "各项存款余额"]


@pytest.mark.parametrize(
    ("text", "year", "period"),
    [
        ("1-4月，全区产值12亿元", None, "01/04"),
        ("7月份，全市消费价格下降0.2%，", None, "07"),
        ("全年产值12亿元，是2019年的2倍", None, ""),
        ("2027年前三季度运行简况\n比上半年回落", 2027, "2027-Q1/Q3"),
        ("政府工作报告\n——2024年1月9日在县人民代表大会上", 2024, "2023"),
    ],
)
def test_the_period_of_a_text_is_that_of_its_title_or_first_sentences(text, year, period):
    found = openings.of_text(text)
    assert (found[0], found[1].replace("2027-Q1/2027-Q3", "2027-Q1/Q3")) == (year, period)


@pytest.mark.parametrize(
    ("text", "area"),
    [
        ("棠溪市金融运行简况（2027年11月）", "棠溪市"),
        ("据海关统计，今年上半年，棠溪市外贸增长3%", "棠溪市"),
        ("——2027年1月9日在棠溪县第十八届人民代表大会上", "棠溪县"),
        ("记者从市统计局获悉，全市产值居全国第二", ""),
    ],
)
def test_the_area_of_a_text_is_named_where_a_clause_begins(text, area):
    assert places.of_text(text) == area


@pytest.mark.parametrize(
    ("words", "period"),
    [
        ("前5个月", "2027-01/2027-05"),
        ("前两个月", "2027-01/2027-02"),
        ("元至6月", "2027-S1"),
        ("6月末", "2027-S1"),
    ],
)
def test_spans_from_the_beginning_of_the_year_are_read(words, period):
    assert periods.resolve(periods.find(words), 2027, "2027-S1") == period


def test_what_is_to_be_next_year_or_by_a_later_year_is_a_target():
    text = (
        "2027年总结\n\n明年，失业率控制在4.5%以内。到2035年，经济总量突破3000亿元。预计到2035年达到4000亿元。"
    )
    assert [(f.quote, f.target) for f in read(text) if f.value] == [
        ("4.5%", True),
        ("3000亿元", True),
        ("4000亿元", False),
    ]
