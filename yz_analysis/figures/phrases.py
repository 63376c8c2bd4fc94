"""Where a figure stands in a text: its paragraph, and the shortest phrase that carries it."""

from __future__ import annotations

import re
from bisect import bisect_right

from yz_analysis.figures.schema import PHRASE_LIMIT

_HARD = "。；;！!？?\n\r"
_SOFT = ",，"
_NUMBER_COMMA = re.compile(r"(?<=\d)[,，](?=\d{3}(?!\d))")
_AFTER_NUMBER = re.compile(r"\d[^\d、]{1,4}$")
_SHORT = 9  # a clause with fewer characters before its number names no indicator
# what a spreadsheet would run as a formula may not begin a cell
_FORMULA = "=+@-"


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return start and end of each non-empty line; paragraph 1 is the first.

    >>> paragraphs("\n甲\n\n 乙丙\n")
    [(1, 2), (4, 7)]
    """
    spans, position = [], 0
    for line in text.split("\n"):
        if line.strip():
            spans.append((position, position + len(line)))
        position += len(line) + 1
    return spans


def paragraph_of(spans: list[tuple[int, int]], place: int) -> int:
    """Return the number of the paragraph that holds a place of the text, counted from 1.

    >>> paragraph_of([(1, 2), (4, 7)], 5)
    2
    """
    return max(1, bisect_right([start for start, _ in spans], place))


def _left(text: str, place: int, limit: int) -> int:
    """Return the start of the clause that ends at `place`, at most `limit` before it.

    A comma ends a clause unless it separates thousands; 、 ends one only after a number (86.7%、完成…).
    """
    lowest, first = max(0, place - limit), place
    while first > lowest:
        mark = text[first - 1]
        if mark in _HARD or (mark in _SOFT and not _NUMBER_COMMA.match(text, first - 1)):
            break
        if mark == "、" and _AFTER_NUMBER.search(text, max(0, first - 8), first - 1):
            break
        first -= 1
    return first


def phrase_of(text: str, start: int, end: int, *, more: bool = False) -> str:
    """Return the clause a figure stands in, at most 30 characters.

    Args:
        text: the whole text.
        start: start of number and unit.
        end: their end, exclusive.
        more: take the clause before as well where it fits and the figure's own is short, because that does
            not name what it measures (同比增长3%).

    >>> sentence = "全县实现产值12亿元,同比增长3%。"
    >>> phrase_of(sentence, 14, 16), phrase_of(sentence, 14, 16, more=True)
    ('同比增长3%', '全县实现产值12亿元,同比增长3%')
    """
    if end - start > PHRASE_LIMIT:
        return text[start : start + PHRASE_LIMIT].strip()
    first = _left(text, start, PHRASE_LIMIT - (end - start))
    if more and start - first < _SHORT and first and text[first - 1] in _SOFT:
        before = _left(text, first - 1, PHRASE_LIMIT)
        first = before if end - before <= PHRASE_LIMIT else first
    last = end
    while last < len(text) and text[last] not in _HARD + _SOFT + "、" and last - first < PHRASE_LIMIT:
        last += 1
    while first < start and (text[first] in _FORMULA or not text[first].isprintable() or text[first] == " "):
        first += 1
    return text[first:last].rstrip()
