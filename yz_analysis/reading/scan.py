"""Find the printed quantities: number, magnitude and unit, and what kind of thing each is.

One pattern that begins with a character class finds Arabic numerals with their unit, a second the few
Chinese forms that are quantities. Neighbours are then joined: dates, ranges, ratios, shared units.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from yz_analysis.reading.numerals import arabic, chinese
from yz_analysis.reading.tables import table, trie, words

QUANTITY, DATE, DURATION, RANK, LABEL = "quantity", "date", "duration", "rank", "label"
RATIO, RANGE_LO, RANGE_HI, AT_LEAST = "ratio", "range_lo", "range_hi", "ge"
_DASHES = frozenset("-—–~～至到―‐‑─") | {"——", "--", "~~", "～～"}
_LISTS = frozenset("、和，,及与或;；") | {"以及", "，和", "、和"}
_COLONS = frozenset(":：∶")
_DIGIT = "一二两三四五六七八九"


class Token:
    """One numeral with its unit, as it stands in the cleaned text.

    Attributes:
        start, end: code points, end exclusive.
        value: the number as printed, or None where there is none to compute with (a date, a name).
        unit: as printed, or the one shared with the next number.
        kind: quantity, date, duration, rank or label.
        bound: range_lo, range_hi, ratio, ge (两位数) or "".
        word: the print, where it is a word and no numeral (持平, 翻番), else "".
    """

    __slots__ = ("bound", "end", "kind", "start", "unit", "value", "word")

    def __init__(
        self,
        start: int,
        end: int,
        value: Decimal | None,
        unit: str,
        kind: str,
        bound: str = "",
        word: str = "",
    ) -> None:
        self.start = start
        self.end = end
        self.value = value
        self.unit = unit
        self.kind = kind
        self.bound = bound
        self.word = word

    def __repr__(self) -> str:
        return f"Token({self.start}, {self.end}, {self.value}, {self.unit!r}, {self.kind!r}, {self.bound!r})"


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    units = table("units")
    plain = [
        u
        for key in ("percent", "points", "multiple", "money", "count", "measure", "duration", "rank")
        for u in units[key]
    ]
    unit, magnitude = trie(plain), trie(units["magnitudes"])
    number = (
        r"([0-9]+(?:(?:,[0-9]{3})+(?![0-9]))?(?:\.[0-9]+)?)"
        rf"((?:[多余几来](?=[个万亿千百项家人户名种条处件座元吨公平亩年天]))?(?:{magnitude})?(?:[多余](?=[元吨个家户人亩公平立辆件台]))?(?:{unit})?)"
    )
    aside = {
        *units["rank"],
        *units["duration"],
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
    }
    long = trie(u for u in plain if u not in aside)
    head = f"[{_DIGIT}十百翻持零]"
    run = f"[{_DIGIT}十百千万亿零〇]"
    spoken = (
        rf"{head}(?:(?<=零)增长|(?<=持)平(?![稳衡静均安和台])|(?<=翻)(?:[{_DIGIT}]番|番|一倍|倍)"
        rf"|(?<=[{_DIGIT}十百]){run}{{0,14}}+(?:"
        rf"倍半?(?![加率增])|成(?![为立员果功本效长绩品人都型套片熟交分形色像就份渝年组因])"
        rf"|分之[{_DIGIT}十百点零]{{1,6}}|位数(?=增|以上|的|快速|高速|[，,。；;、）)]|$)"
        rf"|点[{_DIGIT}零]{{1,4}}(?:{long})?(?!钟)"
        rf"|(?:个月|个工作日|小时|分钟|天|周|年)(?=内(?![容部涵外地需]))"
        rf"|(?<={run}{run})[多余]?(?:{long})))"
    )
    return re.compile(number), re.compile(spoken)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Printed unit → kind, for the units that are not plain quantities."""
    units = table("units")
    spans = [more + u for more in ("", "多", "余") for u in units["duration"]]
    kinds = dict.fromkeys(spans, DURATION) | dict.fromkeys(units["rank"], RANK)
    return kinds | dict.fromkeys(["", "G", "T", "M", "P", "号", "届", "代", "线"], LABEL)


_INSIDE = str.maketrans("", "", "多余几来")


def number_pattern() -> re.Pattern[str]:
    """Return the pattern of an Arabic numeral with its unit; group 1 the numeral, group 2 the unit."""
    return _patterns()[0]


@lru_cache(maxsize=4096)
def canonical_unit(printed: str) -> str:
    """Return the canonical form of a printed unit.

    >>> canonical_unit("百分点"), canonical_unit("多亿元"), canonical_unit("万人")
    ('个百分点', '亿元', '万人')
    """
    forms = table("units")["canonical"]
    bare = (
        printed.translate(_INSIDE)
        if printed[:1] in "多余几来" or "多" in printed or "余" in printed
        else printed
    )
    return str(forms.get(bare, bare))


def _arabic_tokens(text: str) -> list[Token]:
    kinds = _kinds()
    tokens: list[Token] = []
    length = len(text)
    for match in _patterns()[0].finditer(text):
        number, unit = match.groups()
        start, end = match.span()
        if tokens and start < tokens[-1].end:
            continue
        kind = kinds.get(unit)
        if kind is None:
            tokens.append(Token(start, end, arabic(number), unit, QUANTITY))
            continue
        before = text[start - 1] if start else "\n"
        after = text[end] if end < length else "\n"
        if kind is DURATION:
            if (
                (unit == "年" and "." not in number and _is_year(number, after))
                or unit == "月"
                or (unit == "日" and len(number) < 3)
                or (unit == "年" and len(number) == 2 and text[end : end + 2] == "以来")
                or (unit == "季度" and number in "1234" and before not in "连个第")
            ):
                kind = DATE
            if kind is DATE and after in "份末底初代" and unit != "日":
                end += 1
            if (
                kind is DATE
                and unit == "日"
                and tokens
                and tokens[-1].end == start
                and tokens[-1].kind is DATE
            ):
                tokens[-1].end = end
                continue
            if kind is DATE and unit == "月" and tokens:
                previous = tokens[-1]
                if previous.end == start and previous.kind is DATE:
                    previous.end = end
                    continue
        elif kind is LABEL:
            if _is_marker(text, start, end, number, before, after):
                continue
            quoted = _quoted(text, start, end) if unit == "" else None
            if quoted:
                tokens.append(Token(*quoted, None, "", LABEL))
                continue
            if unit == "" and after.isascii() and after.isalpha():
                end += 1
                while end < length and end < start + 12 and text[end].isascii() and text[end].isalnum():
                    end += 1
                end += text[end : end + 1] == "级"
            if before.isascii() and (
                before.isalpha() or (before == "-" and text[start - 2 : start - 1].isalpha())
            ):
                first = start - 1
                while (
                    first > 0
                    and start - first < 12
                    and text[first - 1].isascii()
                    and text[first - 1].isalpha()
                ):
                    first -= 1
                tokens.append(Token(first, end, None, "", LABEL))
                continue
        value = None if kind is DATE else arabic(number)
        tokens.append(Token(start, end, value, "" if kind is DATE else unit, kind))
    return tokens


def _is_year(number: str, after: str) -> bool:
    return (
        (len(number) == 4 and number[:2] in ("19", "20", "18"))
        or number[0] == "0"
        or (len(number) == 2 and after == "代")
    )


def _quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of a short quoted name that holds the number (“四个100”, “1+X”), or None."""
    before, after = text[max(0, start - 4) : start], text[end : end + 6]
    opening = max(before.rfind(quote) for quote in "“「『‘")
    closing = min((at for at in (after.find(quote) for quote in "”」』’") if at >= 0), default=-1)
    if opening < 0 or closing < 0 or any(c in "，,。、；;" for c in after[:closing] + before[opening + 1 :]):
        return None
    return start - (len(before) - opening - 1), end + closing


def _is_marker(text: str, start: int, end: int, number: str, before: str, after: str) -> bool:
    """Whether a bare number only counts a heading, a list or a footnote."""
    if len(number) > 2 and before not in "[［〔":
        return False
    if before in "[［〔" and after in "]］〕":
        return True
    lead = text[max(0, start - 3) : start].lstrip("（(").strip(" \u3000")
    at_line = lead == "" or lead[-1] in "\n。；;："
    return at_line and after in "、.．)）" and not text[end + 1 : end + 2].isdigit()


def _spoken_tokens(text: str) -> list[Token]:
    tokens = []
    for match in _patterns()[1].finditer(text):
        found, start = match.group(), match.start()
        before = text[start - 1] if start else ""
        if found in ("持平", "零增长"):
            tokens.append(Token(start, match.end(), Decimal(0), "%", QUANTITY, word=found))
        elif found[0] == "翻":
            value = chinese(found[1:-1]) if len(found) > 2 else Decimal(2 if found[-1] == "倍" else 1)
            tokens.append(Token(start, match.end(), value, found[-1], QUANTITY, word=found))
        elif (before and before in "第数几") or (found[0] in "百零" and "分之" not in found):
            continue
        elif "分之" in found:
            tokens.append(_fraction(start, found))
        elif found.endswith("位数"):
            digits = chinese(found[:-2])
            lowest = Decimal(10) ** (int(digits) - 1) if digits is not None and 1 < digits < 5 else None
            tokens.append(Token(start, match.end(), lowest, "%", QUANTITY, AT_LEAST))
        else:
            tokens.append(_spoken_quantity(start, found))
    return tokens


def _fraction(start: int, found: str) -> Token:
    """百分之五 is 5 %; 三分之二 is its ratio to four places."""
    if found.startswith("百分之"):
        return Token(start, start + len(found), chinese(found[3:]), "%", QUANTITY)
    value = chinese(found)
    value = value.quantize(Decimal("0.0001")) if value is not None else None
    return Token(start, start + len(found), value, "", QUANTITY, word="分之")


def _spoken_quantity(start: int, found: str) -> Token:
    """Split 一百二十三万元 into numeral and unit: a closing magnitude belongs to the unit, as in print."""
    digits = _DIGIT + "十百千万亿零〇点"
    split = next((i for i, c in enumerate(found) if c not in digits), len(found))
    numeral, unit = found[:split], found[split:]
    closing = len(numeral.rstrip("万亿"))
    if 0 < closing < len(numeral) and not any(c in "万亿" for c in numeral[:closing]):
        numeral, unit = numeral[:closing], numeral[closing:] + unit
    value = chinese(numeral)
    if unit.endswith("半") and value is not None:
        value, unit = value + Decimal("0.5"), unit[:-1]
    within = unit in words("units", "duration")
    return Token(start, start + len(found), value, unit, DURATION if within else QUANTITY)


def _join(text: str, tokens: list[Token]) -> list[Token]:
    """Join neighbours: ranges, ratios, dates of two ends, units printed once for several numbers."""
    joined: list[Token] = []
    magnitudes = table("units")["magnitudes"]
    for token in tokens:
        previous = joined[-1] if joined else None
        if previous is None or token.start - previous.end > 2:
            joined.append(token)
            continue
        between = text[previous.end : token.start]
        bare = (
            previous.unit == ""
            and previous.value is not None
            and (previous.kind is LABEL or previous.bound is RATIO)
        )
        if between in _DASHES:
            if token.kind is DATE and (bare or previous.kind is DATE):
                if bare or between not in ("至", "到"):
                    previous.end, previous.kind, previous.value = token.end, DATE, None
                    continue
            elif (
                (bare or previous.unit)
                and token.kind is not DATE
                and previous.kind is not DATE
                and previous.value is not None
            ):
                if not (
                    bare
                    and token.kind is LABEL
                    and token.unit == ""
                    and between not in ("至", "到", "~", "～", "-", "—")
                ):
                    previous.bound, token.bound = RANGE_LO, RANGE_HI
        elif between in _COLONS and bare and token.value is not None:
            previous.bound = token.bound = RATIO
            previous.kind = token.kind = QUANTITY
        joined.append(token)
    for index in range(len(joined) - 1, 0, -1):
        token, previous = joined[index], joined[index - 1]
        if (
            token.unit
            and token.kind is not DATE
            and previous.value is not None
            and token.start - previous.end <= 2
        ):
            if (
                previous.unit == ""
                or (previous.unit in magnitudes and token.unit.startswith(previous.unit))
                or (previous.unit == "个" and token.unit == "个百分点")
            ):
                between = text[previous.end : token.start]
                if between in _LISTS or previous.bound is RANGE_LO:
                    previous.unit, previous.kind = token.unit, token.kind
    return joined


def _signed(text: str, tokens: list[Token]) -> None:
    """Take a printed minus sign into the number: 为-0.4%, （-2.1%）."""
    for token in tokens:
        if token.start and text[token.start - 1] in "-—–" and token.value is not None and token.unit:
            before = text[token.start - 2 : token.start - 1] if token.start > 1 else ""
            if (
                token.bound != RANGE_HI
                and not before.isdigit()
                and before not in "-—–%"
                and before != ""
                and before != "\n"
            ):
                token.value = -token.value
                token.start -= 1


def scan(text: str) -> list[Token]:
    """Return the printed quantities of a cleaned text, in order.

    >>> [(t.value, t.unit, t.kind) for t in scan("1-6月产值12.5亿元,增长3%")]
    [(None, '', 'date'), (Decimal('12.5'), '亿元', 'quantity'), (Decimal('3'), '%', 'quantity')]
    """
    tokens = _arabic_tokens(text)
    spoken = _spoken_tokens(text)
    if spoken:
        tokens = sorted(tokens + spoken, key=lambda token: token.start)
    if len(tokens) > 1:
        tokens = _join(text, tokens)
    if "-" in text or "—" in text or "–" in text:
        _signed(text, tokens)
    return tokens
