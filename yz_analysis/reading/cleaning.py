"""Printed text to the plain characters the reader works with, and the way back to the print.

Full-width, traditional and look-alike characters are replaced one for one. Blanks and line breaks
inside a number, a unit or a word are taken out, and so are the marks of footnotes (增加值[3]); `Print`
remembers where, so that every offset handed to the outside points into the text as it was printed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache

from yz_analysis.reading.tables import table

_SIGNS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳¹²³⁴⁵⁶⁷⁸⁹⁰"
_NOTES = rf"\[［〔【{_SIGNS}"
NOTE = re.compile(r"[\[［〔【](?:附?注)?[0-9０-９]{1,2}[\]］〕】]")
"""The mark of a footnote in brackets; 〔2022〕 is the year of a document."""
_MARK = re.compile(
    rf"(?<=[\u4e00-\u9fff%‰A-Za-z)）”》]){NOTE.pattern}|(?<=[0-9]){NOTE.pattern}(?![0-9.])"
    rf"|(?<![0-9A-Za-z%‰])[{_SIGNS}]+|(?<=[%‰])[{_SIGNS}]+(?![\u4e00-\u9fff])"
)
_DOUBLED = re.compile(r"(?<=[0-9])\.(?=\.[0-9])")  # 12..7%
_WIDE_COMMA = re.compile("(?<=[０-９])[，,](?=[０-９]{3}(?![０-９]))")


class Print:
    """Where the characters of a cleaned text stand in the printed one.

    Attributes:
        text: the cleaned text.
    """

    __slots__ = ("_at", "_before", "text")

    def __init__(self, text: str, removed: list[tuple[int, int]] | None = None) -> None:
        self.text = text
        self._before = [0]
        self._at: list[int] = []
        for start, end in removed or ():
            self._at.append(start - self._before[-1])
            self._before.append(self._before[-1] + end - start)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the printed span of a cleaned one."""
        if not self._at:
            return start, end
        first = start + self._before[bisect_right(self._at, start)]
        return first, end - 1 + self._before[bisect_right(self._at, end - 1)] + 1

    @property
    def moved(self) -> bool:
        """Whether offsets differ from the printed ones."""
        return bool(self._at)


@lru_cache(maxsize=1)
def _characters() -> tuple[dict[int, str], re.Pattern[str], str]:
    data = table("characters")
    pairs = data["width"] + data["traditional"]
    mapping = {ord(a): b for a, b in zip(pairs[::2], pairs[1::2], strict=True)}
    # one look tells whether there is anything to replace or to take out
    return mapping, re.compile(f"[{re.escape(pairs[::2])}{_NOTES}]"), data["blank"]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    blank = re.escape(_characters()[2])
    inner = re.compile(f"[{blank}]+")
    # digits that belong together although blanks part them: 1 234.5, 12 . 5; not the marker of a list, 1. 5个
    apart = re.compile(
        rf"(?<![0-9.,])[0-9]{{1,3}}(?:[ \u00a0\u2009\u202f][0-9]{{3}}){{1,6}}(?![0-9])"
        rf"|(?<![^\n])(?P<marker>[{blank}]*+[0-9]{{1,2}}\.[{blank}])"
        rf"|(?<![^。；;：:])(?P<inner>[0-9]{{1,2}}\.[{blank}](?=[0-9]+[个家户名项件座所条处]))|[0-9][{blank}]*\.[{blank}]*(?=[0-9])"
    )
    return inner, apart


def _blanks(text: str) -> list[tuple[int, int]]:
    """Runs of blanks that stand inside a word or between a number and its unit."""
    inner, apart = _patterns()
    together = {
        at
        for m in apart.finditer(text)
        if not (m["marker"] or m["inner"])
        for at in range(m.start(), m.end())
    }
    found = []
    for match in inner.finditer(text):
        start, end = match.span()
        before = text[start - 1] if start else "\n"
        after = text[end] if end < len(text) else "\n"
        latin = before.isascii() and after.isascii() and before > " " and after > " "
        # both sides ASCII: words or the cells of a row, which stay apart
        if not latin or start in together or (before in "0123456789" and after == "%"):
            found.append((start, end))
    return found


def _merge(spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


@lru_cache(maxsize=32)
def clean(paragraph: str) -> Print:
    r"""Return a paragraph as the reader works with it, and the way back.

    Blanks inside words, line breaks (which `paragraphs` has found to be inside a sentence) and the marks
    of footnotes go.

    >>> page = clean("产值１２.５ 億\u3000元")
    >>> page.text, page.span(2, 8)
    ('产值12.5亿元', (2, 10))
    >>> clean("增加值[3]增长5%，产量②增长2%。").text
    '增加值增长5%，产量增长2%。'
    """
    mapping, mapped, blanks = _characters()
    text = paragraph
    removed: list[tuple[int, int]] = []
    if mapped.search(text):
        text = _WIDE_COMMA.sub(",", text).translate(mapping)
        removed += (match.span() for match in _MARK.finditer(text))
    if ".." in text:
        removed += (match.span() for match in _DOUBLED.finditer(text))
    for blank in blanks:
        if blank in text:
            removed += _blanks(text)
            break
    if "\n" in text:
        removed += (match.span() for match in re.finditer(r"\r?\n", text))
    if not removed:
        return Print(text)
    removed = _merge(removed)
    kept, position = [], 0
    for start, end in removed:
        kept.append(text[position:start])
        position = end
    kept.append(text[position:])
    return Print("".join(kept), removed)
