"""Growth as printed: one bar an indicator, its price basis beside the name, its bounds drawn on the end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.display import Chart, Prose
from yz_analysis.figures.formats import interval
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.quoted import estimate_caveat
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    from yz_analysis.figures.metrics.source import Printed, Source

_COLOURS = {"constant": "blue", "current": "ochre", "none": "muted"}
_SHAPES = {"constant": "D", "current": "o", "none": "s"}


def headline_growth(source: Source, language: str) -> Chart | Prose:
    """Which growth rates does the report print, on which price basis, and how exactly?

    One row for each printed growth over the same period of the year before, in order of print; real growth
    (constant prices) and nominal growth (current prices) have their own colour and shape and say so.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        The chart, or what is missing when the report prints no growth.
    """
    check_language(language)
    marks = [_mark(figure, source, language) for figure in _growths(source)]
    if not marks:
        return common.absent("headline_growth", source, language)
    with style.drawing():
        figure, axes = style.new_figure(plot.rows_height(marks) + 0.5)
        axes.set_xlim(*plot.span(marks))
        for row, mark in zip(plot.places(marks), marks, strict=True):
            # a thin line from zero: the only band in the picture is that of the bounds
            axes.plot([0, mark.value], [row, row], color=PALETTE[mark.colour], linewidth=1, zorder=1)
            plot.draw_interval(axes, row, mark)
        axes.axvline(0, color=PALETTE["rule"], linewidth=0.8)
        plot.row_labels(axes, marks)
        plot.write_values(axes, marks)
        style.quiet_axis(axes, grid="x")
        axes.set_xlabel(word("chart.axis.growth", language))
        table = common.marks_table("headline_growth", source, language, marks)
        return common.finish(
            "headline_growth",
            figure,
            source,
            language,
            told=common.told(marks, language),
            table=table,
            figures=[item for mark in marks for item in mark.figures],
        )


def _growths(source: Source) -> list[Printed]:
    printed = source.rows.set_index("figure_id")["value_printed"]
    return [
        figure
        for figure in source.own
        if figure.kind == "actual"
        and figure.measure == "growth"
        and figure.unit == "PT"
        and any(char.isdecimal() for char in printed[figure.figure_id])  # 零增长 is a statement, not a rate
    ]


def _mark(figure: Printed, source: Source, language: str) -> Mark:
    row = common.printed_row(source, figure.figure_id)
    lower, upper = figure.bounds.outward()
    basis = figure.price_basis if figure.price_basis in _COLOURS else "none"
    printed = str(row["value_printed"]).replace("-", "\u2212")
    return Mark(
        common.short_name(figure.indicator, language),
        float(figure.value),
        lower,
        upper,
        f"{printed}%",
        interval(lower, upper, int(row["decimals"]) + 1) if lower < upper else "",
        detail=word(f"chart.basis.{basis}", language),
        colour=_COLOURS[basis],
        shape=_SHAPES[basis],
        figures=(figure.figure_id,),
        caveat=estimate_caveat(row, language),
        quote=str(row["quote"]),
    )
