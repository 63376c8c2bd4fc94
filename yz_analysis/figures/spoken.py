"""What a text says in words and no digit shows: labels such as “五项措施”, the first place, the only one.

The patterns and the cells they give are a table, `spoken.toml`. A place that the reader took is left to it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from yz_analysis.reading.numerals import chinese


class Spoken(NamedTuple):
    """A statement in words: where it stands and the cells it gives."""

    start: int
    end: int
    cells: dict[str, str]


@lru_cache(maxsize=1)
def _statements() -> tuple[tuple[re.Pattern[str], dict[str, str]], ...]:
    table = tomllib.loads((files(__package__) / "spoken.toml").read_text("utf-8"))
    return tuple((re.compile(entry["pattern"]), entry["cells"]) for entry in table["statement"])


def spoken(text: str, taken: list[tuple[int, int]]) -> Iterator[Spoken]:
    """Yield the statements in words of a text.

    Args:
        text: the whole text.
        taken: spans that are figures already; nothing that touches one is given.

    >>> [(text, found.cells["value"]) for found in spoken("落实“三项机制”，居全县首位。", [])
    ...  for text in ["落实“三项机制”，居全县首位。"[found.start:found.end]]]
    [('三项机制', '3'), ('首位', '1')]
    """
    used: set[int] = set()
    for start, end in taken:
        used.update(range(start, end))
    for pattern, cells in _statements():
        for match in pattern.finditer(text):
            group = "row" if "row" in pattern.groupindex else 0
            start, end = match.span(group)
            if used.isdisjoint(range(start, end)):
                used.update(range(start, end))
                yield Spoken(start, end, _cells(match, cells, text[start:end]))


def _cells(match: re.Match[str], cells: dict[str, str], quote: str) -> dict[str, str]:
    filled = {name: quote if value == "(quote)" else value for name, value in cells.items()}
    if "printed" in match.re.groupindex:
        filled["value_printed"] = match["printed"]
    if "numeral" in match.re.groupindex:
        value = chinese(match["numeral"])
        filled |= {"value_printed": match["numeral"], "value": "" if value is None else f"{value:f}"}
    if filled.get("value"):
        filled = {"unit_mult": "0", "decimals": "0"} | filled
    return filled
