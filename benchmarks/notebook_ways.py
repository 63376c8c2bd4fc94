"""The ways in which notebooks become pages: a shell loop, papermill, ploomber-engine, `yz run`, the floor."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

from notebook_floor import floor
from notebook_work import Case, runs_of_default_set, target

from yz_analysis.publishing.launch import cores


def nbconvert_page(path: Path) -> None:
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter(template_name="lab", exclude_input=True).from_filename(str(path))
    path.with_suffix(".html").write_text(html, encoding="utf-8")


def shell_loop(work: list[Case], folder: Path) -> None:
    for name, path, parameters, _ in work:
        out = target(folder, name)
        given = [word for key, value in parameters.items() for word in ("-p", key, str(value))]
        silently([beside("papermill"), "--no-progress-bar", path, str(out), *given])
        silently([beside("jupyter"), "nbconvert", "--to", "html", "--no-input", str(out)])


def beside(program: str) -> str:
    return str(Path(sys.executable).parent / program)


def silently(command: list[str]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)


def one_by_papermill(case: Case, folder: Path, engine: str | None = None) -> None:
    import papermill

    name, path, parameters, _ = case
    papermill.execute_notebook(
        path, str(target(folder, name)), parameters=parameters, progress_bar=False, engine_name=engine
    )
    nbconvert_page(target(folder, name))


def papermill_loop(work: list[Case], folder: Path) -> None:
    for case in work:
        one_by_papermill(case, folder)


def papermill_processes(work: list[Case], folder: Path) -> None:
    with ProcessPoolExecutor(cores(), mp_context=get_context("spawn")) as pool:
        list(pool.map(one_by_papermill, work, [folder] * len(work)))


def ploomber(work: list[Case], folder: Path) -> None:
    for case in work:
        one_by_papermill(case, folder, "embedded")


def ours(work: list[Case], folder: Path) -> None:
    """`yz run` through its own door; runs beyond those of runs.yaml go to a further site."""
    every = len(runs_of_default_set())
    for start in range(0, len(work), every):
        part = work[start : start + every]
        site = folder / f"site-{start}"
        command = [sys.executable, "-m", "yz_analysis", "run", "--set", "default", "--out", str(site)]
        command += sorted({Path(path).stem for _, path, _, _ in part})
        for option, position in (("--report", 0), ("--language", 1)):
            for value in sorted({name.split("/")[position] for name, *_ in part}):
                command += [option, value]
        silently(command)
        for output in site.rglob("*.ipynb"):
            if ".runs" not in output.parts:
                shutil.copy(output, target(folder, output.relative_to(site).with_suffix("").as_posix()))


WAYS: dict[str, Callable[[list[Case], Path], None]] = {
    "shell loop": shell_loop,
    "papermill loop": papermill_loop,
    "papermill processes": papermill_processes,
    "ploomber-engine": ploomber,
    "yz run": ours,
    "floor": floor,
}
