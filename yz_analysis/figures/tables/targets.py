"""Tables of targets, the growth they need, scenarios, benchmarks and sensitivity."""

from __future__ import annotations

from yz_analysis.figures import told
from yz_analysis.figures.display import Cell, Prose, Table
from yz_analysis.figures.formats import number
from yz_analysis.figures.metrics.scenarios import required_growth as _required_growth
from yz_analysis.figures.metrics.scenarios import scenarios as _scenarios
from yz_analysis.figures.metrics.seasonality import benchmarks as _benchmarks
from yz_analysis.figures.metrics.seasonality import implied_shares
from yz_analysis.figures.metrics.sensitivity import sensitivity as _sensitivity
from yz_analysis.figures.metrics.source import Source
from yz_analysis.figures.metrics.targets import progress, required_rest
from yz_analysis.figures.tables.common import Row, column, derived, make
from yz_analysis.figures.told import each


def targets(source: Source, language: str) -> Table | Prose:
    """A3, A4: how far is each target, and what must the rest of the year bring?

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        What, value, bounds, unit and class; ≤ and ≥ where the target says "at least" or "more than". What
        is missing where the report prints no target of the year with a number.
    """
    frames = [progress(source), required_rest(source)]
    return derived("targets", source, language, frames, missing="chart.target_bars.absent")


def required_growth(source: Source, language: str) -> Table | Prose:
    """A5: break-even share, and growth of the second half at the assumed share."""
    frames, missing = [_required_growth(source)], "chart.required_growth.absent"
    return derived("required-growth", source, language, frames, missing=missing)


def scenarios(source: Source, language: str) -> Table | Prose:
    """A6: the year's total for slow, equal and fast growth of the second half."""
    frames, missing = [_scenarios(source)], "chart.scenario_heatmap.absent"
    return derived("scenarios", source, language, frames, missing=missing)


def benchmarks(source: Source, language: str) -> Table | Prose:
    """A7: first-half shares of the year in areas that publish both, and what last year's total implies."""
    frames = [_benchmarks(source), implied_shares(source)]
    return derived("benchmarks", source, language, frames)


def sensitivity(source: Source, language: str) -> Table | Prose:
    """A18: how far each assumption and each rounding, alone, moves the needed growth."""
    heads = [
        column("assumption", language),
        column("value", language, right=True),
        column("low", language, right=True),
        column("high", language, right=True),
        column("unit", language),
    ]
    rows: list[Row] = []
    for row in each(_sensitivity(source)):
        places, caveat = told.swing_decimals(row.lower, row.upper), getattr(row, f"caveat_{language}")
        rows.append(
            [
                str(getattr(row, f"name_{language}")),
                Cell(number(row.value, places), told.ids(row), row.validity, caveat),
                told.end_text(row, "lower", language, places),
                told.end_text(row, "upper", language, places),
                told.unit_text(row, language),
            ]
        )
    return make("sensitivity", source, language, heads, rows, missing="chart.tornado.absent")
