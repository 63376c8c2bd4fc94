"""What notebook cells show: tables, charts and prose in every rendering."""

from __future__ import annotations

import copy
import dataclasses
import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from IPython.core.formatters import DisplayFormatter
from markdown_it import MarkdownIt

from yz_analysis.errors import UnknownNameError
from yz_analysis.figures import rendering
from yz_analysis.figures.display import (
    CHART_MIME,
    PROSE_MIME,
    SVG_MIME,
    TABLE_MIME,
    Cell,
    Chart,
    Column,
    Part,
    Prose,
    Table,
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


def table(**changes: Any) -> Table:
    given = {
        "id": "growth",
        "language": "zh",
        "caption": "增速",
        "columns": [Column("name", "指标"), Column("value", "增速", align="right", unit="%")],
        "rows": [["地区生产总值", Cell("3", figures=["demo:F002"], quote="3%")]],
    }
    return Table(**{**given, **changes})


def chart(**changes: Any) -> Chart:
    given = {
        "id": "growth-bars",
        "language": "zh",
        "caption": "增速",
        "alt": "一条柱",
        "source": "来源",
        "svg": "<svg/>",
        "figures": ["demo:F002"],
        "data": table(),
    }
    return Chart(**{**given, **changes})


class Tags(HTMLParser):
    """Collects the tags, attributes and text of an HTML fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data


def test_a_table_gives_plain_text_html_and_our_json() -> None:
    shown = table()._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/html", TABLE_MIME}
    assert shown[TABLE_MIME] == {
        "version": 1,
        "language": "zh",
        "id": "growth",
        "caption": "增速",
        "columns": [
            {"key": "name", "label": "指标", "align": "left", "unit": ""},
            {"key": "value", "label": "增速", "align": "right", "unit": "%"},
        ],
        "rows": [
            [
                "地区生产总值",
                {
                    "text": "3",
                    "figures": ["demo:F002"],
                    "validity": "",
                    "caveat": "",
                    "quote": "3%",
                    "derived": False,
                },
            ]
        ],
        "row_headers": 1,
        "note": "",
        "source": "",
    }


def test_a_chart_gives_plain_text_the_picture_and_our_json() -> None:
    shown = chart()._repr_mimebundle_()
    assert set(shown) == {"text/plain", SVG_MIME, CHART_MIME}
    data = shown[CHART_MIME]
    assert {
        key: data[key] for key in ("version", "language", "id", "caption", "alt", "source", "figures")
    } == {
        "version": 1,
        "language": "zh",
        "id": "growth-bars",
        "caption": "增速",
        "alt": "一条柱",
        "source": "来源",
        "figures": ["demo:F002"],
    }
    assert data["data"] == table().to_json()


def test_prose_gives_plain_text_markdown_and_our_json() -> None:
    prose = Prose(
        "lead", "zh", "finding", [["增长", Part("3%", figures=["demo:F002"], strong=True), "。"], ["又"]]
    )
    shown = prose._repr_mimebundle_()
    assert set(shown) == {"text/plain", "text/markdown", PROSE_MIME}
    assert shown[PROSE_MIME]["items"] == [
        ["增长", {"text": "3%", "figures": ["demo:F002"], "strong": True, "derived": False}, "。"],
        ["又"],
    ]
    assert shown["text/plain"] == "增长3%。\n又"
    assert shown["text/markdown"].splitlines()[1] == "- 又"


def test_ipython_shows_exactly_our_renderings() -> None:
    for shown in (table(), chart(), Prose("lead", "en", "limit", ["Nothing printed."])):
        data, metadata = DisplayFormatter().format(shown)
        assert data == shown._repr_mimebundle_()
        assert metadata == {}


def test_include_and_exclude_choose_among_the_renderings() -> None:
    assert set(table()._repr_mimebundle_(include={"text/plain"})) == {"text/plain"}
    assert "text/html" not in table()._repr_mimebundle_(exclude={"text/html"})


def test_display_objects_cannot_be_changed() -> None:
    for shown in (table(), chart(), Prose("lead", "en", "limit", ["x"]), Cell("x"), Part("x")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            shown.text = "y"  # type: ignore[union-attr,misc]


def test_a_list_handed_in_may_change_afterwards_without_effect() -> None:
    rows: list[list[Any]] = [["GDP", "3"]]
    shown = table(rows=rows)
    before = copy.deepcopy(shown.to_json())
    rows[0][1] = "4"
    rows.append(["x", "y"])
    assert shown.to_json() == before


def test_every_rendering_is_json() -> None:
    for shown in (table(), chart(), Prose("lead", "en", "limit", ["x"])):
        json.dumps(shown._repr_mimebundle_(), allow_nan=False)


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


def test_a_caveat_is_numbered_once_and_told_under_the_table() -> None:
    shown = table(
        rows=[
            ["a", Cell("1", validity="conditional", caveat="needs a share")],
            ["b", Cell("2", validity="indicative", caveat="mixes bases")],
            ["c", Cell("3", validity="conditional", caveat="needs a share")],
        ]
    )
    html = shown._repr_mimebundle_()["text/html"]
    assert html.count("<sup>1</sup>") == 2
    assert html.count("<sup>2</sup>") == 1
    assert html.count("needs a share") == 1
    assert html.count("条件性") == 2


def test_html_tells_screen_readers_which_cells_are_heads() -> None:
    html = table()._repr_mimebundle_()["text/html"]
    assert html.count('scope="col"') == 2
    assert html.count('scope="row"') == 1
    assert 'lang="zh-CN"' in html


def test_plain_text_lines_up_chinese_and_latin() -> None:
    lines = str(table(rows=[["地区生产总值", "3"], ["GDP", "-12.25"]])).splitlines()
    assert lines[1:] == [
        "指标         | 增速（%）",
        "-------------+----------",
        "地区生产总值 |         3",
        "GDP          |    -12.25",
    ]


def test_an_empty_table_still_shows_its_heads() -> None:
    shown = table(rows=[])
    assert "指标" in str(shown)
    assert "<tbody></tbody>" in shown._repr_mimebundle_()["text/html"]


SCRIPT = """
import json
from yz_analysis.figures.display import *
cell = Cell("x", figures=["b", "a"], caveat="n", validity="indicative")
t = Table("t", "zh", "c", [Column("a", "甲")], [[cell]])
print(json.dumps([t._repr_mimebundle_(), Prose("p", "en", "limit", ["x"])._repr_mimebundle_()]))
"""


def test_renderings_are_the_same_bytes_in_another_process_and_hash_seed() -> None:
    outputs = {
        subprocess.run(
            [sys.executable, "-c", SCRIPT],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": "C"},
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("0", "UTC"), ("7", "Asia/Shanghai"))
    }
    assert len(outputs) == 1
