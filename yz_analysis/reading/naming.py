"""What a figure measures: its own words, those before it completed by it, or those before it."""

from __future__ import annotations

import re

from yz_analysis.reading.completing import (
    completes,
    goes_on,
    lapped,
    moves_alone,
    parts,
    still,
    whole,
    with_part,
)
from yz_analysis.reading.figures import Link
from yz_analysis.reading.measures import completed, is_part, may_be_part, produced
from yz_analysis.reading.nouns import is_movement, movement, rivals, thing_of, with_noun
from yz_analysis.reading.ordinals import without_area
from yz_analysis.reading.plans import PLAN, PLAN_ENDS, PLANNED, Named, is_planned, told_against
from yz_analysis.reading.stretches import SAME, SEMICOLON, Stretch
from yz_analysis.reading.tokens import RATIO

# 保持10%的较快增长: the manner of a growth, and no name
_MANNER = re.compile(
    "(?:的)?(?:[较中]?[高快]速?|平稳|稳定|稳步|快速|两位数|正|负|持续|同比)?(?:增长|增速|增幅|涨幅|速度|增长速度|发展速度)"
)
_MOVING = ("增速", "增幅", "涨幅", "占比", "率", "比重", "降幅", "份额", "贡献")
_PER_CENT = ("%", "点", "‰")


def name_of(
    one: Link,
    said: Stretch,
    right: tuple[str, str],
    previous: Link | None,
    base: str,
    aside: str = "",
    topic: str = "",
) -> Named:
    """Name a figure that a predicate of its own leads in.

    Args:
        one: the figure.
        said: the words before it.
        right: qualifier and noun after it.
        previous: the figure before it in the same sentence, or None.
        base: the name last said.
        aside: inside a bracket, the role of the last percentage.
        topic: what the paragraph speaks of, where only an area is named.
    """
    if said.whole[-1:] in PLAN_ENDS and _is_of_plan(one, said, previous, base):
        return base, base, False, "share"  # 为年初预算57%
    if said.verb == "的" and (against := told_against(one.token.unit, said, previous, base)):
        return against
    name, own, inherited, before = said.name, False, "", base
    if "生产" in name:
        name = produced(name, one.token.unit)
    if name:
        if name == said.place and topic:
            return topic, topic, True, ""  # 甲市增长2%: of what the paragraph speaks of
        if previous is None or not base:
            own = True  # 民营经济活跃，占全市经济的 …
            early = said.earlier and previous is None and (goes_on(name) or name in parts()[0])
            full = base = lapped(still(said.earlier), name) if early else name
            if base and not early and is_part(one.stretch):
                # …增加值增长6%。分行业看，制造业增长7%
                full = base = completed(name, before, one.token.unit, said.predicate, True)
            elif before and not early and moves_alone(name):
                full, base = with_part(before, name, one.token.unit), before  # …增长9%。增速高于全国 …
        elif said.whole[-1:] in PLAN_ENDS and is_planned(one, said):
            return base + name, base, False, PLANNED
        elif said.earlier and said.breaks >= SEMICOLON and name in parts()[0]:
            base, own = still(said.earlier), True  # ；技改投资止跌回升，增速 …
            full = base + name
        elif completes(name):
            full = with_part(base, name, one.token.unit)
        elif (name[-3:] == "贡献率" and said.whole[:1] == "对") or (
            name[-2:] == "之比" and said.whole[:1] in "与和"
        ):
            full = whole(base, "对") + said.whole  # 对全市工业增长的贡献率, 与GDP之比
        else:
            full = name
            if may_be_part(name):
                full = completed(name, base, one.token.unit, said.predicate, is_part(one.stretch))
            base, own = full, True
    elif previous is None or (said.earlier and said.breaks >= SEMICOLON):
        full = base = still(said.earlier) or base
        own = said.earlier != ""
    else:
        full, inherited = _take_over(one, said, previous, base)
    if not said.predicate:
        if previous is not None and one.stretch[:1] in "、和" and one.token.unit in _PER_CENT:
            inherited = previous.role  # 快于美国2.5%、日本1.9%
        if aside and inherited not in ("growth", "share"):
            inherited = aside
    noun = right[1]
    among = rivals(noun) if "中" in noun else None
    if among is not None:
        before = without_area(full) if name else before
        return among, before, False, ""  # 10个县市中排名第3位: none of what is told
    if name and name[-1] in "上下内" and not noun:
        full = base = full + thing_of(one.token.unit, name, previous)
    if noun and not one.token.unit.endswith(_PER_CENT):
        full = base = with_noun(said, noun, full)
    elif noun and not name and is_movement(noun):
        moved = movement(noun)
        full = full if full and _MANNER.fullmatch(moved) else moved
    return full, base, own, inherited


def _is_of_plan(one: Link, said: Stretch, previous: Link | None, base: str) -> bool:
    """Whether a percentage is of the plan of what stands before (为年初预算57%)."""
    if one.token.unit != "%" or previous is None or not base:
        return False
    return PLAN.fullmatch(said.whole) is not None


def _take_over(one: Link, said: Stretch, previous: Link, base: str) -> tuple[str, str]:
    """Name and role taken over from the figure before, in the same sentence."""
    role, name = previous.role, previous.indicator
    if role == "change_pp" and name.endswith(_MOVING[:3]):
        role = "growth"
    if RATIO in (one.token.bound, previous.token.bound) or not name:
        return base, role
    if one.token.unit.endswith("点"):
        moved = role == "growth" and not name.endswith(_MOVING)
        return name + ("增速" if moved else ""), role
    share = role == "share" and said.breaks == SAME and said.predicate == "to"  # 比重由66%升至68%
    moved = role == "level" and said.predicate in ("up", "down") and not previous.each
    return (name if share or moved else base), role
