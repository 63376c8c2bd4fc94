"""The names of indicators, areas and reports in words, read once for each state of the files."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pandas as pd

from yz_analysis.figures.dataset import Signature, load_areas, load_indicators, load_reports, table_state
from yz_analysis.words import LANGUAGES

_TABLES: dict[str, tuple[Callable[[], pd.DataFrame], str]] = {
    "areas": (load_areas, "ref_area"),
    "indicators": (load_indicators, "indicator"),
    "reports": (load_reports, "report_id"),
}


@lru_cache(maxsize=16)
def _rows(table: str, state: Signature) -> dict[str, dict[str, str]]:
    """Return a table's rows by key; `state` is in the key so that changed files are read anew."""
    load, key = _TABLES[table]
    columns = [*(f"name_{language}" for language in LANGUAGES), "parent"]
    return {
        str(row[key]): {column: str(row.get(column, "")) for column in columns}
        for row in load().to_dict("records")
    }


def _cell(table: str, key: str, column: str, missing: str) -> str:
    return _rows(table, table_state(table)).get(key, {}).get(column, missing)


def warm() -> None:
    """Read the names now: a process that is about to fork does once what each child would do."""
    for table in _TABLES:
        _rows(table, table_state(table))


def indicator_name(slug: str, language: str) -> str:
    """Return the indicator's name, or the slug where it has none.

    >>> indicator_name("gdp", "zh")
    '地区生产总值'
    """
    return _cell("indicators", slug, f"name_{language}", slug)


def area_name(code: str, language: str) -> str:
    """Return the area's name, or its code where it has none.

    >>> area_name("321182", "en"), area_name("999999", "en")
    ('Yangzhong', '999999')
    """
    return _cell("areas", code, f"name_{language}", code)


def parent_of(code: str) -> str:
    """Return the code of the area that holds an area, empty for none.

    >>> parent_of("321182")
    '321100'
    """
    return _cell("areas", code, "parent", "")


def report_name(report: str, language: str) -> str:
    """Return a report's place and period in words, or its id where it is not in the table of reports.

    >>> report_name("yangzhong-2022h1", "en"), report_name("nowhere-2022", "en")
    ('Yangzhong, first half of 2022', 'nowhere-2022')
    """
    return _cell("reports", report, f"name_{language}", report)
