"""A tiny dataset of an invented place, to test the metrics without the real one."""

from __future__ import annotations

import itertools
from typing import Any

import pandas as pd

from yz_analysis.figures.bounds import bound_columns
from yz_analysis.figures.metrics import Source, read

REPORT = "here-2022h1"
_DEFAULTS: dict[str, Any] = {
    "report_id": REPORT, "ref_area": "321182", "time_period": "2022-S1", "indicator": "gdp", "kind": "actual",
    "measure": "level", "unit": "CNY", "unit_mult": 8, "comparator": "=", "price_basis": "current",
    "paragraph": 1, "duplicate_of": "", "status": "A", "quote": "", "phrase": "",
    "period_source": "stated", "note": "",
}  # fmt: skip


def figures(*rows: dict[str, Any]) -> pd.DataFrame:
    """Return the figures of the rows: `value` is text as printed; ids run F001, F002, … in each report."""
    numbers: dict[str, itertools.count[int]] = {}
    made = []
    for given in rows:
        row = {**_DEFAULTS, **given}
        printed = str(row.pop("value", ""))
        number = next(numbers.setdefault(row["report_id"], itertools.count(1)))
        row.setdefault("figure_id", f"{row['report_id']}:F{number:03d}")
        row["value_printed"] = printed
        row["value"] = float(printed) if printed.lstrip("-").replace(".", "").isdigit() else float("nan")
        row["decimals"] = len(printed.partition(".")[2])
        made.append(row)
    frame = pd.DataFrame(made)
    frame["unit_mult"] = frame["unit_mult"].astype("Int64")
    frame["paragraph"] = frame["paragraph"].astype("Int64")
    return frame.join(bound_columns(frame))


def growth(value: str, **more: Any) -> dict[str, Any]:
    """Return a growth rate in percent."""
    return {"measure": "growth", "value": value, "unit": "PT", "unit_mult": 0, **more}


def source(*rows: dict[str, Any], report: str = REPORT, **options: Any) -> Source:
    """Return the source of a report made of the rows."""
    return read(report, figures=figures(*rows), **options)
