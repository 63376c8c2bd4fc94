"""`yz run` with data added to the bundled dataset: a fault in it is told once, before anything runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.running.books import write_data
from tests.running.here import Yz, folder_to_run_in, run_verb
from yz_analysis import resources
from yz_analysis.publishing import session

pytestmark = pytest.mark.usefixtures("server")


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = folder_to_run_in(tmp_path, monkeypatch)
    write_data(folder / "more")
    monkeypatch.setattr(resources, "data_folders", lambda: [folder / "data", folder / "more"])
    return folder


@pytest.fixture
def yz(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Yz:
    return run_verb(capsys, monkeypatch)


@pytest.mark.parametrize("engine", ["warm", "fresh"])
def test_a_fault_of_added_data_is_told_once_and_nothing_runs(
    yz: Yz, place: Path, monkeypatch: pytest.MonkeyPatch, engine: str
) -> None:
    monkeypatch.setattr(session, "DATA_READER", "tests.running.standin:read_wrong_data")
    code, _, err = yz("--engine", engine)
    assert code == 2
    assert err.count("more/figures.csv, row 2, column value") == 1
    assert "nothing was run" in err
    assert "yz check" in err
    assert "Traceback" not in err
    assert not list((place / "site").glob("*-2022h1"))
    assert not (place / "site/.runs/.work").exists()


def test_added_data_without_a_fault_is_run(yz: Yz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "DATA_READER", "tests.running.standin:read_good_data")
    code, out, err = yz()
    assert code == 0, err
    assert "4 done" in out


def test_an_index_that_refuses_its_data_is_told_in_one_line(yz: Yz, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session, "DATA_READER", "tests.running.standin:read_good_data")
    monkeypatch.setattr(session, "SITE_WRITER", "tests.running.standin:refuse_site")
    code, _, err = yz()
    assert code == 2
    assert "the site's index was not written: more/figures.csv" in err
    assert "Traceback" not in err
