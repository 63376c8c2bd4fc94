"""The owner's side of a fork server: start it, ask it for children, end it."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

from yz_analysis.publishing.engine import wire
from yz_analysis.publishing.engine.preload import SINGLE_THREAD

SOCKET_VARIABLE = "YZ_FORK_SERVER"
SERVER = "yz_analysis.publishing.engine.server"


class UnavailableError(Exception):
    """No warm child can be had; the message says why. The stock engine serves instead."""


def supported() -> str:
    """Say why this system cannot fork warm children; an empty text when it can."""
    if not sys.platform.startswith("linux"):
        return f"forking a prepared process is not safe on {sys.platform}"
    return ""


class Child:
    """A forked child, seen from whoever asked for it. Dropping the connection kills it.

    Args:
        connection: the connection it was asked for on; its life line.
        pid: its process number, for display: signals go through the server, which knows whether it lives.
    """

    def __init__(self, connection: socket.socket, pid: int) -> None:
        self.pid = pid
        self.limited = ""
        self._code: int | None = None
        self._reader = wire.Reader(connection)
        connection.setblocking(False)

    def poll(self) -> int | None:
        """Return the exit code, negative for a signal, or None while it runs."""
        if self._code is None:
            try:
                frames = self._reader.receive()
            except BlockingIOError:
                return None
            except (OSError, ValueError):
                frames = None
            if frames is None:
                self._code = -signal.SIGKILL  # the server is gone, and its children with it
            for frame in frames or []:
                if "exit" in frame:
                    self._code = int(frame["exit"])
                    self.limited = str(frame.get("limited", ""))
        return self._code

    def fileno(self) -> int:
        """Return the file number to wait on for news."""
        return self._reader.connection.fileno()

    def send_signal(self, number: int) -> None:
        """Send a signal to the child's process group; SIGKILL to everything that came from it."""
        if self.poll() is None:
            with contextlib.suppress(OSError):
                wire.send(self._reader.connection, {"op": "signal", "number": int(number)})

    def close(self) -> None:
        """Let go; a child that still runs is killed."""
        self._reader.connection.close()


def ask(path: str, request: dict[str, Any], files: tuple[int, ...]) -> Child:
    """Ask the server at `path` for a child.

    Raises:
        UnavailableError: when the server is gone or refuses.
    """
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        connection.settimeout(60)
        connection.connect(path)
        wire.send(connection, {"op": "fork", **request}, files)
        reader = wire.Reader(connection)
        frames: list[wire.Frame] | None = []
        while frames is not None and not frames:
            frames = reader.receive()
    except (OSError, ValueError) as error:
        connection.close()
        raise UnavailableError(f"the fork server does not answer ({error})") from error
    if not frames or "pid" not in frames[0]:
        connection.close()
        raise UnavailableError(str(frames[0].get("refused")) if frames else "the fork server ended")
    child = Child(connection, int(frames[0]["pid"]))
    for frame in frames[1:]:  # it may have ended by now
        child._code = int(frame.get("exit", 0))
    return child


class ForkServer:
    """A running fork server that this process owns; it ends with this process, however this process ends.

    Raises:
        UnavailableError: when the system cannot fork warm children or the server does not start.
    """

    def __init__(self) -> None:
        if reason := supported():
            raise UnavailableError(reason)
        self.folder = Path(tempfile.mkdtemp(prefix="yz-", dir=wire.base_folder()))
        self.path = str(self.folder / "s")
        environment = {**os.environ, **SINGLE_THREAD}
        environment.pop("MPLBACKEND", None)  # each child takes its own
        self.process = subprocess.Popen(
            [sys.executable, "-m", SERVER, self.path],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )
        self._ready = threading.Lock()
        self._said: str | None = None
        atexit.register(self.close)

    def wait_ready(self) -> None:
        """Wait until the server has imported everything.

        Raises:
            UnavailableError: when it ends or finds itself unfit instead.
        """
        with self._ready:
            if self._said is None:
                assert self.process.stdout is not None
                self._said = self.process.stdout.readline().decode(errors="replace").strip()
            if self._said != "ready":
                raise UnavailableError(self._said or "the fork server did not start")

    def fork(self, request: dict[str, Any], files: tuple[int, ...] = (1, 2)) -> Child:
        """Ask for a child.

        Raises:
            UnavailableError: when none can be had.
        """
        self.wait_ready()
        return ask(self.path, request, files)

    def close(self) -> None:
        """End the server and with it every child; nothing is left."""
        atexit.unregister(self.close)
        process = self.process
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def child_environment(environment: dict[str, str]) -> dict[str, str]:
    """Return what a child's environment is made of: the asker's, without our own variable."""
    return {name: value for name, value in environment.items() if name != SOCKET_VARIABLE}
