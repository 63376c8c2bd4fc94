"""Tables of projects and investment."""

from __future__ import annotations

from yz_analysis.figures.display import Cell, Prose, Table
from yz_analysis.figures.formats import number
from yz_analysis.figures.metrics.projects import project_sizes as _project_sizes
from yz_analysis.figures.metrics.projects import start_rate as _start_rate
from yz_analysis.figures.metrics.projects import start_rate_pairs
from yz_analysis.figures.metrics.source import Source
from yz_analysis.figures.tables.common import Row, as_printed, column, counted, derived, expectations, make
from yz_analysis.figures.told import each

PRINTED = (
    "signed_projects",
    "signed_project_investment",
    "key_project_start_rate",
    "database_investment",
    "projects_brought_in",
    "projects_over_3_billion",
    "fixed_asset_investment",
    "signed_key_industry_projects",
    "signed_key_industry_project_investment",
)


def projects_printed(source: Source, language: str) -> Table | Prose:
    """What does the report print about projects and investment?"""
    rows = counted(source)
    wanted = rows["kind"].isin(["actual", "target"]) | expectations(rows)
    return as_printed("projects-printed", source, language, rows[rows["indicator"].isin(PRINTED) & wanted])


def project_sizes(source: Source, language: str) -> Table | Prose:
    """A11, A12: mean and largest possible project, how many can be large, what the start rate allows."""
    frames = [_project_sizes(source), _start_rate(source)]
    return derived("project-sizes", source, language, frames)


def start_rate(source: Source, language: str) -> Table | Prose:
    """A12: every pair of planned and started projects that prints as the start rate."""
    heads = [
        column("planned", language, right=True),
        column("started", language, right=True),
        column("rate", language, right=True, unit="%"),
    ]
    rows: list[Row] = [
        [str(row.n), Cell(str(row.k), (str(row.figure_id),), "valid"), number(row.rate, 2)]
        for row in each(start_rate_pairs(source))
    ]
    largest = source.assumptions.largest_project_list
    missing = "chart.start_rates.absent"
    return make("start-rate", source, language, heads, rows, missing=missing, largest=largest)
