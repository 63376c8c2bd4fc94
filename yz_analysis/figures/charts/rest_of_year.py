"""The growth that the second half needs, as a curve over last year's first-half share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yz_analysis.figures import metrics, style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.display import Cell, Chart, Prose
from yz_analysis.figures.formats import interval, number
from yz_analysis.figures.metrics.scenarios import goals
from yz_analysis.figures.metrics.seasonality import BENCHMARK, first_half_share
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import each
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from yz_analysis.figures.metrics.source import Source

_PARAMETERS = ("share", "coverage", "rounding_of_growth", "rounding_of_level")
_ROOM = 0.29  # the part of the width that the benchmarks' label takes
_DRAWN = (38, 60)  # shares in percent; more where the break-even lies outside


def goal_indicator(source: Source, indicator: str = "") -> str:
    """Return the indicator to draw: the named one, else the first with target, level and nominal growth.

    Empty when the report prints these together for none, or not for the named one.
    """
    found = [goal.level.indicator for goal in goals(source)]
    return next((slug for slug in found if indicator in ("", slug)), "")


def required_growth(source: Source, language: str, indicator: str = "") -> Chart | Prose:
    """How fast must the second half grow, depending on last year's first-half share?

    The curve with its rounding bounds; the break-even share, where the second half may grow just as fast as
    the first; the shares of GDP in other areas as a yardstick; the share assumed.

    Args:
        source: from `metrics.read`.
        language: zh or en.
        indicator: slug; empty takes the first with target, level and nominal growth.

    Returns:
        The chart, or what is missing when the report does not print these three together.
    """
    check_language(language)
    slug = goal_indicator(source, indicator)
    if not slug:
        return common.absent("required_growth", source, language)
    goal = next(goal for goal in goals(source) if goal.level.indicator == slug)
    known: Any = metrics.required_growth(source).set_index("metric_id")
    even, growth = float(known.loc[f"{slug}.break_even_share", "value"]), float(goal.growth.value)
    first, last = max(min(_DRAWN[0], round(even) - 5), 5), min(max(_DRAWN[1], round(even) + 5), 95)
    curve = metrics.required_growth_curve(source, slug, [n / 100 for n in range(first, last + 1)])
    others = metrics.benchmarks(source)
    with style.drawing():
        figure, axes = style.new_figure(3.3)
        shares = curve["share"] * 100
        axes.set_xlim(first, last)
        low, high = min(curve["value"].min(), 0), curve["value"].max()
        axes.set_ylim(low - 0.08 * (high - low), high + 0.06 * (high - low))  # room below for the benchmarks
        _benchmarks(axes, others[others["indicator"].eq(BENCHMARK)], language)
        axes.fill_between(
            shares, curve["lower"], curve["upper"], color=PALETTE["purple"], alpha=0.35, linewidth=0
        )
        axes.plot(shares, curve["value"], color=PALETTE["purple"], linewidth=1.6)
        axes.axhline(growth, color=PALETTE["blue"], linewidth=1)
        text = word("chart.required_growth.first_half", language, growth=number(growth, 1))
        plot.say(axes, text, (last, growth), (-2, 3), colour="blue", ha="right", va="bottom")
        axes.plot([even], [growth], "o", color=PALETTE["blue"], markersize=7)
        text = word("chart.required_growth.break_even", language, share=number(even, 1))
        plot.say(axes, text, (even, growth), (4, -5), va="top")
        assumed = first_half_share(source, slug)
        if assumed is not None:
            needed = float(known.loc[f"{slug}.required_growth", "value"])
            _assumed(
                axes, float(assumed.value) * 100, needed, _origin(source, slug, assumed.origin), language
            )
        axes.set_xlabel(word("chart.axis.share", language))
        plot.top_label(axes, word("chart.axis.required_growth", language))
        style.quiet_axis(axes, grid="y")
        table = _curve_table(curve, source, language, goal)
        told = [
            word("chart.required_growth.told", language, share=number(s * 100, 1), growth=number(v, 1))
            for s, v in each(curve[["share", "value"]].iloc[::4])
        ]
        return common.finish(
            "required_growth",
            figure,
            source,
            language,
            told=told,
            table=table,
            figures=[
                *(goal.level.figure_id, goal.growth.figure_id, goal.target.figure_id),
                *_evidence(source, slug, others, assumed.origin if assumed else ""),
            ],
            indicator=common.short_name(slug, language),
            share=number(even, 1),
            growth=number(growth, 1),
        )


def _benchmarks(axes: Axes, others: pd.DataFrame, language: str) -> None:
    """Shade the range of the shares of GDP in other areas and mark each at the bottom."""
    if others.empty:
        return
    low, high = others["value"].min(), others["value"].max()
    bottom, top = axes.get_ylim()
    axes.axvspan(low, high, color=PALETTE["green_tint"], alpha=0.6, linewidth=0, zorder=0)
    at = [bottom + (top - bottom) * 0.03] * len(others)
    axes.plot(others["value"], at, "|", color=PALETTE["green"], markersize=9, markeredgewidth=1.2)
    ends = {"low": number(low, 1), "high": number(high, 1)}
    text = word("chart.required_growth.benchmarks", language, n=len(others), **ends)
    lines = plot.broken(text, 100, style.SIZE["small"])
    # above, where the curve is not: left of the band, or right of it where the band begins far left
    left, right = axes.get_xlim()
    if low - left > _ROOM * (right - left):
        plot.say(axes, lines, (low, top), (-5, -2), colour="green", ha="right", va="top")
    else:
        plot.say(axes, lines, (high, top), (5, -2), colour="green", va="top")


def _evidence(source: Source, indicator: str, others: pd.DataFrame, origin: str) -> list[str]:
    """Return the figures behind the benchmarks drawn, and behind an implied share."""
    implied = metrics.implied_shares(source)
    rows = [others[others["indicator"].eq(BENCHMARK)]]
    if origin == "implied":
        rows.append(implied[implied["indicator"].eq(indicator)])
    return " ".join(cell for frame in rows for cell in frame["inputs"]).split()


def _origin(source: Source, indicator: str, origin: str) -> str:
    """Return where the share comes from, and whether it is only the highest one that evidence allows."""
    implied = metrics.implied_shares(source)
    ends = implied.loc[implied["indicator"].eq(indicator), "lower"]
    return "implied_at_most" if origin == "implied" and ends.eq(0).any() else origin


def _assumed(axes: Axes, share: float, needed: float, origin: str, language: str) -> None:
    """Mark the assumed share and write beside it, in the free corner above left, with a line to it."""
    values = {"share": number(f"{share:.2f}".rstrip("0").rstrip(".")), "growth": number(needed, 2)}
    text = word(f"chart.required_growth.assumed_{origin}", language, **values)
    axes.plot([share], [needed], "D", color=PALETTE["vermilion"], markersize=7)
    axes.annotate(
        plot.broken(text, 125, style.SIZE["small"]),
        (share, needed),
        xytext=(0.02, 0.68),
        textcoords="axes fraction",
        ha="left",
        va="top",
        color=PALETTE["vermilion"],
        fontsize=style.SIZE["small"],
        linespacing=1.2,
        arrowprops={"arrowstyle": "-", "color": PALETTE["vermilion"], "linewidth": 0.8, "shrinkB": 5},
    )


def _curve_table(curve: pd.DataFrame, source: Source, language: str, goal: Any):  # type: ignore[no-untyped-def]
    used = (goal.level.figure_id, goal.growth.figure_id, goal.target.figure_id)
    columns = [
        common.head("share", language, unit="%"),
        common.head("required_growth", language, unit="%"),
        common.head("bounds", language, unit="%"),
    ]
    caveat = word("chart.required_growth.caveat", language)
    rows = [
        [number(s * 100, 1), Cell(number(v, 2), used, "conditional", caveat), interval(low, high, 2)]
        for s, v, low, high in each(curve)
    ]
    return common.data_table(
        "required_growth",
        source,
        language,
        columns,
        rows,
        indicator=common.short_name(goal.level.indicator, language),
    )
