"""The area a figure is printed for, as far as the text says."""

from __future__ import annotations

import re
from functools import lru_cache

from yz_analysis.reading.tables import table, trie

_LOCAL = re.compile("[全我本][省市县区州盟旗镇乡]")
_OWN = re.compile(r"[全我本各年居对占在比较从向为由跨外]")


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    data = table("places")
    ends = trie(data["suffixes"])
    title = re.compile(
        rf"([\u4e00-\u9fff]{{2,6}}?{ends})(?=(?:(?:19|20)[0-9]{{2}}年|国民经济|经济|统计|政府|人民政府|上半年|[一二三四前]))"
    )
    named = re.compile(rf"^([\u4e00-\u9fff]{{2,4}}?{trie(data['named'])})(?!级|域|场|民|值|政|内|外)")
    return title, named


def of_text(text: str) -> str:
    """Return the area named in a text's title, or "".

    >>> of_text("云溪县2023年国民经济和社会发展统计公报")
    '云溪县'
    """
    match = _patterns()[0].search(text[:120])
    if match:
        return match[1]
    head = text[:600]
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
