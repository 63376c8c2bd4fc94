"""How fast notebooks become pages: a shell loop, papermill in three ways, ploomber-engine, ours, the floor.

    python benchmarks/run_notebooks.py --runs 16             # every way, the outputs compared
    python benchmarks/run_notebooks.py --growth 10 100 1000  # one go of many small runs: time, memory, files

Every way runs the same notebooks with the same parameters and makes a page of each. CPU seconds are those of
the way's whole process tree. The floor executes the same cells with `exec` in a fork of a prepared process,
displays included, and renders the same page: no kernel, no client, no isolation, no saved notebook.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from yz_analysis.publishing import plan, sources
from yz_analysis.publishing.assess import page_arguments
from yz_analysis.publishing.canonical import canonical
from yz_analysis.publishing.launch import cores
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


def floor(work: list[Case], folder: Path) -> None:
    """The cost of the cells and their page, and of nothing else."""
    from yz_analysis.publishing.engine import preload

    os.environ.update(preload.SINGLE_THREAD)
    preload.import_all()
    waiting: set[int] = set()
    for case in work:
        if len(waiting) >= cores():
            waiting.discard(os.wait()[0])
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                execute_cells(case, folder)
                code = 0
            finally:
                os._exit(code)
        waiting.add(pid)
    while waiting:
        waiting.discard(os.wait()[0])


def execute_cells(case: Case, folder: Path) -> None:
    import ast

    import matplotlib as mpl
    import nbformat

    from yz_analysis.publishing.page import render

    mpl.use("agg")
    name, path, parameters, page = case
    space: dict[str, Any] = {"__name__": "__main__"}
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)  # noqa: S102 - the floor is just that
        if "parameters" in cell.metadata.get("tags", []):
            space.update(parameters)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            if value is not None:
                cell.outputs = [as_output(value)]
    html = render(nbformat.from_dict(canonical(notebook)), **page)
    target(folder, name).with_suffix(".html").write_text(html, encoding="utf-8")


def as_output(value: Any) -> Any:
    import nbformat.v4

    bundle = getattr(value, "_repr_mimebundle_", None)
    data = bundle() if bundle else {"text/plain": repr(value)}
    data = data[0] if isinstance(data, tuple) else data
    return nbformat.v4.new_output("execute_result", data=data)


WAYS: dict[str, Callable[[list[Case], Path], None]] = {
    "shell loop": shell_loop,
    "papermill loop": papermill_loop,
    "papermill processes": papermill_processes,
    "ploomber-engine": ploomber,
    "yz run": ours,
    "floor": floor,
}


def measured(way: str, work: list[Case], folder: Path) -> dict[str, float]:
    """Run one way in a process of its own, so that its CPU time is its own."""
    folder.mkdir(parents=True)
    before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    process = get_context("spawn").Process(target=WAYS[way], args=(work, folder))
    process.start()
    process.join()
    seconds, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
    if process.exitcode:
        raise RuntimeError(f"{way} ended with code {process.exitcode}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"seconds": seconds, "cpu": cpu, "a_minute": 60 * len(work) / seconds, "cpu_each": cpu / len(work)}


def outputs(path: Path) -> list[Any]:
    notebook = canonical(json.loads(path.read_text(encoding="utf-8")))
    return [cell.get("outputs") for cell in notebook["cells"] if cell["cell_type"] == "code"]


def compare(folders: dict[str, Path], work: list[Case]) -> dict[str, int]:
    """How many notebooks of each way have other outputs than the shell loop's."""
    reference = folders.get("shell loop") or folders.get("papermill loop")
    if reference is None:
        return {}
    differing = {}
    for way, folder in folders.items():
        names = [name for name, *_ in work if target(folder, name).exists()]
        differing[way] = sum(outputs(target(folder, n)) != outputs(target(reference, n)) for n in names)
    return differing


def growth(sizes: Iterable[int], place: Path) -> list[dict[str, float]]:
    """One go of many small runs: time, highest memory, files and processes; then an unchanged second go."""
    import psutil

    found = []
    for size in sizes:
        folder = place / f"many-{size}"
        folder.mkdir(parents=True)
        source = 'report: str = "yangzhong-2022h1"\nlanguage: str = "zh"\nfirst_half_share: float = 0.0'
        cells = [
            {"cell_type": "code", "metadata": {"tags": ["parameters"]}, "source": source},
            {
                "cell_type": "code",
                "metadata": {},
                "source": "import pandas as pd\npd.DataFrame({'n': [first_half_share]})",
            },
        ]
        for number, cell in enumerate(cells):
            cell |= {"id": f"c{number}", "execution_count": None, "outputs": []}
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        book = {"cells": cells, "metadata": {"kernelspec": kernel}, "nbformat": 4, "nbformat_minor": 5}
        (folder / "01-small.ipynb").write_text(json.dumps(book), encoding="utf-8")
        sets = "".join(
            f"  s{number}: {{parameters: {{first_half_share: {number}}}}}\n" for number in range(size)
        )
        (folder / "runs.yaml").write_text(
            f"reports: [yangzhong-2022h1]\nlanguages: [zh]\nsets:\n{sets}", encoding="utf-8"
        )
        command = [
            sys.executable,
            "-m",
            "yz_analysis",
            "run",
            "--notebooks",
            str(folder),
            "--out",
            str(folder / "site"),
        ]
        before, begin = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen = {"runner_mb": 0.0, "server_mb": 0.0, "files": 0.0, "processes": 0.0}
        while process.poll() is None:
            with contextlib.suppress(psutil.Error):
                runner = psutil.Process(process.pid)
                tree = runner.children(recursive=True)
                seen["runner_mb"] = max(seen["runner_mb"], runner.memory_info().rss / 1e6)
                seen["files"] = max(seen["files"], runner.num_fds())
                seen["processes"] = max(seen["processes"], len(tree))
                if tree:
                    seen["server_mb"] = max(seen["server_mb"], tree[0].memory_info().rss / 1e6)
            time.sleep(0.2)
        seconds, after = time.monotonic() - begin, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        begin = time.monotonic()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        row = {"runs": float(size), "seconds": seconds, "cpu_each": cpu / size, **seen}
        row["second_go_seconds"] = time.monotonic() - begin
        found.append(row)
        print("  ".join(f"{name} {value:.2f}" for name, value in row.items()), flush=True)
    return found


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--runs", type=int, default=8, help="runs each way does")
    parser.add_argument("--only", nargs="+", choices=list(WAYS), default=list(WAYS))
    parser.add_argument("--growth", nargs="+", type=int, default=[], help="numbers of small runs in one go")
    parser.add_argument("--save", type=Path, help="write the numbers as JSON")
    options = parser.parse_args()
    place = Path(tempfile.mkdtemp(prefix="yz-benchmark-"))
    result: dict[str, Any] = {"cores": cores(), "python": sys.version.split()[0]}
    try:
        if options.growth:
            result["growth"] = growth(options.growth, place)
        else:
            result["ways"] = ways(options, place)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    if options.save:
        options.save.parent.mkdir(parents=True, exist_ok=True)
        options.save.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")


def ways(options: argparse.Namespace, place: Path) -> dict[str, Any]:
    work = cases(options.runs)
    folders, found = {}, {}
    print(f"{options.runs} runs on {cores()} cores")
    for way in options.only:
        if way == "ploomber-engine" and importlib.util.find_spec("ploomber_engine") is None:
            print(f"{way:20} not installed")
            continue
        folders[way] = place / way.replace(" ", "-")
        found[way] = numbers = measured(way, work, folders[way])
        print(
            f"{way:20} {numbers['a_minute']:7.1f} notebooks a minute {numbers['cpu_each']:7.2f} CPU s each",
            flush=True,
        )
    differing = compare({way: folder for way, folder in folders.items() if way != "floor"}, work)
    for way, number in differing.items():
        print(f"{way:20} {number} of {options.runs} notebooks with other outputs than the first way's")
    return {way: {**numbers, "differing": differing.get(way)} for way, numbers in found.items()}


if __name__ == "__main__":
    main()
