"""CSV that a spreadsheet does not run: UTF-8, one line feed a row, text that looks like a formula guarded.

A text cell that begins with `=`, `+`, `-`, `@`, their full-width forms, a tab or a line break gets an
apostrophe before it (OWASP, CSV injection). A plain number, and a sign that stands alone as the comparator
`=` does, cannot be run and stay as they are. `unguarded` takes the apostrophe off again.
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from yz_analysis.publishing.export.tables import ReportTables, absent
from yz_analysis.publishing.record import write_bytes

_RISKY = re.compile(r"[=+\-@\uff1d\uff0b\uff0d\uff20\t\r\n]")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?")
_SIGNS = ("=", "+", "-", "@")
_NEEDS_QUOTES = re.compile(r'[,"\r\n]|^\s|\s$')
BOM = "\ufeff"


def guarded(text: str) -> str:
    """Return text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded("-3.2"), guarded("="), guarded("-x")
    ("'=1+1", '-3.2', '=', "'-x")
    """
    harmless = _NUMBER.fullmatch(text) or text in _SIGNS
    return f"'{text}" if _RISKY.match(text) and not harmless else text


def unguarded(text: str) -> str:
    """Return what `guarded` was given.

    >>> unguarded(guarded("=1+1")), unguarded("it's")
    ('=1+1', "it's")
    """
    return text[1:] if text.startswith("'") and _RISKY.match(text[1:]) else text


def cell(value: object) -> str:
    """Return a value as CSV text: numbers with all their digits, what is missing as nothing.

    >>> cell(301.5), cell(3.0), cell(float("nan")), cell(True), cell(float("inf"))
    ('301.5', '3', '', 'true', 'INF')
    """
    if absent(value):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        if value in (float("inf"), float("-inf")):
            return "INF" if value > 0 else "-INF"
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return guarded(str(value))


def to_csv(table: pd.DataFrame, *, excel: bool = False) -> bytes:
    """Return a table as CSV.

    Args:
        table: what to write.
        excel: begin with a byte order mark.
    """
    rows = [[str(name) for name in table.columns]]
    rows += [
        [cell(value) for value in row] for row in table.astype(object).itertuples(index=False, name=None)
    ]
    text = "".join(",".join(map(_quoted, row)) + "\n" for row in rows)
    return ((BOM if excel else "") + text).encode("utf-8", "replace")


def _quoted(text: str) -> str:
    """Quote a field where it must be (RFC 4180); the csv module treats a lone CR by Python version."""
    return '"' + text.replace('"', '""') + '"' if _NEEDS_QUOTES.search(text) else text


def write(tables: ReportTables, folder: Path, *, excel: bool = False) -> list[Path]:
    """Write one CSV file a table and the codebook."""
    written = []
    for name, table in {**tables.named(), "codebook": tables.codebook}.items():
        path = folder / f"{name}.csv"
        write_bytes(to_csv(table, excel=excel), path)
        written.append(path)
    return written
