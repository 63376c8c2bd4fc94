"""Many texts to one Parquet file: in batches, on all cores or on a cluster, with flat memory."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from yz_analysis.cluster import on_cluster
from yz_analysis.errors import YzAnalysisError
from yz_analysis.reading.extract import Figure, read
from yz_analysis.reading.files import read_text

if TYPE_CHECKING:
    import pyarrow as pa

BATCH = 64
"""Files read by one task; what one task holds is all that is in memory."""


class Outcome(NamedTuple):
    """What became of one batch: its rows as a table, the files read, and the files that are no text."""

    table: pa.Table
    files: int
    refused: list[str]


def schema() -> pa.Schema:
    """Return the columns of the Parquet file: those of `extract`, after `file`.

    value is text, because a decimal keeps the digits as printed; null where there is none.
    """
    import pyarrow as pa

    kinds = {"start": pa.int64(), "end": pa.int64(), "target": pa.bool_()}
    return pa.schema(
        [pa.field("file", pa.string())] + [pa.field(f, kinds.get(f, pa.string())) for f in Figure._fields]
    )


def read_batch(paths: Sequence[str], names: bool = False) -> Outcome:
    """Read some files into one table; a file that is no text is named, and the others are read."""
    import pyarrow as pa

    columns: list[list[Any]] = [[] for _ in range(len(Figure._fields) + 1)]
    refused = []
    for path in paths:
        try:
            text, _ = read_text(Path(path))
        except YzAnalysisError as error:
            refused.append(str(error))
            continue
        for figure in read(text, names=names):
            columns[0].append(path)
            for column, field in zip(columns[1:], figure, strict=True):
                column.append(field)
    value = 1 + Figure._fields.index("value")
    columns[value] = [None if number is None else str(number) for number in columns[value]]
    table = pa.table(dict(zip(schema().names, columns, strict=True)), schema=schema())
    return Outcome(table, len(paths) - len(refused), refused)


def _batches(paths: Iterable[Path], size: int) -> Iterator[list[str]]:
    iterator = iter(paths)
    while batch := [str(path) for path in islice(iterator, size)]:
        yield batch


def write_parquet(
    paths: Iterable[Path],
    out: Path,
    *,
    names: bool = False,
    jobs: int = -1,
    cluster: str = "",
    size: int = BATCH,
    tell: Callable[[str], object] = lambda _: None,
) -> tuple[int, int, int]:
    """Read many files into one Parquet file, in the order given.

    The file is written under a temporary name beside `out` and moved when it is whole.

    Args:
        paths: the text files.
        out: the Parquet file to write.
        names: as in `extract`.
        jobs: processes at once; -1 for all cores.
        cluster: address of a Dask scheduler; the same code then runs there, and the files must be
            readable under the same path by its workers.
        size: files a task reads.
        tell: is told each file that is no text, in one line.

    Returns:
        Files read, figures written, files refused.

    Raises:
        MissingExtraError: when `cluster` is given and the extra is not installed.
        YzAnalysisError: when `out` cannot be written or the cluster does not answer.
    """
    import joblib
    import pyarrow.parquet as pq

    temporary = out.with_name(f".{out.name}.{os.getpid()}.part")
    files = figures = refused = 0
    with contextlib.ExitStack() as stack:
        if cluster:
            stack.enter_context(on_cluster(cluster))
        stack.callback(temporary.unlink, missing_ok=True)
        try:
            writer = stack.enter_context(pq.ParquetWriter(temporary, schema(), compression="zstd"))
        except OSError as error:
            raise YzAnalysisError(f"{out}: cannot be written: {error}") from error
        parallel = joblib.Parallel(n_jobs=jobs, return_as="generator", pre_dispatch="2*n_jobs", batch_size=1)
        for outcome in parallel(joblib.delayed(read_batch)(batch, names) for batch in _batches(paths, size)):
            writer.write_table(outcome.table)
            files, figures = files + outcome.files, figures + outcome.table.num_rows
            refused += len(outcome.refused)
            for line in outcome.refused:
                tell(line)
        writer.close()
        temporary.replace(out)
    return files, figures, refused
