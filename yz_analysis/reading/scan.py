"""Find the printed quantities: number, magnitude and unit, and what kind of thing each is.

One pattern that begins with a character class finds Arabic numerals with their unit; `spoken` finds the
few Chinese forms; `joining` puts neighbours together.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from yz_analysis.reading.addresses import LINKS, is_address
from yz_analysis.reading.joining import join, sign
from yz_analysis.reading.numerals import LONGEST, arabic
from yz_analysis.reading.spoken import spoken_tokens
from yz_analysis.reading.tables import table, trie
from yz_analysis.reading.tokens import DATE, DURATION, LABEL, QUANTITY, RANK, Token

LONGEST_NAME = 12
"""Letters of a label such as PM2.5 or COVID-19 that are followed."""
_MARKED_YEAR = re.compile(r"[0-9]{1,2}\.(?:19|20)[0-9]{2}")
_DATE_STAMP = re.compile(r"(?:19|20)[0-9]{2}([-/.])(?:0?[1-9]|1[0-2])\1(?:3[01]|[12][0-9]|0?[1-9])(?![0-9])")
_TIME_STAMP = re.compile(r"(?:[01]?[0-9]|2[0-3])[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9])")
_REFERENCE = re.compile(
    r"(?:[图例]|(?<![代发外仪手年报])表|附[件录图表]|专栏|公式)[（(]?(?:[0-9]{1,2}[-—–~至、.])?$"
)
_HOUR = re.compile(r"时(?![期代段速间候节效装差光机常限])(?:[0-5]?[0-9]分(?!钟))?")
_WHOLE = frozenset("个家户名项件座所条处")
"""Units that are counted whole: a decimal point before one, where a line begins, ends a list's marker."""
_LINE_STARTS = ("", "\n", "。", "；", ";")
_PARTS = {"百分之": "%", "千分之": "‰", "万分之": "‱"}
_KEPT = ("保留", "巩固", "留存", "存活", "成活", "生存")
_OPEN, _CLOSE = "“‘「『", "”’」』"


@lru_cache(maxsize=1)
def number_pattern() -> re.Pattern[str]:
    """Return the pattern of an Arabic numeral with its unit; group 1 the numeral, group 2 the unit."""
    units = table("units")
    keys = ("percent", "points", "multiple", "money", "count", "measure", "duration", "rank")
    every = [u for key in keys for u in units[key]]
    unit, own = trie(every), trie(u for u in every if u[0] == "千")  # 千瓦时: no thousand watts
    magnitude = f"(?!{own}){trie(units['magnitudes'])}"
    # 万余列, 100多辆: what begins a unit; 方面 and 点 seldom do
    begins = "".join(sorted({u[0] for key in keys[3:] for u in units[key] if "一" <= u[0] <= "龥"} - {"点"}))
    more = (
        rf"(?:[多余几来](?:(?<=[多余])(?=[{begins}万亿千百])(?!方面|方位)"
        r"|(?<=[几来])(?=[个万亿千百项家人户名种条处件座])))?"
    )
    return re.compile(
        r"([0-9](?:[0-9]{0,2}+(?:,[0-9]{3})+(?![0-9])|[0-9]*)(?:\.[0-9]+)?)"
        rf"({more}(?:{magnitude})?(?:[多余](?=[{begins}万亿])(?!方面|方位)[万亿]?)?(?:{unit})?)"
    )


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Printed unit → kind, for the units that are not plain quantities."""
    units = table("units")
    spans = [more + u for more in ("", "多", "余") for u in units["duration"]]
    kinds = dict.fromkeys(spans, DURATION) | dict.fromkeys(units["rank"], RANK)
    return kinds | dict.fromkeys(["", "G", "T", "M", "P", "号", "届", "代", "线"], LABEL)


def _arabic_tokens(text: str) -> list[Token]:
    kinds = _kinds()
    tokens: list[Token] = []
    taken = 0
    for match in number_pattern().finditer(text):
        start, end = match.span()
        if start < taken:
            continue
        number, unit = match.groups()
        kind = kinds.get(unit)
        if kind is None:
            if unit in _WHOLE:
                if unit == "所" and _is_shown(text, start, end):
                    continue  # 如表3所示
                if "." in number and text[start - 1 : start] in _LINE_STARTS:
                    marker, _, number = number.partition(".")  # 3.12家企业: a list's marker and a count
                    start += len(marker) + 1
            # what arabic(number) does, without a call for the common print
            plain = "," not in number and end - start < LONGEST
            tokens.append(Token(start, end, Decimal(number) if plain else arabic(number), unit, QUANTITY))
            continue
        if kind is DURATION and start and text[start - 1].isascii() and text[start - 1].isalpha():
            _add_label(text, tokens, start, start + len(number), number, "")  # PM2.5日均值
        elif kind is DURATION:
            _add_time(text, tokens, start, end, number, unit)
        elif kind is LABEL:
            _add_label(text, tokens, start, end, number, unit)
        else:
            tokens.append(Token(start, end, arabic(number), unit, kind))
        taken = tokens[-1].end if tokens else 0
    return tokens


def _is_shown(text: str, start: int, end: int) -> bool:
    return text[end : end + 1] in ("示", "列") and bool(_REFERENCE.search(text[max(0, start - 8) : start]))


def _add_time(text: str, tokens: list[Token], start: int, end: int, number: str, unit: str) -> None:
    """Add a year, month or day, joined to the one it follows, or a span of time."""
    before, after = text[start - 1 : start], text[end : end + 1]
    if unit == "年" and _MARKED_YEAR.fullmatch(number) and before in ("", "\n", "。"):
        marker, _, number = number.partition(".")  # 1.2022年: a list's marker and a year
        start += len(marker) + 1
    if unit != "年" and _is_motto(text, start, end):
        tokens.append(Token(start, end, arabic(number), unit, LABEL))  # “大干30天、奋战90日”
        return
    if unit == "年" and text[end : end + 3].endswith("率") and text[end : end + 2] in _KEPT:
        tokens.append(Token(start, end, arabic(number), unit, LABEL))  # 3年保留率
        return
    if before and before in _OPEN and after and after not in _CLOSE:
        tokens.append(Token(start, end, arabic(number), unit, LABEL))  # “15分钟健身圈”
        return
    if not _is_date(text, end, number, unit, before, after):
        tokens.append(Token(start, end, arabic(number), unit, DURATION))
        return
    if unit in ("年", "月") and after and after in "份初代":
        end += 1
    previous = tokens[-1] if tokens else None
    if previous is not None and previous.end == start and previous.kind is DATE and unit in ("月", "日"):
        previous.end = end
        return
    tokens.append(Token(start, end, None, "", DATE))


def _is_motto(text: str, start: int, end: int) -> bool:
    """Whether a span of time stands inside a short quoted name."""
    opening = max(text.rfind("“", max(0, start - 12), start), text.rfind("‘", max(0, start - 12), start))
    if opening < 0 or text.find("”", opening, start) >= 0 or text.find("’", opening, start) >= 0:
        return False
    closing = min((at for c in "”’" if (at := text.find(c, end, end + 14)) >= 0), default=-1)
    inside = text[opening : closing if closing >= 0 else end]
    return closing >= 0 and not any(c in inside for c in "，。；")


def _is_date(text: str, end: int, number: str, unit: str, before: str, after: str) -> bool:
    if unit == "年":
        if "." in number:
            return False
        year = len(number) == 4 and number[:2] in ("18", "19", "20")
        short = len(number) == 2 and (after == "代" or text[end : end + 2] == "以来")
        return year or short or number[0] == "0"
    if unit == "季度":
        return number in ("1", "2", "3", "4") and before not in ("连", "个", "续")
    return unit == "月" or (unit == "日" and len(number) < 3)


def _add_label(text: str, tokens: list[Token], start: int, end: int, number: str, unit: str) -> None:
    """Add a number without unit of quantity: part of a name, or a bare number the words must judge."""
    before, after = text[start - 1 : start] or "\n", text[end : end + 1] or "\n"
    if _is_marker(text, start, end, number, before, after):
        return
    if unit == "" and after == "时" and len(number) < 3 and (hour := _HOUR.match(text, end)):
        tokens.append(Token(start, hour.end(), None, "", DATE))  # 上午9时30分
        return
    if unit == "" and _REFERENCE.search(text[max(0, start - 8) : start]):
        return  # 见图1, 表2-1
    if unit == "" and after in "-/.:：" and (stamp := _stamp(text, tokens, start)):
        tokens.append(Token(start, stamp, None, "", DATE))
        return
    if unit == "" and (before in LINKS or after in LINKS or len(number) > 4) and is_address(text, start, end):
        if before in "-—" and tokens and tokens[-1].end == start - 1 and tokens[-1].unit == "":
            tokens.pop()  # 0101-5550199
        return
    part = _PARTS.get(text[max(0, start - 3) : start]) if unit == "" and before == "之" else None
    if part is not None:
        tokens.append(Token(start - 3, end, arabic(number), part, QUANTITY))
        return
    quoted = _quoted(text, start, end) if unit == "" else None
    if quoted:
        tokens.append(Token(*quoted, None, "", LABEL))
        return
    if unit == "" and after.isascii() and after.isalpha():
        last = min(len(text), start + LONGEST_NAME)
        while end < last and text[end].isascii() and text[end].isalnum():
            end += 1
        end += text[end : end + 1] == "级"
    hyphened = (
        before == "-" and text[start - 2 : start - 1].isascii() and text[start - 2 : start - 1].isalpha()
    )
    if before.isascii() and (before.isalpha() or hyphened):
        first, floor = start - 1, tokens[-1].end if tokens else 0
        if first < floor:
            tokens[-1].end = end  # A1B2
            return
        while (
            first > floor
            and start - first < LONGEST_NAME
            and text[first - 1].isascii()
            and text[first - 1].isalpha()
        ):
            first -= 1
        tokens.append(Token(first, end, None, "", LABEL))
        return
    tokens.append(Token(start, end, arabic(number), unit, LABEL))


def _stamp(text: str, tokens: list[Token], start: int) -> int:
    """The end of a date in digits (2031-04-05) or of the time behind one (11:35:03), or 0."""
    found = _DATE_STAMP.match(text, start)
    if found is None and tokens and tokens[-1].kind == DATE and text[tokens[-1].end : start] in (" ", "T"):
        found = _TIME_STAMP.match(text, start)
    return found.end() if found else 0


def _quoted(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The span of a short quoted name that holds the number (“四个100”, “1+X”), or None."""
    before, after = text[max(0, start - 4) : start], text[end : end + 6]
    opening = max(map(before.rfind, _OPEN))
    if opening < 0:
        return None
    closing = min((at for at in map(after.find, _CLOSE) if at >= 0), default=-1)
    if closing < 0 or any(c in "，,。、；;" for c in after[:closing] + before[opening + 1 :]):
        return None
    return start - (len(before) - opening - 1), end + closing


def _is_marker(text: str, start: int, end: int, number: str, before: str, after: str) -> bool:
    """Whether a bare number only counts a heading, a list or a footnote."""
    if before in "[［〔" and after in "]］〕":
        return True
    if len(number) > 2 or after not in "、.．)）":
        return False
    lead = text[max(0, start - 3) : start].rstrip("（( \u3000")
    return (lead == "" or lead[-1] in "\n。；;：:") and not text[end + 1 : end + 2].isdigit()


def scan(text: str) -> list[Token]:
    """Return the printed quantities of a cleaned text, in order.

    >>> [(t.value, t.unit, t.kind) for t in scan("1-6月产值12.5亿元,增长3%")]
    [(None, '', 'date'), (Decimal('12.5'), '亿元', 'quantity'), (Decimal('3'), '%', 'quantity')]
    """
    tokens = _arabic_tokens(text)
    spoken = spoken_tokens(text)
    if spoken:
        taken: set[int] = set()
        for token in tokens:
            taken.update(range(token.start, token.end))
        apart = [t for t in spoken if taken.isdisjoint(range(t.start, t.end))]
        tokens = sorted(tokens + apart, key=lambda token: token.start)
    if len(tokens) > 1:
        tokens = join(text, tokens)
    if "-" in text or "—" in text or "–" in text:
        sign(text, tokens)
    return tokens
