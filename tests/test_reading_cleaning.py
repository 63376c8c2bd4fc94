import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yz_analysis.reading.cleaning import clean
from yz_analysis.reading.paragraphs import paragraphs


@pytest.mark.parametrize(
    ("printed", "cleaned"),
    [
        ("产值１２．５亿元", "产值12.5亿元"),
        ("產值12.5億元，增長3％", "产值12.5亿元，增长3%"),
        ("产值 12.5 亿 元", "产值12.5亿元"),
        ("产值1 234.5万元", "产值1234.5万元"),
        ("产值１，２３４万元", "产值1,234万元"),
        ("比重为5∶35∶60", "比重为5：35：60"),
        ("面积12 .5万亩", "面积12.5万亩"),
        ("GDP per head 2020 2021", "GDP per head 2020 2021"),
        ("增长\u20033.2\u200b%", "增长3.2%"),
    ],
)
def test_look_alikes_and_blanks_are_made_plain(printed, cleaned):
    assert clean(printed).text == cleaned


def test_a_span_points_back_into_the_print():
    printed = "完成 12 .5 亿\n元，增长"
    page = clean(printed)
    start = page.text.index("12.5亿元")
    begin, end = page.span(start, start + 6)
    assert printed[begin:end] == "12 .5 亿\n元"


def test_an_untouched_text_keeps_its_offsets():
    page = clean("产值12.5亿元")
    assert not page.moved
    assert page.span(2, 8) == (2, 8)


@settings(deadline=None)
@given(st.text(alphabet="产值增长12345.%亿元億 　\n，。", max_size=80))
def test_every_cleaned_character_comes_from_the_print(printed):
    page = clean(printed)
    last = 0
    for at in range(len(page.text)):
        begin, end = page.span(at, at + 1)
        assert end == begin + 1
        assert begin >= last
        last = end


def _pieces(text):
    return [text[start:end] for start, end in paragraphs(text)]


def test_lines_are_paragraphs():
    assert _pieces("一、综合\n全年产值1亿元。\n\n二、农业\n") == ["一、综合", "全年产值1亿元。", "二、农业"]


@pytest.mark.parametrize(
    "text",
    [
        "全年粮食总产量达到12\n.5万吨，增长3%。",
        "全年粮食总产量达到12.5万\n吨，增长3%。",
        "投资增速比上年回落2个百\n分点，降幅收窄。",
        "全年粮食总产量达到12.5万吨，\n比上年增长3%。",
        "用电量4.3亿千\n瓦时，下降",
    ],
)
def test_a_line_that_breaks_a_number_a_unit_or_a_sentence_runs_on(text):
    assert _pieces(text) == [text]


def test_a_heading_that_ends_in_a_number_does_not_swallow_the_next_line():
    assert len(_pieces("工作回顾2021\n3月，全县产值1亿元。")) == 2
    assert len(_pieces("一、产值达到12\n2、财政收入增长5%")) == 2


def test_text_wrapped_at_a_fixed_width_is_taken_together():
    body = "本县坚持稳中求进的总基调着力稳增长促改革调结构惠民生防风险各项事业取得新的进展"
    body += "全年实现生产总值一百亿元比上年增长百分之六增速列全市前茅并且继续保持良好的发展势头。"
    lines = "\n".join(body[at : at + 20] for at in range(0, len(body), 20))
    assert len(_pieces(lines)) == 1


@settings(deadline=None)
@given(st.text(alphabet="一、产值12亿元\n，。 ", max_size=120))
def test_paragraphs_are_in_order_and_lose_nothing_but_blank_lines(text):
    spans = paragraphs(text)
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans))
    covered = "".join(text[start:end] for start, end in spans)
    assert covered.replace("\n", "").replace(" ", "") == text.replace("\n", "").replace(" ", "")
