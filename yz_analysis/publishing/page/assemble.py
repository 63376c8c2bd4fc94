"""Body, sheet and font to one HTML file with its Content-Security-Policy: pages, evidence, index.

The policy allows nothing but the page's one style element, by its hash, and data addresses for font and
pictures. There is no script to allow.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping

from yz_analysis.publishing.page.audit import check
from yz_analysis.publishing.page.fonts import font_rule, page_text
from yz_analysis.publishing.page.templating import sheet, template


def policy(style: str) -> str:
    """Return the Content-Security-Policy of a page with this style element.

    >>> policy("p{}").startswith("default-src 'none'; style-src 'sha256-")
    True
    """
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    return (
        f"default-src 'none'; style-src 'sha256-{digest}'; font-src data:; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def assemble(
    body: str,
    *,
    language: str,
    title: str,
    kind: str,
    rules: str = "",
    sheets: tuple[str, ...] = ("page.css",),
    meta: Mapping[str, str] | None = None,
    strict: bool = True,
) -> str:
    """Return a whole page.

    Args:
        body: safe HTML.
        language: `zh` or `en`.
        title: what the window shows.
        kind: class of the body: `report`, `evidence` or `index`.
        rules: CSS of this page, such as `styles.Sheet` collects.
        sheets: style sheets of the package.
        meta: names and contents of further meta elements.
        strict: whether a missing glyph stops the page.

    Raises:
        MissingGlyphError: when the font lacks a character and the page is strict.
        PageError: when the finished page breaks a promise.
    """
    font = font_rule(page_text(body) + title, language=language, strict=strict, where=title)
    style = "\n".join([font, *(sheet(name) for name in sheets), rules]).replace("</", "<\\/")
    page = template("frame.html.j2").render(
        language=language,
        title=title,
        kind=kind,
        style=style,
        policy=policy(style),
        meta=dict(meta or {}),
        body=body,
    )
    check(page, title)
    return page
