"""What each data file holds: its columns, their types and allowed values, and the check of every cell.

The tables below are the contract of the dataset. `read_table` reads one CSV file by it and refuses a file
that breaks it, naming file, row and column; nothing is repaired on the way in.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from yz_analysis.errors import DataError, nearest

KINDS = ("actual", "target", "event", "rank", "label", "claim")
MEASURES = (
    *("level", "growth", "share", "rate", "change_pp", "rank", "multiple"),
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
    Column("unit", pattern=r"[A-Z][A-Z0-9_]*"),
    Column("unit_mult", "Int64", pattern=r"-?\d{1,2}"),
    Column("decimals", "Int64", pattern=r"\d{1,2}"),
    Column("comparator", allowed=COMPARATORS, required=True),
    Column("price_basis", allowed=PRICE_BASES, required=True),
    Column("paragraph", "Int64", pattern=r"[1-9]\d*"),
    Column("start", "Int64", pattern=r"\d+"),
    Column("end", "Int64", pattern=r"\d+"),
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
            Column("text_length", "Int64", pattern=r"\d+"),
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
            Column("paragraph", "Int64", pattern=r"[1-9]\d*", required=True),
            Column("start", "Int64", pattern=r"\d+", required=True),
            Column("end", "Int64", pattern=r"\d+", required=True),
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
            Column("paragraph", "Int64", pattern=r"[1-9]\d*", required=True),
            Column("start", "Int64", pattern=r"\d+", required=True),
            Column("end", "Int64", pattern=r"\d+", required=True),
            Column("quote", required=True),
            Column("reason", required=True),
        ),
        ("report_id", "start", "end"),
    ),
}


def read_table(path: Path, table: Table) -> pd.DataFrame:
    """Read one data file and check every cell.

    Args:
        path: a CSV file, UTF-8, with a head row.
        table: what it must hold.

    Returns:
        The rows in file order; text columns dtype str (empty where the file is), the others as in the table.

    Raises:
        DataError: naming file, row (the line of a spreadsheet, the head being row 1) and column, when the
            file cannot be read, a column is missing or unknown, or a cell breaks the contract.
    """
    rows = _rows(path, table)
    for number, row in rows:
        _check_row(path, number, row, table)
    data: dict[str, pd.Series] = {}
    for index, column in enumerate(table.columns):
        data[column.name] = _series([row[index] for _, row in rows], column.dtype)
    return pd.DataFrame(data, columns=table.names)


def _series(values: list[str], dtype: str) -> pd.Series:
    if dtype == "str":
        return pd.Series(values, dtype="str")
    if dtype == "Int64":
        return pd.Series([int(value) if value else None for value in values], dtype="Int64")
    return pd.Series([float(value) if value else float("nan") for value in values], dtype=dtype)


def _rows(path: Path, table: Table) -> list[tuple[int, list[str]]]:
    """Return (row number, cells) of the body, after checking the head and the width of each row."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream, strict=True))
    except UnicodeDecodeError as error:
        raise DataError(f"{path.name}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except (OSError, csv.Error) as error:
        raise DataError(f"{path}: cannot be read: {error}") from error
    if not lines:
        raise DataError(
            f"{path.name}: the file is empty; row 1 must name the columns {', '.join(table.names)}"
        )
    _check_head(path, lines[0], table)
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(table.columns):
            raise DataError(
                f"{path.name}, row {number}: {len(line)} cells where the head has {len(table.columns)}"
            )
    return list(enumerate(lines[1:], start=2))


def _check_head(path: Path, head: list[str], table: Table) -> None:
    for name in head:
        if name not in table.names:
            near = nearest(name, table.names)
            hint = f"; did you mean {near!r}?" if near else ""
            raise DataError(
                f"{path.name}, row 1: unknown column {name!r}{hint} Known: {', '.join(table.names)}"
            )
    missing = [name for name in table.names if name not in head]
    if missing:
        raise DataError(f"{path.name}, row 1: column {missing[0]!r} is missing")
    if head != table.names:
        raise DataError(f"{path.name}, row 1: the columns must stand in this order: {', '.join(table.names)}")


def _check_row(path: Path, number: int, row: Iterable[str], table: Table) -> None:
    for column, value in zip(table.columns, row, strict=True):
        fault = cell_fault(column, value)
        if fault:
            raise DataError(f"{path.name}, row {number}, column {column.name}: {fault}")


def cell_fault(column: Column, value: str) -> str:
    """Say what is wrong with one cell, or return an empty text.

    >>> cell_fault(Column("kind", allowed=KINDS), "actaul")
    "'actaul' is not allowed; did you mean 'actual'? Allowed: actual, target, event, rank, label, claim"
    >>> cell_fault(Column("value", "float64", pattern=r"-?[0-9.]+"), "301.5")
    ''
    """
    if value == "":
        return "must not be empty" if column.required else ""
    if value != value.strip():
        return f"{value[:40]!r} has spaces around it"
    if column.allowed and value not in column.allowed:
        near = nearest(value, column.allowed)
        hint = f"; did you mean {near!r}?" if near else "."
        return f"{value[:40]!r} is not allowed{hint} Allowed: {', '.join(column.allowed)}"
    if column.pattern and not re.fullmatch(column.pattern, value, flags=re.ASCII):
        return f"{value[:40]!r} does not have the form of a {column.name} ({column.pattern})"
    return ""
