"""Breaking a text into lines of a given width, in Chinese, English and both mixed.

Words break at spaces, Chinese between any two characters except where a mark must not begin or end a line
(the rules of GB/T 15834 for punctuation). matplotlib wraps at spaces only.
"""

from __future__ import annotations

import re

from yz_analysis.figures.fonts import text_width

_NOT_FIRST = "，。、；：？！）】》〉」』”’％%·…,.;:?!)]"
_NOT_LAST = "（【《〈「『“‘(["
_WIDE = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
# a word with the space after it, or one wide character with the marks that cling to it
_PIECE = re.compile(
    f"[{re.escape(_NOT_LAST)}]*(?:[{_WIDE}]|[^\\s{_WIDE}{re.escape(_NOT_LAST)}]+)[{re.escape(_NOT_FIRST)}]*\\s*"
    f"|[{re.escape(_NOT_LAST)}]+\\s*"
)


def wrap(text: str, size: float, width: float) -> list[str]:
    """Break a text into lines that are not wider than `width`.

    Args:
        text: one paragraph.
        size: font size.
        width: the widest line, in the unit of `size`. A single word wider than this gets a line of its own.

    >>> wrap("按现价计算的上年基数，不是上年公布数。", 10, 100)
    ['按现价计算的上年基', '数，不是上年公布数。']
    >>> wrap("the base on this year's list", 10, 80)
    ['the base on this', "year's list"]
    """
    lines: list[str] = []
    line = ""
    for piece in _PIECE.findall(" ".join(text.split())):
        if line and text_width((line + piece).rstrip(), size) > width:
            lines.append(line.rstrip())
            line = ""
        line += piece
    return [*lines, line.rstrip()] if line else lines or [""]
