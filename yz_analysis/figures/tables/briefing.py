"""The ten numbers of the one-page briefing: five printed, five derived, as far as the report goes."""

from __future__ import annotations

from typing import Any

from yz_analysis.figures import quoted, told
from yz_analysis.figures.display import Cell, Prose, Table
from yz_analysis.figures.metrics.comparison import area_of, headline_gaps, nearest_parent
from yz_analysis.figures.metrics.derivation import derive
from yz_analysis.figures.metrics.source import Printed, Source
from yz_analysis.figures.tables.common import Row, column, label, make
from yz_analysis.figures.told import each
from yz_analysis.words import word

# what a briefing says first, as far as it is printed
PRINTED = (
    ("gdp", "level"),
    ("gdp", "growth"),
    ("industrial_value_added", "growth"),
    ("industrial_gross_output", "growth"),
    ("industrial_taxable_sales", "growth"),
    ("disposable_income_urban", "growth"),
    ("disposable_income_rural", "growth"),
    ("general_public_budget_revenue", "growth"),
    ("retail_sales", "growth"),
    ("urban_new_jobs", "level"),
)
# growth of some indicators is printed on two bases: these are meant
_BASES = {
    "gdp": "constant",
    "industrial_value_added": "constant",
    "disposable_income_urban": "current",
    "disposable_income_rural": "current",
}
DERIVED = (
    "industrial_taxable_sales.progress",
    "industrial_taxable_sales.required_growth",
    "gdp.growth_of_the_rest",
    "disposable_income.urban_rural_ratio_change",
    "signed_project_investment.mean_size",
    "gdp.growth_gap",
    "industrial_value_added.growth_gap",
    "gdp.implied_base",
    "disposable_income.urban_rural_ratio",
    "gdp.increment",
)
_EACH = 5


def briefing(source: Source, language: str) -> Table | Prose:
    """Which ten numbers would a reader with one minute want, and how sure is each?

    Printed numbers first, then derived ones; where the report prints fewer of one sort there are more of the
    other, and never more than ten.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        What, value, bounds and class.
    """
    printed = _printed(source)
    table = derive(
        source.report, precision=source.precision, assumptions=source.assumptions, figures=source.figures
    )
    derived = {str(row.metric_id): row for row in each(table)} | _gaps(source)
    chosen = [name for name in DERIVED if name in derived]
    room = 2 * _EACH - min(_EACH, len(chosen))
    rows: list[Row] = [_printed_row(figure, source, language) for figure in printed[:room]]
    rows += [_derived_row(derived[name], language) for name in chosen[: 2 * _EACH - len(rows)]]
    heads = [
        column("what", language),
        column("value", language, right=True),
        column("bounds", language, right=True),
        column("class", language),
    ]
    return make("briefing", source, language, heads, rows)


def _printed(source: Source) -> list[Printed]:
    found = []
    for indicator, measure in PRINTED:
        figure = source.find(indicator, measure)
        if figure is None and indicator in _BASES:
            figure = source.find(indicator, measure, price_basis=_BASES[indicator])
        if figure is not None:
            found.append(figure)
    return found


def _gaps(source: Source) -> dict[str, Any]:
    """Return the gaps to the parent area that the sentences compare with: one an indicator."""
    area = nearest_parent(source)
    near = [row for row in headline_gaps(source) if area_of(row) == area]
    return {f"{row.indicator}.growth_gap": row for row in reversed(near)}


def _printed_row(figure: Printed, source: Source, language: str) -> Row:
    row = source.by_id[figure.figure_id]
    bounds = quoted.printed_bounds(figure.bounds, figure.unit, figure.unit_mult, language)
    cell = quoted.printed_cell(row, language)
    origin = "inferred" if quoted.is_inferred(row) else "printed"
    return [label(row, language), cell, bounds, word(f"class.{origin}", language)]


def _derived_row(row: Any, language: str) -> Row:
    text, bounds = told.value_text(row, language), told.bounds_with_unit(row, language)
    if ".growth_gap." in str(row.metric_id):  # as in the sentences
        text, bounds = told.gap_part(row, language).text, told.gap_bounds_part(row, language).text
    cell = Cell(text, told.ids(row), row.validity, getattr(row, f"caveat_{language}"))
    name = getattr(row, f"name_{language}")
    return [name, cell, bounds, word(f"validity.{row.validity}", language)]
