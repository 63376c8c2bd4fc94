"""Tables between the sentences of a report: what their heads say is read, and nothing else is claimed."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.reading import Figure, extract, read
from yz_analysis.reading.tabular import tables, without

OUTPUT = """表2 主要农产品产量及其增长速度
产品名称  产量（万吨）  比上年增长（%）
粮食  21.3  1.2
油料  1.86  3.4
肉类  3.25  -0.7
"""
PRICES = """表1 居民消费价格比上年涨跌幅度
单位：%
指 标 全县
居民消费价格 0.3
  食品烟酒 0.5
  衣着 -0.2
"""
UNITS = """指标 单位 绝对数 比上年增长（%）
地区生产总值 亿元 256.4 5.6
#建筑业增加值 亿元 32.2 3.9
常住人口 万人 37.6 —
"""


def cells(text: str) -> list[Figure]:
    return [figure for figure in read(text) if "table" in figure.flags.split()]


def test_the_heads_of_columns_give_measure_unit_and_role():
    first, second = cells(OUTPUT)[:2]
    assert (first.quote, first.value, first.unit, first.role) == ("21.3", Decimal("21.3"), "万吨", "level")
    assert (second.quote, second.unit, second.role, second.direction) == ("1.2", "%", "growth", "up")
    assert first.indicator_id == second.indicator_id == "grain_output"


def test_a_minus_in_a_cell_is_its_sign():
    last = cells(OUTPUT)[-1]
    assert (last.value, last.direction, last.indicator_id) == (Decimal("-0.7"), "down", "meat_output")


def test_a_unit_for_all_and_the_title_make_a_column_of_growth():
    found = cells(PRICES)
    assert [figure.role for figure in found] == ["growth"] * 3
    assert [figure.indicator_id for figure in found] == [
        "consumer_price_index",
        "food_prices",
        "clothing_prices",
    ]


def test_a_unit_in_a_column_of_its_own_goes_with_the_amount_only():
    found = cells(UNITS)
    assert [(figure.value, figure.unit) for figure in found] == [
        (Decimal("256.4"), "亿元"),
        (Decimal("5.6"), "%"),
        (Decimal("32.2"), "亿元"),
        (Decimal("3.9"), "%"),
        (Decimal("37.6"), "万人"),
    ]


def test_a_dash_is_no_number():
    assert not [figure for figure in cells(UNITS) if figure.quote == "—"]


def test_marks_of_a_list_are_no_part_of_a_row_name():
    assert cells(UNITS)[2].indicator == "建筑业增加值"


@pytest.mark.parametrize("bar", ["\t", "    ", "\u3000", " | "])
def test_blanks_tabs_and_bars_part_cells_alike(bar):
    rows = [("指标", "总量（亿元）", "增速（%）"), ("出口额", "12.3", "4.5"), ("进口额", "2.3", "-4.5")]
    found = cells("\n".join(bar.join(row) for row in rows))
    assert [figure.indicator_id for figure in found] == ["exports", "exports", "imports", "imports"]
    assert [figure.role for figure in found] == ["level", "growth"] * 2


def test_a_table_of_markdown_is_read():
    head = "| 指标 | 总量（亿元） | 增速（%） |\n| --- | --- | --- |\n"
    text = head + "| 出口额 | 12.3 | 4.5 |\n| 进口额 | 2.3 | 1.5 |"
    assert [(f.unit, f.role) for f in cells(text)] == [("亿元", "level"), ("%", "growth")] * 2


def test_years_as_heads_are_the_periods_of_their_columns():
    found = cells("单位：亿元\n指标 2030年 2031年\n出口额 12.3 13.4\n进口额 2.3 3.4")
    assert [figure.time_period for figure in found] == ["2030", "2031"] * 2


def test_areas_as_rows_are_the_areas_of_their_numbers():
    found = cells("单位：亿元\n县区 出口额 进口额\n东洲县 12.3 13.4\n西洲县 2.3 3.4")
    assert [figure.ref_area for figure in found] == ["东洲县", "东洲县", "西洲县", "西洲县"]
    assert [figure.indicator_id for figure in found] == ["exports", "imports"] * 2


def test_a_table_that_says_no_unit_claims_no_series_of_amounts():
    found = cells("粮食产量 21.3 20.9\n油料产量 1.86 1.80")
    assert [figure.unit for figure in found] == [""] * 4
    assert [figure.indicator_id for figure in found] == [""] * 4
    assert found[0].indicator == "粮食产量"


def test_the_labels_of_a_chart_are_dates_and_its_values_are_of_nothing():
    found = cells("图1 产值\n2029 2030 2031\n198.2 205.6 229.9")
    assert [figure.role for figure in found] == ["date"] * 3 + ["level"] * 3
    assert {figure.indicator for figure in found} == {""}


@pytest.mark.parametrize(
    "text",
    [
        "全年产值12亿元，增长3%。\n全年投资5亿元，增长4%。",
        "粮食产量 21.3\n万吨，增长2%。",
        "联系电话 12345",
        "全年地区生产总值 12.5",
        "",
    ],
)
def test_prose_is_no_table(text):
    assert tables(text) == []


def test_one_row_is_no_table_and_one_column_needs_a_title():
    assert tables("出口额 12.3 4.5") == []
    assert tables("出口额 12.3\n进口额 4.5") == []
    assert len(tables("表3 外贸\n出口额 12.3\n进口额 4.5")) == 1


def test_the_sentences_around_a_table_are_read_as_without_it():
    before, after = "全县粮食产量21.3万吨，增长1.2%。\n", "全县出口额5亿元，增长3%。\n"
    apart = [(f.quote, f.indicator, f.role) for f in read(before) + read(after)]
    around = [(f.quote, f.indicator, f.role) for f in read(before + OUTPUT + after) if not f.flags]
    assert [row for row in around if row[2] != "date"] == apart


def test_figures_come_in_the_order_of_the_text():
    starts = extract("出口额5亿元。\n" + OUTPUT + "进口额3亿元。\n" + PRICES)["start"].tolist()
    assert starts == sorted(starts)


def test_blanks_stand_where_a_table_stood():
    bare = without(OUTPUT, tables(OUTPUT))
    assert len(bare) == len(OUTPUT)
    assert bare.count("\n") == OUTPUT.count("\n")
    assert "21.3" not in bare
    assert bare.startswith("表2")


@given(
    st.lists(
        st.sampled_from(
            ["粮食", " ", "\t", "12.5", "-3", "|", "\n", "—", "%", "（万吨）", "单位：%", "表1", "。"]
        ),
        max_size=40,
    )
)
def test_any_table_is_read_without_an_error_and_offsets_hold(parts):
    text = "".join(parts)
    for figure in read(text):
        assert text[figure.start : figure.end] == figure.quote


@pytest.mark.parametrize(
    "token", [" ", "a ", "a 1 ", "1 ", "\t", "| ", "－", "表\n", "a 1\n", "1 1 1\n", "—"]
)
def test_a_text_made_to_be_slow_costs_what_it_is_long(token):
    def spent(size: int) -> float:
        text, best = (token * size)[:size], 9.0
        for _ in range(3):
            begin = time.process_time()
            tables(text)
            best = min(best, time.process_time() - begin)
        return best

    assert spent(32_000) < 8 * max(spent(8_000), 0.01)  # quadratic: 16
