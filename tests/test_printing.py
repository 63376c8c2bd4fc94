"""A site's pages as PDF beside them: only what changed, with any browser, and a fault loses nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from yz_analysis.cli import main
from yz_analysis.publishing import pdf, printing
from yz_analysis.publishing.pdf import BrowserError

PAGES = ["a/zh/01.html", "a/zh/02.html"]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of two pages and a printer that writes down what it is asked."""
    for page in PAGES:
        (tmp_path / page).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / page).write_text(page, encoding="utf-8")
    (tmp_path / ".runs").mkdir()

    def printer(page: Path, out: Path) -> Path:
        if "broken" in page.read_text(encoding="utf-8"):
            raise BrowserError("the browser failed")
        out.write_bytes(b"%PDF " + page.read_bytes())
        return out

    monkeypatch.setattr(printing, "write_pdf", printer)
    return tmp_path


def test_each_page_gets_a_pdf_beside_it(site: Path) -> None:
    assert printing.print_pages(site, PAGES) == ["a/zh/01.pdf", "a/zh/02.pdf"]
    assert (site / "a/zh/01.pdf").read_bytes() == b"%PDF a/zh/01.html"


def test_a_second_time_nothing_is_printed(site: Path) -> None:
    printing.print_pages(site, PAGES)
    assert printing.print_pages(site, PAGES) == []


def test_only_the_page_that_changed_is_printed_again(site: Path) -> None:
    printing.print_pages(site, PAGES)
    (site / PAGES[1]).write_text("new", encoding="utf-8")
    assert printing.print_pages(site, PAGES) == ["a/zh/02.pdf"]


def test_a_pdf_that_was_deleted_is_printed_again(site: Path) -> None:
    printing.print_pages(site, PAGES)
    (site / "a/zh/01.pdf").unlink()
    assert printing.print_pages(site, PAGES) == ["a/zh/01.pdf"]


def test_what_other_calls_printed_is_remembered(site: Path) -> None:
    printing.print_pages(site, PAGES[:1])
    printing.print_pages(site, PAGES[1:])
    assert printing.print_pages(site, PAGES) == []


@pytest.mark.parametrize("content", ["", "{", "[]", "\x00"])
def test_a_damaged_memory_only_means_printing_again(site: Path, content: str) -> None:
    printing.print_pages(site, PAGES)
    (site / printing.PRINTED).write_text(content, encoding="utf-8")
    assert len(printing.print_pages(site, PAGES)) == 2
    assert set(json.loads((site / printing.PRINTED).read_text(encoding="utf-8"))) == set(PAGES)


def test_a_page_that_cannot_be_printed_is_tried_again_and_its_old_pdf_stays(site: Path) -> None:
    printing.print_pages(site, PAGES)
    old = (site / "a/zh/02.pdf").read_bytes()
    (site / PAGES[1]).write_text("broken", encoding="utf-8")
    later = (site / "a/zh/02.pdf").stat().st_mtime_ns + 10**9
    os.utime(site / PAGES[1], ns=(later, later))
    with pytest.raises(BrowserError):
        printing.print_pages(site, PAGES)
    assert (site / "a/zh/02.pdf").read_bytes() == old
    (site / PAGES[1]).write_text("mended", encoding="utf-8")
    assert printing.print_pages(site, PAGES) == ["a/zh/02.pdf"]


def test_records_name_their_pages_and_failed_runs_have_none() -> None:
    records = [{"outputs": [{"path": "b.html"}, {"path": "b.ipynb"}]}, {"outputs": None}, {"outputs": []}]
    assert printing.pages_of(records) == ["b.html"]


def test_without_a_browser_a_run_stops_before_anything_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(pdf.VARIABLE, str(tmp_path / "none"))
    with pytest.raises(SystemExit) as ended:
        main(["run", "01", "--report", "yangzhong-2022h1", "--out", str(tmp_path / "site"), "--pdf"])
    assert ended.value.code == 2
    assert "cannot be run" in capsys.readouterr().err
    assert not (tmp_path / "site" / "index.html").exists()


@pytest.mark.browser
def test_a_run_prints_its_pages_with_the_browser_of_the_machine(tmp_path: Path) -> None:
    try:
        pdf.find_browser()
    except BrowserError as error:
        pytest.skip(str(error))
    call = ["run", "05", "--report", "yangzhong-2022h1", "--language", "en", "--out", str(tmp_path), "--pdf"]
    for _ in range(2):
        with pytest.raises(SystemExit) as ended:
            main(call)
        assert ended.value.code == 0
    made = list(tmp_path.glob("yangzhong-2022h1/en/*.pdf"))
    assert [path.stem for path in made] == ["05-enterprise-relief-and-credit"]
    assert made[0].read_bytes().startswith(b"%PDF")
