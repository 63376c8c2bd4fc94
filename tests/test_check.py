"""`yz check`: every fault of a data folder with file, row and column, and exit codes that mean something."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from bulletin import BULLETIN, REPORT, run, save
from data_editing import Edit, at, faults

from yz_analysis.errors import DataError
from yz_analysis.figures.check import check_folder
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import bundled_data_folder

FIGURES_COLUMNS = TABLES["figures"].names


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


def test_the_text_of_one_report_says_nothing_about_the_rows_of_another(draft: Path, edit: Edit) -> None:
    source = draft.parent / "bulletin.txt"
    other = {"report_id": "elsewhere-2023h1", "text_sha256": "0" * 64}
    edit("reports", lambda rows: rows.append({**rows[0], **other}))

    def another(rows: list[dict[str, str]]) -> None:
        row = at(rows, "5.2%")
        rows.append(
            {
                **row,
                "report_id": "elsewhere-2023h1",
                "figure_id": "elsewhere-2023h1:F001",
                "start": "3",
                "end": "7",
            }
        )

    before = faults(draft, source)
    edit("figures", another)
    assert faults(draft, source) == before


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
