"""What of a notebook a reader sees, in order: prose of one language and outputs; never code.

Markdown cells tagged `zh` or `en` are kept for their language; untagged ones are for every reader. A cell
tagged `hide`, `remove_cell`, `hide-cell` (or `hide_output` for its outputs) is for the author.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from yz_analysis.words import LANGUAGES

_HIDDEN = frozenset({"hide", "hide-cell", "hide_cell", "remove-cell", "remove_cell"})
_HIDDEN_OUTPUT = frozenset({"hide_output", "hide-output", "remove_output", "remove-output"})
_HAN = re.compile("[\u3400-\u9fff]")


def tags(cell: Mapping[str, Any]) -> set[str]:
    """Return the tags of a cell."""
    found = cell.get("metadata", {}).get("tags", [])
    return {tag for tag in found if isinstance(tag, str)} if isinstance(found, list) else set()


def source(cell: Mapping[str, Any]) -> str:
    """Return the source of a cell as one string."""
    return joined(cell.get("source", ""))


def joined(value: Any) -> str:
    r"""Return notebook text, which may be stored as a list of lines, as one string that can be written.

    JSON can hold half a surrogate pair, which no file can.

    >>> joined(["a\n", "b\ud800"])
    'a\nb?'
    """
    text = "".join(map(str, value)) if isinstance(value, list) else str(value)
    return text.encode("utf-8", "replace").decode("utf-8")


def shown(notebook: Mapping[str, Any], language: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield ("markdown", cell) and ("output", output) for what the page of `language` shows."""
    others = set(LANGUAGES) - {language}
    for cell in notebook.get("cells", []):
        marked = tags(cell)
        if marked & _HIDDEN or (marked & others and language not in marked):
            continue
        if cell.get("cell_type") == "markdown" and source(cell).strip():
            yield "markdown", cell
        elif cell.get("cell_type") == "code" and not marked & _HIDDEN_OUTPUT:
            for output in _merged(cell.get("outputs", [])):
                yield "output", output


def unpaired(notebook: Mapping[str, Any]) -> str:
    """Say which language lacks a text cell, or return an empty string when each cell has its sister.

    >>> zh = {"cell_type": "markdown", "source": "# 增长", "metadata": {"tags": ["zh"]}}
    >>> unpaired({"cells": [zh]})
    "text cells: 1 in zh, 0 in en; look near '# 增长'"
    """
    written: list[tuple[str, str]] = []
    for cell in notebook.get("cells", []):
        marked = tags(cell) & set(LANGUAGES)
        if cell.get("cell_type") == "markdown" and len(marked) == 1 and not tags(cell) & _HIDDEN:
            written.append((marked.pop(), source(cell).strip().split("\n")[0][:40]))
    counts = {language: sum(one == language for one, _ in written) for language in LANGUAGES}
    if len(set(counts.values())) == 1:
        return ""
    pairs = (written[place : place + 2] for place in range(0, len(written), 2))
    lone = next(pair for pair in pairs if {one for one, _ in pair} != set(LANGUAGES))
    told = ", ".join(f"{count} in {language}" for language, count in counts.items())
    return f"text cells: {told}; look near {lone[0][1]!r}"


def _merged(outputs: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Join stream outputs of one name that follow each other: how they were cut is an accident of timing."""
    held: dict[str, Any] | None = None
    for output in outputs:
        text = joined(output.get("text", ""))
        if output.get("output_type") == "stream" and held and held["name"] == output.get("name"):
            held["text"] += text
            continue
        if held:
            yield held
            held = None
        if output.get("output_type") == "stream":
            held = {"output_type": "stream", "name": output.get("name"), "text": text}
        else:
            yield output
    if held:
        yield held


def guess_language(notebook: Mapping[str, Any]) -> str:
    """Return the language a notebook is to be read in when nobody said: its parameter, its tags, its letters.

    >>> guess_language({"cells": [{"cell_type": "markdown", "source": "# 增长"}]})
    'zh'
    """
    metadata = notebook.get("metadata", {})
    for holder in ("papermill", "yz_analysis"):
        chosen = (metadata.get(holder) or {}).get("parameters", {}).get("language")
        if chosen in LANGUAGES:
            return str(chosen)
    for cell in notebook.get("cells", []):
        for output in cell.get("outputs", []):
            for mime, data in output.get("data", {}).items():
                if mime.startswith("application/vnd.yz-analysis.") and isinstance(data, Mapping):
                    return data["language"] if data.get("language") in LANGUAGES else "en"
    prose = "".join(source(c) for c in notebook.get("cells", []) if c.get("cell_type") == "markdown")
    return "zh" if len(_HAN.findall(prose)) * 4 > len(prose) else "en"
