"""What a reader of a page would stumble over, found in its visible text: for tests of many pages."""

from __future__ import annotations

import re
from pathlib import Path

from lxml import html

_HAN = re.compile("[\u3400-\u9fff]")
_UNSEEN = ".//head | .//style | .//script | .//svg"
_CODE = re.compile(r"\b[a-z]+(?:_[a-z]+)+\b|[{}\x00\ufffd]|\b(?:nan|NaT|inf|None(?! [a-z]))\b|<NA>")
# three words in a row: a name or a code alone may stand in a Chinese sentence
_LATIN = re.compile(r"(?:[A-Za-z]{2,}[ ,]+){2,}[A-Za-z]{2,}")
_A_REPORT = re.compile(r"这份报告|本报告|\b[Tt](?:he|his) report\b")
_OWN = re.compile(r"\byz[-_]analysis\b")


def faults(path: Path, language: str) -> list[str]:
    """Return what reads wrong on a page: code among words, the other language, gaps and repetitions."""
    root = html.parse(str(path)).getroot()
    for element in root.xpath(_UNSEEN):
        element.drop_tree()
    found = [f"two boxes in a row say what is missing, before {_start(box)!r}" for box in _stacked(root)]
    found += [f"nothing under the heading {_start(heading)!r}" for heading in _bare(root)]
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for text in (element.text, *(child.tail for child in element)):
            found += _in_text(element, text or "", language)
    return found


def calls_a_report(path: Path) -> list[str]:
    """Return what a page says of a report, for pages of figures that were collected one by one."""
    root = html.parse(str(path)).getroot()
    texts = [*root.body.itertext(), *root.body.xpath("//*/@aria-label")]
    return [text.strip()[:80] for text in texts if _A_REPORT.search(text)]


def _in_text(element: html.HtmlElement, text: str, language: str) -> list[str]:
    found = [f"code among words: {text.strip()[:80]!r}" for _ in _CODE.findall(_OWN.sub("", text))[:1]]
    spoken = next((one.get("lang", "") for one in (element, *element.iterancestors()) if one.get("lang")), "")
    foreign = _HAN if language == "en" else _LATIN
    if spoken[:2] == language and foreign.search(text):
        found.append(f"the other language: {text.strip()[:80]!r}")
    return found


def _stacked(root: html.HtmlElement) -> list[html.HtmlElement]:
    return root.cssselect(".prose.absent + .prose.absent")


def _bare(root: html.HtmlElement) -> list[html.HtmlElement]:
    """Return headings after which the page ends, or a heading of the same or a higher level follows."""
    headings = root.cssselect("main h2, main h3")
    return [one for one in headings if (after := one.getnext()) is None or after.tag in ("h1", "h2", one.tag)]


def _start(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())[:60]
