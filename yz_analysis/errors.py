"""The errors a person may meet, each saying what was wrong, where, and what to do.

This module is a leaf: every room may import it and it imports none of them.
"""

from __future__ import annotations

import difflib
import importlib
from collections.abc import Iterable
from types import ModuleType


class YzAnalysisError(Exception):
    """Base of every error this package raises on purpose; its text is one readable message."""


class DataError(YzAnalysisError):
    """A data file breaks the contract; the message names file, row and column."""


class UnknownNameError(YzAnalysisError):
    """A report, notebook, indicator or other name does not exist; the message lists what does."""


class ParameterError(YzAnalysisError):
    """A notebook parameter is unknown or has the wrong type or value."""


class InvalidComputation(YzAnalysisError):  # noqa: N818 - the name the method gives it
    """The number asked for does not follow from the print; the message says what to use instead."""


class MissingExtraError(YzAnalysisError):
    """An optional dependency is absent; the message names the extra to install."""


def nearest(name: str, allowed: Iterable[str]) -> str | None:
    """Return the allowed name most like `name`, or None when nothing is near.

    >>> nearest("yangzhong-2022", ["yangzhong-2022h1", "china-2022h1"])
    'yangzhong-2022h1'
    """
    found = difflib.get_close_matches(str(name), list(allowed), n=1, cutoff=0.6)
    return found[0] if found else None


def unknown(kind: str, name: object, allowed: Iterable[str], *, where: str = "") -> UnknownNameError:
    """Build the error for a name that does not exist.

    Args:
        kind: what was named, in words: "report", "notebook", "parameter".
        name: what was given.
        allowed: the names that exist; at most twenty are listed.
        where: the file or command the name came from.

    >>> str(unknown("report", "yangzong", ["yangzhong", "china"]))
    "unknown report 'yangzong'; did you mean 'yangzhong'? Known: yangzhong, china"
    """
    names = list(allowed)
    near = nearest(str(name), names)
    shown = ", ".join(names[:20]) + (f", … ({len(names)} in all)" if len(names) > 20 else "")
    place = f"{where}: " if where else ""
    hint = f"; did you mean {near!r}?" if near else "."
    return UnknownNameError(f"{place}unknown {kind} {str(name)[:80]!r}{hint} Known: {shown or 'none'}")


def require(module: str, extra: str) -> ModuleType:
    """Import an optional dependency.

    Args:
        module: the module to import.
        extra: the extra of this package that brings it.

    Raises:
        MissingExtraError: when the module is not installed.

    >>> require("json", "none").__name__
    'json'
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] != module.split(".")[0]:
            raise
        raise MissingExtraError(
            f"this needs {module}, which is optional; install it with: pip install 'yz-analysis[{extra}]'"
        ) from error
