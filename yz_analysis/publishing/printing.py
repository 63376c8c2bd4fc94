"""The site's pages as PDF beside them, each printed again only when its page changed."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from yz_analysis.publishing.pdf import write_pdf
from yz_analysis.publishing.record import write_json

PRINTED = Path(".runs") / "printed.json"


def pages_of(records: Iterable[Mapping[str, Any]]) -> list[str]:
    """Return the pages that some run records name, as paths in the site.

    >>> pages_of([{"outputs": [{"path": "a/zh/01.html"}, {"path": "a/zh/01.ipynb"}]}])
    ['a/zh/01.html']
    """
    return sorted(
        output["path"]
        for record in records
        for output in record["outputs"] or ()
        if str(output["path"]).endswith(".html")
    )


def print_pages(site: Path, pages: Iterable[str], *, jobs: int = 1) -> list[str]:
    """Print pages of a site to PDF.

    A page that did not change since it was printed is left alone; what was printed from which page is kept
    in `.runs/printed.json`, and a file that cannot be read there only means that pages are printed again.

    Args:
        site: the site's folder.
        pages: HTML files, as paths in the site.
        jobs: browsers at once.

    Returns:
        The PDFs that were written, as paths in the site.

    Raises:
        BrowserError: when there is no browser, or it fails on a page.
        OSError: when a PDF cannot be written.
    """
    from joblib import Parallel, delayed

    before = _printed(site)
    now = {page: hashlib.sha256((site / page).read_bytes()).hexdigest() for page in pages}
    todo = [
        page
        for page, digest in now.items()
        if before.get(page) != digest or not (site / page).with_suffix(".pdf").is_file()
    ]
    try:
        Parallel(n_jobs=jobs, prefer="threads")(
            delayed(write_pdf)(site / page, (site / page).with_suffix(".pdf")) for page in todo
        )
    finally:
        whole = [page for page in now if (site / page).with_suffix(".pdf").is_file()]
        done = {page: now[page] for page in whole if page not in todo or _fresh(site / page)}
        write_json({**{page: old for page, old in before.items() if page not in now}, **done}, site / PRINTED)
    return [str(Path(page).with_suffix(".pdf")) for page in todo]


def _fresh(page: Path) -> bool:
    return page.with_suffix(".pdf").stat().st_mtime_ns >= page.stat().st_mtime_ns


def _printed(site: Path) -> dict[str, str]:
    try:
        found = json.loads((site / PRINTED).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
