"""Give the values of a list their own names (城乡居民收入分别增长4.4%和5.3%)."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from yz_analysis.reading import clauses
from yz_analysis.reading.figures import Link
from yz_analysis.reading.phrases import split_subject, subject
from yz_analysis.reading.roles import PERCENT, regard
from yz_analysis.reading.stretches import Stretch
from yz_analysis.reading.tables import table, trie
from yz_analysis.reading.tokens import RANK, RATIO

LONG = 20
"""Characters above which a name is looked at for a list of examples."""
_KIND = re.compile(
    "^(?:大?(?:行业|产业|企业|产品|品种|门类|类别|领域|板块|园区|城市|地区|县区|县市|区县|区域|商品|项目|国家))+"
)
_LEVELS = ("", "平均", "水平", "平均水平")
_MARKS = "、，,和及"
_RELATIVE = frozenset(["%", "‰", "倍", "番"])


def names_of(
    group: list[Link], names: list[str], recent: list[str], before: Link | None = None
) -> list[str] | None:
    """Name each value of a finished list, in place; return the names, or None when they do not pair.

    Args:
        group: the figures of the list.
        names: the names of the list before it in the sentence (分别完成 …，分别增长 …).
        recent: the names of the sentence so far.
        before: the figure before the list.
    """
    count = len(group)
    first = group[0]
    if first.token.bound == RATIO:
        _ratio(group)
    if first.comparator and split_subject(first.comparator, count):
        return None
    found = split_subject(first.indicator, count)
    if not found and not first.own and len(names) == count:
        found = names
    moves = first.role == "growth" or (first.each and (not first.comparator or first.role == "change_pp"))
    if first.role == "change_pp" and first.comparator and not (")" in first.stretch or "）" in first.stretch):
        recent = [name for name in recent if name != first.indicator]  # 工业投资、技改投资 …，分别快于投资 …
    if not found and not first.own and moves and len(recent) >= count:
        found = _apart(recent[-count:])
    if not found and first.each:
        found = _earlier_list(first, count) or _counted_list(first, count, before)
    if found:
        for one, own in zip(group, found, strict=True):
            one.indicator = own
            if one.token.unit in PERCENT and one.role in ("level", "growth"):
                regard(one, first.led)
    elif first.each and first.role != "change_pp":
        for one in group:
            one.flags = (*one.flags, "count_mismatch")
    return found


@lru_cache(maxsize=1)
def _examples() -> re.Pattern[str]:
    acts = trie(table("subjects")["acts"])
    return re.compile(rf"^({acts})?[^等]*?(?:、[^、等]+){{3,}}等([^、和等]{{2,}})$")


def summed_up(name: str) -> str:
    """The name without the examples that a sum is told with, where there are many.

    >>> summed_up("新引进甲乙光电、丙丁机械、戊己钛业、庚辛电子等项目")
    '新引进项目'
    """
    found = _examples().match(name) if len(name) > LONG else None
    return (found[1] or "") + found[2] if found else name


def _apart(names: list[str]) -> list[str] | None:
    """The names, unless one only completes another (投资, 投资增速): that is one series."""
    shorter = [name for name in names if any(name != other and other.startswith(name) for other in names)]
    return None if shorter else names


def _earlier_list(first: Link, count: int) -> list[str] | None:
    """Names of a list that stands one clause earlier (甲、乙等势头较好，营业收入分别增长 …)."""
    pieces = [piece for piece in clauses.MARKS.split(first.stretch) if piece]
    if len(pieces) < 2:
        return None
    listed = split_subject(subject(pieces[-2]), count)
    return [name + first.indicator for name in listed] if listed else None


def _counted_list(first: Link, count: int, before: Link | None) -> list[str] | None:
    """Names of a list that a number sums up (甲、乙、丙3个行业增加值分别增长 …)."""
    if before is None or before.value != count or before.token.end + len(first.stretch) != first.token.start:
        return None
    pieces = [piece for piece in clauses.MARKS.split(before.stretch) if piece]
    listed = split_subject(subject(pieces[-1]), count) if pieces else None
    measure = _KIND.sub("", first.indicator)
    return [name if name.endswith(measure) else name + measure for name in listed] if listed else None


def _ratio(group: list[Link]) -> None:
    """The parts of a whole printed as a：b：c are percentages."""
    total = sum((one.value or Decimal(0) for one in group), Decimal(0))
    if len(group) > 2 or abs(total - 100) < 1:
        for one in group:
            one.role = "share"
            one.token.unit = "%"


def falls_short_too(one: Link, said: Stretch, before: Link) -> None:
    """Make a gap or a growth a minus where the one before is, and its verb is printed once.

    低于全国1个、全省2个百分点; 出口下降6%、进口7%.

    Args:
        one: the figure, changed in place.
        said: the words before it.
        before: the figure before it in the same sentence.
    """
    if said.verb or said.predicate or one.role != before.role or one.stretch[:1] not in _MARKS:
        return
    gap = one.role == "change_pp" and said.name in (*_LEVELS, said.place)
    fall = one.role == "growth" and before.led and one.stretch[0] not in "，,"
    if (gap or fall) and one.value and before.value and before.value < 0 < one.value:
        one.value, one.direction, one.led = -one.value, "down", before.led


def alike(previous: Link, one: Link) -> bool:
    """Return whether two neighbouring numbers can be values of one list."""
    first, second = previous.token.unit, one.token.unit
    if one.token.word[:1] == "翻" and first != second:
        return False  # 增长104%，翻了一番多
    if first == second or one.token.bound == RATIO or {first, second} <= _RELATIVE:
        return True
    if previous.token.kind == one.token.kind == RANK:
        return True  # 第一、第三位
    return first.lstrip("万亿") == second.lstrip("万亿")
