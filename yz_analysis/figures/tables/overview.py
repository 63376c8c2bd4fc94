"""Tables of what is printed: headlines, targets, other results, ranks and events."""

from __future__ import annotations

import pandas as pd

from yz_analysis.figures import quoted, told
from yz_analysis.figures.display import Cell, Prose, Table
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.derivation import not_printed as _not_printed
from yz_analysis.figures.metrics.source import Source
from yz_analysis.figures.tables.common import Row, as_printed, column, counted, make
from yz_analysis.figures.told import each, first
from yz_analysis.words import word

_PROJECTS = "projects"
_AMOUNTS = ("level", "growth")


def headlines(source: Source, language: str) -> Table | Prose:
    """Which indicators does the report print with level, growth or rank?

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        One row an indicator that has an amount or a growth rate, in the order of print: level, growth, price
        basis of the growth, rank; what is missing when nothing is printed.
    """
    rows = counted(source)
    actual = rows[rows["kind"].eq("actual") & rows["measure"].isin(_AMOUNTS) & rows["value"].notna()]
    keys = list(dict.fromkeys(zip(actual["indicator"], actual["time_period"], strict=True)))
    dash = word("table.none", language)
    cells: list[Row] = []
    for indicator, period in keys:
        own = actual[actual["indicator"].eq(indicator) & actual["time_period"].eq(period)]
        growths = own[own["measure"].eq("growth")]
        if not len(growths) and len(own) and not own["unit"].eq("CNY").any():
            continue
        rank = rows[rows["indicator"].eq(indicator) & rows["measure"].eq("rank")]
        levels = own[own["measure"].eq("level")]
        for place in range(max(len(levels), len(growths))):
            cells.append(
                [
                    indicator_name(indicator, language),
                    _cell(levels, place, language, dash),
                    _cell(growths, place, language, dash),
                    word(f"basis.{growths['price_basis'].iloc[place]}", language)
                    if place < len(growths)
                    else dash,
                    _cell(rank, 0, language, dash) if place == 0 else dash,
                ]
            )
    heads = [
        column("indicator", language),
        column("level", language, right=True),
        column("growth", language, right=True),
        column("basis", language),
        column("rank", language),
    ]
    return make("headlines", source, language, heads, cells)


def _cell(rows: pd.DataFrame, place: int, language: str, dash: str) -> Cell | str:
    if place >= len(rows):
        return dash
    row = first(rows.iloc[[place]])
    return quoted.printed_cell(row, language)


def targets_printed(source: Source, language: str) -> Table | Prose:
    """Which targets does the report set, with and without a number?"""
    rows = counted(source)
    return as_printed("targets-printed", source, language, rows[rows["kind"].eq("target")])


def other_results(source: Source, language: str) -> Table | Prose:
    """Which other results, rates, counts and directions are printed?"""
    rows = counted(source)
    actual = rows[rows["kind"].eq("actual")]
    return as_printed("other-results", source, language, actual[~actual["measure"].isin(_AMOUNTS)])


def events_and_claims(source: Source, language: str) -> Table | Prose:
    """Which ranks, claims of being the only one, dates and durations are printed?"""
    rows = counted(source)
    return as_printed(
        "events-and-claims", source, language, rows[rows["kind"].isin(["rank", "claim", "event"])]
    )


def not_printed(source: Source, language: str) -> Table | Prose:
    """Which questions can the report not answer, and what would it have to print?"""
    missing = _not_printed(source)
    heads = [column("analysis", language), column("needs", language)]
    cells: list[Row] = [
        [word(f"analysis.{row.analysis}", language), str(getattr(row, f"needs_{language}"))]
        for row in each(missing)
    ]
    if not cells:
        nothing = word("limit.nothing_missing", language, place=told.place(source, language))
        return Prose("table-not-printed", language, "finding", [[nothing]])
    return make("not-printed", source, language, heads, cells)
