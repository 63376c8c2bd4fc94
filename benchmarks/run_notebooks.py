"""How fast notebooks become pages: a shell loop, papermill in three ways, ploomber-engine, ours, the floor.

    python benchmarks/run_notebooks.py --runs 16             # every way, the outputs compared
    python benchmarks/run_notebooks.py --growth 10 100 1000  # one go of many small runs: time, memory, files

Every way runs the same notebooks with the same parameters and makes a page of each. CPU seconds are those of
the way's whole process tree. The floor executes the same cells with `exec` in a fork of a prepared process,
displays included, and renders the same page: no kernel, no client, no isolation, no saved notebook.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import resource
import shutil
import sys
import tempfile
import time
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from notebook_growth import growth
from notebook_ways import WAYS
from notebook_work import Case, cases, target

from yz_analysis.publishing.canonical import canonical
from yz_analysis.publishing.launch import cores


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
