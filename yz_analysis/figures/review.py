"""The reviewed overlay: what a person changed in the reader's output, line by line with the reason.

A line of `data/review/<report>.csv` names a place (`start`, `end`, and `nth` where several rows stand there):

* `add`: a row the reader does not find; every filled cell is set, the others keep the report's defaults.
* `set`: the filled cells replace those of the reader's row.
* `drop`: the reader's row goes.

An empty cell changes nothing; `(empty)` empties. `duplicate_of` holds the start of the figure that counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from yz_analysis.errors import DataError
from yz_analysis.figures.files import cell_faults, read_cells, to_csv
from yz_analysis.figures.schema import TABLES, Column, Table

EMPTY = "(empty)"
# cells that follow from the text and the report are never written by hand
FIXED = ("figure_id", "report_id", "ref_area", "paragraph", "start", "end", "quote")
CHANGED = tuple(name for name in TABLES["figures"].names if name not in FIXED)
REVIEW = Table(
    "review/<report>.csv",
    (
        Column("action", allowed=("add", "set", "drop"), required=True),
        Column("start", "Int64", pattern=r"\d+", required=True),
        Column("end", "Int64", pattern=r"\d+", required=True),
        Column("nth", "Int64", pattern=r"[1-9]\d*", required=True),
        *(Column(name) for name in CHANGED),
        Column("reason", required=True),
    ),
    ("start", "end", "nth"),
)

Line = dict[str, str]
Rows = list[dict[str, str]]


def read_review(path: Path) -> list[Line]:
    """Return the lines of an overlay.

    Raises:
        DataError: naming file, row and column, when a line breaks the form above.
    """
    cells = read_cells(path, REVIEW)
    for fault in cell_faults(path.name, REVIEW, cells):
        raise DataError(str(fault))
    lines = [dict(zip(REVIEW.names, row, strict=True)) for row in cells]
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines, start=2):
        place = tuple(line[name] for name in REVIEW.key)
        if place in seen:
            raise DataError(f"{path.name}, row {number}: a line for {'/'.join(place)} stands above")
        seen.add(place)
    return lines


def write_review(lines: Iterable[Mapping[str, str]]) -> str:
    """Return the text of an overlay, its lines in the order of the report."""
    ordered = sorted(lines, key=lambda line: (int(line["start"]), int(line["end"]), int(line["nth"])))
    return to_csv(REVIEW, ordered)


def places(rows: Rows) -> dict[tuple[int, int, int], dict[str, str]]:
    """Return the rows by start, end and their number at that place, counted from 1."""
    found: dict[tuple[int, int, int], dict[str, str]] = {}
    for row in rows:
        nth = 1
        while (int(row["start"]), int(row["end"]), nth) in found:
            nth += 1
        found[int(row["start"]), int(row["end"]), nth] = row
    return found


def place_of(line: Mapping[str, str]) -> tuple[int, int, int]:
    """Return the place an overlay line names.

    >>> place_of({"start": "3", "end": "5", "nth": "1"})
    (3, 5, 1)
    """
    return int(line["start"]), int(line["end"]), int(line["nth"])


def change(row: dict[str, str], line: Mapping[str, str]) -> None:
    """Set the filled cells of a line in a row."""
    for name in CHANGED:
        if line[name]:
            row[name] = "" if line[name] == EMPTY else line[name]


def propose(
    drafted: Rows, wanted: Rows, old: Iterable[Line], base: Mapping[tuple[int, int], Line]
) -> list[Line]:
    """Return the shortest overlay that makes the wanted rows of the drafted ones.

    Args:
        drafted: the reader's rows.
        wanted: the reviewed rows; `duplicate_of` holds a start, as in the overlay.
        old: the overlay so far, whose reasons are kept.
        base: defaults of a row at a place (`draft.blank`), against which added rows are told.
    """
    reasons = {place_of(line): line["reason"] for line in old}
    before, after = places(drafted), places(wanted)
    lines: list[Line] = []
    for place in sorted(before.keys() | after.keys()):
        where = dict(zip(REVIEW.key, map(str, place), strict=True))
        reason = reasons.get(place, "")
        if place not in after:
            lines.append({"action": "drop", **where, "reason": reason or "no figure of its own"})
            continue
        source = before.get(place) or base[place[:2]]
        cells = {
            name: after[place].get(name, "") or EMPTY
            for name in CHANGED
            if after[place].get(name, "") != source.get(name, "")
        }
        if place not in before:
            reason = reason or "the reader takes no row here: said in words, or one statement for several"
            lines.append({"action": "add", **where, **cells, "reason": reason})
        elif cells:
            lines.append({"action": "set", **where, **cells, "reason": reason or _why(cells)})
    return lines


def _why(cells: Mapping[str, str]) -> str:
    if cells.keys() <= {"note"}:
        return "a remark for the user"
    return f"decided by reading the sentence: {', '.join(cells)}"
