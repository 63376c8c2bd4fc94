"""What a figure measures: its own words, those before it completed by it, or those before it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from yz_analysis.reading.stretches import SAME, Stretch
from yz_analysis.reading.figures import Link
from yz_analysis.reading.roles import is_movement, movement
from yz_analysis.reading.tables import table
from yz_analysis.reading.tokens import RATIO

_STARTS = (
    "占",
    "拉动",
    "负向",
    "正向",
    "贡献",
    "带动",
    "下拉",
    "拖累",
    "增速",
    "增幅",
    "总量",
    "涨幅",
    "居全",
    "降幅",
)
_MOVING = ("增速", "增幅", "涨幅", "占比", "率", "比重", "降幅", "份额", "贡献")
_RATE_OF = re.compile(
    "(?:年均|年平均|平均|同比|累计|其|单月|当月)(?:增长率|增速|增长|增幅|涨幅|降幅|增加|下降)"
)
# 粮食播种面积 …，总产 …: the second is the crop's, not the area's
_MEASURES = frozenset(
    [
        "增加值",
        "产值",
        "总产值",
        "销售收入",
        "营业收入",
        "利润",
        "利税",
        "税收",
        "亩产",
        "单产",
        "总产",
        "产量",
        "总产量",
        "面积",
    ]
)
_MEASURE = re.compile(
    "(?:总?产值|增加值|(?:销售|营业|主营业务)收入|利润(?:总额)?|利税|税收|(?:播种|种植)?面积|总?产量|[亩单总]产)$"
)
_HOLDS = frozenset(["的", "有", "完成", "实现", "共有", "拥有", "安排", "投入", "达成", "取得", "形成", "共"])
_PER_CENT = ("%", "点", "‰")


class Named(NamedTuple):
    """The name of a figure.

    Attributes:
        full: the name, completed.
        base: the name that figures after it may complete or take over.
        own: its own words say it.
        inherited: the role of the figure it takes the name over from, or "".
    """

    full: str
    base: str
    own: bool = False
    inherited: str = ""


@lru_cache(maxsize=1)
def parts() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that complete the one before (增速, 占比 …), and those of them that are falls."""
    data = table("subjects")
    return frozenset(data["parts"]), frozenset(data["falls"])


def name_of(
    one: Link, said: Stretch, right: tuple[str, str], previous: Link | None, base: str, *, aside: str = ""
) -> Named:
    """Name a figure that a predicate of its own leads in.

    Args:
        one: the figure.
        said: the words before it.
        right: qualifier and noun after it.
        previous: the figure before it in the same sentence, or None.
        base: the name last said.
        aside: inside a bracket, the role of the last percentage.
    """
    completing, falls = parts()
    completes = said.name in completing or said.name.startswith(_STARTS) or _RATE_OF.fullmatch(said.name)
    if previous is not None and base and completes:
        whole = _MEASURE.sub("", base) if said.name in _MEASURES else base
        named = Named(whole + ("增速" if said.name in falls else said.name), base)
    elif said.name:
        # 民营经济活跃，占全市经济的 …
        before = said.earlier if previous is None and said.name.startswith(_STARTS) else ""
        named = Named(before + said.name, before + said.name, own=True)
    elif previous is None:
        named = Named(said.earlier or base, said.earlier or base, own=bool(said.earlier))
    else:
        named = _take_over(one, said, previous, base)
    if (
        previous is not None
        and not said.predicate
        and one.stretch[:1] in "、和"
        and one.token.unit in _PER_CENT
    ):
        named = named._replace(inherited=previous.role)  # 快于美国2.5%、日本1.9%
    if aside and named.inherited not in ("growth", "share") and not said.predicate:
        named = named._replace(inherited=aside)
    if not right[1]:
        return named
    if not one.token.unit.endswith(_PER_CENT):
        full = _with_noun(said, right[1], named.full)
        return named._replace(full=full, base=full)
    if is_movement(right[1]) and not said.name:
        return named._replace(full=movement(right[1]))
    return named


def _take_over(one: Link, said: Stretch, previous: Link, base: str) -> Named:
    """Name and role taken over from the figure before, in the same sentence."""
    role, name = previous.role, previous.indicator
    if role == "change_pp" and name.endswith(_MOVING[:3]):
        role = "growth"
    if RATIO in (one.token.bound, previous.token.bound) or not name:
        return Named(base, base, inherited=role)
    if one.token.unit.endswith("点"):
        moved = role == "growth" and not name.endswith(_MOVING)
        return Named(name + ("增速" if moved else ""), base, inherited=role)
    share = role == "share" and said.breaks == SAME and said.predicate == "to"  # 比重由66%升至68%
    moved = role == "level" and said.predicate in ("up", "down") and not previous.each
    return Named(name if share or moved else base, base, inherited=role)


def _with_noun(said: Stretch, noun: str, full: str) -> str:
    """The name of a figure that a noun follows (培育5个特色农业县)."""
    if said.predicate in ("is", "to") and said.name and said.verb not in _HOLDS:
        return said.name
    if said.predicate in ("up", "down", "share"):
        return full
    if noun[0] == "的":
        return said.name or noun[1:]
    return said.name + noun if said.name and len(said.name) <= 8 else noun
