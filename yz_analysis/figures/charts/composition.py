"""Nominal beside real growth, and how much the printed "3%" leaves open about who contributed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.display import Chart, Prose
from yz_analysis.figures.formats import decimals_for, interval, number
from yz_analysis.figures.metrics import Source, contributions, wedges
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import each
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_CONTRIBUTIONS = ("contribution_to_gdp_growth", "growth_of_the_rest", "share_of_gdp_increment")
_POLICIES = ("literal", "house")


def wedge(source: Source, language: str) -> Chart | Prose:
    """How far apart are nominal output growth and real value-added growth?

    Two lines from 100 a year before; the wedge between them is conditional on an unchanged value-added rate
    and list of firms, and is not inflation.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        The chart, or what is missing when the report does not print both growth rates.
    """
    check_language(language)
    found = wedges(source)
    if found.empty:
        return common.absent("wedge", source, language)
    row = next(each(found))
    nominal, real = (next(f for f in source.own if f.figure_id == used) for used in row.inputs.split())
    decimals = decimals_for(row.lower, row.upper)
    gap = f"{number(row.value, decimals, signed=True)}%"
    ends = interval(row.lower, row.upper, decimals)
    marks = [_line(nominal, "ochre", "o", language), _line(real, "blue", "D", language)]
    with style.drawing():
        figure, axes = style.new_figure(2.5)
        axes.set_xlim(-0.06, 1.0)
        axes.fill_between(
            [0, 1], [100, 100 + marks[1].value], [100, 100 + marks[0].value], color=PALETTE["purple_tint"]
        )
        for mark in marks:
            axes.plot([0, 1], [100, 100 + mark.value], color=PALETTE[mark.colour])
            axes.fill_between(
                [0, 1],
                [100, 100 + mark.lower],
                [100, 100 + mark.upper],
                color=PALETTE[mark.colour],
                alpha=0.35,
            )
            axes.plot(
                [1],
                [100 + mark.value],
                mark.shape,
                color=PALETTE[mark.colour],
                markersize=plot.DOT,
                clip_on=False,
            )
        _ends(axes, marks)
        middle = 100 + (marks[0].value + marks[1].value) / 2 * 0.87
        said = f"{word('chart.wedge.gap', language)}\n{gap}\n{ends}"
        plot.say(axes, said, (0.97, middle), ha="right", va="center")
        axes.plot([0], [100], "o", color=PALETTE["ink"], markersize=5)
        axes.set_xticks([0, 1], [word("chart.wedge.before", language), word("chart.wedge.now", language)])
        style.quiet_axis(axes, grid="y")
        plot.top_label(axes, word("chart.axis.index", language))
        caveat = getattr(row, f"caveat_{language}")
        all_marks = [*marks, _whole(row, gap, ends, caveat, language)]
        return common.finish(
            "wedge", figure, source, language, told=common.told(all_marks, language),
            table=common.marks_table("wedge", source, language, all_marks), figures=row.inputs.split(),
        )  # fmt: skip


def _line(figure, colour: str, shape: str, language: str) -> Mark:  # type: ignore[no-untyped-def]
    lower, upper = figure.bounds.outward()
    return Mark(
        common.short_name(figure.indicator, language), float(figure.value), lower, upper,
        f"{number(figure.value)}%", interval(lower, upper),
        detail=word(f"chart.basis.{figure.price_basis}", language), colour=colour, shape=shape,
        figures=(figure.figure_id,),
    )  # fmt: skip


def _whole(row, gap: str, ends: str, caveat: str, language: str) -> Mark:  # type: ignore[no-untyped-def]
    return Mark(
        word("chart.wedge.gap", language), row.value, row.lower, row.upper, gap, ends, colour="purple",
        figures=tuple(row.inputs.split()), validity=row.validity, caveat=caveat,
    )  # fmt: skip


def _ends(axes: Axes, marks: list[Mark]) -> None:
    """Write each line's name and growth at its end, pushed apart where they would touch."""
    low, high = axes.get_ylim()
    apart = (high - low) * 0.28
    first, second = sorted(marks, key=lambda mark: -mark.value)
    push = max(0.0, apart - (first.value - second.value)) / 2
    for mark, by in ((first, push), (second, -push)):
        name = plot.broken(mark.label, 105)
        text = f"{mark.text}\n{name}"
        plot.say(axes, text, (1, 100 + mark.value + by), (10, 0), colour=mark.colour, va="center")


def contribution(source: Source, language: str) -> Chart | Prose:
    """How much does a growth rate printed without decimals leave open?

    The contribution of industry above designated size to GDP growth, its share of the increase and the growth
    of everything else, each under both readings of the printed rates: the digits as they stand (literal), and
    whole numbers as ".0" dropped (house).

    Args:
        source: from `metrics.read`; its own precision does not matter here.
        language: zh or en.

    Returns:
        The chart, or what is missing when the report does not print what it needs.
    """
    check_language(language)
    frames = {
        policy: contributions(Source(source.report, source.figures, policy, source.assumptions))
        for policy in _POLICIES
    }
    panels = [_panel(name, frames, language) for name in _CONTRIBUTIONS]
    panels = [panel for panel in panels if panel]
    source = replace(source, precision="both")  # for the line under the chart
    if not panels:
        return common.absent("contribution", source, language)
    with style.drawing():
        height = sum(plot.rows_height(panel) for panel in panels) + 0.42 * len(panels)
        figure, axes = style.new_figure(height, rows=len(panels), squeeze=False)
        for place, panel in zip(axes[:, 0], panels, strict=True):
            place.set_xlim(*plot.span(panel))
            for row, mark in zip(plot.places(panel), panel, strict=True):
                plot.draw_interval(place, row, mark)
            place.axvline(0, color=PALETTE["rule"], linewidth=0.8)
            plot.row_labels(place, panel)
            plot.write_values(place, panel)
            style.quiet_axis(place, grid="x")
        marks = [mark for panel in panels for mark in panel]
        return common.finish(
            "contribution", figure, source, language, told=common.told(marks, language),
            table=common.marks_table("contribution", source, language, marks),
            figures=[used for mark in marks for used in mark.figures],
        )  # fmt: skip


def _panel(name: str, frames, language: str) -> list[Mark]:  # type: ignore[no-untyped-def]
    marks = []
    for policy, frame in frames.items():
        for row in each(frame[frame["metric_id"].str.endswith(f".{name}")]):
            decimals = min(decimals_for(row.lower, row.upper), 2)
            unit = word(f"chart.unit.{row.unit}", language)
            marks.append(
                Mark(
                    word(f"chart.contribution.{name}", language),
                    row.value,
                    row.lower,
                    row.upper,
                    number(row.value, decimals) + unit,
                    interval(row.lower, row.upper, decimals),
                    detail=word(f"chart.contribution.{policy}", language),
                    colour="purple" if policy == "literal" else "ochre",
                    shape="o" if policy == "literal" else "D",
                    figures=tuple(row.inputs.split()),
                    validity=row.validity,
                    caveat=getattr(row, f"caveat_{language}"),
                )
            )
    return marks
