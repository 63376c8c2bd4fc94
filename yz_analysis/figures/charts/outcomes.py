"""What the year would bring: a heat map over last year's first-half share and the second half's growth."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.charts.rest_of_year import goal_indicator
from yz_analysis.figures.display import Cell, Chart, Column, Prose, Table
from yz_analysis.figures.formats import number, quantity
from yz_analysis.figures.metrics import scenario_grid
from yz_analysis.figures.metrics.scenarios import goals
from yz_analysis.figures.palette import HEAT, PALETTE
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from yz_analysis.figures.metrics.source import Source

# percent of the target: the limits of the classes
_EDGES = (85, 95, 100, 105, 110)


def scenario_heatmap(source: Source, language: str, indicator: str = "") -> Chart | Prose:
    """At which growth of the second half is the target met, whatever last year's first-half share was?

    Each cell is one scenario: the year's total in percent of the target. The line runs between those that
    meet it and those that do not. Scenarios are not forecasts and none is likelier than another.

    Args:
        source: from `metrics.read`; its assumptions set the range of the second half's growth.
        language: zh or en.
        indicator: slug; empty takes the first with target, level and nominal growth.

    Returns:
        The chart, or what is missing when the report does not print what a scenario needs.
    """
    check_language(language)
    slug = goal_indicator(source, indicator)
    if not slug:
        return common.absent("scenario_heatmap", source, language)
    goal = next(goal for goal in goals(source) if goal.level.indicator == slug)
    grid = scenario_grid(source, slug)
    wide = grid.pivot(index="growth", columns="share", values="of_target").sort_index(ascending=False)
    name = common.short_name(slug, language)
    with style.drawing():
        figure, axes = style.new_figure(0.34 * len(wide) + 0.75)
        _draw(axes, wide)
        axes.set_xlabel(word("chart.axis.share", language))
        plot.top_label(axes, word("chart.axis.second_half_growth", language))
        return common.finish(
            "scenario_heatmap",
            figure,
            source,
            language,
            told=_told(wide, language),
            table=_table(wide, goal, source, language, name),
            figures=(goal.level.figure_id, goal.growth.figure_id, goal.target.figure_id),
            indicator=name,
        )


def _draw(axes: Axes, wide: pd.DataFrame) -> None:
    import seaborn
    from matplotlib.colors import BoundaryNorm, ListedColormap

    colours = ListedColormap([PALETTE[name] for name in HEAT])
    norm = BoundaryNorm((0, *_EDGES, 10_000), colours.N)
    seaborn.heatmap(
        wide, ax=axes, cmap=colours, norm=norm, cbar=False, linewidths=1, linecolor=PALETTE["paper"],
        annot=wide.map(lambda share: number(share, 1)), fmt="",
        annot_kws={"color": PALETTE["ink"], "fontsize": style.SIZE["small"]},
    )  # fmt: skip
    axes.set_xticklabels([number(share * 100, 0) for share in wide.columns])
    axes.set_yticklabels([number(growth, 0 if growth % 1 == 0 else 1) for growth in wide.index], rotation=0)
    axes.tick_params(length=0)
    axes.set_ylabel("")
    _frontier(axes, wide)


def _frontier(axes: Axes, wide: pd.DataFrame) -> None:
    """Draw the line between scenarios that meet the target and those that do not."""
    met = wide.to_numpy() >= 100
    edges: list[tuple[list[int], list[int]]] = []
    for row in range(met.shape[0]):
        edges += [([c + 1, c + 1], [row, row + 1]) for c, (a, b) in enumerate(pairwise(met[row])) if a != b]
    for column in range(met.shape[1]):
        edges += [
            ([column, column + 1], [r + 1, r + 1])
            for r, (a, b) in enumerate(pairwise(met[:, column]))
            if a != b
        ]
    for x, y in edges:
        axes.plot(x, y, color=PALETTE["ink"], linewidth=2, solid_capstyle="projecting")


def _told(wide: pd.DataFrame, language: str) -> list[str]:
    """Say for each share the lowest growth drawn that meets the target, and where none does."""
    told, never = [], []
    for share in wide.columns:
        enough = [growth for growth in wide.index if wide.loc[growth, share] >= 100]
        percent = number(share * 100, 0)
        if enough:
            low = number(min(enough), 0)
            told.append(word("chart.scenario_heatmap.enough", language, share=percent, growth=low))
        else:
            never.append(percent)
    if never:
        told.append(word("chart.scenario_heatmap.never", language, first=never[0], last=never[-1]))
    return told


def _table(wide: pd.DataFrame, goal, source: Source, language: str, name: str) -> Table:  # type: ignore[no-untyped-def]
    used = (goal.level.figure_id, goal.growth.figure_id, goal.target.figure_id)
    caveat = word("chart.scenario_heatmap.caveat", language)
    first = Column("growth", word("chart.head.second_half_growth", language), "right", "%")
    shares = [
        Column(
            f"share_{share * 100:.0f}",
            word("chart.head.at_share", language, share=number(share * 100, 0)),
            "right",
            "%",
        )
        for share in wide.columns
    ]
    rows = [
        [
            number(growth, 1),
            *(Cell(number(value, 1), used, "conditional", caveat) for value in wide.loc[growth]),
        ]
        for growth in wide.index
    ]
    target = quantity(goal.target.value, goal.target.unit, goal.target.unit_mult, language, exact=True)
    table = common.data_table(
        "scenario_heatmap", source, language, [first, *shares], rows, indicator=name, target=target
    )
    return table
