"""The report itself: what it prints of each indicator, and where in its text the figures stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yz_analysis.errors import YzAnalysisError
from yz_analysis.figures import style
from yz_analysis.figures.charts import common, plot
from yz_analysis.figures.dataset import load_reports
from yz_analysis.figures.display import Cell, Chart, Prose
from yz_analysis.figures.metrics import completeness as completeness_table
from yz_analysis.figures.metrics.completeness import ASPECTS
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.told import each
from yz_analysis.words import check_language, word

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from yz_analysis.figures.metrics.source import Source

_LABELS = 190.0  # points for the names of indicators
_COLOURS = {
    "actual": "blue",
    "target": "vermilion",
    "event": "green",
    "rank": "ochre",
    "claim": "purple",
    "label": "rule",
}
_ROW = 100  # characters a row of the evidence map


def completeness(source: Source, language: str) -> Chart | Prose:
    """Which of level, growth, rank and target does the report print of each indicator?

    A filled square is printed, a hollow one is not. What is printed was selected by the publisher.

    Args:
        source: from `metrics.read`.
        language: zh or en.

    Returns:
        The chart, or what is missing for a report without indicators.
    """
    check_language(language)
    table = completeness_table(source)
    if table.empty:
        return common.absent("completeness", source, language)
    names = [common.short_name(slug, language) for slug in table["indicator"]]
    labels = [plot.broken(name, _LABELS) for name in names]
    with style.drawing():
        lines = sum(1 + label.count("\n") for label in labels)
        figure, axes = style.new_figure(0.19 * lines + 0.05 * len(labels) + 0.4)
        _matrix(axes, table, labels, language)
        rows = [[name, *_cells(row, language)] for name, row in zip(names, each(table), strict=True)]
        columns = [common.head("indicator", language, align="left")]
        columns += [_aspect_column(aspect, language) for aspect in ASPECTS]
        used = [item for aspect in ASPECTS for cell in table[aspect] for item in cell.split()]
        return common.finish(
            "completeness",
            figure,
            source,
            language,
            told=[_told(name, row, language) for name, row in zip(names, each(table), strict=True)],
            table=common.data_table("completeness", source, language, columns, rows),
            figures=used,
        )


def _matrix(axes: Axes, table: pd.DataFrame, labels: list[str], language: str) -> None:
    place, places = 0.0, []
    for label in labels:
        height = 1 + 0.75 * label.count("\n")
        places.append(place + height / 2)
        place += height
    axes.set_ylim(place, 0)
    axes.set_xlim(-0.5, len(ASPECTS) - 0.5)
    side = ("axes fraction", "data")
    for at, label in zip(places, labels, strict=True):
        plot.say(axes, label, (0, at), (-6, 0), ha="right", va="center", size=style.SIZE["text"], frame=side)
    axes.hlines(places, -0.5, len(ASPECTS) - 0.5, color=PALETTE["grid"], linewidth=0.8, zorder=0)
    for printed, shape, size, face, edge in (
        (True, "s", 8, "blue", "blue"),
        (False, "o", 5, "paper", "rule"),
    ):
        found = [
            (column, at)
            for column, aspect in enumerate(ASPECTS)
            for at, cell in zip(places, table[aspect], strict=True)
            if bool(cell) is printed
        ]
        axes.plot(
            *zip(*found, strict=True), shape, markersize=size, markerfacecolor=PALETTE[face],
            markeredgecolor=PALETTE[edge], markeredgewidth=1,
        )  # fmt: skip
    axes.set_yticks([])
    axes.set_xticks(
        range(len(ASPECTS)),
        [word(f"chart.completeness.{aspect}", language) for aspect in ASPECTS],
        va="baseline",  # "level" and "growth" on one line, though only one of them reaches below it
    )
    axes.xaxis.tick_top()
    style.quiet_axis(axes)
    axes.spines["top"].set_visible(False)


def _aspect_column(aspect: str, language: str):  # type: ignore[no-untyped-def]
    from yz_analysis.figures.display import Column

    return Column(aspect, word(f"chart.completeness.{aspect}", language))


def _cells(row: Any, language: str) -> list[Cell]:
    cells = []
    for aspect in ASPECTS:
        ids = getattr(row, aspect).split()
        cells.append(Cell(word(f"chart.completeness.{'yes' if ids else 'no'}", language), ids))
    return cells


def _told(name: str, row: Any, language: str) -> str:
    printed = [word(f"chart.completeness.{aspect}", language) for aspect in ASPECTS if getattr(row, aspect)]
    separator = "、" if language == "zh" else ", "
    said = separator.join(printed) or word("chart.completeness.nothing", language)
    return word("chart.completeness.told", language, name=name, aspects=said)


def evidence_map(source: Source, language: str, text: str = "") -> Chart | Prose:
    """Where in the report's text do its figures stand, and of which kind are they?

    The text as rows of a hundred characters, each figure a coloured stretch. Without the text every row is
    full; with it the ends of paragraphs show.

    Args:
        source: from `metrics.read`.
        language: zh or en.
        text: the report's text as the publisher printed it; nothing of it is drawn but its shape.

    Returns:
        The chart, or what is missing when the figures were not taken from one text.

    Raises:
        YzAnalysisError: when `text` is not the text the figures were read from.
    """
    check_language(language)
    spans = source.rows[source.rows["start"].notna()]
    if spans.empty:
        return common.absent("evidence_map", source, language)
    length = _length(source, text)
    drawn = spans.drop_duplicates(["start", "end"])
    with style.drawing():
        rows = -(-length // _ROW)
        figure, axes = style.new_figure(0.115 * rows + 0.5)
        _page(axes, length, text)
        for row in each(drawn):
            for place, first, last in _pieces(int(row.start), int(row.end)):
                axes.barh(place, last - first, left=first, height=0.8, color=PALETTE[_COLOURS[row.kind]])
        kinds = [kind for kind in _COLOURS if drawn["kind"].eq(kind).any()]
        _key(figure, axes, kinds, language)
        columns = [
            common.head("kind", language, align="left"),
            common.head("count", language),
            common.head("characters", language),
        ]
        told, cells = [], []
        for kind in kinds:
            these = drawn[drawn["kind"].eq(kind)]
            name = word(f"chart.evidence_map.{kind}", language)
            characters = int((these["end"] - these["start"]).sum())
            told.append(word("chart.evidence_map.told", language, kind=name, n=len(these)))
            cells.append(
                [name, Cell(str(len(these)), these["figure_id"].tolist(), derived=True), str(characters)]
            )
        return common.finish(
            "evidence_map",
            figure,
            source,
            language,
            told=told,
            table=common.data_table("evidence_map", source, language, columns, cells),
            figures=drawn["figure_id"],
            length=length,
            row=_ROW,
            spans=len(drawn),
        )


def _length(source: Source, text: str) -> int:
    import hashlib

    report: Any = load_reports().set_index("report_id").loc[source.report]
    if text and hashlib.sha256(text.encode("utf-8")).hexdigest() != report["text_sha256"]:
        raise YzAnalysisError(
            f"this is not the text that {source.report} was read from; "
            f"its SHA-256 should be {report['text_sha256']}"
        )
    return len(text) if text else int(report["text_length"])


def _pieces(start: int, end: int) -> list[tuple[int, int, int]]:
    """Return (row, first, last) for each row that a span reaches into."""
    pieces = []
    while start < end:
        stop = min(end, (start // _ROW + 1) * _ROW)
        pieces.append((start // _ROW, start % _ROW, (stop - 1) % _ROW + 1))
        start = stop
    return pieces


def _page(axes: Axes, length: int, text: str) -> None:
    """Draw the text as pale rows, broken where its lines break."""
    axes.set_xlim(0, _ROW)
    axes.set_ylim(-(-length // _ROW), -1)
    stretches, start = [], 0
    for end in [n for n, char in enumerate(text) if char == "\n"] + [length]:
        stretches.append((start, end))
        start = end + 1
    for first, last in stretches:
        for row, left, right in _pieces(first, last):
            axes.plot(
                [left, right], [row, row], color=PALETTE["grid"], linewidth=2, solid_capstyle="butt", zorder=0
            )
    axes.set_xticks([])
    ticks = range(0, -(-length // _ROW), 5)
    axes.set_yticks(list(ticks), [str(row * _ROW) for row in ticks])
    style.quiet_axis(axes)


def _key(figure: Any, axes: Axes, kinds: list[str], language: str) -> None:
    """Write each kind in its colour above the map, one after the other."""
    from yz_analysis.figures.fonts import text_width

    x = 0.0
    for kind in kinds:
        name = word(f"chart.evidence_map.{kind}", language)
        at = (0, 1)
        square = "■"
        plot.say(axes, square, at, (x, 6), colour=_COLOURS[kind], va="bottom", frame="axes fraction")
        plot.say(axes, name, at, (x + 12, 6), va="bottom", frame="axes fraction")
        x += 12 + text_width(name, style.SIZE["small"]) + 12
