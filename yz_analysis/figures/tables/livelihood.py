"""Tables of relief and credit, incomes, jobs and services."""

from __future__ import annotations

from yz_analysis.figures.display import Prose, Table
from yz_analysis.figures.metrics.guards import RELIEF
from yz_analysis.figures.metrics.livelihood import income_ratio
from yz_analysis.figures.metrics.relief import relief as _relief
from yz_analysis.figures.metrics.source import Source
from yz_analysis.figures.tables.common import as_printed, counted, derived, expectations

_FAMILIES = ("income", "employment", "social", "health", "society", "livelihood")
_OTHERS = (
    "home_care_centres",
    "nucleic_acid_test_capacity",
    "elderly_first_dose_rate",
    "new_characteristic_villages",
    "poverty_population",
    "resident_population",
)


def relief_printed(source: Source, language: str) -> Table | Prose:
    """What does the report print about refunds, deferrals, bridge loans and credit?"""
    rows = counted(source)
    return as_printed("relief-printed", source, language, rows[rows["indicator"].isin(RELIEF)])


def relief(source: Source, language: str) -> Table | Prose:
    """A14: share of refunds, time value of the deferral, average bridge loans outstanding."""
    return derived("relief", source, language, [_relief(source)])


def income(source: Source, language: str) -> Table | Prose:
    """A13: change of the urban to rural income ratio, and the threshold of a widening gap."""
    return derived("income", source, language, [income_ratio(source)])


def livelihood_printed(source: Source, language: str) -> Table | Prose:
    """What does the report print about jobs, incomes and public services?"""
    from yz_analysis.figures.dataset import load_indicators

    named = load_indicators()
    chosen = set(named.loc[named["family"].isin(_FAMILIES), "indicator"]) | set(_OTHERS)
    rows = counted(source)
    wanted = rows["kind"].isin(["actual", "rank", "target"]) | expectations(rows)
    shown = rows[rows["indicator"].isin(chosen) & wanted]
    rounded = shown["unit"].eq("PERS") & shown["unit_mult"].eq(4)
    half_line = shown["comparator"].isin(["<", "<="])
    return as_printed("livelihood-printed", source, language, shown, noted=bool((rounded | half_line).any()))
