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
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("targets")
    return (
        re.compile(trie(data["heading"])),
        re.compile(trie(data["closing"])),
        re.compile(trie(data["sentence"])),
        re.compile(trie(data["clause"])),
        re.compile(trie(data["past"])),
    )


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


@lru_cache(maxsize=4096)
def mood(stretch: str) -> bool | None:
    """Return True when the words before a figure make it an aim, False when they say it is a result.

    >>> mood("，力争全年"), mood("，占年度计划的"), mood("，同比增长")
    (True, False, None)
    """
    _, _, sentence, clause, past = _patterns()
    if past.search(stretch):
        return False
    if sentence.search(stretch) or clause.search(stretch):
        return True
    return None


_UNTIL = re.compile(r"(?:^|[，。；：、（”])到(20[0-9]{2})年")
_FORESEEN = re.compile("预计|预测|有望|已")


def until(sentence: str, year: int | None) -> bool:
    """Whether a sentence tells what is to be by a year after the text's own.

    >>> until("到2035年，全市经济总量", 2024), until("到2023年末，", 2024), until("预计到2035年", 2024)
    (True, False, False)
    """
    if year is None or _FORESEEN.search(sentence):
        return False
    found = _UNTIL.search(sentence)
    return found is not None and int(found[1]) > year


@lru_cache(maxsize=1)
def _opening() -> re.Pattern[str]:
    return re.compile(trie(table("targets")["opening"]))


def opens(stretch: str) -> bool:
    """Whether a sentence opens a part of the text that is all aims (为实现上述目标，…).

    >>> opens("。为实现上述目标，重点抓好以下工作"), opens("。全年")
    (True, False)
    """
    return bool(_opening().search(stretch))
