"""Exports: each format read back by a reader that is not ours, and nothing that a spreadsheet runs."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import frictionless
import openpyxl
import pandas as pd
import pyarrow.parquet
import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.errors import UnknownNameError
from yz_analysis.figures.dataset import load_figures, load_reports
from yz_analysis.publishing.export import FORMATS, export_report
from yz_analysis.publishing.export.columnar import to_parquet
from yz_analysis.publishing.export.delimited import BOM, cell, guarded, to_csv, unguarded
from yz_analysis.publishing.export.sdmx import ATTRIBUTES, DIMENSIONS, frequency, observations, told_apart
from yz_analysis.publishing.export.tables import ReportTables, report_tables
from yz_analysis.publishing.export.workbook import to_xlsx

REPORT = "yangzhong-2022h1"
EVIL = (
    "=HYPERLINK(1)",
    "+1+1",
    "-x",
    "@SUM(1)",
    "\tx",
    "\r=x",
    "＝1",
    "=",
    "<b>",
    "'",
    '"',
    "a,b",
    "增长\n3%",
)


@pytest.fixture(scope="module")
def tables() -> ReportTables:
    return report_tables(REPORT)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("export")
    export_report(REPORT, made)
    return made


@pytest.fixture
def evil(tables: ReportTables) -> ReportTables:
    """The same tables with hostile text in every place that may hold text."""
    frame = tables.figures.head(len(EVIL)).copy()
    frame["note"] = list(EVIL)
    return ReportTables(**{**tables.__dict__, "figures": frame})


def test_the_same_report_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    for path in export_report(REPORT, tmp_path):
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_csv_comes_back_as_the_figures(folder: Path) -> None:
    back = pd.read_csv(folder / "figures.csv", dtype=str, keep_default_na=False)
    figures = load_figures(REPORT)
    for column in ("figure_id", "value_printed", "quote", "comparator", "duplicate_of"):
        assert [unguarded(text) for text in back[column]] == figures[column].tolist()
    assert [float(text) if text else -1 for text in back["value"]] == figures["value"].fillna(-1).tolist()


def test_csv_ends_lines_with_one_line_feed_and_has_no_mark_unless_asked(folder: Path, tmp_path: Path) -> None:
    content = (folder / "figures.csv").read_bytes()
    assert b"\r" not in content
    assert not content.startswith(BOM.encode())
    export_report(REPORT, tmp_path, formats=["csv"], excel=True)
    assert (tmp_path / "figures.csv").read_bytes() == BOM.encode() + content


def test_no_cell_of_a_csv_is_a_formula(evil: ReportTables) -> None:
    back = pd.read_csv(io.BytesIO(to_csv(evil.figures)), dtype=str, keep_default_na=False)
    for text in back["note"]:
        assert text == "=" or not text.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))
    assert [unguarded(text) for text in back["note"]] == list(EVIL)


@given(st.text(max_size=30))
def test_guarding_is_undone_and_never_leaves_a_formula(text: str) -> None:
    if not text.startswith("'"):
        assert unguarded(guarded(text)) == text
    assert guarded(text) in ("=", "+", "-", "@") or not text or guarded(text)[0] not in "=@\t\r"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e16, "1e+16"),
        (0.1, "0.1"),
        (None, ""),
        (pd.NA, ""),
        (float("-inf"), "-INF"),
        ("-0.6", "-0.6"),
        (2, "2"),
    ],
)
def test_a_value_keeps_its_digits(value: object, text: str) -> None:
    assert cell(value) == text


def test_the_workbook_has_sheets_formats_units_and_a_codebook(folder: Path) -> None:
    book = openpyxl.load_workbook(folder / f"{REPORT}.xlsx")
    assert [name.split()[-1] for name in book.sheetnames] == ["figures", "derived", "indicators", "codebook"]
    sheet = book.worksheets[0]
    head = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == f"{REPORT}:F004")
    value = row[head["value"] - 1]
    assert (value.value, value.number_format, value.data_type) == (522.69, "0.00", "n")
    assert row[head["lower"] - 1].number_format == "0.000"
    assert row[head["unit_zh"] - 1].value == "亿元"
    assert row[head["ref_area"] - 1].value == "321182"
    assert sheet.freeze_panes == "B2"
    columns = {(line[0].value, line[1].value) for line in book.worksheets[3].iter_rows(min_row=2)}
    assert {("figures", name) for name in head} <= columns


def test_nothing_in_a_workbook_is_a_formula_or_a_link(evil: ReportTables) -> None:
    content = to_xlsx(evil)
    book = openpyxl.load_workbook(io.BytesIO(content))
    notes = [row[-1].value for row in book.worksheets[0].iter_rows(min_row=2)]
    assert "=HYPERLINK(1)" in notes
    assert {cell.data_type for sheet in book for row in sheet for cell in row} <= {"s", "n", "b"}
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "hyperlink" not in sheet


def test_parquet_has_types_nulls_and_the_meaning_of_each_column(folder: Path) -> None:
    table = pyarrow.parquet.read_table(folder / "figures.parquet")
    assert str(table.schema.field("value").type) == "double"
    assert str(table.schema.field("start").type) == "int64"
    assert table.schema.field("figure_id").metadata[b"description_en"].startswith(b"id of the figure")
    assert table.column("figure_id").to_pylist() == load_figures(REPORT)["figure_id"].tolist()
    assert table.column("value").null_count == int(load_figures(REPORT)["value"].isna().sum())


def test_parquet_of_a_report_without_places_has_nulls_of_the_right_type() -> None:
    table = pyarrow.parquet.read_table(io.BytesIO(to_parquet(report_tables("china-2022h1"))))
    assert str(table.schema.field("start").type) == "int64"
    assert table.column("start").null_count == table.num_rows


def test_the_package_is_valid_by_the_standards_own_validator(folder: Path) -> None:
    report = frictionless.validate(str(folder / "datapackage.json"))
    assert report.valid, report.flatten(["type", "message"])


def test_the_package_names_true_hashes_sizes_and_its_licence(folder: Path) -> None:
    package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert package["$schema"].endswith("/2.0/datapackage.json")
    for resource in package["resources"]:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert "fieldsMatch" not in json.dumps(resource["schema"])
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"][:3])


def test_a_package_with_a_wrong_value_is_found_invalid(folder: Path, tmp_path: Path) -> None:
    """The descriptor must be able to fail, or its validity says nothing."""
    for path in folder.iterdir():
        (tmp_path / path.name).write_bytes(path.read_bytes())
    table = (tmp_path / "figures.csv").read_text(encoding="utf-8")
    (tmp_path / "figures.csv").write_text(table.replace(",actual,", ",guess,", 1), encoding="utf-8")
    assert not frictionless.validate(str(tmp_path / "datapackage.json")).valid


def test_pysdmx_reads_the_sdmx_csv_back(folder: Path) -> None:
    from pysdmx.io import read_sdmx

    message = read_sdmx((folder / f"{REPORT}.sdmx.csv").read_text(encoding="utf-8"), validate=False)
    frame = message.data[0].data
    assert len(frame) == len(observations(load_figures(REPORT)))
    sales = frame[(frame["INDICATOR"] == "INDUSTRIAL_TAXABLE_SALES") & (frame["OBS_KIND"] == "TGT")]
    assert float(sales["OBS_VALUE"].iloc[0]) == 1200


def test_sdmx1_reads_the_sdmx_csv_back(folder: Path) -> None:
    import sdmx
    from sdmx.model import v30

    structure = v30.DataStructureDefinition(id="PRINTED_REPORT")
    for name in DIMENSIONS:
        structure.dimensions.append(v30.Dimension(id=name))
    for name in ATTRIBUTES:
        structure.attributes.append(v30.DataAttribute(id=name))
    structure.measures.append(v30.Measure(id="OBS_VALUE"))
    flow = v30.Dataflow(id="PRINTED_REPORT", structure=structure)
    text = (folder / f"{REPORT}.sdmx.csv").read_bytes()
    message = sdmx.reader.csv.Reader().convert(io.BytesIO(text), structure=flow)
    (data,) = message.data
    assert data.action.name == "information"
    assert len(data.obs) == len(observations(load_figures(REPORT)))
    sales = [one for one in data.obs if one.dimension["INDICATOR"].value == "INDUSTRIAL_TAXABLE_SALES"]
    assert {one.value for one in sales} >= {"1200", "522.69"}


def test_each_observation_has_a_key_of_its_own_in_every_report() -> None:
    for report in load_reports()["report_id"]:
        made = observations(load_figures(report))
        assert not made.duplicated(list(DIMENSIONS)).any()
        assert made["ACTION"].eq("I").all()


def test_nothing_of_the_bundled_reports_is_left_out_for_a_shared_key() -> None:
    for report in load_reports()["report_id"]:
        figures = load_figures(report)
        series = figures[figures["indicator"].ne("numeral_label")]
        assert len(observations(told_apart(figures))) == len(observations(series))


def test_two_figures_with_one_key_are_refused_and_left_out_of_a_draft() -> None:
    figures = load_figures(REPORT)
    twin = figures.query("indicator == 'gdp' and measure == 'level'")
    both = pd.concat([figures, twin.assign(value=twin["value"] + 1)])
    with pytest.raises(ValueError, match="share one SDMX key"):
        observations(both)
    left = set(observations(told_apart(figures))["FIGURE_ID"]) - set(
        observations(told_apart(both))["FIGURE_ID"]
    )
    assert left == set(twin["figure_id"])


def test_figures_of_no_series_yet_are_no_observations() -> None:
    assert observations(told_apart(load_figures(REPORT).assign(indicator="unclassified"))).empty


def test_targets_are_no_forecasts_and_repeated_print_counts_once() -> None:
    made = observations(load_figures(REPORT))
    assert "F" not in set(made["OBS_STATUS"])
    assert set(made.loc[made["OBS_KIND"].eq("TGT"), "INDICATOR"]) >= {"INDUSTRIAL_TAXABLE_SALES"}
    figures = load_figures(REPORT)
    assert not set(made["FIGURE_ID"]) & set(figures.loc[figures["duplicate_of"].ne(""), "figure_id"])


@pytest.mark.parametrize(
    ("period", "code"),
    [("2022-Q1", "Q"), ("2022-03-29", "D"), ("2022-S2", "S"), ("", "_O"), ("2022-1", "_O")],
)
def test_a_period_has_its_frequency(period: str, code: str) -> None:
    assert frequency(period) == code


def test_formats_can_be_chosen_and_a_misspelt_one_is_named(tmp_path: Path) -> None:
    assert [path.name for path in export_report(REPORT, tmp_path, formats=["parquet"])] == ["figures.parquet"]
    with pytest.raises(UnknownNameError, match="did you mean 'parquet'"):
        export_report(REPORT, tmp_path, formats=["parqet"])
    with pytest.raises(UnknownNameError):
        export_report("nowhere", tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("format", FORMATS)
def test_every_report_can_be_exported(format: str, tmp_path: Path) -> None:
    for report in load_reports()["report_id"]:
        assert export_report(report, tmp_path / report, formats=[format])


@pytest.fixture
def no_disk(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    def full(self: Path, content: bytes) -> int:
        raise OSError(28, "No space left on device")

    return lambda: monkeypatch.setattr(Path, "write_bytes", full)


def test_a_full_disk_leaves_the_old_files_whole(tmp_path: Path, no_disk: Callable[[], None]) -> None:
    export_report(REPORT, tmp_path, formats=["csv"])
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    no_disk()
    with pytest.raises(OSError, match="No space"):
        export_report(REPORT, tmp_path, formats=["csv"])
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
