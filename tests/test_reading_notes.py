"""Footnotes, list signs and page stamps are no figures and no part of a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.reading import extract, read
from yz_analysis.reading.audit import audit
from yz_analysis.reading.cleaning import clean


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("全年规模以上工业[3]增加值增长6.9%。", "规模以上工业增加值"),
        ("年末全市常住人口［4］218.0万人。", "常住人口"),
        ("全年地区生产总值〔2〕120.5亿元。", "地区生产总值"),
        ("全年地区生产总值【注1】120.5亿元。", "地区生产总值"),
        ("粮食产量①12.5万吨。", "粮食产量"),
        ("粮食产量¹12.5万吨。", "粮食产量"),
        ("地区生产总值[1]（GDP）[2]为3.5亿元。", "地区生产总值"),
    ],
)
def test_the_mark_of_a_footnote_is_no_part_of_the_name(printed, name):
    [figure] = read(printed)
    assert figure.indicator == name
    assert figure.indicator_id
    assert printed[figure.start : figure.end] == figure.quote


@pytest.mark.parametrize("mark", ["[7]", "〔12〕", "②"])
def test_a_mark_between_verb_and_number_hides_neither(mark):
    [figure] = read(f"出口额增长{mark}5.2%。")
    assert (figure.quote, figure.role) == ("5.2%", "growth")


def test_a_mark_after_a_figure_belongs_to_no_noun():
    first, second = read("粮食产量增长5%②，油料产量增长3%[4]。")
    assert (first.indicator, second.indicator) == ("粮食产量", "油料产量")


def test_the_year_of_a_document_is_kept():
    assert clean("青政发〔2031〕15号").text == "青政发〔2031〕15号"


def test_digits_around_a_mark_are_never_joined():
    assert [figure.quote for figure in read("产值12[3].5亿元")] != ["12[3].5亿元"]
    assert "12.5" not in clean("产值12[3].5亿元").text


@pytest.mark.parametrize("sign", ["①", "★", "◆", "▲", "●"])
def test_the_sign_of_a_list_is_no_part_of_the_name(sign):
    [figure] = read(f"{sign}工业投资增长3%。")
    assert figure.indicator == "工业投资"


def test_numbered_points_are_not_counted():
    figures = read("（1）工业投资增长3%；（2）民间投资增长5%；（3）出口增长4%。")
    assert [figure.quote for figure in figures] == ["3%", "5%", "4%"]


def test_a_heading_in_thick_brackets_ends_before_the_name():
    [figure] = read("【工业经济】规模以上工业增加值增长5%。")
    assert figure.indicator == "规模以上工业增加值"


def test_the_audit_accounts_for_marks_of_footnotes():
    text = "工业[3]增加值增长6%。\n[3] 初步数。"
    assert audit(text, [(figure.start, figure.end) for figure in read(text)]) == []


@pytest.mark.parametrize("stamp", ["2031-05-21 09:12:44", "2031-05-21", "2031/5/21 9:30", "2031.05.21"])
def test_the_stamp_of_a_page_is_a_date_and_a_time(stamp):
    figures = read(f"来源：青澜网 {stamp}")
    assert [(figure.quote, figure.role, figure.value) for figure in figures] == [
        (part, "date", None) for part in stamp.split()
    ]


def test_a_line_that_ends_in_a_stamp_does_not_run_on():
    frame = extract("2031-05-21 09:12:44\n分公司12家，增加3家。")
    assert frame["quote"].tolist() == ["2031-05-21", "09:12:44", "12家", "3家"]


def test_the_hour_is_a_date_and_hours_are_a_span():
    figures = read("6月9日上午9时开幕，展期36小时，时长3小时。")
    assert [(f.quote, f.role) for f in figures][:2] == [("6月9日", "date"), ("9时", "date")]
    assert {f.quote for f in figures} >= {"36小时", "3小时"}


def test_three_industries_in_a_ratio_are_no_clock():
    assert [f.role for f in read("三次产业结构为12:38:50。")] == ["share"] * 3


@given(
    st.lists(
        st.sampled_from(["[1]", "〔2〕", "①", "²", "产值", "12亿元", "，", "。", "3%", "增长"]), max_size=24
    )
)
def test_offsets_hold_with_marks_anywhere(parts):
    text = "".join(parts)
    for figure in read(text):
        assert text[figure.start : figure.end] == figure.quote
