"""A16: what the report prints of each indicator, and what it leaves out."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from yz_analysis.figures.bounds import point
from yz_analysis.figures.metrics.frame import VALID, Derived, to_frame
from yz_analysis.figures.metrics.source import Source, empty

ASPECTS = ("level", "growth", "rank", "target")
# what a half-year bulletin of this genre usually prints, in its usual order
USUAL = (
    "gdp",
    "industrial_value_added",
    "industrial_gross_output",
    "industrial_taxable_sales",
    "fixed_asset_investment",
    "retail_sales",
    "general_public_budget_revenue",
    "disposable_income_urban",
    "disposable_income_rural",
    "urban_new_jobs",
)
_STATEMENTS = ("actual", "target", "rank", "claim")


def completeness(source: Source) -> pd.DataFrame:
    """A16: which of level, growth, rank and target does the report print, indicator by indicator?

    Every indicator with an actual, a target or a rank, and the usual indicators of a half-year bulletin even
    where nothing is printed. What is printed was selected by the publisher; a gap says nothing about the
    economy.

    Args:
        source: from `read`.

    Returns:
        Columns indicator, level, growth, rank, target: the figure ids of each cell joined by a space, empty
        where nothing is printed (a rate or a count stands under level, a multiple such as 翻倍 and a
        direction such as 四增 under growth, an expectation under what is expected); printed, the number of
        cells that are not empty (int64). In the order of print, the usual indicators first.
    """
    rows = source.rows[empty(source.rows["duplicate_of"]) & source.rows["kind"].isin(_STATEMENTS)]
    found: dict[str, dict[str, list[str]]] = {slug: {} for slug in USUAL}
    for row in rows.itertuples(index=False):
        aspect = _aspect(str(row.kind), str(row.measure), str(row.status))
        found.setdefault(str(row.indicator), {}).setdefault(aspect, []).append(str(row.figure_id))
    table = [
        (
            slug,
            *(" ".join(cells.get(aspect, [])) for aspect in ASPECTS),
            sum(bool(cells.get(a)) for a in ASPECTS),
        )
        for slug, cells in found.items()
    ]
    frame = pd.DataFrame(table, columns=["indicator", *ASPECTS, "printed"])
    return frame.astype({**dict.fromkeys(("indicator", *ASPECTS), "str"), "printed": "int64"})


def completeness_metrics(source: Source) -> pd.DataFrame:
    """A16 as metrics: how many of the four aspects the report prints, for each indicator it prints at all.

    Args:
        source: from `read`.

    Returns:
        The metrics frame; value is a number from 1 to 4.
    """
    matrix = completeness(source)
    period = str(source.rows["time_period"].mode().iloc[0]) if len(source.rows) else ""
    return to_frame(
        Derived(
            metric_id=f"{row.indicator}.aspects_printed",
            analysis="A16",
            report_id=source.report,
            indicator=str(row.indicator),
            time_period=period,
            value=Fraction(str(row.printed)),
            bounds=point(str(row.printed)),
            unit="NB",
            unit_mult=0,
            validity=VALID,
            formula="number of level, growth, rank, target that are printed",
            inputs=tuple(dict.fromkeys(" ".join(getattr(row, aspect) for aspect in ASPECTS).split())),
            words="aspects_printed",
        )
        for row in matrix.itertuples(index=False)
        if row.printed
    )


def _aspect(kind: str, measure: str, status: str) -> str:
    if kind == "target":
        return "target"
    expected = kind == "claim" and status == "E"  # a level or a growth rate, though no result
    if kind == "rank" or measure == "rank" or (kind == "claim" and not expected):
        return "rank"
    return "growth" if measure in ("growth", "direction", "change", "change_pp", "multiple") else "level"
