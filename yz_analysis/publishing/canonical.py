"""The canonical form of an executed notebook: what two equal runs share, and nothing else.

Dropped: times, durations, absolute paths and the Python version that papermill and Jupyter write into
metadata. Renamed in order of appearance: cell ids, widget and other UUIDs, Styler and SVG ids. Masked: memory
addresses and the kernel's process number. Joined: pieces of printed text, standard output before error.
Everything a reader sees stays.
"""

from __future__ import annotations

import itertools
import re
import sys
from collections.abc import Callable
from typing import Any

_UUID = re.compile(r"\b[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}\b")
_STYLER = re.compile(r"(?<=T_)[0-9a-f]{5}(?=[_\b\"' {#])")
_ADDRESS = re.compile(r"\b0x[0-9a-f]{6,16}\b")
_KERNEL_FILE = re.compile(r"[^\s\"'(]{0,200}ipykernel_[0-9]+[/\\][0-9]+\.py")
_KERNEL_NUMBER = re.compile(r"ipykernel_[0-9]+")
_SVG_DATE = re.compile(r"(<dc:date>)[^<]*(</dc:date>)")
_SVG_ID = re.compile(r"(?<=[\"#])[mpCh][0-9a-f]{10}(?=[\")])")


def canonical(notebook: dict[str, Any]) -> dict[str, Any]:
    """Return the canonical form of an executed notebook as plain dicts and lists; the original is left alone.

    Args:
        notebook: a version 4 notebook, as nbformat or JSON gives it.

    >>> canonical({"cells": [], "metadata": {"papermill": {"duration": 1.5}}, "nbformat": 4})
    {'cells': [], 'metadata': {}, 'nbformat': 4, 'nbformat_minor': 5}
    """
    names: dict[str, str] = {}
    text = _cleaner(names)
    cells = [_cell(cell, number, text) for number, cell in enumerate(notebook["cells"], start=1)]
    metadata = {
        key: _walk(value, text) for key, value in notebook.get("metadata", {}).items() if key != "papermill"
    }
    if isinstance(metadata.get("language_info"), dict):
        metadata["language_info"].pop("version", None)
    return {"cells": cells, "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}


def _cell(cell: dict[str, Any], number: int, text: Callable[[str], str]) -> dict[str, Any]:
    metadata = {
        key: _walk(value, text)
        for key, value in cell.get("metadata", {}).items()
        if key not in ("papermill", "execution")
    }
    clean: dict[str, Any] = {"cell_type": cell["cell_type"], "id": f"cell-{number:03d}", "metadata": metadata}
    if cell["cell_type"] == "code":
        clean["execution_count"] = cell.get("execution_count")
        clean["outputs"] = _merge_streams([_output(output, text) for output in cell.get("outputs", [])])
    if cell.get("attachments"):
        clean["attachments"] = _walk(cell["attachments"], text)
    source = cell["source"]
    clean["source"] = source if isinstance(source, str) else "".join(source)
    return clean


def _output(output: dict[str, Any], text: Callable[[str], str]) -> dict[str, Any]:
    clean: dict[str, Any] = {}
    for key, value in output.items():
        if key == "data":
            clean[key] = {mime: _datum(mime, item, text) for mime, item in value.items()}
        elif key == "text":
            clean[key] = text(value if isinstance(value, str) else "".join(value))
        elif key != "transient":
            clean[key] = _walk(value, text)
    return clean


def _merge_streams(outputs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Join what was printed between two other outputs: where the pieces end is a matter of timing."""
    merged: list[dict[str, Any]] = []
    for stream, group in itertools.groupby(outputs, key=lambda output: output["output_type"] == "stream"):
        if not stream:
            merged += group
            continue
        texts: dict[str, str] = {}
        for output in group:
            texts[output["name"]] = texts.get(output["name"], "") + output["text"]
        merged += [
            {"name": name, "output_type": "stream", "text": texts[name]}
            for name in sorted(texts, reverse=True)
        ]
    return merged


def _datum(mime: str, value: Any, text: Callable[[str], str]) -> Any:
    if isinstance(value, list) and not mime.endswith("json"):
        value = "".join(value)
    if mime == "image/svg+xml":
        return _svg(value)
    if mime.startswith(("image/", "application/pdf")):
        return value  # base64, in which any pattern may appear by chance
    return _walk(value, text)


def _svg(value: str) -> str:
    """Drop the date and number matplotlib's ids; without `svg.hashsalt` they are random."""
    names: dict[str, str] = {}
    value = _SVG_DATE.sub(r"\1\2", value)
    return _SVG_ID.sub(lambda match: names.setdefault(match.group(), f"g{len(names) + 1:04d}"), value)


def _walk(value: Any, text: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return text(value)
    if isinstance(value, dict):
        return {text(str(key)): _walk(item, text) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_walk(item, text) for item in value]
    return value


def _cleaner(names: dict[str, str]) -> Callable[[str], str]:
    def rename(kind: str, width: int) -> Callable[[re.Match[str]], str]:
        def one(match: re.Match[str]) -> str:
            plain = match.group().replace("-", "")
            if plain not in names:
                names[plain] = f"{kind}{len(names) + 1:0{width}d}"
            return names[plain]

        return one

    uuid, styler = rename("id", 6), rename("s", 4)

    def clean(value: str) -> str:
        if len(value) < 5:
            return value
        value = _UUID.sub(uuid, value)
        if "ipykernel_" in value:
            value = _KERNEL_NUMBER.sub("ipykernel", _KERNEL_FILE.sub("<kernel>", value))
        value = _ADDRESS.sub("0x…", value)
        if "T_" in value:
            value = _STYLER.sub(styler, value)
        if sys.prefix in value:
            value = value.replace(sys.prefix, "<python>")
        return value

    return clean
