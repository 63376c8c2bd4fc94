"""A renderer and a site writer that a forked process can import: running is tested without the page."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from yz_analysis.errors import DataError


def render(notebook: Mapping[str, Any], **options: Any) -> str:
    texts = []
    for cell in notebook["cells"]:
        for output in cell.get("outputs", []):
            texts.append(str(output.get("text") or output.get("data", {}).get("text/plain", "")))
    return f"<html lang={options['language']}>{options['sister']}\n" + "\n".join(texts) + "</html>"


def broken(notebook: Mapping[str, Any], **options: Any) -> str:
    raise ValueError("the renderer stumbled")


def write_site(records: Iterable[Mapping[str, Any]], out: Path) -> None:
    lines = [f"{record['run_id']} {record['outcome']}" for record in records]
    (out / "index.html").write_text("\n".join(lines), encoding="utf-8")


def full_disk(records: Iterable[Mapping[str, Any]], out: Path) -> None:
    raise OSError(28, "No space left on device")


def stumbles(records: Iterable[Mapping[str, Any]], out: Path) -> None:
    raise KeyError("no such word")


def count_characters(text: str) -> int:
    """Print where it runs, and end with the text's length as exit code."""
    print(Path.cwd().name, os.getpid())
    return len(text)


def process_of(item: int) -> tuple[int, int]:
    """Return the item and who worked on it, slowly enough that a second process gets its share."""
    time.sleep(0.1)
    return item, os.getpid()


def spread(text: str) -> int:
    """End with how many other processes worked on eight items."""
    from yz_analysis.publishing.forks import in_forks

    found = in_forks(process_of, range(8), most=2)
    assert [item for item, _ in found] == list(range(8))
    return len({pid for _, pid in found} - {os.getpid()})


def sleep_long(text: str) -> int:
    time.sleep(77)
    return 0


def read_wrong_data() -> None:
    """A dataset with a fault, as its reader tells it."""
    raise DataError("more/figures.csv, row 2, column value: 'x' is no number")


def read_good_data() -> None:
    """A dataset without a fault."""


def refuse_site(records: object, site: object) -> None:
    """The index of a site whose dataset has a fault."""
    read_wrong_data()
