"""A report's figures and derived numbers as files for other programs, the same bytes each time.

`export_report` writes the formats asked for. Facts only: no sentence of a report leaves the dataset.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from yz_analysis.errors import unknown

if TYPE_CHECKING:
    import pandas as pd

FORMATS = ("csv", "xlsx", "parquet", "sdmx", "package")


def export_report(
    report: str,
    folder: Path | str,
    *,
    formats: Iterable[str] = FORMATS,
    excel: bool = False,
    derived: pd.DataFrame | None = None,
) -> list[Path]:
    """Write a report's tables.

    Args:
        report: its id.
        folder: where to; made when absent.
        formats: of `FORMATS`; `package` (Frictionless) includes the CSV files it describes.
        excel: put a byte order mark before CSV files, by which Excel recognises UTF-8.
        derived: what `derive(report)` returns, from a caller who has it already.

    Returns:
        The files written, in order.

    Raises:
        UnknownNameError: when report or format do not exist.
        OSError: when the folder cannot be written; a file that was there stays whole.
    """
    from yz_analysis.publishing.export import columnar, delimited, package, sdmx, workbook
    from yz_analysis.publishing.export.tables import report_tables

    wanted = list(dict.fromkeys(formats))
    for name in wanted:
        if name not in FORMATS:
            raise unknown("export format", name, FORMATS)
    if "package" in wanted and "csv" in wanted:
        wanted.remove("csv")
    writers: dict[str, Callable[[], Sequence[Path]]] = {
        "csv": lambda: delimited.write(tables, target, excel=excel),
        "xlsx": lambda: [workbook.write(tables, target)],
        "parquet": lambda: [columnar.write(tables, target)],
        "sdmx": lambda: [sdmx.write(tables, target)],
        "package": lambda: package.write(tables, target, excel=excel),
    }
    tables = report_tables(report, derived)
    target = Path(folder)
    target.mkdir(parents=True, exist_ok=True)
    return [path for name in wanted for path in writers[name]()]
