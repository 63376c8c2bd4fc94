"""What every chart shares: its words, its source line, its data table."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from yz_analysis.figures import absence
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.display import Cell, Chart, Column, Prose, Table
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.svg import to_svg
from yz_analysis.figures.told import place, variant
from yz_analysis.words import all_words, word

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from yz_analysis.figures.metrics.source import Source


def source_line(source: Source, language: str, figures: Iterable[str] = ()) -> str:
    """Return the line under a chart: whose figures, whose computation, which precision policy."""
    policy, where = word(f"chart.precision.{source.precision}", language), place(source, language)
    if any(not one.startswith(f"{source.report}:") for one in figures):
        where = word("chart.and_others", language, place=where)
    return word("chart.source", language, place=where, policy=policy)


def absent(chart: str, source: Source, language: str) -> Prose:
    """Return what stands in place of a chart for which the report prints too little."""
    return absence.absent(f"chart-{slug(chart)}", f"chart.{chart}.absent", source, language)


def slug(chart: str) -> str:
    """Return the id of a chart: its name with dashes."""
    return chart.replace("_", "-")


def printed_row(source: Source, figure_id: str) -> Any:
    """Return the row of the dataset that prints a figure, its columns by name."""
    return source.figures.set_index("figure_id").loc[figure_id]


def finish(
    chart: str,
    figure: Figure,
    source: Source,
    language: str,
    *,
    told: Sequence[str],
    table: Table,
    figures: Iterable[str],
    **values: object,
) -> Chart:
    """Return the chart: picture, caption, alt text, source line, data table and figure ids.

    Args:
        chart: name of the chart, the section of its words.
        figure: the drawn figure.
        source: whose figures.
        language: zh or en.
        told: what each mark shows, in words, for the alt text.
        table: the numbers drawn.
        figures: ids of the figures drawn, in order; repeats are dropped.
        **values: for the placeholders of caption and alt text.
    """
    separator = word("chart.list_separator", language)
    where = place(source, language)
    caption = word(variant(f"chart.{chart}.caption", source), language, place=where, **values)
    alt = word(
        f"chart.{chart}.alt", language, place=where, **{"n": len(told), **values}, items=separator.join(told)
    )
    used = tuple(dict.fromkeys(figures))
    line = source_line(source, language, used)
    name = f"chart-{slug(chart)}"
    svg, view = to_svg(figure, name=name, caption=caption, alt=alt, source=line, language=language)
    return Chart(name, language, caption, alt, line, svg, used, table, view)


def data_table(
    chart: str,
    source: Source,
    language: str,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Any]],
    **values: object,
) -> Table:
    """Return the table of the numbers drawn."""
    caption = word(
        variant(f"chart.{chart}.caption", source), language, place=place(source, language), **values
    )
    used = (one for row in rows for cell in row if isinstance(cell, Cell) for one in cell.figures)
    return Table(
        f"data-{slug(chart)}", language, caption, columns, rows, source=source_line(source, language, used)
    )


def head(key: str, language: str, *, align: str = "right", unit: str = "") -> Column:
    """Return a column whose label is `chart.head.<key>`."""
    return Column(key, word(f"chart.head.{key}", language), align, unit)


def marks_table(
    chart: str,
    source: Source,
    language: str,
    marks: Sequence[Mark],
    *,
    first: str = "indicator",
    **values: object,
) -> Table:
    """Return the data table of an interval plot: label, detail, number, bounds."""
    columns = [
        head(first, language, align="left"),
        head("detail", language, align="left"),
        head("value", language),
        head("bounds", language),
    ]
    rows = [
        [
            " ".join(mark.label.split("\n")),
            mark.detail,
            Cell(mark.text, mark.figures, mark.validity, mark.caveat, mark.quote),
            mark.bounds,
        ]
        for mark in marks
    ]
    return data_table(chart, source, language, columns, rows, **values)


def short_name(indicator: str, language: str) -> str:
    """Return an indicator's name for a chart: the short one of `chart.short` where there is one."""
    key = f"chart.short.{indicator}"
    return word(key, language) if key in all_words() else indicator_name(indicator, language)


def told(marks: Sequence[Mark], language: str) -> list[str]:
    """Return each mark in words for an alt text."""
    return [
        word(
            "chart.mark" if mark.bounds else "chart.mark_exact",
            language,
            label=_named(mark, language),
            value=mark.text,
            bounds=mark.bounds,
        )
        for mark in marks
    ]


def _named(mark: Mark, language: str) -> str:
    label = " ".join(mark.label.split("\n"))
    return word("chart.detail", language, label=label, detail=mark.detail) if mark.detail else label
