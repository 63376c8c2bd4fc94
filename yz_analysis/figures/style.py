"""The look of every chart: seaborn's ticks theme, Noto Sans SC, a palette that stays apart for every eye.

Charts are drawn inside `drawing()`, on figures from `new_figure()`. Nothing of it stays behind: a user's own
matplotlib settings, colours and current figure are what they were.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from yz_analysis.figures.fonts import FAMILY, font_file
from yz_analysis.figures.palette import DARK, HEAT, PALETTE

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

__all__ = ["DARK", "HEAT", "PALETTE", "SIZE", "WIDTH", "drawing", "new_figure"]

# 6 in are 576 px at their natural size; 10 pt of 432 stay above 6 px on a phone 320 px wide
WIDTH = 6.0
POINTS = 72
SIZE = {"caption": 12.0, "text": 10.0, "small": 9.0}

_SETTINGS: dict[str, Any] = {
    "font.family": [FAMILY],
    "font.size": SIZE["text"],
    "text.color": PALETTE["ink"],
    "text.parse_math": False,  # a "$" in a label is a dollar
    "axes.unicode_minus": True,
    "axes.edgecolor": PALETTE["rule"],
    "axes.facecolor": "none",
    "axes.grid": False,
    "axes.labelcolor": PALETTE["muted"],
    "axes.labelsize": SIZE["text"],
    "axes.linewidth": 0.8,
    "axes.spines.right": False,
    "axes.spines.top": False,
    "figure.dpi": POINTS,
    "figure.facecolor": "none",
    "figure.constrained_layout.h_pad": 0.02,
    "figure.constrained_layout.w_pad": 0.02,
    "grid.color": PALETTE["grid"],
    "grid.linewidth": 0.8,
    "lines.linewidth": 1.8,
    "patch.linewidth": 0.0,
    "savefig.dpi": POINTS,
    "svg.fonttype": "none",
    "svg.hashsalt": "yz-analysis",
    "xtick.color": PALETTE["rule"],
    "xtick.labelcolor": PALETTE["muted"],
    "xtick.labelsize": SIZE["text"],
    "xtick.major.size": 3,
    "xtick.major.width": 0.8,
    "ytick.color": PALETTE["rule"],
    "ytick.labelcolor": PALETTE["ink"],
    "ytick.labelsize": SIZE["text"],
    "ytick.major.size": 0,
}


@cache
def _add_font() -> None:
    from matplotlib import font_manager

    font_manager.fontManager.addfont(font_file())


@contextmanager
def drawing() -> Iterator[None]:
    """Draw in our style; on leaving, matplotlib's settings are what they were.

    A character that the font lacks is an error in here, not a box in a picture.

    >>> import matplotlib
    >>> before = matplotlib.rcParams["font.family"]
    >>> with drawing():
    ...     matplotlib.rcParams["font.family"]
    ['Noto Sans SC']
    >>> matplotlib.rcParams["font.family"] == before
    True
    """
    import matplotlib
    import seaborn

    _add_font()
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("error", message=r"Glyph .* missing from")
        warnings.filterwarnings("error", message=r"findfont: .*")
        matplotlib.rcParams.update(matplotlib.rcParamsDefault | {"backend": matplotlib.rcParams["backend"]})
        # color_codes would change what "b" and "r" mean for good, outside rcParams
        seaborn.set_theme(context="paper", style="ticks", color_codes=False, rc=_SETTINGS)
        yield


def new_figure(height: float, *, rows: int = 1, columns: int = 1, **options: Any) -> tuple[Figure, Any]:
    """Return a figure of our width, and its axes; it belongs to no pyplot session and needs no closing.

    Args:
        height: in inches.
        rows: rows of axes.
        columns: columns of axes.
        **options: as `matplotlib.figure.Figure.subplots` takes them.
    """
    from matplotlib.figure import Figure as MatplotlibFigure

    figure = MatplotlibFigure(figsize=(WIDTH, height), layout="constrained")
    return figure, figure.subplots(rows, columns, **options)


def quiet_axis(axes: Axes, *, grid: str = "") -> None:
    """Take the frame off and put light grid lines on one axis.

    Args:
        axes: where.
        grid: `x`, `y`, `both` or empty.
    """
    for side in ("left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)
    if grid:
        axes.grid(visible=True, axis=grid)  # type: ignore[arg-type]
        axes.set_axisbelow(True)
