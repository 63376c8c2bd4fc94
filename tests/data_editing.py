"""Change rows of a data folder and ask what `yz check` finds."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

from yz_analysis.figures.check import check_folder
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.schema import TABLES

Edit = Callable[[str, Callable[[list[dict[str, str]]], object]], None]


def editor(folder: Path) -> Edit:
    def change(name: str, what: Callable[[list[dict[str, str]]], object]) -> None:
        path = folder / TABLES[name].file
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        what(rows)
        path.write_text(to_csv(TABLES[name], rows), encoding="utf-8", newline="")

    return change


def at(rows: list[dict[str, str]], quote: str) -> dict[str, str]:
    return next(row for row in rows if row["quote"] == quote)


def faults(folder: Path, source: Path | None = None) -> list[str]:
    return [str(fault) for fault in check_folder(folder, source)]
