"""The area a figure is printed for, as far as the text says."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.tables import table, trie

HEAD = 600
"""Characters in which a text names its area."""
_COMMON = tuple(table("places")["common"])
_LOCAL = re.compile("[全我本][省市县区州盟旗镇乡]")
_OWN = re.compile(
    r"[全我本各年居对占在比较从向为由跨外]|以来|该|此|新增|百亿|百强|贫困|重点|试点|示范|中心|周边|沿海|农业|工业|大县|强县|产粮|脱贫"
)


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    data = table("places")
    ends = trie(data["suffixes"])
    title = re.compile(
        rf"([\u4e00-\u9fff]{{2,6}}?{ends})(?=(?:(?:19|20)[0-9]{{2}}年|国民经济|经济|统计|政府|人民政府|上半年|[一二三四前]))"
    )
    named = re.compile(
        rf"^([\u4e00-\u9fff]{{2,4}}?(?<!上)(?<!从){trie(data['named'])})(?!级|域|场|民|值|政|内|外)"
    )
    lead = trie(data["before"])
    anywhere = re.compile(
        rf"(?:(?<![^\n，,。：:；、—（(“《\s])|(?<=[0-9]年)|(?<=[0-9]月)|(?<=日)|{lead})(?!{lead})([\u4e00-\u9fff]{{2,4}}?{ends})"
        rf"(?!级|域|场|民|值|内|外|直|长|委|间)"
    )
    return title, named, anywhere


def of_text(text: str) -> str:
    """Return the area named in a text's title, or "".

    >>> of_text("云溪县2023年国民经济和社会发展统计公报")
    '云溪县'
    """
    match = _patterns()[0].search(text[:120])
    if match and not _OWN.search(match[1]):
        return match[1]
    for found in _patterns()[2].finditer(text[:HEAD]):
        name = found[1]
        if not _OWN.search(name) and not name.endswith(_COMMON):
            return name
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
    match = _patterns()[1].match(words)
    return match[1] if match and not _OWN.search(match[1]) else ""
