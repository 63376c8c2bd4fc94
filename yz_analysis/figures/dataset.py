"""The dataset as frames: every figure with its bounds, and the tables that explain it.

The files lie in the data folders (`resources.data_folders`): the bundled one, then those of `YZ_DATA`, which
may hold the same files with rows of their own. All are read, checked and joined once, and read again only
when a file changes. Every loader returns a copy that is the caller's to change.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pandas as pd

from yz_analysis.errors import DataError, unknown
from yz_analysis.figures import bounds
from yz_analysis.figures.schema import KINDS, TABLES, read_table
from yz_analysis.resources import data_folders

_CITATION = ["source_title", "source_url", "second_source_url", "confidence"]


def _signature(name: str) -> tuple[tuple[str, int, int], ...]:
    """Return path, time and size of each file of one table, in the order of the data folders."""
    files = [folder / TABLES[name].file for folder in data_folders()]
    found = [(file, file.stat()) for file in files if file.is_file()]
    if not found:
        raise DataError(f"no {TABLES[name].file} in {', '.join(str(folder) for folder in data_folders())}")
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in found)


@lru_cache(maxsize=32)
def _read(name: str, signature: tuple[tuple[str, int, int], ...]) -> pd.DataFrame:
    table = TABLES[name]
    parts = [read_table(Path(file), table) for file, _, _ in signature]
    seen: dict[tuple[object, ...], str] = {}
    for (file, _, _), part in zip(signature, parts, strict=True):
        for number, key in enumerate(part[list(table.key)].itertuples(index=False, name=None), start=2):
            if key in seen:
                raise DataError(
                    f"{file}, row {number}, column {'/'.join(table.key)}: "
                    f"{'/'.join(map(str, key))} is already in {seen[key]}"
                )
            seen[key] = f"{file}, row {number}"
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def _table(name: str) -> pd.DataFrame:
    return _read(name, _signature(name)).copy()


@lru_cache(maxsize=8)
def _bounded(
    precision: str, figures: tuple[tuple[str, int, int], ...], context: tuple[tuple[str, int, int], ...]
) -> pd.DataFrame:
    joined = pd.concat(
        [_read("figures", figures), _read("context", context).drop(columns=_CITATION)], ignore_index=True
    ).sort_values(["report_id", "start", "figure_id"], ignore_index=True, kind="stable", na_position="last")
    ends = bounds.bound_columns(joined, precision=precision)
    joined.insert(joined.columns.get_loc("value") + 1, "lower", ends["lower"])
    joined.insert(joined.columns.get_loc("lower") + 1, "upper", ends["upper"])
    return joined


def load_figures(
    report: str | None = None, *, kind: str | None = None, precision: str = "literal"
) -> pd.DataFrame:
    """Return every printed figure, one row each, with what the printed digits allow.

    Args:
        report: a report id such as `yangzhong-2022h1`; None for all, context reports included.
        kind: actual, target, event, rank, label or claim; None for all.
        precision: `literal` (the printed digits decide) or `house` (growth rates printed whole are read to
            one decimal); see `yz_analysis.figures.bounds`.

    Returns:
        One row per statement, sorted by report, place in the text and id; text columns dtype str (empty
        where nothing is printed), value, lower, upper float64 in the printed scale (`unit`, times ten to
        the power `unit_mult`), unit_mult, decimals, paragraph, start, end Int64. The columns are those of
        data/README.md.

    Raises:
        UnknownNameError: when the report, kind or precision does not exist.
        DataError: when a data file breaks the contract.

    >>> gdp = load_figures("yangzhong-2022h1").query("indicator == 'gdp' and measure == 'growth'")
    >>> gdp[["value_printed", "value", "lower", "upper", "price_basis"]].to_numpy().tolist()
    [['3', 3.0, 2.5, 3.5, 'constant']]
    """
    bounds.check_precision(precision)
    if kind is not None and kind not in KINDS:
        raise unknown("kind", kind, KINDS)
    figures = _bounded(precision, _signature("figures"), _signature("context"))
    if report is not None:
        check_report(report)
        figures = figures[figures["report_id"].eq(report)]
    if kind is not None:
        figures = figures[figures["kind"].eq(kind)]
    return figures.reset_index(drop=True).copy()


def check_report(report: str) -> str:
    """Return `report` when it is a report of the dataset.

    Raises:
        UnknownNameError: otherwise, listing the reports and the nearest.

    >>> check_report("yangzhong-2022h1")
    'yangzhong-2022h1'
    """
    known = _read("reports", _signature("reports"))["report_id"].tolist()
    if report not in known:
        raise unknown("report", report, known)
    return report


def load_reports() -> pd.DataFrame:
    """Return the reports of the dataset: id, area, period, names, publisher, source and hash of the text.

    >>> load_reports().set_index("report_id").loc["yangzhong-2022h1", "time_period"]
    '2022-S1'
    """
    return _table("reports")


def load_context() -> pd.DataFrame:
    """Return the figures of other places and periods with their citation.

    Returns:
        The columns of the figures (offsets empty) and source_title, source_url, second_source_url,
        confidence (high, medium, low). The same rows are in `load_figures`, without the citation.
    """
    return _table("context")


def load_corrections() -> pd.DataFrame:
    """Return the character defects of the printed texts: printed, corrected, type, confidence, applied."""
    return _table("corrections")


def load_not_figures() -> pd.DataFrame:
    """Return the numerals of the printed texts that are no figures, each with its reason."""
    return _table("not_figures")


def load_indicators() -> pd.DataFrame:
    """Return the indicators: names zh/en, definition, coverage, price basis, what may be computed."""
    return _table("indicators")


def load_areas() -> pd.DataFrame:
    """Return the areas: code of GB/T 2260, names zh/en, the parent area."""
    return _table("areas")
