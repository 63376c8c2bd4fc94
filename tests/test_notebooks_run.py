"""Every notebook runs: by papermill alone with its defaults, and by `yz run` with every set of runs.yaml."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from tests.running.stock import papermill_alone

ROOT = Path(__file__).resolve().parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("[0-9]*.ipynb"))

pytestmark = pytest.mark.slow


def _run(module: str, *arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "YZ_DATA"}
    return papermill_alone([sys.executable, "-m", module, *arguments], folder, environment)


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_papermill_alone_runs_a_notebook_with_its_defaults_from_an_empty_folder(
    notebook: Path, tmp_path: Path
) -> None:
    done = _run("papermill", notebook, "out.ipynb", folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.iterdir()] == ["out.ipynb"]
    executed = nbformat.read(tmp_path / "out.ipynb", as_version=4)
    shown = [output for cell in executed.cells for output in cell.get("outputs", [])]
    assert shown
    assert {output.output_type for output in shown} <= {"display_data", "execute_result"}


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_papermill_alone_takes_another_report_and_language(notebook: Path, tmp_path: Path) -> None:
    call = [notebook, "out.ipynb", "-p", "report", "zhenjiang-2022h1", "-p", "language", "en"]
    done = _run("papermill", *call, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "out.ipynb").read_text(encoding="utf-8")
    assert "Zhenjiang" in text
    assert str(ROOT) not in json.dumps([cell.get("outputs") for cell in json.loads(text)["cells"]])


def test_every_set_becomes_pages_from_an_empty_folder_and_a_second_go_does_nothing(tmp_path: Path) -> None:
    done = _run("yz_analysis", "run", folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    runs = json.loads((tmp_path / "site" / "run.json").read_text(encoding="utf-8"))["runs"]
    assert {run["outcome"] for run in runs} == {"done"}
    assert {run["notebook"] for run in runs} == {notebook.stem for notebook in NOTEBOOKS}
    assert {run["set"] for run in runs} == {"default", "house"}
    index = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    for run in runs:
        pages = [output["path"] for output in run["outputs"] if output["path"].endswith(".html")]
        assert len(pages) == 1
        assert (tmp_path / "site" / pages[0]).is_file()
        assert run["language"] == "en" or pages[0] in index
    again = _run("yz_analysis", "run", folder=tmp_path)
    assert again.returncode == 0
    assert again.stdout.startswith(f"Nothing to do: {len(runs)} runs unchanged")


def test_a_misspelt_parameter_report_or_notebook_stops_before_anything_runs(tmp_path: Path) -> None:
    for call, near in (
        (["03", "-p", "second_half_growth_hihg=20"], "second_half_growth_high"),
        (["03", "-p", "first_half_share=half"], "first_half_share"),
        (["--report", "yangzong-2022h1"], "yangzhong-2022h1"),
        (["04-project-and-investment"], "04-projects-and-investment"),
    ):
        done = _run("yz_analysis", "run", *call, folder=tmp_path)
        assert done.returncode == 2, call
        assert near in done.stderr
        assert "Traceback" not in done.stderr
        assert not (tmp_path / "site").exists()
