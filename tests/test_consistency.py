"""What must agree within a row and between rows; and that no single changed digit of the data goes unseen."""

from __future__ import annotations

import csv
import random
import shutil
from decimal import Decimal
from pathlib import Path

import cn2an
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.figures.check import check_folder
from yz_analysis.figures.consistency import (
    duplicate_faults,
    normal,
    number_of,
    reference_faults,
    row_faults,
)
from yz_analysis.figures.files import frame, numbered, to_csv
from yz_analysis.figures.schema import TABLES
from yz_analysis.figures.spoken import spoken
from yz_analysis.resources import bundled_data_folder

FIGURES = TABLES["figures"]
GOOD = {
    "figure_id": "lincheng-2023h1:F001",
    "report_id": "lincheng-2023h1",
    "ref_area": "320281",
    "time_period": "2023-S1",
    "period_source": "stated",
    "indicator": "gdp",
    "kind": "actual",
    "measure": "growth",
    "value_printed": "-1,234.50",
    "value": "-1234.50",
    "unit": "PT",
    "unit_mult": "0",
    "decimals": "2",
    "comparator": "=",
    "price_basis": "constant",
    "paragraph": "2",
    "start": "10",
    "end": "19",
    "quote": "1,234.50%",
    "phrase": "同比下降1,234.50%",
    "status": "A",
}


def table(*rows: dict[str, str]) -> pd.DataFrame:
    return frame(FIGURES, [[row.get(name, "") for name in FIGURES.names] for row in rows])


def told(**changed: str) -> list[str]:
    return [f"{fault.column}: {fault.text}" for fault in row_faults("f.csv", table(GOOD | changed))]


def test_a_row_that_agrees_with_itself_has_no_fault() -> None:
    assert not told()


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"value": "-1234.51"}, "value: -1234.51 is not the printed '-1,234.50'"),
        ({"value": "1234.50"}, "value: 1234.5 is not the printed '-1,234.50'"),
        ({"decimals": "1"}, "decimals: 1 is not what is printed in '-1,234.50'"),
        (
            {"quote": "1,234.60%", "phrase": "下降1,234.60%"},
            "value_printed: '-1,234.50' does not stand in the quote",
        ),
        ({"phrase": "同比下降1234.50%"}, "quote: '1,234.50%' does not stand in the phrase"),
        ({"phrase": "某" * 22 + "1,234.50%"}, "phrase: 31 characters; at most 30 may be kept"),
        ({"end": "20"}, "end: 10 to 20 is not the length of the quote"),
        ({"paragraph": ""}, "start: paragraph, start and end must be all filled or all empty"),
        ({"value": ""}, "value: empty, but '-1,234.50' is printed"),
        ({"unit": ""}, "unit: a row with a value needs it"),
        ({"unit_mult": ""}, "unit_mult: a row with a value needs it"),
        ({"decimals": ""}, "decimals: a row with a value needs it"),
        (
            {"report_id": "lincheng-2023h2"},
            "figure_id: 'lincheng-2023h1:F001' does not begin with the report",
        ),
    ],
)
def test_a_row_that_contradicts_itself_is_told(changed: dict[str, str], text: str) -> None:
    assert any(fault.startswith(text) for fault in told(**changed)), told(**changed)


def test_a_numeral_in_words_is_the_value_s_own_business() -> None:
    words = {
        "value_printed": "两",
        "value": "2",
        "decimals": "0",
        "quote": "两天",
        "phrase": "两天内",
        "end": "12",
    }
    assert not told(**words)


def test_a_row_without_a_place_is_a_row_of_the_context() -> None:
    assert not told(paragraph="", start="", end="")


@pytest.mark.parametrize(
    ("printed", "number"),
    [
        ("301.5", "301.5"),
        ("３０１．５", "301.5"),
        ("1,234", "1234"),
        ("1 234", "1234"),
        ("-0.7", "-0.7"),
        ("5.", None),
        (".5", None),
        ("五", None),
        ("1e5", None),
        ("", None),
        ("-", None),
        ("3月29日", None),
        ("四个100", None),
    ],
)
def test_only_a_whole_arabic_numeral_is_a_number(printed: str, number: str | None) -> None:
    assert number_of(printed) == (None if number is None else Decimal(number))


@given(st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-(10**9), max_value=10**9))
def test_every_printed_decimal_is_read_back(number: Decimal) -> None:
    assert number_of(f"{number:,.2f}") == number
    assert number_of(f"{number:.2f}") == number


@given(st.text(max_size=30))
def test_no_text_makes_the_reading_of_a_numeral_raise(text: str) -> None:
    assert number_of(text) is None or isinstance(number_of(text), Decimal)
    assert " " not in normal(text)


def test_a_reference_to_nothing_names_the_nearest() -> None:
    rows = pd.DataFrame({"indicator": ["gdp", "", "industrial_taxable_sale"]})
    (fault,) = reference_faults("f.csv", rows, "indicator", {"gdp", "industrial_taxable_sales"}, "indicator")
    assert str(fault) == (
        "f.csv, row 4, column indicator: no indicator 'industrial_taxable_sale'; "
        "did you mean 'industrial_taxable_sales'?"
    )


def test_a_duplicate_of_a_duplicate_is_told() -> None:
    second = GOOD | {"figure_id": "lincheng-2023h1:F002", "duplicate_of": "lincheng-2023h1:F001"}
    third = GOOD | {"figure_id": "lincheng-2023h1:F003", "duplicate_of": "lincheng-2023h1:F002"}
    (fault,) = duplicate_faults("f.csv", table(GOOD, second, third))
    assert (fault.row, fault.column) == (4, "duplicate_of")
    assert "name the one that counts" in fault.text


def test_rows_are_numbered_as_a_spreadsheet_shows_them() -> None:
    assert [number for number, _ in numbered(table(GOOD, GOOD))] == [2, 3]


# --- every digit of the data -------------------------------------------------------------------------------


def other_digit(digit: str, chance: random.Random) -> str:
    return chance.choice([other for other in "0123456789" if other != digit])


def mutations(rows: list[dict[str, str]], count: int) -> list[tuple[int, str, str]]:
    """Return (row, column, changed cell): one digit changed in one cell, chosen evenly and repeatably."""
    chance = random.Random(20220701)
    cells = [
        (k, column, place)
        for k, row in enumerate(rows)
        for column in ("value_printed", "value", "quote", "phrase", "start", "end", "paragraph", "decimals")
        for place, character in enumerate(row[column])
        if character.isascii() and character.isdigit()
    ]
    picked = []
    for k, column, place in chance.sample(cells, count):
        cell = rows[k][column]
        picked.append((k, column, cell[:place] + other_digit(cell[place], chance) + cell[place + 1 :]))
    return picked


@pytest.mark.slow
def test_no_changed_digit_of_the_article_s_figures_goes_unseen(tmp_path: Path, article_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(bundled_data_folder(), folder)
    path = folder / "figures.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for k, column, cell in mutations(rows, 60):
        changed = [dict(row) for row in rows]
        changed[k][column] = cell
        path.write_text(to_csv(FIGURES, changed), encoding="utf-8", newline="")
        found = check_folder(folder, article_path)
        assert any(fault.file == "figures.csv" and fault.row == k + 2 for fault in found), (
            rows[k],
            column,
            cell,
        )


@pytest.mark.slow
def test_no_figure_s_value_and_print_can_be_changed_together_unseen(
    tmp_path: Path, article_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(bundled_data_folder(), folder)
    path = folder / "figures.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    chance = random.Random(7)
    printed = [k for k, row in enumerate(rows) if number_of(row["value_printed"]) is not None]
    for k in chance.sample(printed, 12):
        old = rows[k]["value_printed"]
        new = other_digit(old[0], chance).replace("0", "7") + old[1:]
        if new == old:
            continue
        changed = [dict(row) for row in rows]
        for column in ("value_printed", "value", "quote", "phrase"):
            changed[k][column] = changed[k][column].replace(old, new)
        path.write_text(to_csv(FIGURES, changed), encoding="utf-8", newline="")
        found = check_folder(folder, article_path)
        assert any(fault.row == k + 2 and fault.column == "quote" for fault in found), rows[k]


@pytest.mark.slow
def test_dropping_any_row_with_a_number_is_seen(tmp_path: Path, article_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(bundled_data_folder(), folder)
    path = folder / "figures.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    chance = random.Random(11)
    alone = [k for k, row in enumerate(rows) if sum(row["start"] == other["start"] for other in rows) == 1]
    digits = [k for k in alone if any(character.isdigit() for character in rows[k]["quote"])]
    for k in chance.sample(digits, 12):
        path.write_text(to_csv(FIGURES, rows[:k] + rows[k + 1 :]), encoding="utf-8", newline="")
        assert any("is in no row" in fault.text for fault in check_folder(folder, article_path)), rows[k]


# --- an independent reading of numerals in words -----------------------------------------------------------


def test_values_of_chinese_numerals_agree_with_another_reader() -> None:
    with (bundled_data_folder() / "figures.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    checked = 0
    for row in rows:
        if (
            row["value"]
            and row["value_printed"]
            and set(row["value_printed"]) <= set("零一二三四五六七八九十两")
        ):
            assert cn2an.cn2an(row["value_printed"].replace("两", "二"), "smart") == float(row["value"])
            checked += 1
    assert checked >= 20


@given(st.integers(min_value=1, max_value=99))
def test_labels_take_the_value_another_reader_gives(number: int) -> None:
    numeral = cn2an.an2cn(number)
    (found,) = spoken(f"落实“{numeral}项措施”", [])
    assert found.cells["value"] == str(number)
