"""Names of indicators, areas and reports: what has none keeps its code, and a changed file is read anew."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.test_dataset_folders import further
from yz_analysis.figures import labels
from yz_analysis.figures.files import to_csv
from yz_analysis.figures.schema import TABLES
from yz_analysis.words import LANGUAGES


@pytest.fixture
def added(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = further(tmp_path / "more")
    monkeypatch.setenv("YZ_DATA", str(folder))
    return folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_has_no_name_keeps_its_code(language: str) -> None:
    assert labels.indicator_name("not_an_indicator", language) == "not_an_indicator"
    assert labels.area_name("999999", language) == "999999"
    assert labels.report_name("nowhere-2022", language) == "nowhere-2022"
    assert labels.parent_of("999999") == ""


def test_a_name_is_in_the_language_asked_for() -> None:
    assert labels.area_name("321182", "zh") == "扬中市"
    assert labels.area_name("321182", "en") == "Yangzhong"
    assert labels.indicator_name("gdp", "en") == "Gross domestic product (GDP)"


def test_an_added_report_is_called_by_its_own_name_and_only_while_it_is_there(
    added: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert labels.report_name("lincheng-2023h1", "en") == "Lincheng"
    monkeypatch.delenv("YZ_DATA")
    assert labels.report_name("lincheng-2023h1", "en") == "lincheng-2023h1"


def test_a_name_that_changes_in_its_file_changes_at_once(added: Path) -> None:
    areas = added / "areas.csv"
    for number, name in enumerate(("East", "West")):
        row = {
            "ref_area": "999998",
            "name_zh": "东岸",
            "name_en": name,
            "level": "county",
            "parent": "321100",
        }
        areas.write_text(to_csv(TABLES["areas"], [row]), encoding="utf-8")
        os.utime(areas, (1_600_000_000 + number, 1_600_000_000 + number))
        assert labels.area_name("999998", "en") == name
    assert labels.parent_of("999998") == "321100"


def test_a_prepared_process_reads_no_file_for_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    labels.warm()
    refuse = {table: (None, key) for table, (_, key) in labels._TABLES.items()}
    monkeypatch.setattr(labels, "_TABLES", refuse)
    assert labels.area_name("321182", "en") == "Yangzhong"
    assert labels.indicator_name("gdp", "zh") == "地区生产总值"
    assert labels.report_name("yangzhong-2022h1", "zh") == "扬中市2022年上半年"
