"""The area a figure is printed for, as far as the text says."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from yz_analysis.reading.tables import table, trie

HEAD = 600
TITLE, OPENING = 90, 300
"""Characters in which a text may speak of the whole country, and those in which it names its area."""
LONGEST_INNER = 4
"""Characters of an area that stands inside the one before it (某省某市某县)."""
LEVELS = "省市县区州盟旗镇乡"
_COMMON = tuple(table("places")["common"])
_VERBS = tuple(table("places")["verbs"])
_REGIONS = tuple(table("places")["regions"])
_SMALLER = {
    "省": "市县区州盟旗镇乡",
    "市": "县旗镇乡",
    "州": "县旗镇乡",
    "盟": "县旗镇乡",
    "县": "镇乡",
    "区": "镇乡",
}
"""What ends so, named after 全省 or 全市, is a part of the text's area."""
_PLACES = frozenset(table("places")["in_names"])
_GENERIC = frozenset(
    "深高浅石入进出拟已将一二三四五六七八九十百千万大中小全各本该老新主县省市区州外邻两几数贫我此某"
)
_LOCAL = re.compile(f"[全我本][{LEVELS}]")
_OWN = re.compile(
    r"[全我本各年居列幅对占在比较从向为由跨外了着的]|个|[一二三四五六七八九十两][市县区州]|以来|该|此|新增|新建|规划|实际|到位|利用|建设|打造|百亿|百强|贫困|重点|试点|示范|中心|周边|沿海|农业|工业|大县|强县|产粮|脱贫|委|局|厅|院|记者|本报|[和及与][省市县区州]|调查队"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("places")
    ends = trie(data["suffixes"])
    named = re.compile(
        rf"^([\u4e00-\u9fff]{{2,4}}?(?<!上)(?<!从){trie(data['named'])})(?!级|域|场|民|值|政(?!府性)|内|外(?![贸资汇经商事]))"
    )
    begins = re.compile(rf"[\n，。,：:；、—（(）)“《\s]|(?<=[0-9])[年月日]|{trie(data['before'])}")
    opens = re.compile(
        rf"([\u4e00-\u9fff]{{2,6}}?(?:{ends}|[\u4e00-\u9fff]{{1,8}}族自治[州县]))"
        r"(?!级|域|场|民|值|内|外(?![贸资汇经商事])|直|长|委|间)"
    )
    return named, begins, opens


@lru_cache(maxsize=1)
def _known() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Names that end in a common word, provinces, and bodies that a text's area has of its own."""
    data = table("places")
    provinces = trie([*data["provinces"], *data["regions"]])
    return (
        re.compile(trie(data["full"])),
        re.compile(rf"(?<![、与和比]){provinces}(?:省|市)?(?![、和与])"),
        re.compile(rf"([\u4e00-\u9fff]{{2,4}}?[{LEVELS}])(?=委|人民政府|政府|统计局|人大|政协)"),
    )


def _is_area(name: str) -> bool:
    """Whether what ends like an area is the name of one."""
    if _OWN.search(name) or name.startswith(_VERBS):
        return False
    if not name.endswith(_COMMON):
        return True
    # 岚州市, 云城市 and 青山区 are places; 中心城市, 大城市 and 深山区 are none
    return len(name) == 3 and name[1:] in _PLACES and name not in _COMMON and name[0] not in _GENERIC


def _opening(clause: str) -> str:
    """The area that opens a clause, the smallest where it stands inside larger ones, or ""."""
    opens = _patterns()[2]
    full, provinces, _ = _known()
    province = provinces.match(clause)
    begin = province.end() if province and full.match(clause, province.end()) else 0
    found = full.match(clause, begin) or opens.match(clause)
    if found is None or not (found.re is full or _is_area(found[0])):
        return ""
    while True:
        begin = found.end()
        inner = full.match(clause, begin) or opens.match(clause, begin)
        if inner is None or not (inner.re is full or (len(inner[0]) <= LONGEST_INNER and _is_area(inner[0]))):
            break
        found = inner
    name = found[0]
    province = None if found.re is full else provinces.match(name)
    rest = name[province.end() :] if province else ""
    return rest if len(rest) > 2 and "自治" not in rest else name


def of_text(text: str) -> str:
    """Return the area a text speaks of: named in its title or its first sentences, or else later, or "".

    >>> of_text("云溪县2023年国民经济和社会发展统计公报"), of_text("全省出口增长。今年云南出口3亿元")
    ('云溪县', '云南')
    """
    begins = _patterns()[1]
    said = Counter(word[1] for word in _LOCAL.findall(text))
    level = max(said, key=said.__getitem__) if said else ""
    first = _LOCAL.search(text)
    parts = _SMALLER.get(level, "")
    for head in (text[:TITLE], text[TITLE:OPENING]):
        for clause in begins.split(head):
            name = _opening(clause) if clause else ""
            if name and (name[-1] not in parts or (first and text.find(name) < first.start())):
                return name
    late = _late(text, level)
    if late:
        return late
    return "全国" if ("全国" in text[:HEAD] or "我国" in text[:HEAD]) and not said else ""


def _late(text: str, level: str) -> str:
    """The area of a text that names it without its ending, by a body of its own, or only later."""
    _, begins, _ = _patterns()
    _, provinces, body = _known()
    if level in ("省", "区", ""):
        found = provinces.search(text[:OPENING])
        if found and _is_own(text, found[0], level):
            return found[0]
    if not level:
        return ""
    clauses = begins.split(text)
    for clause in clauses:
        own = body.match(clause)
        if own and own[1][-1] == level and _is_area(own[1]):
            return own[1]
    for clause in begins.split(text[:OPENING]) if level in "州县" else ():
        name = clause[:2]
        is_name = name[1:] == level and name[0] not in _GENERIC
        if is_name and (text.count(name) > 1 or clause in text[: text.find("\n", 1)]):
            return name  # 筠州
    return ""


def _is_own(text: str, name: str, level: str) -> bool:
    """Whether a province printed without its ending is what a text speaks of."""
    if level == "省":
        return not name.startswith(_REGIONS)
    if level == "区" and not name.startswith(_REGIONS):
        return False
    return sum(clause.startswith(name) for clause in _patterns()[1].split(text[:HEAD])) > 1


@lru_cache(maxsize=8192)
def of_words(words: str) -> str:
    """Return the area that opens a clause, or "" when it is the text's own.

    >>> of_words("兰新新区经济总量"), of_words("全市经济总量"), of_words("全国经济总量")
    ('兰新新区', '', '全国')
    """
    if words.startswith(("全国", "我国")):
        return "全国"
    match = _patterns()[0].match(words)
    return match[1] if match and not _OWN.search(match[1]) else ""
