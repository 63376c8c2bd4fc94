"""Drawing helpers: intervals on rows with their labels, and words beside points."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.style import POINTS, SIZE
from yz_analysis.figures.wrapping import wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LABEL_WIDTH = 128.0  # points; longer names break into lines
_LINE, _SMALL_LINE, _AIR = 12.5, 11.5, 6.0  # points
_LEAST = 24.0  # number and bounds, one above the other
DOT = 6.5
_SIDE = ("axes fraction", "data")  # a part of the width, and a row


@dataclass(frozen=True)
class Mark:
    """One row of an interval plot: a number with its bounds, as drawn and as told.

    `text` and `bounds` are the formatted number and interval; `detail` stands small under the label.
    """

    label: str
    value: float
    lower: float
    upper: float
    text: str
    bounds: str
    detail: str = ""
    colour: str = "blue"
    shape: str = "o"
    figures: tuple[str, ...] = ()
    validity: str = ""
    caveat: str = ""
    quote: str = ""


def broken(text: str, width: float = LABEL_WIDTH, size: float = SIZE["text"]) -> str:
    """Return a label broken into lines."""
    return "\n".join(wrap(text, size, width))


def say(
    axes: Axes,
    text: str,
    at: tuple[float, float],
    by: tuple[float, float] = (0, 0),
    *,
    colour: str = "ink",
    ha: str = "left",
    va: str = "center_baseline",
    size: float = SIZE["small"],
    frame: str | tuple[str, str] = "data",
) -> None:
    """Write words beside a point.

    Args:
        axes: where.
        text: one line or more.
        at: the point.
        by: how far from it, in points.
        colour: a name of the palette.
        ha: which side of the text is at the point.
        va: as `ha`, up and down.
        size: font size.
        frame: the coordinates of `at`, as matplotlib's `xycoords`.
    """
    axes.annotate(
        text,
        at,
        xycoords=frame,
        xytext=by,
        textcoords="offset points",
        ha=ha,
        va=va,
        fontsize=size,
        color=PALETTE[colour],
        linespacing=1.2,
    )


def top_label(axes: Axes, text: str) -> None:
    """Write what the y axis shows above it, where it reads without turning the head."""
    axes.set_title(text, loc="left", fontsize=SIZE["small"], color=PALETTE["muted"], pad=5)


def _heights(marks: Sequence[Mark], least: float) -> list[float]:
    """Return the height of each row in points: its label's lines, or its number and bounds."""
    needed = []
    for mark in marks:
        lines, small = _lines(mark)
        needed.append(max(_LINE * len(lines) + _SMALL_LINE * len(small), least) + _AIR)
    return needed


def rows_height(marks: Sequence[Mark], *, least: float = _LEAST) -> float:
    """Return the height in inches that the rows need."""
    return sum(_heights(marks, least)) / POINTS


def places(marks: Sequence[Mark], *, least: float = _LEAST) -> list[float]:
    """Return where each row's middle stands, in rows of the least height; the first is near 0."""
    unit, top, found = least + _AIR, -0.5, []
    for height in _heights(marks, least):
        found.append(top + height / unit / 2)
        top += height / unit
    return found


def _lines(mark: Mark) -> tuple[list[str], list[str]]:
    small = wrap(mark.detail, SIZE["small"], LABEL_WIDTH) if mark.detail else []
    return wrap(mark.label, SIZE["text"], LABEL_WIDTH), small


def row_labels(axes: Axes, marks: Sequence[Mark], *, least: float = _LEAST) -> None:
    """Write each mark's label at the left of its row, its detail small below, the first row on top."""
    axes.set_yticks([])
    axes.set_ylim(sum(_heights(marks, least)) / (least + _AIR) - 0.5, -0.5)
    for row, mark in zip(places(marks, least=least), marks, strict=True):
        _label(axes, row, *_lines(mark))


def _label(axes: Axes, row: float, lines: list[str], small: list[str]) -> None:
    """Write lines centred on a row, right-aligned at the axis; the small ones below in a lesser colour."""
    total = _LINE * len(lines) + _SMALL_LINE * len(small)
    rise = total / 2
    for text, size, colour, step in [
        *((line, SIZE["text"], "ink", _LINE) for line in lines),
        *((line, SIZE["small"], "muted", _SMALL_LINE) for line in small),
    ]:
        at = (0, row)
        say(axes, text, at, (-6, rise - step / 2), colour=colour, ha="right", size=size, frame=_SIDE)
        rise -= step


def draw_interval(axes: Axes, row: float, mark: Mark) -> None:
    """Draw a number as a dot on the bar of its bounds; an open end is an arrow."""
    colour = PALETTE[mark.colour]
    left, right = axes.get_xlim()
    low, high = max(mark.lower, left), min(mark.upper, right)
    axes.plot([low, high], [row, row], color=colour, linewidth=5, alpha=0.35, solid_capstyle="butt")
    for end, shape in ((mark.lower, "<"), (mark.upper, ">")):
        if math.isinf(end):
            axes.plot([low if end < 0 else high], [row], marker=shape, color=colour, markersize=5)
    axes.plot([mark.value], [row], marker=mark.shape, color=colour, markersize=DOT, markeredgewidth=0)


def write_values(axes: Axes, marks: Sequence[Mark], *, gap: float = 8) -> None:
    """Write each row's number and bounds in a column right of the picture."""
    for row, mark in zip(places(marks), marks, strict=True):
        two_lines(axes, (1, row), gap, mark.text, mark.bounds, mark.colour)


def two_lines(axes: Axes, at: tuple[float, float], gap: float, text: str, small: str, colour: str) -> None:
    """Write a number and below it, small, its bounds or unit; `at` is a part of the width and a row."""
    rise = 6.5 if small else 0
    say(axes, text, at, (gap, rise), colour=colour, size=SIZE["text"], frame=_SIDE)
    if small:
        say(axes, small, at, (gap, -rise), colour="muted", frame=_SIDE)


def span(marks: Sequence[Mark], *, zero: bool = True, margin: float = 0.05) -> tuple[float, float]:
    """Return the limits of an axis that holds every mark and every finite bound, and zero."""
    ends = [end for mark in marks for end in (mark.value, mark.lower, mark.upper) if math.isfinite(end)]
    low, high = min([*ends, *([0.0] if zero else [])]), max([*ends, *([0.0] if zero else [])])
    pad = (high - low or 1.0) * margin
    return low - (pad if low < 0 or not zero else 0), high + pad
