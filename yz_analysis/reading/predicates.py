"""Read the end of the clause before a figure: predicate, bound, what it is compared with, name."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.phrases import subject
from yz_analysis.reading.stretches import Stretch
from yz_analysis.reading.tables import backwards, table, trie, words

_OF_A_WHOLE = "占(?!用|地(?!区|方)|道|领|有|比|股|线)"
"""Pattern of 占 as the word for a share, not as part of another (占地, 占有)."""
SHARE_OF = re.compile(_OF_A_WHOLE)
_SHARE = re.compile(
    _OF_A_WHOLE + r".{1,40}?(?:的)?(?:比重|比例|份额|百分比)?(?:分别|已|约|将|也)*"
    "(?:为|达到|达|超过|超|的|约|近|提高到|上升到|提升到|降至|降到|下降到)?$"
)
_SHORT = ("比重", "占比", "份额", "比例", "率")
_SUPER = tuple("长大高低市薄导级前额亿万千百十")
_MEANS = tuple("日人户亩月单")
_NOW = re.compile(
    "(?<=[到至为])(?:本年度?|今年|当年|目前|现在|(?:19|20)[0-9]{2}年[末底]?)的$"
)  # 降到今年的31.4%
_EACH_ONE = re.compile("(?<=.)(?:每(?:个家庭|学年|[人户亩月年天日车吨套床村组]))+$")
_PACTS = tuple("签节集预特合")
_MOVES = re.compile(r"[0-9]|^了|增长(?!速度|率)|下降|完成|实现|达|为|上升|提高|减少|分别")
_THEN = "(?=上[年月季半周]|去年|同期|全[国省市区县州]|前|[一二三]季|预期|年初|历史|[0-9“])"
# every branch opens with a character of its own, so that the engine looks for them all at once
_COMPARED = re.compile(
    r"环比(?=上[月年季周旬]|去年|前[年期])|比(?<![同环占可对之百性无攀相]比)(?<!性别比)(?!重|例|较|率|价|值|亚|如|拼|特|基|赛|武|分|由|为|从|缩|扩|达)|较(?<!(?<!占)比较)(?!快|大|高|低|好|强|多|少|为|差|早|长|小)"
    rf"|与{_THEN}|同(?:比(?=上[月年季周旬]|去年|前[年期])|{_THEN})|和{_THEN}"
)
_PACES = ("快于", "慢于")
_JOINS = frozenset("和与同")
COMPARED_WITHIN = 30
"""Characters before the predicate in which the other side of a comparison is named."""


@lru_cache(maxsize=1)
def _tables() -> tuple[re.Pattern[str], dict[str, str], dict[str, tuple[str, str]], re.Pattern[str]]:
    """The pattern of a reversed clause, its bounds and verbs (reversed as well), and that of a gap."""
    data = table("predicates")
    verbs: dict[str, tuple[str, str]] = {"": ("", "")}
    for key in ("is", "share", "keep", "to", "up", "down", "narrow", "ahead", "behind"):
        verbs.update((word[::-1], (word, key)) for word in data[key])
    bounds: dict[str, str] = {"": ""}
    for key in ("approx", "le", "ge", "gt", "lt"):
        bounds.update((word[::-1], key) for word in data[key])
    each = backwards(data["each"])
    tail = re.compile(
        rf"({trie(filter(None, bounds))})?({each})?({trie(filter(None, verbs))})?({each})?"
        rf"(?:{backwards([*data['adverbs'], *data['each']])})*"
    )
    gap = re.compile(rf"({trie([*data['ahead'], *data['behind']])})(.{{0,24}})$")
    return tail, bounds, verbs, gap


def read_left(out: Stretch, clause: str) -> None:
    """Read predicate, qualifier, comparator and name from the end of a clause into `out`."""
    tail, bounds, verbs, gap = _tables()
    clause = clause.rstrip("第前") or clause
    if clause[-1:] == "的":
        clause = _NOW.sub("", clause)
    if "每" in clause[-5:]:
        clause = _EACH_ONE.sub("", clause)  # 提高到每人每月760元
    match = tail.match(clause[::-1])
    if match is None:  # cannot be: every part may be absent
        return
    bound, each, verb, each_too = match.groups("")
    end = match.end()
    if bound == "约" and not verb and clause[-2:-1] in _PACTS:
        bound, end = "", 0  # 签约120个
    out.bound = bounds[bound]
    if "分别" in clause or "依次" in clause:
        out.each = bool(each or each_too or "分别" in clause[-12:] or "依次" in clause[-12:])
    out.verb, out.predicate = verbs[verb]
    if bound and not verb:
        out.verb = bound[::-1]
    if out.predicate == "keep":
        # 企业新增41家: new ones, a level, and part of the name
        out.predicate, end = "", len(bound)
    whole = clause[: len(clause) - end]
    if end and clause[len(whole)] == "均" and whole.endswith(_MEANS):
        whole += "均"  # 日均11万人次
    elif end and clause[len(whole)] == "年" and whole[-1:].isdigit():
        whole += "年"  # 2031年、2032年均为 …
    share = _SHARE.search(clause) if "占" in clause else None
    if share:
        compared = _COMPARED.search(whole, share.start())
        if compared:  # 占财政收入的比重比上年提高 …
            out.comparator, whole = whole[compared.end() :], whole[: compared.start()]
        out.predicate, out.whole = "share", whole
        out.name = (
            subject(clause[: share.start()]) + whole[share.start() :].rstrip("的")
            if share.start() < len(whole)
            else subject(whole)
        )
        return
    out.whole = _without_comparison(out, clause, whole, gap)
    out.name = subject(out.whole)
    if out.predicate == "share":
        out.name = _in_short(out.name)


def _in_short(name: str) -> str:
    """The name of a share whose whole is not said (第三产业占47%)."""
    short = not name or name.endswith(_SHORT) or name in words("subjects", "parts")
    return name if short else name + "占比"


def is_comparison(clause: str) -> bool:
    """Whether a clause names the other side of a comparison.

    >>> is_comparison("增速比全省平均水平"), is_comparison("存贷款余额")
    (True, False)
    """
    return _COMPARED.search(clause) is not None


def _without_comparison(out: Stretch, clause: str, whole: str, gap: re.Pattern[str]) -> str:
    """Return what is left of `whole` before the other side of a comparison, which goes into `out`."""
    near = whole[-COMPARED_WITHIN:]
    last: re.Match[str] | None = None
    found = _COMPARED.search(near)
    while found:  # the last of them counts; there is seldom one, so that an iterator would cost more
        if last is None or found[0][0] not in _JOINS:
            last = found  # 比1-2月和1-3月分别 …: one comparison
        found = _COMPARED.search(near, found.end())
    if last and not (whole[-1] == "比" and out.predicate in ("", "is")):  # 存贷比76.5%
        out.comparator = near[last.end() :]
        return whole[: len(whole) - len(near) + last.start()]
    ahead = gap.search(clause)
    if ahead is None:
        return whole
    verb, what = ahead.groups()
    if verb == "超" and what[:1] in _SUPER:
        return whole  # 超长期国债, 产值超亿元企业
    if not what and (out.bound or out.predicate in ("up", "down", "to", "narrow")):
        return whole
    alone = verb in _PACES or (ahead.start() == 0 and verb[-1] == "于")
    if _MOVES.search(what) and not (alone and out.predicate == "up"):
        return whole  # but 快于经济增长2.6个百分点: than that growth
    out.predicate = "ahead" if verb in words("predicates", "ahead") else "behind"
    out.comparator, out.verb = what, verb
    return clause[: ahead.start()]
