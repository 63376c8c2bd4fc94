"""Read the words between two figures: what they say of the one before and of the one after.

The reader never looks at a sentence as a whole. Every stretch of text between two figures is read once,
by a bounded look to the right of the first and to the left of the second, and remembered: the genre
repeats itself (，同比增长), so many stretches of a long text are known already.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading import periods, places, targets
from yz_analysis.reading.phrases import headline, inner_bracket, subject
from yz_analysis.reading.predicates import is_comparison, read_left
from yz_analysis.reading.stretches import CLAUSE, LINE, NOTHING, SAME, SEMICOLON, SENTENCE, Stretch
from yz_analysis.reading.tables import table, trie, words

LONGEST = 240
"""Characters of a stretch that are read from its end; a name further away is not the figure's."""

_MARKS = "，,；;。！？!?\n：:（）()】"
MARKS = re.compile(f"[{_MARKS}]+")
_MARKED = re.compile(f"([{_MARKS}]+)")
_ONE_CLAUSE = re.compile(f"([{_MARKS}]*)([^{_MARKS}]*)")
_BREAKS = {
    **dict.fromkeys("，,：:", CLAUSE),
    **dict.fromkeys("；;", SEMICOLON),
    **dict.fromkeys("。！？!?】", SENTENCE),
    **dict.fromkeys("（）()", SAME),
    "\n": LINE,
}
_BRACKETS = {"（": "(", "(": "(", "）": ")", ")": ")"}
_STRONG = "。！？!?\n；;】"
_COMMA = re.compile("[，,；;]")
_LISTED = re.compile(r"(?:分别)?[、和及与或到至向，,\-—–~～：:]{1,2}|以及|，和|和约|、约|[、和]第")
LONGEST_LISTED = 4
_CLOSED = re.compile(r"（[^（）\n]*）")
_ASIDE = re.compile(r"[（(][^（）()\n]{0,40}[）)]")
_STAGE = re.compile(r"看$|而言$|来讲$|方面$|^(?:受|随着|面对|根据)|以来$")
_BESIDE = re.compile(
    "(全[国省市县区州]|我国)(?:的?平均)?(?:水平|增速)?$"
)  # 比全省（5.1%）和全国平均水平（5%）
_ASIDE_NAME = re.compile("[和与及、比较占]|高于|低于|快于|慢于|其中$")


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, str]]:
    """The pattern of what follows a figure, and its qualifiers by their word."""
    after = table("qualifiers")
    # the first list that holds a word has it
    right = {word: key for key in ("gt", "ge", "le", "approx") for word in after[key]} | {"": ""}
    return re.compile(
        rf"({trie(filter(None, right))})?((?:“[^“”，。\n]{{1,12}}”)?[^{_MARKS}、“”0-9]*)"
    ), right


_NO_NOUN = re.compile(
    r"^(?:[减增短多少欠]收(?!入)|[减增]支(?!出)|增(?!长速度|速)|升|退|相比|下降|比|较(?![快高])|和|及|与|至|到|提高|减少|左右|为|占|是|同比(?!增[速幅])|环比|以|并|且|用于|分别|其中|上升|回落|低于|高于|快于|慢于|达|突破|超|实现(?!(?:了|同比|正|较快|不同程度|[两一]位数)*的?(?:增长|盈利|下降|上涨))|完成|累计|均|，|大幅|同期|降|有所|居|位|列|收窄|扩大|年均(?!增)|新?的?(?:大关|台阶|关口|门槛)|名义|实际|再|又|仅|已|将|从|由|在(?![库建园校册职岗孵营读])|对|支持|带动|拉动|惠及|解决|让|使|缩小|缩短|压缩|压减|调整|优化|变为|转为|跃升|攀升|恢复到|增至|翻)"
)


@lru_cache(maxsize=1)
def _parts() -> frozenset[str]:
    return words("subjects", "parts")


_NO_WORD = frozenset(_MARKS + "、”0123456789") | {""}
"""What neither a qualifier nor a noun begins with."""


_BEGINNERS = ("起", "来", "多", "余", "许")
"""Qualifiers that may as well begin a noun."""
_INNER = frozenset("河资贸陆需地部容涵外控科燃销")
"""What follows 内 in a noun (内河航道); before all else it is a bound (3天内办结)."""
_SIZED = re.compile(rf"[0-9][0-9.,]*(?:[-—–~至到][0-9.]+)?[^{_MARKS}、“”0-9]{{2,30}}")


def read_right(stretch: str) -> tuple[str, str]:
    """Return the qualifier and the noun that follow a figure directly.

    A size may stand before the noun, and is part of it (20个50户以上小区).

    >>> read_right("以上，比上年"), read_right("特色农业县，带动"), read_right("50户以上小区，")
    (('ge', ''), ('', '特色农业县'), ('', '50户以上小区'))
    """
    first = stretch[:1]
    if first in _NO_WORD:
        sized = _SIZED.match(stretch[:48]) if "0" <= first <= "9" else None
        return ("", sized[0]) if sized else NOTHING
    after, qualifiers = _tables()
    match = after.match(stretch[:48])
    if match is None:
        return NOTHING
    word, noun = match.groups("")
    if stretch == "多":
        return NOTHING  # 比上年的7350元多640元
    if noun and (noun[0] in _INNER if word == "内" else word in _BEGINNERS and noun[0] not in "的完实“"):
        word, noun = "", word + noun
    if noun == "的":
        noun = ""  # 是上一个五年12亿元的2倍
    elif noun and _NO_NOUN.match(noun.lstrip("的 ")) and not (word and noun == "增长"):
        noun = ""  # but: 保持8%以上增长
    return qualifiers[word], noun


@lru_cache(maxsize=65536)
def read_stretch(stretch: str, first: bool) -> Stretch:
    """Read the text between two figures (or before the first one of a text).

    Args:
        stretch: the text between, at most `LONGEST` characters of its two ends.
        first: no figure stands before it.

    >>> found = read_stretch("，比上年增长", False)
    >>> found.predicate, found.comparator, found.breaks == CLAUSE
    ('up', '上年', True)
    """
    out = Stretch()
    rest = stretch
    if not first:
        if len(stretch) <= LONGEST_LISTED and _LISTED.fullmatch(stretch):
            out.bare = True
            out.breaks = CLAUSE if stretch[0] in "，," else SAME
            return out
        out.right = read_right(stretch)
        rest = stretch.lstrip("、")
    if "（" in rest or "(" in rest:
        rest = _ASIDE.sub("", inner_bracket().sub(r"\1", rest))
    marks, last = _marks(rest)
    if marks:
        out.breaks, out.brackets = _weigh(marks)
        if out.brackets[-1:] == "(":
            out.outer, out.place = _before_bracket(rest, first)
    elif not first:
        last = _after(last, *out.right)
    if last:
        read_left(out, last)
    if marks and (
        not out.name or out.name[0] == "占" or ((first or out.breaks >= SEMICOLON) and out.name in _parts())
    ):
        out.earlier = _earlier(rest, first, beside=out.brackets[-1:] == "(" and not out.outer)
        if not out.earlier and out.breaks >= SEMICOLON and out.predicate in ("is", "to", ""):
            out.earlier = headline(rest[: max(map(rest.rfind, _STRONG)) + 1])
    _read_setting(out, stretch, first)
    return out


def _marks(rest: str) -> tuple[str, str]:
    """The marks of a stretch, and the clause after the last of them."""
    one = _ONE_CLAUSE.fullmatch(rest)
    if one:
        return one[1], one[2]
    parts = _MARKED.split(rest)  # clause, marks, clause, marks … clause
    return "".join(parts[1::2]), parts[-1]


@lru_cache(maxsize=1024)
def _weigh(marks: str) -> tuple[int, str]:
    """The strongest of the marks, and the brackets among them."""
    return max(_BREAKS[mark] for mark in marks), "".join(_BRACKETS.get(mark, "") for mark in marks)


def _after(words: str, qualifier: str, noun: str) -> str:
    """What is left for the figure after, of words that belong to both sides (20个项目总投资 …)."""
    if noun and words.endswith(("、", "和", "及", "与")) and words.rstrip("、和及与").endswith(noun):
        return ""  # 135枚金牌、52枚银牌
    words = words.lstrip("和及与、")
    match = _tables()[0].match(words) if qualifier else None
    return words[match.end(1) :] if match and match[1] else words


def _before_bracket(rest: str, first: bool) -> tuple[str, str]:
    """The name before a bracket that is still open, or the area whose figure the bracket gives beside."""
    outer = MARKS.split(rest[: max(rest.rfind("（"), rest.rfind("("))])
    if _beside(outer[-1]):
        area = _BESIDE.search(outer[-1])
        return "", area[1] if area else ""
    return "" if len(outer) == 1 and not first else subject(outer[-1]), ""


def _beside(clause: str) -> bool:
    """Whether a clause before a bracket names what is compared with, and not what the bracket counts."""
    return bool(_ASIDE_NAME.match(clause)) or is_comparison(clause)


def _earlier(rest: str, first: bool, *, beside: bool) -> str:
    """The name nearest to the figure in the clauses before its own, or `beside` that before its bracket."""
    strong = max(map(rest.rfind, _STRONG)) + 1
    clauses = MARKS.split(rest[strong:])[:-1]
    if beside and clauses and _beside(clauses[-1]):
        del clauses[-1]
    for clause in reversed(clauses if strong or first else clauses[1:]):
        name = "" if _STAGE.search(clause) else subject(clause.strip("“”"))
        if name:
            return name
    return ""


def _read_setting(out: Stretch, stretch: str, first: bool) -> None:
    """Read mood, period and place of the figure after a stretch, in the sentence it belongs to."""
    sentence = own = stretch
    if "。" in stretch or "！" in stretch:
        sentence = own = stretch[max(stretch.rfind("。"), stretch.rfind("！")) + 1 :]
    if CLAUSE <= out.breaks < SENTENCE and not first and own[:1] not in "，,；;":
        # the words before the first comma belong to the figure before
        comma = _COMMA.search(own)
        own = own[comma.start() :] if comma else own
    out.mood = targets.mood(own)
    if out.mood is None and "到20" in sentence:
        out.until = targets.until(sentence)
    then = sentence
    if "（" in sentence:
        # what a bracket says that is closed again is said of what stands in it
        then = _CLOSED.sub("", sentence).rpartition("（")[2] or sentence
    if out.comparator and out.verb != "的":
        then = then[: then.rfind(out.comparator)]
    out.period = periods.find(then) if len(then) > 1 else None
    if out.whole:
        out.place = places.of_words(out.whole.lstrip("其中，, "))
