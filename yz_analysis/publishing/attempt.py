"""One run in a process of its own, tried as often as allowed, and the record of how it ended."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

from yz_analysis.publishing.engine.client import UnavailableError
from yz_analysis.publishing.job import DONE, FAILED, Job, fail, failed_notebook, last_started, output_of
from yz_analysis.publishing.launch import LOG, Ending, Launcher, make_launcher
from yz_analysis.publishing.record import Record
from yz_analysis.publishing.store import Store
from yz_analysis.resources import DATA_VARIABLE

_WORTH_ANOTHER_TRY = ("DeadKernelError", "RuntimeError", "ProcessDied", "TimeoutError")


@cache
def launcher(engine: str) -> Launcher:
    """Return this process's launcher; a worker of a cluster makes its own at its first job."""
    return make_launcher(engine)


def execute(job: Job, engine: str, retries: int) -> Record:
    """Do one run, again if it died and may be retried, and return its record as kept in the store.

    This is what joblib sends to threads or workers: plain data in, plain data out.
    """
    with _counted():
        return _try(job, engine, retries)


def _try(job: Job, engine: str, retries: int) -> Record:
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


_under_way: list[None] = []  # one for each run in a thread of this process
_changed = threading.Condition()


@contextlib.contextmanager
def _counted() -> Iterator[None]:
    with _changed:
        _under_way.append(None)
    try:
        yield
    finally:
        with _changed:
            _under_way.pop()
            _changed.notify_all()


def wait_for_all(seconds: float) -> bool:
    """Wait until every run of this process has returned; say whether all have.

    joblib does not wait for its threads when it is left early, and they still clean up after their runs.
    """
    with _changed:
        return _changed.wait_for(lambda: not _under_way, seconds)


_code: list[dict[str, list[int]]] = []  # the library's files as they were when this process began to serve


def forget() -> None:
    """Begin anew: the launcher has been closed, and the library may have changed."""
    launcher.cache_clear()
    _code.clear()


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
