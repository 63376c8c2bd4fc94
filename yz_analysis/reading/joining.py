"""Join neighbouring numerals: ranges, ratios, dates of two ends, units printed once for several numbers."""

from __future__ import annotations

from decimal import Decimal

from yz_analysis.reading.tables import table
from yz_analysis.reading.tokens import DATE, LABEL, QUANTITY, RANGE_HI, RANGE_LO, RATIO, Token

_DASHES = frozenset("-—–~～至到―‐‑─") | {"——", "--", "~~", "～～"}
_PLAIN_DASHES = frozenset("至到~～-—")
_LISTS = frozenset("、和，,及与或;；") | {"以及", "，和", "、和"}
_COLONS = frozenset(":：∶")
_MINUS = "-—–"


def join(text: str, tokens: list[Token]) -> list[Token]:
    """Join the tokens of a text, in place where they stay apart.

    >>> tokens = [Token(0, 1, Decimal(5), "", LABEL), Token(2, 4, Decimal(6), "%", QUANTITY)]
    >>> [(t.value, t.unit, t.bound) for t in join("5-6%", tokens)]
    [(Decimal('5'), '%', 'range_lo'), (Decimal('6'), '%', 'range_hi')]
    """
    joined: list[Token] = []
    for token in tokens:
        previous = joined[-1] if joined else None
        if previous is not None and token.start - previous.end <= 2:
            between = text[previous.end : token.start]
            if between in _DASHES and _joins_date(previous, token, between):
                previous.end, previous.kind, previous.value, previous.unit = token.end, DATE, None, ""
                continue
            if between in _DASHES and _is_range(previous, token, between):
                previous.bound, token.bound = RANGE_LO, RANGE_HI
            elif between in _COLONS and _bare(previous) and token.value is not None and not token.unit:
                previous.bound = token.bound = RATIO
                previous.kind = token.kind = QUANTITY
        joined.append(token)
    _share_units(text, joined)
    return joined


def _bare(token: Token) -> bool:
    """A number without unit that may yet get one."""
    return token.unit == "" and token.value is not None and (token.kind == LABEL or token.bound == RATIO)


def _joins_date(previous: Token, token: Token, between: str) -> bool:
    """1-6月, 2016—2020年 are one date; 2016年至2020年 are two."""
    if token.kind != DATE:
        return False
    return _bare(previous) or (previous.kind == DATE and between not in ("至", "到"))


def _is_range(previous: Token, token: Token, between: str) -> bool:
    if previous.value is None or token.value is None or DATE in (previous.kind, token.kind):
        return False
    if not _bare(previous):
        return bool(previous.unit)
    return bool(token.unit) or between in _PLAIN_DASHES


def _share_units(text: str, tokens: list[Token]) -> None:
    """Hand a unit back to the numbers it is printed once for (3.8和3.1个百分点, 3000-5000万元)."""
    magnitudes = table("units")["magnitudes"]
    for index in range(len(tokens) - 1, 0, -1):
        token, previous = tokens[index], tokens[index - 1]
        if not token.unit or token.kind == DATE or previous.value is None or token.start - previous.end > 2:
            continue
        shares = (
            previous.unit == ""
            or (previous.unit in magnitudes and token.unit.startswith(previous.unit))
            or (previous.unit == "个" and token.unit == "个百分点")
        )
        if shares and (text[previous.end : token.start] in _LISTS or previous.bound == RANGE_LO):
            previous.unit, previous.kind = token.unit, token.kind


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
