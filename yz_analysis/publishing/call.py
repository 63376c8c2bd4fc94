"""A function to call in a process of its own, by name and with one text: what launchers start."""

from __future__ import annotations

import os
import pkgutil
import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NoReturn


@dataclass(frozen=True)
class Call:
    """What one process is to do, as plain data.

    Attributes:
        function: `module:function`; it takes one text and returns the exit code.
        text: what it is given.
        work: a private folder; the process's working directory and log.
        timeout: seconds it may take; None for no limit.
    """

    function: str
    text: str
    work: str
    timeout: float | None = None


def resolve(name: str) -> Callable[..., Any]:
    """Return the function that `module:function` names.

    >>> resolve("os.path:basename")("a/b")
    'b'
    """
    function: Callable[..., Any] = pkgutil.resolve_name(name)
    return function


def do(function: str, text: str) -> NoReturn:
    """Call the function and end this process with its exit code."""
    os._exit(resolve(function)(text))  # no atexit hook of a library may change how it ended


def main() -> None:
    """Call the function named on the command line with what comes on standard input."""
    do(sys.argv[1], sys.stdin.read())


if __name__ == "__main__":
    main()
