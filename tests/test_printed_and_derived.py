"""What a reader takes for print is print; what was worked out never looks like it, nor leaves its bounds."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache

import pytest

import yz_analysis as yz
from yz_analysis.figures import charts, metrics, prose, tables
from yz_analysis.figures.display import Cell, Chart, Prose, Table
from yz_analysis.words import LANGUAGES

REPORTS = ["yangzhong-2022h1", "china-2022h1", "zhenjiang-2022h1"]
SENTENCES = [name for name in prose.__all__ if name not in ("TOPICS", "limits")]
SCALES = [Decimal(10) ** power for power in range(-8, 9)]
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_INTERVAL = re.compile(r"\[([−\d.]+), ([−\d.]+)\]")


@cache
def shown(report, language, precision):
    """Every table, chart and sentence of a report in one language."""
    source = metrics.read(report, precision=precision)
    makers = [getattr(tables, name) for name in tables.__all__]
    makers += [getattr(charts, name) for name in charts.__all__]
    makers += [getattr(prose, name) for name in SENTENCES]
    return [make(source, language) for make in makers]


def grids(report, language, precision="literal"):
    for one in shown(report, language, precision):
        table = one.data if isinstance(one, Chart) else one
        if isinstance(table, Table):
            yield table


def pieces(report, language):
    """Every text that leads to one figure as its print."""
    stretches = [
        piece
        for one in shown(report, language, "literal")
        if isinstance(one, Prose)
        for item in one.items
        for piece in item
    ]
    stretches += [cell for table in grids(report, language) for row in table.rows for cell in row]
    return [
        piece
        for piece in stretches
        if not isinstance(piece, str) and len(piece.figures) == 1 and not piece.derived
    ]


def number(text):
    return Decimal(text.replace(",", "").replace("−", "-"))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", REPORTS)
def test_a_number_that_leads_to_one_figure_is_the_one_printed_there(report, language):
    printed = yz.load_figures().set_index("figure_id")["value"].dropna()
    for piece in pieces(report, language):
        found = _NUMBER.search(piece.text)
        if found and piece.figures[0] in printed.index:
            value = abs(Decimal(str(printed[piece.figures[0]])))
            assert any(number(found[0]) * scale == value for scale in SCALES), piece


def test_most_of_what_is_printed_is_met_in_that_test():
    assert len(pieces("yangzhong-2022h1", "en")) > 200


def test_a_number_worked_out_from_one_figure_says_so():
    text = {
        piece.text: piece
        for one in shown("yangzhong-2022h1", "en", "literal")
        if isinstance(one, Prose)
        for item in one.items
        for piece in item
        if not isinstance(piece, str)
    }
    for worked_out in (
        "CNY 8.712 billion",
        "CNY 180 million",
        "15,000 persons",
        "13/15, 26/30, 39/45, 52/60",
    ):
        assert text[worked_out].derived
    for printed in (
        "more than CNY 100 billion",
        "CNY 2.156 billion (21.56亿元)",
        "10 thousand persons (1万人)",
        "86.7%",
    ):
        assert not text[printed].derived


def test_a_cell_with_a_validity_is_derived_without_saying_so():
    assert Cell("1", ("demo:F001",), "valid").derived
    assert not Cell("1", ("demo:F001",)).derived


@pytest.mark.parametrize(
    ("report", "precision"), [*((report, "literal") for report in REPORTS), ("yangzhong-2022h1", "house")]
)
def test_no_number_is_shown_outside_the_bounds_that_stand_beside_it(report, precision):
    checked = 0
    for table in grids(report, "en", precision):
        keys = [column.key for column in table.columns]
        for row in table.rows:
            text = [cell.text if isinstance(cell, Cell) else cell for cell in row]
            if "bounds" not in keys:
                continue
            ends = _INTERVAL.search(text[keys.index("bounds")])
            value = next((text[keys.index(key)] for key in VALUE_COLUMNS if key in keys), "")
            found = re.search(r"[−+]?\d[\d.]*", value.partition("(")[0])
            if ends and found:
                checked += 1
                assert number(ends[1]) <= number(found[0].lstrip("+")) <= number(ends[2]), (table.id, text)
    assert checked


# the columns whose numbers the column of bounds is about, the nearest first
VALUE_COLUMNS = ("gap", "progress", "required_growth", "base", "value")
