"""Join neighbouring numerals: ranges, ratios, dates of two ends, units printed once for several numbers."""

from __future__ import annotations

import re
from decimal import Decimal

from yz_analysis.reading.tables import words
from yz_analysis.reading.tokens import DATE, LABEL, QUANTITY, RANGE_HI, RANGE_LO, RATIO, Token

_DASHES = frozenset("-—–~～至到―‐‑─") | {"——", "--", "~~", "～～"}
_PLAIN_DASHES = frozenset("至到~～-—")
_LISTS = frozenset("、和，,及与或;；") | {"以及", "，和", "、和"}
_COLONS = frozenset(":：∶")
_MINUS = "-—–"
_TIMES = frozenset("×xX*")
_NO_MORE = str.maketrans("", "", "多余")
_LEAP = re.compile("的?(?:历史性|重大|大|新|连续|快速)*(?:跨越|跃升|飞跃|突破|转变|提升|跃迁|蜕变|攀升)")
_GAP = re.compile("(?:[高低快慢]于|[高低]出)[^，。；、0-9的]{0,8}$")
"""What leads in a gap, which is told in points though its number is whole (高于全国1个、全省0.7个百分点)."""
_AGES = ("岁", "周岁")
_SEXES = re.compile(r"性别?(?:比|比例|之比|构成比?)(?:分别|约|已|降|升)*(?:为|是|达|到|至)?$")


def join(text: str, tokens: list[Token]) -> list[Token]:
    """Join the tokens of a text, in place where they stay apart.

    >>> tokens = [Token(0, 1, Decimal(5), "", LABEL), Token(2, 4, Decimal(6), "%", QUANTITY)]
    >>> [(t.value, t.unit, t.bound) for t in join("5-6%", tokens)]
    [(Decimal('5'), '%', 'range_lo'), (Decimal('6'), '%', 'range_hi')]
    """
    joined: list[Token] = []
    previous = None
    ratio = False
    for token in tokens:
        if previous is not None and token.start - previous.end <= 2:
            between = text[previous.end : token.start]
            if between == "" and _goes_on(previous, token):
                previous.end = token.end
                continue
            if between in _DASHES and _joins_date(previous, token, between):
                previous.end, previous.kind, previous.value, previous.unit = token.end, DATE, None, ""
                continue
            if previous.unit == "" and _is_name(previous, token, between):
                previous.end, previous.kind, previous.value = token.end, LABEL, None
                continue
            if (
                between in _DASHES
                and _is_range(previous, token, between)
                and not _is_leap(text, previous, token)
            ):
                previous.bound, token.bound = RANGE_LO, RANGE_HI
            elif between in _COLONS and _bare(previous) and token.value is not None and not token.unit:
                previous.bound = token.bound = RATIO
                previous.kind = token.kind = QUANTITY
                ratio = True
        joined.append(token)
        previous = token
    _share_units(text, joined)
    return _merge_pairs(text, joined) if ratio else joined


_POWERS = {"亿": 8, "万": 4, "千": 3, "百": 2, "十": 1}


def _power(unit: str) -> int:
    """The power of ten that a unit begins with (千万元: 7)."""
    power = 0
    for character in unit.translate(_NO_MORE):
        if character not in _POWERS:
            break
        power += _POWERS[character]
    return power


def _goes_on(previous: Token, token: Token) -> bool:
    """Take the lower part of an amount into the upper one (96亿4025万元: 96.4025 亿元), if it is one."""
    upper = previous.unit
    if upper not in words("units", "magnitudes") or previous.value is None or token.value is None:
        return False
    lower, value = _power(token.unit), token.value
    high = _power(upper)
    if not token.unit or token.kind != QUANTITY or value.adjusted() + lower >= high:
        return False
    if value != value.to_integral_value():
        return False
    previous.value += value.scaleb(lower - high)
    more = token.unit.translate(_NO_MORE)
    kept = "多" if more != token.unit else ""
    previous.unit = upper + kept + more.lstrip("亿万千百十")
    return True


def _bare(token: Token) -> bool:
    """A number without unit that may yet get one."""
    return token.unit == "" and token.value is not None and (token.kind == LABEL or token.bound == RATIO)


def _is_name(previous: Token, token: Token, between: str) -> bool:
    """Whether two numbers are one name: 18-34岁, 2×66万千瓦."""
    return (between in _TIMES or (token.unit in _AGES and between in _DASHES)) and _bare(previous)


def _joins_date(previous: Token, token: Token, between: str) -> bool:
    """1-6月, 2016—2020年 are one date; 2016年至2020年 are two."""
    if token.kind != DATE:
        return False
    return _bare(previous) or (previous.kind == DATE and between not in ("至", "到"))


def _is_range(previous: Token, token: Token, between: str) -> bool:
    if previous.value is None or token.value is None or DATE in (previous.kind, token.kind):
        return False
    if not _bare(previous):
        # 提升2个百分点至47.3%: a change and where it ended
        return bool(previous.unit) and (previous.unit[-1:] == "点") == (token.unit[-1:] == "点")
    return bool(token.unit) or between in _PLAIN_DASHES


def _is_leap(text: str, previous: Token, token: Token) -> bool:
    """Whether two amounts are where a movement began and ended (从3万亿元到5万亿元的跨越)."""
    start = previous.start
    if text[start - 1 : start] not in ("从", "由", "自"):
        return False
    return bool(_LEAP.match(text, token.end)) or text[max(0, start - 4) : start - 1].endswith(
        ("实现", "实现了")
    )


def _share_units(text: str, tokens: list[Token]) -> None:
    """Hand a unit back to the numbers it is printed once for (3.8和3.1个百分点, 3000-5000万元)."""
    magnitudes = words("units", "magnitudes")
    for index in range(len(tokens) - 1, 0, -1):
        token, previous = tokens[index], tokens[index - 1]
        partial = previous.unit in ("", "个") or previous.unit in magnitudes
        if not partial or not token.unit or token.kind == DATE or previous.value is None:
            continue
        if token.unit == "个百分点" and previous.unit == "个" and _is_points(text, previous, token):
            previous.unit = token.unit  # 高于全国1.3个、全省0.7个百分点
            continue
        if token.start - previous.end > 2:
            continue
        shares = (
            previous.unit == ""
            or (previous.unit in magnitudes and token.unit.startswith(previous.unit))
            or (previous.unit == "个" and token.unit == "个百分点")
        )
        between = text[previous.end : token.start]
        listed = between in _LISTS or (between[-1:] in _MINUS and between[:-1] in _LISTS)
        if shares and (listed or previous.bound == RANGE_LO):
            previous.unit, previous.kind = token.unit, token.kind


def _is_points(text: str, previous: Token, token: Token) -> bool:
    """Whether a number of 个, broken or of a gap, stands for percentage points named a little later."""
    value = previous.value
    near = token.start - previous.end <= 10 and text[previous.end : previous.end + 1] in "、，,和"
    if not near or value is None:
        return False
    return value != value.to_integral_value() or bool(_GAP.search(text[: previous.start][-12:]))


def _merge_pairs(text: str, tokens: list[Token]) -> list[Token]:
    """A ratio of two, one of them 1, is one number: 2.1∶1; the parts of a hundred stay two.

    A sex ratio is told to a base of a hundred women (105.2∶100), and the base is only its label.
    """
    merged: list[Token] = []
    for index, token in enumerate(tokens):
        last = merged[-1] if merged else None
        after = tokens[index + 1] if index + 1 < len(tokens) else None
        pair = (
            last is not None
            and last.bound == token.bound == RATIO
            and token.start - last.end == 1
            and not (after is not None and after.bound == RATIO and after.start - token.end == 1)
            and not (len(merged) > 1 and merged[-2].bound == RATIO and last.start - merged[-2].end == 1)
        )
        if last is None or not pair or last.value is None or token.value is None:
            merged.append(token)
            continue
        if abs(last.value + token.value - 100) < 1:
            merged.append(token)
            continue
        if token.value == 100 and _SEXES.search(text[max(0, last.start - 12) : last.start]):
            last.bound = token.bound = ""
            token.kind = LABEL
            merged.append(token)
            continue
        one = Decimal(1)
        last.value = last.value if token.value == one else token.value if last.value == one else None
        last.end, last.bound, last.kind = token.end, "", QUANTITY if last.value is not None else LABEL
    return merged


def sign(text: str, tokens: list[Token]) -> None:
    """Take a printed minus sign into the number (为-0.4%), in place; a hyphen between numbers is none."""
    for token in tokens:
        start = token.start
        if start < 2 or text[start - 1] not in _MINUS or token.value is None or not token.unit:
            continue
        before = text[start - 2]
        if (
            token.bound != RANGE_HI
            and not before.isdigit()
            and before not in "-—–%\n"
            and token.value > Decimal(0)
        ):
            token.value = -token.value
            token.start -= 1
