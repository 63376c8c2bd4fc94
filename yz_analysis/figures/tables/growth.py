"""Tables of bases, increments, structure and contributions."""

from __future__ import annotations

from yz_analysis.figures import told
from yz_analysis.figures.display import Prose, Table
from yz_analysis.figures.metrics import growth as metrics
from yz_analysis.figures.metrics.source import Source, read
from yz_analysis.figures.metrics.structure import structure as _structure
from yz_analysis.figures.tables.common import Row, column, derived, make
from yz_analysis.figures.told import each, first


def bases(source: Source, language: str) -> Table | Prose:
    """A1, A2: which bases and increases do level and growth imply?

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        What, value, bounds, unit and class, each number with caveat and figure ids; what is missing where the
        report prints no level together with its growth.
    """
    frames = [metrics.implied_bases(source), metrics.increments(source)]
    return derived("bases", source, language, frames, missing="chart.bases.absent")


def structure(source: Source, language: str) -> Table | Prose:
    """A8: what share of GDP and of output is value added of industry above designated size?"""
    return derived("structure", source, language, [_structure(source)])


def wedge(source: Source, language: str) -> Table | Prose:
    """A9: how far apart are nominal growth of output and real growth of value added?"""
    return derived("wedge", source, language, [metrics.wedges(source)], missing="chart.wedge.absent")


def contributions(source: Source, language: str) -> Table | Prose:
    """A10: contributions to GDP growth, the literal bounds beside those of the house policy."""
    frames = {
        policy: metrics.contributions(
            read(source.report, precision=policy, assumptions=source.assumptions, figures=source.figures)
        ).set_index("metric_id", drop=False)
        for policy in ("literal", "house")
    }
    heads = [
        column("what", language),
        column("value", language, right=True),
        column("literal", language, right=True),
        column("house", language, right=True),
        column("unit", language),
    ]
    rows: list[Row] = []
    for row in each(frames["literal"]):
        other = first(frames["house"].loc[[row.metric_id]])
        rows.append(
            [
                str(getattr(row, f"name_{language}")),
                told.derived_cell(row, language),
                told.bounds_text(row, language),
                told.bounds_text(other, language),
                told.unit_text(row, language),
            ]
        )
    return make("contributions", source, language, heads, rows, missing="chart.contribution.absent")
