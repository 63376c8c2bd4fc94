"""Tables of the report itself: claims checked, what is printed of each indicator, repetitions, defects."""

from __future__ import annotations

import re
from typing import Any

from yz_analysis.figures import quoted
from yz_analysis.figures.dataset import load_corrections
from yz_analysis.figures.display import Cell, Prose, Table
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.completeness import ASPECTS
from yz_analysis.figures.metrics.completeness import completeness as _completeness
from yz_analysis.figures.metrics.consistency import consistency as _consistency
from yz_analysis.figures.metrics.guards import refusals as _refusals
from yz_analysis.figures.metrics.source import Source, empty
from yz_analysis.figures.tables.common import Row, column, make, on_two_bases
from yz_analysis.figures.told import each
from yz_analysis.words import word

# ids of metrics in brackets, of use to who computes: "(gdp.implied_base)"
_IDS = re.compile(r"\s*[(（](?:A\d+|[a-z_]+(?:\.[a-z_]+)?)[)）]")


def consistency(source: Source, language: str) -> Table | Prose:
    """A15: which claims can be checked, and do they hold?"""
    heads = [column("claim", language), column("holds", language), column("reason", language)]
    rows: list[Row] = [
        [
            str(getattr(row, f"claim_{language}")),
            Cell(word(f"holds.{row.holds}", language), tuple(str(row.figures).split()), derived=True),
            str(getattr(row, f"reason_{language}")),
        ]
        for row in each(_consistency(source))
    ]
    return make("consistency", source, language, heads, rows)


def completeness(source: Source, language: str) -> Table | Prose:
    """A16: level, growth, rank and target: which of them is printed, indicator by indicator?"""
    heads = [column("indicator", language), *(column(aspect, language) for aspect in ASPECTS)]
    twofold = on_two_bases(source.rows)
    printed = {str(row.figure_id): row for row in each(source.rows)}
    shown = {one: _with_basis(row, language, twofold) for one, row in printed.items()}
    rows: list[Row] = []
    for row in each(_completeness(source)):
        cells: list[str | Cell] = [indicator_name(str(row.indicator), language)]
        for aspect in ASPECTS:
            ids = tuple(str(getattr(row, aspect)).split())
            quotes = list(dict.fromkeys(shown[one] for one in ids))
            caveats = dict.fromkeys(quoted.estimate_caveat(printed[one], language) for one in ids)
            caveat = "".join(caveats) if language == "zh" else " ".join(filter(None, caveats))
            cells.append(
                Cell(word("list.separator", language).join(quotes), ids, caveat=caveat)
                if ids
                else word("table.none", language)
            )
        rows.append(cells)
    return make("completeness", source, language, heads, rows)


def _with_basis(row: Any, language: str, twofold: set[tuple[str, str]]) -> str:
    """Return a figure as printed; growth that stands beside growth of another basis names its own."""
    text = quoted.printed_text(row, language)
    if row.measure != "growth" or (row.indicator, row.time_period) not in twofold:
        return text
    basis = word(f"basis.{row.price_basis}", language)
    return word("said.with_basis", language, quote=text, basis=basis)


def repeated(source: Source, language: str) -> Table | Prose:
    """Which figures are printed twice, and where? Each counts once."""
    again = source.rows[~empty(source.rows["duplicate_of"])]
    first = dict(zip(source.rows["figure_id"], source.rows["paragraph"], strict=True))
    heads = [
        column("indicator", language),
        column("value", language, right=True),
        column("first", language, right=True),
        column("again", language, right=True),
    ]
    rows: list[Row] = [
        [
            indicator_name(str(row.indicator), language),
            quoted.printed_cell(row, language),
            _paragraph(first[row.duplicate_of], language),
            _paragraph(row.paragraph, language),
        ]
        for row in each(again)
    ]
    return make("repeated", source, language, heads, rows)


def corrections(source: Source, language: str) -> Table | Prose:
    """Which character defects does the text have, how sure is each, and does any touch a value?"""
    table = load_corrections()
    own = table[table["report_id"].eq(source.report)]
    heads = [
        column("printed", language),
        column("corrected", language),
        column("confidence", language),
        column("applied", language),
        column("place", language, right=True),
        column("affects", language),
    ]
    rows: list[Row] = [
        [
            str(row.printed) or word("table.none", language),
            str(row.corrected) or word("table.none", language),
            word(f"confidence.{row.confidence}", language),
            _answer(row.applied, language),
            str(row.paragraph),
            _answer(row.affects_value, language),
        ]
        for row in each(own)
    ]
    return make("corrections", source, language, heads, rows)


def refusals(source: Source, language: str) -> Table | Prose:
    """Which computations does the method refuse, why, and what may be used instead?"""
    heads = [column("request", language), column("why", language), column("instead", language)]
    rows: list[Row] = [
        [_IDS.sub("", str(getattr(row, f"{part}_{language}"))) for part in ("request", "why", "instead")]
        for row in each(_refusals())
    ]
    return make("refusals", source, language, heads, rows)


def _answer(yes: object, language: str) -> str:
    return word("answer.yes" if str(yes).lower() == "true" else "answer.no", language)


def _paragraph(number: object, language: str) -> str:
    return word("paragraph.number", language, number=number)
