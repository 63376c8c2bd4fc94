"""Start a job in a process of its own, wait for it, and end it when its time is up or the runner stops."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from yz_analysis.publishing.job import Job
from yz_analysis.publishing.processes import descendants, kill_all

LOG = "log.txt"


@dataclass(frozen=True)
class Ending:
    """How a job's process ended.

    Attributes:
        code: its exit code; negative for the signal that killed it.
        timed_out: whether it was ended because `run_timeout` was over.
        stopped: whether it was ended because the runner stops.
    """

    code: int
    timed_out: bool = False
    stopped: bool = False


class Launcher(Protocol):
    """What the scheduler needs to know of an engine's way to start processes."""

    name: str

    def run(self, job: Job) -> Ending:
        """Run one job and wait for its end."""

    def stop(self) -> None:
        """End every job under way; their `run` calls return."""

    def close(self) -> None:
        """Free everything; nothing this launcher started is left."""


class FreshLauncher:
    """A new interpreter for each job, with the stock papermill engine in it; works on every platform."""

    name = "fresh"

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def run(self, job: Job) -> Ending:
        """Run one job and wait for its end."""
        work = Path(job.work)
        work.mkdir(parents=True, exist_ok=True)
        with (work / LOG).open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "yz_analysis.publishing.job"],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + job.run_timeout if job.run_timeout else None
        try:
            assert process.stdin is not None
            try:
                process.stdin.write(job.to_json().encode())
                process.stdin.close()
            except BrokenPipeError:
                pass  # it died at once; its exit code says so
            while True:
                try:
                    return Ending(process.wait(timeout=0.05))
                except subprocess.TimeoutExpired:
                    if self._stopping.is_set():
                        return Ending(-signal.SIGKILL, stopped=True)
                    if deadline is not None and time.monotonic() > deadline:
                        return Ending(-signal.SIGKILL, timed_out=True)
        finally:
            if process.poll() is None:
                kill_all([process.pid, *descendants(process.pid)])
                process.wait()

    def stop(self) -> None:
        """End every job under way."""
        self._stopping.set()

    def close(self) -> None:
        """End every job under way."""
        self.stop()


def make_launcher(engine: str = "auto") -> Launcher:
    """Return the launcher that serves here.

    Args:
        engine: `auto`, `warm` or `fresh`.
    """
    return FreshLauncher()


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
