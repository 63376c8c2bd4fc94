"""Units and areas are data, so their rules are tests."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

from vocabulary import ROOT, rows_of

UNIT_KINDS = {
    *(
        "money",
        "ratio",
        "index",
        "count",
        "rank",
        "date",
        "time",
        "mass",
        "length",
        "area",
        "volume",
        "power",
    ),
    *("energy", "density", "temperature", "rate"),
}

LEVELS = {"country": 0, "province": 1, "prefecture": 2, "county": 3}


def test_units_have_their_columns_codes_kinds_and_names() -> None:
    units = rows_of("units.csv")
    assert list(units[0]) == ["unit", "name_zh", "name_en", "symbol", "kind", "aliases"]
    assert len({row["unit"] for row in units}) == len(units)
    for row in units:
        assert re.fullmatch(r"[A-Z][A-Z0-9_]*", row["unit"]), row
        assert row["name_zh"] and row["name_en"] and row["symbol"] and row["kind"] in UNIT_KINDS, row


def test_a_printed_unit_means_one_unit() -> None:
    owners = Counter(
        alias for row in rows_of("units.csv") for alias in filter(None, row["aliases"].split("|"))
    )
    assert [alias for alias, times in owners.items() if times > 1] == []
    assert {"元", "%", "个百分点", "人", "亩", "吨", "千瓦时", "倍", "番"} <= set(owners)


def test_a_unit_alias_carries_no_magnitude_of_its_own() -> None:
    # 千瓦, 千米 and 千克 are units; 万人 and 亿元 are a magnitude and a unit.
    for row in rows_of("units.csv"):
        for alias in filter(None, row["aliases"].split("|")):
            assert not re.match(r"[万亿]", alias), (row["unit"], alias)


def test_every_unit_that_the_reader_recognises_has_a_code() -> None:
    lexicon = ROOT / "yz_analysis" / "reading" / "lexicon" / "units.toml"
    tables = tomllib.loads(lexicon.read_text(encoding="utf-8"))
    known = {alias for row in rows_of("units.csv") for alias in row["aliases"].split("|")}
    # Bare letters size a thing within its name (5G, 8T) and measure nothing.
    within_names = {"G", "T", "M", "P"}
    read = {
        word
        for key, words in tables.items()
        if key != "magnitudes" and isinstance(words, list)
        for word in words
    }
    assert read - within_names - known == set()


def test_units_of_the_figures_are_known() -> None:
    units = {row["unit"] for row in rows_of("units.csv")}
    for name in ("figures.csv", "context.csv"):
        assert {row["unit"] for row in rows_of(name)} - units - {""} == set(), name


def test_areas_form_a_tree_by_the_digits_of_their_codes() -> None:
    areas = {row["ref_area"]: row for row in rows_of("areas.csv")}
    assert list(next(iter(areas.values()))) == ["ref_area", "name_zh", "name_en", "level", "parent"]
    assert [code for code, row in areas.items() if not row["parent"]] == ["100000"]
    for code, row in areas.items():
        assert re.fullmatch(r"\d{6}", code) and row["name_zh"] and row["name_en"], row
        if row["parent"]:
            parent = areas[row["parent"]]
            assert LEVELS[parent["level"]] == LEVELS[row["level"]] - 1, row
            if row["level"] != "province":
                assert code.startswith(row["parent"].rstrip("0")), row


def test_the_areas_hold_yangzhong_its_parents_its_neighbours_and_31_provinces() -> None:
    areas = {row["ref_area"]: row for row in rows_of("areas.csv")}
    assert (areas["321182"]["name_zh"], areas["321182"]["parent"]) == ("扬中市", "321100")
    assert areas["321100"]["parent"] == "320000" and areas["320000"]["parent"] == "100000"
    assert sum(row["level"] == "province" for row in areas.values()) == 31
    assert sum(row["parent"] == "320000" for row in areas.values()) == 13
    assert {row["name_zh"] for row in areas.values() if row["parent"] == "321100"} == {
        *("京口区", "润州区", "丹徒区", "丹阳市", "扬中市", "句容市"),
    }


def test_areas_of_the_figures_are_known() -> None:
    known = {row["ref_area"] for row in rows_of("areas.csv")}
    for name in ("figures.csv", "context.csv", "reports.csv"):
        assert {row["ref_area"] for row in rows_of(name)} - known == set(), name
