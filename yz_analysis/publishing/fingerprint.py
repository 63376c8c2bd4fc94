"""What a run depends on, as hashes: data rows, library code, versions. Nothing here imports what it hashes.

A run's key covers its notebook, its parameters, the rows of data it reads, the code that can change its
result and the versions of the libraries that draw and compute. Not the Python version: results are equal on
3.11 to 3.13, which `tests/test_reproducible.py` holds. Hashes of data files are kept beside the runs and
believed only while size, modification time and inode are the same and the file was not touched within two
seconds of being hashed.
"""

from __future__ import annotations

import csv
import hashlib
import json
import os
import time
from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from yz_analysis.publishing.plan import Run

SCHEMA = 1  # raise when keys of older runs must not be believed
_MATTERS = (
    "fonttools", "ipykernel", "ipython", "jinja2", "latex2mathml", "lxml", "markdown-it-py", "markupsafe",
    "matplotlib", "mdit-py-plugins", "nbclient", "nh3", "numpy", "pandas", "papermill", "seaborn", "tinycss2",
    "zhplot",
)  # fmt: skip
_OTHER_ROOMS = ("reading", "cli")  # the doors keep notebooks and pages from using them
_RACY_NS = 2_000_000_000
_PACKAGE = Path(__file__).resolve().parent.parent

Parts = dict[str, str]


@cache
def versions() -> dict[str, str]:
    """Return the versions a result depends on, by distribution, sorted; absent ones as an empty text."""
    found = {}
    for name in _MATTERS:
        try:
            found[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            found[name] = ""
    return found


def code_digest(package: Path = _PACKAGE) -> str:
    """Return the SHA-256 over the library's files that can change a result."""
    digest = hashlib.sha256()
    for path in code_files(package):
        digest.update(f"{path.relative_to(package).as_posix()}\0".encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def code_files(package: Path = _PACKAGE) -> list[Path]:
    """Return the library's files that can change a result, sorted."""
    found = []
    for folder, names, files in os.walk(package):
        here = Path(folder)
        top = here == package
        names[:] = [
            name for name in names
            if name != "__pycache__" and not (top and (name in _OTHER_ROOMS or name.startswith("_")))
        ]  # fmt: skip
        found += [here / name for name in files if not name.endswith((".pyc", ".pyo"))]
    return sorted(found)


class DataDigests:
    """Digests of the dataset's folders: the rows of each report, and the tables all reports share.

    Args:
        folders: the data folders, in the order they are read.
        memory: a file that keeps digests between runs; None keeps none.
    """

    def __init__(self, folders: Iterable[Path], memory: Path | None = None) -> None:
        self.folders = [Path(folder).resolve() for folder in folders]
        self.memory = memory
        self._known: dict[str, Any] = self._recall()
        self._changed = False

    def _recall(self) -> dict[str, Any]:
        try:
            known = json.loads(self.memory.read_text(encoding="utf-8")) if self.memory else {}
            return known if isinstance(known, dict) else {}
        except (OSError, ValueError):
            return {}

    def remember(self) -> None:
        """Keep what was hashed for next time; a failure to write costs only time."""
        if not (self.memory and self._changed):
            return
        temporary = self.memory.with_name(f".{self.memory.name}.{os.getpid()}")
        try:
            temporary.write_text(json.dumps(self._known), encoding="utf-8")
            temporary.replace(self.memory)
        except OSError:
            temporary.unlink(missing_ok=True)

    def files(self) -> list[Path]:
        """Return the tables of the dataset."""
        return [path for folder in self.folders for path in sorted(folder.glob("*.csv"))]

    def of(self, report: str, *, every_report: bool = True) -> Parts:
        """Return part → digest of what a run for `report` may read.

        Args:
            report: the report's id.
            every_report: whether the notebook reads other reports' rows too; then all of them count.

        Returns:
            `rows` (this report's, or all), `context` (every citation) and `tables` (indicators, areas, …).
        """
        rows, context, tables = hashlib.sha256(), hashlib.sha256(), hashlib.sha256()
        for folder in self.folders:
            for path in sorted(folder.glob("*.csv")):
                parts = self._file(path, by_report=path.name == "figures.csv")
                if path.name == "figures.csv":
                    rows.update((str(parts["*"]) if every_report else str(parts.get(report, ""))).encode())
                elif path.name == "context.csv":
                    context.update(str(parts["*"]).encode())
                elif path.name == "reports.csv" and not every_report:
                    tables.update(str(self._file(path, by_report=True).get(report, "")).encode())
                else:
                    tables.update(f"{path.name}={parts['*']}".encode())
        return {"rows": rows.hexdigest(), "context": context.hexdigest(), "tables": tables.hexdigest()}

    def _file(self, path: Path, *, by_report: bool) -> Mapping[str, object]:
        state = path.stat()
        stamp = [state.st_size, state.st_mtime_ns, state.st_ino]
        key = f"{path}|{by_report}"
        known = self._known.get(key)
        if isinstance(known, dict) and known.get("stamp") == stamp and isinstance(known.get("parts"), dict):
            remembered: dict[str, object] = known["parts"]
            return remembered
        content = path.read_bytes()
        parts = {"*": hashlib.sha256(content).hexdigest()}
        if by_report:
            parts.update(_rows_by_report(content))
        if abs(time.time_ns() - state.st_mtime_ns) > _RACY_NS:
            self._known[key] = {"stamp": stamp, "parts": parts}
            self._changed = True
        else:
            self._known.pop(key, None)
        return parts


def _rows_by_report(content: bytes) -> dict[str, str]:
    lines = csv.reader(content.decode("utf-8").splitlines(keepends=True))
    head = next(lines, [])
    if "report_id" not in head:
        return {}
    column = head.index("report_id")
    digests: dict[str, hashlib._Hash] = defaultdict(hashlib.sha256)
    for row in lines:
        if len(row) > column:
            digest = digests[row[column]]
            digest.update("\x1f".join(row).encode() + b"\x1e")
    heading = "\x1f".join(head)
    return {
        report: hashlib.sha256(f"{heading}|{digest.hexdigest()}".encode()).hexdigest()
        for report, digest in digests.items()
    }


def key_parts(run: Run, *, data: Mapping[str, str], code: str, page: Mapping[str, object]) -> Parts:
    """Return everything a run's key covers, part by part, so that a change can be named.

    Args:
        run: the run.
        data: what `DataDigests.of` gives for its report.
        code: what `code_digest` gives.
        page: further arguments of the renderer, such as the link to the other language.
    """
    return {
        "schema": str(SCHEMA),
        "notebook": run.notebook.digest,
        "parameters": json.dumps(run.parameters, sort_keys=True),
        **{f"data.{name}": value for name, value in data.items()},
        "code": code,
        "page": json.dumps(dict(page), sort_keys=True),
        "versions": json.dumps(versions(), sort_keys=True),
    }


def key_of(parts: Mapping[str, str]) -> str:
    """Return the run's key: the SHA-256 of its parts.

    >>> key_of({"a": "1"}) == key_of({"a": "2"})
    False
    """
    return hashlib.sha256(json.dumps(dict(parts), sort_keys=True).encode()).hexdigest()


def explain(old: Mapping[str, str], new: Mapping[str, str]) -> str:
    """Say in words what changed between two sets of key parts.

    >>> explain({"notebook": "1", "code": "x"}, {"notebook": "2", "code": "x"})
    'the notebook changed'
    """
    words = {
        "schema": "the form of run directories changed",
        "notebook": "the notebook changed",
        "data.rows": "the report's rows of data changed",
        "data.context": "the context data changed",
        "data.tables": "a table shared by all reports changed",
        "code": "the library's code changed",
        "page": "what the page links to changed",
    }
    changes = []
    for name in new:
        if old.get(name) == new[name]:
            continue
        if name in ("parameters", "versions"):
            before, after = _table(old.get(name)), _table(new[name])
            kind = "parameter " if name == "parameters" else ""
            changes += [
                f"{kind}{key} {before.get(key)!s} → {after.get(key)!s}"
                for key in {**before, **after}
                if before.get(key) != after.get(key)
            ]
        else:
            changes.append(words.get(name, f"{name} changed"))
    return "; ".join(changes)


def _table(text: str | None) -> dict[str, object]:
    try:
        loaded = json.loads(text or "{}")
        return loaded if isinstance(loaded, dict) else {}
    except ValueError:
        return {}
