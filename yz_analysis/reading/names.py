"""Chinese numerals that are part of a name or a claim (五早, 二十大, 第二届, 首位), asked for apart.

No publisher counts with them, so `extract` leaves them out unless it is told `names=True`; the audit of a
text needs them, for every numeral must be accounted for.
"""

from __future__ import annotations

import re
from decimal import Decimal

from yz_analysis.reading.numerals import chinese
from yz_analysis.reading.tables import table, trie
from yz_analysis.reading.tokens import DURATION, LABEL, QUANTITY, RANK, Token

_DIGIT = "一二两三四五六七八九十"
_NAMES = re.compile(
    rf"(?<=[“\"「『‘])(?P<quoted>(?:[{_DIGIT}]|零)[^“”\"「」『』‘’，,。；;\n]{{1,9}})(?=[”\"」』’])"
    rf"|(?P<congress>[{_DIGIT}]{{2,3}}大)(?![{_DIGIT}型量力会批])"
    rf"|(?P<ordinal>第[{_DIGIT}百]{{1,4}}(?:届|次|批|轮|个五年|期|回))"
    rf"|(?P<programme>[{_DIGIT}]{{1,2}}年)(?=行动|计划|规划|攻坚)"
    rf"|(?P<first>首位)(?![{_DIGIT}])|(?P<only>(?<!不)唯一)(?=性?[^性])|(?P<none>清零(?![”」』’]))"
)


def _bare_threshold() -> re.Pattern[str]:
    units = table("units")
    base = trie([u for u in units["money"] if "/" not in u] + ["人", "吨", "亩", "千瓦", "平方米"])
    return re.compile(
        rf"(?<![0-9.{_DIGIT}百千万亿数几多余近上])(?:万亿|千亿|百亿|十亿|亿|千万|百万|万)(?:{base})(?=以上|级|以下)"
    )


def name_tokens(text: str, taken: list[Token]) -> list[Token]:
    """Return the numerals that belong to names, where no figure of `taken` stands.

    >>> [(t.value, t.kind) for t in name_tokens("落实“五早”措施，第二届大会，位居首位", [])]
    [(Decimal('5'), 'label'), (Decimal('2'), 'label'), (Decimal('1'), 'rank')]
    """
    found: list[Token] = []
    for match in _NAMES.finditer(text):
        kind, word = match.lastgroup or "", match.group()
        start, end = match.span()
        if kind == "quoted":
            if (
                word[:3] in ("十一五", "十二五", "十三五", "十四五", "十五五")
                or word in table("names")["words"]
            ):
                continue
            found.append(Token(start, end, _only_number(word), "", LABEL))
        elif kind == "congress":
            found.append(Token(start, end, chinese(word[:-1]), "", LABEL))
        elif kind == "ordinal":
            found.append(Token(start, end, chinese(word[1:].rstrip("届次批轮期回个五年")), "", LABEL))
        elif kind == "programme":
            found.append(Token(start, end, chinese(word[:-1]), "年", DURATION))
        else:
            value = {"first": Decimal(1), "only": Decimal(1), "none": Decimal(0)}[kind]
            found.append(Token(start, end, value, "", RANK if kind == "first" else LABEL))
    for match in _bare_threshold().finditer(text):
        found.append(
            Token(match.start(), match.end(), Decimal(1), match.group(), QUANTITY, word=match.group())
        )
    return _apart(found, taken)


def _only_number(word: str) -> Decimal | None:
    """The numeral a name opens with, unless it holds another one (一主六次)."""
    split = next((i for i, c in enumerate(word) if c not in _DIGIT + "零"), len(word))
    if any(c in _DIGIT or c.isdigit() for c in word[split:]):
        return None
    return chinese(word[:split])


def _apart(found: list[Token], taken: list[Token]) -> list[Token]:
    """Leave out what overlaps a figure."""
    spans = sorted((t.start, t.end) for t in taken)
    kept, index = [], 0
    for token in sorted(found, key=lambda t: t.start):
        while index < len(spans) and spans[index][1] <= token.start:
            index += 1
        if index == len(spans) or spans[index][0] >= token.end:
            kept.append(token)
    return kept
