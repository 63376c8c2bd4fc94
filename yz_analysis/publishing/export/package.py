"""A Frictionless data package (Data Package 2.0): the CSV files with their schema, hashes and licence.

`fieldsMatch` is left out, because text and profile of the standard disagree about its form; `enum` and
`primaryKey` are in, because validators enforce them.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import pandas as pd

from yz_analysis.publishing.export import delimited
from yz_analysis.publishing.export.tables import ReportTables, column_words
from yz_analysis.publishing.record import write_bytes

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SCHEMA_PROFILE = "https://datapackage.org/profiles/2.0/tableschema.json"
_KEYS = {
    "figures": ["figure_id"],
    "derived": ["metric_id"],
    "indicators": ["indicator"],
    "codebook": ["table", "column"],
}
_REQUIRED = {"figure_id", "report_id", "indicator", "metric_id", "table", "column"}


def write(tables: ReportTables, folder: Path, *, excel: bool = False) -> list[Path]:
    """Write the CSV files and `datapackage.json`; return their paths."""
    files = delimited.write(tables, folder, excel=excel)
    book = tables.codebook
    types = dict(zip(zip(book["table"], book["column"], strict=True), book["type"], strict=True))
    frames = {**tables.named(), "codebook": tables.codebook}
    document = {
        "$schema": PROFILE,
        "name": f"yz-analysis-{tables.report}",
        "title": tables.title,
        "description": "Printed figures, what follows from them, and the indicators they measure.",
        "version": tables.data_version,
        "licenses": [{"name": "MIT", "path": "https://opensource.org/license/mit", "title": "our part"}],
        "resources": [_resource(path, frames[path.stem], types, excel=excel) for path in files],
    }
    target = folder / "datapackage.json"
    write_bytes((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8"), target)
    return [*files, target]


def _resource(
    path: Path, frame: pd.DataFrame, types: dict[tuple[str, str], str], *, excel: bool
) -> dict[str, Any]:
    content = path.read_bytes()
    return {
        "name": path.stem,
        "path": path.name,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig" if excel else "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "$schema": SCHEMA_PROFILE,
            "fields": [_field(path.stem, str(name), types) for name in frame.columns],
            "missingValues": [""],
            **({"primaryKey": _KEYS[path.stem]} if path.stem in _KEYS else {}),
        },
    }


def _field(table: str, name: str, types: dict[tuple[str, str], str]) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": name,
        "type": types.get((table, name), "string"),
        "title": column_words(name, "zh"),
        "description": column_words(name, "en"),
    }
    constraints: dict[str, Any] = {"required": True} if name in _REQUIRED else {}
    if allowed := _allowed(table, name):
        constraints["enum"] = allowed
    if constraints:
        field["constraints"] = constraints
    return field


def _allowed(table: str, name: str) -> list[str]:
    from yz_analysis.figures import schema

    if table == "figures":
        lists = {
            "kind": schema.KINDS,
            "measure": schema.MEASURES,
            "comparator": schema.COMPARATORS,
            "price_basis": schema.PRICE_BASES,
            "status": schema.STATUSES,
        }
        return list(lists.get(name, ()))
    return ["valid", "conditional", "indicative"] if (table, name) == ("derived", "validity") else []
