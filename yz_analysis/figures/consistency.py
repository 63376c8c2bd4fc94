"""What must agree within a row of the figures, and between the files of the dataset.

Each function returns faults and raises nothing: the loader stops at the first, `yz check` shows them all.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterator
from decimal import Decimal
from typing import Any

import pandas as pd

from yz_analysis.errors import nearest
from yz_analysis.figures.files import Fault, numbered
from yz_analysis.figures.schema import PHRASE_LIMIT


def normal(text: str) -> str:
    """Return text with full-width digits made plain, and separators inside numbers and spaces removed.

    >>> normal("１,234.5 亿元")
    '1234.5亿元'
    """
    plain = unicodedata.normalize("NFKC", text)
    return "".join(character for character in plain if character not in " ,\u3000\xa0")


def number_of(printed: str) -> Decimal | None:
    """Return the number of an Arabic numeral as printed, or None for any other text.

    >>> number_of("-1,234.50"), number_of("五"), number_of("3月29日")
    (Decimal('-1234.50'), None, None)
    """
    text = normal(printed)
    digits = text.removeprefix("-")
    whole, _, part = digits.partition(".")
    if not (whole.isascii() and whole.isdigit()) or ("." in digits and not part.isdecimal()):
        return None
    return Decimal(text)


def row_faults(file: str, figures: pd.DataFrame) -> list[Fault]:
    """Return what contradicts itself within rows of `figures.csv` or `context.csv`.

    Checked: the quote stands in the phrase, the phrase is short, the offsets span the quote, the printed
    numeral stands in the quote and is the value, the decimals are those printed, a value has its unit, the
    id belongs to the report.
    """
    found = []
    for number, row in numbered(figures):
        found += [Fault(file, number, column, text) for column, text in _row(row)]
    return found


def _row(row: Any) -> Iterator[tuple[str, str]]:
    if not row.figure_id.startswith(f"{row.report_id}:"):
        yield "figure_id", f"{row.figure_id!r} does not begin with the report {row.report_id!r}"
    if len(row.phrase) > PHRASE_LIMIT:
        yield "phrase", f"{len(row.phrase)} characters; at most {PHRASE_LIMIT} may be kept"
    if row.quote not in row.phrase:
        yield "quote", f"{row.quote!r} does not stand in the phrase {row.phrase!r}"
    placed = [not pd.isna(place) for place in (row.paragraph, row.start, row.end)]
    if any(placed) and not all(placed):
        yield "start", "paragraph, start and end must be all filled or all empty"
    elif all(placed) and row.end - row.start != len(row.quote):
        yield "end", f"{row.start} to {row.end} is not the length of the quote {row.quote!r}"
    yield from _number(row)


def _number(row: Any) -> Iterator[tuple[str, str]]:
    if pd.isna(row.value):
        if number_of(row.value_printed) is not None:
            yield "value", f"empty, but {row.value_printed!r} is printed"
        return
    for column in ("unit", "unit_mult", "decimals"):
        if pd.isna(getattr(row, column)) or getattr(row, column) == "":
            yield column, "a row with a value needs it"
    printed = number_of(row.value_printed)
    if printed is None:
        return
    if float(printed) != row.value:
        yield "value", f"{row.value:g} is not the printed {row.value_printed!r}"
    if not pd.isna(row.decimals) and -printed.as_tuple().exponent != row.decimals:  # type: ignore[operator]
        yield "decimals", f"{row.decimals} is not what is printed in {row.value_printed!r}"
    if normal(row.value_printed).removeprefix("-") not in normal(row.quote):
        yield "value_printed", f"{row.value_printed!r} does not stand in the quote {row.quote!r}"


def reference_faults(
    file: str, rows: pd.DataFrame, column: str, known: Collection[str], what: str
) -> list[Fault]:
    """Return the rows whose `column` names something that does not exist; an empty cell names nothing."""
    found = []
    for number, name in enumerate(rows[column], start=2):
        if name and name not in known:
            near = nearest(name, known)
            hint = f"; did you mean {near!r}?" if near else ""
            found.append(Fault(file, number, column, f"no {what} {name!r}{hint}"))
    return found


def duplicate_faults(file: str, figures: pd.DataFrame) -> list[Fault]:
    """Return the rows that contradict the figure they say they repeat."""
    by_id = {row.figure_id: row for row in figures.itertuples(index=False)}
    same = ("indicator", "kind", "measure", "value_printed", "unit", "unit_mult", "comparator", "time_period")
    found = []
    for number, row in numbered(figures):
        other = by_id.get(row.duplicate_of)
        if other is None:
            continue
        if other.duplicate_of:
            text = f"{row.duplicate_of} is itself a duplicate; name the one that counts"
            found.append(Fault(file, number, "duplicate_of", text))
        for column in same:
            if getattr(row, column) != getattr(other, column):
                text = f"{getattr(row, column)!r}, but {other.figure_id} has {getattr(other, column)!r}"
                found.append(Fault(file, number, column, text))
    return found
