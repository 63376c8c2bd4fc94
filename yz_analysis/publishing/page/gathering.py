"""Neighbouring boxes that say what is missing become one, and each thing is told once.

A report that prints little has a chart, a table and sentences in a row for which there are no figures. Their
cells are apart in the notebook; on the page one box stands for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from yz_analysis.publishing.page.display import PROSE, VERSION

Shown = tuple[str, Mapping[str, Any]]


def gathered(shown: Iterable[Shown]) -> Iterator[Shown]:
    """Yield what a page shows, runs of prose of the kind `absent` joined into the first of each.

    Text between two of them keeps them apart. What does not keep the contract passes as it is: it is refused
    where it is rendered.

    >>> def box(said):
    ...     prose = {"version": 1, "language": "en", "id": "x", "kind": "absent", "items": [[said]]}
    ...     return "output", {"output_type": "display_data", "data": {PROSE: prose}}
    >>> found = list(gathered([box("No target."), box("No target."), box("No rank.")]))
    >>> [item["data"][PROSE]["items"] for _, item in found]
    [[['No target.'], ['No rank.']]]
    """
    held: dict[str, Any] | None = None
    for kind, item in shown:
        prose = _absent(item) if kind == "output" else None
        if held is not None and (prose is None or prose["language"] != held["language"]):
            yield _output(held)
            held = None
        if prose is None:
            yield kind, item
        elif held is None:
            held = {**prose, "items": list(prose["items"])}
        else:
            held["items"] += [said for said in prose["items"] if said not in held["items"]]
    if held is not None:
        yield _output(held)


def _output(prose: Mapping[str, Any]) -> Shown:
    return "output", {"output_type": "display_data", "metadata": {}, "data": {PROSE: prose}}


def _absent(output: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """Return the prose of an output when it says what is missing and can be joined."""
    data = output.get("data")
    prose = data.get(PROSE) if isinstance(data, Mapping) else None
    if not isinstance(prose, Mapping) or prose.get("version") != VERSION or prose.get("kind") != "absent":
        return None
    whole = isinstance(prose.get("language"), str) and isinstance(prose.get("items"), list)
    return prose if whole else None
