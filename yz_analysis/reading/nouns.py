"""Names that a noun behind the figure completes: 培育5个特色农业县, 36个行业中24个实现增长."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.figures import Link
from yz_analysis.reading.plans import PLAN
from yz_analysis.reading.stretches import Stretch
from yz_analysis.reading.tables import table

_EXTENTS = ("总量", "总额", "总值", "规模", "体量", "总产值", "总规模", "总产量", "产值总量")
_AMONG = re.compile("(?<=[业品目标市县区户员民类])中有?$|(?<=[业品目企家位户])(?:实现|完成|达到|共有).*$")
_RIVALS = re.compile("中的?(?:排名|排|位列|位居|名列|居|列|处于)[第前]?$")
_HOLDS = frozenset(
    ["的", "了", "有", "完成", "实现", "共有", "拥有", "安排", "投入", "达成", "取得", "形成", "共"]
)
_BOUNDS = ("以上", "以下", "以内")
_MOVEMENT = re.compile(r".{0,4}(?:增长|增速|速度|增幅|涨幅|升幅|幅度)")
_THINGS = ("项目", "企业", "工程", "园区", "商户", "单位")


@lru_cache(maxsize=1)
def _nothing() -> tuple[str, ...]:
    return tuple(table("subjects")["nothing"])


def thing_of(unit: str, name: str, previous: Link | None) -> str:
    """Return the thing that a count before was of, for one that only says how large (其中亿元以上8个).

    >>> thing_of("个", "亿元以上", None)
    ''
    """
    if previous is None or unit not in "个家户项" or not name.endswith(_BOUNDS):
        return ""
    return previous.indicator[-2:] if previous.indicator.endswith(_THINGS) else ""


def rivals(noun: str) -> str | None:
    """Return what a place is taken among (10个县市中排名第3位), or None where a noun says no such thing.

    >>> rivals("县市中排名第"), rivals("县市")
    ('县市', None)
    """
    found = _RIVALS.search(noun)
    return noun[: found.start()] if found else None


def with_noun(said: Stretch, noun: str, full: str) -> str:
    """Return the name of a figure that a noun follows (培育5个特色农业县).

    Args:
        said: the words before the figure.
        noun: the noun after it.
        full: the name as the words before tell it.
    """
    if said.predicate in ("is", "to") and said.name and said.verb not in _HOLDS:
        return said.name
    if said.predicate in ("up", "down", "share"):
        # 增加40公顷绿地: what a verb alone counts, and not what the clause before told of
        alone = said.predicate != "share" and not said.whole and not said.comparator
        return noun if alone and said.breaks and noun[0] != "的" else full
    if noun.startswith("实现"):  # 36个行业中24个实现增长
        among = said.name.removesuffix("有").endswith("中")
        return f"{noun}的{said.name.removesuffix('有')[:-1]}" if among else full
    if noun[0] == "的":
        if not said.name and (PLAN.fullmatch(noun[1:]) or said.whole.endswith(_nothing())):
            return full  # 完成全年5万人的目标任务, 是首个突破3万亿元的省份
        return said.name or (full if noun.endswith(_EXTENTS) else "") + noun[1:]
    if "中" in noun or "实" in noun or "完" in noun or "达" in noun or "共" in noun:
        noun = _AMONG.sub("", noun)
    if said.verb == "的" and len(said.name) <= 16:
        return f"{said.name}的{noun}" if said.name else noun  # 有生产的32个行业
    return said.name + noun if said.name and len(said.name) <= 8 else noun


def is_movement(noun: str) -> bool:
    """Whether the noun after a percentage makes it a growth (5%的经济增速).

    >>> is_movement("经济增速"), is_movement("企业")
    (True, False)
    """
    return bool(_MOVEMENT.match(noun))


def movement(noun: str) -> str:
    """Return the movement that a noun begins with (的经济增速在世界…).

    >>> movement("的经济增速在各地")
    '经济增速'
    """
    found = _MOVEMENT.match(noun)
    return (found.group() if found else noun).lstrip("的")
