"""Whether a figure is an aim: by the heading of its section, by its sentence, by its clause."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.tables import table, trie

_HEADING = re.compile(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}[、章节部．.]|[（(][一二三四五六七八九十]{1,3}[）)]|[0-9]{1,2}[、．.])"
)
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
LONGEST_HEADING = 42


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """What opens and closes a section of aims; what makes words speak of aims at all, and as of results."""
    data = table("targets")
    past = data["past"]
    lists = (data["heading"], data["closing"], [*data["sentence"], *data["clause"], *past], past)
    return tuple(re.compile(trie(words)) for words in lists)


@lru_cache(maxsize=4096)
def heading(line: str) -> bool | None:
    """Return True when a heading opens targets, False when it opens results, None when it says neither.

    >>> heading("二、2026年工作安排"), heading("一、2025年工作回顾"), heading("综合")
    (True, False, None)
    """
    text = line.strip()
    if not text or len(text) > LONGEST_HEADING or text[-1] in "。；;，,、":
        return None
    opens, closes, *_ = _patterns()
    if closes.search(text):
        return False
    return True if opens.search(text) else None


def mood(stretch: str) -> bool | None:
    """Return True when the words before a figure make it an aim, False when they say it is a result.

    >>> mood("，力争全年"), mood("，占年度计划的"), mood("，同比增长")
    (True, False, None)
    """
    _, _, either, past = _patterns()
    if not either.search(stretch):
        return None
    return not past.search(stretch)


_UNTIL = re.compile(r"(?:^|[，。；：、（”])到(20[0-9]{2})年")
_FORESEEN = re.compile("预计|预测|有望|已")


def until(sentence: str) -> int:
    """Return the year by which a sentence tells what is to be, or 0.

    >>> until("到2035年，全市经济总量"), until("预计到2035年")
    (2035, 0)
    """
    found = None if _FORESEEN.search(sentence) else _UNTIL.search(sentence)
    return int(found[1]) if found else 0


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    return re.compile(trie(table("targets")["opening"]))


def opens(stretch: str) -> bool:
    """Whether a sentence opens a part of the text that is all aims (为实现上述目标，…).

    >>> opens("。为实现上述目标，重点抓好以下工作"), opens("。全年")
    (True, False)
    """
    return bool(_opening().search(stretch))
