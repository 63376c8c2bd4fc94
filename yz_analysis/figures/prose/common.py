"""How sentences are made: a template of the words, its places filled by numbers with their figures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from yz_analysis.figures import quoted, told
from yz_analysis.figures.absence import absent
from yz_analysis.figures.display import Part, Prose
from yz_analysis.figures.metrics.source import Printed, Source
from yz_analysis.words import check_language, word

Item = list[str | Part]
Said = Part | str | int | Item  # what may stand in a place of a sentence
_MARK = "\x00"  # stands at both sides of a place in a sentence


def say(key: str, language: str, **values: Said) -> Item:
    """Return one sentence: the words of `say.<key>` with parts in their places.

    Args:
        key: below `say.` in the table of words.
        language: zh or en.
        **values: for each placeholder a `Part`, a list of parts, plain text or a count.

    Raises:
        YzAnalysisError: when a placeholder has no value.

    >>> say("comparison.share", "en", indicator="GDP", share=Part("12%", ("d:F001",)), area="Here")
    ['GDP: ', Part(text='12%', figures=('d:F001',), strong=False, derived=False), ' of the figure for Here.']
    """
    marked = word(f"say.{key}", language, **{name: f"{_MARK}{name}{_MARK}" for name in values})
    items: Item = []
    for place, piece in enumerate(marked.split(_MARK)):
        value = values[piece] if place % 2 else piece
        for one in value if isinstance(value, list) else [value]:
            _join(items, one if isinstance(one, Part) else str(one))
    return items


def _join(items: Item, piece: str | Part) -> None:
    """Add a piece; text goes to the text before it where there is one."""
    if isinstance(piece, str) and items and isinstance(items[-1], str):
        items[-1] += piece
    elif piece:
        items.append(piece)


def findings(
    topic: str, source: Source, language: str, items: Sequence[Item], *, nothing: str, kind: str = "finding"
) -> Prose:
    """Return the findings of a topic, or what is missing for any: the words of `nothing`."""
    check_language(language)
    if items:
        return Prose(f"prose-{topic}", language, kind, items)
    return absent(f"prose-{topic}", nothing, source, language)


def by_id(*frames: pd.DataFrame) -> dict[str, Any]:
    """Return metric id → row of one or more metrics frames."""
    return {str(row.metric_id): row for frame in frames for row in told.each(frame)}


def figure(found: Printed | None, source: Source, language: str) -> Part | None:
    """Return a printed figure as a part of a sentence, None where it is not printed."""
    return None if found is None else quoted.figure_part(found, source, language)


def number(row: Any, language: str, *, signed: bool = False) -> Part:
    """Return a derived number as a part of a sentence."""
    return told.part(row, language, signed=signed)


def bounds(row: Any, language: str) -> Part:
    """Return the bounds of a derived number as a part of a sentence."""
    return told.bounds_part(row, language)
