"""The index, the record of runs, and what stands beside each report's pages."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import page_samples
import pytest
from lxml import html

from yz_analysis.publishing.page.audit import findings
from yz_analysis.publishing.page.headline import key_numbers
from yz_analysis.publishing.page.index import read_head
from yz_analysis.publishing.site import index_name, write_site
from yz_analysis.publishing.supplements import reports_needed, uses_of_figures

REPORT = page_samples.REPORT


def record(
    report: str = REPORT, language: str = "en", name: str = "02-growth", **changes: Any
) -> dict[str, Any]:
    """A run's record, as the runner writes it."""
    run_id = f"{report}/{language}/{name}"
    made = {
        "run_id": run_id,
        "notebook": name.split("--")[0],
        "set": "default",
        "report": report,
        "language": language,
        "parameters": {},
        "outcome": "done",
        "reason": "it is new",
        "started": "2026-11-23T20:15:00+00:00",
        "seconds": 1.5,
        "outputs": [{"path": f"{run_id}.html", "sha256": "0" * 64, "bytes": 44_000}],
        "error": None,
    }
    return made | changes


def page(site: Path, one: dict[str, Any], *, title: str = "How much?", figures: str = "") -> None:
    """A page as small as the index needs it."""
    path = site / one["outputs"][0]["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    meta = f'<meta name="yz-title" content="{title}">\n<meta name="yz-figures" content="{figures}">'
    path.write_text(
        f"<html><head>{meta}<title>{title}</title><style></style></head></html>", encoding="utf-8"
    )


def failed(**changes: Any) -> dict[str, Any]:
    error = {"cell": 3, "name": "DataError", "message": "row <3> is wrong", "notebook": "failed/a.ipynb"}
    return record(outcome="failed", error=error, **changes)


def tree(path: Path) -> html.HtmlElement:
    return html.document_fromstring(path.read_text(encoding="utf-8"))


def words(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.cssselect(selector)]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with two pages, a variant, a failure with and one without a last good page."""
    folder = tmp_path_factory.mktemp("site")
    records = [
        record(),
        record(language="zh"),
        record(name="02-growth--house", set="house", outcome="unchanged"),
        failed(name="03-targets"),
        failed(name="04-projects", outputs=[]),
        record(report="china-2022h1"),
    ]
    for one in records:
        if one["outputs"]:
            title = "增长了多少？" if one["language"] == "zh" else f"Question of {one['notebook']}?"
            page(folder, one, title=title, figures=f"{REPORT}:F002")
    write_site(records, folder)
    return folder


def test_there_is_an_index_in_each_language_and_each_leads_to_the_other(site: Path) -> None:
    for language, other in (("zh", "en"), ("en", "zh")):
        root = tree(site / index_name(language))
        assert root.get("lang") == {"zh": "zh-CN", "en": "en"}[language]
        assert root.cssselect("a.switch")[0].get("href") == index_name(other)


def test_every_link_of_the_index_leads_to_a_file(site: Path) -> None:
    for name in ("index.html", "index.en.html", "run.html"):
        links = [link.get("href") for link in tree(site / name).cssselect("a[href]")]
        missing = [
            link for link in links if not link.startswith("#") and not (site / link.split("#")[0]).exists()
        ]
        assert set(missing) <= {"failed/a.ipynb", "run.json"}


def test_a_card_shows_the_questions_of_its_notebooks_their_state_and_size(site: Path) -> None:
    card = tree(site / "index.en.html").cssselect(f"#{REPORT}")[0]
    assert words(card, "h3") == ["Yangzhong, first half of 2022"]
    entries = card.cssselect(".analyses > li")
    assert entries[0].cssselect("a")[0].text == "Question of 02-growth?"
    assert words(entries[0], ".facts")[0] == "made now 44 kB"
    assert words(entries[0], "details summary") == ["With other parameters: 1"]
    assert words(entries[0], "details li") == ["house unchanged 44 kB"]


def test_a_failed_run_says_why_and_whether_the_last_good_page_is_there(site: Path) -> None:
    entries = tree(site / "index.en.html").cssselect(f"#{REPORT} .analyses > li")
    with_page, without = entries[1], entries[2]
    assert "row <3> is wrong — the last good page is still there" in words(with_page, ".error")[0]
    assert with_page.cssselect(".error a")[0].get("href") == "failed/a.ipynb"
    assert "there is no page yet" in words(without, ".error")[0]
    assert not without.cssselect("a[href$='.html']")
    top = words(tree(site / "index.en.html"), ".headline .failed")
    assert top[0].startswith("2 pages were not made the last time")


def test_key_numbers_lead_to_where_they_are_printed(site: Path) -> None:
    root = tree(site / "index.en.html")
    first = root.cssselect(f"#{REPORT} .numbers div")[0]
    assert words(first, "dt") == ["Gross domestic product (GDP)"]
    assert words(first, "dd a") == ["CNY 30.15 billion"]
    href = first.cssselect("dd a")[0].get("href")
    assert href == f"{REPORT}/en/evidence.html#F002"
    assert tree(site / href.split("#")[0]).get_element_by_id("F002") is not None


def test_reports_of_other_places_are_folded_by_area(site: Path) -> None:
    root = tree(site / "index.zh.html" if (site / "index.zh.html").exists() else site / "index.html")
    area = root.cssselect("details.area")[0]
    assert area.cssselect("summary strong")[0].text == "中国"
    assert area.get("open") is None
    link = area.cssselect(".analyses a")[0]
    assert link.get("hreflang") == "en"  # it exists in English only, and says so


def test_evidence_and_exports_stand_beside_the_report_and_are_listed(site: Path) -> None:
    card = tree(site / "index.en.html").cssselect(f"#{REPORT}")[0]
    links = {link.get("href") for link in card.cssselect(".links a")}
    assert f"{REPORT}/en/evidence.html" in links
    for name in (
        "figures.csv",
        f"{REPORT}.xlsx",
        "figures.parquet",
        f"{REPORT}.sdmx.csv",
        "datapackage.json",
    ):
        assert f"{REPORT}/exports/{name}" in links
        assert (site / REPORT / "exports" / name).stat().st_size


def test_evidence_names_the_pages_that_use_a_figure(site: Path) -> None:
    evidence = tree(site / REPORT / "en" / "evidence.html").get_element_by_id("F002")
    links = {link.get("href") for link in evidence.cssselect("dd ul a")}
    assert {"02-growth.html", "../../china-2022h1/en/02-growth.html"} <= links


def test_no_page_but_the_record_of_runs_holds_a_time(site: Path) -> None:
    holders = [path.name for path in site.rglob("*.html") if "20:15" in path.read_text(encoding="utf-8")]
    assert holders == ["run.html"]
    root = tree(site / "run.html")
    assert words(root, "tbody td")[:2] == ["2026-11-23 20:15:00", "1.5"]


def test_the_record_of_runs_has_every_run_with_its_outcome_and_a_link_where_there_is_a_page(
    site: Path,
) -> None:
    rows = [
        ([link.get("href") for link in row.cssselect("a")], words(row, "th, .state"))
        for row in tree(site / "run.html").cssselect("tbody tr")
    ]
    assert len(rows) == 6
    assert [name for _, (name, _) in rows] == sorted(name for _, (name, _) in rows)
    for links, (name, state) in rows:
        assert links == ([] if "04-projects" in name else [f"{name}.html"])
        assert ("failed" in state) == (name.rpartition("/")[2] in ("03-targets", "04-projects"))


def test_every_page_of_the_site_passes_the_audit(site: Path) -> None:
    for path in (
        site / "index.html",
        site / "index.en.html",
        site / "run.html",
        *site.rglob("evidence.html"),
    ):
        assert findings(path.read_text(encoding="utf-8")) == []


def test_writing_again_changes_nothing_and_touches_no_supplement(site: Path) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*") if path.is_file()}
    evidence = site / REPORT / "en" / "evidence.html"
    os.utime(evidence, (1, 1))
    records = [
        record(),
        record(language="zh"),
        record(name="02-growth--house", set="house", outcome="unchanged"),
    ]
    records += [
        failed(name="03-targets"),
        failed(name="04-projects", outputs=[]),
        record(report="china-2022h1"),
    ]
    write_site(records, site)
    assert {path: path.read_bytes() for path in site.rglob("*") if path.is_file()} == before
    assert evidence.stat().st_mtime == 1


@pytest.mark.slow
def test_a_lost_or_damaged_supplement_is_made_again(site: Path) -> None:
    export = site / REPORT / "exports" / "figures.csv"
    whole = export.read_bytes()
    export.write_bytes(b"torn")
    (site / ".site.json").write_text(json.dumps({REPORT: {"key": "other"}, "x": 3}), encoding="utf-8")
    records = [record(), record(language="zh")]
    write_site(records, site)
    assert export.read_bytes() == whole


def test_a_site_without_runs_has_an_index_that_says_so(tmp_path: Path) -> None:
    write_site([], tmp_path)
    assert "No analysis has been run yet." in (tmp_path / "index.en.html").read_text(encoding="utf-8")


def test_a_report_that_has_left_the_dataset_stays_on_the_index(tmp_path: Path) -> None:
    one = record(report="elsewhere-2022")
    page(tmp_path, one)
    write_site([one], tmp_path)
    assert words(tree(tmp_path / "index.en.html"), "#elsewhere-2022 h3") == ["elsewhere-2022"]


def test_hostile_titles_and_errors_are_shown_as_text(tmp_path: Path) -> None:
    one = failed(report="elsewhere-2022", name="03-x")
    one["error"] = one["error"] | {"message": "<script>alert(1)</script> \U0001f600"}
    page(tmp_path, one, title="&lt;img src=x onerror=1&gt;")
    write_site([one], tmp_path)
    root = tree(tmp_path / "index.en.html")
    assert not root.cssselect("script, img")
    assert "<script>alert(1)</script>" in root.text_content()


def test_a_page_without_head_or_no_page_at_all_has_an_empty_head(tmp_path: Path) -> None:
    assert read_head(tmp_path / "none.html").title == ""
    (tmp_path / "torn.html").write_bytes(b"\xff\xfe<titl")
    assert read_head(tmp_path / "torn.html").title == ""


def test_a_page_that_was_never_made_has_the_question_of_its_notebook(tmp_path: Path) -> None:
    one = failed(report="elsewhere-2022", name="03-targets", outputs=[])
    kept = tmp_path / "failed" / "a.ipynb"
    kept.parent.mkdir()
    kept.write_text(json.dumps(page_samples.sample()), encoding="utf-8")
    write_site([one], tmp_path)
    assert "How much did it grow?" in words(tree(tmp_path / "index.en.html"), ".analyses li")[0]
    kept.write_text('{"cells": 3', encoding="utf-8")
    write_site([one], tmp_path)
    assert "03 targets" in words(tree(tmp_path / "index.en.html"), ".analyses li")[0]


def test_supplements_are_needed_for_reports_that_pages_refer_to(tmp_path: Path) -> None:
    one = record()
    page(tmp_path, one, figures=f"{REPORT}:F002 jiangsu-2022h1:F001 nowhere-2022:F001")
    uses = uses_of_figures([one], tmp_path)
    assert reports_needed([one], uses) == [REPORT, "jiangsu-2022h1"]
    assert uses["en"]["jiangsu-2022h1:F001"][0].href == f"../../{REPORT}/en/02-growth.html"
    assert uses["zh"] == {}


def test_a_page_of_another_report_comes_last_and_names_its_report(tmp_path: Path) -> None:
    mine, other = record(), record("jiangsu-2022h1")
    for one in (mine, other):
        page(tmp_path, one, figures=f"{REPORT}:F002")
    uses = uses_of_figures([other, mine], tmp_path)["en"][f"{REPORT}:F002"]
    assert [use.report for use in uses] == ["", "Jiangsu, first half of 2022"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_key_numbers_are_printed_ones_with_their_basis(language: str) -> None:
    numbers = key_numbers(REPORT, language)
    assert [number.growth for number in numbers[:3]] == ["+3%", "+6.6%", "+15.9%"]
    assert [number.basis for number in numbers[:3]] == ["constant", "constant", "current"]
    assert len(numbers) <= 6
