"""Data files that break the contract are refused, and the error names file, row and column."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.errors import DataError
from yz_analysis.figures.files import cell_faults, read_cells, read_table, to_csv, write_whole
from yz_analysis.figures.schema import TABLES, Column, cell_fault

UNITS = TABLES["units"]
GOOD = "unit,name_zh,name_en,symbol,kind,aliases\nDAYS,天,day,days,time,天|日\n"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "units.csv"
    path.write_text(GOOD, encoding="utf-8")
    return path


def refused(path: Path, text: str | bytes) -> str:
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    with pytest.raises(DataError) as caught:
        read_table(path, UNITS)
    return str(caught.value)


def test_a_good_file_is_read_as_text(file: Path) -> None:
    rows = read_table(file, UNITS)
    assert rows.iloc[0].tolist() == ["DAYS", "天", "day", "days", "time", "天|日"]
    assert set(map(str, rows.dtypes)) == {"str"}


def test_a_byte_order_mark_and_windows_line_ends_change_nothing(file: Path) -> None:
    plain = read_table(file, UNITS)
    file.write_bytes(b"\xef\xbb\xbf" + GOOD.replace("\n", "\r\n").encode("utf-8"))
    assert read_table(file, UNITS).equals(plain)


def test_a_misspelt_column_names_the_nearest(file: Path) -> None:
    message = refused(file, GOOD.replace("name_en", "name_eng"))
    assert message.startswith("units.csv, row 1: unknown column 'name_eng'; did you mean 'name_en'?")


def test_a_missing_column_is_named(file: Path) -> None:
    assert (
        refused(file, "unit,name_zh,name_en,symbol,kind\n") == "units.csv, row 1: column 'aliases' is missing"
    )


def test_columns_in_another_order_are_refused(file: Path) -> None:
    assert "must stand in this order" in refused(file, "name_zh,unit,name_en,symbol,kind,aliases\n")


def test_a_row_of_another_width_is_named(file: Path) -> None:
    assert refused(file, GOOD + "WEEKS,周\n") == "units.csv, row 3: 2 cells, the head has 6"


def test_an_empty_file_says_what_row_1_must_be(file: Path) -> None:
    assert "row 1 must name: unit, name_zh" in refused(file, "")


def test_another_encoding_is_named_with_the_byte(file: Path) -> None:
    message = refused(file, GOOD.encode("gb18030"))
    assert message.startswith("units.csv: not UTF-8 (byte ")


def test_an_open_quote_is_an_error_not_a_silent_row(file: Path) -> None:
    assert "cannot be read" in refused(file, GOOD + '"WEEKS,周,week,weeks,time,\n')


@pytest.mark.parametrize("limit", [131_072, 10**9])
def test_a_cell_larger_than_any_the_contract_knows_is_refused(file: Path, limit: int) -> None:
    before = csv.field_size_limit(limit)  # other libraries raise it for the whole process
    try:
        assert "cannot be read" in refused(file, GOOD + "WEEKS," + "周" * 200_000 + ",week,weeks,time,\n")
    finally:
        csv.field_size_limit(before)


def test_a_file_that_is_a_folder_is_a_readable_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_table(tmp_path, UNITS)


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("kind", "actaul", "did you mean 'actual'? Allowed: actual, target"),
        ("kind", "", "must not be empty"),
        ("status", "F", "'F' is not allowed. Allowed: A, E, P, U, V"),
        ("time_period", "2022-H1", "does not have the form of a time_period"),
        ("time_period", "2022-13", "does not have the form"),
        ("report_id", "../../etc", "does not have the form of a report_id"),
        ("report_id", "Yangzhong", "does not have the form"),
        ("figure_id", "yangzhong-2022h1:4", "does not have the form"),
        ("value", "301,5", "does not have the form of a value"),
        ("value", "nan", "does not have the form"),
        ("value", "１", "does not have the form"),
        ("start", "-1", "does not have the form"),
        ("note", "=HYPERLINK(1)", "begins as a spreadsheet formula does"),
        ("note", "+1", "begins as a spreadsheet formula does"),
        ("note", "-x", "begins as a spreadsheet formula does"),
        ("note", "@sum", "begins as a spreadsheet formula does"),
        ("note", "a\x00b", "control character"),
        ("note", "two\nlines", "control character or a line break"),
        ("note", " x", "spaces around it"),
    ],
)
def test_a_cell_that_breaks_its_column_is_refused(column: str, value: str, text: str) -> None:
    columns = {found.name: found for found in TABLES["figures"].columns}
    assert text in cell_fault(columns[column], value)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("time_period", "2022"),
        ("time_period", "2022-S1"),
        ("time_period", "2022-Q4"),
        ("time_period", "2022-06"),
        ("time_period", "2022-03-29"),
        ("time_period", "2020-01-01/P9M"),
        ("comparator", "="),
        ("value_printed", "-3.2"),
        ("value", "-3.2"),
        ("unit_mult", "-3"),
        ("note", ""),
    ],
)
def test_a_cell_that_keeps_the_contract_passes(column: str, value: str) -> None:
    columns = {found.name: found for found in TABLES["figures"].columns}
    assert cell_fault(columns[column], value) == ""


def test_every_fault_of_a_file_is_found_with_its_row_and_column() -> None:
    cells = [["days", "天", "day", "d", "time", ""], ["WEEKS", "", "week", "w", "time", ""]]
    found = [str(fault) for fault in cell_faults("units.csv", UNITS, cells)]
    assert found[0].startswith("units.csv, row 2, column unit: 'days' does not have the form")
    assert found[1] == "units.csv, row 3, column name_zh: must not be empty"
    assert len(found) == 2


def test_writing_and_reading_give_the_same_cells(tmp_path: Path) -> None:
    rows = [{"unit": "NB", "name_zh": '个"，,', "name_en": "number", "symbol": "n", "kind": "count"}]
    path = tmp_path / "units.csv"
    write_whole(path, to_csv(UNITS, rows))
    assert read_cells(path, UNITS) == [["NB", '个"，,', "number", "n", "count", ""]]
    assert b"\r" not in path.read_bytes()


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full_disk(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full_disk)
    with pytest.raises(DataError, match="cannot be written: No space"):
        write_whole(file, "new")
    assert file.read_text(encoding="utf-8") == GOOD
    assert [path.name for path in file.parent.iterdir()] == ["units.csv"]


def test_every_table_has_a_key_among_its_columns_and_no_column_twice() -> None:
    for name, table in TABLES.items():
        assert set(table.key) <= set(table.names), name
        assert len(set(table.names)) == len(table.names), name


@given(st.text(max_size=60))
def test_no_cell_makes_the_check_raise(value: str) -> None:
    for table in TABLES.values():
        for column in table.columns:
            assert isinstance(cell_fault(column, value), str)


@given(st.lists(st.text(alphabet="ab,\"'\n=天", max_size=8), min_size=6, max_size=6))
def test_any_cells_survive_the_way_to_the_file_and_back(
    tmp_path_factory: pytest.TempPathFactory, values: list[str]
) -> None:
    path = tmp_path_factory.mktemp("round") / "units.csv"
    write_whole(path, to_csv(UNITS, [dict(zip(UNITS.names, values, strict=True))]))
    assert read_cells(path, UNITS) == [values]


def test_a_carriage_return_is_never_written() -> None:
    with pytest.raises(DataError, match="carriage return"):
        to_csv(UNITS, [{"unit": "NB", "name_zh": "a\rb"}])


def test_a_free_text_column_may_begin_with_a_negative_number() -> None:
    assert cell_fault(Column("note"), "-3.2 is less") == ""
