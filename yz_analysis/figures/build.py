"""`figures.csv` from the printed text: the reader's rows, then the reviewed overlay, byte for byte.

Whoever holds the article can prove that the dataset follows from it, and see how much of it needed a person.
"""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable
from io import StringIO
from pathlib import Path
from typing import Any, NamedTuple

from yz_analysis.errors import DataError
from yz_analysis.figures.dataset import load_corrections, load_reports
from yz_analysis.figures.draft import About, blank, draft
from yz_analysis.figures.files import read_cells, to_csv
from yz_analysis.figures.phrases import paragraphs
from yz_analysis.figures.repeats import number
from yz_analysis.figures.review import (
    CHANGED,
    Line,
    Rows,
    change,
    place_of,
    places,
    propose,
    read_review,
    write_review,
)
from yz_analysis.figures.schema import TABLES
from yz_analysis.resources import data_folders

# a report is some thousand characters; a larger file is a mistake
LARGEST = 20_000_000
FIGURES = TABLES["figures"]
_DECIDED = tuple(name for name in CHANGED if name != "note")  # a remark is a person's by nature


class Built(NamedTuple):
    """What a rebuild gives.

    Attributes:
        report_id: the report the text belongs to.
        folder: the data folder that holds the report.
        text: the whole of `figures.csv`.
        rows: rows of this report.
        found: those whose place the reader gave.
        untouched: those the reader gave whole, remarks apart.
        cells: cells of the report that reader or person must decide (ids, places, quotes, remarks apart).
        cells_read: those the reader gave.
    """

    report_id: str
    folder: Path
    text: str
    rows: int
    found: int
    untouched: int
    cells: int
    cells_read: int


class Found(NamedTuple):
    """The report a text belongs to: its data folder and what `reports.csv` says of it."""

    about: About
    folder: Path


def read_text(path: Path) -> str:
    """Return the text of a file, without byte-order mark, line ends as LF.

    Raises:
        DataError: when the file cannot be read, is larger than 20 MB or is not UTF-8.
    """
    try:
        if path.stat().st_size > LARGEST:
            raise DataError(
                f"{path.name}: larger than {LARGEST // 1_000_000} MB; give the text of one report"
            )
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            f"{path.name}: not UTF-8 (byte {error.start}); convert it, for example: "
            f"iconv -f gb18030 -t utf-8 {path.name}"
        ) from error
    except OSError as error:
        raise DataError(f"{path}: cannot be read: {error.strerror}") from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8.

    >>> digest("")[:8]
    'e3b0c442'
    """
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def find_report(text: str, name: str) -> Found:
    """Return the report whose hash is that of the text.

    Raises:
        DataError: when no report has it, naming the reports that have a text.
    """
    reports = load_reports()
    known = reports[reports["text_sha256"].ne("")]
    own = known[known["text_sha256"].eq(digest(text))]
    if own.empty:
        columns = (known["report_id"], known["text_length"], known["text_sha256"])
        listed = "; ".join(
            f"{report} ({length} characters, sha256 {sha[:12]}…)"
            for report, length, sha in zip(*columns, strict=True)
        )
        raise DataError(
            f"{name}: {len(text)} characters, sha256 {digest(text)[:12]}…, is the text of no report; "
            f"offsets hold for the very file only. Reports with a text: {listed}"
        )
    row = own.iloc[0]
    about = About(row["report_id"], row["ref_area"], row["time_period"])
    for folder in data_folders():
        if any(cells[0] == about.report_id for cells in _cells(folder, "reports")):
            return Found(about, folder)
    raise DataError(f"no data folder holds the report {about.report_id}")


def _cells(folder: Path, name: str) -> list[list[str]]:
    path = folder / TABLES[name].file
    return read_cells(path, TABLES[name]) if path.is_file() else []


def _corrections(report_id: str) -> list[dict[str, Any]]:
    rows = load_corrections()
    return [dict(zip(rows.columns, row, strict=True)) for row in rows.itertuples(index=False, name=None)
            if row[0] == report_id]  # fmt: skip


def corrected(text: str, report_id: str) -> str:
    """Return the text with the applied corrections that keep its length, so that no offset moves."""
    for row in _corrections(report_id):
        start, end = row["start"], row["end"]
        fits = len(row["printed"]) == len(row["corrected"]) and text[start:end] == row["printed"]
        if row["applied"] == "true" and fits:
            text = text[:start] + row["corrected"] + text[end:]
    return text


def drafted_rows(text: str, about: About) -> Rows:
    """Return the reader's rows of a known report, corrections marked where a phrase touches one."""
    rows = draft(text, about, reading=corrected(text, about.report_id))
    for row in rows:
        first = text.find(row["phrase"], max(0, int(row["start"]) - len(row["phrase"])))
        for found in _corrections(about.report_id):
            if first <= found["start"] and found["end"] <= first + len(row["phrase"]):
                row["correction"] = found["correction"]
    return rows


def apply_review(text: str, about: About, drafted: Rows, lines: Iterable[Line], name: str) -> Rows:
    """Return the drafted rows after the overlay.

    Raises:
        DataError: when a line to set finds no row, or lies outside the text.
    """
    spans, by_place = paragraphs(text), places([dict(row) for row in drafted])
    starts = {row["figure_id"]: row["start"] for row in drafted}
    for row in by_place.values():
        row["duplicate_of"] = starts.get(row.get("duplicate_of", ""), "")
    for line in lines:
        place = place_of(line)
        if not place[0] < place[1] <= len(text):
            raise DataError(f"{name}: the line for {place[0]}/{place[1]} lies outside the text")
        if line["action"] == "drop":
            by_place.pop(place, None)
            continue
        if place not in by_place and line["action"] == "set":
            raise DataError(
                f"{name}: the line for {place[0]}/{place[1]}/{place[2]} sets a row the reader does not give; "
                f"make it an add line, or drop it"
            )
        change(by_place.setdefault(place, blank(text, spans, place[0], place[1], about)), line)
    try:
        return number([row for _, row in sorted(by_place.items())], about.report_id)
    except KeyError as error:
        raise DataError(f"{name}: duplicate_of names the start {error}, where no figure stands") from error


def rebuild(source: Path) -> Built:
    """Return `figures.csv` as it follows from the text and the overlay.

    Args:
        source: the printed text, the very file the offsets point into.

    Raises:
        DataError: when the file is no report's text, or the overlay does not fit.
    """
    text = read_text(source)
    about, folder = find_report(text, source.name)
    review = folder / "review" / f"{about.report_id}.csv"
    lines = read_review(review) if review.is_file() else []
    drafted = drafted_rows(text, about)
    rows = apply_review(text, about, drafted, lines, review.name)
    others = [dict(zip(FIGURES.names, cells, strict=True)) for cells in _cells(folder, "figures")]
    whole = [row for row in others if row["report_id"] != about.report_id] + rows
    whole.sort(key=lambda row: (row["report_id"], int(row["start"] or 0), row["figure_id"]))
    changed = {place_of(line): _cells_of(line) for line in lines}
    final = places(rows)
    cells = len(final) * len(_DECIDED)
    by_hand = sum(count for place, count in changed.items() if place in final)
    found = sum(place in final for place in places(drafted))
    untouched = sum(place in final and not changed.get(place) for place in places(drafted))
    return Built(
        about.report_id, folder, to_csv(FIGURES, whole), len(rows), found, untouched, cells, cells - by_hand
    )


def _cells_of(line: Line) -> int:
    """Return how many cells a person gave: all of an added row, the filled ones of a line that sets."""
    return len(_DECIDED) if line["action"] == "add" else sum(bool(line[name]) for name in _DECIDED)


def propose_review(source: Path) -> tuple[Path, str]:
    """Return path and text of the overlay that makes `figures.csv`, as it stands, of the reader's rows.

    Reasons of the overlay so far are kept; new lines get a plain one, to be replaced by a person's.
    """
    text = read_text(source)
    about, folder = find_report(text, source.name)
    path = folder / "review" / f"{about.report_id}.csv"
    drafted = drafted_rows(text, about)
    listed = [dict(zip(FIGURES.names, cells, strict=True)) for cells in _cells(folder, "figures")]
    wanted = [row for row in listed if row["report_id"] == about.report_id]
    for rows in (drafted, wanted):
        starts = {row["figure_id"]: row["start"] for row in rows}
        for row in rows:
            row["duplicate_of"] = starts.get(row.get("duplicate_of", ""), "")
    spans = paragraphs(text)
    base = {
        (start, end): blank(text, spans, start, end, about)
        for start, end in ((int(row["start"]), int(row["end"])) for row in wanted)
    }
    old = read_review(path) if path.is_file() else []
    return path, write_review(propose(drafted, wanted, old, base))


def first_difference(old: str, new: str) -> str:
    r"""Say where two texts of a data file differ first, or return an empty text.

    >>> first_difference("a,b\n1,2\n", "a,b\n1,3\n")
    "row 2, column b: '2' stands there, '3' is built"
    """
    if old == new:
        return ""
    before, after = list(csv.reader(StringIO(old))), list(csv.reader(StringIO(new)))
    head = after[0] if after else []
    for number_, (left, right) in enumerate(zip(before, after, strict=False), start=1):
        for column, cell, built in zip(head, left, right, strict=False):
            if cell != built:
                return f"row {number_}, column {column}: {cell!r} stands there, {built!r} is built"
        if len(left) != len(right):
            return f"row {number_}: {len(left)} cells stand there, {len(right)} are built"
    if len(before) != len(after):
        return (
            f"row {min(len(before), len(after)) + 1}: {len(before)} rows stand there, {len(after)} are built"
        )
    return "the cells are equal, the bytes are not: quoting, line ends or a byte-order mark"
