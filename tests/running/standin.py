"""A renderer and a site writer that a forked process can import: running is tested without the page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any


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
