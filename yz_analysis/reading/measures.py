"""Say what is measured of a part that is printed without it (…增加值增长6%，其中制造业增长7%)."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.predicates import SHARE_OF
from yz_analysis.reading.tables import backwards, table

_SEEN = re.compile("分[^，、；。]{1,6}看")
_PERCENT = frozenset(["%", "‰"])
_PRICE = "价格"
_STATED = frozenset(["", "is", "to", "keep"])
_PRODUCED = re.compile(
    "生产(?!总值|安全|性|力|者|经营|企业|线|基地|资料|加工|领域|服务|过程|能力|许可|任务|建设)([\u4e00-\u9fff]{2,8})$"
)
_GOODS = ("吨", "辆", "台", "只", "套", "千瓦时", "度", "立方米", "重量箱", "部", "艘")


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str]]:
    """Patterns of the reversed ends of parts and of measures, and the sort of each end."""
    data = table("measures")
    kinds = {end: kind for kind, ends in data["parts"].items() for end in ends}
    sorts = {end: sort for sort, ends in data["measures"].items() for end in ends}
    return re.compile(backwards(kinds)), kinds, re.compile(backwards(sorts)), sorts


@lru_cache(maxsize=1)
def _units() -> dict[str, str]:
    """The sort of measure that a unit, without its power of ten, goes with."""
    return {unit: sort for sort, units in table("measures")["units"].items() for unit in units}


@lru_cache(maxsize=4096)
def completed(name: str, base: str, unit: str, predicate: str, part: bool) -> str:
    """Return a part with the measure of the series before it, or the name as it is.

    Args:
        name: what the words before the figure say.
        base: the series last named.
        unit: unit of the figure.
        predicate: class of the word before the figure.
        part: whether the words say that it is a part (其中); else it must be a part of the kind that the
            series before it is of (采矿业增加值 …，制造业 …).

    >>> completed("制造业", "规模以上工业增加值", "%", "up", True)
    '制造业增加值'
    >>> completed("制造业", "采矿业增加值", "%", "up", False), completed("制造业", "零售额", "%", "up", False)
    ('制造业增加值', '制造业')
    """
    owner = _owner(name, base)
    if owner:
        return owner + name
    kind = _kind(name)
    if not kind:
        return name
    _, _, measures, sorts = _tables()
    share = SHARE_OF.search(base, 1) if "占" in base else None
    if share is not None:
        whole, measure, sort = base[: share.start()], base[share.start() :], "rate"
    else:
        found = measures.match(base[::-1])
        if found is None:
            return name
        measure = found.group()[::-1]
        whole, sort = base[: -len(measure)], sorts[measure]
    if name == whole or not (part or _kind(whole) == kind):
        return name
    if unit in _PERCENT:
        fits = (sort == "rate") == (predicate in _STATED)
    else:
        fits = _units().get(unit.lstrip("多余几百千万亿"), "") == sort
    return name + (_PRICE if sort == "price" else measure) if fits else name


@lru_cache(maxsize=1)
def _belongings() -> dict[str, tuple[str, ...]]:
    """What belongs to things, and how the names of those end."""
    groups = table("measures")["belongings"].values()
    return {thing: tuple(group["owners"]) for group in groups for thing in group["things"]}


def _owner(name: str, base: str) -> str:
    """What something belongs to that is printed without it (普通高中12所，在校生 …), or ""."""
    owners = _belongings().get(name)
    if not owners:
        return ""
    other = next((thing for thing in _belongings() if base.endswith(thing)), "")
    owner = base.removesuffix(other)
    return owner if owner.endswith(owners) else ""


def _kind(name: str) -> str:
    """The kind of part that a name ends as, or ""."""
    ends, kinds, _, _ = _tables()
    found = ends.match(name[::-1])
    return kinds[found.group()[::-1]] if found else ""


def produced(name: str, unit: str) -> str:
    """Return what is produced as the series it is (生产原煤 … 吨: 原煤产量).

    >>> produced("全市生产原煤", "万吨"), produced("安全生产投入", "亿元")
    ('全市原煤产量', '安全生产投入')
    """
    return _PRODUCED.sub(r"\1产量", name) if unit.endswith(_GOODS) else name


@lru_cache(maxsize=1)
def _last() -> frozenset[str]:
    """The last characters of all that may be completed."""
    return frozenset(end[-1] for end in (*_tables()[1], *_belongings()))


def may_be_part(name: str) -> bool:
    """Return whether a name ends as one that may be printed without its measure; most do not.

    >>> may_be_part("制造业"), may_be_part("粮食产量")
    (True, False)
    """
    return name[-1] in _last()


def is_part(stretch: str) -> bool:
    """Whether the words before a figure say that it is a part of what stands before.

    >>> is_part("，其中制造业增长"), is_part("，制造业增长")
    (True, False)
    """
    return "其中" in stretch or ("看" in stretch and _SEEN.search(stretch) is not None)
