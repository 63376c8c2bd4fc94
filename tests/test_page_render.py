"""A notebook to a page: what a reader sees, what never leaves, and that the bytes stay the same."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import page_samples
import pytest
from lxml import html
from page_making import OPTIONS, page, tree, words

from yz_analysis.publishing.page import render
from yz_analysis.publishing.page.cells import guess_language
from yz_analysis.publishing.page.fonts import font_rule, page_text


@pytest.fixture(scope="module")
def english() -> html.HtmlElement:
    return tree(page())


def test_the_title_is_the_notebooks_question_and_the_report_stands_above_it(
    english: html.HtmlElement,
) -> None:
    assert words(english, "h1") == ["How much did it grow?"]
    assert words(english, ".eyebrow") == ["Yangzhong, first half of 2022"]
    assert english.findtext(".//title") == "How much did it grow? — Yangzhong, first half of 2022"
    assert english.get("lang") == "en"
    assert tree(page("zh")).get("lang") == "zh-CN"


def test_only_the_prose_of_the_pages_language_is_kept() -> None:
    assert "增长了多少" not in page("en")
    assert "How much" not in page("zh")
    assert words(tree(page("zh")), "h2")[:2] == ["水平与增速", "图"]


def test_no_code_is_shown(english: html.HtmlElement) -> None:
    assert "code_that_nobody_sees" not in page()


def test_the_contents_lead_to_every_section(english: html.HtmlElement) -> None:
    targets = [link.get("href") for link in english.cssselect(".contents a")]
    ids = {f"#{element.get('id')}" for element in english.cssselect("h2[id]")}
    assert targets
    assert set(targets) <= ids
    assert words(english, ".contents a") == ["Level and growth", "Charts"]


def test_parameters_are_told_in_words(english: html.HtmlElement) -> None:
    assert words(english, ".parameters dt") == ["Rounding rule"]
    assert "literal" not in words(english, ".parameters dd")[0]


def test_a_printed_number_leads_to_its_place_and_a_derived_one_to_all_its_figures(
    english: html.HtmlElement,
) -> None:
    cells = english.cssselect("#table-growth tbody td")
    assert [link.get("href") for link in cells[0].cssselect("a.src")] == ["evidence.html#F002"]
    assert [link.get("href") for link in cells[1].cssselect(".refs a")] == [
        "evidence.html#F002",
        "evidence.html#F003",
    ]


def test_a_derived_number_in_a_sentence_leads_to_a_note_with_its_figures(english: html.HtmlElement) -> None:
    first, second = english.cssselect(".prose.summary li")
    assert [link.get("href") for link in first.cssselect("a")] == ["evidence.html#F002"]
    note = english.get_element_by_id(second.cssselect("sup a")[0].get("href")[1:])
    assert [link.get("href") for link in note.cssselect("a")] == ["evidence.html#F003", "evidence.html#F002"]


def test_a_number_worked_out_from_one_figure_is_no_link_to_its_print() -> None:
    one = ("yangzhong-2022h1:F002",)
    said = page_samples.Prose(
        "b", "en", "finding", [["About ", page_samples.Part("CNY 5 billion", one, derived=True), " a month."]]
    )
    table = page_samples.Table(
        "t",
        "en",
        "Pace",
        [page_samples.Column(key, key) for key in ("what", "value")],
        [["a month", page_samples.Cell("5", one, "valid")], ["none", page_samples.Cell("", one)]],
    )
    root = tree(
        render(
            page_samples.notebook(page_samples.shown(said), page_samples.shown(table)),
            language="en",
            **OPTIONS,
        )
    )
    assert not root.cssselect("a.src")
    note = root.get_element_by_id(root.cssselect(".prose sup a")[0].get("href")[1:])
    assert [link.get("href") for link in note.cssselect("a")] == ["evidence.html#F002"]
    assert words(root, "table .refs a") == ["F002"]


def test_a_table_says_nothing_twice() -> None:
    said = page_samples.Table(
        "t",
        "en",
        "Shares",
        [page_samples.Column(key, key) for key in ("what", "value", "class")],
        [["x", page_samples.Cell("12 %", (), "conditional", quote="12%"), "conditional"]],
    )
    root = tree(render(page_samples.notebook(page_samples.shown(said)), language="en", **OPTIONS))
    assert not root.cssselect("table .badge, table q")


def test_a_figure_of_another_report_leads_to_that_reports_evidence() -> None:
    note = page_samples.Prose("a", "en", "finding", [[page_samples.Part("2.5%", ("china-2022h1:F002",))]])
    text = render(page_samples.notebook(page_samples.shown(note)), language="en", **OPTIONS)
    assert 'href="../../china-2022h1/en/evidence.html#F002"' in text


def test_a_table_has_caption_scopes_units_and_its_caveats_below(english: html.HtmlElement) -> None:
    table = english.cssselect("#table-growth table")[0]
    assert words(table, "caption") == ["Level and growth"]
    assert [cell.get("scope") for cell in table.cssselect("thead th")] == ["col"] * 3
    assert [cell.get("scope") for cell in table.cssselect("tbody th")] == ["row"] * 2
    assert words(table, "thead .unit") == ["CNY billion", "CNY billion"]
    assert words(english, "#table-growth .caveats li") == ["not last year's"]
    mark = table.cssselect("sup a")[0]
    assert english.get_element_by_id(mark.get("href")[1:]).tag == "li"
    assert [badge.text for badge in table.cssselect(".badge")] == ["indicative", "conditional"]
    assert words(table, "q") == ["301.5亿元"]
    assert table.cssselect("q")[0].get("lang") == "zh-CN"


def test_the_classes_of_validity_that_a_page_uses_are_explained(english: html.HtmlElement) -> None:
    assert words(english, ".validities dt") == ["conditional", "indicative"]
    firm = page_samples.Table(
        "a", "en", "A", [page_samples.Column("x", "X")], [[page_samples.Cell("1", (), "valid")]]
    )
    page = render(page_samples.notebook(page_samples.shown(firm)), language="en", **OPTIONS)
    assert words(html.fromstring(page), ".validities dt") == ["valid"]
    plain = page_samples.notebook(page_samples.shown(page_samples.prose()))
    assert "validities" not in render(plain, language="en", **OPTIONS).split("<body")[1]


def test_a_chart_is_inline_with_text_alt_caption_and_its_numbers(english: html.HtmlElement) -> None:
    figure = english.cssselect("figure.chart")[0]
    svg = figure.cssselect("svg")[0]
    assert svg.get("aria-label") == "Bars: growth of 3%"
    assert "地区生产总值" in svg.text_content()
    assert words(figure, "figcaption") == ["Growth rates"]
    assert len(figure.cssselect("details table tbody tr")) == 2
    assert "Bars: growth of 3%" in words(figure, "details .alt")


def test_caveats_and_limits_are_notes_with_a_name(english: html.HtmlElement) -> None:
    notes = english.cssselect("[role=note]")
    assert [note.get("aria-label") for note in notes] == ["Read with care", "Limits"]


def test_the_policy_allows_the_pages_own_style_by_its_hash_and_nothing_else() -> None:
    text = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)[1].replace("&#39;", "'")
    style = re.search(r"<style>(.*?)</style>", text, re.DOTALL)[1]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith("default-src 'none';")
    assert f"'sha256-{digest}'" in policy
    assert "unsafe" not in policy
    assert " style=" not in text
    assert text.count("<style") == 1


def test_the_font_is_in_the_page_once_and_the_charts_own_is_gone() -> None:
    text = page()
    assert text.count("@font-face") == 1
    assert "yz-font" not in text


def test_two_tables_of_one_name_get_two_ids() -> None:
    twice = page_samples.notebook(
        page_samples.shown(page_samples.table()), page_samples.shown(page_samples.table())
    )
    ids = [element.get("id") for element in tree(render(twice, language="en", **OPTIONS)).cssselect("figure")]
    assert ids == ["table-growth", "table-growth-2"]


def test_the_order_of_headings_has_no_gap() -> None:
    cells = [page_samples.markdown(f"{'#' * level} part {level}") for level in (1, 4, 2, 5, 1, 3)]
    root = tree(render(page_samples.notebook(*cells), language="en", **OPTIONS))
    levels = [int(element.tag[1]) for element in root.cssselect("h1, h2, h3, h4, h5, h6")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))


def test_the_switch_leads_to_the_sister_page_and_is_absent_without_one() -> None:
    link = tree(page(sister="../zh/02-growth.html")).cssselect("a.switch")[0]
    assert (link.get("href"), link.get("lang"), link.text) == ("../zh/02-growth.html", "zh-CN", "中文")
    assert not tree(page()).cssselect("a.switch")


def test_the_head_tells_the_index_title_and_figures(english: html.HtmlElement) -> None:
    assert english.xpath("//meta[@name='yz-title']/@content") == ["How much did it grow?"]
    assert english.xpath("//meta[@name='yz-figures']/@content") == [
        " ".join(sorted([page_samples.GDP, page_samples.GROWTH, page_samples.OUTPUT]))
    ]


@pytest.mark.parametrize(
    "evil", ["<script>alert(1)</script>", "\"'><img src=x onerror=1>", "{{ 7*7 }}", "</style>"]
)
def test_hostile_text_in_display_objects_is_shown_as_text(evil: str) -> None:
    text = render(page_samples.sample(evil=evil), language="en", **OPTIONS)
    root = tree(text)
    assert not root.cssselect("script, img")
    assert evil in root.cssselect("#table-growth caption")[0].text_content()
    assert evil in root.cssselect("figure.chart svg")[0].get("aria-label")


@pytest.mark.slow
def test_the_same_notebook_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    """Other hash seed, time zone, home and locale."""
    script = (
        "import page_samples, sys; from yz_analysis.publishing.page import render;"
        "sys.stdout.buffer.write(render(page_samples.sample('zh'), language='zh', report='yangzhong-2022h1',"
        "parameters={'precision': 'literal'}).encode())"
    )
    pages = []
    for seed, zone, locale in (("1", "Asia/Shanghai", "C"), ("77", "America/Lima", "C.UTF-8")):
        environment = {
            **os.environ,
            "PYTHONHASHSEED": seed,
            "TZ": zone,
            "LC_ALL": locale,
            "HOME": str(tmp_path),
            "PYTHONPATH": os.pathsep.join([str(Path(page_samples.__file__).parent), *sys.path]),
        }
        ended = subprocess.run(
            [sys.executable, "-c", script], env=environment, capture_output=True, check=True
        )
        pages.append(ended.stdout)
    assert pages[0] == pages[1]
    assert len(pages[0]) > 10_000


def test_a_notebook_may_be_given_as_a_path(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    path.write_text(json.dumps(page_samples.notebook()), encoding="utf-8")
    assert "Untitled" in render(path, language="en", strict=False)


def test_an_english_page_takes_its_quotation_marks_from_the_readers_fonts() -> None:
    assert "unicode-range" in font_rule("it’s", language="en", strict=True, where="x")
    assert "unicode-range" not in font_rule("“规上”", language="zh", strict=True, where="x")


def test_the_text_of_a_page_is_what_is_seen() -> None:
    assert page_text("<p title='no'>a<style>b</style><svg><title>c</title><text>d</text></svg></p>e") == "ade"


@pytest.mark.parametrize(
    ("notebook", "language"),
    [
        ({"metadata": {"papermill": {"parameters": {"language": "zh"}}}, "cells": []}, "zh"),
        (page_samples.notebook(page_samples.shown(page_samples.prose("zh"))), "zh"),
        (page_samples.notebook(page_samples.markdown("# Growth of 扬中")), "en"),
        (page_samples.notebook(), "en"),
        ({"metadata": {"papermill": None}}, "en"),
    ],
)
def test_the_language_of_a_foreign_notebook_is_guessed(notebook: dict[str, object], language: str) -> None:
    assert guess_language(notebook) == language


def test_importing_the_door_costs_nothing() -> None:
    script = (
        "import sys; import yz_analysis.publishing.page, yz_analysis.publishing.site;"
        "print([name for name in ('lxml', 'nh3', 'jinja2', 'markdown_it', 'fontTools', 'nbconvert') "
        "if name in sys.modules])"
    )
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True, text=True)
    assert ended.stdout.strip() == "[]"
