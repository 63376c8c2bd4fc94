"""The Chinese font: where it lies, which characters it has, and the few of them that a picture carries.

Noto Sans SC comes as a static TTF in the package zhplot (SIL Open Font License). Only the file is used;
the package is located without being imported, because importing it changes matplotlib's settings.

A subset is rebuilt glyph by glyph from the parsed font, which is kept per process: fontTools' own subsetter
reads all 30,000 glyphs anew each time. The same characters always give the same bytes. Copyright and licence
stay in every subset's name table, as the licence asks.
"""

from __future__ import annotations

import base64
import importlib.util
import io
import threading
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from yz_analysis.errors import YzAnalysisError

FAMILY = "Noto Sans SC"
_PACKAGE = "zhplot"
_FILE = "fonts/NotoSansSC-Regular.ttf"
_NAMES_KEPT = {0, 1, 2, 3, 4, 5, 6, 13, 14}  # copyright, family, style, ids, version, licence and its address
# Brotli's own default, 11, takes more than twice as long for a font that is three in a hundred smaller.
_BROTLI_QUALITY = 9
_COMPRESSING = threading.Lock()
# line breaks and joiners that text may hold and no font draws
_NOT_DRAWN = frozenset("\n\r\t\u200b\u200c\u200d\u2060\ufe0e\ufeff")


@cache
def font_file() -> Path:
    """Return the path of Noto Sans SC.

    Raises:
        YzAnalysisError: when the package that carries it is not installed.

    >>> font_file().name
    'NotoSansSC-Regular.ttf'
    """
    found = importlib.util.find_spec(_PACKAGE)
    for folder in (found.submodule_search_locations or []) if found else []:
        path = Path(folder) / _FILE
        if path.is_file():
            return path
    raise YzAnalysisError(
        f"the Chinese font is missing: {_PACKAGE}/{_FILE}; install it with: pip install '{_PACKAGE}>=1.0'"
    )


@cache
def _font() -> Any:
    from fontTools.ttLib import TTFont  # costs half a second, so not at import

    return TTFont(io.BytesIO(font_file().read_bytes()), lazy=True, recalcTimestamp=False)


@cache
def _character_map() -> dict[int, str]:
    mapped: dict[int, str] = _font().getBestCmap()
    return mapped


def warm() -> None:
    """Parse the font now: a process that is about to fork does once what each child would do."""
    if _character_map():
        _font()["hmtx"].metrics.get(".notdef")
        _font().getReverseGlyphMap()


def missing(text: str) -> list[str]:
    """Return the characters of `text` that the font cannot draw, in code point order.

    >>> missing("扬中 2022"), missing("a\U0001f600")
    ([], ['😀'])
    """
    return sorted({char for char in text if char not in _NOT_DRAWN and ord(char) not in _character_map()})


def check_glyphs(text: str, where: str) -> None:
    """Raise when the font lacks a character of `text`, which a reader would see as a box.

    Args:
        text: what is to be drawn.
        where: what it belongs to, for the message.

    Raises:
        YzAnalysisError: naming each character, its code point and its name.
    """
    lacking = missing(text)
    if lacking:
        told = ", ".join(
            f"{char!r} (U+{ord(char):04X} {unicodedata.name(char, 'unnamed')})" for char in lacking
        )
        raise YzAnalysisError(f"{where}: {FAMILY} has no glyph for {told}; write it with another character")


def text_width(text: str, size: float) -> float:
    """Return the advance width of one line of text, in the unit of `size`.

    >>> text_width("扬中", 10)
    20.0
    """
    font, mapping = _font(), _character_map()
    metrics = font["hmtx"].metrics
    total = sum(metrics[mapping[ord(char)]][0] for char in text if ord(char) in mapping)
    return float(total * size / font["head"].unitsPerEm)


def _closure(names: set[str], glyf: Any) -> set[str]:
    """Return glyph names with those of which composite glyphs are made."""
    todo, found = set(names), set(names)
    while todo:
        glyph = glyf[todo.pop()]
        parts = set(glyph.getComponentNames(glyf)) if glyph.isComposite() else set()
        todo |= parts - found
        found |= parts
    return found


def _build(characters: str) -> Any:
    from fontTools.fontBuilder import FontBuilder

    font = _font()
    glyf, metrics, order = font["glyf"], font["hmtx"].metrics, font.getReverseGlyphMap()
    mapping = {ord(char): _character_map()[ord(char)] for char in characters if ord(char) in _character_map()}
    kept = sorted(_closure({".notdef", *mapping.values()}, glyf), key=order.__getitem__)
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    builder.font.recalcTimestamp = False
    builder.setupGlyphOrder(kept)
    builder.setupCharacterMap(mapping)
    builder.setupGlyf({name: glyf[name] for name in kept})
    builder.setupHorizontalMetrics({name: metrics[name] for name in kept})
    line = font["hhea"]
    builder.setupHorizontalHeader(ascent=line.ascent, descent=line.descent, lineGap=line.lineGap)
    builder.font["OS/2"] = font["OS/2"]
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({})
    builder.font["name"].names = [record for record in font["name"].names if record.nameID in _NAMES_KEPT]
    builder.updateHead(created=font["head"].created, modified=font["head"].modified)
    return builder.font


class _Brotli:
    """brotli as fontTools calls it, at our quality."""

    def __init__(self, module: Any) -> None:
        self.module, self.MODE_FONT = module, module.MODE_FONT

    def compress(self, data: bytes, mode: int) -> bytes:
        packed: bytes = self.module.compress(data, mode=mode, quality=_BROTLI_QUALITY)
        return packed


@contextmanager
def _quick_brotli() -> Iterator[None]:
    # fontTools has no setting for the quality, so its name for brotli is lent to ours while we write
    from fontTools.ttLib import woff2

    with _COMPRESSING:
        own = woff2.brotli
        woff2.brotli = _Brotli(own)
        try:
            yield
        finally:
            woff2.brotli = own


@lru_cache(maxsize=256)
def _subset(characters: str) -> bytes:
    font = _build(characters)
    font.flavor = "woff2"
    file = io.BytesIO()
    with _quick_brotli():
        font.save(file)
    return file.getvalue()


def subset(text: str) -> bytes:
    """Return a WOFF2 font with the characters of `text`; characters the font lacks are left out.

    >>> subset("增长 3%")[:4], subset("3%") == subset("%33")
    (b'wOF2', True)
    """
    return _subset("".join(sorted({char for char in text if ord(char) in _character_map()})))


def font_face(text: str) -> str:
    """Return an `@font-face` rule that carries the characters of `text`.

    >>> font_face("3")[:37]
    '@font-face{font-family:"Noto Sans SC"'
    """
    data = base64.b64encode(subset(text)).decode("ascii")
    return f'@font-face{{font-family:"{FAMILY}";src:url(data:font/woff2;base64,{data}) format("woff2")}}'
