"""What each data file holds: its columns, their types and allowed values, and the check of every cell.

The tables below are the contract of the dataset; `files` reads a CSV file by them and `consistency` holds
what must agree within a row and between files.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from yz_analysis.errors import nearest

KINDS = ("actual", "target", "event", "rank", "label", "claim")
MEASURES = (
    *("level", "growth", "share", "rate", "change", "change_pp", "rank", "multiple"),
    *("count", "duration", "date", "threshold", "direction"),
)
COMPARATORS = ("=", ">", ">=", "<", "<=", "~")
PRICE_BASES = ("current", "constant", "none")
# SDMX OBS_STATUS: normal, estimated or derived, preliminary, low reliability, unvalidated
STATUSES = ("A", "E", "P", "U", "V")
CONFIDENCES = ("high", "medium", "low")
PHRASE_LIMIT = 30

_SLUG = r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*"
_REPORT = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_NUMBER = r"-?\d+(?:\.\d+)?"
_DAY = r"\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
# SDMX: year, half-year, quarter, month, day, or a start with a duration
_PERIOD = rf"\d{{4}}(?:-S[12]|-Q[1-4]|-(?:0[1-9]|1[0-2]))?|{_DAY}(?:/P\d+[YMD])?"
_ORDINAL, _OFFSET = r"[1-9]\d{0,8}", r"\d{1,9}"  # a paragraph or row from 1, a place in a text from 0
_UNIT = r"[A-Z][A-Z0-9_]*"
_INDICATOR_NAMES = ("name_zh", "name_en", "definition_zh", "definition_en")
_INDICATOR_TEXTS = (
    *("coverage_zh", "coverage_en", "may_zh", "may_en", "may_not_zh", "may_not_en"),
    "source",
)
# a text cell that begins so is run as a formula by spreadsheets; a minus before a digit is a number
_FORMULA = re.compile(r"[=+@]|-(?!\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")


class Column(NamedTuple):
    """One column: its name, dtype, allowed values or pattern, and whether a row must fill it."""

    name: str
    dtype: str = "str"
    allowed: tuple[str, ...] = ()
    pattern: str = ""
    required: bool = False


class Table(NamedTuple):
    """One data file: its columns in order and the columns that identify a row."""

    file: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]

    @property
    def names(self) -> list[str]:
        """The column names in order."""
        return [column.name for column in self.columns]


_OBSERVATION = (
    Column("figure_id", pattern=rf"{_REPORT}:[A-Z]\d{{3,}}", required=True),
    Column("report_id", pattern=_REPORT, required=True),
    Column("ref_area", pattern=r"\d{6}", required=True),
    Column("time_period", pattern=_PERIOD, required=True),
    Column("period_source", allowed=("stated", "context"), required=True),
    Column("indicator", pattern=_SLUG, required=True),
    Column("kind", allowed=KINDS, required=True),
    Column("measure", allowed=MEASURES, required=True),
    Column("value_printed"),
    Column("value", "float64", pattern=_NUMBER),
    Column("unit", pattern=_UNIT),
    Column("unit_mult", "Int64", pattern=r"-?\d{1,2}"),
    Column("decimals", "Int64", pattern=r"\d{1,2}"),
    Column("comparator", allowed=COMPARATORS, required=True),
    Column("price_basis", allowed=PRICE_BASES, required=True),
    Column("paragraph", "Int64", pattern=_ORDINAL),
    Column("start", "Int64", pattern=_OFFSET),
    Column("end", "Int64", pattern=_OFFSET),
    Column("quote", required=True),
    Column("phrase", required=True),
    Column("duplicate_of", pattern=rf"{_REPORT}:[A-Z]\d{{3,}}"),
    Column("correction", pattern=r"C\d{2,}"),
    Column("status", allowed=STATUSES, required=True),
    Column("note"),
)

TABLES = {
    "figures": Table("figures.csv", _OBSERVATION, ("figure_id",)),
    "context": Table(
        "context.csv",
        (
            *_OBSERVATION,
            Column("source_title", required=True),
            Column("source_url", required=True),
            Column("second_source_url"),
            Column("confidence", allowed=CONFIDENCES, required=True),
        ),
        ("figure_id",),
    ),
    "reports": Table(
        "reports.csv",
        (
            Column("report_id", pattern=_REPORT, required=True),
            Column("ref_area", pattern=r"\d{6}", required=True),
            Column("time_period", pattern=_PERIOD, required=True),
            Column("kind", allowed=("article", "context"), required=True),
            Column("title_zh", required=True),
            Column("title_en", required=True),
            Column("name_zh", required=True),
            Column("name_en", required=True),
            Column("publisher"),
            Column("published", pattern=_DAY),
            Column("source_url", pattern=r"https?://\S+"),
            Column("language", allowed=("zh",), required=True),
            Column("text_sha256", pattern=r"[0-9a-f]{64}"),
            Column("text_length", "Int64", pattern=_OFFSET),
            Column("data_version", pattern=r"\d+\.\d+\.\d+", required=True),
            Column("note"),
        ),
        ("report_id",),
    ),
    "corrections": Table(
        "corrections.csv",
        (
            Column("report_id", pattern=_REPORT, required=True),
            Column("correction", pattern=r"C\d{2,}", required=True),
            Column("paragraph", "Int64", pattern=_ORDINAL, required=True),
            Column("start", "Int64", pattern=_OFFSET, required=True),
            Column("end", "Int64", pattern=_OFFSET, required=True),
            Column("printed", required=True),
            Column("corrected"),
            Column(
                "type",
                allowed=(
                    "substitution",
                    "insertion",
                    "deletion",
                    "transposition",
                    "repetition",
                    "truncation",
                ),
                required=True,
            ),
            Column("confidence", allowed=CONFIDENCES, required=True),
            Column("affects_value", allowed=("true", "false"), required=True),
            Column("applied", allowed=("true", "false"), required=True),
            Column("note"),
        ),
        ("report_id", "correction"),
    ),
    "not_figures": Table(
        "not_figures.csv",
        (
            Column("report_id", pattern=_REPORT, required=True),
            Column("paragraph", "Int64", pattern=_ORDINAL, required=True),
            Column("start", "Int64", pattern=_OFFSET, required=True),
            Column("end", "Int64", pattern=_OFFSET, required=True),
            Column("quote", required=True),
            Column("reason", required=True),
        ),
        ("report_id", "start", "end"),
    ),
    "context_rejected": Table(
        "context_rejected.csv",
        (
            Column("source_row", "Int64", pattern=_ORDINAL, required=True),
            Column("area", required=True),
            Column("time_period", pattern=_PERIOD, required=True),
            Column("indicator_zh", required=True),
            Column("value", "float64", pattern=_NUMBER, required=True),
            Column("unit", required=True),
            Column("reason", required=True),
        ),
        ("source_row",),
    ),
    "indicators": Table(
        "indicators.csv",
        (
            Column("indicator", pattern=_SLUG, required=True),
            *(Column(name, required=True) for name in _INDICATOR_NAMES),
            Column("unit", pattern=_UNIT),
            Column("unit_mult", "Int64", pattern=r"-?\d{1,2}"),
            Column("level_price_basis", allowed=PRICE_BASES, required=True),
            Column("growth_price_basis", allowed=PRICE_BASES, required=True),
            *(Column(name) for name in _INDICATOR_TEXTS),
            Column("aliases"),
            Column("family", pattern=_SLUG, required=True),
        ),
        ("indicator",),
    ),
    "areas": Table(
        "areas.csv",
        (
            Column("ref_area", pattern=r"\d{6}", required=True),
            Column("name_zh", required=True),
            Column("name_en", required=True),
            Column("level", allowed=("country", "province", "prefecture", "county"), required=True),
            Column("parent", pattern=r"\d{6}"),
        ),
        ("ref_area",),
    ),
    "units": Table(
        "units.csv",
        (
            Column("unit", pattern=_UNIT, required=True),
            Column("name_zh", required=True),
            Column("name_en", required=True),
            Column("symbol", required=True),
            Column("kind", pattern=_SLUG, required=True),
            Column("aliases"),
        ),
        ("unit",),
    ),
}


def cell_fault(column: Column, value: str) -> str:
    """Say what is wrong with one cell, or return an empty text.

    >>> cell_fault(Column("kind", allowed=KINDS), "actaul")
    "'actaul' is not allowed; did you mean 'actual'? Allowed: actual, target, event, rank, label, claim"
    >>> cell_fault(Column("value", "float64", pattern=r"-?[0-9.]+"), "301.5")
    ''
    """
    if value == "":
        return "must not be empty" if column.required else ""
    if _CONTROL.search(value):
        return f"{value[:40]!r} holds a control character or a line break"
    if value != value.strip():
        return f"{value[:40]!r} has spaces around it"
    if column.allowed and value not in column.allowed:
        near = nearest(value, column.allowed)
        hint = f"; did you mean {near!r}?" if near else "."
        return f"{value[:40]!r} is not allowed{hint} Allowed: {', '.join(column.allowed)}"
    if column.pattern and not re.fullmatch(column.pattern, value, flags=re.ASCII):
        return f"{value[:40]!r} does not have the form of a {column.name} ({column.pattern})"
    if not column.pattern and not column.allowed and _FORMULA.match(value):
        return f"{value[:40]!r} begins as a spreadsheet formula does; begin with another character"
    return ""
