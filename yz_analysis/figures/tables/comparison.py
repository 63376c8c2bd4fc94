"""Tables of the report beside other areas, on the same period and basis."""

from __future__ import annotations

from yz_analysis.figures import told
from yz_analysis.figures.display import Cell, Prose, Table
from yz_analysis.figures.formats import quantity
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.comparison import growth_gaps as _growth_gaps
from yz_analysis.figures.metrics.comparison import name_beside, parents
from yz_analysis.figures.metrics.comparison import parent_shares as _parent_shares
from yz_analysis.figures.metrics.source import Printed, Source
from yz_analysis.figures.tables.common import Row, column, derived, make
from yz_analysis.figures.told import each
from yz_analysis.words import word


def growth_gaps(source: Source, language: str) -> Table | Prose:
    """A17: growth here and in every other area that prints the same on the same basis, and the gap.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        Indicator, area, growth here and there, gap with bounds, price basis; in the order of print, parents
        first and from near to far; what is missing where nothing can be compared.
    """
    printed = {figure.figure_id: figure for figure in source.everything}
    heads = [
        column("indicator", language),
        column("area", language),
        column("own", language, right=True),
        column("other", language, right=True),
        column("gap", language, right=True),
        column("bounds", language, right=True),
        column("basis", language),
    ]
    rows: list[Row] = []
    places = {figure.figure_id: place for place, figure in enumerate(source.own)}
    found = [(row, *(printed[one] for one in str(row.inputs).split())) for row in each(_growth_gaps(source))]
    for row, own, other in sorted(found, key=lambda one: (places[one[1].figure_id], _distance(*one[1:]))):
        rows.append(
            [
                indicator_name(str(row.indicator), language),
                name_beside(other.ref_area, own.ref_area, language),
                _rate(own, language),
                _rate(other, language),
                Cell(
                    told.gap_part(row, language).text,
                    told.ids(row),
                    row.validity,
                    str(getattr(row, f"caveat_{language}")),
                ),
                told.gap_bounds(row, language),
                word(f"basis.{own.price_basis}", language),
            ]
        )
    missing = "chart.growth_against_parents.absent"
    return make("growth-gaps", source, language, heads, rows, row_headers=2, missing=missing)


def _rate(figure: Printed, language: str) -> Cell:
    """Return a growth rate, with a caveat where no source prints it."""
    inferred = word("caveat.inferred", language) if figure.status == "E" else ""
    text = quantity(figure.value, "PT", 0, language)
    return Cell(text, (figure.figure_id,), caveat=inferred, derived=bool(inferred))


def _distance(own: Printed, other: Printed) -> tuple[int, str]:
    """Return where an area stands among those compared: parents from near to far, then the others."""
    chain = parents(own.ref_area)
    return (chain.index(other.ref_area) if other.ref_area in chain else len(chain)), other.ref_area


def parent_shares(source: Source, language: str) -> Table | Prose:
    """A17: which share of its parent areas is the area, in amounts of the same period?"""
    missing = "" if parents(source.main[0]) else "table.parent-shares.no_parent"
    return derived("parent-shares", source, language, [_parent_shares(source)], missing=missing)
