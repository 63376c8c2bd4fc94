"""The area a figure is printed for, as far as the text says."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.tables import table, trie

HEAD = 600
TITLE, OPENING = 90, 300
"""Characters in which a text may speak of the whole country, and those in which it names its area."""
_COMMON = tuple(table("places")["common"])
_VERBS = tuple(table("places")["verbs"])
_LOCAL = re.compile("[全我本][省市县区州盟旗镇乡]")
_OWN = re.compile(
    r"[全我本各年居列幅对占在比较从向为由跨外]|个|[一二三四五六七八九十两][市县区州]|以来|该|此|新增|百亿|百强|贫困|重点|试点|示范|中心|周边|沿海|农业|工业|大县|强县|产粮|脱贫"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("places")
    ends = trie(data["suffixes"])
    named = re.compile(
        rf"^([\u4e00-\u9fff]{{2,4}}?(?<!上)(?<!从){trie(data['named'])})(?!级|域|场|民|值|政|内|外)"
    )
    begins = re.compile(rf"[\n，。,：:；、—（(“《\s年月日]|{trie(data['before'])}")
    opens = re.compile(
        rf"([\u4e00-\u9fff]{{2,6}}?{ends})(?!级|域|场|民|值|内|外(?![贸资汇经商事])|直|长|委|间)"
    )
    return named, begins, opens


def of_text(text: str) -> str:
    """Return the area named in a text's title, or "".

    >>> of_text("云溪县2023年国民经济和社会发展统计公报")
    '云溪县'
    """
    _, begins, opens = _patterns()
    for head in (text[:TITLE], text[TITLE:OPENING]):
        for clause in begins.split(head):
            found = opens.match(clause)
            if (
                found
                and not _OWN.search(found[1])
                and not found[1].startswith(_VERBS)
                and not found[1].endswith(_COMMON)
            ):
                return found[1]
    head = text[:HEAD]
    return "全国" if ("全国" in head or "我国" in head) and not _LOCAL.search(head) else ""


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
