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
    return True if opens.search(text) or _is_deeds(text) else None


@lru_cache(maxsize=1)
def _deeds() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """A heading of deeds to be done, the words that say they are done, and a sentence that announces them."""
    data = table("targets")
    deeds, verbs, ahead = trie(data["deeds"]), trie(data["deed_verbs"]), trie(data["ahead"])
    return (
        re.compile(
            rf"(?:[一二三四五六七八九十0-9]{{1,3}}[件项个大]|{verbs}(?!了))[^，。；0-9]{{0,10}}{deeds}"
        ),
        re.compile(trie(data["deeds_done"])),
        re.compile(
            rf"{ahead}(?!以来|上半年|[前1-9一二三])[^。；\n]{{0,40}}{verbs}(?!了)[^，。；\n]{{0,10}}{deeds}"
        ),
    )


def _is_deeds(words: str) -> bool:
    """Whether a heading lists what is to be done for the people, and not what was done."""
    if "实事" not in words and "民心" not in words:
        return False
    listed, done, _ = _deeds()
    return bool(listed.search(words)) and not done.search(words)


def mood(stretch: str) -> bool | None:
    """Return True when the words before a figure make it an aim, False when they say it is a result.

    >>> mood("，力争全年"), mood("，占年度计划的"), mood("，同比增长")
    (True, False, None)
    """
    _, _, either, past = _patterns()
    if not either.search(stretch):
        return None
    return not past.search(stretch)


_DEEDS = ("实事", "民心")
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
    return re.compile(trie([*table("targets")["opening"], *_DEEDS]))


def opens(stretch: str) -> bool:
    """Whether a sentence opens a part of the text that is all aims (为实现上述目标，…).

    >>> opens("。为实现上述目标，重点抓好以下工作"), opens("。全年")
    (True, False)
    """
    found = _opening().search(stretch)
    if found is None:
        return False
    # 实事: what is announced for the people, if the sentence looks ahead
    return found[0] not in _DEEDS or bool(_deeds()[2].search(stretch))


def year_ahead(line: str, default: str) -> int:
    """Return the year of a numbered heading that comes after the one the text is told for, or 0.

    >>> year_ahead("二、2032年怎么干", "2031"), year_ahead("二、2031年怎么样", "2031")
    (2032, 0)
    """
    if "20" not in line or not _HEADING.match(line) or not default[:4].isdigit():
        return 0
    found = _YEAR.search(line)
    return int(found[0]) if found and int(found[0]) == int(default[:4]) + 1 else 0


@lru_cache(maxsize=1)
def _paragraph_words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("targets")
    ahead, will = trie(data["paragraph_when"]), trie(data["paragraph_will"])
    goals = rf"[^。，,；：:0-9]{{2,10}}{trie(data['paragraph_goals'])}[^。，,；：:0-9]{{2,6}}[：:]"
    looks = rf"(?:^|[。！？\n—]){_COUNTED}(?:我们{will}|{ahead}[，,]?[^。，,；0-9]{{0,12}}{will}|{goals})"
    return re.compile(looks), re.compile(trie(data["paragraph_done"]))


_WILL = re.compile("[要将须拟应划更]")
"""A character of every word of `paragraph_will`."""
_COUNTED = "(?:[（(]?[一二三四五六七八九十]{1,2}[）)、是])?"


def looks_ahead(stretch: str, before: bool) -> bool:
    """Whether the sentences from here to the end of the paragraph say what is to be done.

    Args:
        stretch: the words before the first figure of a sentence.
        before: whether the sentence before did.

    >>> looks_ahead("——我们要加强环境保护。森林覆盖率达到", False), looks_ahead("我们完成投资", False)
    (True, False)
    """
    if not before and not _WILL.search(stretch):
        return False  # most stretches, by one look
    looks, done = _paragraph_words()
    said = [match.start() for match in looks.finditer(stretch)]
    if not said:
        return before and not done.search(stretch)
    return not done.search(stretch, said[-1])


_YEAR_ALONE = re.compile(r"\s*((?:19|20)[0-9]{2})年度?[：:]?\s*")


def year_alone(line: str) -> int:
    """Return the year of a heading that is nothing else, or 0.

    >>> year_alone("2024年："), year_alone("2024年工作")
    (2024, 0)
    """
    found = _YEAR_ALONE.fullmatch(line)
    return int(found[1]) if found else 0
