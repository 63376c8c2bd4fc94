"""Numerals, Arabic and Chinese, to exact decimals."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

_DIGITS = {
    **dict(zip("零〇一二三四五六七八九", [0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9], strict=True)),
    **dict(zip("两壹贰叁肆伍陆柒捌玖俩", [2, 1, 2, 3, 4, 5, 6, 7, 8, 9, 2], strict=True)),
}
_TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8}
CHINESE_DIGITS = "".join(_DIGITS) + "".join(_TENS) + "".join(_MYRIADS)
LONGEST = 64
"""A longer run of digits is no printed quantity; its value is left open."""

_CHINESE = re.compile(f"[{CHINESE_DIGITS}半点]{{1,{LONGEST}}}")


def arabic(printed: str) -> Decimal | None:
    """Return the value of an Arabic numeral, thousands separators allowed, or None.

    >>> arabic("1,234.50")
    Decimal('1234.50')
    """
    if len(printed) > LONGEST:
        return None
    if "," in printed or "，" in printed:
        printed = printed.replace(",", "").replace("，", "")
    try:
        return Decimal(printed)
    except InvalidOperation:
        return None


def _whole(printed: str) -> int | None:
    """Value of a whole Chinese numeral: 一百二十三万, 二〇二二, 两千五 (= 2,500)."""
    if all(c in _DIGITS for c in printed):
        return int("".join(str(_DIGITS[c]) for c in printed))
    total = section = digit = 0
    step = 0
    for character in printed:
        if character in _DIGITS:
            digit, step = _DIGITS[character], step if _DIGITS[character] else 0
        elif character in _TENS:
            step = _TENS[character]
            section += (digit or 1) * step
            digit = 0
        else:
            step = _MYRIADS[character]
            section = (section + digit) or (0 if total else 1)
            if step > 10**4 and total:
                total = (total + section) * step
            else:
                total += section * step
            section = digit = 0
    return total + section + digit * (step // 10 if step > 10 else 1)


def chinese(printed: str) -> Decimal | None:
    """Return the value of a Chinese numeral, or None when it is none.

    Reads whole numbers, decimals (三点五), fractions (三分之一), 半 and mixed halves (两半 is none).

    >>> chinese("一百二十三万"), chinese("三点五"), chinese("半"), chinese("队伍")
    (Decimal('1230000'), Decimal('3.5'), Decimal('0.5'), None)
    """
    if not printed or len(printed) > LONGEST:
        return None
    if "分之" in printed:
        below, _, above = printed.partition("分之")
        under, over = chinese(below), chinese(above)
        return over / under if under and over is not None else None
    if printed == "半":
        return Decimal("0.5")
    if not _CHINESE.fullmatch(printed) or "半" in printed or printed.startswith("点"):
        return None
    whole, point, decimals = printed.partition("点")
    if point and (not decimals or not all(c in _DIGITS for c in decimals)):
        return None
    value = _whole(whole)
    if value is None:
        return None
    tail = "." + "".join(str(_DIGITS[c]) for c in decimals) if point else ""
    return Decimal(f"{value}{tail}")
