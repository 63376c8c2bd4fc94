"""The evidence page: every figure of a report, where it is printed, and what uses it.

The page holds facts and phrases of at most thirty characters, never the text. With the article at hand,
`evidence_page(…, source=…)` adds it with every figure marked and linked both ways; that file is for the
machine it was made on and is not part of a site.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

from yz_analysis import __version__
from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.page.article import Paragraph, Span, paragraphs, read_source
from yz_analysis.publishing.page.entries import FigureEntry, Use, corrections, entries
from yz_analysis.words import LANGUAGES, check_language, word

if TYPE_CHECKING:
    import pandas as pd

NAME = "evidence.html"
LOCAL_NAME = "evidence-with-article.html"


def evidence_page(
    report: str,
    *,
    language: str,
    uses: Mapping[str, list[Use]] | None = None,
    source: Path | str | None = None,
    index: str = "../../index.html",
    sister: str | None = None,
    derived: pd.DataFrame | None = None,
) -> str:
    """Return the evidence page of a report.

    Args:
        report: its id.
        language: `zh` or `en`.
        uses: full figure id → pages that show it, as `uses_of_figures` finds them.
        source: the article; the page then contains the publisher's text.
        index: address of the index; empty for none.
        sister: address of the same page in the other language.
        derived: what `derive(report)` returns, from a caller who has it already.

    Raises:
        UnknownNameError: when language or report do not exist.
        DataError: when `source` is not the text the dataset was made from.
        YzAnalysisError: when the report has no text of its own to show.
    """
    from yz_analysis.figures.dataset import load_reports
    from yz_analysis.figures.metrics import derive
    from yz_analysis.publishing.page.assemble import assemble
    from yz_analysis.publishing.page.report import report_words
    from yz_analysis.publishing.page.templating import template

    check_language(language)
    about = report_words(report, language)
    sha256 = str(load_reports().set_index("report_id").loc[report, "text_sha256"])
    numbers = derive(report) if derived is None else derived
    found = entries(report, language, uses=uses or {}, derived=derived_from(numbers, language))
    article = _article(report, Path(source), sha256, about.kind) if source else []
    body = template("evidence.html.j2").render(
        language=language,
        other=next(name for name in LANGUAGES if name != language),
        about=about,
        text_sha256=sha256,
        index=index,
        sister=sister,
        finder=_finder(found),
        groups=_groups(found, language),
        defects=list(corrections(report, language).values()),
        article=article,
        footer=[
            word("page.data_version", language, version=about.data_version),
            word("page.made_by", language, version=__version__),
        ],
    )
    title = word("evidence.title", language)
    return assemble(
        body,
        language=language,
        title=f"{title} — {about.name}",
        kind="evidence",
        sheets=("page.css", "site.css"),
        meta={"yz-title": title},
        strict=not source,  # the article may hold what the font does not
    )


def derived_from(derived: pd.DataFrame, language: str) -> dict[str, list[str]]:
    """Return full figure id → names of the derived numbers it is an input of, in the order of the table."""
    found: dict[str, list[str]] = {}
    for row in derived[["inputs", f"name_{language}"]].to_dict("records"):
        for figure in str(row["inputs"]).split():
            names = found.setdefault(figure, [])
            if row[f"name_{language}"] not in names:
                names.append(str(row[f"name_{language}"]))
    return found


def _finder(found: list[FigureEntry]) -> list[tuple[str, list[FigureEntry]]]:
    by_name: dict[str, list[FigureEntry]] = {}
    for entry in sorted(found, key=lambda one: one.is_label):  # what only contains a numeral comes last
        if not entry.duplicate_of:
            by_name.setdefault(entry.name, []).append(entry)
    return list(by_name.items())


def _groups(found: list[FigureEntry], language: str) -> list[dict[str, Any]]:
    groups = []
    for number, group in groupby(found, key=lambda entry: entry.paragraph):
        name, title = "cited", word("evidence.cited", language)
        if number:
            name, title = f"paragraph-{number}", word("evidence.paragraph", language, number=number)
        groups.append({"id": name, "title": title, "entries": list(group)})
    return groups


def _article(report: str, source: Path, sha256: str, kind: str) -> list[Paragraph]:
    from yz_analysis.figures.dataset import load_figures, load_not_figures

    if kind != "article":
        raise YzAnalysisError(f"report {report!r} was collected from citations and has no text of its own")
    text = read_source(source, sha256=sha256)
    spans = [
        Span(int(row["start"]), int(row["end"]), figure=str(row["figure_id"]).rsplit(":", 1)[-1])
        for row in load_figures(report).to_dict("records")
    ]
    others = load_not_figures()
    for row in others[others["report_id"].eq(report)].to_dict("records"):
        spans.append(Span(int(row["start"]), int(row["end"]), reason=str(row["reason"])))
    return paragraphs(text, spans)
