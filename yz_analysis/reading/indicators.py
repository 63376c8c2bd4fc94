"""From the printed name of a series to its slug in `indicators.csv`, by look-up alone."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import lru_cache

from yz_analysis.resources import data_folders

LONGEST = 60
"""A longer phrase is a sentence and the name of nothing."""
_OUTPUTS = ("产量", "发电量")
_MAKERS = re.compile("^(?:全[省市县区])?规上工业(?:企业)?")
_APART = frozenset(["money", "area", "mass", "count", "energy", "length", "power", "ratio"])
"""What units measure that cannot stand for each other."""
_COUNTED = frozenset(["PERS", "HH", "PERS_TIMES"])
"""Counts that are not of one another: persons, households, visits."""
_NO_UNIT = ("", "")
_NEVER_BARE = frozenset(["money", "area", "mass", "energy", "length", "power"])
"""What is never printed without a unit."""
_POWER = re.compile("^[多余几]?[十百千万亿]+[多余]?")
_DROP = re.compile(r"[（(][^（）()]*[）)]|[\s“”\"'‘’、，,的]")
_DROPS = re.compile(r"[（(\s“”\"'‘’、，,的]")
_STEM = re.compile(
    r"(?:全[国省市县区州旗镇]|我[国省市县区]|各级|本[市省县区]|地方|半年|上半年|全年|累计|共|新|全部|年末|期末|月末|全社会口径)+"
)
_TAIL_WORDS = "绝对额|完成额|增长率|总量|增速|增幅|涨幅|降幅|总额|额|值|完成|水平|规模"
_TAILS = tuple(_TAIL_WORDS.split("|"))
_TAIL = re.compile(f"(?:{_TAIL_WORDS})$")


def normalise(name: str) -> str:
    """Return a name without brackets, quotes, blanks and the words 规模以上 writes in two ways.

    >>> normalise("规模以上工业增加值（亿元）")
    '规上工业增加值'
    """
    plain = _DROP.sub("", name) if _DROPS.search(name) else name
    return plain.replace("规模以上", "规上").replace("限额以上", "限上") if "以上" in plain else plain


@lru_cache(maxsize=1)
def _index() -> dict[str, str]:
    """Every name and alias, normalised, to its slug; the first of several wins."""
    index: dict[str, str] = {}
    rows = list(_rows("indicators.csv"))
    for row in rows:
        index.setdefault(normalise(row["name_zh"]), row["indicator"])
    for row in rows:
        for alias in filter(None, row["aliases"].split("|")):
            index.setdefault(normalise(alias), row["indicator"])
    index.pop("", None)
    return index


_Unit = tuple[str, str]
"""Code of a unit, and what it measures (money, area, mass …)."""


@lru_cache(maxsize=1)
def _units() -> tuple[dict[str, _Unit], dict[str, _Unit]]:
    """The units by their printed names, and the usual one of each slug."""
    printed: dict[str, _Unit] = {}
    codes: dict[str, _Unit] = {}
    slugs: dict[str, _Unit] = {}
    for row in _rows("units.csv"):
        unit = codes.setdefault(row["unit"], (row["unit"], row["kind"]))
        for alias in row["aliases"].split("|"):
            printed.setdefault(alias, unit)
    for row in _rows("indicators.csv"):
        slugs.setdefault(row["indicator"], codes.get(row["unit"], _NO_UNIT))
    return printed, slugs


def _rows(file: str) -> Iterator[dict[str, str]]:
    """The rows of a table in every data folder."""
    for folder in data_folders():
        path = folder / file
        if path.is_file():
            with path.open(encoding="utf-8", newline="") as stream:
                yield from csv.DictReader(stream)


def slug_of(name: str, role: str, unit: str) -> str:
    """Return the slug of a figure's name, or ""; only the unit of a level tells whether it can be that.

    >>> slug_of("茶叶", "level", "万亩"), slug_of("茶叶", "growth", "%")
    ('', 'tea_output')
    """
    return indicator_of(name, unit) if role == "level" else indicator_id(name)


@lru_cache(maxsize=16384)
def indicator_of(name: str, unit: str) -> str:
    """Return the slug of a level's name, or "" also where its unit cannot measure it.

    >>> indicator_of("茶叶", "万吨"), indicator_of("茶叶", "万亩")
    ('tea_output', '')
    """
    slug = indicator_id(name)
    if not slug:
        return ""
    printed, slugs = _units()
    code, kind = slugs[slug]
    if not unit:
        return "" if kind in _NEVER_BARE else slug
    own_code, own_kind = printed.get(unit) or printed.get(_POWER.sub("", unit), _NO_UNIT)
    if own_kind == kind:
        return "" if own_code != code and {own_code, code} <= _COUNTED else slug
    return "" if {own_kind, kind} <= _APART else slug


@lru_cache(maxsize=16384)
def indicator_id(name: str) -> str:
    """Return the slug of a printed name, or "".

    The whole name first; then without the area and other leading words, without a closing 总额, 增速 …

    >>> indicator_id("")
    ''
    """
    if len(name) > LONGEST:
        return ""
    index = _index()
    plain = normalise(name)
    if plain in index or "占" in plain:
        return index.get(plain, "")
    if plain.endswith(_OUTPUTS):
        plain = _MAKERS.sub("", plain)  # outputs of industry are those above the size anyway
        if plain in index:
            return index[plain]
    stem = _STEM.match(plain)
    bare = plain[stem.end() :] if stem else plain
    if stem and bare in index:
        return index[bare]
    if not plain.endswith(_TAILS):
        return ""
    for form in (plain, bare) if stem else (plain,):
        short = _TAIL.sub("", form)
        if short in index:
            return index[short]
    return ""
