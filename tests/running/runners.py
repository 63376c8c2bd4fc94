"""Runners as processes of their own: whether what they leave is whole, and that nothing outlives them."""

from __future__ import annotations

import contextlib
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil

from tests.running.books import write_book, write_data, write_runs
from tests.running.warm import environment, python
from yz_analysis.publishing.engine.client import SOCKET_VARIABLE
from yz_analysis.publishing.store import Store

GOOD = "print('good')"

Runner = Callable[..., subprocess.Popen[str]]


def belonging_to(place: Path) -> list[str]:
    """Return the processes whose working directory or command lies below a folder."""
    found = []
    for process in psutil.process_iter(["pid", "cwd", "cmdline", "status"]):
        words = " ".join([process.info["cwd"] or "", *(process.info["cmdline"] or [])])
        if str(place) in words and process.info["status"] != psutil.STATUS_ZOMBIE:
            found.append(f"{process.info['pid']} {words}")
    return found


def wait_for(condition: Callable[[], object], seconds: float = 15) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.05)
    return False


def end(process: subprocess.Popen[str], seconds: float = 120) -> tuple[int, str, str]:
    out, err = process.communicate(timeout=seconds)
    return process.returncode, out, err


def whole(place: Path) -> None:
    """Nothing half done: every page the store knows is in the site as it was made."""
    store = Store(place / "site")
    for record in store.records():
        if record["outcome"] != "failed":
            assert store.intact(record)
    left = [path for path in (place / "site").rglob("*") if path.name.endswith((".part", ".lock"))]
    assert [path.name for path in left if path.name != "site.lock"] == []
    assert not (place / "site/.runs/.work").exists()


def one_good_book(folder: Path) -> Path:
    """A folder with one notebook, one report and data that seem old."""
    write_book(folder / "nb" / "01-good.ipynb", GOOD)
    write_runs(folder / "nb", "reports: [alpha-2022h1]\nlanguages: [en]\nsets:\n  default: {}\n")
    write_data(folder / "data")
    for path in (folder / "data").iterdir():
        os.utime(path, (1_600_000_000, 1_600_000_000))
    return folder


def slow_books(place: Path, number: int = 4, seconds: float = 1.0) -> None:
    for one in range(number):
        write_book(
            place / "nb" / f"1{one}-slow.ipynb", f"import time; time.sleep({seconds})", "print('done')"
        )


@contextlib.contextmanager
def started_runners(place: Path, server: str) -> Iterator[Runner]:
    """Start `yz run` in a process of its own; afterwards nothing that came from it may live."""
    started: list[subprocess.Popen[str]] = []

    def run(*arguments: str, shared: bool = True) -> subprocess.Popen[str]:
        given = {**environment(), **({SOCKET_VARIABLE: server} if shared else {})}
        process = subprocess.Popen(
            python("-m", "tests.running.yz", "run", "--notebooks", "nb", "--data", "data", *arguments),
            cwd=place,
            env=given,
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        started.append(process)
        return process

    yield run
    for process in started:
        with contextlib.suppress(ProcessLookupError):
            process.kill()
        process.communicate()
    assert wait_for(lambda: not belonging_to(place)), belonging_to(place)
