"""`yz check`: every fault of a data folder with file, row and column, and exit codes that mean something."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from bulletin import BULLETIN, DETAILS, REPORT, run, save

from yz_analysis.errors import DataError
from yz_analysis.figures.check import bases, check_folder, contradictions, pairs, spelled
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import bundled_data_folder

FIGURES_COLUMNS = TABLES["figures"].names
Edit = Callable[[str, Callable[[list[dict[str, str]]], object]], None]


@pytest.fixture
def draft(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    code, _, errors = run(capsys, "add", save(tmp_path), *DETAILS, "--out", tmp_path / "draft")
    assert code == 0, errors
    return tmp_path / "draft"


@pytest.fixture
def edit(draft: Path) -> Edit:
    return editor(draft)


def editor(folder: Path) -> Edit:
    def change(name: str, what: Callable[[list[dict[str, str]]], object]) -> None:
        path = folder / TABLES[name].file
        with path.open(encoding="utf-8", newline="") as stream:
            rows = list(csv.DictReader(stream))
        what(rows)
        path.write_text(to_csv(TABLES[name], rows), encoding="utf-8", newline="")

    return change


def at(rows: list[dict[str, str]], quote: str) -> dict[str, str]:
    return next(row for row in rows if row["quote"] == quote)


def faults(folder: Path, source: Path | None = None) -> list[str]:
    return [str(fault) for fault in check_folder(folder, source)]


# --- nothing wrong -----------------------------------------------------------------------------------------


def test_the_bundled_data_has_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check")
    assert code == 0, out
    assert out.startswith("nothing wrong")


def test_the_bundled_data_agrees_with_the_article(
    article_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "check", "--source", article_path)
    assert code == 0, out


def test_a_draft_of_a_plain_bulletin_has_no_fault(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "check", "--source", draft.parent / "bulletin.txt", draft)
    assert (code, out) == (0, f"nothing wrong against {draft.parent / 'bulletin.txt'}\n")


# --- what only the text shows ------------------------------------------------------------------------------


def test_a_figure_changed_everywhere_is_caught_by_the_text(draft: Path, edit: Edit) -> None:
    changed = {
        "value": "210.36",
        "value_printed": "210.36",
        "quote": "210.36亿元",
        "phrase": "总产值210.36亿元",
    }
    edit("figures", lambda rows: at(rows, "210.35亿元").update(changed))
    assert not faults(draft)
    found = faults(draft, draft.parent / "bulletin.txt")
    assert found[0].endswith("column quote: '210.36亿元', but '210.35亿元' is printed there")
    assert found[0].startswith("figures.csv, row ")
    assert any("'总产值210.36亿元' is not printed around" in fault for fault in found)


def test_shifted_offsets_are_caught_by_the_text(draft: Path, edit: Edit) -> None:
    def shift(rows: list[dict[str, str]]) -> None:
        row = at(rows, "125.6亿元")
        row.update(start=str(int(row["start"]) + 1), end=str(int(row["end"]) + 1))

    edit("figures", shift)
    assert any(
        "but '25.6亿元,' is printed there" in text for text in faults(draft, draft.parent / "bulletin.txt")
    )


def test_a_wrong_paragraph_is_caught_by_the_text(draft: Path, edit: Edit) -> None:
    edit("figures", lambda rows: at(rows, "125.6亿元").update(paragraph="3"))
    (fault,) = faults(draft, draft.parent / "bulletin.txt")
    assert ", column paragraph: " in fault


def test_a_numeral_without_a_row_is_caught_by_the_text(draft: Path, edit: Edit) -> None:
    edit("figures", lambda rows: rows.remove(at(rows, "17亿元")))
    number, power = faults(draft, draft.parent / "bulletin.txt")
    assert "'亿' at" in power
    assert number.startswith(f"bulletin.txt: '17' at {BULLETIN.index('17亿元')} is in no row")


def test_a_word_declared_no_figure_must_be_printed_there(draft: Path, edit: Edit) -> None:
    edit("not_figures", lambda rows: rows[0].update(quote="下半年"))
    found = faults(draft, draft.parent / "bulletin.txt")
    assert "not_figures.csv, row 2, column quote: '下半年', but '上半年' is printed there" in found


def test_a_correction_must_be_printed_there(draft: Path) -> None:
    row = {"report_id": REPORT, "correction": "C01", "paragraph": "1", "start": "0", "end": "2"}
    row |= {"printed": "林城", "corrected": "临城", "type": "substitution", "confidence": "high"}
    row |= {"affects_value": "false", "applied": "true"}
    (draft / "corrections.csv").write_text(to_csv(TABLES["corrections"], [row]), encoding="utf-8")
    (fault,) = faults(draft, draft.parent / "bulletin.txt")
    assert fault == "corrections.csv, row 2, column printed: '林城', but '临城' is printed there"


def test_the_text_of_another_report_is_bad_input(
    draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = run(capsys, "check", "--source", save(tmp_path, BULLETIN * 2, "other.txt"), draft)
    assert code == 2
    assert f"is the text of no report of this folder. With a text: {REPORT}" in errors


# --- what the data show by themselves ----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("kind", "actaul", "column kind: 'actaul' is not allowed; did you mean 'actual'?"),
        ("indicator", "gdpp", "column indicator: no indicator 'gdpp'; did you mean 'gdp'?"),
        ("indicator", "unclassified", "column indicator: not yet classified: 全县实现地区生产总值125.6亿元"),
        ("unit", "CNX", "column unit: no unit 'CNX'"),
        ("ref_area", "999999", "column ref_area: no area '999999'"),
        ("value", "125.7", "column value: 125.7 is not the printed '125.6'"),
        ("decimals", "2", "column decimals: 2 is not what is printed"),
        ("price_basis", "none", "column price_basis: an amount of money is at current or constant prices"),
        ("duplicate_of", f"{REPORT}:F999", "column duplicate_of: no figure"),
        ("correction", "C07", "column correction: no correction 'C07'"),
        ("figure_id", "other-2023h1:F001", "does not begin with the report"),
    ],
)
def test_a_broken_cell_is_told_with_its_place(
    draft: Path, edit: Edit, column: str, value: str, text: str
) -> None:
    edit("figures", lambda rows: at(rows, "125.6亿元").update({column: value}))
    found = faults(draft)
    assert any(text in fault for fault in found), found
    assert all(fault.startswith("figures.csv, row ") for fault in found)


def test_every_fault_is_told_not_only_the_first(
    draft: Path, edit: Edit, capsys: pytest.CaptureFixture[str]
) -> None:
    def spoil(rows: list[dict[str, str]]) -> None:
        at(rows, "125.6亿元")["value"] = "1"
        at(rows, "5.2%")["unit"] = "CNY"
        at(rows, "3%")["indicator"] = "unclassified"

    edit("figures", spoil)
    code, out, _ = run(capsys, "check", draft)
    assert code == 1
    assert out.count("figures.csv, row ") == 3
    assert "growth is not counted in CNY" in out
    assert out.splitlines()[-1].startswith("3 faults")


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
        [("gdp", "share", "PT", "none", "x"), ("gdp", "threshold", "CNY", "none", "x")],
        columns=["indicator", "measure", "unit", "price_basis", "phrase"],
    )
    assert not bases("f.csv", rows)


# --- bad input ---------------------------------------------------------------------------------------------


def test_a_folder_that_is_none_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "check", "/nowhere")
    assert code == 2
    assert "/nowhere is not a folder" in errors


def test_a_folder_without_figures_is_bad_input(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"holds no figures\.csv"):
        check_folder(tmp_path)


def test_a_file_that_cannot_be_read_is_a_fault_not_a_traceback(draft: Path) -> None:
    (draft / "reports.csv").write_bytes(b"\xff\xfe\x00")
    found = faults(draft)
    assert any("reports.csv: not UTF-8" in fault for fault in found)


def test_a_copy_of_the_bundled_data_has_no_fault(tmp_path: Path) -> None:
    shutil.copytree(bundled_data_folder(), tmp_path / "copy")
    assert not faults(tmp_path / "copy")


def test_a_changed_digit_in_a_copy_of_the_bundled_data_is_told(tmp_path: Path, article_path: Path) -> None:
    folder = tmp_path / "copy"
    shutil.copytree(bundled_data_folder(), folder)
    path = folder / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("79.8", "78.8"), encoding="utf-8", newline="")
    assert not faults(folder)
    found = faults(folder, article_path)
    assert any("column quote: '78.8亿元', but '79.8亿元' is printed there" in fault for fault in found)
