"""One fork server for all tests that need it, and the environment in which children find the stand-ins."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import pytest

from yz_analysis.publishing.engine import client

ROOT = Path(__file__).resolve().parent.parent.parent
RENDERER = "tests.running.standin:render"
SITE_WRITER = "tests.running.standin:write_site"


@cache
def server() -> client.ForkServer:
    """Start the server once; it ends with the test process."""
    started = client.ForkServer()
    started.wait_ready()
    return started


@contextmanager
def warm_environment() -> Iterator[str]:
    """Let engine and runner take their children from the one server; yields its socket."""
    if reason := client.supported():
        pytest.skip(reason)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", str(ROOT))
        patch.delenv("YZ_DATA", raising=False)
        path = server().path
        patch.setenv(client.SOCKET_VARIABLE, path)
        yield path


def alive(*pids: int) -> list[int]:
    """Return those of the processes that live, zombies not counted."""
    found = []
    for pid in pids:
        try:
            stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue
        if stat[stat.rindex(")") + 2] != "Z":
            found.append(pid)
    return found


def python(*arguments: str) -> list[str]:
    """Return the command line of this interpreter."""
    return [sys.executable, *arguments]


def environment() -> dict[str, str]:
    """Return an environment in which a new process finds the stand-ins and no server."""
    known = {name: value for name, value in os.environ.items() if name != client.SOCKET_VARIABLE}
    return {**known, "PYTHONPATH": str(ROOT)}
