"""Markdown cells: Chinese emphasis, line breaks, formulas, headings, attachments."""

from __future__ import annotations

import page_samples
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from yz_analysis.publishing.page.clean import Context
from yz_analysis.publishing.page.markdown import Section, sections
from yz_analysis.publishing.page.mathml import mathml


def html(text: str, **options: object) -> str:
    return "".join(section.body for section in sections(text, Context("zh"), **options))


@pytest.mark.parametrize(
    ("source", "bold"),
    [
        ("**“规上”**工业", "“规上”"),
        ("这是**（不变价）**的增速", "（不变价）"),
        ("**总产值（现价）**与增加值", "总产值（现价）"),
        ("增长**3%**，其中", "3%"),
        ("**注意：**名义增速", "注意："),
        ("见**《公报》**第3段", "《公报》"),
        ("a **bold** word", "bold"),
        ("**“quoted”** word", "“quoted”"),
    ],
)
def test_bold_beside_full_width_punctuation_bolds_what_was_meant(source: str, bold: str) -> None:
    assert f"<strong>{bold}</strong>" in html(source)
    assert "**" not in html(source)


@pytest.mark.parametrize("source", ["2 * 3 * 4", "snake_case_name", "** not bold **", "5 * 3，6 * 2"])
def test_a_star_that_is_no_emphasis_stays_a_star(source: str) -> None:
    shown = html(source)
    assert "<strong>" not in shown
    assert "_case_" in shown or "*" in shown


def test_nested_emphasis_keeps_its_order() -> None:
    assert html("**规上*工业*“增加值”**的") == "<p><strong>规上<em>工业</em>“增加值”</strong>的</p>\n"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("规模以上工业\n增加值", "规模以上工业增加值"),
        ("增长，\n其中", "增长，其中"),
        ("**规上**\n工业", "<strong>规上</strong>工业"),
        ("growth\nof GDP", "growth\nof GDP"),
        ("增长\n3%", "增长\n3%"),
        ("English “quoted”\n“again”", "English “quoted”\n“again”"),
    ],
)
def test_a_soft_break_between_chinese_characters_puts_no_space_there(source: str, text: str) -> None:
    assert html(source) == f"<p>{text}</p>\n"


def test_a_hard_break_stays() -> None:
    assert "<br>" in html("第一行  \n第二行")


def test_headings_split_a_cell_into_sections_with_their_titles() -> None:
    found = list(sections("前言\n\n# 标题 *一*\n\n正文\n\n## 二 `x`", Context("zh")))
    assert [(part.level, part.title) for part in found] == [(0, ""), (1, "标题 一"), (2, "二 x")]
    assert found[1] == Section(1, "标题 <em>一</em>", "标题 一", "<p>正文</p>\n")


def test_a_table_gets_scopes_numbers_to_the_right_and_a_box_that_scrolls() -> None:
    shown = html("| 指标 | 值 |\n|---|---|\n| GDP | 301.5 |")
    assert '<th scope="col">指标</th>' in shown
    assert '<td class="n">301.5</td>' in shown
    assert shown.startswith('<div class="scroll" tabindex="0"')


def test_formulas_become_mathml_with_their_source_as_description() -> None:
    shown = html("基数是 $\\frac{X}{1+g}$。\n\n$$a^2$$")
    assert "<mfrac>" in shown
    assert 'aria-label="\\frac{X}{1+g}"' in shown
    assert 'display="block"' in shown
    assert "$" not in shown


def test_prices_in_dollars_are_no_formula() -> None:
    assert "<math" not in html("It cost 3$ to 5$ a day, or $10.")


@pytest.mark.parametrize("latex", ["\\notacommand{", "\\frac{1", "}{", ""])
def test_a_formula_that_cannot_be_read_stays_readable(latex: str) -> None:
    assert mathml(latex).startswith(("<code>", "<math"))


def test_an_attached_picture_is_embedded_and_one_from_the_network_is_named() -> None:
    shown = html("![the map](attachment:a.png)", attachments={"a.png": {"image/png": page_samples.PNG}})
    assert f'src="data:image/png;base64,{page_samples.PNG}"' in shown
    assert 'alt="the map"' in shown
    told = html("![the map](https://example.org/a.png)")
    assert "<img" not in told
    assert "the map" in told


@pytest.mark.parametrize("source", page_samples.HOSTILE_MARKDOWN)
def test_hostile_markdown_keeps_no_script_and_no_address(source: str) -> None:
    parts = list(sections(source, Context("en")))
    shown = "".join(part.heading + part.body for part in parts)
    for element in etree.fromstring(f"<div>{shown}</div>", etree.HTMLParser()).iter(etree.Element):
        assert element.tag not in {"script", "img"}
        assert "onerror" not in element.attrib
        assert "javascript" not in element.get("href", "")


@given(st.text(alphabet="规上工业（）“”，。**_~`$[]()<>a1 \n|#-\\", max_size=60))
def test_any_text_gives_well_formed_html_without_a_tag_of_its_own(source: str) -> None:
    shown = "".join(part.heading + part.body for part in sections(source, Context("zh")))
    assert "<script" not in shown
    assert shown.count("<strong>") == shown.count("</strong>")
    assert shown.count("<em>") == shown.count("</em>")
