"""What the index shows, from the records of the runs: reports, their analyses, the state of each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

from yz_analysis.errors import UnknownNameError
from yz_analysis.publishing.page.cells import source, tags
from yz_analysis.publishing.page.headline import KeyNumber, all_key_numbers
from yz_analysis.publishing.page.report import ReportWords, report_words
from yz_analysis.words import LANGUAGES

Record = Mapping[str, Any]
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_META = re.compile(r'<meta name="([\w-]+)" content="([^"]*)">')
_HEAD_BYTES = 65_536
DEFAULT_SET = "default"


@dataclass(frozen=True)
class PageHead:
    """What a finished page says about itself in its head."""

    title: str = ""
    figures: tuple[str, ...] = ()


@dataclass
class Analysis:
    """One line of the index: a page, or a page that could not be made.

    Attributes:
        title: the notebook's question.
        href: address from the index; empty when there is no page.
        language: of the page.
        variant: the parameters' set, where it is not the default.
        outcome: done, unchanged or failed.
        size: bytes of the page.
        error: why it failed.
        failed_notebook: address of the failed notebook.
        notebook: file name without ending, for order.
    """

    title: str
    href: str
    language: str
    variant: str
    outcome: str
    size: int
    error: str = ""
    failed_notebook: str = ""
    notebook: str = ""


@dataclass
class Card:
    """One report on the index."""

    words: ReportWords
    numbers: list[KeyNumber]
    analyses: list[Analysis] = field(default_factory=list)
    evidence: str = ""
    downloads: dict[str, tuple[str, int]] = field(default_factory=dict)

    def grouped(self) -> list[tuple[Analysis, list[Analysis]]]:
        """Return each notebook's first page with its variants."""
        groups: dict[str, list[Analysis]] = {}
        for analysis in self.analyses:
            groups.setdefault(analysis.notebook, []).append(analysis)
        return [(group[0], group[1:]) for _, group in sorted(groups.items())]


def read_head(page: Path) -> PageHead:
    """Return title and figure ids of a finished page; empty when there is none."""
    try:
        with page.open("rb") as file:
            start = file.read(_HEAD_BYTES)
    except OSError:
        return PageHead()
    head = start.split(b"<style>", 1)[0].decode("utf-8", "replace")
    title = _TITLE.search(head)
    meta = {name: unescape(content) for name, content in _META.findall(head)}
    return PageHead(
        title=meta.get("yz-title") or (unescape(title[1]) if title else ""),
        figures=tuple(meta.get("yz-figures", "").split()),
    )


def question(notebook: Path, language: str) -> str:
    """Return a notebook's title in a language, for a page that was never made; empty without one."""
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        texts = [source(cell) for cell in cells if cell["cell_type"] == "markdown" and language in tags(cell)]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ""
    lines = [line for text in texts for line in text.splitlines() if line.startswith("# ")]
    return lines[0].removeprefix("# ").strip() if lines else ""


def page_path(record: Record) -> str:
    """Return the address of a record's page in the site, or an empty string."""
    return next((str(o["path"]) for o in record["outputs"] if str(o["path"]).endswith(".html")), "")


def cards(
    records: Iterable[Record], out: Path, language: str, downloads: Mapping[str, Mapping[str, int]]
) -> list[Card]:
    """Return the cards of the index in one language, in the order of the dataset.

    Args:
        records: of the runs.
        out: the site's folder, from which the pages' titles are read.
        language: of the index; a page that exists in the other language only is listed too.
        downloads: report id → address → bytes.
    """
    by_report: dict[str, dict[tuple[str, str], Record]] = {}
    for record in sorted(records, key=lambda one: str(one["run_id"])):
        place = (str(record["notebook"]), str(record["run_id"]).rsplit("/", 1)[-1])
        held = by_report.setdefault(str(record["report"]), {})
        if place not in held or record["language"] == language:
            held[place] = record
    numbers = all_key_numbers(language)
    found = []
    for report in _ordered(by_report):
        card = _card(report, language, numbers.get(report, []))
        if (out / report / language / "evidence.html").is_file():
            card.evidence = f"{report}/{language}/evidence.html"
        card.downloads = {Path(path).name: (path, size) for path, size in downloads.get(report, {}).items()}
        card.analyses = [_analysis(record, out) for record in by_report[report].values()]
        card.analyses.sort(key=lambda one: (one.notebook, one.variant != "", one.variant))
        found.append(card)
    return found


def _ordered(reports: Iterable[str]) -> list[str]:
    from yz_analysis.figures.dataset import load_reports

    order = {report: place for place, report in enumerate(load_reports()["report_id"])}
    return sorted(reports, key=lambda report: (order.get(report, len(order)), report))


def _card(report: str, language: str, numbers: list[KeyNumber]) -> Card:
    """Return an empty card; a report that has left the dataset since it was run keeps its id for a name."""
    try:
        return Card(report_words(report, language), numbers)
    except UnknownNameError:
        return Card(ReportWords(report, report, "", "", "", "", "article"), [])


def _analysis(record: Record, out: Path) -> Analysis:
    path = page_path(record)
    exists = bool(path) and (out / path).is_file()
    error = record["error"] or {}
    notebook = str(record["notebook"])
    title = read_head(out / path).title if exists else ""
    if not title and error.get("notebook"):
        title = question(out / str(error["notebook"]), str(record["language"]))
    size = next((int(o["bytes"]) for o in record["outputs"] if o["path"] == path), 0)
    name = str(record["run_id"]).rsplit("/", 1)[-1]
    return Analysis(
        title=title or re.sub(r"[-_]+", " ", notebook),
        href=path if exists else "",
        language=str(record["language"]) if record["language"] in LANGUAGES else "",
        variant=name.removeprefix(notebook).lstrip("-"),
        outcome=str(record["outcome"]),
        size=size,
        error=f"{error['name']}: {error['message']}"[:300] if error else "",
        failed_notebook=str(error.get("notebook", "")) if error else "",
        notebook=notebook,
    )
