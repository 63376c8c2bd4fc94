"""The few Chinese forms that are quantities: 一倍, 近七成, 三分之二, 翻两番, 持平, 一百二十三万元, 两天内.

A single numeral before a measure word (十项措施, 三次) counts nothing a report is read for and is left out.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from yz_analysis.reading.numerals import chinese
from yz_analysis.reading.ordinals import ordinal, ordinal_forms
from yz_analysis.reading.tables import table, trie, words
from yz_analysis.reading.tokens import AT_LEAST, DURATION, QUANTITY, Token

_DIGIT = "一二两三四五六七八九"
_ALL = _DIGIT + "十百千万亿零〇点"
_PARTS = {"千分之": "‰", "万分之": "‱"}
# units that make a name or a date of a Chinese numeral (第十三届, 二十年) and no quantity
_ASIDE = (
    "届",
    "次",
    "号",
    "期",
    "代",
    "线",
    "轮",
    "分",
    "年",
    "点",
    "步",
    "村",
    "县",
    "乡",
    "镇",
    "里",
    "方",
    "面",
)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    units = table("units")
    aside = {*_ASIDE, *units["rank"], *units["duration"]}
    unit = trie(
        u for key in ("percent", "points", "money", "count", "measure") for u in units[key] if u not in aside
    )
    run = f"[{_DIGIT}十百千万亿零〇]"
    end = "[，,。；;、）)]|$"
    return re.compile(
        rf"[{_DIGIT}十百翻持零第首](?:(?<=零)增长|(?<=持)平(?![稳衡静均安和台])|(?<=翻)了?(?:[{_DIGIT}]番|番|一倍|倍)"
        rf"|(?<=百)分之[{_DIGIT}十百零点]{{1,9}}|(?<=[千万]分之.)[{_DIGIT}十百零点]{{0,8}}|{ordinal_forms()}"
        rf"|(?<=[{_DIGIT}])个[百千]分点|(?<=零)点[{_DIGIT}零]{{1,4}}[万亿]{{0,2}}(?:{unit})"
        rf"|(?<=[{_DIGIT}十百]){run}{{0,14}}+(?:"
        rf"倍半?(?![加率增])|成(?![为立员果功本效长绩品人都型套片熟交分形色像就份渝年组因])"
        rf"|分之[{_DIGIT}十百点零]{{1,6}}|位数(?=增|以上|的|快速|高速|{end})"
        rf"|点[{_DIGIT}零]{{1,4}}+[万亿]{{0,2}}(?:{unit})?(?![钟十])"  # 三点十分, 八点三十分 are hours
        rf"|(?:个月|个工作日|小时|分钟|天|周|年)(?=内(?![容部涵外地需]))"
        rf"|(?<={run}{run})[多余]?(?:{unit})))"
    )


def spoken_tokens(text: str) -> list[Token]:
    """Return the quantities printed in Chinese numerals.

    >>> [(t.value, t.unit) for t in spoken_tokens("增长一倍，近七成达标，一百二十三万元，十项措施")]
    [(Decimal('1'), '倍'), (Decimal('7'), '成'), (Decimal('123'), '万元')]
    """
    tokens = []
    counters = table("ordinals")["counters"]
    for match in _pattern().finditer(text):
        found, start, end = match.group(), match.start(), match.end()
        before = text[start - 1] if start else ""
        part = _PARTS.get(text[max(0, start - 3) : start]) if before == "之" else None
        if part is not None:
            tokens.append(Token(start - 3, end, chinese(found), part, QUANTITY))
        elif found in ("持平", "零增长"):
            tokens.append(Token(start, end, Decimal(0), "%", QUANTITY, word=found))
        elif found[0] == "翻":
            count = found[1:-1].removeprefix("了")
            value = chinese(count) if count else Decimal(2 if found[-1] == "倍" else 1)
            tokens.append(Token(start, end, value, found[-1], QUANTITY, word=found))
        elif found[0] in "第首" or (len(found) == 2 and (found[1] in counters or found == "三甲")):
            placed = ordinal(text, start, found)
            if placed is not None:
                tokens.append(placed)
        elif (before and before in "第数几十百千") or (
            found[0] in "百零" and found[1:3] != "分之" and found[1] != "点"
        ):
            continue
        elif "分之" in found:
            tokens.append(_fraction(start, found))
        elif found.endswith("位数"):
            digits = chinese(found[:-2])
            lowest = Decimal(10) ** (int(digits) - 1) if digits is not None and 1 < digits < 5 else None
            tokens.append(Token(start, end, lowest, "%", QUANTITY, AT_LEAST))
        else:
            tokens.append(_quantity(start, found))
    return tokens


def _fraction(start: int, found: str) -> Token:
    """百分之五 is 5 %; 三分之二 is its ratio to four places."""
    if found.startswith("百分之"):
        return Token(start, start + len(found), chinese(found[3:]), "%", QUANTITY)
    value = chinese(found)
    value = value.quantize(Decimal("0.0001")) if value is not None else None
    return Token(start, start + len(found), value, "", QUANTITY, word="分之")


def _quantity(start: int, found: str) -> Token:
    """Split 一百二十三万元 into numeral and unit: a closing magnitude belongs to the unit, as in print."""
    split = next((i for i, c in enumerate(found) if c not in _ALL), len(found))
    numeral, unit = found[:split], found[split:]
    closing = len(numeral.rstrip("万亿"))
    if 0 < closing < len(numeral) and not any(c in "万亿" for c in numeral[:closing]):
        numeral, unit = numeral[:closing], numeral[closing:] + unit
    value = chinese(numeral)
    if unit.endswith("半") and value is not None:
        value, unit = value + Decimal("0.5"), unit[:-1]
    kind = DURATION if unit in words("units", "duration") else QUANTITY
    return Token(start, start + len(found), value, unit, kind)
