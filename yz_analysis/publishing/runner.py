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
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from types import FrameType
from typing import Any

from yz_analysis.publishing.assess import Task
from yz_analysis.publishing.engine.client import UnavailableError
from yz_analysis.publishing.job import (
    DONE,
    FAILED,
    RENDERER,
    Job,
    fail,
    failed_notebook,
    last_started,
    output_of,
)
from yz_analysis.publishing.launch import LOG, Ending, Launcher, cores, make_launcher
from yz_analysis.publishing.processes import descendants, kill_all
from yz_analysis.publishing.record import Record
from yz_analysis.publishing.store import FOLDER, Store
from yz_analysis.resources import DATA_VARIABLE

_WORTH_ANOTHER_TRY = ("DeadKernelError", "RuntimeError", "ProcessDied", "TimeoutError")


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


@cache
def launcher(engine: str) -> Launcher:
    """Return this process's launcher; a worker of a cluster makes its own at its first job."""
    return make_launcher(engine)


def execute(job: Job, engine: str, retries: int) -> Record:
    """Do one run, again if it died and may be retried, and return its record as kept in the store.

    This is what joblib sends to threads or workers: plain data in, plain data out.
    """
    if job.data:
        os.environ[DATA_VARIABLE] = job.data
    record: Record = {}
    for attempt in range(1, retries + 2):
        one = replace(job, record={**job.record, "attempts": attempt}, work=f"{job.work}-{attempt}")
        try:
            _check_code(job.code)
            serving = launcher(engine)
            ending = serving.run(replace(one, engine=serving.engine).call())
            record = _outcome(one, ending)
        except (OSError, UnavailableError) as problem:  # no process, no folder, no room on the disk
            ending = Ending(1)
            record = _not_started(one, problem)
        finally:
            shutil.rmtree(one.work, ignore_errors=True)
        retry = record["outcome"] == "failed" and record["error"]["name"] in _WORTH_ANOTHER_TRY
        if ending.stopped or not retry:
            break
    return record


_code: list[dict[str, list[int]]] = []  # the library's files as they were when this process began to serve


def _check_code(files: dict[str, list[int]]) -> None:
    """Refuse a job planned with another state of the library: a cluster's worker goes on with the old one."""
    if not _code:
        _code.append(files)
    if _code[0] != files:
        raise UnavailableError("this worker began with another version of yz_analysis; start it anew")


def _outcome(job: Job, ending: Ending) -> Record:
    store = Store(Path(job.site))
    run_id = job.record["run_id"]
    if ending.code == DONE and (record := store.latest(run_id)):
        return record
    if ending.code == FAILED and (record := store.failure(run_id)):
        return record
    error: Record = {"cell": last_started(output_of(job)), "notebook": ""}
    if ending.stopped:
        error |= {"name": "Interrupted", "message": "the runner was told to stop"}
        return {**job.record, "outcome": "failed", "reason": error["message"], "error": error}
    if ending.timed_out:
        message = f"the run took longer than {job.run_timeout:g} s (--run-timeout)"
        error |= {"name": "RunTimeout", "message": message}
    else:
        error |= {"name": "ProcessDied", "message": _death(ending.code, Path(job.work) / LOG)}
    seconds = job.run_timeout if ending.timed_out and job.run_timeout else 0.0
    record = {**job.record, "started": job.record["started"] or "", "seconds": seconds}
    try:
        return fail(store, record, error=error, notebook=failed_notebook(job))
    except OSError as problem:  # a full disk or a folder that cannot be written: still say what happened
        error["message"] += f"; the failure could not be kept either ({problem.strerror})"
        return {**record, "outcome": "failed", "reason": error["message"], "error": error}


def _not_started(job: Job, problem: Exception) -> Record:
    message = f"the run could not be started ({problem})"
    error: Record = {"cell": None, "name": type(problem).__name__, "message": message, "notebook": ""}
    return {**job.record, "outcome": "failed", "reason": message, "error": error}


def _death(code: int, log: Path) -> str:
    if code < 0:
        try:
            how = f"killed by {signal.Signals(-code).name}"
        except ValueError:
            how = f"killed by signal {-code}"
    else:
        how = f"ended with code {code}"
    last = ""
    with contextlib.suppress(OSError):
        lines = log.read_text(encoding="utf-8", errors="replace").split("\n")
        last = next((line.strip()[:200] for line in reversed(lines) if line.strip()), "")
    return f"the run's process was {how}" + (f": {last}" if last else "")


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
        delayed(execute)(_job(task, store, here / str(number), limits, shared), engine, limits.retries)
        for number, task in enumerate(todo)
    )
    pool = Parallel(
        n_jobs=jobs or cores(), prefer="threads", return_as="generator_unordered", pre_dispatch="1.5*n_jobs"
    )
    serving = launcher(engine)
    with _interruptible(serving) as stopping:
        try:
            for record in pool(calls):
                (summary.done if record["outcome"] == "done" else summary.failed).append(record)
                finished(record)
                if stopping.is_set():
                    break
            if not stopping.is_set():
                finish(summary, serving)
        except KeyboardInterrupt:
            stopping.set()
        finally:
            if stopping.is_set():
                serving.stop()
                summary.interrupted = True
            serving.close()
            launcher.cache_clear()
            _code.clear()
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


@contextlib.contextmanager
def _interruptible(serving: Launcher) -> Iterator[threading.Event]:
    """First Ctrl-C (or SIGTERM): stop in good order. Second: end every process and leave at once."""
    stopping = threading.Event()

    def on_signal(number: int, frame: FrameType | None) -> None:
        if stopping.is_set():
            kill_all(descendants(os.getpid()))
            os._exit(130)
        stopping.set()
        os.write(2, b"\nstopping; press Ctrl-C again to end at once\n")
        serving.stop()
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


__all__ = ["FOLDER", "Limits", "Summary", "do_runs", "execute", "launcher", "longest_first"]
