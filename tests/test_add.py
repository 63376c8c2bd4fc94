"""`yz add`: a text becomes a draft folder, at once usable, or nothing is written and the reason is said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from bulletin import BULLETIN, DETAILS, REPORT, run, save

import yz_analysis as yz
from yz_analysis.errors import DataError
from yz_analysis.figures import adding
from yz_analysis.figures.adding import NewReport, make_draft, period_words, write_draft

ABOUT = NewReport(REPORT, "320281", "2023-S1", "临城县2023年上半年经济运行情况", "https://example.org/a")


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def options(**changed: str) -> list[str]:
    """The details of the invented bulletin with some of them changed."""
    pairs = dict(zip(DETAILS[::2], DETAILS[1::2], strict=True))
    pairs |= {f"--{name.replace('_', '-')}": value for name, value in changed.items()}
    return [part for pair in pairs.items() for part in pair]


def test_a_draft_is_loaded_beside_the_bundled_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _, errors = run(capsys, "add", save(tmp_path), *DETAILS, "--out", tmp_path / "draft")
    assert (code, errors) == (0, "")
    monkeypatch.setenv("YZ_DATA", str(tmp_path / "draft"))
    figures = yz.load_figures(REPORT).set_index("quote")
    assert figures.loc["125.6亿元", ["indicator", "value", "lower", "upper"]].tolist() == [
        *("gdp", 125.6, 125.55, 125.65),
    ]
    assert figures.loc["5.1%", "indicator"] == "disposable_income_urban"
    assert figures.loc["6.8%", "indicator"] == "disposable_income_rural"
    assert set(figures["status"]) == {"V"}
    report = yz.load_reports().set_index("report_id").loc[REPORT]
    assert report["text_length"] == len(BULLETIN)
    assert report[["name_zh", "name_en"]].tolist() == ["江阴市2023年上半年", "Jiangyin, first half of 2023"]
    assert len(yz.load_figures("yangzhong-2022h1")) == 86


def test_every_offset_of_a_draft_gives_back_its_quote(tmp_path: Path) -> None:
    made = make_draft(save(tmp_path), ABOUT)
    for row in made.rows:
        assert BULLETIN[int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["quote"] in row["phrase"]


def test_the_text_itself_is_not_kept(tmp_path: Path) -> None:
    made = make_draft(save(tmp_path), ABOUT)
    for text in made.files.values():
        assert not any(BULLETIN[place : place + 31] in text for place in range(len(BULLETIN) - 30))


def test_what_needs_an_eye_is_listed_with_its_row(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = BULLETIN.replace("推进一体化", "招商落地率达到61.5%")
    code, out, _ = run(capsys, "add", save(tmp_path, text), *DETAILS, "--out", tmp_path / "draft")
    assert code == 0
    listed = [line for line in out.splitlines() if line.startswith("  figures.csv row ")]
    (target,) = [line for line in listed if "17亿元" in line]
    assert target.endswith("a target?")
    number = int(target.split()[2])
    assert rows_of(tmp_path / "draft" / "figures.csv")[number - 2]["quote"] == "17亿元"
    (unknown,) = [line for line in listed if "61.5%" in line]
    assert "which indicator?" in unknown
    assert f"YZ_DATA={tmp_path / 'draft'} yz run --report {REPORT}" in out


def test_a_numeral_nothing_accounts_for_is_listed_with_its_place(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = BULLETIN + "\n坚持五指山路线。\n"
    _, out, _ = run(capsys, "add", save(tmp_path, text), *DETAILS, "--out", tmp_path / "draft")
    at = text.index("五指山")
    assert "1 numerals are in no row" in out
    (told,) = [line for line in out.splitlines() if line.startswith(f"  {at}-{at + 1}  五  …")]
    assert told.endswith("坚持五指山路线。…")


def test_known_words_with_a_numeral_are_declared_no_figures(tmp_path: Path) -> None:
    made = make_draft(save(tmp_path), ABOUT)
    declared = list(csv.DictReader(made.files["not_figures.csv"].splitlines()))
    assert {"一体化", "一般", "上半年"} <= {row["quote"] for row in declared}
    for row in declared:
        assert BULLETIN[int(row["start"]) : int(row["end"])] == row["quote"]
        assert row["reason"]
    assert not made.unaccounted


def test_the_number_of_a_heading_is_no_figure(tmp_path: Path) -> None:
    made = make_draft(save(tmp_path, BULLETIN + "\n一、工业\n\n　（十二）消费\n"), ABOUT)
    declared = {
        row["quote"]: row["reason"] for row in csv.DictReader(made.files["not_figures.csv"].splitlines())
    }
    assert declared["一、"] == declared["（十二）"] == "number of a heading"
    assert not made.unaccounted


def test_an_existing_draft_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "draft"
    folder.mkdir()
    (folder / "figures.csv").write_text("mine", encoding="utf-8")
    code, _, errors = run(capsys, "add", save(tmp_path), *DETAILS, "--out", folder)
    assert code == 2
    assert "holds figures.csv already" in errors
    assert [path.name for path in folder.iterdir()] == ["figures.csv"]
    assert (folder / "figures.csv").read_text(encoding="utf-8") == "mine"


def test_a_failure_half_way_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = []

    def fail_at_the_second(path: Path, text: str) -> None:
        calls.append(path)
        if len(calls) == 2:
            raise DataError("b.csv cannot be written: No space left on device")
        path.write_text(text, encoding="utf-8")

    monkeypatch.setattr(adding, "write_whole", fail_at_the_second)
    with pytest.raises(DataError, match="No space left on device"):
        write_draft(tmp_path / "draft", {"a.csv": "1", "b.csv": "2"})
    assert not list((tmp_path / "draft").iterdir())


@pytest.mark.parametrize("out", ["file/below", "x" * 300])
def test_a_folder_that_cannot_be_made_is_a_readable_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], out: str
) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    code, _, errors = run(capsys, "add", save(tmp_path), *DETAILS, "--out", tmp_path / out)
    assert code == 2
    assert "cannot be written" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize(
    ("changed", "text"),
    [
        ({"report": "../../etc/passwd"}, "--report: '../../etc/passwd' does not have the form"),
        ({"report": "Lincheng"}, "--report: 'Lincheng' does not have the form"),
        ({"report": "a b"}, "--report: "),
        ({"report": "yangzhong-2022h1"}, "--report: 'yangzhong-2022h1' exists already"),
        ({"area": "32118"}, "--area: '32118' does not have the form"),
        ({"area": "999999"}, "areas.csv does not know '999999'"),
        ({"period": "2023H1"}, "--period: '2023H1' does not have the form"),
        ({"title": '=HYPERLINK("http://x")'}, "--title: "),
        ({"title": ""}, "--title: must not be empty"),
        ({"title": "two\nlines"}, "control character or a line break"),
        ({"url": "javascript:alert(1)"}, "--url: "),
        ({"url": "ftp://example.org"}, "--url: "),
        ({"name_zh": "=1+1"}, "--name-zh: "),
    ],
)
def test_a_detail_that_breaks_the_contract_stops_before_anything_is_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], changed: dict[str, str], text: str
) -> None:
    code, _, errors = run(capsys, "add", save(tmp_path), *options(**changed), "--out", tmp_path / "draft")
    assert code == 2
    assert text in errors
    assert "Traceback" not in errors
    assert not (tmp_path / "draft").exists()


def test_a_missing_option_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "add", save(tmp_path), "--report", REPORT)
    assert code == 2
    assert "--area" in errors


def test_an_area_nobody_knows_can_be_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    about = ABOUT._replace(ref_area="130522", area_zh="临城县", area_en="Lincheng County")
    made = make_draft(save(tmp_path), about)
    write_draft(tmp_path / "draft", made.files)
    monkeypatch.setenv("YZ_DATA", str(tmp_path / "draft"))
    area = yz.load_areas().set_index("ref_area").loc["130522"]
    assert area.tolist() == ["临城县", "Lincheng County", "county", "130000"]
    assert yz.load_figures(REPORT)["ref_area"].eq("130522").all()


@pytest.mark.parametrize("content", [b"", b"  \n\n", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str], content: bytes) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(content)
    code, _, errors = run(capsys, "add", path, *DETAILS, "--out", tmp_path / "draft")
    assert code == 2
    assert "holds no text" in errors


def test_a_text_without_figures_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(
        capsys, "add", save(tmp_path, "今天天气很好。\n"), *DETAILS, "--out", tmp_path / "d"
    )
    assert code == 2
    assert "no figure was found" in errors


def test_a_binary_file_is_refused_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "photo.txt"
    path.write_bytes(bytes(range(256)) * 20)
    code, _, errors = run(capsys, "add", path, *DETAILS)
    assert code == 2
    assert "not UTF-8" in errors
    assert "Traceback" not in errors


def test_a_file_that_does_not_exist_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    code, _, errors = run(capsys, "add", "/nowhere/x.txt", *DETAILS)
    assert code == 2
    assert "/nowhere/x.txt" in errors


def test_windows_text_and_plain_text_give_one_draft(tmp_path: Path) -> None:
    windows = tmp_path / "windows.txt"
    windows.write_bytes(b"\xef\xbb\xbf" + BULLETIN.replace("\n", "\r\n").encode("utf-8"))
    assert make_draft(windows, ABOUT).files == make_draft(save(tmp_path), ABOUT).files


def test_formula_text_in_a_bulletin_never_begins_a_cell(tmp_path: Path) -> None:
    text = (
        BULLETIN
        + '\n=HYPERLINK("http://x",全县完成投资5.5亿元)\n\n+@SUM(1亿元)\n\n@完成出口-3.5亿元,=7亿元\n'
    )
    made = make_draft(save(tmp_path, text), ABOUT)
    for row in made.rows:
        for value in (row["quote"], row["phrase"], row["note"], row["value_printed"]):
            assert not value.startswith(("=", "+", "@", "\t")), row
    folder = tmp_path / "draft"
    write_draft(folder, made.files)


def test_a_title_with_commas_and_quotes_survives(tmp_path: Path) -> None:
    made = make_draft(save(tmp_path), ABOUT._replace(title='临城,"稳中有进",2023'))
    (row,) = csv.DictReader(made.files["reports.csv"].splitlines())
    assert row["title_zh"] == '临城,"稳中有进",2023'


def test_the_draft_of_one_text_is_always_the_same(tmp_path: Path) -> None:
    source = save(tmp_path)
    assert make_draft(source, ABOUT) == make_draft(source, ABOUT)


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2022-S2", "2022年下半年", "second half of 2022"),
        ("2022-Q3", "2022年第三季度", "third quarter of 2022"),
        ("2020-01-01/P9M", "2020-01-01/P9M", "2020-01-01/P9M"),
        ("2022-11", "2022年11月", "2022-11"),
    ],
)
def test_a_period_has_words(period: str, zh: str, en: str) -> None:
    assert period_words(period) == (zh, en)


@pytest.mark.slow
def test_a_draft_becomes_pages_with_one_more_command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, errors = run(capsys, "add", save(tmp_path), *DETAILS)
    assert code == 0, errors
    monkeypatch.setenv("YZ_DATA", REPORT)  # a relative name, as the advice on the screen gives it
    code, _, errors = run(capsys, "run", "01-what-was-reported", "--report", REPORT, "--language", "zh")
    assert code == 0, errors
    page = tmp_path / "site" / REPORT / "zh" / "01-what-was-reported.html"
    assert "125.6" in page.read_text(encoding="utf-8")
