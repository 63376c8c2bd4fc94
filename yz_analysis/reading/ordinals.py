"""Places of a ranking and small counts printed in Chinese: 居全省第一, 列全国第三位, 以上五个行业.

第一 is a rank only behind a word that ranks (居, 列, 全省 …) and before the end of its phrase; 五个 is a
count only before a thing that statistics count. All else (第一产业, 第一书记, 五个一) is a name.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.numerals import chinese
from yz_analysis.reading.tables import table, trie
from yz_analysis.reading.tokens import COUNT, RANK, Token

_DIGIT = "一二两三四五六七八九"


def ordinal_forms() -> str:
    """The branches of the pattern of spoken quantities, to stand behind its first character."""
    data = table("ordinals")
    end = rf"(?=[{re.escape(data['end'])}]|$|{trie(data['go_on'])})"
    things = trie(data["things"])
    most = rf"(?={trie(data['superlatives'])})(?!{trie(data['named_so'])})"
    return (
        rf"(?<=第)[{_DIGIT}十]{{1,3}}(?:[位名]?{end}|{most})|(?<=首)位{end}|(?<=三)甲(?![级等])"
        rf"|(?<=[{_DIGIT}十])[{re.escape(data['counters'])}](?=[^，,。；;、：（）()“”0-9\n]{{0,7}}?{things})"
    )


@lru_cache(maxsize=1)
def _thing() -> re.Pattern[str]:
    return re.compile(rf"[^，。；、]{{0,7}}?{trie(table('ordinals')['things'])}")


def counted(after: str) -> str:
    """Return the things a small count counts.

    >>> counted("省级园区实现增加值")
    '省级园区'
    """
    found = _thing().match(after)
    return found.group() if found else ""


def most(after: str) -> bool:
    """Whether what follows an ordinal is a superlative, so that it is a place (第二大经济体).

    >>> most("大经济体"), most("产业")
    (True, False)
    """
    return after[:1] in table("ordinals")["superlatives"]


@lru_cache(maxsize=1)
def _placed() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("ordinals")
    areas = trie(data["areas"])
    return re.compile(rf"(?:{trie(data['placed'])}|{areas})$"), re.compile(rf"{areas}$")


@lru_cache(maxsize=1)
def _where() -> re.Pattern[str]:
    areas = trie(table("ordinals")["areas"])
    return re.compile(
        "(?:[与和同][^，。]{1,12}?并列)?(?:分别|均|都|是|成为|作为|为|并列)?[从由在]?"
        "(?:稳居|跃居|位居|位列|名列|排名|排在|居|列|排)?"
        f"(?:(?:[0-9一二两三四五六七八九十]{{1,3}}个?)?{areas}){{0,3}}[第前]?$"
    )


def without_area(name: str) -> str:
    """Return a name without the words that say among which areas a place is taken.

    >>> without_area("技改投资增幅位列全市"), without_area("稳居全省")
    ('技改投资增幅', '')
    >>> without_area("增幅与湖州并列居全市")
    '增幅'
    """
    return _where().sub("", name)


def ordinal(text: str, start: int, found: str) -> Token | None:
    """Return the rank or the count that a branch of `ordinal_forms` found, or None when it is a name.

    >>> ordinal("增速居全省第一", 5, "第一").value, ordinal("产业第一", 2, "第一")
    (Decimal('1'), None)
    >>> ordinal("云溪第二大港", 2, "第二").value
    Decimal('2')
    """
    end = start + len(found)
    before = text[max(0, start - 12) : start]
    if found == "首位":
        placed = _placed()[1].search(before)
        return Token(start, end, chinese("一"), "位", RANK, word=found) if placed else None
    if found == "三甲":
        return Token(start, end, chinese("三"), "", RANK, word=found) if before[-1:] == "前" else None
    if found[0] != "第":
        named = before[-1:] in tuple(table("ordinals")["no_count"])
        return None if named or found[0] == "一" else Token(start, end, chinese(found[:-1]), found[-1], COUNT)
    if not _placed()[0].search(before) and not most(text[end : end + 1]):
        return None
    unit = found[-1] if found[-1] in "位名" else ""
    value = chinese(found[1:].rstrip("位名"))
    return Token(start + 1 if unit else start, end, value, unit, RANK, word=found)
