"""Find and end every process that came from one, also those that left its process group."""

from __future__ import annotations

import contextlib
import os
import signal
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

_PROC = Path("/proc")


def parents() -> dict[int, int]:
    """Return pid → parent's pid for every process that can be seen; empty where there is no `/proc`."""
    found = {}
    try:
        entries = [entry.name for entry in _PROC.iterdir()]
    except OSError:
        return {}
    for entry in entries:
        if entry.isdigit():
            with contextlib.suppress(OSError, ValueError, IndexError):
                text = (_PROC / entry / "stat").read_bytes()
                # the name in brackets may hold anything, so read from its end
                state, parent = text[text.rindex(b")") + 2 :].split()[:2]
                if state != b"Z":
                    found[int(entry)] = int(parent)
    return found


def descendants(pid: int, tree: dict[int, int] | None = None) -> list[int]:
    """Return the living children of a process, their children, and so on, nearest first.

    >>> import os
    >>> descendants(os.getpid(), {5: os.getpid(), 6: 5, 7: 1})
    [5, 6]
    """
    children = defaultdict(list)
    for child, parent in (parents() if tree is None else tree).items():
        children[parent].append(child)
    found: list[int] = []
    front = [pid]
    while front:
        front = [child for one in front for child in children.get(one, [])]
        found += front
    return found


def kill_all(pids: Iterable[int]) -> None:
    """Send SIGKILL to each process; one that is gone already is no error."""
    for pid in pids:
        if pid > 1 and pid != os.getpid():
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.kill(pid, signal.SIGKILL)
