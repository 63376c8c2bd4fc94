"""What the whole reader makes of a sentence, construct by construct. Places and figures are invented."""

from decimal import Decimal

import pytest

import yz_analysis
from yz_analysis.reading import extract, read

COLUMNS = [
    "start",
    "end",
    "quote",
    "value",
    "unit",
    "qualifier",
    "role",
    "target",
    "direction",
    "indicator",
    "indicator_id",
    "time_period",
    "ref_area",
    "flags",
]


def _brief(text):
    return [(f.quote, None if f.value is None else str(f.value), f.role, f.indicator) for f in read(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "全县粮食产量12.5万吨，同比增长3%。",
            [("12.5万吨", "12.5", "level", "粮食产量"), ("3%", "3", "growth", "粮食产量")],
        ),
        (
            "工业用电量8亿千瓦时，比上年下降2.4%，降幅比上半年收窄1.1个百分点。",
            [
                ("8亿千瓦时", "8", "level", "工业用电量"),
                ("2.4%", "-2.4", "growth", "工业用电量"),
                ("1.1个百分点", "1.1", "change_pp", "工业用电量增速"),
            ],
        ),
        (
            "居民消费价格上涨1.2%，涨幅回落0.4个百分点。",
            [
                ("1.2%", "1.2", "growth", "居民消费价格"),
                ("0.4个百分点", "-0.4", "change_pp", "居民消费价格涨幅"),
            ],
        ),
        (
            "城乡居民人均可支配收入分别增长4.5%和6.1%。",
            [
                ("4.5%", "4.5", "growth", "城镇居民人均可支配收入"),
                ("6.1%", "6.1", "growth", "农村居民人均可支配收入"),
            ],
        ),
        (
            "固定资产投资、社会消费品零售总额增长4.2%、5.3%。",
            [("4.2%", "4.2", "growth", "固定资产投资"), ("5.3%", "5.3", "growth", "社会消费品零售总额")],
        ),
        (
            "财政收入、财政支出分别完成8亿元和20亿元，分别增长5%和7%。",
            [
                ("8亿元", "8", "level", "财政收入"),
                ("20亿元", "20", "level", "财政支出"),
                ("5%", "5", "growth", "财政收入"),
                ("7%", "7", "growth", "财政支出"),
            ],
        ),
        (
            "三次产业结构为8.5：40.5：51。",
            [
                ("8.5", "8.5", "share", "第一产业比重"),
                ("40.5", "40.5", "share", "第二产业比重"),
                ("51", "51", "share", "第三产业比重"),
            ],
        ),
        (
            "服务业增加值占生产总值的比重为48.2%，提高0.6个百分点。",
            [
                ("48.2%", "48.2", "share", "服务业增加值占生产总值的比重"),
                ("0.6个百分点", "0.6", "change_pp", "服务业增加值占生产总值的比重"),
            ],
        ),
        (
            "规上工业企业从120户增加到168户，新增省级品牌3个。",
            [
                ("120户", "120", "level", "规上工业企业"),
                ("168户", "168", "level", "规上工业企业"),
                ("3个", "3", "level", "新增省级品牌"),
            ],
        ),
        (
            "工业增加值增长6%，快于全市平均水平1.5个百分点，增速居全市第2位。",
            [
                ("6%", "6", "growth", "工业增加值"),
                ("1.5个百分点", "1.5", "change_pp", "工业增加值增速"),
                ("2位", "2", "rank", "工业增加值增速"),
            ],
        ),
        (
            "第三产业拉动经济增长2.3个百分点，贡献率为45%。",
            [
                ("2.3个百分点", "2.3", "change_pp", "第三产业拉动经济"),
                ("45%", "45", "share", "第三产业拉动经济贡献率"),
            ],
        ),
        (
            "城镇登记失业率2.9%，人口自然增长率为-1.2‰。",
            [("2.9%", "2.9", "level", "城镇登记失业率"), ("-1.2‰", "-1.2", "level", "人口自然增长率")],
        ),
        (
            "培育5个特色农业镇，惠及群众3万多人。",
            [("5个", "5", "level", "培育特色农业镇"), ("3万多人", "3", "level", "惠及群众")],
        ),
        (
            "新能源装机达到30万千瓦、增长1.5倍。",
            [("30万千瓦", "30", "level", "新能源装机"), ("1.5倍", "1.5", "multiple", "新能源装机")],
        ),
        ("汽车产量与上年持平。", [("持平", "0", "growth", "汽车产量")]),
        (
            "年末参保人数12万人，比上年末减少0.3万人。",
            [("12万人", "12", "level", "参保人数"), ("0.3万人", "-0.3", "level", "参保人数")],
        ),
    ],
)
def test_each_construct_of_the_genre_is_linked(text, expected):
    assert _brief(text) == expected


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("产值突破40亿元。", "gt"),
        ("产值超40亿元。", "gt"),
        ("产值40亿元以上。", "ge"),
        ("产值不低于40亿元。", "ge"),
        ("产值约40亿元。", "approx"),
        ("产值40亿元左右。", "approx"),
        ("产值近40亿元。", "approx"),
        ("失业率控制在3%以内。", "le"),
        ("失业率不超过3%。", "le"),
        ("产值不足40亿元。", "lt"),
        ("企业40余家。", "gt"),
        ("产值40亿元。", ""),
    ],
)
def test_a_bound_is_told_from_before_and_from_behind(text, qualifier):
    assert [f.qualifier for f in read(text)] == [qualifier]


def test_a_bound_behind_a_list_is_for_all_of_it():
    assert [f.qualifier for f in read("城乡居民收入分别增长5%、6.5%左右。")] == ["approx", "approx"]


def test_a_range_is_two_rows():
    assert [(f.value, f.qualifier) for f in read("产值增长5.5%—6%。")] == [
        (Decimal("5.5"), "range_lo"),
        (Decimal(6), "range_hi"),
    ]


def test_brackets_hold_last_years_figure_and_are_forgotten_behind_it():
    found = read("云溪县2023年公报\n固定资产投资下降3%（上年同期为增长5%），其中工业投资增长8%。")[1:]
    assert [(f.value, f.indicator, f.time_period) for f in found] == [
        (Decimal(-3), "固定资产投资", "2023"),
        (Decimal(5), "固定资产投资", "2022"),
        (Decimal(8), "工业投资", "2023"),
    ]


def test_what_another_area_reached_is_compared_and_does_not_change_the_name():
    found = read("工业增加值增长6%，比全省（5%）和全国（4.5%）分别高1、1.5个百分点。")
    assert [f.role for f in found] == ["growth", "growth", "growth", "change_pp", "change_pp"]
    assert {f.indicator.removesuffix("增速") for f in found} == {"工业增加值"}


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("力争粮食产量达到50万吨。", True),
        ("粮食产量达到50万吨。", False),
        ("主要预期目标是：财政收入增长5%，", True),
        ("二、2030年工作安排\n财政收入增长5%。", True),
        ("一、2029年工作回顾\n财政收入增长5%。", False),
        ("投资完成80亿元，占年度计划的60%。", False),
    ],
)
def test_aims_are_told_by_heading_by_sentence_and_by_clause(text, target):
    assert [f.target for f in read(text) if f.role != "date"] in ([target], [target, target])


def test_results_again_after_aims():
    text = "二、2030年目标\n收入增长5%。\n三、2029年计划执行情况\n收入增长4%。"
    assert [f.target for f in read(text) if f.role == "growth"] == [True, False]


def test_sizes_dates_spans_and_names_are_rows_that_leave_the_sentence_alone():
    found = read("2030年，500万元以上项目120个，PM2.5浓度下降4%，连续3年改善。")
    assert [(f.quote, f.role) for f in found] == [
        ("2030年", "date"),
        ("500万元", "label"),
        ("120个", "level"),
        ("PM2.5", "label"),
        ("4%", "growth"),
        ("3年", "duration"),
    ]
    assert found[4].indicator == "PM2.5浓度"


def test_names_with_chinese_numerals_are_rows_only_when_asked_for():
    text = "落实“五早”措施，第二届大会召开，得分居首位。"
    assert read(text) == []
    assert [(f.quote, f.role) for f in read(text, names=True)] == [
        ("五早", "label"),
        ("第二届", "label"),
        ("首位", "rank"),
    ]


def test_values_that_do_not_pair_with_their_names_are_flagged():
    found = read("税收收入分别增长4%、5%和6%。")
    assert {f.flags for f in found} == {"count_mismatch"}


def test_an_absolute_change_is_flagged():
    assert [f.flags for f in read("参保人数比上年增加3万人。")] == ["delta"]


def test_the_frame_has_the_columns_and_kinds_of_the_contract():
    frame = yz_analysis.extract("全县粮食产量12.5万吨，同比增长3%。")
    assert list(frame.columns) == COLUMNS
    assert frame["start"].dtype == "int64"
    assert frame["end"].dtype == "int64"
    assert frame["target"].dtype == bool
    assert str(frame["quote"].dtype) == "str"
    assert frame["value"].tolist() == [Decimal("12.5"), Decimal(3)]
    assert frame["indicator_id"].tolist() == ["grain_output", "grain_output"]


@pytest.mark.parametrize("text", ["", "\n", "没有数字。", "，，，", "\ud800", "1", "%", "（" * 500])
def test_an_empty_or_odd_text_gives_an_empty_or_small_frame(text):
    frame = extract(text)
    assert list(frame.columns) == COLUMNS
    assert len(frame) <= 1
