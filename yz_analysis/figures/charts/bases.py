"""The figure of last year that a level and its growth imply, and how well the print pins it down."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.display import Cell, Chart, Prose
from yz_analysis.figures.formats import column_unit, digits, in_column
from yz_analysis.figures.metrics.growth import implied_bases
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import bounds_text, column_text, each
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from yz_analysis.figures.metrics.source import Source


_TEXT = 0.38  # the part of the picture kept for the base's number and bounds
_RIGHT = 1.05
_WIDEST = 1.5  # bounds wider than this many increments are cut


class _Row(NamedTuple):
    """An implied base and the level it was computed from."""

    base: Mark
    level: Mark
    unit: str


def bases(source: Source, language: str) -> Chart | Prose:
    """Which figure of last year do level and growth imply, and how exactly?

    One row an indicator, each with its own scale from base to level, so that the width of the bounds can be
    seen beside the increase. Bases of real growth are volumes at this year's prices and are drawn hollow.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        The chart, or what is missing when the report prints no level with its growth.
    """
    check_language(language)
    rows = _rows(source, language)
    if not rows:
        return common.absent("bases", source, language)
    marks = [row.base for row in rows]
    with style.drawing():
        figure, axes = style.new_figure(plot.rows_height(marks) + 0.35)
        left = min(_end(row, end) for row in rows for end in (row.base.lower, row.base.upper))
        axes.set_xlim((left - _TEXT * _RIGHT) / (1 - _TEXT), _RIGHT)
        for place, row in zip(plot.places(marks), rows, strict=True):
            _draw(axes, place, row)
        plot.row_labels(axes, marks)
        _heads(axes, language)
        axes.set_xticks([])
        style.quiet_axis(axes)
        columns = [
            common.head("indicator", language, align="left"),
            common.head("detail", language, align="left"),
            common.head("unit", language, align="left"),
            common.head("base", language),
            common.head("bounds", language),
            common.head("level", language),
        ]
        cells = [
            [
                row.base.label,
                row.base.detail,
                row.unit,
                Cell(row.base.text, row.base.figures, row.base.validity, row.base.caveat),
                row.base.bounds,
                Cell(row.level.text, row.level.figures, quote=row.level.quote),
            ]
            for row in rows
        ]
        return common.finish(
            "bases",
            figure,
            source,
            language,
            told=common.told(marks, language),
            table=common.data_table("bases", source, language, columns, cells),
            figures=[item for mark in marks for item in mark.figures],
        )


def _rows(source: Source, language: str) -> list[_Row]:
    rows = []
    for item in each(implied_bases(source)):
        used = tuple(item.inputs.split())
        level = common.printed_row(source, used[0])
        unit, mult = item.unit, int(item.unit_mult)
        name = common.short_name(item.indicator, language)
        base = Mark(
            name, item.value, item.lower, item.upper,
            column_text(item, language), bounds_text(item, language),
            detail=word(f"chart.bases.{item.validity}", language),
            colour="blue" if item.validity == "valid" else "purple",
            figures=used, validity=item.validity, caveat=getattr(item, f"caveat_{language}"),
        )  # fmt: skip
        value = float(level["value"])
        text = in_column(digits(str(level["value_printed"]), value), unit, mult, language)
        now = Mark(name, value, value, value, text, "", figures=used[:1], quote=str(level["quote"]))
        rows.append(_Row(base, now, column_unit(unit, mult, language)[0]))
    return rows


def _end(row: _Row, value: float) -> float:
    """Return where a value lies between the base at 0 and the level at 1."""
    step = row.level.value - row.base.value or row.base.upper - row.base.lower or 1.0
    return min(max((value - row.base.value) / step, -_WIDEST), 1 + _WIDEST)


def _draw(axes: Axes, place: float, row: _Row) -> None:
    base, level = row.base, row.level
    colour = PALETTE[base.colour]
    axes.plot([0, 1], [place, place], color=PALETTE["grid"], linewidth=1.5, zorder=1)
    ends = sorted((_end(row, base.lower), _end(row, base.upper)))
    axes.plot(ends, [place, place], color=colour, linewidth=6, alpha=0.35, solid_capstyle="butt")
    face = colour if base.validity == "valid" else PALETTE["paper"]
    axes.plot([0], [place], "o", color=colour, markersize=plot.DOT, markerfacecolor=face, markeredgewidth=1.6)
    axes.plot([1], [place], "o", color=PALETTE["ink"], markersize=plot.DOT, markeredgewidth=0)
    plot.two_lines(axes, (0, place), 8, base.text, base.bounds, base.colour)
    plot.two_lines(axes, (1, place), 8, level.text, row.unit, "ink")


def _heads(axes: Axes, language: str) -> None:
    """Write what the numbers are above their columns."""
    for side, key in ((0, "base"), (1, "level")):
        text = word(f"chart.bases.{key}", language)
        plot.say(axes, text, (side, 1), (8, 5), colour="muted", va="bottom", frame="axes fraction")
