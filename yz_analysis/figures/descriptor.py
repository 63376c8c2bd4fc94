"""The Frictionless Data Package descriptor of a data folder, made from the contract and the files.

`data/datapackage.json` is written by this module and never by hand; a test proves that it equals what the
files and the contract say. `fieldsMatch` is left out because the text and the profile of the standard
disagree on it; `enum` and `primaryKey` are what validators enforce.

Source: Data Package standard 2.0, https://datapackage.org/standard/data-package/
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from yz_analysis.figures.files import write_whole
from yz_analysis.figures.schema import TABLES, Column, Table
from yz_analysis.words import word

DATA_VERSION = "1.0.0"
_TYPES = {"str": "string", "Int64": "integer", "float64": "number"}
_POINTS_TO = {"report_id": "reports", "indicator": "indicators"}


def _field(column: Column) -> dict[str, Any]:
    field: dict[str, Any] = {
        "name": column.name,
        "type": _TYPES[column.dtype],
        "title": word(f"data.column.{column.name}", "zh"),
        "description": word(f"data.column.{column.name}", "en"),
    }
    limits: dict[str, Any] = {"required": True} if column.required else {}
    if column.allowed:
        limits["enum"] = list(column.allowed)
    if column.pattern and column.dtype == "str":
        limits["pattern"] = f"^(?:{column.pattern})$"
    return {**field, "constraints": limits} if limits else field


def _resource(name: str, table: Table, folder: Path) -> dict[str, Any]:
    content = (folder / table.file).read_bytes()
    schema: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/tableschema.json",
        "fields": [_field(column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": list(table.key),
    }
    links = [
        {"fields": [column], "reference": {"resource": other, "fields": [column]}}
        for column, other in _POINTS_TO.items()
        if column in table.names and name != other and (folder / TABLES[other].file).is_file()
    ]
    return {
        "name": name,
        "path": table.file,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {**schema, "foreignKeys": links} if links else schema,
    }


def descriptor(folder: Path) -> dict[str, Any]:
    """Return the descriptor of a data folder: one resource for each table it holds.

    Args:
        folder: a folder with files named as in the contract; others are left out.

    >>> from yz_analysis.resources import bundled_data_folder
    >>> descriptor(bundled_data_folder())["resources"][0]["schema"]["primaryKey"]
    ['figure_id']
    """
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "yz-analysis-data",
        "title": "扬中市2022年上半年经济运行数据 / Yangzhong, first half of 2022: every printed figure",
        "description": "What was printed, where it stands, and what other places published; see README.md.",
        "version": DATA_VERSION,
        "licenses": [
            {"name": "MIT", "path": "https://opensource.org/license/mit", "title": "our part: see README.md"}
        ],
        "resources": [
            _resource(name, table, folder)
            for name, table in TABLES.items()
            if (folder / table.file).is_file()
        ],
    }


def write_descriptor(folder: Path) -> Path:
    """Write `datapackage.json` into a data folder and return its path.

    Run `python -m yz_analysis.figures.descriptor` after a change of the bundled data.
    """
    path = folder / "datapackage.json"
    write_whole(path, json.dumps(descriptor(folder), ensure_ascii=False, indent=1) + "\n")
    return path


if __name__ == "__main__":
    from yz_analysis.resources import bundled_data_folder

    print(write_descriptor(bundled_data_folder()))
