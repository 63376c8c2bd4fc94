"""The site around the pages: index in both languages, evidence and downloads of each report, record of runs.

`write_site` is called after a run with the record of every run the site knows. Nothing it writes depends on
a clock except `run.html`, which shows the times that `run.json` holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from yz_analysis import __version__
from yz_analysis.publishing.record import write_bytes
from yz_analysis.words import LANGUAGES, word

Record = Mapping[str, Any]


def index_name(language: str) -> str:
    """Return the file name of the index in a language.

    >>> index_name("zh"), index_name("en")
    ('index.html', 'index.en.html')
    """
    return "index.html" if language == LANGUAGES[0] else f"index.{language}.html"


def write_site(records: Iterable[Record], out: Path | str) -> list[Path]:
    """Write everything of a site that belongs to no single run.

    Args:
        records: one for each run (`run.schema.json`, `$defs.run`).
        out: the site's folder.

    Returns:
        The index pages written.

    Raises:
        OSError: when the folder cannot be written; what was there stays.
    """
    from yz_analysis.publishing.page.index import cards
    from yz_analysis.publishing.supplements import reports_needed, uses_of_figures, write_supplements

    folder = Path(out)
    known = sorted(records, key=lambda record: str(record["run_id"]))
    uses = uses_of_figures(known, folder)
    downloads = write_supplements(folder, reports_needed(known, uses), uses)
    written = []
    for language in LANGUAGES:
        found = cards(known, folder, language, downloads)
        path = folder / index_name(language)
        write_bytes(_index(found, language).encode("utf-8"), path)
        written.append(path)
    write_bytes(_run_log(known, folder).encode("utf-8"), folder / "run.html")
    return written


def _index(found: list[Any], language: str) -> str:
    from yz_analysis.figures.dataset import load_areas, load_reports
    from yz_analysis.publishing.page.assemble import assemble
    from yz_analysis.publishing.page.templating import template

    other = next(name for name in LANGUAGES if name != language)
    names = load_areas().set_index("ref_area")[f"name_{language}"]
    area_of = load_reports().set_index("report_id")["ref_area"]
    areas: dict[str, list[Any]] = {}
    for card in found:
        if card.words.kind != "article":
            areas.setdefault(str(area_of[card.words.id]), []).append(card)
    body = template("index.html.j2").render(
        language=language,
        other=other,
        sister=index_name(other),
        reports=len(found),
        pages=sum(bool(one.href) for card in found for one in card.analyses),
        failed=[(card, one) for card in found for one in card.analyses if one.outcome == "failed"],
        articles=[card for card in found if card.words.kind == "article"],
        areas=[
            {
                "name": str(names[area]),
                "cards": group,
                "pages": sum(bool(one.href) for card in group for one in card.analyses),
                "failed": any(one.outcome == "failed" for card in group for one in card.analyses),
            }
            for area, group in sorted(areas.items())
        ],
        footer=[word("page.made_by", language, version=__version__)],
    )
    return assemble(
        body,
        language=language,
        title=word("site.title", language),
        kind="index",
        sheets=("page.css", "site.css"),
        strict=False,  # an error message of a failed run may hold any character
    )


def _run_log(records: list[Record], folder: Path) -> str:
    from yz_analysis.publishing.page.assemble import assemble
    from yz_analysis.publishing.page.index import page_path
    from yz_analysis.publishing.page.templating import template

    rows = []
    for record in records:
        path = page_path(record)
        rows.append(
            {
                "run_id": record["run_id"],
                "href": path if path and (folder / path).is_file() else "",
                "started": str(record["started"]).replace("T", " ").replace("+00:00", ""),
                "seconds": f"{record['seconds']:.1f}",
                "outcome": record["outcome"],
                "reason": str(record["reason"])[:200],
            }
        )
    language = LANGUAGES[0]
    body = template("runs.html.j2").render(language=language, rows=rows)
    title = word("site.run.title", language)
    return assemble(
        body, language=language, title=title, kind="index", sheets=("page.css", "site.css"), strict=False
    )
