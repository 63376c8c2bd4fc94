"""The numeral with its unit, as the scanners hand it on."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from yz_analysis.reading.tables import table

QUANTITY, DATE, DURATION, RANK, LABEL = "quantity", "date", "duration", "rank", "label"
COUNT = "count"
"""A small count in words (以上五个行业): its sentence speaks of what it counts, and goes on over it."""
RATIO, RANGE_LO, RANGE_HI, AT_LEAST = "ratio", "range_lo", "range_hi", "ge"


class Token:
    """One numeral with its unit, as it stands in the cleaned text.

    Attributes:
        start, end: code points, end exclusive.
        value: the number as printed, or None where there is none to compute with (a date, a name).
        unit: as printed, or the one shared with the next number.
        kind: quantity, date, duration, rank, label or count.
        bound: range_lo, range_hi, ratio, ge (两位数) or "".
        word: the print, where it is a word and no numeral (持平, 翻番), else "".
    """

    __slots__ = ("bound", "end", "kind", "start", "unit", "value", "word")

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal | None,
        unit: str,
        kind: str,
        bound: str = "",
        word: str = "",
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.unit = unit
        self.kind = kind
        self.bound = bound
        self.word = word

    def __repr__(self) -> str:
        return f"Token({self.start}, {self.end}, {self.value}, {self.unit!r}, {self.kind!r}, {self.bound!r})"


_MORE = str.maketrans("", "", "多余几来")


@lru_cache(maxsize=4096)
def canonical_unit(printed: str) -> str:
    """Return the canonical form of a printed unit.

    >>> canonical_unit("百分点"), canonical_unit("多亿元"), canonical_unit("万人")
    ('个百分点', '亿元', '万人')
    """
    forms = table("units")["canonical"]
    bare = printed.translate(_MORE)
    return str(forms.get(bare, bare))
