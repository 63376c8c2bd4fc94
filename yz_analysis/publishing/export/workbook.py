"""XLSX with number formats, units and a codebook, in which nothing is a formula or a link.

Written by xlsxwriter with strings kept strings. The date of creation is a constant, so that the same data
give the same bytes.
"""

from __future__ import annotations

import io
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from yz_analysis.publishing.export.tables import ReportTables, absent
from yz_analysis.publishing.record import write_bytes
from yz_analysis.words import word

CREATED = datetime(2000, 1, 1)  # a constant in place of a clock; xlsxwriter takes it as UTC
_WIDEST, _NARROWEST = 48, 8
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": False,
}


def write(tables: ReportTables, folder: Path) -> Path:
    """Write the workbook of a report and return its path."""
    path = folder / f"{tables.report}.xlsx"
    write_bytes(to_xlsx(tables), path)
    return path


def to_xlsx(tables: ReportTables) -> bytes:
    """Return the workbook: a sheet a table, then the codebook."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, dict(_OPTIONS))
    book.set_properties(
        {"title": tables.title, "comments": f"data {tables.data_version}", "created": CREATED}
    )
    for name, table in {**tables.named(), "codebook": tables.codebook}.items():
        _sheet(book, name, table)
    book.close()
    return buffer.getvalue()


def _sheet(book: Any, name: str, table: pd.DataFrame) -> None:
    sheet = book.add_worksheet(f"{word(f'export.sheet.{name}', 'zh')} {name}")
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    text = book.add_format({"valign": "top", "num_format": "@"})
    numbers: dict[int, Any] = {}
    for place, column in enumerate(table.columns):
        sheet.write_string(0, place, str(column), head)
        sheet.set_column(place, place, _width(table[column], str(column)))
    decimals = table.get("decimals")
    for line, row in enumerate(table.astype(object).itertuples(index=False, name=None), start=1):
        for place, value in enumerate(row):
            if absent(value) or value == "":
                continue
            if isinstance(value, bool):
                sheet.write_boolean(line, place, value)
            elif isinstance(value, (int, float)) and abs(value) != float("inf"):
                digits = _digits(
                    str(table.columns[place]), value, None if decimals is None else decimals.iloc[line - 1]
                )
                if digits not in numbers:
                    numbers[digits] = book.add_format(
                        {"num_format": "0" + ("." + "0" * digits if digits else ""), "valign": "top"}
                    )
                sheet.write_number(line, place, value, numbers[digits])
            else:
                sheet.write_string(line, place, _infinite(value), text)
    sheet.freeze_panes(1, 1)
    if len(table):
        sheet.autofilter(0, 0, len(table), len(table.columns) - 1)


def _infinite(value: object) -> str:
    return (
        {float("inf"): "∞", float("-inf"): "−∞"}.get(value, str(value))
        if isinstance(value, float)
        else str(value)
    )


def _digits(column: str, value: float, decimals: Any) -> int:
    """Return how many decimals to show: as printed, one more for bounds, four for a derived number."""
    if column not in ("value", "lower", "upper"):
        return 0
    if decimals is not None and not pd.isna(decimals):
        return int(decimals) + (column != "value")
    return 0 if float(value).is_integer() else 4


def _width(values: pd.Series, name: str) -> int:
    longest = max([len(name), *(len(str(value)) for value in values.head(200))])
    return max(_NARROWEST, min(_WIDEST, longest + 2))
