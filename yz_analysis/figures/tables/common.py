"""What every table shares: captions and heads from the words, cells that lead back to their figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from yz_analysis.figures import quoted, told
from yz_analysis.figures.absence import absent
from yz_analysis.figures.display import Cell, Column, Prose, Table
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.source import Source, empty
from yz_analysis.figures.told import each
from yz_analysis.words import all_words, check_language, word

Row = Sequence[str | Cell]
_BOUNDED = {"bounds", "literal", "low"}  # columns that show bounds


def column(key: str, language: str, *, right: bool = False, unit: str = "") -> Column:
    """Return a column whose label is `head.<key>`."""
    return Column(key, word(f"head.{key}", language), "right" if right else "left", unit)


def make(
    name: str,
    source: Source,
    language: str,
    columns: Sequence[Column],
    rows: Sequence[Row],
    *,
    row_headers: int = 1,
    missing: str = "",
    noted: bool = True,
    **values: object,
) -> Table | Prose:
    """Return a table with its caption, note and source line, or what is missing where it would have no row.

    Args:
        name: id of the table; its words are `table.<name>.caption` and, where it exists, `.note`.
        source: whose figures.
        language: zh or en.
        columns: the heads.
        rows: the cells.
        row_headers: how many leading columns name the row.
        missing: key of the words for a table without a row; `table.<name>.absent` unless given.
        noted: whether the note concerns what the table shows.
        **values: for the placeholders of the words.
    """
    check_language(language)
    if not rows:
        return absent(f"table-{name}", missing or f"table.{name}.absent", source, language)
    where = told.place(source, language)
    caption = word(told.variant(f"table.{name}.caption", source), language, place=where, **values)
    note = told.variant(f"table.{name}.note", source)
    return Table(
        f"table-{name}",
        language,
        caption,
        columns,
        rows,
        row_headers,
        word(note, language, **values) if noted and note in all_words() else "",
        _source_line(source, language, told.origin(source, language), columns, rows),
    )


def _source_line(
    source: Source, language: str, where: str, columns: Sequence[Column], rows: Sequence[Row]
) -> str:
    """Return where the figures come from and, where bounds are shown, what they are."""
    if of_others(
        source, (one for row in rows for cell in row if isinstance(cell, Cell) for one in cell.figures)
    ):
        where = word("table.and_others", language, place=where)
    if not _BOUNDED & {head.key for head in columns}:
        return word("table.source_printed", language, place=where)
    policy = word(f"precision.{source.precision}", language)
    return word("table.source", language, place=where, policy=policy)


def of_others(source: Source, figures: Iterable[str]) -> bool:
    """Say whether some figures are of another report, which a source line must not give to this one."""
    return any(not one.startswith(f"{source.report}:") for one in figures)


def derived(
    name: str, source: Source, language: str, frames: Iterable[pd.DataFrame], *, missing: str = ""
) -> Table | Prose:
    """Return derived numbers as a table: what, value, bounds, unit, class, each with caveat and figures."""
    heads = [
        column("what", language),
        column("value", language, right=True),
        column("bounds", language, right=True),
        column("unit", language),
        column("class", language),
    ]
    rows: list[Row] = [
        [
            getattr(row, f"name_{language}"),
            told.derived_cell(row, language),
            told.bounds_text(row, language),
            told.unit_text(row, language),
            word(f"validity.{row.validity}", language),
        ]
        for frame in frames
        for row in each(frame)
    ]
    return make(name, source, language, heads, rows, missing=missing)


def as_printed(
    name: str, source: Source, language: str, rows: pd.DataFrame, *, noted: bool = True
) -> Table | Prose:
    """Return figures as printed: indicator, value, period, paragraph; a target is named among results."""
    paragraphs = bool(rows["paragraph"].notna().any()) if len(rows) else False
    mixed, twofold = rows["kind"].nunique() > 1, on_two_bases(rows)
    heads = [
        column("indicator", language),
        column("value", language, right=True),
        column("period", language),
        *([column("place", language, right=True)] if paragraphs else []),
    ]
    cells: list[Row] = [
        [
            word("measure.target", language, indicator=indicator_name(str(row.indicator), language))
            if mixed and row.kind == "target"
            else label(row, language, basis=(row.indicator, row.time_period) in twofold),
            quoted.printed_cell(row, language),
            _period(row, language),
            *([str(row.paragraph)] if paragraphs else []),
        ]
        for row in each(rows)
    ]
    return make(name, source, language, heads, cells, noted=noted)


def _period(row: Any, language: str) -> str | Cell:
    """Return a figure's period, with a caveat where a printed sentence leaves it to the context."""
    text = told.period(str(row.time_period), language)
    if pd.isna(row.paragraph) or str(row.period_source) != "context":
        return text
    return Cell(text, caveat=word("caveat.period_context", language))


def on_two_bases(rows: pd.DataFrame) -> set[tuple[str, str]]:
    """Return (indicator, period) whose growth is printed both real and nominal."""
    growths = rows[rows["measure"].eq("growth")]
    bases = growths.groupby(["indicator", "time_period"])["price_basis"].nunique()
    return {(str(one), str(period)) for one, period in bases[bases.gt(1)].index}


def label(row: Any, language: str, *, basis: bool = False) -> str:
    """Return an indicator's name with what is measured where that is not its level.

    Args:
        row: of the dataset.
        language: zh or en.
        basis: whether growth is called real or nominal.
    """
    name = indicator_name(str(row.indicator), language)
    key = f"measure.{row.measure}{f'_{row.price_basis}' if basis and row.measure == 'growth' else ''}"
    return word(key, language, indicator=name) if key in all_words() else name


def expectations(rows: pd.DataFrame) -> pd.Series[bool]:
    """Return which rows are what the publisher expected, and no results."""
    return rows["kind"].eq("claim") & rows["status"].eq("E")


def counted(source: Source) -> pd.DataFrame:
    """Return the rows of the report that count: duplicates left out, in the order of print."""
    rows = source.rows
    return rows[empty(rows["duplicate_of"])]
