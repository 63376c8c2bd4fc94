"""Rows of a dataset against each other: contradictions, repeats, impossible growth, values unlike words."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from bulletin import REPORT
from data_editing import Edit, at, faults

from yz_analysis.figures.check import bases, check_folder, contradictions, pairs, spelled
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import bundled_data_folder

FIGURES_COLUMNS = TABLES["figures"].names


def test_a_contradiction_between_two_printings_is_told(draft: Path, edit: Edit) -> None:
    def contradict(rows: list[dict[str, str]]) -> None:
        again = {
            **at(rows, "125.6亿元"),
            "figure_id": f"{REPORT}:F900",
            "value": "126",
            "value_printed": "126",
        }
        rows.append(
            {
                **again,
                "quote": "126亿元",
                "phrase": "126亿元",
                "decimals": "0",
                "end": str(int(again["start"]) + 5),
            }
        )

    edit("figures", contradict)
    (fault,) = faults(draft)
    assert ", column value: 126 contradicts lincheng-2023h1:F" in fault


def test_a_repeated_figure_that_is_not_marked_is_told(draft: Path, edit: Edit) -> None:
    edit("figures", lambda rows: rows.append({**at(rows, "125.6亿元"), "figure_id": f"{REPORT}:F900"}))
    (fault,) = faults(draft)
    assert "printed before as" in fault
    assert "set duplicate_of" in fault


def test_a_duplicate_that_says_something_else_is_told(draft: Path, edit: Edit) -> None:
    def mark(rows: list[dict[str, str]]) -> None:
        first, other = at(rows, "125.6亿元"), at(rows, "210.35亿元")
        other["duplicate_of"] = first["figure_id"]

    edit("figures", mark)
    found = faults(draft)
    assert any("column value_printed: '210.35', but" in fault for fault in found)
    assert any("column indicator: 'industrial_gross_output', but" in fault for fault in found)


def test_a_repeated_id_is_told(draft: Path, edit: Edit) -> None:
    edit("figures", lambda rows: rows[1].update(figure_id=rows[0]["figure_id"]))
    assert any("column figure_id: " in fault and "is already in" in fault for fault in faults(draft))


def test_a_growth_rate_the_levels_cannot_have_is_told() -> None:
    rows = pd.DataFrame(
        [
            ("321182", "gdp", "2021-S1", "actual", "level", 100.0, 8, "CNY"),
            ("321182", "gdp", "2022-S1", "actual", "level", 110.0, 8, "CNY"),
            ("321182", "gdp", "2022-S1", "actual", "growth", 8.0, 0, "PT"),
            ("321182", "gdp", "2022-S1", "actual", "growth", 80.0, 0, "PT"),
            ("321100", "gdp", "2022-S1", "actual", "growth", 80.0, 0, "PT"),
        ],
        columns=["ref_area", "indicator", "time_period", "kind", "measure", "value", "unit_mult", "unit"],
    )
    found = [str(fault) for fault in pairs("f.csv", rows, rows)]
    assert found == ["f.csv, row 5, column value: 80 %, but the levels of both years give 10.0 %"]


def test_levels_and_growth_of_the_bundled_data_agree() -> None:
    folder = bundled_data_folder()
    assert not [fault for fault in check_folder(folder) if "levels of both years" in fault.text]


def test_labels_events_and_marked_duplicates_never_contradict() -> None:
    columns = [*TABLES["figures"].names]
    row = dict.fromkeys(columns, "") | {
        "figure_id": "a:F001",
        "value": 1.0,
        "unit_mult": 0,
        "indicator": "gdp",
    }
    rows = [
        {**row, "kind": "label"},
        {**row, "kind": "label", "value": 2.0},
        {**row, "kind": "event", "value": 3.0},
        {**row, "kind": "actual", "value": 4.0},
        {**row, "kind": "actual", "value": 5.0, "duplicate_of": "a:F001"},
        {**row, "kind": "actual", "value": 6.0, "indicator": "numeral_label"},
        {**row, "kind": "actual", "value": float("nan")},
    ]
    assert not contradictions("f.csv", pd.DataFrame(rows))


@pytest.mark.parametrize(
    ("printed", "value", "text"),
    [
        ("三", "3", ""),
        ("三", "8", "column value: 8, but '三' says 3"),
        ("", "7", "column value: 7, but '三个清单' says 1"),
        ("很多", "5", "column value_printed: '很多' does not stand in the quote '三个清单'"),
    ],
)
def test_a_value_is_what_its_words_say(draft: Path, edit: Edit, printed: str, value: str, text: str) -> None:
    edit("figures", lambda rows: at(rows, "三个清单").update(value_printed=printed, value=value))
    found = [fault for fault in faults(draft) if text in fault]
    assert bool(found) == bool(text) or not faults(draft)


def test_words_that_are_no_numerals_have_their_number_too() -> None:
    row = dict.fromkeys(FIGURES_COLUMNS, "") | {"decimals": 0, "status": "A"}
    rows = pd.DataFrame(
        [
            {**row, "value_printed": "首", "quote": "首位", "value": 2.0},
            {**row, "value_printed": "全部", "quote": "全部", "value": 10.0},
            {**row, "value_printed": "持平", "quote": "持平", "value": 0.0},
            {**row, "value_printed": "三分之一", "quote": "三分之一", "value": 0.3333, "decimals": 4},
            {**row, "value_printed": "三点五", "quote": "三点五倍", "value": 3.5, "decimals": 0},
            {**row, "value_printed": "", "quote": "亿元", "value": 1.0},
            {**row, "value_printed": "", "quote": "0.7个百分点", "value": 2.1, "status": "E"},
        ]
    )
    assert [(fault.row, fault.text) for fault in spelled("f.csv", rows)] == [
        (2, "2, but '首' says 1"),
        (3, "10, but '全部' says 100"),
        (6, "0, but '三点五' has another number of them"),
    ]


def test_money_in_shares_and_counts_needs_no_price_basis() -> None:
    rows = pd.DataFrame(
        [("gdp", "share", "PT", 0, "none", "x"), ("gdp", "threshold", "CNY", 8, "none", "x")],
        columns=["indicator", "measure", "unit", "unit_mult", "price_basis", "phrase"],
    )
    assert not bases("f.csv", rows)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("unit_mult", "13", "unit_mult: 13: pages have words for the powers of ten from 0 to 12"),
        ("unit_mult", "-3", "unit_mult: -3: pages have words"),
        ("unit", "KM2", "unit: growth is not counted in KM2"),
    ],
)
def test_a_unit_or_scale_that_no_page_can_say_is_told(
    draft: Path, edit: Edit, column: str, value: str, said: str
) -> None:
    edit("figures", lambda rows: at(rows, "5.2%").update({column: value}))
    assert any(said in fault for fault in faults(draft))


@pytest.mark.parametrize("column", ["start", "end", "paragraph", "decimals", "unit_mult"])
def test_a_number_with_thirty_digits_is_a_fault_and_no_traceback(
    draft: Path, edit: Edit, column: str
) -> None:
    edit("figures", lambda rows: at(rows, "5.2%").update({column: "9" * 30}))
    assert any(f"column {column}: " in fault for fault in faults(draft))
