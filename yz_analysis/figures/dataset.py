"""The dataset as frames: every figure with its bounds, and the tables that explain it.

The files lie in the data folders (`resources.data_folders`): the bundled one, then those of `YZ_DATA`, which
may hold the same files with rows of their own. All are read, checked and joined once, and read again only
when a file changes. Every loader returns a copy that is the caller's to change.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from yz_analysis.errors import DataError, unknown
from yz_analysis.figures import bounds
from yz_analysis.figures.consistency import duplicate_faults, reference_faults, row_faults
from yz_analysis.figures.files import Fault, read_table
from yz_analysis.figures.schema import KINDS, TABLES
from yz_analysis.resources import data_folders

Signature = tuple[tuple[str, int, int], ...]  # path, time and size of each file of one table

_CITATION = ["source_title", "source_url", "second_source_url", "confidence"]
_REFERENCES = {"report_id": "reports", "ref_area": "areas", "indicator": "indicators", "unit": "units"}


def table_state(name: str) -> Signature:
    """Return the files of one table, in the order of the data folders, with what tells a change: a key."""
    folders = data_folders()
    found = [(file, file.stat()) for folder in folders if (file := folder / TABLES[name].file).is_file()]
    if not found:
        raise DataError(f"no {TABLES[name].file} in {', '.join(map(str, folders))}")
    return tuple((str(file), stat.st_mtime_ns, stat.st_size) for file, stat in found)


def _stop_at_first(faults: Iterable[Fault]) -> None:
    for fault in faults:
        raise DataError(str(fault))


@lru_cache(maxsize=64)
def _part(name: str, file: str, _time: int, _size: int) -> pd.DataFrame:
    rows = read_table(Path(file), TABLES[name], name=_called(file))
    if name in ("figures", "context"):
        _stop_at_first(row_faults(_called(file), rows))
    return rows


def _called(file: str) -> str:
    """Return how errors call a file: by its name, and its folder's where that is a further one."""
    path = Path(file)
    return path.name if path.parent == data_folders()[0] else f"{path.parent.name}/{path.name}"


@lru_cache(maxsize=32)
def _read(name: str, signature: Signature) -> pd.DataFrame:
    parts = [_part(name, *file) for file in signature]
    _stop_at_first(key_faults(TABLES[name].key, zip((file for file, _, _ in signature), parts, strict=True)))
    return pd.concat(parts, ignore_index=True) if len(parts) > 1 else parts[0]


def key_faults(key: tuple[str, ...], parts: Iterable[tuple[str, pd.DataFrame]]) -> list[Fault]:
    """Return the rows whose key stands already in an earlier row of any of the files.

    Args:
        key: the columns that identify a row.
        parts: pairs of file name and rows.
    """
    seen: dict[tuple[object, ...], str] = {}
    found = []
    for file, rows in parts:
        for number, value in enumerate(rows[list(key)].itertuples(index=False, name=None), start=2):
            if value in seen:
                text = f"{'/'.join(map(str, value))} is already in {seen[value]}"
                found.append(Fault(file, number, "/".join(key), text))
            seen.setdefault(value, f"{file}, row {number}")
    return found


def _table(name: str) -> pd.DataFrame:
    return _read(name, table_state(name)).copy()


@lru_cache(maxsize=8)
def _joined(
    figures: Signature, context: Signature, others: tuple[tuple[str, Signature], ...]
) -> pd.DataFrame:
    """Return the figures of all files, after checking that what they name exists."""
    known = {name: set(_read(name, signature).iloc[:, 0]) for name, signature in others}
    parts = [("figures", file) for file in figures] + [("context", file) for file in context]
    frames = [(_called(file[0]), _part(name, *file)) for name, file in parts]
    for file, rows in frames:
        for column, name in _REFERENCES.items():
            _stop_at_first(reference_faults(file, rows, column, known[name], name.removesuffix("s")))
    paths = (file[0] for _, file in parts)
    _stop_at_first(key_faults(("figure_id",), zip(paths, (rows for _, rows in frames), strict=True)))
    whole = [rows.drop(columns=_CITATION, errors="ignore") for _, rows in frames]
    joined = pd.concat([rows for rows in whole if len(rows)] or whole[:1], ignore_index=True)
    ids = set(joined["figure_id"])
    for file, rows in frames:
        _stop_at_first(reference_faults(file, rows, "duplicate_of", ids, "figure"))
        _stop_at_first(duplicate_faults(file, rows))
    order = ["report_id", "start", "figure_id"]
    return joined.sort_values(order, ignore_index=True, kind="stable", na_position="last")


@lru_cache(maxsize=8)
def _bounded(precision: str, *signatures: Any) -> pd.DataFrame:
    joined = _joined(*signatures)
    ends = bounds.bound_columns(joined, precision=precision)
    at = list(joined.columns).index("value") + 1
    return pd.concat([joined.iloc[:, :at], ends, joined.iloc[:, at:]], axis=1)


def figures_state() -> tuple[Any, ...]:
    """Return the files that `load_figures` reads, with what tells a change: a key for results."""
    others = tuple((name, table_state(name)) for name in sorted(_REFERENCES.values()))
    return table_state("figures"), table_state("context"), others


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
        DataError: when a data file breaks the contract, naming file, row and column.

    >>> gdp = load_figures("yangzhong-2022h1").query("indicator == 'gdp' and measure == 'growth'")
    >>> gdp[["value_printed", "value", "lower", "upper", "price_basis"]].to_numpy().tolist()
    [['3', 3.0, 2.5, 3.5, 'constant']]
    """
    bounds.check_precision(precision)
    if kind is not None and kind not in KINDS:
        raise unknown("kind", kind, KINDS)
    figures = _bounded(precision, *figures_state())
    if report is not None:
        figures = figures[figures["report_id"].eq(check_report(report))]
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
    known = _read("reports", table_state("reports"))["report_id"].tolist()
    if report not in known:
        raise unknown("report", report, known)
    return report


def load_reports() -> pd.DataFrame:
    """Return the reports of the dataset.

    Returns:
        report_id, ref_area, time_period, kind (article or context), title_zh, title_en, name_zh, name_en
        (place and period in words), publisher, published, source_url (empty where the source does not say),
        language, text_sha256 and text_length (code points of the text the offsets point into),
        data_version, note.

    Raises:
        DataError: when reports.csv breaks the contract.

    >>> load_reports().set_index("report_id").loc["yangzhong-2022h1", "time_period"]
    '2022-S1'
    """
    return _table("reports")


def load_context() -> pd.DataFrame:
    """Return the figures of other places and periods with their citation.

    Returns:
        The columns of the figures (offsets empty) and source_title, source_url, second_source_url,
        confidence (high, medium, low). The same rows are in `load_figures`, without the citation.

    Raises:
        DataError: when context.csv breaks the contract.

    >>> sorted(set(load_context()["confidence"]))
    ['high', 'low', 'medium']
    """
    return _table("context")


def load_corrections() -> pd.DataFrame:
    """Return the character defects of the printed texts.

    Returns:
        report_id, correction (id), paragraph, start, end (Int64), printed, corrected (empty where no reading
        is certain), type, confidence, affects_value, applied ("true" or "false"), note. A correction never
        moves an offset: figures point into the printed text.

    Raises:
        DataError: when corrections.csv breaks the contract.

    >>> load_corrections().query("corrected == '入库'")["printed"].item()
    '人库'
    """
    return _table("corrections")


def load_not_figures() -> pd.DataFrame:
    """Return the numerals of the printed texts that are no figures: where, quote and reason.

    Raises:
        DataError: when not_figures.csv breaks the contract.

    >>> "零售" in set(load_not_figures()["quote"])
    True
    """
    return _table("not_figures")


def load_indicators() -> pd.DataFrame:
    """Return the indicators.

    Returns:
        indicator (slug), name_zh, name_en, definition_zh, definition_en, unit, unit_mult (as usually
        printed), level_price_basis, growth_price_basis, coverage, may and may_not in both languages (what
        may be computed from it and what not), source, aliases (other names, joined by |), family.

    Raises:
        DataError: when indicators.csv breaks the contract.

    >>> load_indicators().set_index("indicator").loc["gdp", "growth_price_basis"]
    'constant'
    """
    return _table("indicators")


def load_areas() -> pd.DataFrame:
    """Return the areas: ref_area (code of GB/T 2260), names and the parent area.

    Raises:
        DataError: when areas.csv breaks the contract.

    >>> load_areas().set_index("ref_area").loc["321182", "name_en"]
    'Yangzhong'
    """
    return _table("areas")
