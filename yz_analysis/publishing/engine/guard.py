"""Limits that hold for a kernel with all its descendants, also for root, whom the system's own spares."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

from yz_analysis.publishing.processes import descendants, kill_all

MOST_PROCESSES = 256
_LOAD = Path("/proc/loadavg")


class Guard:
    """Watches how many processes and threads come from each child.

    The count of all processes of the system is one small read; only when it has grown is the tree looked at.

    Args:
        most: processes one kernel may have at a time.
    """

    interval = 0.05

    def __init__(self, most: int = MOST_PROCESSES) -> None:
        self.most = most
        self._quiet = total_tasks()
        self._kernels: set[int] = set()

    def started(self, pid: int, request: dict[str, object]) -> None:
        """Watch one more child; a job's own kernel is watched by itself."""
        if not self._kernels:
            self._quiet = total_tasks()
        if request.get("kind") == "kernel":
            self._kernels.add(pid)

    def ended(self, pid: int) -> None:
        """Watch a child no more."""
        self._kernels.discard(pid)

    def offenders(self, pids: list[int]) -> list[tuple[int, str]]:
        """Return the children that have too many descendants, and the reason in words."""
        if not self._kernels or total_tasks() - self._quiet < self.most:
            return []
        found = []
        for pid in pids:
            if pid in self._kernels and (count := len(descendants(pid))) > self.most:
                found.append((pid, f"it had {count} processes at once; at most {self.most} are allowed"))
        return found


def total_tasks() -> int:
    """Return how many tasks the system has; 0 where it does not say."""
    try:
        return int(_LOAD.read_text(encoding="ascii").split()[3].split("/")[1])
    except (OSError, ValueError, IndexError):
        return 0


def end_tree(pid: int) -> None:
    """Kill a process and everything that came from it.

    Each is stopped first, until no new one appears: a tree that is still forking cannot outrun this.
    """
    stopped: set[int] = set()
    end = time.monotonic() + 5
    while time.monotonic() < end:
        new = {pid, *descendants(pid)} - stopped
        if not new:
            break
        for one in new:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(one, signal.SIGSTOP)
        stopped |= new
    kill_all(stopped)


def end_children(known: set[int]) -> None:
    """Kill every child of this process that is not in `known`: what ended kernels left behind."""
    for pid in _children():
        if pid not in known:
            end_tree(pid)


def _children() -> list[int]:
    me = os.getpid()
    try:
        return [
            int(one) for one in Path(f"/proc/{me}/task/{me}/children").read_text(encoding="ascii").split()
        ]
    except (OSError, ValueError):
        return descendants(me)
