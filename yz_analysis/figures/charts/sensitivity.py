"""Which assumption moves the growth that the second half needs most: one bar an assumption."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR
from typing import TYPE_CHECKING, Any

from yz_analysis.figures import metrics, style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.charts.rest_of_year import goal_indicator
from yz_analysis.figures.display import Chart, Prose
from yz_analysis.figures.formats import interval, number
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import each, swing_decimals
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    from yz_analysis.figures.metrics.source import Source


def tornado(source: Source, language: str, indicator: str = "") -> Chart | Prose:
    """Which assumption moves the required growth of the second half most?

    One bar a parameter, from the lowest to the highest required growth as this one goes through its range
    and the others stay; the longest on top.

    Args:
        source: from `metrics.read`.
        language: zh or en.
        indicator: slug; empty takes the first with target, level and nominal growth.

    Returns:
        The chart, or what is missing when the report does not print what the required growth needs.
    """
    check_language(language)
    slug = goal_indicator(source, indicator)
    rows = metrics.sensitivity(source) if slug else None
    rows = rows[rows["indicator"].eq(slug)] if rows is not None else None
    if rows is None or rows.empty:
        return common.absent("tornado", source, language)
    rows = rows.assign(width=rows["upper"] - rows["lower"]).sort_values(
        ["width", "metric_id"], ascending=[False, True]
    )
    marks = [_tornado_mark(row, language) for row in each(rows)]
    centre = float(rows["value"].iloc[0])
    with style.drawing():
        figure, axes = style.new_figure(plot.rows_height(marks) + 0.7)
        low, high = plot.span(marks, zero=False, margin=0.22)
        axes.set_xlim(low, high)
        for place, mark in zip(plot.places(marks), marks, strict=True):
            axes.barh(
                place, mark.upper - mark.lower, left=mark.lower, height=0.42, color=PALETTE["purple_tint"]
            )
            for end, side, by in ((mark.lower, "right", -4), (mark.upper, "left", 4)):
                axes.plot([end, end], [place - 0.21, place + 0.21], color=PALETTE["purple"], linewidth=1.5)
                plot.say(axes, _end(mark, end), (end, place), (by, 0), ha=side, va="center")
        axes.axvline(centre, color=PALETTE["vermilion"], linewidth=1.2)
        text = word("chart.tornado.centre", language, growth=number(centre, 1))
        above = ("data", "axes fraction")
        plot.say(axes, text, (centre, 1), (0, 3), colour="vermilion", ha="center", va="bottom", frame=above)
        plot.row_labels(axes, marks)
        style.quiet_axis(axes, grid="x")
        axes.set_xlabel(word("chart.axis.required_growth", language))
        values = {"indicator": common.short_name(slug, language), "growth": number(centre, 1)}
        return common.finish(
            "tornado",
            figure,
            source,
            language,
            told=[
                word(
                    "chart.tornado.told",
                    language,
                    name=mark.label,
                    low=_end(mark, mark.lower),
                    high=_end(mark, mark.upper),
                )
                for mark in marks
            ],
            table=common.marks_table("tornado", source, language, marks, first="parameter", **values),
            figures=" ".join(rows["inputs"]).split(),
            **values,
        )


def _end(mark: Mark, end: float) -> str:
    """Return an end of a bar, rounded outward as the tables round it."""
    rounding = ROUND_FLOOR if end == mark.lower else ROUND_CEILING
    return number(end, swing_decimals(mark.lower, mark.upper), rounding=rounding)


def _tornado_mark(row: Any, language: str) -> Mark:
    name = row.metric_id.rsplit(".", 1)[1]
    detail = ""
    for part in row.parameters.split():
        _, _, ends = part.partition("=")
        if ".." in ends:
            low, high = (float(end) * 100 for end in ends.split(".."))
            detail = word("chart.tornado.range", language, low=number(low, 1), high=number(high, 1))
    places = swing_decimals(row.lower, row.upper)
    return Mark(
        word(f"chart.tornado.{name}", language), row.value, row.lower, row.upper,
        number(row.value, places), interval(row.lower, row.upper, places),
        detail=detail or word("chart.tornado.printed_cell", language), colour="purple",
        figures=tuple(row.inputs.split()), validity=row.validity, caveat=getattr(row, f"caveat_{language}"),
    )  # fmt: skip
