"""Targets of the year: what is done, what is left, and at which pace."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_HALF_UP
from typing import TYPE_CHECKING, Any, NamedTuple

from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.charts.plot import Mark
from yz_analysis.figures.display import Cell, Chart, Prose
from yz_analysis.figures.formats import digits, interval, number, quantity
from yz_analysis.figures.metrics.targets import progress, required_rest, targets
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import decimals_of, each
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from yz_analysis.figures.metrics.source import Printed, Source

_LEAST = 40.0  # points a row: the bar and the line of the monthly pace below
_BAR = 0.5  # of a row: two lines of words fit inside
_COMPARATORS = {">": "more_than", ">=": "at_least", "=": "exactly"}


class _Row(NamedTuple):
    """A target with the part reached, in percent of its number; None where no actual is printed."""

    mark: Mark
    done: float | None
    done_text: str
    rest_text: str
    pace: str


def target_bars(source: Source, language: str) -> Chart | Prose:
    """How far are the targets of the year, and what must the rest of the year bring?

    One bar a target, its whole length being the target's number: done, still required, and the monthly pace
    of both. A target without a printed actual is an empty bar that says so; one for which a related set is
    counted (projects signed for projects brought in) has another colour and is indicative.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        The chart, or what is missing when the report prints no target of the year with a number.
    """
    check_language(language)
    rows = [_row(target, source, language) for target in targets(source)]
    if not rows:
        return common.absent("target_bars", source, language)
    marks = [row.mark for row in rows]
    with style.drawing():
        figure, axes = style.new_figure(plot.rows_height(marks, least=_LEAST) + 0.45)
        axes.set_xlim(0, 100)
        for place, row in zip(plot.places(marks, least=_LEAST), rows, strict=True):
            _draw(axes, place, row)
        plot.row_labels(axes, marks, least=_LEAST)
        axes.axvline(100, color=PALETTE["ink"], linewidth=1.2)
        style.quiet_axis(axes)
        axes.set_xticks([0, 25, 50, 75, 100])
        axes.set_xlabel(word("chart.axis.of_target", language))
        return common.finish(
            "target_bars",
            figure,
            source,
            language,
            told=[_told(row, language) for row in rows],
            table=_table(rows, source, language),
            figures=[item for mark in marks for item in mark.figures],
        )


def _row(target: Printed, source: Source, language: str) -> _Row:
    relation = word(
        f"chart.target_bars.{_COMPARATORS[target.comparator]}",
        language,
        target=_printed(target, source, language),
    )
    name = common.short_name(target.indicator, language)
    reached = _metric(progress(source), "progress", target.figure_id)
    if reached is None:
        mark = Mark(name, 0, 0, 0, "", "", detail=relation, figures=(target.figure_id,))
        return _Row(mark, None, word("chart.target_bars.no_actual", language), "", "")
    actual = next(f for f in source.own if f.figure_id in reached.inputs.split() and f is not target)
    related = actual.indicator != target.indicator
    # the bounds of a half-line target reach down to zero; the number's own rounding is what can be drawn
    low, high = (float(end / target.in_scale(actual.unit_mult).value * 100) for end in actual.bounds)
    at_most = target.comparator != "="  # then the number itself is the bound, and is not rounded below it
    share = f"{number(reached.value, 2, rounding=ROUND_CEILING if at_most else ROUND_HALF_UP)}%"
    done = _printed(actual, source, language)
    mark = Mark(
        name,
        reached.value,
        low,
        high,
        word("chart.target_bars.at_most", language, share=share) if at_most else share,
        interval(low, high, 2) if low < high else "",
        detail=relation,
        colour="purple" if related else "blue",
        figures=(actual.figure_id, target.figure_id),
        validity=reached.validity,
        caveat=getattr(reached, f"caveat_{language}"),
    )
    if related:
        done = word(f"chart.target_bars.{actual.indicator}", language, done=done)
    return _Row(
        mark,
        reached.value,
        done,
        _rest(target, actual, source, language),
        _pace(target, actual, source, language),
    )


def _printed(figure: Printed, source: Source, language: str) -> str:
    amount = digits(str(common.printed_row(source, figure.figure_id)["value_printed"]), figure.value)
    exact = figure.kind == "target" or figure.measure == "count"
    return quantity(amount, figure.unit, figure.unit_mult, language, exact=exact)


def _rest(target: Printed, actual: Printed, source: Source, language: str) -> str:
    """Return what is still required, in words."""
    rest = _metric(required_rest(source), "required_rest", target.figure_id)
    if rest is None or rest.value <= 0:
        return word("chart.target_bars.met", language)
    decimals = int(common.printed_row(source, actual.figure_id)["decimals"])
    text = quantity(rest.value, actual.unit, actual.unit_mult, language, decimals=decimals)
    return word(
        f"chart.target_bars.{'rest' if target.comparator == '=' else 'rest_at_least'}", language, rest=text
    )


def _pace(target: Printed, actual: Printed, source: Source, language: str) -> str:
    """Return the monthly averages so far and required, in words; empty where they say nothing."""
    frame = required_rest(source)
    so_far = _metric(frame, "monthly_so_far", actual.figure_id)
    needed = _metric(frame, "required_monthly", target.figure_id)
    if so_far is None or needed is None or needed.value <= 0 or actual.unit != "CNY":
        return ""
    told = {
        key: quantity(row.value, actual.unit, actual.unit_mult, language, decimals=decimals_of(row))
        for key, row in (("so_far", so_far), ("needed", needed))
    }
    return word("chart.target_bars.pace", language, **told)


def _metric(frame: pd.DataFrame, metric: str, figure_id: str) -> Any:
    """Return the row of a metrics frame that stands on a figure, None where there is none."""
    here = frame["metric_id"].str.endswith(f".{metric}") & frame["inputs"].str.split().map(
        lambda ids: figure_id in ids
    )
    return next(each(frame[here]), None)


def _draw(axes: Axes, place: float, row: _Row) -> None:
    axes.barh(
        place, 100, height=_BAR, color=PALETTE["paper"], edgecolor=PALETTE["rule"], linewidth=0.8, zorder=1
    )
    if row.done is None:
        plot.say(axes, row.done_text, (0, place), (6, 0), colour="muted", va="center")
        return
    done, colour = min(row.done, 100), row.mark.colour
    rest = "vermilion_tint" if colour == "blue" else "paper"
    axes.barh(place, done, height=_BAR, color=PALETTE[f"{colour}_tint"], zorder=2)
    axes.barh(place, 100 - done, left=done, height=_BAR, color=PALETTE[rest], zorder=1.5)
    ends = [row.mark.lower, row.mark.upper]
    line: dict[str, Any] = {"color": PALETTE[colour], "zorder": 3}
    axes.plot(ends, [place, place], linewidth=5, solid_capstyle="butt", **line)
    axes.plot([done, done], [place - _BAR * 0.6, place + _BAR * 0.6], linewidth=2, **line)
    plot.say(axes, f"{row.done_text}\n{row.mark.text}", (0, place), (4, 0), va="center")
    plot.say(axes, row.rest_text, (100, place), (-4, 0), ha="right", va="center")
    if row.pace:
        plot.say(axes, row.pace, (0, place + _BAR / 2 + 0.02), (0, -2), colour="muted", va="top")


def _told(row: _Row, language: str) -> str:
    key = "told_without" if row.done is None else "told"
    return word(
        f"chart.target_bars.{key}",
        language,
        name=row.mark.label,
        target=row.mark.detail,
        done=row.done_text,
        share=row.mark.text,
        rest=row.rest_text,
    )


def _table(rows: list[_Row], source: Source, language: str):  # type: ignore[no-untyped-def]
    columns = [
        common.head("indicator", language, align="left"),
        common.head("target", language),
        common.head("done", language),
        common.head("progress", language),
        common.head("bounds", language, unit="%"),
        common.head("rest", language),
    ]
    cells = [
        [
            row.mark.label,
            Cell(row.mark.detail, row.mark.figures[-1:]),
            Cell(row.done_text, row.mark.figures[:-1]),
            Cell(row.mark.text, row.mark.figures, row.mark.validity, row.mark.caveat),
            row.mark.bounds,
            row.rest_text,
        ]
        for row in rows
    ]
    return common.data_table("target_bars", source, language, columns, cells)
