"""Make notebooks, a `runs.yaml` and a dataset small enough to see through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

PARAMETERS = (
    'report: str = "alpha-2022h1"  # the report\nlanguage: str = "zh"  # zh | en: language of the page\n'
)
KERNEL = {"display_name": "Python 3", "language": "python", "name": "python3"}


def cell(source: str, *tags: str, kind: str = "code") -> dict[str, Any]:
    made: dict[str, Any] = {
        "cell_type": kind,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source,
    }
    return {**made, "execution_count": None, "outputs": []} if kind == "code" else made


def book(
    *cells: str | dict[str, Any], parameters: str = PARAMETERS, kernel: str = "python3"
) -> dict[str, Any]:
    head = [
        cell("# 怎么样？", "zh", kind="markdown"),
        cell("# How is it?", "en", kind="markdown"),
        *([cell(parameters.strip(), "parameters")] if parameters else []),
    ]
    body = [one if isinstance(one, dict) else cell(one) for one in cells]
    everything = head + body
    for number, one in enumerate(everything):
        one["id"] = f"c{number}"
    metadata = {"kernelspec": {**KERNEL, "name": kernel}}
    return {"cells": everything, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def write_book(path: Path, *cells: str | dict[str, Any], **options: Any) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(book(*cells, **options), ensure_ascii=False), encoding="utf-8")
    return path


def write_runs(folder: Path, text: str = "") -> Path:
    path = folder / "runs.yaml"
    path.write_text(
        text or "reports: [alpha-2022h1, beta-2022h1]\nlanguages: [zh, en]\nsets:\n  default: {}\n",
        encoding="utf-8",
    )
    return path


def write_data(folder: Path, **values: str) -> Path:
    """A dataset of two reports with one figure each."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = {
        "alpha-2022h1": "1",
        "beta-2022h1": "2",
        **{name.replace("_", "-"): v for name, v in values.items()},
    }
    (folder / "reports.csv").write_text(
        "report_id\n" + "".join(f"{name}\n" for name in rows), encoding="utf-8"
    )
    (folder / "figures.csv").write_text(
        "figure_id,report_id,value\n"
        + "".join(f"{name}:F1,{name},{value}\n" for name, value in rows.items()),
        encoding="utf-8",
    )
    (folder / "context.csv").write_text("figure_id,report_id,value\n", encoding="utf-8")
    (folder / "units.csv").write_text("unit\nCNY\n", encoding="utf-8")
    return folder
