"""Parquet for programs: the figures with their types, and what each column means in the file itself."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd

from yz_analysis.publishing.export.tables import ReportTables, absent
from yz_analysis.publishing.record import write_bytes


def write(tables: ReportTables, folder: Path) -> Path:
    """Write `figures.parquet` and return its path."""
    path = folder / "figures.parquet"
    write_bytes(to_parquet(tables), path)
    return path


def to_parquet(tables: ReportTables) -> bytes:
    """Return the figures as Parquet: text, 64-bit floats and integers, missing values as null."""
    import pyarrow
    from pyarrow import parquet

    book = tables.codebook[tables.codebook["table"].eq("figures")].set_index("column")
    arrays, fields = [], []
    for column in tables.figures.columns:
        kind = _type(tables.figures[column])
        values = [None if absent(value) else value for value in tables.figures[column]]
        about = {"description_zh": book.loc[column, "zh"], "description_en": book.loc[column, "en"]}
        arrays.append(pyarrow.array(values, type=kind))
        fields.append(pyarrow.field(str(column), kind, metadata=about))
    metadata = {"report_id": tables.report, "title": tables.title, "data_version": tables.data_version}
    table = pyarrow.Table.from_arrays(arrays, schema=pyarrow.schema(fields, metadata=metadata))
    buffer = io.BytesIO()
    parquet.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _type(values: pd.Series) -> object:
    import pyarrow

    if pd.api.types.is_bool_dtype(values):
        return pyarrow.bool_()
    if pd.api.types.is_integer_dtype(values):
        return pyarrow.int64()
    return pyarrow.float64() if pd.api.types.is_float_dtype(values) else pyarrow.string()
