"""Reading and writing one data file: the only place of this room that touches CSV.

A file is read by its contract (`schema`) and refused when it breaks it; nothing is repaired on the way in.
Writing goes to a temporary name in the same folder and is moved when whole, so a reader never sees half a
file and a failure never costs the old one.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from yz_analysis.errors import DataError, nearest
from yz_analysis.figures.schema import Table, cell_fault

# larger than any cell of the contract; checked here because any library may raise csv's own limit
_CELL_LIMIT = 131_072


class Fault(NamedTuple):
    """One thing wrong in a data file; row 1 is the head, column may be empty."""

    file: str
    row: int
    column: str
    text: str

    def __str__(self) -> str:
        place = f"{self.file}, row {self.row}" if self.row else self.file
        return f"{place}, column {self.column}: {self.text}" if self.column else f"{place}: {self.text}"


def read_cells(path: Path, table: Table, *, name: str = "") -> list[list[str]]:
    """Return the cells of the body of one file, as text, after checking head and width.

    Args:
        path: the file.
        table: what it must hold.
        name: how errors call it; the file's name where empty.

    Raises:
        DataError: naming file and row, when the file is not UTF-8 CSV, or a column is missing, unknown or
            out of order.
    """
    name = name or path.name
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            lines = list(csv.reader(stream, strict=True))
    except UnicodeDecodeError as error:
        raise DataError(f"{name}: not UTF-8 (byte {error.start}); save the file as UTF-8") from error
    except (OSError, csv.Error) as error:
        raise DataError(f"{name}: cannot be read: {error}") from error
    if not lines:
        raise DataError(f"{name}: the file is empty; row 1 must name: {', '.join(table.names)}")
    fault = _head_fault(lines[0], table)
    if fault:
        raise DataError(f"{name}, row 1: {fault}")
    for number, line in enumerate(lines[1:], start=2):
        if len(line) != len(table.columns):
            raise DataError(f"{name}, row {number}: {len(line)} cells, the head has {len(table.columns)}")
        longest = max(map(len, line))
        if longest > _CELL_LIMIT:
            raise DataError(f"{name}, row {number}: cannot be read: a cell of {longest:,} characters")
    return lines[1:]


def _head_fault(head: list[str], table: Table) -> str:
    for name in head:
        if name not in table.names:
            near = nearest(name, table.names)
            hint = f"; did you mean {near!r}?" if near else "."
            return f"unknown column {name[:40]!r}{hint} Known: {', '.join(table.names)}"
    missing = [name for name in table.names if name not in head]
    if missing:
        return f"column {missing[0]!r} is missing"
    if head != table.names:
        return f"the columns must stand in this order: {', '.join(table.names)}"
    return ""


def cell_faults(file: str, table: Table, cells: Iterable[list[str]]) -> list[Fault]:
    """Return every cell of a file that breaks the contract of its column."""
    return [
        Fault(file, number, column.name, text)
        for number, row in enumerate(cells, start=2)
        for column, value in zip(table.columns, row, strict=True)
        if (text := cell_fault(column, value))
    ]


def numbered(rows: pd.DataFrame) -> Iterator[tuple[int, Any]]:
    """Yield each row of a file's frame with its number in the file, the head being row 1."""
    yield from enumerate(rows.itertuples(index=False), start=2)


def frame(table: Table, cells: list[list[str]]) -> pd.DataFrame:
    """Return checked cells as a frame: text columns dtype str, numbers in the dtype of their column."""
    columns = list(zip(*cells, strict=True)) if cells else [()] * len(table.columns)
    data = {
        column.name: _series(values, column.dtype)
        for column, values in zip(table.columns, columns, strict=True)
    }
    return pd.DataFrame(data, columns=table.names)


def _series(values: Iterable[str], dtype: str) -> pd.Series:
    if dtype == "str":
        return pd.Series(list(values), dtype="str")
    if dtype == "Int64":
        return pd.Series([int(value) if value else None for value in values], dtype="Int64")
    return pd.Series([float(value) if value else float("nan") for value in values], dtype=dtype)


def read_table(path: Path, table: Table, *, name: str = "") -> pd.DataFrame:
    """Read one data file and check every cell.

    Args:
        path: a CSV file, UTF-8, with a head row.
        table: what it must hold.
        name: how errors call the file; its name where empty.

    Returns:
        The rows in file order; text columns dtype str (empty where the file is), the others as in the table.

    Raises:
        DataError: naming file, row (as a spreadsheet counts them, the head being row 1) and column.
    """
    cells = read_cells(path, table, name=name)
    faults = cell_faults(name or path.name, table, cells)
    if faults:
        raise DataError(str(faults[0]))
    return frame(table, cells)


def to_csv(table: Table, rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as the text of a data file: UTF-8, LF, quoted only where needed.

    Cells of other names than the table's columns are left out.

    Raises:
        DataError: when a cell holds a carriage return, which Python's csv does not quote.

    >>> from yz_analysis.figures.schema import TABLES
    >>> to_csv(TABLES["units"], [{"unit": "DAYS", "name_zh": "天"}]).splitlines()[1]
    'DAYS,天,,,,'
    """
    buffer = StringIO()
    writer = csv.DictWriter(buffer, table.names, restval="", extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    if "\r" in buffer.getvalue():
        raise DataError(f"{table.file}: a cell holds a carriage return")
    return buffer.getvalue()


def write_whole(path: Path, text: str) -> None:
    """Write a file so that it is either the old one or the new one, never a part.

    Raises:
        DataError: when the folder cannot be written; the old file is untouched.
    """
    try:
        _write(path, text)
    except OSError as error:
        raise DataError(f"{path} cannot be written: {error.strerror or error}") from error


def _write(path: Path, text: str) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        Path(name).chmod(0o644)
        os.replace(name, path)  # noqa: PTH105 - the one call that is atomic on every system
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
