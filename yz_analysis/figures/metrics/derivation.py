"""`derive`: every derived number of a report in one table; `not_printed`: what is missing and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from yz_analysis.figures.metrics.assumptions import Assumptions
from yz_analysis.figures.metrics.comparison import growth_gaps, parent_shares
from yz_analysis.figures.metrics.completeness import completeness_metrics
from yz_analysis.figures.metrics.consistency import consistency_metrics
from yz_analysis.figures.metrics.frame import COLUMNS, to_frame
from yz_analysis.figures.metrics.growth import contributions, implied_bases, increments, wedges
from yz_analysis.figures.metrics.livelihood import income_ratio
from yz_analysis.figures.metrics.projects import project_sizes, start_rate
from yz_analysis.figures.metrics.relief import relief
from yz_analysis.figures.metrics.scenarios import required_growth, scenarios
from yz_analysis.figures.metrics.seasonality import benchmarks, implied_shares
from yz_analysis.figures.metrics.sensitivity import sensitivity
from yz_analysis.figures.metrics.source import Source, read
from yz_analysis.figures.metrics.structure import structure
from yz_analysis.figures.metrics.targets import progress, required_rest
from yz_analysis.words import LANGUAGES, word


def _benchmarks_in_use(source: Source) -> pd.DataFrame:
    """Return the benchmarks where a target of the report is measured against them."""
    return benchmarks(source) if len(required_growth(source)) else to_frame([])


# analysis → the functions that answer it
ANALYSES: dict[str, tuple[Callable[[Source], pd.DataFrame], ...]] = {
    "A1": (implied_bases,),
    "A2": (increments,),
    "A3": (progress,),
    "A4": (required_rest,),
    "A5": (required_growth,),
    "A6": (scenarios,),
    "A7": (_benchmarks_in_use, implied_shares),
    "A8": (structure,),
    "A9": (wedges,),
    "A10": (contributions,),
    "A11": (project_sizes,),
    "A12": (start_rate,),
    "A13": (income_ratio,),
    "A14": (relief,),
    "A15": (consistency_metrics,),
    "A16": (completeness_metrics,),
    "A17": (growth_gaps, parent_shares),
    "A18": (sensitivity,),
}


def derive(
    report: str,
    *,
    precision: str = "literal",
    assumptions: Assumptions | Mapping[str, Any] | None = None,
    figures: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Return every number that follows from a report, with bounds, validity, formula and caveat.

    Args:
        report: report id.
        precision: `literal` (the printed digits decide) or `house` (growth rates printed whole are read to
            one decimal).
        assumptions: an `Assumptions` or a mapping of some of its fields, for the conditional numbers.
        figures: the figures of every report; None loads the dataset.

    Returns:
        One row per derived number, sorted by analysis and metric_id. Text columns (str): metric_id
        (`indicator.metric`), analysis (A1 to A18), report_id, indicator, time_period, unit (a code of
        units.csv), validity (valid, conditional, indicative), formula (over figure ids and parameters),
        inputs (figure ids joined by a space), parameters, name_zh, name_en, caveat_zh, caveat_en. value,
        lower, upper: float64 in unit times ten to the power unit_mult (int64); the bounds are what the
        printed digits allow, rounded outward, infinite where a comparator sets none.

    Raises:
        UnknownNameError: when report or precision does not exist.
        ParameterError: when an assumption does not exist or is out of its range.

    >>> table = derive("yangzhong-2022h1").set_index("metric_id")
    >>> f'{table.loc["industrial_taxable_sales.progress", "value"]:.2f}'
    '43.56'
    """
    source = read(report, precision=precision, assumptions=assumptions, figures=figures)
    parts = [function(source) for functions in ANALYSES.values() for function in functions]
    filled = [part for part in parts if len(part)]
    return pd.concat(filled, ignore_index=True) if filled else to_frame([])


def not_printed(source: Source) -> pd.DataFrame:
    """Return which analyses the report does not support, and what it would have to print.

    Args:
        source: from `read`.

    Returns:
        Columns analysis, needs_zh, needs_en, all str, one row for each analysis without a number.
    """
    rows = []
    for analysis, functions in ANALYSES.items():
        if not any(len(function(source)) for function in functions):
            rows.append((analysis, *(word(f"needs.{analysis}", language) for language in LANGUAGES)))
    return pd.DataFrame(rows, columns=["analysis", "needs_zh", "needs_en"]).astype("str")


__all__ = ["ANALYSES", "COLUMNS", "derive", "not_printed"]
