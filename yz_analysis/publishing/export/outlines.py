"""SVG text to outlines, so that a chart looks the same in programs that know no embedded font.

Works on the charts of `figures.svg`: one line a text element, anchored start, middle or end. The glyphs come
from Noto Sans SC through fontTools.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from lxml import etree

from yz_analysis.errors import YzAnalysisError

_SVG = "http://www.w3.org/2000/svg"
_KEPT = ("transform", "fill", "fill-opacity", "opacity", "clip-path", "stroke", "stroke-width", "paint-order")


@cache
def _font() -> tuple[Any, Any, dict[int, str], int]:
    from fontTools.ttLib import TTFont

    from yz_analysis.figures.fonts import font_file

    font = TTFont(font_file(), lazy=True)
    return font, font.getGlyphSet(), font.getBestCmap(), int(font["head"].unitsPerEm)


def outlined(svg: str) -> str:
    """Return a chart with every text as a path, and without its font.

    Raises:
        YzAnalysisError: when the font lacks a character of the chart.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    root = etree.fromstring(svg.encode("utf-8"), parser)
    for style in list(root.iter(f"{{{_SVG}}}style")):
        style.getparent().remove(style)
    for text in list(root.iter(f"{{{_SVG}}}text")):
        _replace(text, _inherited(text, "font-size", "10"), _inherited(text, "text-anchor", "start"))
    for name in ("font-family", "font-size"):
        root.attrib.pop(name, None)
    return etree.tostring(root, encoding="unicode")


def _inherited(element: etree._Element, name: str, default: str) -> str:
    node: etree._Element | None = element
    while node is not None:
        value = node.get(name)
        if value:
            return str(value)
        node = node.getparent()
    return default


def _replace(text: etree._Element, size: str, anchor: str) -> None:
    content = "".join(text.itertext())
    data, width = _path(content)
    scale = float(size.removesuffix("px")) / _font()[3]
    shift = {"middle": -width / 2, "end": -width}.get(anchor, 0.0) * scale
    x, y = float(text.get("x", "0")) + shift, float(text.get("y", "0"))
    group = etree.Element(f"{{{_SVG}}}g", {key: text.attrib[key] for key in _KEPT if key in text.attrib})
    group.set("aria-label", content)
    path = etree.SubElement(group, f"{{{_SVG}}}path")
    path.set("d", data)
    path.set("transform", f"translate({x:.2f} {y:.2f}) scale({scale:.6f} {-scale:.6f})")
    group.tail = text.tail
    text.getparent().replace(text, group)


def _path(content: str) -> tuple[str, int]:
    from fontTools.pens.svgPathPen import SVGPathPen
    from fontTools.pens.transformPen import TransformPen

    _, glyphs, characters, _ = _font()
    pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.0f}")
    at = 0
    for char in content:
        if ord(char) not in characters:
            raise YzAnalysisError(f"the font has no glyph for {char!r} (U+{ord(char):04X}) in {content!r}")
        name = characters[ord(char)]
        glyphs[name].draw(TransformPen(pen, (1, 0, 0, 1, at, 0)))
        at += glyphs[name].width
    return pen.getCommands(), at
