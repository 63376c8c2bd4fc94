"""Foreign HTML, SVG, styles, pictures and paths: what is not listed does not get through."""

from __future__ import annotations

from typing import Any

import page_samples
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from yz_analysis.publishing.page.clean import Context, clean_html, missing_parts
from yz_analysis.publishing.page.images import data_image, encoded
from yz_analysis.publishing.page.privacy import without_paths
from yz_analysis.publishing.page.styles import SVG_PROPERTIES, TEXT_PROPERTIES, Sheet, declarations
from yz_analysis.publishing.page.vector import SvgError, clean_svg, texts


def cleaned(source: str) -> str:
    return clean_html(source, Context("en"))


@pytest.mark.parametrize("source", page_samples.HOSTILE_HTML)
def test_hostile_html_leaves_nothing_that_runs_or_loads(source: str) -> None:
    shown = cleaned(source)
    root = etree.fromstring(f"<div>{shown}</div>", etree.HTMLParser())
    for element in root.iter(etree.Element):
        assert element.tag not in {
            "script",
            "style",
            "iframe",
            "object",
            "embed",
            "form",
            "input",
            "link",
            "base",
        }
        assert not [
            name for name in element.attrib if name.startswith("on") or name in {"style", "id", "srcset"}
        ]
        assert "javascript" not in element.get("href", "")
        assert not element.get("src", "").startswith("http")
    assert "background" not in shown


def test_a_frame_keeps_its_table_and_gets_scopes_and_alignment() -> None:
    frame = pd.DataFrame({"name": ["GDP<b>", "x"], "value": [301.5, -3.2]}, index=["a", "b"])
    shown = cleaned(frame.to_html())
    assert '<th scope="col">name</th>' in shown
    assert '<th scope="row">a</th>' in shown
    assert '<td class="n">301.5</td>' in shown
    assert '<td class="n">-3.2</td>' in shown
    assert "GDP&lt;b&gt;" in shown
    assert "style" not in shown


def test_a_head_cell_without_words_is_no_head() -> None:
    assert "<th></th>" not in cleaned(pd.DataFrame({"a": [1]}).to_html())


def test_a_styler_keeps_its_colours_as_classes_and_loses_its_random_ids() -> None:
    context = Context("en")
    styler = pd.DataFrame({"a": [1, 2]}).style.map(lambda value: "color: red; position: fixed")
    shown = clean_html(styler.to_html(), context)
    assert 'class="n s0"' in shown
    assert context.sheet.css() == ".s0{color:red}"
    assert " id=" not in shown
    other = pd.DataFrame({"a": [1, 2]}).style.map(lambda value: "color: red; position: fixed")
    assert clean_html(other.to_html(), Context("en")) == shown


def test_what_only_a_script_could_show_is_named() -> None:
    assert missing_parts("<div><iframe src=x></iframe><video></video></div>") == ["iframe", "video"]
    assert missing_parts("plain") == []


def test_links_of_the_web_stay_and_give_nothing_away() -> None:
    assert cleaned('<a href="https://example.org/a?b=1">x</a>') == (
        '<a href="https://example.org/a?b=1" rel="noopener noreferrer">x</a>'
    )
    assert cleaned('<a href="#part">x</a>') == '<a href="#part">x</a>'


@given(st.text(alphabet="<>/=\"' abcimgsrtdonlyh&;!-\n", max_size=80))
def test_no_text_makes_html_that_runs(source: str) -> None:
    shown = cleaned(source)
    assert "<script" not in shown
    assert "<img" not in shown or "alt=" in shown


@pytest.mark.parametrize("source", page_samples.HOSTILE_SVG)
def test_hostile_svg_leaves_a_picture_that_does_nothing(source: str) -> None:
    shown = clean_svg(source, label="a picture", prefix="p", sheet=Sheet())
    root = etree.fromstring(shown)
    for element in root.iter(etree.Element):
        assert element.tag not in {"script", "foreignObject", "style", "a", "animate", "set"}
        assert not [name for name in element.attrib if name.startswith("on") or name == "style"]
        assert "example.org" not in str(element.attrib)
    assert "root:" not in shown


def test_the_paper_of_a_whole_chart_is_left_out_and_no_other_rectangle() -> None:
    paper, bar = '<rect x="0" y="-9" width="40" height="29"', '<rect x="0" y="0" width="40" height="20"'
    source = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 -9 40 29">{paper} fill="#fff"/>{bar}/></svg>'
    )
    given: dict[str, Any] = {"label": "Bars", "prefix": "c", "sheet": Sheet({})}
    shown = etree.fromstring(clean_svg(source, **given, view="0 0 40 20"))
    assert [one.get("y") for one in shown.iter("{*}rect")] == ["0"]
    foreign = etree.fromstring(clean_svg(source, **given))
    assert [one.get("y") for one in foreign.iter("{*}rect")] == ["-9", "0"]


def test_a_chart_keeps_text_gets_classes_and_shows_only_its_view() -> None:
    sheet = Sheet({"#0072b2": "var(--c-blue)"})
    shown = clean_svg(page_samples.SVG, label="Bars", prefix="c1", sheet=sheet, view="0 0 432 200")
    root = etree.fromstring(shown)
    assert root.get("viewBox") == "0 0 432 200"
    assert root.get("aria-label") == "Bars"
    assert root.get("role") == "img"
    assert root.get("width") is None
    assert "地区生产总值 GDP" in "".join(root.itertext())
    assert 'width="100.12"' in shown
    assert "@font-face" not in shown
    assert "style=" not in shown
    assert "fill:var(--c-blue)" in sheet.css()
    assert "clip-path:url(#c1-0)" in sheet.css()
    assert root.find(".//clipPath").get("id") == "c1-0"
    assert "font-size:10px" in sheet.css()


def test_two_charts_on_a_page_share_no_id() -> None:
    sheet = Sheet()
    both = [clean_svg(page_samples.SVG, label="x", prefix=prefix, sheet=sheet) for prefix in ("a", "b")]
    ids = [element.get("id") for svg in both for element in etree.fromstring(svg).iter() if element.get("id")]
    assert ids == ["a-0", "b-0"]


@pytest.mark.parametrize("source", ["", "<p>no</p>", "<svg", "<svg><g></svg>", "text"])
def test_what_is_no_svg_is_refused(source: str) -> None:
    with pytest.raises(SvgError):
        clean_svg(source, label="x", prefix="p", sheet=Sheet())


def test_very_deep_or_self_referring_svg_ends() -> None:
    deep = '<svg xmlns="http://www.w3.org/2000/svg">' + "<g>" * 200 + "<rect/>" + "</g>" * 200 + "</svg>"
    assert "<rect" not in clean_svg(deep, label="x", prefix="p", sheet=Sheet())
    loop = '<svg xmlns="http://www.w3.org/2000/svg"><g id="a"><use href="#a"/></g></svg>'
    assert clean_svg(loop, label="x", prefix="p", sheet=Sheet()).count("<use") == 1


def test_the_text_of_a_chart_can_be_read() -> None:
    assert list(texts(page_samples.SVG)) == ["地区生产总值 GDP"]


def test_a_scale_keeps_its_digits_and_a_coordinate_two() -> None:
    path = '<path transform="scale(0.015625)" d="M 1.23456 2.0001"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg">{path}</svg>'
    shown = clean_svg(svg, label="x", prefix="p", sheet=Sheet())
    assert "scale(0.015625)" in shown
    assert 'd="M 1.23 2"' in shown


@pytest.mark.parametrize(
    ("style", "kept"),
    [
        ("fill: #fff; stroke-width: 0.8", {"fill": "#fff", "stroke-width": "0.8"}),
        ("font: bold 12px 'Noto Sans SC', serif", {"font-weight": "bold", "font-size": "12px"}),
        ("font-size: 10", {"font-size": "10px"}),
        ("fill: rgb(1, 2, 3)", {"fill": "rgb(1, 2, 3)"}),
        ("fill: expression(alert(1)); fill-opacity: var(--x)", {}),
        ("fill: url('http://x')", {}),
        ("clip-path: url(#a)", {"clip-path": "url(#p-0)"}),
        ("clip-path: url(#b)", {}),
        ("behavior: url(x); -moz-binding: url(y); position: fixed", {}),
        ("fill: red; } body { color: blue", {"fill": "red"}),
        ("fill: </style><script>", {}),
    ],
)
def test_a_style_passes_property_by_property(style: str, kept: dict[str, str]) -> None:
    assert declarations(style, SVG_PROPERTIES, {"a": "p-0"}) == kept


def test_equal_styles_share_a_class_and_the_order_of_properties_does_not_matter() -> None:
    sheet = Sheet()
    first = sheet.class_for(declarations("fill:red;opacity:1", SVG_PROPERTIES))
    assert first == sheet.class_for(declarations("opacity:1;fill:red", SVG_PROPERTIES))
    assert sheet.class_for({}) == ""
    assert sheet.css() == ".s0{fill:red;opacity:1}"


@given(st.text(max_size=60))
def test_no_style_text_writes_anything_but_simple_declarations(text: str) -> None:
    for name, value in declarations(text, TEXT_PROPERTIES).items():
        assert name in TEXT_PROPERTIES
        assert not set(value) & set("{};<>@\\")


def test_only_raster_pictures_that_are_what_they_say_pass() -> None:
    good = f"data:image/png;base64,{page_samples.PNG}"
    assert data_image(good) == good
    assert data_image(good.replace("image/png", "image/jpeg")) is None
    assert data_image("data:image/svg+xml;base64,PHN2Zz4=") is None
    assert data_image("https://example.org/a.png") is None
    assert encoded("image/png", "not base64!") is None


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/tmp/ipykernel_12/34.py:1: UserWarning", "…/34.py:1: UserWarning"),
        ("file:///home/li/a b", "…/a b"),
        (r"C:\Users\li\data\a.csv", "…/a.csv"),
        ("a/b and 2022/03/29 and and/or", "a/b and 2022/03/29 and and/or"),
        ("https://example.org/home/li/x", "https://example.org/home/li/x"),
        ("'/Users/li/x.ipynb'", "'…/x.ipynb'"),
    ],
)
def test_local_paths_lose_their_folders(text: str, shown: str) -> None:
    assert without_paths(text) == shown
