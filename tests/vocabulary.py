"""The rows of the vocabulary as they lie in the checkout."""

from __future__ import annotations

import csv
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def rows_of(name: str) -> list[dict[str, str]]:
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def phrases_of(row: dict[str, str]) -> list[str]:
    return [row["name_zh"], *filter(None, row["aliases"].split("|"))]
