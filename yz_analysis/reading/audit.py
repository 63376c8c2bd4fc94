"""Prove that nothing printed as a numeral was passed over."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from yz_analysis.reading.cleaning import NOTE
from yz_analysis.reading.tables import table, trie

_NUMERALS = re.compile(
    r"[0-9０-９][0-9０-９.,．，]*(?<![.,．，])|[零〇一二两三四五六七八九十百千万亿半壹贰叁肆伍陆柒捌玖拾]+"
)


_NUMBERED = re.compile(
    r"(?:(?:(?<![\u4e00-\u9fff])|(?<=[见如附下由据和]))[图表]|专栏|附件|附录)[ \u3000]?"
    r"[0-9]{1,2}(?:[-—–.][0-9]{1,2})?(?![0-9])"
)
"""The number of a table, a figure or a box of the text."""


class Unaccounted(NamedTuple):
    """A numeral that belongs to no figure and to no word that is none.

    Attributes:
        start, end: code points of the text, end exclusive.
        quote: the numeral.
        around: up to twelve characters on each side, for the person who decides.
    """

    start: int
    end: int
    quote: str
    around: str


@lru_cache(maxsize=1)
def _words() -> re.Pattern[str]:
    units = table("units")
    return re.compile(
        trie([*table("names")["words"], *units["magnitudes"][2:3], "千瓦时", "千克", "千米", "百分点"])
    )


@lru_cache(maxsize=1)
def _unit_alone() -> re.Pattern[str]:
    """A unit that stands without a number, in the head of a table (产量（万吨）, 单位：亿元)."""
    units = table("units")
    plain = trie([*units["money"], *units["measure"], *units["count"]])
    powers = trie(units["magnitudes"])
    return re.compile(rf"(?<=[（(：:/／位 \u3000])(?:{powers})+(?:{plain})(?=[）)\s，、/／]|$)")


def _union(spans: Iterable[tuple[int, int]]) -> tuple[list[int], list[int]]:
    starts: list[int] = []
    ends: list[int] = []
    for start, end in sorted(spans):
        if starts and start <= ends[-1]:
            ends[-1] = max(ends[-1], end)
        else:
            starts.append(start)
            ends.append(end)
    return starts, ends


def audit(
    text: str,
    spans: Iterable[tuple[int, int]],
    not_figures: Iterable[tuple[int, int] | str] = (),
    *,
    lexicon: bool = True,
) -> list[Unaccounted]:
    """Return every Arabic digit run and every Chinese numeral that nothing accounts for.

    Args:
        text: the printed text.
        spans: (start, end) of the figures found in it.
        not_figures: what is known to be none: spans, or words, of which every occurrence counts.
        lexicon: also accept the general words of the lexicon that hold a numeral character and count
            nothing (一般, 零售, 队伍, 统一 …); switch it off to have a person decide on each.

    Returns:
        The unaccounted numerals in order; an empty list is the proof. Marks of footnotes ([3]), numbers of
        tables (表2) and units in their heads (（万吨）) count as accounted for.

    >>> text = "零售额12亿元，队伍壮大，完成三项。"
    >>> [u.quote for u in audit(text, [(3, 7)])]
    ['三']
    >>> audit(text, [(3, 7)], ["三项"])
    []
    """
    covered = list(spans)
    for known in (NOTE, _NUMBERED, _unit_alone()):
        covered += (match.span() for match in known.finditer(text))
    words: list[str] = []
    for entry in not_figures:
        if isinstance(entry, str):
            words.append(entry)
        else:
            covered.append((int(entry[0]), int(entry[1])))
    for pattern in (re.compile(trie(words)) if words else None, _words() if lexicon else None):
        if pattern is not None:
            covered.extend(match.span() for match in pattern.finditer(text))
    starts, ends = _union(covered)
    left = []
    for match in _NUMERALS.finditer(text):
        start, end = match.span()
        at = bisect_right(starts, start) - 1
        if at >= 0 and ends[at] >= end:
            continue
        left.append(Unaccounted(start, end, match.group(), text[max(0, start - 12) : end + 12]))
    return left
