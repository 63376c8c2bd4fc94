"""`yz extract`: the figures of any text, as lines, a table or Parquet."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from yz_analysis.errors import ParameterError
from yz_analysis.reading.extract import Figure, read
from yz_analysis.reading.files import read_text, text_files

FORMATS = ("jsonl", "csv", "table", "parquet")
FORMULA = ("=", "+", "-", "@", "\t", "\r")
_SHOWN = ("quote", "value", "unit", "qualifier", "role", "target", "indicator", "time_period")


def _guarded(cell: Any) -> Any:
    """A cell that no spreadsheet takes for a formula: a text that begins like one gets an apostrophe."""
    return "'" + cell if isinstance(cell, str) and cell.startswith(FORMULA) else cell


def _rows(paths: Iterable[Path], names: bool) -> Iterator[dict[str, Any]]:
    for path in paths:
        text, encoding = read_text(path)
        if encoding not in ("utf-8", "utf-8-sig"):
            click.echo(f"yz: {path}: not UTF-8, read as {encoding.upper()}", err=True)
        for figure in read(text, names=names):
            yield {"file": str(path), **figure._asdict()}


def _jsonl(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    for row in rows:
        value = None if row["value"] is None else str(row["value"])
        yield json.dumps({**row, "value": value}, ensure_ascii=False) + "\n"


def _csv(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(["file", *Figure._fields])
    for row in rows:
        # the value is a number and keeps its minus sign; every other cell is text
        writer.writerow(
            [cell if key == "value" else _guarded(cell) for key, cell in row.items()],
        )
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
    yield buffer.getvalue()


def _width(text: str) -> int:
    """Columns a text takes in a terminal: a Chinese character takes two."""
    return sum(2 if ord(character) > 0x2E7F else 1 for character in text)


def _table(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    lines = [[str(row[key]) if row[key] is not None else "" for key in _SHOWN] for row in rows]
    lines = [[cell if _width(cell) < 40 else cell[:18] + "…" for cell in line] for line in lines]
    widths = [max([len(key), *(_width(line[i]) for line in lines)]) for i, key in enumerate(_SHOWN)]
    for line in ([*_SHOWN], *lines):
        padded = (cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True))
        yield "  ".join(padded).rstrip() + "\n"


def _write(pieces: Iterable[str], out: Path | None) -> None:
    if out is None:
        for piece in pieces:
            sys.stdout.write(piece)
        return
    temporary = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with temporary.open("w", encoding="utf-8", newline="") as stream:
            stream.writelines(pieces)
        temporary.replace(out)
    except OSError as error:
        raise ParameterError(f"--out {out}: cannot be written: {error.strerror or error}") from error
    finally:
        temporary.unlink(missing_ok=True)


@click.command(name="extract", context_settings={"help_option_names": ["-h", "--help"]})
@click.argument(
    "places", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE_OR_FOLDER..."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Form of the result; by default from --out, else table.",
)
@click.option("--out", type=click.Path(path_type=Path), help="File to write; by default the screen.")
@click.option("--names", is_flag=True, help="Also numerals that are part of names (五早, 第二届, 首位).")
@click.option("--jobs", type=int, default=-1, help="Processes for Parquet; by default all cores.")
@click.option("--cluster", default="", metavar="ADDRESS", help="Dask scheduler for Parquet (extra: cluster).")
def command(
    places: tuple[Path, ...], form: str | None, out: Path | None, names: bool, jobs: int, cluster: str
) -> int:
    """Print every figure of the texts: what it measures, its value, unit, sign, role and bound.

    A folder stands for the .txt and .md files under it. Exit code 0; 2 when nothing was done, as when a file
    is no text. Parquet goes on past such a file, names it, and ends with 1.
    """
    suffix = out.suffix.lower().lstrip(".") if out else ""
    form = form or (suffix if suffix in FORMATS else "table")
    if form != "parquet" and cluster:
        raise ParameterError("--cluster works with --format parquet only")
    if jobs == 0:
        raise ParameterError("--jobs 0 would do nothing; give a number of processes, or -1 for all cores")
    paths = list(text_files(places))
    if form == "parquet":
        if out is None:
            raise ParameterError("--format parquet needs --out FILE.parquet")
        from yz_analysis.reading.batch import write_parquet

        def tell(line: str) -> None:
            click.echo(f"yz: {line}", err=True)

        files, figures, refused = write_parquet(
            paths, out, names=names, jobs=jobs, cluster=cluster, tell=tell
        )
        click.echo(f"{figures} figures of {files} files in {out}", err=True)
        return 1 if refused else 0
    _write({"jsonl": _jsonl, "csv": _csv, "table": _table}[form](_rows(paths, names)), out)
    return 0
