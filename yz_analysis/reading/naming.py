"""What a figure measures: its own words, those before it completed by it, or those before it."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.figures import Link
from yz_analysis.reading.nouns import PLAN, thing_of, with_noun
from yz_analysis.reading.phrases import subject
from yz_analysis.reading.roles import is_movement, movement
from yz_analysis.reading.stretches import SAME, SEMICOLON, Stretch
from yz_analysis.reading.tables import table, trie
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
_FIRST = frozenset(word[0] for word in _STARTS)
_MOVING = ("增速", "增幅", "涨幅", "占比", "率", "比重", "降幅", "份额", "贡献")
_RATES_OF = frozenset(
    how + rate
    for how in ("年均", "年平均", "平均", "同比", "累计", "其", "单月", "当月")
    for rate in ("增长率", "增速", "增长", "增幅", "涨幅", "降幅", "增加", "下降")
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
# 保持10%的较快增长: the manner of a growth, and no name
_MANNER = re.compile(
    "(?:的)?(?:[较中]?[高快]速?|平稳|稳定|稳步|快速|两位数|正|负|持续|同比)?(?:增长|增速|增幅|涨幅|速度|增长速度|发展速度)"
)
_TIMES_OF = re.compile("(?:只是|仅是|也是|就是|是|相当于|为|达到|达)[^，]{1,30}$")
_MOTION = re.compile(
    "(?<=..)(?:[增降涨升]幅|增速)?(?:继续|持续|稳步|平稳|明显|逐步|小幅|大幅|延续|由[负正降升]转[正负升降]|实现|有所|不断|进一步|逐月|双双)*"
    "(?:止跌|企稳|触底)?(?:增长|回升|回落|提升|收窄|扩大|加快|放缓|下降|上升|提高|增加|减少|向好|趋稳|回暖|改善|恢复|转正|转负|趋缓|反弹|增长态势)+$"
)
_MOTION_ENDS = frozenset("长升落窄大快缓降高加少好稳暖善复正负弹势")
PLANNED = "planned"
"""Stands for the role taken over where an amount is the plan or the budget itself."""
_PLAN_ENDS = frozenset("算划务标数排")
_PLANS = ("预算", "计划", "任务", "目标", "数", "安排")
_SHARE_OF = re.compile("占(?!用|地|道|领|有|比|股|线)")
# 恢复到2019年同期的98%: the words before 的 say what it is compared with
_BACK_TO = re.compile(
    "(?:(?:已|基本)?(?:恢复|相当于)[到至]?|为|是|达到?)(?:(?:20[0-9]{2}|上|去)年(?:全年|同期)?|(?:历史)?同期|[^，占]{0,4}水平)$"
)
_PER_CENT = ("%", "点", "‰")


Named = tuple[str, str, bool, str]
"""The name of a figure: completed; as later figures may take it over; whether its own words say it; the role
of the figure it takes the name over from, or ""."""


@lru_cache(maxsize=1)
def parts() -> tuple[frozenset[str], frozenset[str]]:
    """Return the names that complete the one before (增速, 占比 …), and those of them that are falls."""
    data = table("subjects")
    return frozenset(data["parts"]), frozenset(data["falls"])


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
    if said.verb == "的" and (compared := _compared(one.token.unit, said, previous, base)):
        return compared
    name, own, inherited = said.name, False, ""
    if name:
        if name == said.place and topic:
            return topic, topic, True, ""  # 甲市增长2%: of what the paragraph speaks of
        if previous is None or not base:
            own = True  # 民营经济活跃，占全市经济的 …
            early = said.earlier and previous is None and (name.startswith(_STARTS) or name in parts()[0])
            full = base = _lapped(_still(said.earlier), name) if early else name
        elif said.whole[-1:] in _PLAN_ENDS and _is_planned(one, said):
            return base + name, base, False, PLANNED
        elif said.earlier and said.breaks >= SEMICOLON and name in parts()[0]:
            base, own = _still(said.earlier), True  # ；技改投资止跌回升，增速 …
            full = base + name
        elif _completes(name):
            whole = _MEASURE.sub("", base) if name in _MEASURES else _whole(base, name)
            full = whole + ("增速" if name in parts()[1] else name)
        elif name[-3:] == "贡献率" and said.whole[:1] == "对":
            full = _whole(base, "对") + said.whole  # 对全市工业增长的贡献率
        else:
            full, base, own = name, name, True
    elif previous is None or (said.earlier and said.breaks >= SEMICOLON):
        full = base = _still(said.earlier) or base
        own = said.earlier != ""
    else:
        full, inherited = _take_over(one, said, previous, base)
    if not said.predicate:
        if previous is not None and one.stretch[:1] in "、和" and one.token.unit in _PER_CENT:
            inherited = previous.role  # 快于美国2.5%、日本1.9%
        if aside and inherited not in ("growth", "share"):
            inherited = aside
    noun = right[1]
    if name and name[-1] in "上下内" and not noun:
        full = base = full + thing_of(one.token.unit, name, previous)
    if noun and not one.token.unit.endswith(_PER_CENT):
        full = base = with_noun(said, noun, full)
    elif noun and not name and is_movement(noun):
        moved = movement(noun)
        full = full if full and _MANNER.fullmatch(moved) else moved
    return full, base, own, inherited


def _is_planned(one: Link, said: Stretch) -> bool:
    """Whether an amount is the budget or the plan itself (完成年初预算数2.5亿元的41%)."""
    return (
        said.name.endswith(_PLANS)
        and one.token.unit not in ("%", "倍")
        and PLAN.fullmatch(said.whole) is not None
    )


def _completes(name: str) -> bool:
    """Whether a name completes the one before it."""
    return name in parts()[0] or name in _RATES_OF or (name[0] in _FIRST and name.startswith(_STARTS))


@lru_cache(maxsize=1)
def _motions() -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of how a series moves, at the end of a clause, and the characters it ends in."""
    manners, moves = table("headlines")["manners"], table("headlines")["moves"]
    ends = frozenset(word[-1] for word in moves)
    return re.compile(rf"(?<=..)(?:{trie(manners)})*(?:{trie(moves)})$"), ends


def _still(earlier: str) -> str:
    """The series in a clause that says of it only how it moves (基建投资止跌回升, 种植业总体平稳)."""
    still = _MOTION.sub("", earlier) if earlier[-1:] in _MOTION_ENDS else earlier
    moves, ends = _motions()
    return moves.sub("", still) if still[-1:] in ends else still or earlier


def _lapped(earlier: str, name: str) -> str:
    """Two names put together, what both print said once (工业投资, 投资额: 工业投资额)."""
    size = next((size for size in range(len(name), 0, -1) if earlier.endswith(name[:size])), 0)
    return earlier + name[size:]


def _compared(unit: str, said: Stretch, previous: Link | None, base: str) -> Named | None:
    """The name where the words before 的 only say what the figure is told against, or None.

    是上一个五年的2.3倍, 恢复到上年同期的98%, 为年初预算的98.6%.
    """
    if unit not in ("倍", "%"):
        return None
    of = (_TIMES_OF if unit == "倍" else _BACK_TO).search(said.whole)
    if of is not None:
        name = subject(said.whole[: of.start()])
        full = name or said.earlier or base
        return full, full, bool(name), ""
    if previous is not None and base and PLAN.fullmatch(said.name):
        return base, base, False, "share"
    return None


def _whole(base: str, part: str) -> str:
    """The series a share is of, where its contribution or another share of it follows."""
    share = _SHARE_OF.search(base, 1) if part.startswith(("占", "对", "拉动", "贡献")) else None
    return base[: share.start()] if share else base


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
