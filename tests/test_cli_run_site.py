"""`yz run` where there is nothing to do, and where index or page cannot be made."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.running.books import write_book, write_data, write_runs
from tests.running.here import Yz, folder_to_run_in, run_verb
from tests.running.warm import SITE_WRITER, environment, python
from yz_analysis import resources
from yz_analysis.cli import main
from yz_analysis.publishing import plan, session, sources
from yz_analysis.publishing.assess import assess
from yz_analysis.publishing.fingerprint import DataDigests
from yz_analysis.publishing.store import Store
from yz_analysis.resources import data_folders

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    return folder_to_run_in(tmp_path, monkeypatch)


@pytest.fixture
def yz(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Yz:
    return run_verb(capsys, monkeypatch)


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


@pytest.mark.parametrize("report", ["gamma-2023", "delta-2023"])
def test_data_of_the_command_line_joins_that_of_the_environment(
    place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], report: str
) -> None:
    write_data(place / "more", gamma_2023="3")
    write_data(place / "data", delta_2023="4")
    monkeypatch.setattr(resources, "bundled_data_folder", lambda: write_data(place / "bundled"))
    monkeypatch.setattr(resources, "data_folders", data_folders)
    monkeypatch.setenv("YZ_DATA", str(place / "more"))
    with pytest.raises(SystemExit) as ended:
        main(["run", "--notebooks", "nb", "--data", "data", "--report", report, "--explain", "01"])
    assert ended.value.code == 0
    assert f"{report}/zh/01-one: run, it is new" in capsys.readouterr().out


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


@pytest.mark.parametrize("lost", ["index.html", "run.json"])
def test_what_is_lost_beside_the_pages_comes_back_though_nothing_runs(yz: Yz, place: Path, lost: str) -> None:
    assert yz("01", "--language", "en")[0] == 0
    before = (place / "site" / lost).stat().st_mtime_ns
    assert yz("01", "--language", "en")[0] == 0
    assert (place / "site" / lost).stat().st_mtime_ns == before  # whole, so left alone
    (place / "site" / lost).unlink()
    code, out, _ = yz("01", "--language", "en")
    assert (code, "unchanged" in out) == (0, True)
    assert (place / "site/index.html").read_text(encoding="utf-8") == "alpha-2022h1/en/01-one unchanged"
    assert json.loads((place / "site/run.json").read_bytes())["counts"]["unchanged"] == 1


def test_a_failure_is_on_the_index_until_the_notebook_that_worked_is_back(yz: Yz, place: Path) -> None:
    def index() -> str:
        return (place / "site/index.html").read_text(encoding="utf-8")

    book = place / "nb" / "01-one.ipynb"
    good = book.read_bytes()
    assert yz("01", "--language", "en")[0] == 0
    write_book(book, "1 / 0")
    assert yz("01", "--language", "en")[0] == 1
    assert index() == "alpha-2022h1/en/01-one failed"
    book.write_bytes(good)  # its result is still kept, and yet it is run again
    code, out, _ = yz("01", "--language", "en")
    assert (code, "1 done, 0 unchanged, 0 failed" in out) == (0, True)
    assert index() == "alpha-2022h1/en/01-one done"
    assert not (place / "site/failed").exists()


def test_a_fault_of_the_index_is_shown_as_it_was_raised(
    yz: Yz, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SITE_WRITER", "tests.running.standin:stumbles")
    with pytest.raises(RuntimeError, match=r"(?s)Traceback .*KeyError: 'no such word'"):
        main(["run", "--notebooks", "nb", "--data", "data", "01"])
