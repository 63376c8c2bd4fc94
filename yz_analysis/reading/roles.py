"""What a figure is: level, growth, share, change in points, multiple, rank; its sign and its bound."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from yz_analysis.reading.clauses import Stretch
from yz_analysis.reading.scan import canonical_unit
from yz_analysis.reading.tables import table

if TYPE_CHECKING:
    from yz_analysis.reading.linking import Link

PERCENT = frozenset(["%", "‰", "成"])
POINTS = frozenset(["个百分点", "个基点"])
_ALONE = frozenset("高多快低少慢")


@lru_cache(maxsize=1)
def _tails() -> dict[str, tuple[str, ...]]:
    data = table("predicates")
    keys = (
        "share_heads",
        "rate_tails",
        "growth_tails",
        "fall_tails",
        "contribution",
        "negative_contribution",
        "ahead",
        "behind",
    )
    return {key: tuple(data[key]) for key in keys}


def judge(one: Link, said: Stretch, right: tuple[str, str], name: str, before: str, fall: bool) -> None:
    """Fill in role, sign, direction, qualifier and name of a figure.

    Args:
        one: the figure, changed in place.
        said: the words before it.
        right: qualifier and noun after it.
        name: what it measures, as far as the words say.
        before: role of the figure before it in the sentence.
        fall: the name is that of a fall (降幅), so that narrowing is a plus.
    """
    token = one.token
    unit = canonical_unit(token.unit)
    tails = _tails()
    predicate = said.predicate
    if predicate in ("up", "down") and said.verb in _ALONE and not said.comparator:
        predicate = ""
    one.each, one.comparator = said.each, said.comparator
    one.qualifier = right[0] or said.bound
    if token.bound:
        one.qualifier = token.bound if token.bound != "ratio" else ""
    elif token.unit[:1] in "多余" and token.unit:
        one.qualifier = "gt"
    sign = 0
    if unit in POINTS:
        sign = _points(one, said, name, predicate, fall, tails)
        if (
            before == "growth"
            and not name.endswith(("增速", "增幅", "涨幅", "占比", "率", "比重"))
            and not said.name
        ):
            name += "增速"
    elif unit in PERCENT:
        sign = _percent(one, said, right, name, predicate, tails)
    elif unit in ("倍", "番"):
        one.role = "multiple"
        sign = (
            1
            if predicate in ("up", "narrow") or unit == "番" or token.unit == "倍" and said.verb == "翻"
            else -1
            if predicate == "down"
            else 0
        )
    elif token.kind == "rank" and (
        said.whole.endswith(("第", "前")) or said.verb in ("第", "前") or one.stretch.endswith(("第", "前"))
    ):
        one.role = "rank"
        if one.stretch.endswith("前"):
            one.qualifier = "le"
    elif token.kind == "label" and one.stretch.endswith("第"):
        one.role = "rank"
    else:
        one.role = "level"
        if predicate in ("up", "down") or (predicate in ("ahead", "behind") and said.comparator):
            sign = 1 if predicate in ("up", "ahead") else -1
            one.flags = (*one.flags, "delta")
    if one.value is not None and sign < 0:
        one.value = -one.value
    value = one.value
    if one.role in ("growth", "change_pp"):
        one.direction = (
            "up" if value is not None and value > 0 else "down" if value is not None and value < 0 else ""
        )
    else:
        one.direction = "up" if sign > 0 else "down" if sign < 0 else ""
    one.indicator = name


def _points(
    one: Link, said: Stretch, name: str, predicate: str, fall: bool, tails: dict[str, tuple[str, ...]]
) -> int:
    one.role = "change_pp"
    if said.bound and not predicate:
        word = said.verb
        if word in tails["behind"] or word in ("不足", "不到"):
            one.qualifier = ""
            return -1
        if word in tails["ahead"]:
            one.qualifier = ""
            return 1
    if any(word in one.stretch for word in tails["negative_contribution"]):
        return -1
    if predicate == "narrow":
        return 1 if fall else -1
    if predicate in ("down", "behind"):
        return 1 if fall and said.verb in ("回落", "缩小", "下降", "减小") else -1
    return -1 if fall and predicate == "up" else 1


def _percent(
    one: Link,
    said: Stretch,
    right: tuple[str, str],
    name: str,
    predicate: str,
    tails: dict[str, tuple[str, ...]],
) -> int:
    one.role = "growth"
    if predicate == "up":
        return 1
    if predicate == "down" or predicate == "narrow":
        return -1
    if predicate in ("share", "share_heads"):
        one.role = "share"
        return 0
    if right[1].startswith(("增长", "速度")):
        return 1
    if name.endswith(tails["growth_tails"]) or right[1].startswith(("速度", "增速", "增长", "增幅", "幅度")):
        return 1
    if name.endswith(tails["fall_tails"]):
        return -1
    if name.endswith(tails["share_heads"]) or "占" in name[1:]:
        one.role = "share"
        return 0
    if one.token.unit == "%" and one.token.end - one.token.start == 2 and one.value == 0:
        return 0  # 持平
    one.role = "level"
    return 0
