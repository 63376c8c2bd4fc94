"""What a figure is: level, growth, share, change in points, multiple, rank; its sign and its bound."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from yz_analysis.reading.nouns import is_movement
from yz_analysis.reading.stretches import Stretch
from yz_analysis.reading.tables import table, trie, words
from yz_analysis.reading.tokens import DURATION, LABEL, RANK, canonical_unit

if TYPE_CHECKING:
    from yz_analysis.reading.linking import Link

PERCENT = frozenset(["%", "‰", "成"])
POINTS = frozenset(["个百分点", "个千分点", "个基点"])
_ALONE = frozenset("高多快低少慢")
_SHARE_WITHIN, _MOVEMENT_WITHIN, _CONTRIBUTION_WITHIN = 5, 8, 40
"""Characters at the end of a name or of a stretch in which such a word counts."""
_TIMES = ("天数", "日数", "年限", "寿命", "年龄", "时长", "时数")
_RATES = ("率", "指数", "系数", "水平")
_STEADY = ("率", "增速", "增幅", "涨幅", "降幅", "升幅", "占比")
_SHARES = ("比重", "占比", "份额")
_PRICE = re.compile(r"(?:价格|物价)(?:总?水平|总?指数|消费指数)?(?:[（(]?CPI[）)]?)?$|^[CP]PI$")
_HELD = frozenset(["控制在", "保持在", "稳定在", "涨", "压缩在", "不超过", "低于"])
_BACK_AT = frozenset(["的", "恢复至", "恢复到"])
_INDEX_FROM = 50
"""A price index stands around 100; a smaller percentage is its rise."""
_LESS = frozenset(["回落", "缩小", "下降", "减小", "收窄", "降低"])
_RANKED = re.compile(r"(?:第|前|居|列|排名?|位居|位列|名列)(?:全[国省市区县州])?$")


@lru_cache(maxsize=1)
def _tails() -> dict[str, tuple[str, ...]]:
    data = table("predicates")
    keys = ("rates", "share_heads", "growth_tails", "fall_tails", "ahead", "behind")
    return {key: tuple(data[key]) for key in keys}


@lru_cache(maxsize=1)
def _inside() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Words that tell a movement, a share and a negative contribution wherever they stand near the end."""
    data = table("predicates")
    lists = (data["movements"], _SHARES, data["negative_contribution"])
    movements, shares, negative = (re.compile(trie(words)) for words in lists)
    return movements, shares, negative


def judge(
    one: Link,
    said: Stretch,
    right: tuple[str, str],
    name: str,
    *,
    inherited: str = "",
    fall: bool = False,
    fell: bool = False,
) -> None:
    """Fill in role, sign, direction, qualifier and name of a figure.

    Args:
        one: the figure, changed in place.
        said: the words before it.
        right: qualifier and noun after it.
        name: what it measures, as far as the words say.
        inherited: the role of the figure whose name it takes over; "" when it has a name of its own.
        fall: the name is that of a fall (降幅), so that narrowing is a plus.
        fell: the last growth of the sentence was a fall.
    """
    unit = canonical_unit(one.token.unit)
    predicate = said.predicate
    one.each, one.comparator, one.indicator = said.each, said.comparator, name
    one.led = predicate in ("up", "down", "narrow")
    one.qualifier = _qualifier(one, said, right)
    sign = 0
    if unit in POINTS:
        sign = _points(one, said, predicate, fall, fell)
    elif (
        predicate in ("up", "down")
        and said.verb in _ALONE
        and not said.comparator
        and one.stretch != said.verb
    ):
        predicate = ""
    if unit in PERCENT or one.token.word == "分之":
        sign = _percent(one, said, right, name, predicate, inherited)
    elif unit in ("倍", "番"):
        one.role = "multiple"
        up = (
            predicate in ("up", "narrow")
            or unit == "番"
            or (one.token.end - one.token.start > 1 and one.token.word[:1] == "翻")
        )
        sign = 1 if up else -1 if predicate == "down" else 0
    elif _is_rank(one, right):
        one.role = "rank"
        if one.stretch.endswith("前"):
            one.qualifier = "le"
        sign = 1 if predicate == "up" else -1 if predicate == "down" else 0
    elif unit not in POINTS:
        one.role = "level"
        if predicate in ("up", "down") or (predicate in ("ahead", "behind") and said.comparator):
            sign = 1 if predicate in ("up", "ahead") else -1
            one.flags = (*one.flags, "delta")
        if one.token.kind == DURATION and not name.endswith(_TIMES):
            one.role = "duration"
    if one.value is not None and sign < 0:
        one.value = -one.value
    if one.role in ("growth", "change_pp"):
        one.direction = way(one.value)
    else:
        one.direction = "up" if sign > 0 else "down" if sign < 0 else ""


def way(value: Decimal | None) -> str:
    """Return the direction of a signed change: up, down or ""."""
    return "" if not value else "down" if value.is_signed() else "up"


def regard(one: Link, led: bool) -> None:
    """Look at the role of a percentage again when its list has given it a name of its own.

    失业率、居民消费价格涨幅控制在4.5%、3%以内: a rate and a growth, after one predicate.

    Args:
        one: the figure, changed in place.
        led: a word of movement leads the list in (增长, 下降).
    """
    name, tails, value = one.indicator, _tails(), one.value or Decimal(0)
    if name.endswith(tails["rates"]):
        one.role, one.direction = "level", ""
    elif (
        one.role == "level"
        and (name.endswith(tails["growth_tails"]) or _PRICE.search(name))
        and abs(value) < _INDEX_FROM
    ):
        one.role, one.direction = "growth", "up" if value > 0 else ""
    elif (
        one.role == "growth" and not led and name.endswith("率") and not name.endswith(tails["growth_tails"])
    ):
        one.role, one.direction = "level", ""


def _is_rank(one: Link, right: tuple[str, str]) -> bool:
    """Whether the number is a place in a ranking: 第3位, 前10位, 由93位升至81位; not 50位专家."""
    kind = one.token.kind
    if kind == LABEL:
        return bool(_RANKED.search(one.stretch[-10:]))
    if kind != RANK or one.token.word:
        return kind == RANK
    if _RANKED.search(one.stretch[-10:]):
        return True
    return one.token.unit == "位" and not right[1]


def _qualifier(one: Link, said: Stretch, right: tuple[str, str]) -> str:
    token = one.token
    if token.bound:
        return token.bound if token.bound != "ratio" else ""
    if "多" in token.unit or "余" in token.unit:
        return right[0] or "gt"
    return right[0] or said.bound


def _points(one: Link, said: Stretch, predicate: str, fall: bool, fell: bool) -> int:
    """Sign of a change in percentage points."""
    one.role = "change_pp"
    tails = _tails()
    if said.bound and not predicate:
        if said.verb in tails["behind"]:
            one.qualifier = ""
            return -1
        if said.verb in tails["ahead"]:
            one.qualifier = ""
            return 1
    words_of = one.stretch[-_CONTRIBUTION_WITHIN:]
    if predicate in ("up", "down"):
        words_of = words_of[words_of.rfind("，") + 1 :].rpartition(",")[2]
    if _inside()[2].search(words_of):
        return -1
    if fell and said.name.startswith(("影响", "带动", "牵动")):
        return -1  # 下降6%，影响工业增速1.2个百分点
    if predicate == "narrow":
        return 1 if fall else -1
    if predicate == "share" and said.verb in words("predicates", "down", "narrow"):
        return -1  # 占财政收入的比重下降3个百分点
    if predicate in ("down", "behind"):
        return 1 if fall and (predicate == "behind" or said.verb in _LESS) else -1
    return -1 if fall and predicate in ("up", "ahead") else 1


def _percent(
    one: Link, said: Stretch, right: tuple[str, str], name: str, predicate: str, inherited: str
) -> int:
    """Role and sign of a percentage."""
    tails = _tails()
    one.role = "growth"
    if predicate == "up":
        return 1
    if predicate in ("down", "narrow"):
        return -1
    if predicate == "share":
        one.role = "share"
        return 0
    if one.value == 0 and one.token.word in ("持平", "零增长"):
        if one.token.word == "持平" and name.endswith((*_STEADY, *tails["share_heads"])):
            one.role, one.token.unit = "change_pp", "个百分点"  # 增速与上半年持平
        return 0
    if name.endswith(tails["rates"]):
        one.role = "level"
        return 0
    movements, shares, _ = _inside()
    if is_movement(right[1]) or movements.search(name[-_MOVEMENT_WITHIN:]):
        return 1
    if name.endswith(tails["growth_tails"]):
        return 1
    if name.endswith(tails["fall_tails"]):
        return -1
    if name.endswith(tails["share_heads"]) or "占" in name[1:] or shares.search(name[-_SHARE_WITHIN:]):
        one.role = "share"
        return 0
    if name.endswith(_RATES):
        rise = _PRICE.search(name) and said.verb in _HELD and abs(one.value or Decimal(0)) < _INDEX_FROM
        one.role = "growth" if rise else "level"  # 价格指数控制在3%以内: its rise
        return 1 if rise else 0
    if way(one.value) == "down":
        return 1  # a printed minus that is no rate: a growth; its sign is printed
    if not predicate and (
        (right[1].startswith("的") and "目标" not in right[1][:6]) or (one.token.unit == "成" and right[1])
    ):
        one.role = "share"  # 26%的企业, 三成企业
        return 0
    if said.verb in _BACK_AT or one.token.word == "分之":
        one.role = "share"  # 完成年度目标的57.7%, 三分之二的村
        return 0
    if inherited == "growth" and predicate in ("", "is"):
        return 1
    one.role = "share" if inherited == "share" and predicate in ("", "is") else "level"
    return 0
