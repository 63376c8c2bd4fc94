"""Hostile text stays text, and what is no display object is refused with the reason."""

from __future__ import annotations

from typing import Any

import pytest
from display_samples import Tags, chart, table
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from yz_analysis.errors import UnknownNameError
from yz_analysis.figures import rendering
from yz_analysis.figures.display import (
    Cell,
    Column,
    Part,
    Prose,
)

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></table><h1>x</h1>",
    "[click](javascript:alert(1))",
    "![x](http://example.org/x.png)",
    "<http://example.org>",
    "https://example.org www.example.org a@example.org",
    "$x^2$ $$y$$ \\(z\\) \\[z\\]",
    "**bold** _it_ `code` ~~no~~ | a | b |",
    "# heading",
    "- list",
    "1. list",
    "===",
    "&lt;b&gt; &amp; &#60;",
    "a\n\n<script>\n\n# b",
    "=HYPERLINK(1)",
    "\x00\x08\ud800\ufffe",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_string_becomes_no_tag_in_a_table(text: str) -> None:
    expected = Tags(table()._repr_mimebundle_()["text/html"])
    hostile = table(
        caption=text,
        note="",
        columns=[Column("name", text), Column("value", "v", align="right", unit="%")],
        rows=[[text, Cell("3", figures=[text], quote=text)]],
    )
    html = hostile._repr_mimebundle_()["text/html"]
    found = Tags(html)
    assert found.tags == expected.tags
    assert {name for name, _ in found.attributes} == {name for name, _ in expected.attributes}
    assert found.text.count(hostile.caption) == 3


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("strong", [True, False])
def test_a_hostile_string_shows_as_itself_in_markdown(text: str, strong: bool) -> None:
    prose = Prose(
        "lead", "en", "finding", [[Part(text, figures=["demo:F001"], strong=strong)], [text], ["a", text]]
    )
    html = MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(
        prose._repr_mimebundle_()["text/markdown"]
    )
    found = Tags(html)
    assert sorted(set(found.tags)) == sorted({"ul", "li", "span", *(["strong"] if strong else [])})
    assert found.tags.count("li") == 3
    shown = " ".join(found.text.split())
    assert shown.count(" ".join(prose.items[1][0].split())) == 3  # type: ignore[union-attr]
    assert "$" not in prose._repr_mimebundle_()["text/markdown"]


@given(st.text(max_size=60))
def test_any_text_at_all_shows_as_itself_in_markdown(text: str) -> None:
    prose = Prose("lead", "en", "finding", [[text, " end"], ["second"]])
    cleaned = prose.items[0][0]
    assert isinstance(cleaned, str)
    html = MarkdownIt("commonmark").render(prose._repr_mimebundle_()["text/markdown"])
    found = Tags(html)
    assert found.tags == ["ul", "li", "li"]
    assert "".join(found.text.split()) == "".join(f"{cleaned} end second".split())


@given(st.text(max_size=60))
def test_any_text_at_all_shows_as_itself_in_a_table(text: str) -> None:
    cleaned = Cell(text).text
    html = table(rows=[["x", text]])._repr_mimebundle_()["text/html"]
    html.encode()
    assert f">{rendering.escape(cleaned)}</td>" in html


def test_bold_beside_full_width_punctuation_bolds_the_right_words() -> None:
    prose = Prose(
        "lead",
        "zh",
        "finding",
        [["增长（", Part("3%", strong=True), "）的结果，", Part("“好”", strong=True), "是"]],
    )
    html = MarkdownIt().render(prose._repr_mimebundle_()["text/markdown"])
    assert "<strong>3%</strong>" in html
    assert "<strong>“好”</strong>" in html


def test_control_characters_and_lone_surrogates_become_the_replacement_character() -> None:
    assert Cell("a\x00b\ud800c\x1b").text == "a\ufffdb\ufffdc\ufffd"
    assert table(caption="\x07").caption == "\ufffd"
    assert Prose("p", "en", "limit", ["\x07"]).items == (("\ufffd",),)


@pytest.mark.parametrize("value", [3, 3.0, None, float("nan"), b"x"])
def test_a_number_that_was_not_formatted_is_refused(value: object) -> None:
    with pytest.raises(TypeError, match="already formatted"):
        table(rows=[["GDP", value]])
    with pytest.raises(TypeError, match="already formatted"):
        Cell(value)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="already formatted"):
        Prose("p", "en", "limit", [[value]])  # type: ignore[list-item]


def test_one_string_in_place_of_figure_ids_is_refused() -> None:
    with pytest.raises(TypeError, match="sequence of figure ids"):
        Cell("3", figures="demo:F001")
    with pytest.raises(TypeError, match="sequence of paragraphs"):
        Prose("p", "en", "limit", "one string")


def test_a_row_of_another_length_is_refused_with_its_number() -> None:
    with pytest.raises(ValueError, match="row 1: 1 cells for 2 columns"):
        table(rows=[["a", "b"], ["a"]])


def test_a_column_key_used_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="used twice"):
        table(columns=[Column("x", "a"), Column("x", "b")])


@pytest.mark.parametrize("bad", ["", "A", "a b", "../x", "a--b", "é", 'x"y'])
def test_an_id_that_is_no_slug_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="slug"):
        table(id=bad)


def test_an_unknown_language_is_refused_with_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="zh, en"):
        table(language="fr")


@pytest.mark.parametrize("name", ["caption", "alt", "svg"])
def test_a_chart_without_words_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match=f"has no {name}"):
        chart(**{name: "  "})


def test_a_chart_whose_data_table_is_in_another_language_is_refused() -> None:
    with pytest.raises(ValueError, match="its data table en"):
        chart(data=table(language="en"))


@pytest.mark.parametrize(("maker", "field"), [(Cell, "validity"), (Prose, "kind"), (Column, "align")])
def test_a_value_outside_its_list_is_refused_with_the_list(maker: type, field: str) -> None:
    rest: dict[type, dict[str, Any]] = {
        Cell: {"text": "x"},
        Prose: {"id": "p", "language": "en", "items": ["x"]},
        Column: {"key": "k", "label": "l"},
    }
    with pytest.raises(ValueError, match="allowed: '"):
        maker(**rest[maker], **{field: "nonsense"})
