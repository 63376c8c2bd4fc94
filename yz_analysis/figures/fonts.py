"""The Chinese font: where it lies, which characters it has, and the few of them that a picture carries.

Noto Sans SC comes as a static TTF in the package zhplot (SIL Open Font License). Only the file is used;
the package is located without being imported, because importing it changes matplotlib's settings.

A subset takes each glyph's bytes from the font as they are, without decoding the outline: fontTools' own
subsetter reads all 30,000 glyphs anew each time, and WOFF2's transformation of outlines takes twenty times as
long for a file that is a sixth smaller. The same characters always give the same bytes. Copyright and licence
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
# Brotli's defaults, 11 and a window of 4 MB, take some fifty times as long, most of it for fresh memory,
# for a font that is two in a hundred smaller.
_BROTLI = {"quality": 9, "lgwin": 16}
_COMPOSITE = 0x80  # the sign of a glyph's number of contours, in the first byte of its outline
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
def _content() -> bytes:
    return font_file().read_bytes()


@cache
def _font() -> Any:
    from fontTools.ttLib import TTFont  # costs half a second, so not at import

    return TTFont(io.BytesIO(_content()), lazy=True, recalcTimestamp=False)


@cache
def _character_map() -> dict[int, str]:
    mapped: dict[int, str] = _font().getBestCmap()
    return mapped


def warm() -> None:
    """Parse the font now: a process that is about to fork does once what each child would do."""
    if _character_map():
        _build("0")


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


def _outline(name: str) -> bytes:
    """Return a glyph's bytes as they lie in the font file."""
    font = _font()
    number, begin, ends = font.getGlyphID(name), font.reader.tables["glyf"].offset, font["loca"].locations
    return _content()[begin + ends[number] : begin + ends[number + 1]]


def _glyphs(names: set[str]) -> dict[str, Any]:
    """Return the glyphs of these names and those of which composite glyphs are made, in the font's order."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    todo, found = set(names), {}
    while todo:
        name = todo.pop()
        outline = _outline(name)
        found[name] = glyph = Glyph(outline)
        if outline and outline[0] & _COMPOSITE:
            table = _font()["glyf"]
            glyph.expand(table)  # its parts have other numbers in the subset
            todo |= set(glyph.getComponentNames(table)) - found.keys()
    return {name: found[name] for name in sorted(found, key=_font().getGlyphID)}


def _build(characters: str) -> Any:
    from fontTools.fontBuilder import FontBuilder
    from fontTools.ttLib import newTable

    font = _font()
    mapping = {ord(char): _character_map()[ord(char)] for char in characters if ord(char) in _character_map()}
    glyphs = _glyphs({".notdef", *mapping.values()})
    builder = FontBuilder(font["head"].unitsPerEm, isTTF=True)
    subset = builder.font
    # bounds and maxima stay those of the whole font: true of every part of it, and no outline need be read
    subset.recalcTimestamp = subset.recalcBBoxes = False
    builder.setupGlyphOrder(list(glyphs))
    builder.setupCharacterMap(mapping)
    for tag in ("loca", "glyf", "hmtx"):
        subset[tag] = newTable(tag)
    subset["glyf"].glyphs, subset["glyf"].glyphOrder = glyphs, list(glyphs)
    metrics = font["hmtx"].metrics
    subset["hmtx"].metrics = {name: metrics[name] for name in glyphs}
    builder.setupHorizontalHeader(**_same(font["hhea"], but=("tableVersion", "numberOfHMetrics")))
    builder.setupMaxp()
    vars(subset["maxp"]).update(_same(font["maxp"], but=("tableVersion", "numGlyphs")))
    builder.updateHead(**_same(font["head"], but=("tableVersion", "checkSumAdjustment", "indexToLocFormat")))
    subset["OS/2"] = font["OS/2"]
    builder.setupPost(keepGlyphNames=False)
    builder.setupNameTable({})
    subset["name"].names = [record for record in font["name"].names if record.nameID in _NAMES_KEPT]
    return subset


def _same(table: Any, *, but: tuple[str, ...]) -> dict[str, Any]:
    """Return the fields of one of the font's tables."""
    return {name: value for name, value in vars(table).items() if name not in ("tableTag", *but)}


class _Brotli:
    """brotli as fontTools calls it, with our options."""

    def __init__(self, module: Any) -> None:
        self.module, self.MODE_FONT = module, module.MODE_FONT

    def compress(self, data: bytes, mode: int) -> bytes:
        packed: bytes = self.module.compress(data, mode=mode, **_BROTLI)
        return packed


@contextmanager
def _quick_brotli() -> Iterator[None]:
    # fontTools has no setting for them, so its name for brotli is lent to ours while we write
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
    from fontTools.ttLib.woff2 import WOFF2FlavorData

    font = _build(characters)
    font.flavor, font.flavorData = "woff2", WOFF2FlavorData(transformedTables=())
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
