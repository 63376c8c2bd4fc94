"""The whole numbers behind a start rate: every (planned, started) pair that prints as the same percentage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.display import Cell, Chart, Prose
from yz_analysis.figures.formats import number
from yz_analysis.figures.metrics import start_rate_pairs
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import each
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    from yz_analysis.figures.metrics.source import Source

_TOLD = 12  # pairs named in the alt text; the table has all
_APART = 5  # planned projects between two labels that do not touch


def start_rates(source: Source, language: str) -> Chart | Prose:
    """Which numbers of planned and started projects can stand behind the printed start rate?

    One lollipop a pair. A percentage of a small whole number is a set, not an interval.

    Args:
        source: from `metrics.read`; its assumptions set the longest list considered.
        language: zh or en.

    Returns:
        The chart, or what is missing when no start rate is printed.
    """
    check_language(language)
    pairs = start_rate_pairs(source)
    if pairs.empty:
        return common.absent("start_rates", source, language)
    used = str(pairs["figure_id"].iloc[0])
    printed = common.printed_row(source, used)
    numbers = [(int(n), int(k)) for n, k in each(pairs[["n", "k"]])]
    with style.drawing():
        figure, axes = style.new_figure(2.7)
        axes.vlines(
            [n for n, _ in numbers], 0, [k for _, k in numbers], color=PALETTE["blue_tint"], linewidth=4
        )
        axes.plot([n for n, _ in numbers], [k for _, k in numbers], "o", color=PALETTE["blue"], markersize=5)
        last = -_APART
        for n, k in numbers:
            if n - last >= _APART:
                plot.say(axes, f"{k}/{n}", (n, k), (0, 5), ha="center", va="bottom")
                last = n
        axes.set_xlim(0, source.assumptions.largest_project_list + 2)
        axes.set_ylim(0, max(k for _, k in numbers) * 1.15)
        axes.set_xlabel(word("chart.axis.planned", language))
        plot.top_label(axes, word("chart.axis.started", language))
        style.quiet_axis(axes, grid="y")
        values = {"rate": str(printed["value_printed"])}
        columns = [common.head(key, language) for key in ("planned", "started")]
        columns.append(common.head("rate", language, unit="%"))
        rows = [
            [str(n), str(k), Cell(number(100 * k / n, 2), (used,), "valid", quote=str(printed["quote"]))]
            for n, k in numbers
        ]
        return common.finish(
            "start_rates",
            figure,
            source,
            language,
            told=[word("chart.start_rates.pair", language, n=n, k=k) for n, k in numbers[:_TOLD]],
            n=len(numbers),
            table=common.data_table("start_rates", source, language, columns, rows, **values),
            figures=[used],
            largest=source.assumptions.largest_project_list,
            **values,
        )
