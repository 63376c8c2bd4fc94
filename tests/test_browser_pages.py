"""Pages in a real browser: nothing is requested, said or run; everybody can read them; print cuts nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import browsing
import page_samples
import pytest
from browsing import SIZES, density, launched, opened, violations

from yz_analysis.figures import style
from yz_analysis.publishing.evidence import evidence_page
from yz_analysis.publishing.page import render
from yz_analysis.publishing.pdf import write_pdf
from yz_analysis.publishing.site import write_site

pytestmark = pytest.mark.browser

LAYOUTS = Path(__file__).parent / "layouts"
A4_WIDTH = 673  # CSS pixels between the margins of the print style


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with launched() as found:
        yield found


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small site: pages, evidence, index, and the page of a foreign notebook, in both languages."""
    made = tmp_path_factory.mktemp("browser")
    records = []
    for language, other in (("zh", "en"), ("en", "zh")):
        place = made / page_samples.REPORT / language
        place.mkdir(parents=True)
        page = render(
            page_samples.sample(language),
            language=language,
            report=page_samples.REPORT,
            parameters={"precision": "literal"},
            sister=f"../{other}/02-growth.html",
        )
        (place / "02-growth.html").write_text(page, encoding="utf-8")
        records.append(_record(language, len(page)))
        foreign = render(_foreign(), language=language, strict=False)
        (made / f"foreign.{language}.html").write_text(foreign, encoding="utf-8")
    write_site([*records, _record("en", 0, name="03-targets", failed=True)], made)
    return made


def _record(language: str, size: int, *, name: str = "02-growth", failed: bool = False) -> dict[str, Any]:
    run_id = f"{page_samples.REPORT}/{language}/{name}"
    error = {"cell": 3, "name": "DataError", "message": "no", "notebook": ""}
    return {
        "run_id": run_id,
        "notebook": name,
        "set": "default",
        "report": page_samples.REPORT,
        "language": language,
        "parameters": {},
        "outcome": "failed" if failed else "done",
        "reason": "it is new",
        "started": "2026-11-23T20:15:00+00:00",
        "seconds": 1.5,
        "outputs": [] if failed else [{"path": f"{run_id}.html", "sha256": "0" * 64, "bytes": size}],
        "error": error if failed else None,
    }


def _foreign() -> dict[str, Any]:
    import pandas as pd

    frame = pd.DataFrame({"name": ["a", "b"], "value": [1.5, -2.25]})
    return page_samples.notebook(
        page_samples.markdown(
            "# A notebook\n\n## Part\n\nSome `code`, a [link](https://example.org).\n\n> said"
        ),
        page_samples.shown({"text/html": frame.to_html()}),
        page_samples.shown({"image/png": page_samples.PNG}),
        page_samples.raw_output(output_type="stream", name="stdout", text="printed\n" * 3),
        page_samples.raw_output(output_type="stream", name="stderr", text="a warning"),
        page_samples.raw_output(output_type="error", ename="ValueError", evalue="no", traceback=[]),
    )


PAGES = (
    f"{page_samples.REPORT}/zh/02-growth.html",
    f"{page_samples.REPORT}/en/02-growth.html",
    f"{page_samples.REPORT}/zh/evidence.html",
    f"{page_samples.REPORT}/en/evidence.html",
    "index.html",
    "index.en.html",
    "run.html",
    "foreign.zh.html",
    "foreign.en.html",
)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_requests_nothing_says_nothing_and_holds_no_script(
    browser: Any, folder: Path, name: str
) -> None:
    with opened(browser, folder / name) as seen:
        assert seen.of_the_network() == []
        assert seen.messages == []
        assert seen.page.evaluate("document.scripts.length") == 0


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_wrong(browser: Any, folder: Path, name: str, dark: bool) -> None:
    with opened(browser, folder / name, dark=dark) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(seen.page) == []


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", ["phone", "small"])
def test_no_page_scrolls_sideways_on_a_phone(browser: Any, folder: Path, name: str, size: str) -> None:
    with opened(browser, folder / name, size=size) as seen:
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert seen.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("size", ["phone", "small"])
def test_a_chart_on_a_phone_keeps_words_of_a_readable_size_and_says_that_it_scrolls(
    browser: Any, folder: Path, language: str, size: str
) -> None:
    with opened(browser, folder / f"{page_samples.REPORT}/{language}/02-growth.html", size=size) as seen:
        box = seen.page.locator(".chart .picture").first
        drawn = box.locator("svg").first
        scale = drawn.evaluate("one => one.getBoundingClientRect().width / one.viewBox.baseVal.width")
        assert scale * style.SIZE["small"] >= 10.9
        assert seen.page.locator(".hint").first.is_visible()
        box.focus()
        assert box.evaluate("one => one.scrollLeft") == 0
        seen.page.keyboard.press("ArrowRight")
        moved = (seen.page.wait_for_timeout(50) or box.evaluate("one => one.scrollLeft") for _ in range(100))
        assert any(place > 0 for place in moved)


def test_no_hint_of_scrolling_stands_where_a_chart_is_whole(browser: Any, folder: Path) -> None:
    with opened(browser, folder / PAGES[1]) as seen:
        assert not seen.page.locator(".hint").first.is_visible()
        seen.page.set_viewport_size({"width": SIZES["phone"][0], "height": 900})
        assert seen.page.locator(".hint").first.is_visible()
        seen.page.emulate_media(media="print")
        assert not seen.page.locator(".hint").first.is_visible()


@pytest.mark.parametrize("name", PAGES[:7])
def test_print_cuts_no_table_and_shows_no_furniture(browser: Any, folder: Path, name: str) -> None:
    with opened(browser, folder / name) as seen:
        seen.page.set_viewport_size({"width": A4_WIDTH, "height": 1000})
        seen.page.emulate_media(media="print")
        wide = seen.page.evaluate(
            "[...document.querySelectorAll('table, svg, pre')].filter(one => one.checkVisibility())"
            ".map(one => one.getBoundingClientRect().right).filter(right => right > innerWidth + 1)"
        )
        assert wide == []
        assert not seen.page.locator("header.top").is_visible()


@pytest.mark.parametrize("name", PAGES[:2])
def test_every_word_is_drawn_by_the_font_in_the_page(browser: Any, folder: Path, name: str) -> None:
    """With no Chinese font in the system this is what keeps boxes away."""
    with opened(browser, folder / name) as seen:
        session = seen.page.context.new_cdp_session(seen.page)
        session.send("DOM.enable")
        session.send("CSS.enable")
        root = session.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
        strangers: dict[str, int] = {}
        found = session.send("DOM.querySelectorAll", {"nodeId": root, "selector": "main *, footer *, nav *"})
        for node in found["nodeIds"]:
            for font in session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]:
                if not font["isCustomFont"]:
                    strangers[font["familyName"]] = strangers.get(font["familyName"], 0) + font["glyphCount"]
        allowed = 0 if "/zh/" in name else 60  # an English page leaves its quotation marks to the reader
        assert sum(strangers.values()) <= allowed, strangers


def test_the_keyboard_reaches_text_tables_and_data(browser: Any, folder: Path) -> None:
    with opened(browser, folder / PAGES[1]) as seen:
        page = seen.page
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        assert page.url.endswith("#main")
        reached = set()
        for _ in range(40):
            page.keyboard.press("Tab")
            reached.add(
                page.evaluate("document.activeElement.tagName + '.' + document.activeElement.className")
            )
            if page.evaluate("document.activeElement.tagName") == "SUMMARY":
                page.keyboard.press("Enter")
        assert {"A.src", "DIV.scroll", "SUMMARY."} <= reached
        assert page.evaluate("document.querySelector('details').open")


def test_from_a_number_to_its_place_and_back_to_the_index(browser: Any, folder: Path) -> None:
    with opened(browser, folder / "index.en.html") as seen:
        page = seen.page
        page.click("text=How much did it grow?")
        page.click("a.src >> nth=0")
        assert page.url.endswith("evidence.html#F002")
        assert page.locator("article.figure:target mark").inner_text() == "301.5亿元"
        page.click("text=All reports")
        assert page.url.endswith("index.en.html")
        page.click("text=中文")
        assert page.locator("html").get_attribute("lang") == "zh-CN"


HOSTILE = [
    *(page_samples.shown({"text/html": source}) for source in page_samples.HOSTILE_HTML),
    *(page_samples.shown({"image/svg+xml": source}) for source in page_samples.HOSTILE_SVG),
    *(page_samples.shown({"text/markdown": source}) for source in page_samples.HOSTILE_MARKDOWN),
    *(page_samples.markdown(source) for source in page_samples.HOSTILE_HTML + page_samples.HOSTILE_MARKDOWN),
    page_samples.shown({"application/javascript": "document.title='hit'"}),
    page_samples.shown({"text/latex": "$\\text{<script>document.title='hit'</script>}$"}),
]


def test_a_hostile_notebook_does_nothing(browser: Any, tmp_path: Path) -> None:
    path = tmp_path / "'\"><img src=x onerror=alert(1)>.html".replace("/", "")
    path.write_text(render(page_samples.notebook(*HOSTILE), language="en", strict=False), encoding="utf-8")
    with opened(browser, path) as seen:
        seen.page.mouse.wheel(0, 5000)
        seen.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = !one.open)")
        assert seen.of_the_network() == []
        assert seen.messages == []
        assert "hit" not in seen.page.title()
        assert seen.page.evaluate("document.scripts.length") == 0


def test_the_hostile_notebook_is_hostile(browser: Any, tmp_path: Path) -> None:
    """The same inputs in a bare page do run and request, or the test above could not fail."""
    path = tmp_path / "bare.html"
    path.write_text("<title>x</title>" + "".join(page_samples.HOSTILE_HTML[:3]), encoding="utf-8")
    with opened(browser, path) as seen:
        assert seen.page.title() == "hit"


@pytest.mark.parametrize(
    "evil", ["</style><script>document.title='hit'</script>", '"><img src=x onerror=alert(1)>']
)
def test_hostile_words_in_display_objects_do_nothing(browser: Any, tmp_path: Path, evil: str) -> None:
    path = tmp_path / "page.html"
    path.write_text(render(page_samples.sample(evil=evil), language="en", strict=False), encoding="utf-8")
    with opened(browser, path) as seen:
        assert (seen.of_the_network(), seen.messages) == ([], [])
        assert seen.page.evaluate("document.images.length + document.scripts.length") == 0


def test_a_pdf_is_tagged_has_an_outline_and_the_same_bytes_twice(folder: Path, tmp_path: Path) -> None:
    browsing.chromium()
    first, second = (
        write_pdf(folder / PAGES[0], tmp_path / name).read_bytes() for name in ("a.pdf", "b.pdf")
    )
    assert first == second
    for part in (b"/MarkInfo", b"/StructTreeRoot", b"/Outlines", b"/Lang (zh-CN)"):
        assert part in first


def test_the_evidence_with_the_article_marks_and_links(
    browser: Any, article_path: Path, tmp_path: Path
) -> None:
    path = tmp_path / "evidence.html"
    text = evidence_page(page_samples.REPORT, language="zh", source=article_path, index="")
    path.write_text(text, encoding="utf-8")
    with opened(browser, path) as seen:
        seen.page.click("#t-F004 a")
        assert seen.page.url.endswith("#F004")
        assert violations(seen.page) == []


@pytest.mark.parametrize("size", ["wide", "phone"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_page_keeps_its_structure(browser: Any, folder: Path, language: str, size: str) -> None:
    """Compared with a small grid of how much stands where; YZ_UPDATE_LAYOUTS=1 writes it anew."""
    with opened(browser, folder / f"{page_samples.REPORT}/{language}/02-growth.html", size=size) as seen:
        found = density(seen.page.screenshot(full_page=True))
    reference = LAYOUTS / f"page-{language}-{size}.txt"
    if os.environ.get("YZ_UPDATE_LAYOUTS"):
        reference.write_text("\n".join(found) + "\n", encoding="utf-8")
    known = reference.read_text(encoding="utf-8").split()
    cells = list(zip("".join(found), "".join(known), strict=True))
    near = sum(abs(int(one) - int(other)) <= 1 for one, other in cells) / len(cells)
    assert near >= 0.95, "\n".join(found)
