"""The allow-lists, read from `allowed.toml`: one place to see what may stand on a page."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any


@cache
def _lists() -> dict[str, Any]:
    return tomllib.loads((resources.files(__package__) / "allowed.toml").read_text(encoding="utf-8"))


@cache
def names(section: str, key: str) -> frozenset[str]:
    """Return one list.

    >>> "path" in names("svg", "elements"), "script" in names("html", "tags")
    (True, False)
    """
    return frozenset(_lists()[section][key].split())


@cache
def html_attributes() -> dict[str, frozenset[str]]:
    """Return tag → attributes that may stand on it; `*` for every tag."""
    return {tag: frozenset(value.split()) for tag, value in _lists()["html"]["attributes"].items()}
