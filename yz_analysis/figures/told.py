"""Numbers of the dataset and of the metrics as a reader meets them: text, unit, bounds, figure ids.

Tables and sentences take their numbers from here and from nowhere else, so that a number never stands
without the figures it came from.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import Any

import pandas as pd

from yz_analysis.figures.display import Cell, Part
from yz_analysis.figures.formats import (
    MINUS,
    column_unit,
    decimals_for,
    in_column,
    interval_in_column,
    number,
    quantity,
)
from yz_analysis.figures.labels import report_name
from yz_analysis.figures.metrics.source import Source
from yz_analysis.words import all_words, word

_MOST_DECIMALS = {"PT": 2, "PP": 2, "MULT": 3, "NB": 0}
_SIGNS = {"upper": "≥ ", "lower": "≤ "}
_COMPARATORS = {"upper": ">=", "lower": "<="}


def place(source: Source, language: str) -> str:
    """Return place and period of a report in words.

    >>> from yz_analysis.figures.metrics import read
    >>> place(read("yangzhong-2022h1"), "en")
    'Yangzhong, first half of 2022'
    """
    return report_name(source.report, language)


def is_report(source: Source) -> bool:
    """Say whether the figures come from one printed text; else they were collected from several pages."""
    return bool(source.rows["paragraph"].notna().any())


def origin(source: Source, language: str) -> str:
    """Return what the figures come from, for a source line: a report, or published figures with citations."""
    named = place(source, language)
    return named if is_report(source) else word("table.source_of_collected", language, place=named)


def variant(key: str, source: Source) -> str:
    """Return the key of words for collected figures where there is one and the source is no printed text."""
    other = f"{key}_collected"
    return other if not is_report(source) and other in all_words() else key


def period(time_period: str, language: str) -> str:
    """Return a period in words.

    >>> period("2022-S1", "en"), period("2022-S1", "zh"), period("2022", "en")
    ('first half of 2022', '2022年上半年', '2022')
    """
    year, _, part = time_period.partition("-")
    if not part:
        return word("period.year", language, year=year)
    if part in ("S1", "S2", "Q1", "Q2", "Q3", "Q4"):
        return word(f"period.{part}", language, year=year)
    pieces = time_period.split("-")
    if len(pieces) == 2 and part.isdigit():
        return word("period.month", language, year=year, month=str(int(part)))
    if len(pieces) == 3 and all(piece.isdigit() for piece in pieces):
        return word("period.day", language, year=year, month=str(int(pieces[1])), day=str(int(pieces[2])))
    return time_period


def each(frame: pd.DataFrame) -> Iterator[Any]:
    """Return the rows of a frame, their columns as attributes."""
    return iter(frame.itertuples(index=False))


def first(frame: pd.DataFrame) -> Any:
    """Return the first row of a frame, its columns as attributes."""
    return next(each(frame))


def open_side(row: Any) -> str:
    """Return `upper` or `lower` where a comparator leaves a derived number no bound on that side, else "".

    A number that has no lower bound but zero says no more than "at most", and is open below.
    """
    if math.isinf(row.upper):
        return "upper"
    at_most = row.lower == 0 < row.value and row.upper - row.value < row.value / 10
    return "lower" if math.isinf(row.lower) or at_most else ""


def decimals_of(row: Any) -> int:
    """Return how many digits after the point to show of a derived number, in its printed scale."""
    size = abs(row.value) if row.unit not in ("MULT", "NB") else 1  # three digits of a small number
    most = 4 if size < 0.1 else 3 if size < 1 else _MOST_DECIMALS.get(row.unit, 2)
    side = open_side(row)
    far = row.upper if side == "lower" else row.lower
    width = 2 * abs(row.value - far) if side else row.upper - row.lower
    if width == 0:
        return 0 if row.unit == "NB" else min(most, 2)
    return min(most, decimals_for(row.value - width / 2, row.value + width / 2))


def end_text(row: Any, end: str, language: str, places: int | None = None) -> str:
    """Return one end of a derived number's bounds, rounded outward, without unit."""
    toward = ROUND_FLOOR if end == "lower" else ROUND_CEILING
    places = decimals_of(row) if places is None else places
    shift = column_unit(row.unit, row.unit_mult, language)[1]
    return number(getattr(row, end) * 10**shift, max(places - shift, 0), rounding=toward)


def value_text(row: Any, language: str, *, signed: bool = False) -> str:
    """Return a derived number with its unit, for a sentence, "at least" and "at most" in words."""
    if row.value != row.value:
        return word("table.none", language)
    side, places = open_side(row), decimals_of(row)
    if side:
        end, rounding = (row.lower, ROUND_FLOOR) if side == "upper" else (row.upper, ROUND_CEILING)
        text = number(end, places, rounding=rounding).replace(MINUS, "-")
        return comparator_text(_COMPARATORS[side], language) + quantity(
            text, row.unit, row.unit_mult, language
        )
    return quantity(row.value, row.unit, row.unit_mult, language, decimals=places, signed=signed)


def bounds_text(row: Any, language: str) -> str:
    """Return the bounds of a derived number without unit, or a word where the print leaves no room."""
    if row.value != row.value:
        return word("table.none", language)
    if row.lower == row.upper:
        return word("table.exact", language)
    return interval_in_column(row.lower, row.upper, row.unit, row.unit_mult, language, decimals_of(row))


def unit_text(row: Any, language: str) -> str:
    """Return the unit in which `column_text` and `bounds_text` write a number."""
    return column_unit(row.unit, row.unit_mult, language)[0]


def column_text(row: Any, language: str) -> str:
    """Return a derived number without unit, for a table with a column of units."""
    if row.value != row.value:
        return word("table.none", language)
    side = open_side(row)
    if side:
        return _SIGNS[side] + end_text(row, "lower" if side == "upper" else "upper", language)
    return in_column(row.value, row.unit, row.unit_mult, language, decimals_of(row))


def ids(row: Any) -> tuple[str, ...]:
    """Return the figure ids a derived number was computed from."""
    return tuple(str(row.inputs).split())


def part(row: Any, language: str, *, signed: bool = False, strong: bool = True) -> Part:
    """Return a derived number as a part of a sentence."""
    return Part(value_text(row, language, signed=signed), ids(row), strong, derived=True)


def beside(bounds: str, unit: str, language: str) -> str:
    """Return bounds and unit as one text; no space in Chinese, nor before a percent sign: [2.5, 3.5]%."""
    return f"{bounds}{'' if language == 'zh' or unit == '%' else ' '}{unit}".rstrip()


def bounds_with_unit(row: Any, language: str) -> str:
    """Return the bounds of a derived number with their unit."""
    text = bounds_text(row, language)
    if row.lower == row.upper or row.value != row.value:
        return text
    if language == "en" and row.unit == "CNY" and math.isfinite(row.lower + row.upper):
        return money_range(row.lower, row.upper, row.unit_mult, decimals_of(row))
    return beside(text, unit_text(row, language), language)


def money_range(lower: float, upper: float, unit_mult: int, places: int) -> str:
    """Return bounds of an amount in English, each end in the scale that reads best, rounded outward.

    >>> money_range(5.275, 5.325, 8, 2)
    'CNY 527 million to CNY 533 million'
    """
    low = number(lower, places, rounding=ROUND_FLOOR).replace(MINUS, "-")
    high = number(upper, places, rounding=ROUND_CEILING).replace(MINUS, "-")
    return f"{quantity(low, 'CNY', unit_mult, 'en')} to {quantity(high, 'CNY', unit_mult, 'en')}"


def bounds_part(row: Any, language: str) -> Part:
    """Return the bounds of a derived number; the number beside them carries the figures."""
    return Part(bounds_with_unit(row, language))


def fall_part(row: Any, language: str) -> Part:
    """Return a negative derived number without its sign, for a sentence that says "decrease"."""
    text = quantity(-row.value, row.unit, row.unit_mult, language, decimals=decimals_of(row))
    return Part(text, ids(row), strong=True, derived=True)


def most_part(row: Any, language: str) -> Part:
    """Return the upper end of a derived number's bounds with its unit, for a sentence that says "at most"."""
    text = number(row.upper, decimals_of(row), rounding=ROUND_CEILING).replace(MINUS, "-")
    return Part(quantity(text, row.unit, row.unit_mult, language), ids(row), strong=True, derived=True)


def gap_part(row: Any, language: str) -> Part:
    """Return a gap between two printed growth rates, with the one decimal that they print and a sign."""
    return Part(
        quantity(row.value, "PP", 0, language, decimals=1, signed=True), ids(row), strong=True, derived=True
    )


def gap_bounds(row: Any, language: str) -> str:
    """Return the bounds of a gap between growth rates, to the half unit of their last digit."""
    return interval_in_column(row.lower, row.upper, "PP", 0, language, 2)


def gap_bounds_part(row: Any, language: str) -> Part:
    """Return the bounds of a gap with their unit; the gap beside them carries the figures."""
    return Part(beside(gap_bounds(row, language), unit_text(row, language), language))


def derived_cell(row: Any, language: str) -> Cell:
    """Return a derived number as a cell: text, figures, class and caveat."""
    return Cell(column_text(row, language), ids(row), row.validity, getattr(row, f"caveat_{language}"))


def swing_decimals(lower: float, upper: float) -> int:
    """Return how many digits the ends take between which an assumption moves a percentage.

    >>> swing_decimals(21.3, 25.9), swing_decimals(23.48, 23.6)
    (1, 2)
    """
    return 1 if upper - lower >= 1 else 2


def comparator_text(comparator: str, language: str) -> str:
    """Return the word for a comparator that stands before a number, nothing for an equality."""
    return word(f"comparator.{comparator}", language) if comparator in (">", ">=", "<", "<=", "~") else ""
