"""The record of a run: `run.json`, its form documented and versioned in `run.schema.json`.

A record's outcome comes from the exception or exit of the process that did the run, never from the notebook's
metadata, which papermill fills with "completed" even for a kernel that was killed.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from importlib import resources
from pathlib import Path
from typing import Any

VERSION = 1
OUTCOMES = ("done", "unchanged", "failed")

Record = dict[str, Any]


def schema() -> dict[str, Any]:
    """Return the JSON Schema of `run.json`, for one run (`$defs.run`) and for the whole."""
    text = (resources.files(__package__) / "run.schema.json").read_text(encoding="utf-8")
    loaded: dict[str, Any] = json.loads(text)
    return loaded


def describe_output(path: Path, *, relative: str) -> dict[str, Any]:
    """Return path, SHA-256 and size of a file that a run made.

    Args:
        path: where the file is now.
        relative: its address in the site.
    """
    content = path.read_bytes()
    return {"path": relative, "sha256": hashlib.sha256(content).hexdigest(), "bytes": len(content)}


def whole(records: Iterable[Mapping[str, Any]], *, versions: Mapping[str, str]) -> dict[str, Any]:
    """Return the record of the whole site: every run, sorted by its id, and counts of the outcomes."""
    runs = sorted((dict(record) for record in records), key=lambda record: str(record["run_id"]))
    counts = {outcome: sum(run["outcome"] == outcome for run in runs) for outcome in OUTCOMES}
    return {"version": VERSION, "versions": dict(versions), "counts": counts, "runs": runs}


def write_json(document: Mapping[str, Any], path: Path) -> None:
    """Write a JSON document so that a reader sees the old one or the new one, whole.

    Raises:
        OSError: when the folder cannot be written; the old file is then untouched.
    """
    write_bytes((json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode(), path)


def write_bytes(content: bytes, path: Path) -> None:
    """Write a file under a temporary name in its folder, then put it in place at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
