"""The tables that every export holds: figures, derived numbers, indicators, and the codebook."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pandas as pd

from yz_analysis.words import all_words, word

_CITATION = ("source_title", "source_url", "second_source_url", "confidence")
_TYPES = {
    "float64": "number",
    "Int64": "integer",
    "int64": "integer",
    "bool": "boolean",
    "boolean": "boolean",
}


@dataclass(frozen=True)
class ReportTables:
    """One report ready for export.

    Attributes:
        report: its id.
        data_version: of the dataset.
        title: name of the report in both languages.
        figures: every printed figure, columns as in data/README.md, units in words beside their codes.
        derived: every number computed from them, as `yz_analysis.derive` returns it.
        indicators: definition, coverage and price basis of the indicators used.
        codebook: table, column, type, zh, en.
    """

    report: str
    data_version: str
    title: str
    figures: pd.DataFrame
    derived: pd.DataFrame
    indicators: pd.DataFrame
    codebook: pd.DataFrame

    def named(self) -> dict[str, pd.DataFrame]:
        """Return the tables by name, in the order they are written."""
        return {"figures": self.figures, "derived": self.derived, "indicators": self.indicators}


def report_tables(report: str, derived: pd.DataFrame | None = None) -> ReportTables:
    """Return a report's tables.

    Args:
        report: its id.
        derived: what `derive(report)` returns, from a caller who has it already.

    Raises:
        UnknownNameError: when there is no such report.
    """
    from yz_analysis.figures.dataset import load_context, load_figures, load_indicators, load_reports
    from yz_analysis.figures.metrics import derive

    figures = load_figures(report)
    about = load_reports().set_index("report_id").loc[report]
    if about["kind"] != "article":
        cited = load_context().set_index("figure_id")[list(_CITATION)]
        figures = figures.join(cited, on="figure_id")
    figures = _with_unit_words(figures)
    derived = _with_unit_words(derive(report) if derived is None else derived)
    known = load_indicators()
    used = set(figures["indicator"]) | set(derived["indicator"])
    indicators = known[known["indicator"].isin(used)].drop(columns="aliases").reset_index(drop=True)
    tables = {"figures": figures, "derived": derived, "indicators": indicators}
    return ReportTables(
        report=report,
        data_version=str(about["data_version"]),
        title=f"{about['name_zh']} / {about['name_en']}",
        codebook=_codebook(tables),
        **tables,
    )


def absent(value: object) -> bool:
    """Tell whether a cell is missing: None, NA or not a number.

    >>> [absent(value) for value in (None, float("nan"), "", 0)]
    [True, True, False, False]
    """
    return value is None or value is pd.NA or (isinstance(value, float) and math.isnan(value))


def _with_unit_words(table: pd.DataFrame) -> pd.DataFrame:
    from yz_analysis.figures.formats import column_unit

    def words(language: str) -> list[str]:
        pairs = zip(table["unit"], table["unit_mult"], strict=True)
        return [printed_unit(unit, 0 if pd.isna(power) else int(power), language) for unit, power in pairs]

    def printed_unit(unit: str, power: int, language: str) -> str:
        if not unit:
            return ""
        if language == "zh":
            return column_unit(unit, power, "zh")[0]
        # the number stays in the printed scale, so English names that scale instead of moving the point
        name = column_unit(unit, 0, "en")[0]
        return f"{word(f'scale.{power}', 'en')} {name}".strip() if power else name

    made = table.copy()
    at = list(made.columns).index("unit_mult") + 1
    made.insert(at, "unit_zh", pd.Series(words("zh"), index=made.index, dtype="str"))
    made.insert(at + 1, "unit_en", pd.Series(words("en"), index=made.index, dtype="str"))
    return made


def _codebook(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    rows = []
    for name, table in tables.items():
        for column, dtype in table.dtypes.items():
            rows.append(
                {
                    "table": name,
                    "column": str(column),
                    "type": _TYPES.get(str(dtype), "string"),
                    "zh": column_words(str(column), "zh"),
                    "en": column_words(str(column), "en"),
                }
            )
    return pd.DataFrame(rows, dtype="str")


def column_words(column: str, language: str) -> str:
    """Return what a column means.

    Raises:
        UnknownNameError: when the column has no words, so that no codebook has a gap.

    >>> column_words("figure_id", "en").startswith("id of the figure")
    True
    """
    for section in ("export.column", "data.column"):
        if f"{section}.{column}" in all_words():
            return word(f"{section}.{column}", language)
    return word(f"data.column.{column}", language)
