"""What the figures of a text are called."""

from __future__ import annotations

from yz_analysis.reading import read


def names(text: str) -> list[str]:
    return [figure.indicator for figure in read(text)]


def ids(text: str) -> list[str]:
    return [figure.indicator_id for figure in read(text)]
