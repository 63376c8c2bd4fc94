"""What is missing is told once: neighbouring boxes become one on the page, and nothing else moves."""

from __future__ import annotations

from typing import Any

import page_samples
import pytest
from lxml import html

from yz_analysis.figures.display import Prose
from yz_analysis.publishing.page import render
from yz_analysis.publishing.page.display import DisplayError


def missing(name: str, *said: str, language: str = "en") -> dict[str, Any]:
    return page_samples.shown(Prose(name, language, "absent", [[one] for one in said]).mimebundle())


def boxes(*cells: dict[str, Any]) -> list[list[str]]:
    notebook = page_samples.notebook(
        page_samples.markdown("# 问", "zh"), page_samples.markdown("# Question", "en"), *cells
    )
    root = html.document_fromstring(render(notebook, language="en", report=page_samples.REPORT))
    return [
        [" ".join(said.text_content().split()) for said in box.cssselect("li, p:not(.label)")]
        for box in root.cssselect(".prose.absent")
    ]


def test_neighbouring_boxes_become_one_that_tells_each_thing_once() -> None:
    found = boxes(
        missing("chart-a", "No target."), missing("table-a", "No target."), missing("prose-b", "No rank.")
    )
    assert found == [["No target.", "No rank."]]


def test_one_thing_missing_three_times_is_one_sentence_and_no_list() -> None:
    found = boxes(*(missing(f"part-{letter}", "No target.") for letter in "abc"))
    assert found == [["No target."]]


def test_text_or_a_table_between_two_boxes_keeps_them_apart() -> None:
    for between in (
        [page_samples.markdown("## 乙", "zh"), page_samples.markdown("## B", "en")],
        [page_samples.shown(page_samples.table("en"))],
        [page_samples.shown(page_samples.prose("en", "limit"))],
    ):
        found = boxes(missing("a", "No target."), *between, missing("b", "No target."))
        assert found == [["No target."], ["No target."]]


def test_a_box_in_the_wrong_language_is_still_refused() -> None:
    with pytest.raises(DisplayError, match="speaks 'zh'"):
        boxes(missing("a", "No target."), missing("b", "没有目标。", language="zh"))


def test_a_box_that_breaks_the_contract_is_refused_where_it_is_shown() -> None:
    broken = missing("a", "No target.")
    bundle = broken["outputs"][0]["data"]
    bundle["application/vnd.yz-analysis.prose+json"]["id"] = "<b>"
    with pytest.raises(DisplayError, match="no slug"):
        boxes(broken)
