"""From a figure id to its place on the evidence page, relative to the page that names it."""

from __future__ import annotations

import re
from dataclasses import dataclass

_FIGURE = re.compile(r"([a-z0-9][a-z0-9-]*):([A-Z]{1,3}\d+[a-z]?)")


@dataclass(frozen=True)
class Links:
    """Where a page's links lead.

    Attributes:
        report: id of the page's report; empty for a notebook that has none.
        language: of the page, as used in the site's folders.
        evidence: address of the report's evidence page, relative to the page; empty for none.

    >>> links = Links("yangzhong-2022h1", "zh", "evidence.html")
    >>> links.href("yangzhong-2022h1:F004")
    'evidence.html#F004'
    >>> links.href("china-2022h1:F002")
    '../../china-2022h1/zh/evidence.html#F002'
    """

    report: str = ""
    language: str = ""
    evidence: str = ""

    def href(self, figure_id: str) -> str:
        """Return the address of a figure's evidence, or an empty string when there is none."""
        match = _FIGURE.fullmatch(figure_id)
        if not match or not self.evidence:
            return ""
        report, number = match.groups()
        if report == self.report:
            return f"{self.evidence}#{number}"
        return f"../../{report}/{self.language}/evidence.html#{number}"

    def short(self, figure_id: str) -> str:
        """Return the id as a reader sees it: without the report when it is the page's own.

        >>> links = Links("a-2022", "en", "evidence.html")
        >>> links.short("a-2022:F004"), links.short("china-2022h1:F002")
        ('F004', 'china-2022h1 F002')
        """
        report, _, number = figure_id.rpartition(":")
        return number if report in ("", self.report) else f"{report} {number}"
