"""The work that every way of running notebooks does: which notebook, with what, and where it goes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yz_analysis.publishing import plan, sources
from yz_analysis.publishing.assess import page_arguments
from yz_analysis.resources import data_folders, notebooks_folder

Case = tuple[str, str, dict[str, Any], dict[str, Any]]  # run id, notebook's path, parameters, page arguments


def runs_of_default_set() -> list[plan.Run]:
    books = sources.read_notebooks(notebooks_folder())
    reports = plan.known_reports(data_folders())
    runs_file = plan.read_sets(notebooks_folder() / "runs.yaml", notebooks=books, reports=reports)
    runs = plan.make_plan(books, runs_file, reports, only_sets=["default"])
    # whole blocks of notebook x report x language, so that `yz run` can be asked for just these
    return sorted(
        runs, key=lambda run: (run.report != "yangzhong-2022h1", run.report, run.language, run.name)
    )


def cases(number: int) -> list[Case]:
    """The first runs of runs.yaml; it is gone through again, under another name, when more are asked for."""
    runs = runs_of_default_set()
    found: list[Case] = []
    for one in range(number):
        run = runs[one % len(runs)]
        path = str(notebooks_folder() / f"{run.notebook.stem}.ipynb")
        name = run.run_id + (f"-{one // len(runs)}" if one >= len(runs) else "")
        found.append((name, path, dict(run.parameters), page_arguments(run, set())))
    return found


def target(folder: Path, name: str) -> Path:
    path = folder / f"{name.replace('/', '~')}.ipynb"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
