"""The period a figure is printed for: words of its clause, else those of the text, in SDMX form.

A year is taken from print only. Where the text never names one, the part of the year alone is given
(`S1` for 上半年): the reader does not guess.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from yz_analysis.reading.numerals import chinese
from yz_analysis.reading.tables import table, trie


class Period(NamedTuple):
    """A period as words say it.

    Attributes:
        year: the printed year, or None.
        shift: years from the year of the text (去年 = -1); None when the words do not say.
        code: the part of the year: "S1", "Q1", "06", "06e" (its end), "01/05", a span "2021/2025", or "".
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
        rf"|(?P<so_far>前(?:(?P<months>1[0-2]|[2-9])个?月|(?P<said>[二两三四五六七八九十]{{1,2}})个月))"
        rf"|(?:(?P<year>{year})年|(?P<relative>{trie(data['relative'])}))?"
        rf"(?:(?P<month>1[0-2]|[1-9]|元)[-—–~至](?P<month_end>1[0-2]|[1-9])月"
        rf"|(?P<only>1[0-2]|[1-9])月(?:(?P<day>3[01]|[12][0-9]|[1-9])日|(?P<close>份?[末底]))?"
        rf"|(?P<within>{trie(data['within'])}))?"
    )


_ENDS = {"S1": "06", "S2": "12", "Q1": "03", "Q2": "06", "Q3": "09", "Q4": "12", "Q1/Q3": "09", "": "12"}
# what is no period of a figure: 按2020年价格计算, 与2020年相比, 完成全年任务的, 同期全省, 历史同期
_BASES = re.compile(
    "按[^，。]{0,12}价|[与同和跟][^，。]{1,12}(?:相比|比(?=[，,]))|占同期|历史同期|(?<![年月季])同期(?=[，,、全我各])"
    "|(?:完成|占|达到?|实现)[^，。]{0,4}全年[^，。]{0,8}(?:任务|计划|目标|预算)[数任务目标]{0,4}的"
)
_FIVE_YEARS = re.compile("(?:今后|未来)[五5]年")
_LISTED = frozenset("、和及与")
_SO_FAR = {"03": "Q1", "06": "S1", "09": "Q1/Q3", "12": ""}
_WRITTEN = re.compile(r"(?:19|20)[0-9]{2}")


@lru_cache(maxsize=1)
def _start() -> re.Pattern[str]:
    """What a period can begin with: a digit, or one of the words."""
    data = table("periods")
    return re.compile(trie([*"0123456789元前", *data["plan"], *data["relative"], *data["within"]]))


def find(words: str) -> Period | None:
    """Return the last period the words name, or None.

    >>> find("。2016年上半年，全市")
    Period(year=2016, shift=None, code='S1')
    >>> find("（同期为").code, find("，1-5月").code, find("全市")
    ('same', '01/05', None)
    """
    last = first = None
    start = _start().search(words)
    if start is None:
        return None  # there is seldom one
    if "价" in words or "相比" in words or "同期" in words or "全年" in words or "期比" in words:
        words = _BASES.sub("", words)
        start = _start().search(words)
    while start:
        end = start.end()
        match = _pattern().match(words, start.start())
        if match and match.end() > start.start():
            listed = last is not None and words[last.end() : match.start()] in _LISTED
            if not listed:
                first = match
            last, end = match, match.end()
        start = _start().search(words, end)
    if last is None:
        return None
    found = _read(last)
    if first is not last and first is not None and found.year is found.shift is None and found.code:
        of = _read(first)
        found = found._replace(year=of.year, shift=of.shift)  # 去年一季度、二季度
    if last["only"] and not last["day"] and "累计" in words[last.end() :] and found.code[:2] != "01":
        month = found.code[:2]  # 4月，收入累计完成 …; 截至8月底，累计完成 …
        return found._replace(code=_SO_FAR.get(month, f"01/{month}"))
    return found


def years_ahead(line: str) -> int:
    """How many years a heading looks ahead (今后五年的主要目标: 5), or 0."""
    return 5 if _FIVE_YEARS.search(line) else 0


def _said(numeral: str) -> int:
    value = chinese(numeral)
    return int(value) if value is not None and value <= 12 else 12


def _read(match: re.Match[str]) -> Period:
    data = table("periods")
    if match["span"]:
        return Period(None, None, f"{match['span']}/{match['span_end']}")
    if match["plan"]:
        return Period(None, None, data["plan"][match["plan"]])
    code = ""
    if match["month"] or match["so_far"]:
        last = int(match["month_end"] or match["months"] or 0) or _said(match["said"])
        first = 1 if match["month"] in (None, "元") else int(match["month"])
        code = {(1, 6): "S1", (7, 12): "S2", (1, 12): "", (1, 3): "Q1"}.get(
            (first, last), f"{first:02d}/{last:02d}"
        )
    elif match["only"]:
        code = f"{int(match['only']):02d}" + (
            f"-{int(match['day']):02d}" if match["day"] else "e" if match["close"] else ""
        )
    elif match["within"]:
        code = data["within"][match["within"]]
    year = int(match["year"]) if match["year"] else None
    shift = data["relative"][match["relative"]] if match["relative"] else None
    if match["relative"] in ("同期", "上年同期", "去年同期") and not code:
        return Period(None, -1, "same")
    return Period(year, shift, code)


def _dated(period: str) -> bool:
    """Whether a period has a year, and is not only a part of one (05)."""
    return len(period) > 3 and period[:4].isdigit()


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
        return _WRITTEN.sub(lambda one: str(int(one[0]) - 1), default) if _dated(default) else ""
    if code[-1:] == "e":
        code = code[:-1]
        part = default[5:] if _dated(default) else default
        if period.year is None and not period.shift and _ENDS.get(part, part[-2:]) == code:
            return default  # 6月末 in a text of the first half
    base = period.year
    if base is None and period.shift is None and _dated(default):
        base = int(default[:4])  # 全年, in a section on another year than the text's
    elif base is None and year is not None:
        base = year + (period.shift or 0)
    if "/" in code:
        first, last = code.split("/")
        return f"{base}-{first}/{base}-{last}" if base else code
    if base is None:
        return code
    return f"{base}-{code}" if code else str(base)
