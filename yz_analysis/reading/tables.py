"""The words of the genre, loaded once from the data files of `lexicon/`.

Nothing here knows grammar: tables become sets, dicts and trie patterns.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def table(name: str) -> Mapping[str, Any]:
    """Return one table of the lexicon as plain Python values.

    Args:
        name: file name without its ending: "units", "predicates", "qualifiers", …

    >>> "亩" in table("units")["measure"]
    True
    """
    return tomllib.loads((files("yz_analysis.reading") / "lexicon" / f"{name}.toml").read_text("utf-8"))


@cache
def words(name: str, *keys: str) -> frozenset[str]:
    """Return the union of word lists of one table.

    >>> "以上" in words("qualifiers", "ge", "le")
    True
    """
    return frozenset(word for key in keys for word in table(name)[key])


def trie(entries: Iterable[str]) -> str:
    """Return a pattern that matches the longest of `entries`, sharing their beginnings.

    The engine then tries one character at a time instead of every word in turn.

    >>> trie(["亿元", "亿", "亩"])
    '(?:亩|亿(?:元)?)'
    """
    root: dict[str, Any] = {}
    for entry in entries:
        node = root
        for character in entry:
            node = node.setdefault(character, {})
        node[""] = {}

    def pattern(node: dict[str, Any]) -> str:
        ends = "" in node
        branches = [
            re.escape(c) + (pattern(node[c]) if node[c].keys() != {""} else "") for c in sorted(node) if c
        ]
        if len(branches) == 1 and not ends:
            return branches[0]
        return f"(?:{'|'.join(branches)})" + ("?" if ends else "")

    return pattern(root)


def backwards(entries: Iterable[str]) -> str:
    """Return the trie pattern of `entries` read from right to left.

    >>> backwards(["增长", "年均增长"])
    '长增(?:均年)?'
    """
    return trie(entry[::-1] for entry in entries)
