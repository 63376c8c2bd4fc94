"""The dataset is rebuilt from the printed text and the reviewed overlay, or the first difference is shown."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from bulletin import BULLETIN, DETAILS, REPORT, run, save
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from yz_analysis.errors import DataError
from yz_analysis.figures import build
from yz_analysis.figures.draft import About, blank, draft
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.phrases import paragraphs
from yz_analysis.figures.review import CHANGED, EMPTY, REVIEW, propose, read_review, write_review
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import bundled_data_folder

ABOUT = About(REPORT, "320281", "2023-S1")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Path:
    """A data folder of the invented bulletin, as `yz add` drafts it and a person leaves it."""
    made = tmp_path / "data"
    code, _, errors = run(capsys, "add", save(tmp_path), *DETAILS, "--out", made)
    assert code == 0, errors
    monkeypatch.setenv("YZ_DATA", str(made))
    rows = [{**row, "status": "A", "note": ""} for row in cells_of(made / "figures.csv")]
    (made / "figures.csv").write_text(to_csv(TABLES["figures"], rows), encoding="utf-8", newline="")
    return made


def cells_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def line(action: str, start: int, end: int, nth: int = 1, **cells: str) -> dict[str, str]:
    filled = dict.fromkeys(CHANGED, "") | cells
    return {
        "action": action,
        "start": str(start),
        "end": str(end),
        "nth": str(nth),
        **filled,
        "reason": "test",
    }


def overlay(folder: Path, *lines: dict[str, str]) -> None:
    (folder / "review").mkdir(exist_ok=True)
    (folder / "review" / f"{REPORT}.csv").write_text(write_review(lines), encoding="utf-8", newline="")


# --- the article -------------------------------------------------------------------------------------------


def test_the_bundled_figures_follow_from_the_article_byte_for_byte(article_path: Path) -> None:
    built = build.rebuild(article_path)
    stands = (bundled_data_folder() / "figures.csv").read_bytes()
    assert build.first_difference(stands.decode("utf-8"), built.text) == ""
    assert built.text.encode("utf-8") == stands


def test_most_of_the_article_s_rows_and_cells_are_the_reader_s(article_path: Path) -> None:
    built = build.rebuild(article_path)
    assert built.rows == 86
    assert built.found / built.rows > 0.7
    assert built.cells_read / built.cells > 0.7


def test_every_line_of_the_bundled_overlay_has_a_reason_and_changes_something() -> None:
    for name in sorted((bundled_data_folder() / "review").glob("*.csv")):
        for entry in read_review(name):
            assert entry["reason"]
            assert entry["action"] == "drop" or any(entry[column] for column in CHANGED)


def test_a_proposed_overlay_gives_the_same_figures(article_path: Path) -> None:
    _, text = build.propose_review(article_path)
    found = build.find_report(article_path.read_text(encoding="utf-8"), "article")
    printed = build.read_text(article_path)
    drafted = build.drafted_rows(printed, found.about)
    lines = [dict(row) for row in csv.DictReader(text.splitlines())]
    rows = build.apply_review(printed, found.about, drafted, lines, "overlay")
    stands = (bundled_data_folder() / "figures.csv").read_bytes().decode("utf-8")
    assert to_csv(TABLES["figures"], rows) == stands


def test_yz_build_check_says_that_nothing_differs(
    article_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, _ = run(capsys, "build", "--source", article_path, "--check")
    assert code == 0
    assert "byte for byte" in out
    assert "cells" in out


# --- an invented bulletin ----------------------------------------------------------------------------------


def test_the_draft_is_what_the_text_gives(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, out, errors = run(capsys, "build", "--source", folder.parent / "bulletin.txt", "--check")
    assert (code, errors) == (1, "") or code == 0 or "status" in errors  # gdp is preliminary when reviewed
    code, _, _ = run(capsys, "build", "--source", folder.parent / "bulletin.txt")
    assert code == 0
    code, out, errors = run(capsys, "build", "--source", folder.parent / "bulletin.txt", "--check")
    assert (code, errors) == (0, "")
    assert f"{REPORT}: " in out


def test_a_changed_digit_is_shown_with_row_and_column_and_nothing_is_written(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder.parent / "bulletin.txt"
    run(capsys, "build", "--source", source)
    figures = folder / "figures.csv"
    changed = figures.read_text(encoding="utf-8").replace("210.35,210.35,", "210.36,210.36,", 1)
    changed = changed.replace("210.35亿元", "210.36亿元")
    figures.write_text(changed, encoding="utf-8", newline="")
    code, _, errors = run(capsys, "build", "--source", source, "--check")
    assert code == 1
    assert "column value_printed: '210.36' stands there, '210.35' is built" in errors
    assert figures.read_text(encoding="utf-8") == changed


def test_windows_line_ends_and_a_byte_order_mark_are_the_same_text(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder.parent / "windows.txt"
    source.write_bytes(b"\xef\xbb\xbf" + BULLETIN.replace("\n", "\r\n").encode("utf-8"))
    code, _, _ = run(capsys, "build", "--source", source)
    assert code == 0


def test_another_text_is_refused_with_the_reports_that_have_one(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = run(capsys, "build", "--source", save(folder.parent, BULLETIN + "。", "other.txt"))
    assert code == 2
    assert "is the text of no report" in errors
    assert "yangzhong-2022h1 (3417 characters, sha256 b7612f0fa3c6…)" in errors


def test_a_missing_source_is_bad_input(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "build", "--source", "/nowhere/article.txt")
    assert code == 2
    assert "cannot be read" in errors


def test_another_encoding_says_how_to_convert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "gbk.txt"
    path.write_bytes(BULLETIN.encode("gb18030"))
    code, _, errors = run(capsys, "build", "--source", path)
    assert code == 2
    assert "iconv -f gb18030" in errors


def test_a_huge_file_is_refused_before_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "LARGEST", 100)
    code, _, errors = run(capsys, "build", "--source", save(tmp_path))
    assert code == 2
    assert "larger than" in errors


# --- the overlay -------------------------------------------------------------------------------------------


def built_rows(folder: Path) -> dict[str, dict[str, str]]:
    text = build.rebuild(folder.parent / "bulletin.txt").text
    return {row["quote"]: row for row in csv.DictReader(text.splitlines())}


def test_a_set_line_replaces_cells_and_leaves_the_others(folder: Path) -> None:
    at = BULLETIN.index("210.35亿元")
    overlay(folder, line("set", at, at + 8, note="checked", status=EMPTY))
    row = built_rows(folder)["210.35亿元"]
    assert (row["note"], row["status"], row["value"]) == ("checked", "", "210.35")


def test_an_add_line_makes_a_row_with_the_report_s_defaults(folder: Path) -> None:
    at = BULLETIN.index("清单")
    overlay(folder, line("add", at, at + 2, indicator="gdp", kind="label", measure="count"))
    row = built_rows(folder)["清单"]
    assert (row["paragraph"], row["time_period"], row["comparator"]) == ("4", "2023-S1", "=")
    assert row["phrase"] == "落实“三个清单”"


def test_a_second_row_at_one_place_is_told_by_its_number(folder: Path) -> None:
    at = BULLETIN.index("125.6亿元")
    overlay(folder, line("add", at, at + 7, 2, indicator="retail_sales", kind="actual", measure="level"))
    text = build.rebuild(folder.parent / "bulletin.txt").text
    rows = [row for row in csv.DictReader(text.splitlines()) if row["quote"] == "125.6亿元"]
    assert [row["indicator"] for row in rows] == ["gdp", "retail_sales"]
    assert rows[0]["figure_id"] < rows[1]["figure_id"]


def test_a_drop_line_takes_a_row_away_and_the_ids_close_up(folder: Path) -> None:
    at = BULLETIN.index("125.6亿元")
    before = built_rows(folder)
    overlay(folder, line("drop", at, at + 7))
    after = built_rows(folder)
    assert set(before) - set(after) == {"125.6亿元"}
    assert sorted(row["figure_id"][-3:] for row in after.values()) == [
        f"{n:03d}" for n in range(1, len(after) + 1)
    ]


def test_a_line_may_name_the_figure_it_repeats_by_its_start(folder: Path) -> None:
    first, second = BULLETIN.index("5.2%"), BULLETIN.index("5.1%")
    overlay(folder, line("set", second, second + 4, duplicate_of=str(first)))
    rows = built_rows(folder)
    assert rows["5.1%"]["duplicate_of"] == rows["5.2%"]["figure_id"]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        (line("set", 0, 1, note="x"), "sets a row the reader does not give"),
        (line("add", 10_000, 10_001, note="x"), "lies outside the text"),
        (line("add", 5, 5, note="x"), "lies outside the text"),
        (line("add", 0, 2, duplicate_of="9999"), "duplicate_of names the start '9999'"),
    ],
)
def test_a_line_that_does_not_fit_the_text_is_refused(folder: Path, entry: dict[str, str], text: str) -> None:
    overlay(folder, entry)
    with pytest.raises(DataError, match=text):
        build.rebuild(folder.parent / "bulletin.txt")


def test_an_overlay_with_a_misspelt_action_or_a_place_twice_is_refused(folder: Path) -> None:
    overlay(folder, line("sett", 1, 2))
    with pytest.raises(DataError, match="row 2, column action: 'sett' is not allowed; did you mean 'set'"):
        build.rebuild(folder.parent / "bulletin.txt")
    overlay(folder, line("add", 1, 2, note="a"), line("add", 1, 2, note="b"))
    with pytest.raises(DataError, match="row 3: a line for 1/2/1 stands above"):
        build.rebuild(folder.parent / "bulletin.txt")


def test_a_proposed_overlay_keeps_the_reasons_there_were(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = folder.parent / "bulletin.txt"
    at = BULLETIN.index("210.35亿元")
    overlay(folder, {**line("set", at, at + 8, note="list"), "reason": "the list of firms changed"})
    run(capsys, "build", "--source", source)
    code, out, _ = run(capsys, "build", "--source", source, "--propose-review")
    assert code == 0
    (kept,) = read_review(folder / "review" / f"{REPORT}.csv")
    assert kept["reason"] == "the list of firms changed"
    assert "1 lines" in out


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(st.data())
def test_whatever_a_person_changes_the_overlay_gives_it_back(data: st.DataObject) -> None:
    drafted = draft(BULLETIN, ABOUT)
    spans = paragraphs(BULLETIN)
    wanted = [{**row, "duplicate_of": ""} for row in drafted]
    for row in data.draw(st.lists(st.sampled_from(wanted), max_size=4)):
        column = data.draw(st.sampled_from([name for name in CHANGED if name != "duplicate_of"]))
        row[column] = data.draw(st.sampled_from(["", "x", "7"]))
    if data.draw(st.booleans()):
        wanted.pop(data.draw(st.integers(0, len(wanted) - 1)))
    if data.draw(st.booleans()):
        wanted.append({**blank(BULLETIN, spans, 2, 4, ABOUT), "indicator": "gdp", "duplicate_of": ""})
    base = {
        (int(r["start"]), int(r["end"])): blank(BULLETIN, spans, int(r["start"]), int(r["end"]), ABOUT)
        for r in wanted
    }
    lines = [dict.fromkeys(REVIEW.names, "") | entry for entry in propose(drafted, wanted, [], base)]
    again = build.apply_review(BULLETIN, ABOUT, drafted, lines, "overlay")
    kept = ("start", "end", *CHANGED)
    assert [{name: row.get(name, "") for name in kept} for row in again] == [
        {name: row.get(name, "") for name in kept}
        for row in sorted(wanted, key=lambda row: int(row["start"]))
    ]


def test_the_first_difference_names_what_is_missing() -> None:
    assert build.first_difference("a\n1\n", "a\n1\n2\n") == "row 3: 2 rows stand there, 3 are built"
    assert build.first_difference("a\n1\n", "a\n1,2\n") == "row 2: 1 cells stand there, 2 are built"
    assert "the bytes are not" in build.first_difference('a\n"1"\n', "a\n1\n")
