"""The map of evidence has the shape of the text and none of its words."""

from __future__ import annotations

import hashlib

import chart_reading as reading
import pytest

from yz_analysis.errors import YzAnalysisError
from yz_analysis.figures import charts
from yz_analysis.figures.display import Cell, Chart
from yz_analysis.figures.metrics import read
from yz_analysis.figures.palette import PALETTE

MAIN = "yangzhong-2022h1"


def test_the_evidence_map_colours_each_stretch_once() -> None:
    source = read(MAIN)
    spans = source.rows[source.rows["start"].notna()].drop_duplicates(["start", "end"])
    shown = charts.evidence_map(source, "zh")
    assert isinstance(shown, Chart)
    rows = shown.data.rows
    assert sum(int(cell.text) for row in rows for cell in row[1:2] if isinstance(cell, Cell)) == len(spans)


def test_the_evidence_map_takes_only_the_text_the_figures_were_read_from() -> None:
    with pytest.raises(YzAnalysisError, match="SHA-256"):
        charts.evidence_map(read(MAIN), "zh", "another text")


def test_the_evidence_map_draws_the_shape_of_the_text_and_none_of_its_words(article: str) -> None:
    shown = charts.evidence_map(read(MAIN), "zh", article)
    assert isinstance(shown, Chart)
    assert hashlib.sha256(article.encode()).hexdigest() not in shown.svg
    without = charts.evidence_map(read(MAIN), "zh")
    assert isinstance(without, Chart)
    grey = {c.id: len(reading.paths(c.svg, stroke=PALETTE["grid"])) for c in (shown,)}
    assert grey["chart-evidence-map"] > len(reading.paths(without.svg, stroke=PALETTE["grid"]))
    assert [item.text for item in reading.words(shown.svg)] == [
        item.text for item in reading.words(without.svg)
    ]
