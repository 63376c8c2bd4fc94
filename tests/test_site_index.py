"""The index of a large site, and of one where something failed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_site import failed, page, record, tree
from yz_analysis.figures.dataset import load_reports
from yz_analysis.publishing.site import write_site


def test_an_area_with_a_failure_is_unfolded(tmp_path: Path) -> None:
    good, bad = record(report="china-2022h1"), failed(report="jiangsu-2022h1")
    for one in (good, bad):
        page(tmp_path, one)
    write_site([good, bad], tmp_path)
    told = {
        area.cssselect("summary strong")[0].text: area.get("open") is not None
        for area in tree(tmp_path / "index.en.html").cssselect("details.area")
    }
    assert told == {"China": False, "Jiangsu": True}


@pytest.mark.slow
def test_the_index_stays_readable_with_a_thousand_runs(tmp_path: Path) -> None:
    reports = list(load_reports()["report_id"])
    records = [
        record(report, language, f"{number:02d}-question")
        for report in reports
        for language in ("zh", "en")
        for number in range(10)
    ]
    for one in records:
        page(tmp_path, one)
    write_site(records, tmp_path)
    assert len(records) >= 1000
    root = tree(tmp_path / "index.en.html")
    assert (tmp_path / "index.en.html").stat().st_size < 400_000
    open_entries = [link for link in root.cssselect(".analyses a") if not list(link.iterancestors("details"))]
    assert len(open_entries) <= 20
    assert len(root.cssselect("details.area")) <= 40
