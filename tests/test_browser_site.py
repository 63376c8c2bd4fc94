"""The real site: every page that `yz run` makes of the first report, opened in a browser and audited."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import SIZES, chromium, launched, opened, violations

from yz_analysis.publishing.page.audit import findings

pytestmark = [pytest.mark.browser, pytest.mark.slow]

REPORT = "yangzhong-2022h1"
BRIEFING_LIMIT = 250_000
A4_WIDTH = 673  # CSS pixels between the margins of the print style
TOO_WIDE = (
    "[...document.querySelectorAll('table, svg, pre')].filter(one => one.checkVisibility())"
    ".map(one => one.getBoundingClientRect().right).filter(right => right > innerWidth + 1)"
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    chromium()
    folder = tmp_path_factory.mktemp("real") / "site"
    command = [sys.executable, "-m", "yz_analysis", "run", "--report", REPORT, "--out", str(folder)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    return folder


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as found:
        yield found


def pages(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*.html") if ".runs" not in path.parts)


def test_no_page_requests_says_or_runs_anything(site: Path, browser: Any) -> None:
    for path in pages(site):
        with opened(browser, path) as seen:
            done = (seen.of_the_network(), seen.messages, seen.page.evaluate("document.scripts.length"))
            assert done == ([], [], 0), path.name


def test_axe_finds_nothing_wrong_with_any_page(site: Path, browser: Any) -> None:
    for path in pages(site):
        with opened(browser, path, dark=path.name.startswith("0")) as seen:
            assert violations(seen.page) == [], path.name


def test_no_page_scrolls_sideways_on_a_small_phone(site: Path, browser: Any) -> None:
    for path in pages(site):
        with opened(browser, path, size="small") as seen:
            assert seen.page.evaluate("document.documentElement.scrollWidth") <= SIZES["small"][0], path.name


def test_print_cuts_no_table_or_chart(site: Path, browser: Any) -> None:
    for path in pages(site):
        with opened(browser, path) as seen:
            seen.page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
            seen.page.emulate_media(media="print")
            assert seen.page.evaluate(TOO_WIDE) == [], path.name


def test_a_stranger_finds_the_required_second_half_from_the_index(site: Path, browser: Any) -> None:
    """Index, question, number with bounds and caveat, place in the print: four clicks, no search."""
    with opened(browser, site / "index.en.html") as seen:
        page = seen.page
        page.click(".card >> text=How far are the targets of the year")
        row = page.locator("tr", has_text="Taxable sales of industry: needed in the rest of the year").first
        assert "67.731" in row.inner_text()
        assert "67.73" in row.locator("td").nth(1).inner_text()
        row.locator("sup a").click()
        assert "Target less what is reached" in page.locator(":target").inner_text()
        row.locator("a[href*='evidence']").first.click()
        assert page.locator(":target mark").inner_text() == "522.69亿元"
        assert "paragraph 3" in page.locator(":target").inner_text()


def test_every_page_passes_the_audit_and_every_link_leads_somewhere(site: Path) -> None:
    from lxml import html

    anchors = {
        path: {element.get("id") for element in html.parse(str(path)).iter() if element.get("id")}
        for path in pages(site)
    }
    for path in pages(site):
        assert findings(path.read_text(encoding="utf-8")) == [], path.name
        for link in html.parse(str(path)).getroot().iter("a"):
            href = link.get("href", "")
            if href.startswith(("http:", "https:", "mailto:")) or not href:
                continue
            file, _, anchor = href.partition("#")
            target = (path.parent / file).resolve() if file else path
            assert target.exists(), f"{path.name}: {href}"
            assert not anchor or anchor in anchors.get(target, set()), f"{path.name}: {href}"


def test_the_briefing_is_small_enough_to_mail(site: Path) -> None:
    for language in ("zh", "en"):
        assert (site / REPORT / language / "00-briefing.html").stat().st_size <= BRIEFING_LIMIT


def test_no_page_names_a_folder_of_this_machine(site: Path) -> None:
    for path in pages(site):
        text = path.read_text(encoding="utf-8")
        assert str(Path.home()) + "/" not in text
        assert str(site.parent) not in text
        assert "/tmp/" not in text
