"""Outputs of any notebook, and the exporter that nbconvert and JupyterLab call."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import nbformat
import page_samples
import pandas as pd
import pytest
from lxml import html

from yz_analysis.publishing.page import render
from yz_analysis.publishing.page.exporter import PageExporter


def body(*cells: dict[str, object], language: str = "en") -> html.HtmlElement:
    text = render(page_samples.notebook(*cells), language=language, strict=False)
    return html.document_fromstring(text).cssselect("main")[0]


def text_of(*cells: dict[str, object]) -> str:
    return " ".join(body(*cells).text_content().split())


def test_printed_text_is_shown_without_terminal_codes_paths_or_addresses() -> None:
    text = "\x1b[31mred\x1b[0m /home/li/a.csv <Thing at 0x7f00deadbeef>"
    assert text_of(page_samples.raw_output(output_type="stream", name="stdout", text=[text])) == (
        "Untitled red …/a.csv <Thing at …>"
    )


def test_streams_cut_by_chance_are_joined() -> None:
    cell = page_samples.raw_output(output_type="stream", name="stdout", text="a")
    cell["outputs"] += [{"output_type": "stream", "name": "stdout", "text": "b\n"}]
    assert len(body(cell).cssselect("pre")) == 1


def test_messages_of_the_program_fold_away() -> None:
    shown = body(page_samples.raw_output(output_type="stream", name="stderr", text="UserWarning: x"))
    assert shown.cssselect("details summary")[0].text == "Messages of the program"


def test_an_error_is_one_sentence_and_no_traceback() -> None:
    cell = page_samples.raw_output(
        output_type="error",
        ename="ValueError",
        evalue="no <b>",
        traceback=["\x1b[31mTraceback", "/home/li/x.py"],
    )
    assert text_of(cell) == "Untitled This step did not finish: ValueError: no <b>"


def test_a_data_frame_and_a_styler_become_tables() -> None:
    frame = pd.DataFrame({"指标": ["GDP", "<script>"], "value": [301.5, 3.0]})
    shown = body(page_samples.shown({"text/html": frame.to_html(), "text/plain": repr(frame)}))
    assert len(shown.cssselect("table tbody tr")) == 2
    assert "<script>" in shown.text_content()
    styled = frame.style.background_gradient(subset=["value"]).to_html()
    assert body(page_samples.shown({"text/html": styled})).cssselect("td.n")


def test_a_picture_keeps_the_words_its_author_gave() -> None:
    cell = page_samples.shown({"image/png": page_samples.PNG, "text/plain": "<Figure>"})
    cell["outputs"][0]["metadata"] = {"image/png": {"alt": "the map"}}
    assert body(cell).cssselect("img")[0].get("alt") == "the map"


def test_a_picture_that_is_none_falls_back_to_text() -> None:
    assert "the plain form" in text_of(
        page_samples.shown({"image/png": "AAAA", "text/plain": "the plain form"})
    )


def test_stock_svg_is_shown_inline() -> None:
    shown = body(page_samples.shown({"image/svg+xml": [page_samples.SVG]}))
    assert shown.cssselect(".picture svg text")


@pytest.mark.parametrize(
    ("bundle", "seen"),
    [
        ({"text/markdown": "**“规上”**工业"}, "“规上”工业"),
        ({"text/latex": "$\\frac{a}{b}$", "text/plain": "no"}, "ab"),
        ({"application/json": {"b": 1, "a": [2]}}, '{ "a": [ 2 ], "b": 1 }'),
        ({"text/plain": "plain"}, "plain"),
        ({"application/javascript": "alert(1)"}, "An interactive element (javascript) stood here"),
        (
            {"application/vnd.jupyter.widget-view+json": {"model_id": "a"}, "text/plain": "IntSlider()"},
            "An interactive element (vnd.jupyter.widget-view+json)",
        ),
        ({"text/html": "<iframe src=https://example.org></iframe>", "text/plain": "<IFrame>"}, "(iframe)"),
        ({"text/html": "<script>x</script>", "text/plain": "the plain form"}, "the plain form"),
        ({"application/vnd.plotly.v1+json": {}, "text/html": "<div><script>x</script></div>"}, ""),
    ],
)
def test_each_kind_of_output_shows_what_needs_no_script(bundle: dict[str, object], seen: str) -> None:
    assert seen in text_of(page_samples.shown(bundle))


@pytest.mark.parametrize("source", page_samples.HOSTILE_HTML)
def test_a_page_with_hostile_html_passes_its_own_audit(source: str) -> None:
    shown = body(page_samples.shown({"text/html": source}), page_samples.markdown(source))
    assert not shown.cssselect("script, iframe, form, object, embed, link, base, video, audio")


def test_hidden_cells_and_outputs_stay_with_the_author() -> None:
    hidden = page_samples.shown({"text/plain": "secret"})
    hidden["metadata"] = {"tags": ["hide_output"]}
    assert text_of(hidden, page_samples.markdown("secret too", "hide")) == "Untitled"


def test_odd_notebooks_do_not_stop_a_page() -> None:
    odd = {"cell_type": "code", "source": [], "metadata": {"tags": "zh"}, "outputs": [{"output_type": "new"}]}
    raw = {"cell_type": "raw", "source": "<script>x</script>", "metadata": {}}
    assert text_of(odd, raw, {"cell_type": "markdown", "source": ["# a", "\n", "b"], "metadata": {}}) == "a b"


@pytest.mark.parametrize(
    "bundle",
    [
        {"text/html": "<div>" * 20_000 + "end"},
        {"text/html": "<table><tr><td>" * 500 + "end"},
        {
            "image/svg+xml": "<svg xmlns='http://www.w3.org/2000/svg'>"
            + "<g>" * 5_000
            + "</g>" * 5_000
            + "</svg>"
        },
        {"text/markdown": ">" * 5_000 + "end"},
        {"text/markdown": "*" * 9_000 + "end" + "*" * 9_000},
        {"text/latex": "$" + "{" * 2_000 + "$"},
        {"text/html": "a\x00b\x0b\ud800"},
        {"text/plain": "a\x00b\x0b\ud800"},
        {"text/markdown": "a\x00b\x0b\ud800 # \x1b"},
    ],
)
def test_deep_long_and_unwritable_output_ends_in_a_page(bundle: dict[str, str]) -> None:
    nb = page_samples.notebook(page_samples.shown(bundle), page_samples.markdown("after it"))
    text = render(nb, language="en", strict=False)
    assert "after it" in text
    assert text.encode("utf-8")


def test_huge_output_is_cut() -> None:
    cell = page_samples.raw_output(output_type="stream", name="stdout", text="x" * 500_000)
    assert len(body(cell).text_content()) < 210_000


def test_the_exporter_is_registered_and_has_a_place_in_the_menu() -> None:
    from nbconvert.exporters.base import get_export_names, get_exporter

    assert "yz" in get_export_names()
    assert get_exporter("yz") is PageExporter
    assert PageExporter.export_from_notebook
    assert PageExporter().file_extension == ".html"


def test_the_exporter_takes_language_and_parameters_from_the_notebook() -> None:
    nb = nbformat.from_dict(page_samples.sample("zh"))
    nb.metadata["papermill"] = {"parameters": {"language": "zh", "precision": "literal"}}
    text, resources = PageExporter().from_notebook_node(nb, {"metadata": {"name": "02-growth"}})
    assert "增长了多少？" in text
    assert "按印出的末位" in text
    assert resources["output_extension"] == ".html"


def test_the_exporter_can_be_strict_and_told_the_language() -> None:
    nb = nbformat.from_dict(page_samples.notebook(page_samples.shown({"image/png": page_samples.PNG})))
    with pytest.raises(Exception, match="alternative text"):
        PageExporter(strict=True).from_notebook_node(nb)
    assert 'lang="zh-CN"' in PageExporter(language="zh").from_notebook_node(nb)[0]


@pytest.mark.slow
def test_nbconvert_makes_the_page_of_any_notebook(tmp_path: Path) -> None:
    path = tmp_path / "any name.ipynb"
    path.write_text(json.dumps(page_samples.sample()), encoding="utf-8")
    command = [sys.executable, "-m", "nbconvert", "--to", "yz", str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    assert "How much did it grow?" in path.with_suffix(".html").read_text(encoding="utf-8")
