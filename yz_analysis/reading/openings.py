"""The year and the period of a text, told by its beginning."""

from __future__ import annotations

import re

from yz_analysis.reading.periods import Period, find, resolve

# not the year of a comparison (比2019年, 2015年以来), nor of what has long been
_YEAR = re.compile(r"([12][09][0-9]{2})年(?!同期|相比|以来|的[0-9]|[一-龥]{0,2}[至到由])")
_DAY = re.compile("[01]?[0-9]月[0-3]?[0-9]日[^，。；]{0,12}(?:\n|$)")
LONGEST_OPENING = 160
"""Characters in which a text names the part of the year it tells of."""
_CENTURIES = ("19", "20")
_BEFORE = frozenset("比较与同自由是过")
_SITTING = re.compile(r"([12][09][0-9]{2})年[1-4]月[0-9]{1,2}日(?=[^\n。]{0,30}(?:代表大会|全体会议|次会议))")
# a sitting early in a year that is not printed: it tells of the year that is
_UNDATED = re.compile(
    r"(?<![年0-9])[1-3]月[0-9]{1,2}日(?=[^\n。]{0,40}(?:代表大会|人大|全体会议|政协)[^\n。]{0,12}会议)"
)
_LOOKS_BACK = re.compile(
    "[由从]((?:19|20)[0-9]{2})年[末底]?的?[^，。；年]{0,12}(?:增|提高|上升|扩大|发展|升)[^，。；年]{0,6}[到至]((?:19|20)[0-9]{2})年"
)


def since(text: str) -> str:
    """Return the year from which a text tells its movements over several years, or "".

    >>> since("产值由2016年的8亿元增加到2021年的12亿元"), since("由上年的8亿元增加到12亿元")
    ('2016', '')
    """
    found = _LOOKS_BACK.search(text)
    return found[1] if found and found[1] < found[2] else ""


_PIECES = re.compile(r"[\n，。,；;：:、（(]")
_COMPARING = ("其中", "是", "为", "相当", "自1", "自2", "比", "较", "与", "同比", "和", "至", "到")
"""What stands before a year that is no year told of: 自2015年以来 (but 自贡市 is a place)."""
_UP_TO = {"03e": "Q1", "06e": "S1", "09e": "Q1/Q3", "12e": ""}
_WHOLE = re.compile(r"S[12]|Q[1-4](?:/Q[1-4])?|[01][0-9](?:/[01][0-9])?e?")


def _opening(head: str) -> Period | None:
    """The first part of a year that a text names: in its title or its first sentences."""
    for piece in _PIECES.split(head):
        if piece and not piece.startswith(_COMPARING):
            found = find(piece)
            if found is not None and (_WHOLE.fullmatch(found.code) or found.year is not None):
                return found
    return None


def _told_at_sitting(start: str, year: re.Match[str]) -> bool:
    """Whether the first year of a text is the one a sitting early in the next year looks back on."""
    if "会" not in start[:300] or not _UNDATED.search(start[:300]):
        return False
    clause = re.split("[，,。；;\n]", start[year.end() : year.end() + 60], maxsplit=1)[0]
    return not re.search("目标|预期|计划|安排", clause)


def of_text(text: str) -> tuple[int | None, str]:
    r"""Return the year and the period of a text from its beginning.

    A report to a people's congress early in a year tells of the year before.

    >>> of_text("2016年上半年经济运行情况\n全市…"), of_text("1-4月，全市产值12亿元，增长3%")
    ((2016, '2016-S1'), (None, '01/04'))
    >>> of_text("政府工作报告\n——2024年1月9日在县人民代表大会上\n")
    (2024, '2023')
    """
    start = text[:3000]
    sitting = _SITTING.search(start[:300]) if "会" in start[:300] else None
    if sitting:
        return int(sitting[1]), str(int(sitting[1]) - 1)
    named = [
        m
        for m in _YEAR.finditer(start)
        if start[m.start() - 1 : m.start()] not in _BEFORE and m[1][:2] in _CENTURIES
    ]
    # the day of issue (2032年3月8日) names the year told of only where nothing else does
    told = (m for m in named if not _DAY.match(start, m.end()))
    match = next(told, None) or next(iter(named), None)
    year = int(match[1]) if match else None
    if match and year and _told_at_sitting(start, match):
        return year + 1, str(year)
    first = _opening(start[:LONGEST_OPENING])
    default = "" if year is None else str(year)
    if first is not None and (first.year is None or _WHOLE.fullmatch(first.code) or not first.code):
        code = _UP_TO.get(first.code, f"01/{first.code[:2]}") if first.code[-1:] == "e" else first.code
        default = resolve(first._replace(year=first.year or year, code=code), year, default)
    return year, default
