"""Printed figures as a reader meets them: the printed number, or the printed words, with their place."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

import pandas as pd

from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.bounds import whole as scale_of
from yz_analysis.figures.display import Cell, Part
from yz_analysis.figures.formats import column_unit, decimals_for, interval_in_column, printed, quantity
from yz_analysis.figures.metrics.consistency import ranks_growth
from yz_analysis.figures.metrics.source import Printed, Source
from yz_analysis.figures.told import beside, comparator_text, money_range
from yz_analysis.words import word

_HALF_LINES = (">", ">=", "<", "<=")  # the end of such a half-line is a round number, not a cell


def printed_text(row: Any, language: str) -> str:
    """Return a figure of the dataset as printed, with unit and comparator; in words where it is no number.

    An expectation of the publisher is called one.
    """
    text = _printed_text(row, language)
    return word("said.expected", language, quote=text) if is_expected(row) else text


def is_expected(row: Any) -> bool:
    """Say whether a figure is what its publisher expected, and no result."""
    return row.kind == "claim" and row.status == "E"


def estimate_caveat(row: Any, language: str) -> str:
    """Return what an estimate is not, empty for a figure that was published as such."""
    if row.status != "E":
        return ""
    sort = "expected" if is_expected(row) else "inferred" if is_inferred(row) else "estimated"
    return word(f"caveat.{sort}", language)


def is_inferred(row: Any) -> bool:
    """Say whether a figure of the dataset is printed nowhere but inferred from others that are published."""
    return row.status == "E" and str(row.value_printed).strip() in ("", "nan")


def _printed_text(row: Any, language: str) -> str:
    quote = str(row.quote)
    said = _in_words(row)
    if said:
        return word(f"said.{said}", language, quote=quote)
    if row.value != row.value or not str(row.unit):
        return quote or str(row.phrase)
    sign = comparator_text(str(row.comparator), language)
    in_text = not pd.isna(row.paragraph) and row.value >= 0  # a quote of the text, not of some citation
    half_line = str(row.comparator) in _HALF_LINES
    if language == "zh" and in_text:
        return (sign if half_line or _is_decimal(row.value_printed) else "") + quote
    plain = _is_decimal(row.value_printed) and (
        row.unit == "PT" or (row.unit == "NB" and scale_of(row.unit_mult) == 0)
    )
    shown = in_text and not plain
    amount = str(row.value_printed) if _is_decimal(row.value_printed) else f"{row.value:g}"
    decided = is_decided(str(row.kind), str(row.measure), str(row.comparator))
    return sign + printed(
        amount, str(row.unit), scale_of(row.unit_mult), language, quote if shown else "", exact=decided
    )


def is_decided(kind: str, measure: str, comparator: str) -> bool:
    """Say whether a printed number was decided and not measured, so that its last zeros say nothing.

    A target, a threshold and the end of "more than" are such: 1200亿元 is CNY 120 billion. Of a result the
    last printed digit says how exactly it is known, and English keeps it: CNY 120.0 billion.

    >>> is_decided("target", "level", "="), is_decided("actual", "level", "=")
    (True, False)
    """
    return kind == "target" or measure == "threshold" or comparator in _HALF_LINES


def _in_words(row: Any) -> str:
    """Return the key of the words for a statement that is not a quantity, empty for a quantity."""
    if row.measure == "rank" and row.value == 1:
        return "first_in_growth" if ranks_growth(str(row.phrase)) else "first"
    if row.measure == "rank":
        return "top" if row.value != row.value else "rank"
    if row.kind == "claim" and row.unit == "NB" and row.value == 1:
        return "only"
    if row.measure == "direction":
        return {">": "up", "<": "down", "=": "set"}.get(str(row.comparator), "unclear")
    return "as_is" if row.measure == "date" else ""


def printed_cell(row: Any, language: str) -> Cell:
    """Return a figure of the dataset as a cell that leads back to where it is printed."""
    caveat = estimate_caveat(row, language)
    return Cell(printed_text(row, language), (str(row.figure_id),), caveat=caveat, quote=str(row.quote))


def printed_part(row: Any, language: str, *, strong: bool = True) -> Part:
    """Return a figure of the dataset as a part of a sentence."""
    return Part(printed_text(row, language), (str(row.figure_id),), strong)


def figure_part(figure: Printed, source: Source, language: str) -> Part:
    """Return a `Printed` figure as a part of a sentence."""
    return printed_part(source.by_id[figure.figure_id], language)


def printed_bounds(bounds: Bounds, unit: str, unit_mult: int, language: str) -> str:
    """Return the bounds of a printed figure with their unit."""
    if bounds.lower == bounds.upper:
        return word("table.exact", language)
    low, high = bounds.outward()
    if language == "en" and unit == "CNY" and math.isfinite(low + high):
        return money_range(low, high, unit_mult, decimals_for(low, high))
    text = interval_in_column(low, high, unit, unit_mult, language)
    return beside(text, column_unit(unit, unit_mult, language)[0], language)


def _is_decimal(text: object) -> bool:
    stripped = str(text).lstrip("-")
    return stripped.replace(".", "", 1).isascii() and stripped.replace(".", "", 1).isdigit()


def other_part(figure: Printed, language: str) -> Part:
    """Return a figure of any report as a part of a sentence, from its exact value."""
    half_line = figure.comparator != "="
    text = quantity(exact_text(figure.value), figure.unit, figure.unit_mult, language, exact=half_line)
    said = comparator_text(figure.comparator, language) + text
    inferred = figure.kind == "actual" and figure.status == "E"  # an expectation is printed as one
    return Part(said, (figure.figure_id,), strong=True, derived=inferred)


def threshold_part(figure: Printed, language: str) -> Part:
    """Return a threshold ("100 million or more") as a part of a sentence, without its comparator."""
    text = quantity(exact_text(figure.value), figure.unit, figure.unit_mult, language, exact=True)
    return Part(text, (figure.figure_id,))


def exact_text(value: Fraction) -> str:
    """Return a printed number as decimal text.

    >>> exact_text(Fraction(603, 2)), exact_text(Fraction(20))
    ('301.5', '20')
    """
    return f"{float(value):.12g}"


def fall_part(figure: Printed, language: str) -> Part:
    """Return a negative growth rate without its sign, for a sentence that says "down"."""
    return Part(quantity(exact_text(-figure.value), "PT", 0, language), (figure.figure_id,), strong=True)
