"""The printed text cut into paragraphs and pieces: figures, numerals that are none, and plain text.

Only for a file on the reader's own machine: the text belongs to its publisher.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from yz_analysis.errors import DataError, YzAnalysisError


@dataclass
class Piece:
    """A stretch of text; `figures` are short ids, `reason` says why a numeral is no figure."""

    text: str
    figures: list[str] = field(default_factory=list)
    reason: str = ""


@dataclass
class Paragraph:
    """One paragraph, counted as the dataset counts."""

    number: int
    pieces: list[Piece]


@dataclass(frozen=True)
class Span:
    """A marked stretch: code points of the whole text, end exclusive."""

    start: int
    end: int
    figure: str = ""
    reason: str = ""


def read_source(path: Path, *, sha256: str) -> str:
    """Return the text of an article after proving that it is the one the offsets point into.

    Raises:
        YzAnalysisError: when the file cannot be read.
        DataError: when it is another text.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise YzAnalysisError(f"{path}: cannot be read ({error.strerror or error})") from error
    found = hashlib.sha256(content).hexdigest()
    if found != sha256:
        raise DataError(
            f"{path}: this is not the text of the report; its SHA-256 is {found[:16]}…, the dataset was "
            f"made from {sha256[:16]}…"
        )
    return content.decode("utf-8")


def paragraphs(text: str, spans: Iterable[Span]) -> list[Paragraph]:
    """Cut a text into paragraphs and pieces.

    Args:
        text: the article; a paragraph is a line, empty ones are not counted.
        spans: what to mark. Spans of one place are joined; of two that overlap in part, the first wins and
            the second is marked where it goes on.

    >>> [piece.text for piece in paragraphs("growth 3%.", [Span(7, 9, "F001")])[0].pieces]
    ['growth ', '3%', '.']
    """
    ordered = sorted(spans, key=lambda span: (span.start, -span.end, span.figure))
    made: list[Paragraph] = []
    start = 0
    for line in text.splitlines(keepends=True):
        bare = line.rstrip("\r\n")
        if bare.strip():
            here = [span for span in ordered if start <= span.start < start + len(line)]
            made.append(Paragraph(len(made) + 1, _pieces(bare, start, here)))
        start += len(line)
    return made


def _pieces(line: str, offset: int, spans: Sequence[Span]) -> list[Piece]:
    pieces: list[Piece] = []
    at = 0
    for span in spans:
        begin, end = span.start - offset, min(span.end - offset, len(line))
        if begin < at:  # the same place again, or inside what is marked: one more figure of that piece
            marked = next((piece for piece in reversed(pieces) if piece.figures or piece.reason), None)
            if marked and span.figure:
                marked.figures.append(span.figure)
            begin = at
            if end <= at:
                continue
            pieces.append(Piece(line[begin:end], [], span.reason))
            at = end
            continue
        if begin > at:
            pieces.append(Piece(line[at:begin]))
        pieces.append(Piece(line[begin:end], [span.figure] if span.figure else [], span.reason))
        at = end
    if at < len(line):
        pieces.append(Piece(line[at:]))
    return pieces
