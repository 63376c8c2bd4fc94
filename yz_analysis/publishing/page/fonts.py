"""One font for the page: the glyphs its text uses, as WOFF2 inside its own sheet."""

from __future__ import annotations

import base64
import unicodedata
from collections.abc import Iterator

from lxml import html

from yz_analysis.errors import YzAnalysisError

FAMILY = "yz"
_SHOWN_ATTRIBUTES = ("placeholder", "value")
_UNSEEN = frozenset({"script", "style", "title", "head"})
# drawn as wide as a Chinese character; an English page takes them from the reader's own fonts
_LATIN_MARKS = "\u2018\u2019\u201c\u201d\u2026\u00b7\u2022"
_WITHOUT_LATIN_MARKS = "U+0-B6,U+B8-2017,U+201A-201B,U+201E-2021,U+2023-2025,U+2027-10FFFF"
_ALWAYS = "0123456789 ·/…"  # page numbers in print, list markers


class MissingGlyphError(YzAnalysisError):
    """The page's font cannot draw a character, so some reader would see a box."""


def page_text(body: str) -> str:
    """Return every piece of text that a reader of `body` sees, in order.

    >>> page_text("<p>a<b>b</b></p>")
    'ab'
    """
    return "".join(_texts(html.document_fromstring(f"<body>{body}</body>")))


def _texts(element: html.HtmlElement) -> Iterator[str]:
    if element.tag in _UNSEEN or not isinstance(element.tag, str):
        return
    if element.text:
        yield element.text
    for child in element:
        yield from _texts(child)
        if child.tail:
            yield child.tail


def font_rule(text: str, *, language: str, strict: bool, where: str) -> str:
    """Return the `@font-face` rule for the characters of `text`.

    Args:
        text: what the page shows.
        language: of the page.
        strict: whether a character the font lacks is an error; otherwise the reader's own fonts serve it.
        where: the page, for the message.

    Raises:
        MissingGlyphError: naming each character and the words it stands in.
    """
    from yz_analysis.figures.fonts import missing, subset

    drawn = {char for char in text if not unicodedata.category(char).startswith("C")} | set(_ALWAYS)
    if strict and (lacking := missing("".join(sorted(drawn)))):
        told = "; ".join(f"U+{ord(char):04X} {char!r} in “{_around(text, char)}”" for char in lacking[:5])
        more = f" and {len(lacking) - 5} more" if len(lacking) > 5 else ""
        raise MissingGlyphError(
            f"{where}: the page's font has no glyph for {told}{more}; write it with another character"
        )
    limits = ""
    if language != "zh":
        drawn -= set(_LATIN_MARKS)
        limits = f";unicode-range:{_WITHOUT_LATIN_MARKS}"
    data = base64.b64encode(subset("".join(sorted(drawn)))).decode("ascii")
    source = f"url(data:font/woff2;base64,{data}) format('woff2')"
    return f'@font-face{{font-family:"{FAMILY}";src:{source};font-display:block{limits}}}'


def _around(text: str, char: str) -> str:
    place = text.index(char)
    return " ".join(text[max(0, place - 12) : place + 12].split())
