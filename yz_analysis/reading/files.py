"""Read text files: their encoding, and the folders they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from yz_analysis.errors import YzAnalysisError

SUFFIXES = (".txt", ".md")
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")


def read_text(path: Path) -> tuple[str, str]:
    """Return the text of a file and the encoding it was read in.

    UTF-8 is tried first, then GB18030 (every older Chinese encoding is in it), then UTF-16 where the file
    says so by its first two bytes. Line ends become a single character, so offsets count code points of
    the returned text.

    Raises:
        YzAnalysisError: when there is no such file, or it is no text in any of these encodings.
    """
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise YzAnalysisError(f"{path}: cannot be read: {error.strerror or error}") from error
    encodings = ("utf-16",) if raw[:2] in (b"\xff\xfe", b"\xfe\xff") else _ENCODINGS[:2]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            break
        return text.replace("\r\n", "\n").replace("\r", "\n"), encoding
    raise YzAnalysisError(f"{path}: is not text in UTF-8, GB18030 or UTF-16; save it as plain text in UTF-8")


def text_files(places: Iterable[Path]) -> Iterator[Path]:
    """Yield the files named, and the .txt and .md files under the folders named, in sorted order.

    Raises:
        YzAnalysisError: when a place does not exist, or a folder holds no text file.
    """
    for place in places:
        if place.is_dir():
            found = sorted(p for p in place.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
            if not found:
                raise YzAnalysisError(f"{place}: holds no {' or '.join(SUFFIXES)} file")
            yield from found
        elif place.exists():
            yield place
        else:
            raise YzAnalysisError(f"{place}: there is no such file or folder")
