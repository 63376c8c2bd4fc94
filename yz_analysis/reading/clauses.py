"""Read the words between two figures: what they say of the one before and of the one after.

The reader never looks at a sentence as a whole. Every stretch of text between two figures is read once,
by a bounded look to the right of the first and to the left of the second, and remembered: the genre
repeats itself (，同比增长), so most stretches of a long text are known already.
"""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.phrases import headline, inner, subject
from yz_analysis.reading.tables import backwards, table, trie, words

LONGEST = 240
"""Characters of a stretch that are read from its end; a name further away is not the figure's."""

SAME, CLAUSE, SEMICOLON, SENTENCE, LINE = range(5)


class Stretch:
    """What the words between two figures say.

    Attributes:
        qualifier, noun: of the figure before: 以上 …, and the name that follows it (5个特色农业县).
        breaks: the strongest mark inside: SAME, CLAUSE, SEMICOLON, SENTENCE or LINE.
        brackets: "(" and ")" in order.
        name, whole: of the figure after: the name in its clause, and the clause up to the predicate.
        earlier: a name in an earlier clause of the stretch.
        predicate, verb: the class of the predicate and its word.
        bound: qualifier that stands before the figure.
        each: 分别 stands before the figure.
        comparator: what it is compared with.
        bare: only a list mark stands between the two figures.
        outer: the name before a bracket that opens here.
    """

    __slots__ = (
        "bare",
        "bound",
        "brackets",
        "breaks",
        "comparator",
        "each",
        "earlier",
        "name",
        "noun",
        "outer",
        "predicate",
        "qualifier",
        "verb",
        "whole",
    )

    def __init__(self) -> None:
        self.qualifier = self.noun = self.brackets = self.name = self.whole = self.earlier = ""
        self.predicate = self.verb = self.bound = self.comparator = self.outer = ""
        self.breaks = SAME
        self.each = self.bare = False


MARKS = re.compile(r"[，,；;。！？!?\n：:（）()]+")
_BREAKS = {"，": CLAUSE, ",": CLAUSE, "：": CLAUSE, ":": CLAUSE, "；": SEMICOLON, ";": SEMICOLON, "\n": LINE}
_LISTED = re.compile(r"(?:分别)?[、和及与或到至，,\-—–~～：:]{1,2}|以及|，和|和约|、约|[、和]第")
_ASIDE = re.compile(r"[（(][^（）()\n]{0,40}[）)]")
_SHARE = re.compile(
    r"占(?!用|地|道|领|有|比|股|线).{1,40}?(?:的)?(?:比重|比例|份额|百分比)?(?:分别|已|约|将|也)*(?:为|达到|达|超过|超|的|约|近|提高到|上升到|提升到|降至|降到|下降到)?$"
)
_SUPER = tuple("长大高低市薄导级前额")
_MEANS = tuple("日人户亩月单")
_PACTS = tuple("签节集预特合")
_STAGE = re.compile(r"看$|而言$|来讲$|方面$|^(?:受|随着|面对|根据)|以来$")
_ASIDE_NAME = re.compile("[和与及、比较占]|高于|低于|快于|慢于|其中$")
_MOVES = re.compile(r"[0-9]|^了|增长(?!速度|率)|下降|完成|实现|达|为|上升|提高|减少|分别")
_COMPARED = re.compile(
    r"[环同]比(?=上[月年季周旬]|去年|前[年期])|(?<![同环占可对之百性无攀相])(?<!性别)比(?!重|例|较|率|价|值|亚|如|拼|特|基|赛|武|分|由|为|从|缩|扩|达)|(?<!比)较(?!快|大|高|低|好|强|多|少|为|差|早|长|小)"
    r"|(?:与|同|和)(?=上年|去年|同期|全国|全省|全市|前|一季|上半|[0-9“])"
)


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, str], re.Pattern[str], dict[str, str], re.Pattern[str]]:
    data, after = table("predicates"), table("qualifiers")
    classes: dict[str, str] = {}
    for key in ("is", "share", "keep", "to", "up", "down", "narrow", "ahead", "behind"):
        classes.update(dict.fromkeys(data[key], key))
    bounds: dict[str, str] = {}
    for key in ("approx", "le", "ge", "gt", "lt"):
        bounds.update(dict.fromkeys(data[key], key))
    each = backwards(data["each"])
    tail = re.compile(
        rf"(?P<bound>{backwards(bounds)})?(?P<each>{each})?(?P<verb>{backwards(classes)})?(?P<each2>{each})?(?:{backwards(data['adverbs'])}|{each})*"
    )
    right = {word: key for key in ("approx", "le", "ge", "gt") for word in after[key]}
    head = re.compile(
        rf"(?P<qualifier>{trie(right)})?(?P<noun>(?:“[^“”，。\n]{{1,12}}”)?[^，,；;。！？!?\n：:（）()、“”0-9]*)"
    )
    gap = re.compile(rf"(?P<verb>{trie([*data['ahead'], *data['behind']])})(?P<what>.{{0,24}})$")
    return tail, classes, head, bounds | {"": ""}, gap


_NO_NOUN = re.compile(
    r"^(?:增(?!长速度|速)|升|退|相比|下降|比|较(?![快高])|和|及|与|至|到|提高|减少|左右|为|占|是|同比(?!增)|环比|以|并|且|用于|分别|其中|上升|回落|低于|高于|快于|慢于|达|突破|超|实现|完成|累计|均|，|大幅|同期|降|有所|居|位|列|收窄|扩大|年均(?!增)|大关|台阶|关口|名义|实际|再|又|仅|已|将|从|由|在|对|支持|带动|拉动|惠及|解决|让|使|缩小|缩短|压缩|压减|调整|优化|变为|转为|跃升|攀升|恢复到|增至|翻)"
)


def read_right(stretch: str) -> tuple[str, str]:
    """Return the qualifier and the noun that follow a figure directly.

    >>> read_right("以上，比上年"), read_right("特色农业县，带动")
    (('ge', ''), ('', '特色农业县'))
    """
    match = _tables()[2].match(stretch[:48])
    if not match:
        return "", ""
    word = match["qualifier"] or ""
    noun = match["noun"]
    if word in ("内", "起", "来", "多", "余", "许") and noun and noun[0] not in "的完实“":
        word, noun = "", word + noun
    if _NO_NOUN.match(noun.lstrip("的")):
        noun = ""
    right = table("qualifiers")
    key = next((k for k in ("approx", "le", "ge", "gt") if word in right[k]), "") if word else ""
    return key, noun


def _read_left(out: Stretch, clause: str) -> None:
    """Read predicate, qualifier, comparator and name from the end of a clause."""
    tail, classes, _, bounds, gap = _tables()
    clause = clause.rstrip("第前") or clause
    share = _SHARE.search(clause)
    match = tail.match(clause[::-1])
    end = match.end() if match else 0
    if match:
        bound, verb = (match["bound"] or "")[::-1], (match["verb"] or "")[::-1]
        if bound == "约" and not verb and clause[-2:-1] in _PACTS:
            bound, end = "", 0  # 签约120个
        out.bound = bounds[bound]
        out.each = bool(match["each"] or match["each2"] or "分别" in clause[-12:] or "依次" in clause[-12:])
        out.verb, out.predicate = verb, classes.get(verb, "")
        if bound and not verb:
            out.verb = bound
        if out.predicate == "keep":
            # 企业新增41家: new ones, a level, and part of the name
            out.predicate, end = "", len(bound)
    whole = clause[: len(clause) - end] if end else clause
    if end and clause[len(whole)] == "均" and whole.endswith(_MEANS):
        whole += "均"  # 日均11万人次
    if share:
        out.predicate = "share"
        out.name = (
            subject(clause[: share.start()]) + whole[share.start() :].rstrip("的")
            if share.start() < len(whole)
            else subject(whole)
        )
        out.whole = whole
        return
    compared = list(_COMPARED.finditer(whole[-30:]))
    if compared and whole[-1] == "比" and out.predicate in ("", "is"):
        compared = []  # 存贷比76.5%
    if compared:
        offset = max(0, len(whole) - 30)
        out.comparator = whole[offset + compared[-1].end() :]
        whole = whole[: offset + compared[-1].start()]
    else:
        ahead = gap.search(clause)
        moved = out.predicate in ("up", "down", "to", "narrow")
        if ahead and ahead["verb"] == "超" and ahead["what"][:1] in _SUPER:
            ahead = None  # 超长期国债
        if ahead and (ahead["what"] or not (moved or out.bound)) and not _MOVES.search(ahead["what"]):
            out.predicate = "ahead" if ahead["verb"] in words("predicates", "ahead") else "behind"
            out.comparator, out.verb = ahead["what"], ahead["verb"]
            whole = clause[: ahead.start()]
    out.whole = whole
    out.name = subject(whole)


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
        if _LISTED.fullmatch(stretch):
            out.bare = True
            out.breaks = CLAUSE if stretch[0] in "，," else SAME
            return out
        out.qualifier, out.noun = read_right(stretch)
        rest = stretch.lstrip("、")
    if "（" in rest or "(" in rest:
        rest = _ASIDE.sub("", inner().sub(r"\1", rest))
    for mark in MARKS.findall(rest):
        for character in mark:
            out.breaks = max(
                out.breaks, _BREAKS.get(character, SENTENCE if character in "。！？!?" else SAME)
            )
            if character in "（(":
                out.brackets += "("
            elif character in "）)":
                out.brackets += ")"
    clauses = MARKS.split(rest)
    beside = False
    if out.brackets.endswith("("):
        outer = MARKS.split(rest[: max(rest.rfind("（"), rest.rfind("("))])
        if len(outer) > 1 or first:
            beside = bool(_ASIDE_NAME.match(outer[-1]) or _COMPARED.search(outer[-1]))
            out.outer = "" if beside else subject(outer[-1])
    last = clauses[-1]
    if not first and len(clauses) == 1:
        # the words belong to both sides: 20个项目总投资 …
        if (
            out.noun
            and rest.endswith(("、", "和", "及", "与"))
            and rest.rstrip("、和及与").endswith(out.noun)
        ):
            return out  # 135枚金牌、52枚银牌
        last = last.lstrip("和及与、")
        word = (
            next((w for w in words("qualifiers", "ge", "le", "approx", "gt") if last.startswith(w)), "")
            if out.qualifier
            else ""
        )
        last = last[len(word) :]
    _read_left(out, last)
    if not out.name or out.name[0] == "占":
        begin = 0 if first else 1
        strong = max((m.end() for m in re.finditer(r"[。！？!?\n；;]", rest)), default=0)
        earlier = MARKS.split(rest[strong:])[: -2 if beside else -1]
        for clause in reversed(earlier if strong else earlier[begin:]):
            name = "" if _STAGE.search(clause) else subject(clause.strip("“”"))
            if name:
                out.earlier = name
                break
        if not out.earlier and strong and out.predicate in ("is", "to", ""):
            out.earlier = headline(rest[:strong])
    return out
