"""Do the runs of a plan that need doing: in parallel, longest first, one process each, losing nothing.

The fan-out is one joblib call. Its threads only wait for the processes that launchers start; on a cluster
(`cluster.on_cluster`) the same call sends each job to a worker that shares the site's folder.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
import warnings
from collections.abc import Callable, Generator, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

from yz_analysis.publishing import attempt
from yz_analysis.publishing.assess import Task
from yz_analysis.publishing.job import RENDERER, Job
from yz_analysis.publishing.launch import Launcher, cores
from yz_analysis.publishing.processes import descendants, kill_all
from yz_analysis.publishing.record import Record
from yz_analysis.publishing.store import FOLDER, Store
from yz_analysis.resources import DATA_VARIABLE

_PATIENCE = 10
"""Seconds in which runs whose processes were ended are waited for."""


@dataclass(frozen=True)
class Limits:
    """How a run may use time and memory; None is no limit."""

    cell_timeout: float | None = None
    run_timeout: float | None = None
    memory_limit_mb: int | None = None
    retries: int = 0


@dataclass
class Summary:
    """What came of a plan.

    Attributes:
        done: records of runs done now.
        unchanged: records of runs that needed nothing.
        failed: records of runs that failed.
        interrupted: whether the runner was told to stop before the end.
    """

    done: list[Record] = field(default_factory=list)
    unchanged: list[Record] = field(default_factory=list)
    failed: list[Record] = field(default_factory=list)
    interrupted: bool = False


def longest_first(tasks: Sequence[Task]) -> list[Task]:
    """Order tasks so that the last to finish starts first; one never run counts as the longest known."""
    longest = max((task.expected_seconds or 0.0 for task in tasks), default=0.0)

    def size(task: Task) -> tuple[float, int]:
        seconds = longest if task.expected_seconds is None else task.expected_seconds
        return -seconds, -len(str(task.run.notebook.content))

    return sorted(tasks, key=size)


def do_runs(
    tasks: Sequence[Task],
    store: Store,
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    watch: dict[str, list[int]] | None = None,
    code: dict[str, list[int]] | None = None,
    engine: str = "auto",
    renderer: str = RENDERER,
    begin: Callable[[Launcher], None] = lambda serving: None,
    finished: Callable[[Record], None] = lambda record: None,
    finish: Callable[[Summary, Launcher | None], None] = lambda summary, serving: None,
) -> Summary:
    """Do the tasks that have a reason; the others are unchanged.

    Args:
        tasks: what `assess` found.
        store: where results are kept; the caller holds its lock.
        jobs: how many at once; None for as many as there are cores.
        limits: time, memory and retries.
        watch: data files that must not change while a run reads them.
        code: files of the library; runs made while they change count as out of date.
        engine: `auto`, `warm` or `fresh`.
        renderer: `module:function` that makes a page.
        begin: called with the launcher before the first run; what it raises ends everything.
        finished: called with each record, in this thread.
        finish: called at the end with what came of it all, and with the launcher while that still serves.
    """
    limits = limits or Limits()
    summary = Summary(
        unchanged=[{**task.kept, "outcome": "unchanged"} for task in tasks if not task.reason and task.kept]
    )
    todo = []
    for task in longest_first([task for task in tasks if task.reason]):
        # a kept result whose page was lost or changed needs no run: its copy is put back
        if (
            task.kept
            and task.reason != "--force"
            and not store.failure(task.run.run_id)
            and store.publish(task.kept)
        ):
            summary.done.append(task.kept)
            finished({**task.kept, "outcome": "done", "seconds": 0.0})
        else:
            todo.append(task)
    if not todo:
        finish(summary, None)
        return summary
    from joblib import Parallel, delayed

    here = store.folder / ".work"
    shared = {"watch": watch or {}, "code": code or {}, "renderer": renderer}
    calls = (
        delayed(attempt.execute)(
            _job(task, store, here / str(number), limits, shared), engine, limits.retries
        )
        for number, task in enumerate(todo)
    )
    pool = Parallel(
        n_jobs=jobs or cores(), prefer="threads", return_as="generator_unordered", pre_dispatch="1.5*n_jobs"
    )
    serving = attempt.launcher(engine)
    results: Generator[Record, None, None] | None = None
    with _interruptible(serving) as stopping:
        try:
            begin(serving)
            results = pool(calls)
            for record in results:
                (summary.done if record["outcome"] == "done" else summary.failed).append(record)
                finished(record)
                if stopping.told:
                    break
            if not stopping.told:
                finish(summary, serving)
        except KeyboardInterrupt:
            stopping.told = True
        finally:
            stopping.ending = True
            summary.interrupted = stopping.told
            serving.stop()
            with warnings.catch_warnings(action="ignore"):  # joblib's advice to a caller that leaves early
                if results is not None:
                    results.close()
            attempt.wait_for_all(_PATIENCE)
            serving.close()
            attempt.forget()
            shutil.rmtree(here, ignore_errors=True)
    summary.failed = [record for record in summary.failed if record["error"]["name"] != "Interrupted"]
    if summary.interrupted:
        finish(summary, None)
    return summary


def _job(task: Task, store: Store, work: Path, limits: Limits, shared: dict[str, Any]) -> Job:
    return Job(
        site=str(store.site.resolve()),
        work=str(work.resolve()),
        record=task.record,
        notebook=task.run.notebook.content,
        page=task.page,
        cell_timeout=limits.cell_timeout,
        run_timeout=limits.run_timeout,
        memory_limit_mb=limits.memory_limit_mb,
        data=os.environ.get(DATA_VARIABLE, ""),
        **shared,
    )


@dataclass
class _Stopping:
    """Whether the runner was told to stop.

    A plain value: a second signal may come while the first is dealt with, and would wait for ever for a lock
    (say of a `threading.Event`) that the handling it interrupted holds.
    """

    told: bool = False
    ending: bool = False  # everything is being ended anyway: a signal need not break into that


@contextlib.contextmanager
def _interruptible(serving: Launcher) -> Iterator[_Stopping]:
    """First Ctrl-C (or SIGTERM): stop in good order. Second: end every process and leave at once."""
    stopping = _Stopping()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if stopping.told:
            kill_all(descendants(os.getpid()))
            os._exit(130)
        stopping.told = True
        os.write(2, b"\nstopping; press Ctrl-C again to end at once\n")
        serving.stop()
        if not stopping.ending:
            raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():
        yield stopping
        return
    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


__all__ = ["FOLDER", "Limits", "Summary", "do_runs", "longest_first"]
