"""What stops a build of a page, what falls back elsewhere, and the last look before a page leaves."""

from __future__ import annotations

import json

import page_samples
import pytest
from page_making import OPTIONS, page

from yz_analysis.errors import UnknownNameError, YzAnalysisError
from yz_analysis.publishing.page import render
from yz_analysis.publishing.page.audit import PageError, check, findings
from yz_analysis.publishing.page.display import DisplayError
from yz_analysis.publishing.page.fonts import MissingGlyphError


def test_a_parameter_without_words_stops_a_build_and_not_a_menu() -> None:
    with pytest.raises(UnknownNameError, match="secret_knob"):
        page(parameters={"secret_knob": 1})
    assert "secret knob" in page(parameters={"secret_knob": 1}, strict=False)


def test_a_character_without_a_glyph_stops_a_build_and_says_where() -> None:
    nb = page_samples.notebook(page_samples.markdown("# A face \U0001f600 here"))
    with pytest.raises(MissingGlyphError, match=r"U\+1F600.*A face"):
        render(nb, language="en", **OPTIONS)
    assert "\U0001f600" in render(nb, language="en", strict=False)


def test_a_picture_without_words_stops_a_build() -> None:
    bundle = {"image/png": page_samples.PNG, "text/plain": "<Figure>"}
    nb = page_samples.notebook(page_samples.shown(bundle))
    with pytest.raises(YzAnalysisError, match="alternative text"):
        render(nb, language="en", **OPTIONS)
    assert "without a description" in render(nb, language="en", strict=False)


def test_a_text_without_its_sister_stops_a_build() -> None:
    cells = [page_samples.markdown("# a", "zh"), page_samples.markdown("# b", "en")]
    lone = page_samples.notebook(*cells, page_samples.markdown("## c", "en"), page_samples.markdown("both"))
    with pytest.raises(YzAnalysisError, match="02-growth: text cells: 1 in zh, 2 in en; look near '## c'"):
        render(lone, language="en", **OPTIONS)
    assert render(lone, language="en", strict=False)
    assert render(page_samples.notebook(*cells), language="zh", **OPTIONS)


def test_a_display_object_of_another_language_stops_a_build() -> None:
    nb = page_samples.notebook(page_samples.shown(page_samples.table("zh")))
    with pytest.raises(DisplayError, match="speaks 'zh' on a page in en"):
        render(nb, language="en", **OPTIONS)
    assert "地区生产总值" in render(nb, language="en", strict=False)


@pytest.mark.parametrize("missing", ["alt", "caption"])
def test_a_chart_without_alt_or_caption_stops_a_build(missing: str) -> None:
    bundle = json.loads(json.dumps(page_samples.chart().mimebundle()))
    bundle["application/vnd.yz-analysis.chart+json"][missing] = ""
    with pytest.raises(DisplayError, match=missing):
        render(page_samples.notebook(page_samples.shown(bundle)), language="en", **OPTIONS)


@pytest.mark.parametrize(
    "broken",
    [
        {"version": 2},
        {"version": 1, "id": "<b>"},
        {"version": 1, "id": "a", "columns": [], "rows": []},
        {"version": 1, "id": "a", "columns": [{"label": "x"}], "rows": [["a", "b"]], "caption": "c"},
        {"version": 1, "id": "a", "columns": [{"label": "x"}], "rows": [[{"text": 3}]], "caption": "c"},
        {"version": 1, "id": "a", "columns": [{"label": "x"}], "rows": [[{"text": "", "figures": "F1"}]]},
        {"version": 1, "id": "a", "columns": [{"label": "x"}], "rows": [[{"text": "", "validity": "sure"}]]},
        [],
        "text",
    ],
)
def test_a_broken_display_object_stops_a_build_and_falls_back_elsewhere(broken: object) -> None:
    bundle = {"application/vnd.yz-analysis.table+json": broken, "text/plain": "the plain form"}
    nb = page_samples.notebook(page_samples.shown(bundle))
    with pytest.raises(DisplayError):
        render(nb, language="en", **OPTIONS)
    assert "the plain form" in render(nb, language="en", strict=False)


def test_unknown_language_and_report_are_named() -> None:
    with pytest.raises(UnknownNameError, match="language"):
        render(page_samples.sample(), language="fr")
    with pytest.raises(UnknownNameError, match="yangzhong-2022h1"):
        render(page_samples.sample(), language="en", report="yangzong-2022h1")


@pytest.mark.parametrize(
    ("body", "finding"),
    [
        ("<script></script>", "<script>"),
        ("<p onclick='x'></p>", "event attribute"),
        ("<p style='x'></p>", "style attribute"),
        ("<img alt='a' src='https://example.org/x.png'>", "loads"),
        ("<img src='data:image/png;base64,AAAA'>", "alternative text"),
        ("<svg></svg>", "alternative text"),
        ("<p id=a></p><p id=a></p>", "2 times"),
        ("<a href='#nowhere'>x</a>", "not on the page"),
        ("<a href='javascript:x'>x</a>", "a link leads"),
        ("<a href='file:///etc'>x</a>", "a link leads"),
        ("<a href=' JavaScript:x'>x</a>", "a link leads"),
        ("<a href='data:text/html,x'>x</a>", "a link leads"),
        ("<form></form>", "<form>"),
        ("<img alt=' ' src='data:image/png;base64,AAAA'>", "alternative text"),
        ("<svg aria-label=' '></svg>", "alternative text"),
        *(
            (f"<div {name}='https://example.org/x'></div>", "<div> loads https://example.org/x")
            for name in ("src", "href", "srcset", "poster", "data", "action", "background", "xlink:href")
        ),
        ("<img alt='a' src='data:image/svg+xml;base64,AAAA'>", "loads"),
        ("<img alt='a' src='data:image/png,AAAA'>", "loads"),
    ],
)
def test_the_last_look_finds_what_must_not_leave(body: str, finding: str) -> None:
    assert any(finding in found for found in findings(f"<html lang=en><body>{body}</body></html>"))
    with pytest.raises(PageError, match="somewhere"):
        check(f"<html lang=en><body>{body}</body></html>", "somewhere")


@pytest.mark.parametrize(
    "body",
    [
        "<a href='https://example.org/a:b'>x</a>", "<a href='mailto:a@example.org'>x</a>",
        "<a href='b.html'>x</a>",
        "<a href='b.html#c:d'>x</a>", "<a href='b?c:d'>x</a>", "<p id=a></p><a href='#a'>x</a>",
        "<img alt='a' src='data:image/webp;base64,AAAA'>",
    ],
)  # fmt: skip
def test_the_last_look_lets_a_link_or_picture_pass_that_loads_nothing(body: str) -> None:
    assert findings(f"<html lang=en><body>{body}</body></html>") == []


def test_a_refusal_names_the_page_and_no_more_than_five_findings() -> None:
    bad = "<html><body>" + "<script></script>" * 9 + "</body></html>"
    with pytest.raises(
        PageError, match=r"^a/b: the page names no language; <script> on the page; "
    ) as refused:
        check(bad, "a/b")
    assert str(refused.value).count(";") == 4


def test_the_last_look_lets_a_good_page_pass() -> None:
    assert findings("<html lang=en><a href='evidence.html#F1'>x</a><a href='mailto:a@b.c'>y</a></html>") == []
    assert findings("<html></html>") == ["the page names no language"]
