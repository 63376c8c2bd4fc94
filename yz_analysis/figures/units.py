"""From a printed unit to code and power of ten of the dataset: 万人 is PERS times ten to the fourth."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from yz_analysis.figures.files import read_table
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import bundled_data_folder

# the magnitudes that stand between a number and its unit, longest first
_MAGNITUDES = {"万亿": 12, "千亿": 11, "百亿": 10, "千万": 7, "百万": 6, "十万": 5, "亿": 8, "万": 4, "千": 3}
UNCOUNTED = "NB"  # what a number without a unit counts


@lru_cache(maxsize=1)
def _codes() -> dict[str, str]:
    units = read_table(bundled_data_folder() / TABLES["units"].file, TABLES["units"])
    pairs = zip(units["unit"], units["aliases"], strict=True)
    return {_plain(alias): code for code, aliases in pairs for alias in aliases.split("|") if alias}


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    units = read_table(bundled_data_folder() / TABLES["units"].file, TABLES["units"])
    return dict(zip(units["unit"], units["kind"], strict=True))


def _plain(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).replace(" ", "")


def unit_code(printed: str) -> tuple[str, int] | None:
    """Return (code, power of ten) of a printed unit, or None when the table does not know it.

    >>> unit_code("万亿元"), unit_code("万人"), unit_code("千瓦时"), unit_code("％"), unit_code("")
    (('CNY', 12), ('PERS', 4), ('KWH', 0), ('PT', 0), ('NB', 0))
    """
    unit, codes = _plain(printed), _codes()
    if unit in codes:
        return codes[unit], 0
    for words, power in _MAGNITUDES.items():
        rest = unit.removeprefix(words)
        if rest != unit and (rest == "" or rest in codes):
            return (codes[rest] if rest else UNCOUNTED), power
    return None if unit else (UNCOUNTED, 0)


def is_count(code: str) -> bool:
    """Say whether a unit counts things or persons.

    >>> is_count("PERS"), is_count("CNY")
    (True, False)
    """
    return _kinds().get(code) == "count"


def is_money(code: str) -> bool:
    """Say whether a unit is a currency.

    >>> is_money("USD"), is_money("NB")
    (True, False)
    """
    return _kinds().get(code) == "money"
