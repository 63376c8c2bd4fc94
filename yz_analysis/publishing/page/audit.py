"""The last look at a finished page: what must never leave is looked for in the page itself, whatever made it.

A finding is a fault of this package or of a notebook, and stops the page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from lxml import etree, html

from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.page.allowed import names

_ADDRESS_ATTRIBUTES = ("src", "href", "srcset", "poster", "data", "action", "background", "xlink:href")
_SAFE_LINK = re.compile(r"(?:https?:|mailto:)|[^:]*$|[^:]*[#?]", re.IGNORECASE)


class PageError(YzAnalysisError):
    """A finished page breaks a promise; the message says which and where."""


def findings(page: str) -> list[str]:
    """Return what is wrong with a finished page, each in words; empty when all is well.

    >>> findings('<html lang="en"><img src="http://x/a.png" alt="a"></html>')
    ['<img> loads http://x/a.png']
    """
    return list(_findings(html.document_fromstring(page)))


def check(page: str, where: str) -> None:
    """Raise when a finished page breaks a promise.

    Raises:
        PageError: naming the page and each finding.
    """
    found = findings(page)
    if found:
        raise PageError(f"{where}: " + "; ".join(found[:5]))


def _findings(root: html.HtmlElement) -> Iterator[str]:
    ids: Counter[str] = Counter()
    targets: set[str] = set()
    if not root.get("lang"):
        yield "the page names no language"
    for element in root.iter(etree.Element):
        tag = str(element.tag).lower()
        if tag in names("page", "forbidden"):
            yield f"<{tag}> on the page"
        for name, value in element.attrib.items():
            key, value = str(name).lower(), str(value)
            if key.startswith("on"):
                yield f"<{tag}> has the event attribute {key}"
            elif key == "style":
                yield f"<{tag}> has a style attribute, which the page's policy refuses"
            elif key in _ADDRESS_ATTRIBUTES:
                yield from _address(tag, key, value, targets)
        if name := element.get("id"):
            ids[name] += 1
        if tag == "img" and not (element.get("alt") or "").strip():
            yield "a picture has no alternative text"
        if tag == "svg" and not (element.get("aria-label") or "").strip():
            yield "a chart has no alternative text"
    yield from (f"the id {name!r} is used {count} times" for name, count in ids.items() if count > 1)
    yield from (f"a link leads to #{name}, which is not on the page" for name in sorted(targets - set(ids)))


def _address(tag: str, key: str, value: str, targets: set[str]) -> Iterator[str]:
    if value.startswith("#"):
        targets.add(value[1:])
    elif tag == "a" and key == "href":
        if not _SAFE_LINK.match(value.strip()):
            yield f"a link leads to {value[:60]}"
    elif not re.match(r"data:(?:image/(?:png|jpeg|gif|webp)|font/woff2);base64,", value):
        yield f"<{tag}> loads {value[:60]}"
