"""Folders of `YZ_DATA` add reports and never replace any."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import yz_analysis as yz
from yz_analysis.errors import DataError, UnknownNameError, YzAnalysisError
from yz_analysis.figures import dataset
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.schema import TABLES

# --- further folders ---------------------------------------------------------------------------------------


def further(folder: Path, *, report: str = "lincheng-2023h1", figure: str = "F001") -> Path:
    """Write a data folder of an invented place: one report, one figure."""
    folder.mkdir(exist_ok=True)
    about = {
        "report_id": report,
        "ref_area": "321182",
        "time_period": "2023-S1",
        "kind": "article",
        "title_zh": "临城",
        "title_en": "Lincheng",
        "name_zh": "临城",
        "name_en": "Lincheng",
        "language": "zh",
        "data_version": "1.0.0",
    }
    row = {
        "figure_id": f"{report}:{figure}",
        "report_id": report,
        "ref_area": "321182",
        "unit": "CNY",
        "time_period": "2023-S1",
        "period_source": "stated",
        "indicator": "gdp",
        "kind": "actual",
        "measure": "level",
        "value_printed": "12.5",
        "value": "12.5",
        "unit_mult": "8",
        "decimals": "1",
        "comparator": "=",
        "price_basis": "current",
        "paragraph": "1",
        "start": "5",
        "end": "11",
        "quote": "12.5亿元",
        "phrase": "总值12.5亿元",
        "status": "U",
    }
    (folder / "reports.csv").write_text(to_csv(TABLES["reports"], [about]), encoding="utf-8")
    (folder / "figures.csv").write_text(to_csv(TABLES["figures"], [row]), encoding="utf-8")
    return folder


def test_a_further_folder_adds_its_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YZ_DATA", str(further(tmp_path / "more")))
    added = yz.load_figures("lincheng-2023h1")
    assert added[["value", "lower", "upper"]].to_numpy().tolist() == [[12.5, 12.45, 12.55]]
    assert len(yz.load_figures("yangzhong-2022h1")) == 86
    monkeypatch.delenv("YZ_DATA")
    with pytest.raises(UnknownNameError):
        yz.load_figures("lincheng-2023h1")


def test_the_same_report_in_two_folders_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = further(tmp_path / "a"), further(tmp_path / "b", figure="F002")
    monkeypatch.setenv("YZ_DATA", f"{first}:{second}")
    with pytest.raises(
        DataError, match=r"reports\.csv, row 2, column report_id: lincheng-2023h1 is already in"
    ):
        yz.load_reports()


def test_a_further_folder_cannot_replace_a_bundled_figure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = further(tmp_path / "a", report="yangzhong-2022h1", figure="F002")
    (folder / "reports.csv").unlink()
    monkeypatch.setenv("YZ_DATA", str(folder))
    with pytest.raises(DataError, match="yangzhong-2022h1:F002 is already in"):
        yz.load_figures()


def test_a_fault_in_a_further_folder_names_the_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = further(tmp_path / "draft")
    path = folder / "figures.csv"
    path.write_text(path.read_text(encoding="utf-8").replace(",12.5,12.5,", ",12.5,12.6,"), encoding="utf-8")
    monkeypatch.setenv("YZ_DATA", str(folder))
    with pytest.raises(
        DataError, match=r"^draft/figures\.csv, row 2, column value: 12\.6 is not the printed"
    ):
        yz.load_figures()


def test_a_further_folder_that_does_not_exist_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YZ_DATA", "/nowhere/at/all")
    with pytest.raises(YzAnalysisError, match="/nowhere/at/all"):
        yz.load_figures()


def test_key_faults_count_every_repetition() -> None:
    rows = pd.DataFrame({"a": ["x", "y", "x", "x"]})
    assert [fault.row for fault in dataset.key_faults(("a",), [("f.csv", rows)])] == [4, 5]
