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
from yz_analysis.figures.draft import About, blank, doubts, draft, mark_repeats, sdmx
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.phrases import paragraph_of, paragraphs, phrase_of
from yz_analysis.figures.review import CHANGED, EMPTY, REVIEW, places, propose, read_review, write_review
from yz_analysis.figures.schema import TABLES
from yz_analysis.figures.spoken import spoken
from yz_analysis.figures.units import unit_code
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


# --- the pieces --------------------------------------------------------------------------------------------


def test_a_draft_tells_level_growth_rate_count_and_target_apart() -> None:
    rows = {row["quote"]: row for row in draft(BULLETIN, ABOUT)}
    assert (rows["125.6亿元"]["measure"], rows["125.6亿元"]["price_basis"]) == ("level", "current")
    assert (rows["5.2%"]["measure"], rows["5.2%"]["price_basis"]) == ("growth", "constant")
    assert (rows["1.2%"]["value"], rows["1.2%"]["value_printed"]) == ("-1.2", "-1.2")
    assert (rows["3%"]["measure"], rows["3%"]["comparator"], rows["3%"]["kind"]) == ("rate", "<=", "actual")
    assert (rows["0.3万人"]["measure"], rows["0.3万人"]["unit"], rows["0.3万人"]["unit_mult"]) == (
        "count",
        "PERS",
        "4",
    )
    assert (rows["17亿元"]["kind"], rows["17亿元"]["comparator"]) == ("target", ">")
    assert (rows["三个清单"]["kind"], rows["三个清单"]["value"]) == ("label", "3")


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("粮食产量连续两年增长，产量12.5万吨。", "12.5"),
        ("出口额实现两位数增长。", "两位数"),
        ("外贸进出口下降3.5%。", "-3.5"),
        ("近七成企业增加投入。", "七"),
    ],
)
def test_what_is_printed_is_the_numeral_or_the_word(sentence: str, printed: str) -> None:
    assert printed in {row["value_printed"] for row in draft(sentence, ABOUT)}


def test_a_draft_says_which_periods_the_paragraph_states() -> None:
    rows = {row["quote"]: row for row in draft(BULLETIN, ABOUT)}
    assert (rows["125.6亿元"]["time_period"], rows["125.6亿元"]["period_source"]) == ("2023-S1", "stated")
    assert (rows["3%"]["time_period"], rows["3%"]["period_source"]) == ("2023-S1", "context")
    assert (rows["17亿元"]["time_period"], rows["17亿元"]["period_source"]) == ("2023", "stated")


def test_an_unreviewed_draft_is_unvalidated_and_says_what_to_look_at() -> None:
    rows = {row["quote"]: row for row in draft(BULLETIN, ABOUT, reviewed=False)}
    assert {row["status"] for row in rows.values()} == {"V"}
    assert rows["17亿元"]["note"] == "check: a target?"
    assert rows["5.2%"]["note"] == ""


def test_a_doubtful_unit_and_the_reader_s_flags_are_told() -> None:
    row = {"indicator": "gdp", "kind": "actual", "unit_unknown": "石", "flags": "count_mismatch"}
    assert doubts(row) == ["check: unit 石 is not in units.csv", "check: count_mismatch"]


def test_a_repeated_sentence_counts_once_and_a_repeated_number_twice() -> None:
    text = "全县实现地区生产总值12.5亿元。\n\n全县实现地区生产总值12.5亿元。\n\n工业总产值12.5亿元。"
    rows = draft(text, ABOUT)
    assert [row["duplicate_of"] if row.get("duplicate_of") else "" for row in rows] == [
        "",
        f"{REPORT}:F001",
        "",
    ]


def test_a_row_said_in_words_is_never_marked_a_repeat() -> None:
    rows = [{"start": "0", "end": "2", "quote": "首位", "measure": "rank"}] * 2
    mark_repeats("首位首位首位首位首位首位首位首位", rows)
    assert "duplicate_of" not in rows[1]


@pytest.mark.parametrize(
    ("text", "quote", "cells"),
    [
        ("落实“五项措施”。", "五项措施", {"value": "5", "kind": "label"}),
        ("打造“一轴两翼”格局", "一轴两翼", {"value_printed": "一轴两翼", "measure": "count"}),
        ("举办第十二届大会", "第十二届", {"value": "12"}),
        ("实施三年行动", "三年", {"value": "3", "unit": "YEARS", "measure": "duration"}),
        ("居全市首位", "首位", {"value": "1", "status": "V"}),
        ("实现“三增”", "三增", {"measure": "direction", "comparator": ">"}),
        (
            "签约亿元以上项目",
            "亿元",
            {"value": "1", "unit_mult": "8", "measure": "threshold", "comparator": ">="},
        ),
        ("实现“零事故”", "零事故", {"value": "0", "unit_mult": "0", "kind": "actual"}),
        ("走在全省前列", "前列", {"comparator": "~"}),
    ],
)
def test_what_is_said_in_words_gets_a_row(text: str, quote: str, cells: dict[str, str]) -> None:
    (found,) = spoken(text, [])
    assert text[found.start : found.end] == quote
    assert cells.items() <= found.cells.items()


@pytest.mark.parametrize(
    "text",
    [
        "“零增长”",
        "5亿元以上项目",
        "千亿元以上",
        "“零售”",
        "“万众一心”的队伍",
        "“华山一条路”",
        "一般公共预算",
        "前列腺",
        "“PM2.5”",
    ],
)
def test_other_words_give_no_row(text: str) -> None:
    assert not list(spoken(text, []))


def test_words_the_reader_took_are_left_to_it() -> None:
    assert not list(spoken("居全市首位", [(3, 5)]))


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("亿元", ("CNY", 8)),
        ("万亿元", ("CNY", 12)),
        ("亿千瓦时", ("KWH", 8)),
        ("个百分点", ("PP", 0)),
        ("千米", ("KM", 0)),
        ("万平方米", ("M2", 4)),
        ("亿美元", ("USD", 8)),
        ("万", ("NB", 4)),
        ("石", None),
    ],
)
def test_a_printed_unit_becomes_code_and_power_of_ten(printed: str, code: tuple[str, int] | None) -> None:
    assert unit_code(printed) == code


def test_every_unit_of_the_table_is_found_by_its_names() -> None:
    for row in cells_of(bundled_data_folder() / "units.csv"):
        for alias in row["aliases"].split("|"):
            assert unit_code(alias) == (row["unit"], 0), alias


@pytest.mark.parametrize(
    ("period", "form"),
    [
        ("2022-02/2022-04", "2022-02-01/P3M"),
        ("2022-05/2022-02", ""),
        ("去年", ""),
        ("2022-03-29", "2022-03-29"),
    ],
)
def test_periods_have_their_sdmx_form_or_none(period: str, form: str) -> None:
    assert sdmx(period) == form


def test_paragraphs_are_the_non_empty_lines() -> None:
    text = "\n\n甲\n  \n乙丙\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["甲", "乙丙"]
    assert paragraph_of(paragraphs(text), text.index("丙")) == 2


@given(st.text(alphabet="增长亿元%1.,，。、“”\n =+", min_size=1, max_size=80), st.data())
def test_a_phrase_holds_its_quote_is_short_and_begins_as_no_formula(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 12)))
    quote = text[start:end]
    phrase = phrase_of(text, start, end, more=data.draw(st.booleans()))
    assert len(phrase) <= 30
    assert quote.rstrip() in phrase
    assert phrase in text
    assert not phrase.startswith(("=", "+", "@")) or quote.startswith(("=", "+", "@"))


def test_rows_at_one_place_are_numbered() -> None:
    rows = [{"start": "1", "end": "2", "x": "a"}, {"start": "1", "end": "2", "x": "b"}]
    assert {place: row["x"] for place, row in places(rows).items()} == {(1, 2, 1): "a", (1, 2, 2): "b"}


def test_corrections_that_keep_the_length_help_the_reader_and_move_nothing(article: str) -> None:
    mended = build.corrected(article, "yangzhong-2022h1")
    assert len(mended) == len(article)
    assert "完成入库投资" in mended
    assert sum(a != b for a, b in zip(article, mended, strict=True)) == 2
