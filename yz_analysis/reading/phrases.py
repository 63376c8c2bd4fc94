"""The name of what is measured: cut out of its clause, completed, split where several share it."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.tables import table, trie, words

_PART = (
    r"(?:全年|上半年|下半年|[前第]?[一二三四1-4]个?季度末?|首季|前[一二两三四五六七八九十0-9]{1,3}个(?:月|季度)|[0-9]{1,2}[-—–~至][0-9]{1,2}月份?|"
    r"[0-9]{1,2}月(?:[0-9]{1,2}日|份|末|底)?|(?:[前近过今未]|过去|今后|未来)[一二两三四五十]+年[来间]?|[一二三四五六七八九十0-9]{1,2}年(?:来|间|前|以来|(?=累计|新增|[总一]?共))|年末|年底|年初|年内|期末|末|底)"
)
_YEAR = r"(?:(?:19|20)[0-9]{2}年?[-—–~至](?:19|20)?[0-9]{2}年|(?:19|20)[0-9]{2}年|[今去上前当本明]年)"
_PERIOD = rf"(?:截至|截止|到|至|自|从|早在|在)?(?:{_YEAR}{_PART}?|{_PART})"


_PLAN = r"[“\"「]?十[一二三四五]?五[”\"」]?(?:时期|期间|以来|末)?"
_BEGINS = '第截到至自从早在今去上前当本明全下首近过未年期末底一二三四五六七八九十0123456789“"「（('
"""The characters that a period, a plan or the number of a list begins with."""


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], frozenset[str]]:
    """Patterns of what leads a name in and of what joins its parts; the characters a lead begins with."""
    leads, own, joints = table("subjects")["lead"], table("places")["own"], table("subjects")["joints"]
    lead = re.compile(rf"(?:{trie(own)}|{_PLAN}|{_PERIOD}(?:以来|期间|，)?|{trie(leads)})")
    begins = frozenset(_BEGINS).union(w[0] for w in leads + own)
    return lead, re.compile(rf"{trie(joints)}了?(?=.)(?!率(?!先))"), begins


_LISTED = re.compile(r"、|，|,|和|(?<!普)及(?!其他|格|时)|与|以及")
_COUNTED = re.compile(
    r"(?:[0-9]{1,2}(?:[、）)]|[.．](?![0-9]))|[一二三四五六七八九十]{1,3}(?:是|、(?![二三][、产和]))|[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}[）)])"
)
_SPAN = re.compile(
    r"(?:(?:提前)?[近前过去这]{0,2}[一二两三四五六七八九十0-9]{1,3}(?:年|个月|个季度|月)[来间中]{0,2})?[远又再]?"
)
_SPANS = frozenset("年月度来间中远又再")
"""The characters that a span of time ends in."""
_TRAIL = re.compile(
    r"(?:由|从|按)?每[人户月亩](?:每[年月])?$|(?:分别|依次|均(?<![日月人户亩单]均)|都|也|则|预计|预计能|能(?<![耗功产节动性效储光热氢核智职机]能)|可|能够|可达|同比|双双|已|连续|仍|仍然|明显|有望|以)+$|(?:转)?由[0-9一二三四上前年月季度—\-]{1,10}的?$"
    r"|(?<=[\u4e00-\u9fff]{3})[二两三四五]年$"
    r"|(?:(?:增加|提高|上升|下降|降低|增长|提升|扩大|发展|减少|升|降|增|减)?[到至]|由|从|比|较)(?:(?:19|20)[0-9]{2}年|[上去]年)(?:末|底)?的?$"
)
_LASTING = re.compile(r"在?历史(?:同期)?$|(?:19|20)[0-9]{2}年以来$")
_TRAILS = frozenset(
    "计能可够达史期来人户月年亩别次均都也则比双已续仍然显望以由的末底0123456789一二三四上前年月季度—-"
)
"""The characters that what trails a name ends in."""
_ASIDE = re.compile(
    r"(?:已|首次|历史性|成功|双双|一举)*(?:突破|超过|跨越|跨[上过]|迈[上过]|站[上稳]|登上|跃上|越过|闯过)[^，、]{1,8}(?:大关|台阶|关口|门槛)|按[^，、]{1,12}(?:计价|折合|折算|计算|核算|计|口径|价格|汇率)|连续[0-9一二三四五六七八九十]{1,3}(?:个月|个季度|年|次|天)"
)
_LEFT_OUT = re.compile(
    r"(?:扣除|剔除|若?不含|受|考虑)[^，]{1,14}(?:因素|影响)?后|(?:扣除|剔除)[^，]{1,12}(?:因素|影响)"
)
_HOW = re.compile("[按续除含受虑关阶槛]")
"""A character of every word that opens one of those."""
_LOOSE = "，, 　、：:“”\"'‘’()（）—-.·；;！。*#•●◆■□◇○◎★☆▲△▶►※→"
"""Marks that may stand before a name."""


@lru_cache(maxsize=1)
def _protected() -> tuple[str, ...]:
    return tuple(table("subjects")["protected"])


@lru_cache(maxsize=16384)
def subject(clause: str) -> str:
    """Return the name in the words before a predicate, or "" when they name nothing.

    >>> subject("其中，全市第一产业实现增加值"), subject("上半年，全市"), subject("“十三五”期间，粮食产量")
    ('第一产业增加值', '', '粮食产量')
    """
    lead, joint, begins = _patterns()
    counted = _HOW.search(clause)
    name = (_without_asides(clause) if counted else clause).lstrip(_LOOSE)
    while name[:1] in begins:
        numbered = _COUNTED.match(name)
        if numbered:
            name = name[numbered.end() :]
        match = lead.match(name)
        if not match or match.end() == 0 or (match.end() <= 2 and name.startswith(_protected())):
            break
        name = name[match.end() :].lstrip(_LOOSE)
    if counted:
        name = _without_asides(name)
    found = joint.search(name)
    if found:
        before, inner = name[: found.start()], subject(name[found.end() :])
        name = (before if before not in words("places", "own") else "") + inner if inner else before
    name = name.strip("，, 　、：:；;")
    if name[-1:] in _TRAILS:
        name = _LASTING.sub("", _TRAIL.sub("", name))
    if ("”" in name or "“" in name) and name.count("”") != name.count("“"):
        name = f"“{name}" if f"“{name}" in clause and "”" in name[1:-1] else name.strip("”“")
    return "" if name[-1:] in _SPANS and _SPAN.fullmatch(name) else name


def _without_asides(name: str) -> str:
    """Cut out how a name is counted: 按美元计价, 扣除价格因素后."""
    left_out = _LEFT_OUT.match(name)
    if left_out:
        name = name[left_out.end() :]
    return _ASIDE.sub("", name)


@lru_cache(maxsize=1)
def inner_bracket() -> re.Pattern[str]:
    """A short bracket inside a name, which goes on with what it measures: 竹荪类（鲜干合计）产量."""
    heads = trie(table("subjects")["heads"])
    return re.compile(rf"[（(](?<=[\u4e00-\u9fff][（(])((?!不?含)[\u4e00-\u9fff]{{1,8}})[）)](?={heads})")


_HEADLINE_ENDS = frozenset("。！")


@lru_cache(maxsize=1)
def _headlines() -> re.Pattern[str]:
    data = table("headlines")
    return re.compile(
        rf"(?:^|[。！？!?\n；;])([^，,。；;：:\n]{{2,16}}?)(?:{trie(data['manners'])})*(?:{trie(data['moves'])})[。！\n]\s*$"
    )


@lru_cache(maxsize=1)
def _moves() -> tuple[str, ...]:
    return tuple(table("headlines")["moves"])


def headline(words: str) -> str:
    """Return what a short sentence before the figure's own says that it is about, or "".

    >>> headline("2.财政收入稳步增长。"), headline("各项工作扎实推进。")
    ('财政收入', '')
    """
    said = words.rstrip()
    if said[-1:] not in _HEADLINE_ENDS or not said[:-1].rstrip("。！").endswith(_moves()):
        return ""
    found = _headlines().search(words[-32:])
    return subject(found[1]) if found else ""


@lru_cache(maxsize=1)
def _pairs() -> dict[int, list[tuple[str, list[str]]]]:
    """Words that stand for several names, longest first, by how many they stand for."""
    pairs: dict[int, list[tuple[str, list[str]]]] = {}
    for item in sorted(table("subjects")["pairs"].items(), key=lambda item: -len(item[0])):
        pairs.setdefault(len(item[1]), []).append(item)
    return pairs


# 化工、建材两个行业产值: what sums the names up is no part of the last
_SUMMED = re.compile(
    r"[二两三四五六七八九十2-9](?<=[\u4e00-\u9fff）)”].)(?<![、和及与第].)[二两三四五六七八九十]?[大个类家种项](?:[\u4e00-\u9fff]{0,4}?)"
    r"(?:产业|行业|企业|园区|产品|领域|区域|板块|县区|门类|城市|地区|商品|[业类者项]|县|区|市)"
)


def split_subject(name: str, count: int) -> list[str] | None:
    """Return `count` names a joint subject stands for, or None when it does not divide so.

    >>> split_subject("城乡居民人均可支配收入", 2)
    ['城镇居民人均可支配收入', '农村居民人均可支配收入']
    >>> split_subject("化学需氧量、二氧化硫排放量", 2)
    ['化学需氧量排放量', '二氧化硫排放量']
    >>> split_subject("税收收入", 3) is None
    True
    """
    if count < 2 or count > 40 or len(name) > 400:
        return None
    for pair, names in _pairs().get(count, ()):
        if pair in name and ("、" in pair or name.count("、") + 1 != count):
            return [name.replace(pair, one, 1) for one in names]
    if "、" in name or "和" in name:
        name = _SUMMED.sub("", name.replace("分别", ""), count=1)
    name, others, tail = name.partition("等")
    if not others or "、" not in name:
        name, tail = name + others + tail, ""
    pieces = [piece for piece in re.split(r"、|，|,", name) if piece]
    if len(pieces) < count:
        pieces = [piece for piece in _LISTED.split(name) if piece]
    if len(pieces) != count:
        return None
    if not tail:
        return _share_tail(pieces)
    head = re.search(f"{_heads().pattern}$", tail)
    return [piece + head.group() for piece in pieces] if head else pieces


def _share_tail(pieces: list[str]) -> list[str]:
    """Give each piece the head that only the last one carries (化学需氧量、二氧化硫排放量)."""
    last, others = pieces[-1], pieces[:-1]
    measures = _measures()
    for piece in others:
        if piece.endswith(measures):
            return pieces
    heads = _heads()
    for start in range(1, len(last)):
        head = heads.match(last, start)
        if head and not any(head.group() in piece for piece in others):
            return [piece + last[start:] for piece in others] + [last]
    return pieces


@lru_cache(maxsize=1)
def _heads() -> re.Pattern[str]:
    return re.compile(trie([*table("subjects")["heads"], *table("subjects")["things"]]))


@lru_cache(maxsize=1)
def _measures() -> tuple[str, ...]:
    return tuple(head for head in table("subjects")["heads"] if len(head) > 1)
