"""An audit of rows that a person left half filled ends in faults, and never stops at one of them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from bulletin import BULLETIN, REPORT, save
from data_editing import Edit, at, editor, faults

from yz_analysis.figures import check
from yz_analysis.figures.check import bases, contradictions, pairs, spelled
from yz_analysis.figures.files import frame
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import bundled_data_folder

NAMES = TABLES["figures"].names
ROW = dict.fromkeys(NAMES, "") | {
    "figure_id": f"{REPORT}:F001",
    "report_id": REPORT,
    "ref_area": "320281",
    "time_period": "2023-S1",
    "indicator": "exports",
    "kind": "actual",
    "measure": "level",
    "value_printed": "12.5",
    "value": "12.5",
    "unit": "CNY",
    "unit_mult": "8",
    "decimals": "1",
    "comparator": "=",
    "price_basis": "current",
    "quote": "12.5亿元",
    "phrase": "出口额12.5亿元",
    "status": "A",
}


def rows_of(*changes: dict[str, str]):
    """Rows of `figures.csv`: that of an export of CNY 1.25 billion with the given changes."""
    made = [ROW | {"figure_id": f"{REPORT}:F{n:03d}"} | given for n, given in enumerate(changes, start=1)]
    return frame(TABLES["figures"], [[row[name] for name in NAMES] for row in made])


def texts(found: list) -> list[str]:
    return [str(fault) for fault in found]


def everywhere(column: str) -> Callable[[list[dict[str, str]]], None]:
    def empty(rows: list[dict[str, str]]) -> None:
        for row in rows:
            row[column] = ""

    return empty


@pytest.mark.parametrize("column", ["unit", "unit_mult", "decimals"])
def test_a_value_without_its_scale_or_digits_is_told_row_by_row(draft: Path, edit: Edit, column: str) -> None:
    edit("figures", everywhere(column))
    edit("figures", lambda rows: rows.append({**at(rows, "125.6亿元"), "figure_id": f"{REPORT}:F900"}))
    found = faults(draft)
    wanted = f"column {column}: a row with a value needs it"
    assert sum(wanted in fault for fault in found) > 5


@pytest.mark.parametrize("column", ["paragraph", "start", "end"])
def test_a_place_that_is_half_filled_is_told_beside_the_text(draft: Path, edit: Edit, column: str) -> None:
    edit("figures", lambda rows: at(rows, "17亿元").update({column: ""}))
    found = faults(draft, save(draft.parent))
    assert any("must be all filled or all empty" in fault for fault in found)
    assert any("'17' at" in fault and "is in no row" in fault for fault in found)


def test_a_misspelt_cell_of_the_bundled_figures_is_told_and_the_context_is_checked_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied = tmp_path / "data"
    shutil.copytree(bundled_data_folder(), copied)
    monkeypatch.setattr(check, "bundled_data_folder", lambda: copied)
    editor(copied)("figures", lambda rows: rows[3].update(kind="actaul"))
    editor(copied)("context", lambda rows: rows[4].update(indicator="gpd"))
    found = faults(copied)
    assert any("figures.csv, row 5, column kind: 'actaul' is not allowed" in fault for fault in found)
    assert any("context.csv, row 6, column indicator: no indicator 'gpd'" in fault for fault in found)


LAST_YEAR, GROWN = {"time_period": "2022-S1"}, {"measure": "growth", "unit": "PT", "unit_mult": "0"}
DOLLARS = {"unit": "USD", "value": "1.8", "value_printed": "1.8"}


def test_levels_in_two_currencies_are_not_held_against_each_other() -> None:
    rows = rows_of(
        {"value": "11.9"} | LAST_YEAR,
        {},
        DOLLARS,
        DOLLARS | {"value": "1.7"} | LAST_YEAR,
        GROWN | {"value": "5"},
    )
    assert pairs("f.csv", rows, rows) == []
    dollars_last = rows_of(DOLLARS | LAST_YEAR, {}, GROWN | {"value": "5"})
    assert pairs("f.csv", dollars_last, dollars_last) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({}, True),
        ({"kind": "target"}, False),
        ({"unit": "PP"}, False),
        ({"time_period": "2023"}, False),
        ({"ref_area": "320282"}, False),
        ({"indicator": "imports"}, False),
        ({"value": "45"}, False),  # twenty points beside 25 % are left to prices and lists
        ({"value": "45.1"}, True),
        ({"value": "4.9"}, True),
    ],
)
def test_growth_is_held_against_the_levels_of_its_own_series_only(change: dict[str, str], told: bool) -> None:
    rows = rows_of({"value": "10"} | LAST_YEAR, {}, GROWN | {"value": "250"} | change)
    found = texts(pairs("f.csv", rows, rows))
    assert bool(found) is told
    assert all("the levels of both years give 25.0 %" in text and "row 4" in text for text in found)


def test_growth_of_a_year_is_held_against_the_year_before_it() -> None:
    rows = rows_of(
        {"time_period": "2022"}, {"time_period": "2023"}, GROWN | {"time_period": "2023", "value": "99"}
    )
    (fault,) = texts(pairs("f.csv", rows, rows))
    assert "99 %, but the levels of both years give 0.0 %" in fault


def test_a_level_of_nothing_gives_no_growth_to_hold_against() -> None:
    rows = rows_of({"value": "0"} | LAST_YEAR, {}, GROWN | {"value": "250"})
    assert pairs("f.csv", rows, rows) == []


@pytest.mark.parametrize(
    "change",
    [
        *({"ref_area": "320282"}, {"time_period": "2023"}, {"indicator": "imports"}, {"kind": "target"}),
        *({"measure": "share"}, {"comparator": ">"}, {"price_basis": "constant"}, {"unit": "USD"}),
        *({"report_id": "donghe-2023h1"}, {"duplicate_of": f"{REPORT}:F001"}, {"value": ""}),
        *({"indicator": "unclassified"}, {"indicator": "numeral_label"}, {"kind": "event"}),
    ],
)
def test_what_tells_two_numbers_apart_makes_them_no_contradiction(change: dict[str, str]) -> None:
    other = {"value": "13", "value_printed": "13"}
    assert texts(contradictions("f.csv", rows_of({}, other))) == [
        f"f.csv, row 3, column value: 13 contradicts {REPORT}:F001; tell them apart"
    ]
    assert contradictions("f.csv", rows_of({}, other | change)) == []


def test_one_amount_in_two_scales_is_printed_twice_and_no_contradiction() -> None:
    again = {"value": "125000", "unit_mult": "4"}
    (fault,) = texts(contradictions("f.csv", rows_of({}, again)))
    assert "row 3, column duplicate_of: printed before as" in fault


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({"value_printed": "五", "quote": "五项", "value": "5", "decimals": "0"}, ""),
        ({"value_printed": "五", "quote": "五项", "value": "6", "decimals": "0"}, "column value: 6"),
        ({"value_printed": "五", "quote": "五项", "value": "5", "decimals": "1"}, "column decimals: 1"),
        (
            {"value_printed": "五", "quote": "六项", "value": "5", "decimals": "0"},
            "column value_printed: '五'",
        ),
        ({"value_printed": "三分之一", "quote": "三分之一", "value": "0.333", "decimals": "3"}, ""),
        (
            {"value_printed": "三分之一", "quote": "三分之一", "value": "0.34", "decimals": "3"},
            "column value",
        ),
        ({"value_printed": "三分之一", "quote": "三分之一", "value": "0.3", "decimals": "1"}, ""),
        ({"value_printed": "全部", "quote": "全部", "value": "100", "decimals": "0"}, ""),
        ({"value_printed": "全部", "quote": "全部", "value": "10", "decimals": "0"}, "says 100"),
        ({"value_printed": "", "quote": "亿元", "value": "2", "decimals": "0"}, "'亿元' says 1"),
        ({"value_printed": "", "quote": "亿元", "value": "2", "decimals": "0", "status": "E"}, ""),
        ({"value_printed": "翻倍", "quote": "翻倍", "value": "1", "decimals": "0"}, "says 2"),
        ({"value_printed": "持平", "quote": "持平", "value": "0", "decimals": "0"}, ""),
    ],
)
def test_a_numeral_in_words_is_held_against_its_value_digits_and_quote(
    change: dict[str, str], blamed: str
) -> None:
    found = texts(spelled("f.csv", rows_of(change)))
    assert len(found) == bool(blamed)
    assert all(blamed in text for text in found)


@pytest.mark.parametrize(
    ("change", "blamed"),
    [
        ({"indicator": "unclassified"}, "column indicator: not yet classified: 出口额12.5亿元"),
        ({"price_basis": "none"}, "column price_basis: an amount of money"),
        ({"price_basis": "none", "unit": "USD"}, "column price_basis: an amount of money"),
        ({"unit_mult": "9"}, ""),
        ({"unit_mult": "99"}, "column unit_mult: 99"),
        ({"unit_mult": "-1"}, "column unit_mult: -1"),
        (GROWN | {"unit": "PERMIL"}, ""),
        (GROWN | {"unit": "CNY"}, "column unit: growth is not counted in CNY"),
        (GROWN | {"unit": ""}, ""),
    ],
)
def test_a_basis_a_scale_or_a_unit_that_cannot_be_is_told(change: dict[str, str], blamed: str) -> None:
    found = texts(bases("f.csv", rows_of(change)))
    assert len(found) == bool(blamed)
    assert all(blamed in text for text in found)


def test_the_text_of_the_bulletin_is_asked_for_by_the_reports_that_have_one(draft: Path) -> None:
    other = save(draft.parent, BULLETIN + "\n", "other.txt")
    with pytest.raises(check.DataError, match=f"the text of no report of this folder. With a text: {REPORT}"):
        faults(draft, other)
