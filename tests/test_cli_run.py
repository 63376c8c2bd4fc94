"""`yz run` from the command line on, with small notebooks and a stand-in for the page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import jsonschema
import pytest

from tests.running.books import write_book, write_data, write_runs
from tests.running.warm import RENDERER, SITE_WRITER, environment, python, warm_environment
from tests.running.yz import only_given_data
from yz_analysis import resources
from yz_analysis.cli import main
from yz_analysis.publishing import plan, session, sources
from yz_analysis.publishing.assess import assess
from yz_analysis.publishing.fingerprint import DataDigests
from yz_analysis.publishing.record import schema
from yz_analysis.publishing.store import Store

Yz = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module", autouse=True)
def warm() -> Iterator[str]:
    with warm_environment() as path:
        yield path


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with notebooks, data and nothing else, which is also the working directory."""
    write_book(tmp_path / "nb" / "01-one.ipynb", "print(report, language)", "1 + 1")
    write_book(
        tmp_path / "nb" / "02-two.ipynb",
        "print('n is', n)",
        "1 / n",
        parameters='report: str = "alpha-2022h1"\nlanguage: str = "zh"  # zh | en\nn: int = 4  # a number',
    )
    write_runs(tmp_path / "nb", "reports: [alpha-2022h1]\nlanguages: [zh, en]\nsets:\n  default: {}\n")
    write_data(tmp_path / "data")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("YZ_DATA", "")
    monkeypatch.setattr(session, "code_digest", lambda: "0" * 64)  # somebody may be editing the package
    monkeypatch.setattr(session, "code_files", list)
    monkeypatch.setattr(resources, "data_folders", only_given_data)
    monkeypatch.setattr(session, "RENDERER", RENDERER)
    monkeypatch.setattr(session, "SITE_WRITER", SITE_WRITER)
    return tmp_path


@pytest.fixture
def yz(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Yz:
    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setenv("YZ_DATA", "")
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main(["run", "--notebooks", "nb", "--data", "data", *arguments])
        said = capsys.readouterr()
        assert isinstance(ended.value.code, int)
        return ended.value.code, said.out, said.err

    return run


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


def test_a_renderer_that_stumbles_is_a_failure_of_that_page_alone(
    yz: Yz, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "RENDERER", "tests.running.standin:broken")
    code, _, err = yz("01", "--language", "en")
    assert code == 1
    assert "ValueError: the renderer stumbled" in err
    assert (place / "site/failed/alpha-2022h1/en/01-one.ipynb").exists()


@pytest.mark.slow
def test_a_thousand_unchanged_runs_cost_less_than_a_second(yz: Yz, place: Path) -> None:
    number = 1000
    sets = "".join(f"  s{one}: {{notebooks: ['02'], parameters: {{n: {one}}}}}\n" for one in range(number))
    write_runs(place / "nb", f"reports: [alpha-2022h1]\nlanguages: [en]\nsets:\n{sets}")
    for path in (place / "data").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    books = sources.read_notebooks(place / "nb")
    reports = plan.known_reports([place / "data"])
    runs = plan.make_plan(
        books, plan.read_sets(place / "nb/runs.yaml", notebooks=books, reports=reports), reports
    )
    store = Store(place / "site")
    data = DataDigests([place / "data"])
    everything = [run.run_id for run in runs]
    for task in assess(runs, store, data=data, code="0" * 64, pages=everything):
        store.keep(task.record, page="<p>page</p>" * 1000, notebook="{}")
    (store.site / "run.json").touch()
    (store.site / "index.html").touch()
    command = python("-m", "tests.running.yz", "run", "--notebooks", "nb", "--data", "data")
    seconds = []
    for _ in range(3):  # the best of three: other work on the machine is not the runner's
        before = os.times().children_user + os.times().children_system
        done = subprocess.run(command, env=environment(), capture_output=True, text=True, check=False)
        seconds.append(os.times().children_user + os.times().children_system - before)
        assert done.stdout.startswith(f"Nothing to do: {number} runs unchanged"), done.stderr
    assert min(seconds) < 1


def test_doing_nothing_imports_nothing_heavy(yz: Yz, place: Path) -> None:
    code = (
        "import sys\nfrom tests.running import yz\nyz.patched()\n"
        "try:\n    yz.main(['run', '--notebooks', 'nb', '--data', 'data', '--explain'])\n"
        "except SystemExit as ended:\n    assert ended.code == 0\n"
        "heavy = {'pandas', 'numpy', 'papermill', 'matplotlib', 'nbformat', 'joblib', 'jinja2'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run(python("-c", code), env=environment(), capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_an_index_that_cannot_be_written_is_said_and_the_pages_stay(
    yz: Yz, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SITE_WRITER", "tests.running.standin:full_disk")
    code, _, err = yz("01")
    assert code == 2
    assert "cannot write to site: No space left on device" in err
    assert (place / "site/alpha-2022h1/zh/01-one.html").is_file()
    assert not list((place / "site").rglob(".work"))
    monkeypatch.setattr(session, "SITE_WRITER", SITE_WRITER)
    code, out, _ = yz("01")
    assert (code, "unchanged" in out) == (0, True)
    assert (place / "site/index.html").is_file()


def test_a_fault_of_the_index_is_shown_as_it_was_raised(
    yz: Yz, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SITE_WRITER", "tests.running.standin:stumbles")
    with pytest.raises(RuntimeError, match=r"(?s)Traceback .*KeyError: 'no such word'"):
        main(["run", "--notebooks", "nb", "--data", "data", "01"])
