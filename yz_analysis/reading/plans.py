"""Figures told against a plan or an earlier time: 完成年初预算的98%, 是2019年的2.3倍."""

from __future__ import annotations

import re

from yz_analysis.reading.figures import Link
from yz_analysis.reading.phrases import subject
from yz_analysis.reading.stretches import Stretch

Named = tuple[str, str, bool, str]
"""The name of a figure: completed; as later figures may take it over; whether its own words say it; the role
of the figure it takes the name over from, or ""."""
PLAN = re.compile(
    "(?:占|完成|为)?(?:年初|年度|全年|本?年|调整|变动|人大|汇总|汇编|市级|县级|区级)*(?:预算|计划|预期|目标|任务)(?:数|任务|目标|安排)?"
)
"""What names the budget or the plan, and no series."""
PLANNED = "planned"
"""Stands for the role taken over where an amount is the plan or the budget itself."""
PLAN_ENDS = frozenset("算划务标数排")
_PLANS = ("预算", "计划", "任务", "目标", "数", "安排")
# 一般公共预算支出完成预算的98%: how far the plan is fulfilled
_OF_PLAN = re.compile(f"(?:完成|实现|占|达到?)(?:了)?{PLAN.pattern}$")
_TIMES_OF = re.compile("(?:只是|仅是|也是|就是|是|相当于|为|达到|达)[^，]{1,30}$")
# 恢复到2019年同期的98%: the words before 的 say what it is compared with
_BACK_TO = re.compile(
    "(?:(?:已|基本)?(?:恢复|相当于)[到至]?|为|是|达到?)(?:(?:20[0-9]{2}|上|去)年(?:全年|同期)?|(?:历史)?同期|[^，占]{0,4}水平)$"
)


def is_planned(one: Link, said: Stretch) -> bool:
    """Return whether an amount is the budget or the plan itself (完成年初预算数2.5亿元的41%)."""
    return (
        said.name.endswith(_PLANS)
        and one.token.unit not in ("%", "倍")
        and PLAN.fullmatch(said.whole) is not None
    )


def told_against(unit: str, said: Stretch, previous: Link | None, base: str) -> Named | None:
    """Return the name where the words before 的 only say what the figure is told against, or None.

    是上一个五年的2.3倍, 恢复到上年同期的98%, 为年初预算的98.6%.

    Args:
        unit: unit of the figure; only multiples and percentages are told so.
        said: the words before the figure.
        previous: the figure before it in the same sentence, or None.
        base: the name last said.
    """
    if unit not in ("倍", "%"):
        return None
    of = (_TIMES_OF if unit == "倍" else _BACK_TO).search(said.whole)
    if of is not None:
        name = subject(said.whole[: of.start()])
        full = name or said.earlier or base
        return full, full, bool(name), ""
    done = _OF_PLAN.search(said.whole) if unit == "%" else None
    if done is not None:
        full = subject(said.whole[: done.start()]) or base
        if full:
            return full, full, full != base, "share"
    if previous is not None and base and PLAN.fullmatch(said.name):
        return base, base, False, "share"
    return None
