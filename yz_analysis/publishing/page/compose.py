"""An executed notebook to one page: title, parameters in words, contents, prose, tables, charts, footer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yz_analysis import __version__
from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.page.assemble import assemble
from yz_analysis.publishing.page.cells import shown, source, unpaired
from yz_analysis.publishing.page.clean import Context
from yz_analysis.publishing.page.display import Display
from yz_analysis.publishing.page.gathering import gathered
from yz_analysis.publishing.page.links import Links
from yz_analysis.publishing.page.markdown import Section, sections
from yz_analysis.publishing.page.outputs import Outputs
from yz_analysis.publishing.page.parameters import in_words
from yz_analysis.publishing.page.report import report_words
from yz_analysis.publishing.page.styles import Sheet
from yz_analysis.publishing.page.templating import template
from yz_analysis.publishing.page.theme import chart_colours, theme_rules
from yz_analysis.words import LANGUAGES, check_language, word

_VALIDITIES = ("valid", "conditional", "indicative")  # the firmest first
_SLUG = re.compile(r"[^\w\-]+")


@dataclass(frozen=True)
class Entry:
    """One line of the contents."""

    level: int
    id: str
    title: str


def render(
    notebook: Mapping[str, Any] | str | Path,
    *,
    language: str,
    report: str | None = None,
    notebook_stem: str = "",
    parameters: Mapping[str, Any] | None = None,
    sister: str | None = None,
    evidence: str = "evidence.html",
    index: str = "../../index.html",
    strict: bool = True,
) -> str:
    """Return an executed notebook as one HTML page: no script, no request, no code.

    Args:
        notebook: the executed notebook (nbformat 4), or its path.
        language: `zh` or `en`: which prose is kept and how the page speaks.
        report: id of the report; None for a notebook that is not about one.
        notebook_stem: file name of the notebook without its ending, the title of last resort.
        parameters: what the notebook was run with, shown in words.
        sister: address of the same page in the other language.
        evidence: address of the report's evidence page; empty for none.
        index: address of the index; empty for none.
        strict: whether a missing glyph, alternative text or translation stops the page, as in a build.

    Raises:
        YzAnalysisError: when the page is strict and something a reader needs is missing, or when the
            finished page breaks a promise (a script, a request, an id used twice).
        UnknownNameError: when language or report do not exist.
    """
    check_language(language)
    document = _document(notebook)
    if strict and (missing := unpaired(document)):
        raise YzAnalysisError(f"{notebook_stem or 'notebook'}: {missing}")
    page = _Page(language, Links(report or "", language, evidence if report else ""), strict)
    for kind, item in gathered(shown(document, language)):
        if kind == "markdown":
            page.add_markdown(item)
        else:
            page.blocks.append(page.outputs.render(item))
    if strict and page.context.problems:
        raise YzAnalysisError(f"{notebook_stem or 'notebook'}: {'; '.join(page.context.problems)}")
    title = page.title or _stem_in_words(notebook_stem) or word("page.untitled", language)
    about = report_words(report, language) if report else None
    other = next(name for name in LANGUAGES if name != language)
    body = template("page.html.j2").render(
        language=language,
        other=other,
        sister=sister,
        evidence=evidence if report else "",
        index=index if report else "",
        contents=page.contents if len(page.contents) > 1 else [],
        eyebrow=about.name if about else "",
        heading=page.heading or title,
        parameters=in_words(parameters or {}, language, strict=strict),
        blocks=[block for block in page.blocks if block],
        validities=[name for name in _VALIDITIES if name in page.display.validities],
        footer=_footer(about.data_version if about else "", language),
    )
    return assemble(
        body,
        language=language,
        title=f"{title} — {about.name}" if about else title,
        kind="report",
        meta={"yz-title": title, "yz-figures": " ".join(sorted(page.display.figures))},
        rules=f"{theme_rules()}\n{page.context.sheet.css()}",
        strict=strict,
    )


class _Page:
    """What grows while the cells of one notebook are rendered."""

    def __init__(self, language: str, links: Links, strict: bool) -> None:
        self.context = Context(language, Sheet(chart_colours()), strict)
        self.display = Display(self.context, links)
        self.outputs = Outputs(self.context, self.display)
        self.blocks: list[str] = []
        self.contents: list[Entry] = []
        self.title = self.heading = ""
        self._level = 1
        self._shift = 0

    def add_markdown(self, cell: Mapping[str, Any]) -> None:
        """Append a Markdown cell; the first heading of the notebook becomes the page's title."""
        for section in sections(source(cell), self.context, cell.get("attachments") or {}):
            if section.level:
                self._add_heading(section)
            if section.body:
                self.blocks.append(section.body)

    def _add_heading(self, section: Section) -> None:
        if not self.title and not self.contents and section.title:
            self.title, self.heading = section.title, section.heading
            return
        if section.level == 1:
            self._shift = 1  # a notebook with several first headings keeps their order below the title
        # no level is skipped: a reader who jumps from heading to heading expects none missing
        level = min(max(section.level + self._shift, 2), self._level + 1, 6)
        self._level = level
        name = self.display.unique(_slug(section.title))
        self.blocks.append(f'<h{level} id="{name}">{section.heading}</h{level}>')
        if level <= 3 and section.title:
            self.contents.append(Entry(level, name, section.title))


def _document(notebook: Mapping[str, Any] | str | Path) -> Mapping[str, Any]:
    if isinstance(notebook, (str, Path)):
        import nbformat

        loaded: Mapping[str, Any] = nbformat.read(str(notebook), as_version=4)
        return loaded
    return notebook


def _slug(title: str) -> str:
    slug = _SLUG.sub("-", title.strip().lower()).strip("-")[:60]
    return f"s-{slug}" if slug else "section"


def _stem_in_words(stem: str) -> str:
    return re.sub(r"[-_]+", " ", re.sub(r"^\d+[-_]", "", stem)).strip().capitalize()


def _footer(data_version: str, language: str) -> list[str]:
    lines = [word("page.data_version", language, version=data_version)] if data_version else []
    return [*lines, word("page.made_by", language, version=__version__)]
