"""The period a figure is printed for: words of its clause, else those of the text, in SDMX form.

A year is taken from print only. Where the text never names one, the part of the year alone is given
(`S1` for 上半年): the reader does not guess.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from yz_analysis.reading.tables import table, trie


class Period(NamedTuple):
    """A period as words say it.

    Attributes:
        year: the printed year, or None.
        shift: years from the year of the text (去年 = -1); None when the words do not say.
        code: the part of the year: "S1", "Q1", "06", "01/05", a whole span "2021/2025", or "".
    """

    year: int | None
    shift: int | None
    code: str


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    data = table("periods")
    year = r"(?:19|20)[0-9]{2}"
    return re.compile(
        rf"(?P<span>{year})年?[-—–~至到](?P<span_end>{year})年"
        rf"|(?P<plan>{trie(data['plan'])})(?=[”\"」』]|时期|期间|末|以来|规划)"
        rf"|(?:(?P<year>{year})年|(?P<relative>{trie(data['relative'])}))?"
        rf"(?:(?P<month>1[0-2]|[1-9])[-—–~至](?P<month_end>1[0-2]|[1-9])月"
        rf"|(?P<only>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12][0-9]|[1-9])日)?"
        rf"|(?P<within>{trie(data['within'])}))?"
    )


@lru_cache(maxsize=1)
def _start() -> re.Pattern[str]:
    """What a period can begin with: a digit, or one of the words."""
    data = table("periods")
    return re.compile(trie([*"0123456789", *data["plan"], *data["relative"], *data["within"]]))


def find(words: str) -> Period | None:
    """Return the last period the words name, or None.

    >>> find("。2016年上半年，全市")
    Period(year=2016, shift=None, code='S1')
    >>> find("（同期为").code, find("，1-5月").code, find("全市")
    ('same', '01/05', None)
    """
    last = None
    start = _start().search(words)
    while start:  # there is seldom one
        end = start.end()
        match = _pattern().match(words, start.start())
        if match and match.end() > start.start():
            last, end = match, match.end()
        start = _start().search(words, end)
    return _read(last) if last else None


def _read(match: re.Match[str]) -> Period:
    data = table("periods")
    if match["span"]:
        return Period(None, None, f"{match['span']}/{match['span_end']}")
    if match["plan"]:
        return Period(None, None, data["plan"][match["plan"]])
    code = ""
    if match["month"]:
        first, last = int(match["month"]), int(match["month_end"])
        code = {(1, 6): "S1", (7, 12): "S2", (1, 12): "", (1, 3): "Q1"}.get(
            (first, last), f"{first:02d}/{last:02d}"
        )
    elif match["only"]:
        code = f"{int(match['only']):02d}" + (f"-{int(match['day']):02d}" if match["day"] else "")
    elif match["within"]:
        code = data["within"][match["within"]]
    year = int(match["year"]) if match["year"] else None
    shift = data["relative"][match["relative"]] if match["relative"] else None
    if match["relative"] in ("同期", "上年同期", "去年同期") and not code:
        return Period(None, -1, "same")
    return Period(year, shift, code)


def resolve(period: Period | None, year: int | None, default: str) -> str:
    """Return the period in SDMX form.

    Args:
        period: what the words say, or None.
        year: the year of the text, where it prints one.
        default: the period of the text.

    >>> resolve(find("上半年"), 2022, ""), resolve(find("去年"), 2022, ""), resolve(find("上半年"), None, "")
    ('2022-S1', '2021', 'S1')
    """
    if period is None:
        return default
    code = period.code
    if len(code) == 9 and "/" in code:
        return code
    if code == "same":
        head, _, part = default.partition("-")
        return f"{int(head) - 1}" + (f"-{part}" if part else "") if head.isdigit() and len(head) == 4 else ""
    base = period.year if period.year is not None else None if year is None else year + (period.shift or 0)
    if "/" in code:
        first, last = code.split("/")
        return f"{base}-{first}/{base}-{last}" if base else code
    if base is None:
        return code
    return f"{base}-{code}" if code else str(base)


_YEAR = re.compile(r"((?:19|20)[0-9]{2})年")


def of_text(text: str) -> tuple[int | None, str]:
    r"""Return the year and the period of a text from its beginning.

    >>> of_text("2016年上半年经济运行情况\n全市…")
    (2016, '2016-S1')
    """
    start = text[:3000]
    match = _YEAR.search(start)
    year = int(match[1]) if match else None
    first = find(start[:120])
    default = "" if year is None else str(year)
    if first is not None and (first.code in ("S1", "Q1", "Q1/Q3") or first.year is not None):
        default = resolve(first._replace(year=first.year or year), year, default)
    return year, default
