"""Growth beside that of the areas above and around, on the same period and basis only."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.display import Chart, Prose
from yz_analysis.figures.formats import interval, number
from yz_analysis.figures.metrics import growth_gaps, parents
from yz_analysis.figures.metrics.comparison import name_beside
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import each
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from yz_analysis.figures.metrics.source import Printed, Source

_MOST_OTHERS = 6  # areas that are not parents, drawn beside each indicator


def growth_against_parents(source: Source, language: str) -> Chart | Prose:
    """Is growth above or below that of the areas that hold this one, and of others?

    One group an indicator: this area first, its parents from near to far, then other areas by growth. Only
    growth of the same period and price basis stands together.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        The chart, or what is missing when nothing is published that may be compared.
    """
    check_language(language)
    groups = _groups(source, language)
    if not groups:
        return common.absent("growth_against_parents", source, language)
    marks = [mark for group in groups for mark in group]
    with style.drawing():
        figure, axes = style.new_figure(0.225 * len(marks) + 0.34 * len(groups) + 0.5)
        axes.set_xlim(*plot.span(marks))
        places = _places(groups)
        axes.set_ylim(max(places.values()) + 0.6, -1.4)
        axes.set_yticks([])
        for mark in marks:
            _draw(axes, places[id(mark)], mark)
        for group in groups:
            at = (0, places[id(group[0])] - 1.05)
            axes.axhspan(at[1] - 0.4, at[1] + 0.4, color=PALETTE["paper"], linewidth=0, zorder=2.5)
            plot.say(
                axes,
                f"{group[0].detail}",
                at,
                (-100, 0),
                frame=("axes fraction", "data"),
                size=style.SIZE["text"],
            )
        axes.axvline(0, color=PALETTE["rule"], linewidth=0.8)
        style.quiet_axis(axes, grid="x")
        axes.set_xlabel(word("chart.axis.growth", language))
        return common.finish(
            "growth_against_parents", figure, source, language, told=common.told(marks, language),
            table=common.marks_table("growth_against_parents", source, language, marks, first="area"),
            figures=[used for mark in marks for used in mark.figures],
        )  # fmt: skip


def _groups(source: Source, language: str) -> list[list[Mark]]:
    known = {figure.figure_id: figure for figure in source.everything}
    gaps: dict[str, list[Printed]] = {}
    for row in each(growth_gaps(source)):
        own, other = row.inputs.split()
        gaps.setdefault(own, []).append(known[other])
    order = [figure.figure_id for figure in source.own if figure.figure_id in gaps]
    return [_group(known[own], gaps[own], source, language) for own in order]


def _group(own: Printed, others: list[Printed], source: Source, language: str) -> list[Mark]:
    chain = parents(own.ref_area)
    above = sorted((f for f in others if f.ref_area in chain), key=lambda f: chain.index(f.ref_area))
    around = sorted((f for f in others if f.ref_area not in chain), key=lambda f: (-f.value, f.ref_area))
    name, basis = common.short_name(own.indicator, language), word(f"chart.basis.{own.price_basis}", language)
    title = word("chart.growth_against_parents.group", language, name=name, basis=basis)
    return [
        _mark(own, "blue", "D", title, source, language),
        *(_mark(figure, "green", "o", title, source, language) for figure in above),
        *(_mark(figure, "muted", "s", title, source, language) for figure in around[:_MOST_OTHERS]),
    ]


def _mark(figure: Printed, colour: str, shape: str, title: str, source: Source, language: str) -> Mark:
    lower, upper = figure.bounds.outward()
    printed = common.printed_row(source, figure.figure_id)
    decimals = int(printed["decimals"])
    return Mark(
        name_beside(figure.ref_area, source.main[0], language), float(figure.value), lower, upper,
        f"{number(figure.value, decimals)}%", interval(lower, upper, decimals + 1),
        detail=title, colour=colour, shape=shape, figures=(figure.figure_id,), quote=str(printed["quote"]),
        caveat=word("caveat.inferred", language) if figure.status == "E" else "",
    )  # fmt: skip


def _places(groups: list[list[Mark]]) -> dict[int, float]:
    """Return where each mark stands: rows of one, and room for a title above each group."""
    places, at = {}, 0.0
    for group in groups:
        for mark in group:
            places[id(mark)] = at
            at += 1
        at += 1.5
    return places


def _draw(axes: Axes, place: float, mark: Mark) -> None:
    axes.plot([0, mark.value], [place, place], color=PALETTE[mark.colour], linewidth=1)
    plot.draw_interval(axes, place, mark)
    side = ("axes fraction", "data")
    plot.say(axes, mark.label, (0, place), (-6, 0), ha="right", colour=mark.colour, frame=side)
    plot.say(axes, f"{mark.text}  {mark.bounds}", (1, place), (6, 0), colour=mark.colour, frame=side)
