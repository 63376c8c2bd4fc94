"""Start a call in a process of its own, wait for it, and end it when its time is up or the runner stops."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.call import Call
from yz_analysis.publishing.engine.client import SOCKET_VARIABLE, Child, ForkServer, UnavailableError, ask
from yz_analysis.publishing.processes import descendants, kill_all

LOG = "log.txt"


@dataclass(frozen=True)
class Ending:
    """How a call's process ended.

    Attributes:
        code: its exit code; negative for the signal that killed it.
        timed_out: whether it was ended because its time was over.
        stopped: whether it was ended because the runner stops.
    """

    code: int
    timed_out: bool = False
    stopped: bool = False


class Launcher(Protocol):
    """What the scheduler needs to know of an engine's way to start processes.

    Attributes:
        name: `warm` or `fresh`.
        engine: papermill's engine for notebooks run in such a process; None for the stock one.
    """

    name: str
    engine: str | None

    def run(self, call: Call) -> Ending:
        """Make one call and wait for its end."""

    def stop(self) -> None:
        """End every call under way; their `run` calls return.

        A signal handler calls this: it takes no lock, which the code it interrupts may be holding.
        """

    def close(self) -> None:
        """Free everything; nothing this launcher started is left."""


class FreshLauncher:
    """A new interpreter for each call, with the stock papermill engine in it; works on every platform."""

    name = "fresh"
    engine: str | None = None

    def __init__(self) -> None:
        self._stopping = False

    def run(self, call: Call) -> Ending:
        """Make one call and wait for its end."""
        work = Path(call.work)
        work.mkdir(parents=True, exist_ok=True)
        with (work / LOG).open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, "-m", "yz_analysis.publishing.call", call.function],
                stdin=subprocess.PIPE,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        deadline = time.monotonic() + call.timeout if call.timeout else None
        try:
            assert process.stdin is not None
            try:
                process.stdin.write(call.text.encode())
                process.stdin.close()
            except BrokenPipeError:
                pass  # it died at once; its exit code says so
            while True:
                try:
                    return Ending(process.wait(timeout=0.05))
                except subprocess.TimeoutExpired:
                    if self._stopping:
                        return Ending(-signal.SIGKILL, stopped=True)
                    if deadline is not None and time.monotonic() > deadline:
                        return Ending(-signal.SIGKILL, timed_out=True)
        finally:
            if process.poll() is None:
                kill_all([process.pid, *descendants(process.pid)])
                process.wait()

    def stop(self) -> None:
        """End every call under way."""
        self._stopping = True

    def close(self) -> None:
        """End every call under way."""
        self.stop()


class WarmLauncher:
    """A child of the fork server for each call; a notebook's kernel is another child of the same server.

    A server named in the environment (`YZ_FORK_SERVER`) is used and left running; else one is started.

    Raises:
        UnavailableError: when this system cannot fork warm children.
    """

    name = "warm"
    engine: str | None = "yz"

    def __init__(self) -> None:
        self._given = os.environ.get(SOCKET_VARIABLE)
        self._server = None if self._given else ForkServer()
        self._stopping = False
        self._renewing = threading.Lock()

    def wait_ready(self) -> None:
        """Wait until the server has imported everything; see `ForkServer.wait_ready`."""
        if self._server is not None:
            self._server.wait_ready()

    def run(self, call: Call) -> Ending:
        """Make one call and wait for its end."""
        work = Path(call.work)
        work.mkdir(parents=True, exist_ok=True)
        try:
            child = self._child(call, work)
        except UnavailableError:
            if self._stopping:
                return Ending(-signal.SIGKILL, stopped=True)
            self._renew()  # the server was killed; its children went with it, this call was never made
            child = self._child(call, work)
        deadline = time.monotonic() + call.timeout if call.timeout else None
        timed_out = stopped = False
        try:
            while (code := child.poll()) is None:
                left = 0.2 if deadline is None else min(0.2, max(0.0, deadline - time.monotonic()))
                select.select([child], [], [], left)
                stopped = stopped or self._stopping
                timed_out = timed_out or (deadline is not None and time.monotonic() > deadline)
                if stopped or timed_out:
                    child.send_signal(signal.SIGKILL)
                    deadline = None
        finally:
            child.close()
        return Ending(code, timed_out=timed_out and code < 0, stopped=stopped and code < 0)

    def _child(self, call: Call, work: Path) -> Child:
        path = self._given or (self._server.path if self._server else "")
        request = {
            "kind": "call",
            "argv": ["yz"],
            "cwd": str(work),
            "env": {**os.environ, SOCKET_VARIABLE: path},
            "function": call.function,
            "text": call.text,
        }
        with (work / LOG).open("wb") as log:
            return ask(path, request, (log.fileno(), log.fileno()))

    def _renew(self) -> None:
        with self._renewing:
            if self._server is not None and self._server.process.poll() is not None:
                self._server.close()
                self._server = ForkServer()
        self.wait_ready()

    def stop(self) -> None:
        """End every call under way."""
        self._stopping = True

    def close(self) -> None:
        """End the server and every child."""
        self.stop()
        if self._server is not None:
            self._server.close()


def make_launcher(engine: str = "auto") -> Launcher:
    """Return the launcher that serves here.

    Args:
        engine: `warm`, `fresh`, or `auto`: warm where it can be had, else fresh, and says so.

    Raises:
        YzAnalysisError: when `warm` was asked for and cannot be had.
    """
    if engine == "fresh":
        return FreshLauncher()
    launcher = None
    try:
        launcher = WarmLauncher()
        launcher.wait_ready()
    except UnavailableError as error:
        if launcher is not None:
            launcher.close()
        if engine == "warm":
            raise YzAnalysisError(f"no warm engine here: {error}") from error
        print(f"yz: each run starts its own interpreter: {error}", file=sys.stderr)
        return FreshLauncher()
    return launcher


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
