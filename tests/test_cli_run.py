"""`yz run` from the command line on, with small notebooks and a stand-in for the page."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import jsonschema
import pytest

from tests.running.books import write_book, write_data, write_runs
from tests.running.here import Yz, folder_to_run_in, run_verb
from yz_analysis.publishing.record import schema
from yz_analysis.publishing.store import Store

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return folder_to_run_in(tmp_path, monkeypatch)


@pytest.fixture
def yz(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Yz:
    return run_verb(capsys, monkeypatch)


def test_a_plan_becomes_pages_notebooks_records_and_an_index(yz: Yz, place: Path) -> None:
    code, out, err = yz()
    assert code == 0, err
    assert re.search(r"4 done, 0 unchanged, 0 failed in .* The site: .*/site/index\.html", out)
    assert "[4/4]" in err
    page = (place / "site/alpha-2022h1/en/01-one.html").read_text(encoding="utf-8")
    assert "alpha-2022h1 en" in page
    assert "../zh/01-one.html" in page
    whole = json.loads((place / "site/run.json").read_text(encoding="utf-8"))
    jsonschema.validate(whole, schema())
    assert whole["counts"] == {"done": 4, "unchanged": 0, "failed": 0}
    assert {run["engine"] for run in whole["runs"]} == {"warm"}
    for run in whole["runs"]:
        for output in run["outputs"]:
            assert (place / "site" / output["path"]).stat().st_size == output["bytes"]
    assert str(place) not in json.dumps(whole)
    notebook = json.loads((place / "site/alpha-2022h1/en/02-two.ipynb").read_text(encoding="utf-8"))
    assert "papermill" not in notebook["metadata"]
    assert notebook["cells"][3]["metadata"]["tags"] == ["injected-parameters"]
    assert not (place / "site/.runs/.work").exists()

    # and a second time it does nothing and says so
    before = {
        path: path.stat().st_mtime_ns
        for path in (place / "site").rglob("*")
        if path.suffix in (".html", ".json")
    }
    begin = time.monotonic()
    code, out, err = yz()
    assert code == 0
    assert out.startswith("Nothing to do: 4 runs unchanged")
    assert "site/index.html" in out
    assert err == ""
    assert time.monotonic() - begin < 1
    after = {path: path.stat().st_mtime_ns for path in before}
    assert after == before

    # a page that was removed is put back without a run; the others stay
    (place / "site/alpha-2022h1/zh/02-two.html").unlink()
    _, out, _ = yz("--explain")
    assert "alpha-2022h1/zh/02-two: run, its page is missing or was changed" in out
    assert "alpha-2022h1/en/02-two: unchanged" in out
    code, out, _ = yz()
    assert (code, out.split(" in ")[0]) == (0, "1 done, 3 unchanged, 0 failed")
    assert (place / "site/alpha-2022h1/zh/02-two.html").exists()

    # what changed is run, and why is said
    write_book(place / "nb" / "01-one.ipynb", "print('new')")
    _, out, _ = yz("--explain")
    assert "alpha-2022h1/zh/01-one: run, the notebook changed" in out
    assert "alpha-2022h1/zh/02-two: unchanged" in out
    code, out, _ = yz("--language", "zh")
    assert (code, out.split(" in ")[0]) == (0, "1 done, 1 unchanged, 0 failed")
    assert "new" in (place / "site/alpha-2022h1/zh/01-one.html").read_text(encoding="utf-8")
    assert "new" not in (place / "site/alpha-2022h1/en/01-one.html").read_text(encoding="utf-8")
    assert len(json.loads((place / "site/run.json").read_bytes())["runs"]) == 4


def test_a_failed_notebook_costs_one_line_and_leaves_every_page(yz: Yz, place: Path) -> None:
    assert yz("--language", "en")[0] == 0
    good = (place / "site/alpha-2022h1/en/02-two.html").read_bytes()
    write_runs(place / "nb", "reports: [alpha-2022h1]\nlanguages: [en]\nsets: {default: {}}\n")
    write_book(
        place / "nb" / "02-two.ipynb",
        "print('before')",
        "1 / (n - 4)",
        "print('never')",
        parameters='report: str = "alpha-2022h1"\nlanguage: str = "zh"\nn: int = 4',
    )
    write_book(place / "nb" / "01-one.ipynb", "print('changed too')")
    code, out, err = yz()
    assert code == 1
    assert "1 done, 0 unchanged, 1 failed" in out
    lines = [line for line in err.splitlines() if line.startswith("yz:")]
    expected = (
        "yz: alpha-2022h1/en/02-two failed in cell In [4]: ZeroDivisionError: division by zero; "
        "the notebook as far as it got: failed/alpha-2022h1/en/02-two.ipynb; its last good page stays"
    )
    assert lines == [expected]
    assert "Traceback" not in err
    assert (place / "site/alpha-2022h1/en/02-two.html").read_bytes() == good
    assert "changed too" in (place / "site/alpha-2022h1/en/01-one.html").read_text(encoding="utf-8")
    kept = (place / "site/failed/alpha-2022h1/en/02-two.ipynb").read_text(encoding="utf-8")
    assert "before" in kept
    assert "ZeroDivisionError" in kept
    record = next(one for one in Store(place / "site").records() if one["outcome"] == "failed")
    jsonschema.validate(json.loads((place / "site/run.json").read_bytes()), schema())
    assert record["error"]["cell"] == 4

    # it is tried again next time, and forgotten when it works
    assert "it failed last time" in yz("--explain")[1]
    write_book(
        place / "nb" / "02-two.ipynb",
        "print('mended')",
        parameters='report: str = "alpha-2022h1"\nlanguage: str = "zh"\nn: int = 4',
    )
    code, _, err = yz()
    assert code == 0, err
    assert not (place / "site/failed").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["-p", "nn=3", "02"], "unknown parameter 'nn'; did you mean 'n'? Known: report, language, n"),
        (["-p", "n=3.5", "02"], "n='3.5' is not of type int"),
        (["-p", "n", "02"], "write -p name=value"),
        (["--report", "alpha-2022"], "unknown report 'alpha-2022'; did you mean 'alpha-2022h1'"),
        (["01-oen"], "unknown notebook '01-oen'; did you mean '01-one'? Known: 01-one, 02-two"),
        (["--set", "defaults"], "unknown set 'defaults'; did you mean 'default'"),
        (["--language", "fr"], "unknown language 'fr'"),
        (["--jobs", "0"], "0 is not in the range"),
        (["--cell-timeout", "soon"], "is not a valid float"),
        (["--data", "nowhere"], "cannot be read"),
        (["--notebooks", "nowhere"], "no folder of notebooks"),
    ],
)
def test_a_wrong_word_stops_before_anything_runs(
    yz: Yz, place: Path, arguments: list[str], said: str
) -> None:
    code, out, err = yz(*arguments)
    assert code == 2
    assert said in err
    assert "Traceback" not in err
    assert out == ""
    assert not (place / "site").exists()


def test_explain_runs_and_writes_nothing(yz: Yz, place: Path) -> None:
    code, out, _ = yz("--explain")
    assert code == 0
    assert out.splitlines()[0] == "alpha-2022h1/zh/01-one: run, it is new"
    assert len(out.splitlines()) == 4
    assert not (place / "site").exists()


def test_what_p_changes_has_its_own_page_and_force_runs_anyhow(yz: Yz, place: Path) -> None:
    code, _, err = yz("02", "--language", "en", "-p", "n=8", "--out", "elsewhere")
    assert code == 0, err
    assert "n is 8" in (place / "elsewhere/alpha-2022h1/en/02-two--n-8.html").read_text(encoding="utf-8")
    assert not (place / "elsewhere/alpha-2022h1/en/02-two.html").exists()
    code, out, _ = yz("02", "--language", "en", "-p", "n=8", "--out", "elsewhere", "--force")
    assert (code, out.split(" in ")[0]) == (0, "1 done, 0 unchanged, 0 failed")


def test_a_busy_site_is_said_and_left_alone(yz: Yz, place: Path) -> None:
    with Store(place / "site").lock():
        code, out, err = yz()
    assert code == 2
    assert "another yz run is writing to site (process" in err
    assert out == ""
    assert not (place / "site/index.html").exists()


def test_a_row_of_another_report_leaves_the_notebooks_of_one_report(yz: Yz, place: Path) -> None:
    runs = "reports: [alpha-2022h1]\nlanguages: [en]\none_report: ['01']\nsets: {default: {}}\n"
    write_runs(place / "nb", runs)
    assert yz()[0] == 0
    write_data(place / "data", beta_2022h1="5")
    _, out, _ = yz("--explain")
    assert out.splitlines() == [
        "alpha-2022h1/en/01-one: unchanged",
        "alpha-2022h1/en/02-two: run, the report's rows of data changed",
    ]


def test_a_cell_that_ends_the_notebook_is_a_failure_not_half_a_page(yz: Yz, place: Path) -> None:
    write_book(place / "nb" / "01-one.ipynb", "import sys", "sys.exit(0)", "print('the rest')")
    code, _, err = yz("01", "--language", "en")
    assert code == 1
    assert "EndedEarlyError: SystemExit ended the notebook before its last cell" in err
    assert not (place / "site/alpha-2022h1/en/01-one.html").exists()
