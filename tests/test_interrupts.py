"""Ctrl-C, at whatever moment it comes and comes again."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.running.books import write_book
from tests.test_store import record
from yz_analysis.publishing import attempt, runner
from yz_analysis.publishing.assess import Task
from yz_analysis.publishing.call import Call
from yz_analysis.publishing.job import Job
from yz_analysis.publishing.launch import Ending
from yz_analysis.publishing.plan import Run
from yz_analysis.publishing.sources import read_notebook
from yz_analysis.publishing.store import Store

# A child gets the first signal, and the second while the Nth line of Python run for the first is under way;
# SIGALRM ends a child that hangs. Printed: how the children ended whose Nth line there was.
SECOND_SIGNAL = """
import os, signal, sys, time
from yz_analysis.publishing import launch, runner

def child(number, kind):
    os.environ["YZ_FORK_SERVER"] = "nowhere"
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    signal.alarm(10)
    serving = getattr(launch, kind)()
    left = number
    def count(frame, event, argument):
        nonlocal left
        left -= event == "line"
        if left == 0 and event == "line":
            signal.raise_signal(signal.SIGINT)
        return count
    with runner._interruptible(serving):
        sys.settrace(count)
        try:
            signal.raise_signal(signal.SIGINT)
        except KeyboardInterrupt:
            sys.settrace(None)
        os._exit(0 if left > 0 else 1)

for kind in ("FreshLauncher", "WarmLauncher"):
    for number in range(1, 100):
        pid = os.fork()
        if pid == 0:
            child(number, kind)
        status = os.waitpid(pid, 0)[1]
        if status == 0:
            break
        print(kind, number, os.waitstatus_to_exitcode(status))
"""


def test_a_second_signal_at_any_line_of_the_first_ones_handling_ends_all_at_once() -> None:
    done = subprocess.run(
        [sys.executable, "-c", SECOND_SIGNAL], capture_output=True, text=True, timeout=120, check=True
    )
    endings = [line.split() for line in done.stdout.splitlines()]
    lines = {kind: [int(code) for one, _, code in endings if one == kind] for kind, _, _ in endings}
    assert set(lines) == {"FreshLauncher", "WarmLauncher"}
    for codes in lines.values():
        # before the first is noted, the second is only the same wish again
        assert len(codes) >= 4
        assert set(codes[2:]) == {130}


class Slow:
    """A launcher whose first run ends at once; the others end when told to, and clean up late."""

    name = "slow"
    engine = "yz"

    def __init__(self, store: Store) -> None:
        self.store = store
        self.told = False
        self.waiting = threading.Event()
        self.closed_while_running: list[bool] = []
        self.running = 0

    def run(self, call: Call) -> Ending:
        job = Job.from_json(call.text)
        if job.record["run_id"].endswith("01-a"):
            self.waiting.wait(10)
            self.store.keep(job.record, page="x", notebook="{}")
            return Ending(0)
        self.running += 1
        self.waiting.set()
        while not self.told:
            time.sleep(0.01)
        time.sleep(0.3)
        Path(job.work, "late").mkdir(parents=True)
        self.running -= 1
        return Ending(-signal.SIGKILL, stopped=True)

    def stop(self) -> None:
        self.told = True

    def close(self) -> None:
        self.closed_while_running.append(bool(self.running))


def tasks(folder: Path) -> list[Task]:
    made = []
    for name, seconds in (("01-a", 9.0), ("02-b", 5.0)):
        notebook = read_notebook(write_book(folder / f"{name}.ipynb", "1"))
        run = Run(notebook, "default", "alpha-2022h1", "zh", {})
        made.append(Task(run, record(run_id=run.run_id), {}, "it is new", None, seconds))
    return made


@pytest.fixture
def slow(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Slow:
    made = Slow(Store(tmp_path / "site"))
    made.store.folder.mkdir(parents=True)
    monkeypatch.setattr(attempt, "launcher", cached := lambda engine: made)
    cached.cache_clear = lambda: None  # type: ignore[attr-defined]
    return made


def test_what_was_under_way_has_cleaned_up_before_the_runner_leaves(tmp_path: Path, slow: Slow) -> None:
    summary = runner.do_runs(
        tasks(tmp_path), slow.store, jobs=2, finished=lambda _: signal.raise_signal(signal.SIGINT)
    )
    assert summary.interrupted
    assert slow.closed_while_running == [False]
    assert not (slow.store.folder / ".work").exists()
    assert [one["run_id"] for one in summary.done] == ["alpha-2022h1/zh/01-a"]
    assert summary.failed == []


def test_a_signal_while_everything_ends_anyway_does_not_stop_the_cleaning(
    tmp_path: Path, slow: Slow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(slow, "close", lambda: signal.raise_signal(signal.SIGINT))
    summary = runner.do_runs(tasks(tmp_path)[:1], slow.store, jobs=1, begin=lambda _: slow.waiting.set())
    assert not summary.interrupted
    assert len(summary.done) == 1
    assert not (slow.store.folder / ".work").exists()
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_thread_other_than_the_first_sets_no_handler(tmp_path: Path, slow: Slow) -> None:
    slow.waiting.set()
    seen = []

    def look(_: object) -> None:
        seen.append(signal.getsignal(signal.SIGINT))

    thread = threading.Thread(
        target=lambda: runner.do_runs(tasks(tmp_path)[:1], slow.store, jobs=1, finished=look)
    )
    thread.start()
    thread.join(20)
    assert seen == [signal.default_int_handler]
    assert not (slow.store.folder / ".work").exists()


def test_waiting_for_runs_has_an_end(monkeypatch: pytest.MonkeyPatch) -> None:
    assert attempt.wait_for_all(0)
    monkeypatch.setattr(attempt, "_under_way", [None])
    began = time.monotonic()
    assert not attempt.wait_for_all(0.05)
    assert time.monotonic() - began < 5
