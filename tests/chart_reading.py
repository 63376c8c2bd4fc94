"""Reading a chart back from its SVG: where each text stands, and which marks are drawn."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from lxml import etree

from yz_analysis.figures.fonts import text_width

SVG = "{http://www.w3.org/2000/svg}"
_SHIFT = re.compile(r"translate\(([-\d.]+)[ ,]([-\d.]+)\)")


class Words(NamedTuple):
    """One line of text and the box it fills, in points."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    colour: str

    def meets(self, other: Words) -> bool:
        """Say whether two boxes overlap by more than a point."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 1
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 1
        )


def root(svg: str) -> Any:
    return etree.fromstring(svg)


def words(svg: str) -> list[Words]:
    """Return every line of text with its box: ascent and descent as Chinese and Latin letters fill them."""
    found = []
    for element in root(svg).iter(f"{SVG}text"):
        text = "".join(element.itertext())
        size = float(element.get("font-size", "10"))
        shift = _SHIFT.search(element.get("transform", ""))
        x, y = (float(n) for n in (shift.groups() if shift else (element.get("x"), element.get("y"))))
        width = text_width(text, size)
        left = x - {"middle": width / 2, "end": width}.get(element.get("text-anchor"), 0)
        found.append(Words(text, left, y - 0.8 * size, left + width, y + 0.12 * size, element.get("fill")))
    return found


def overlaps(svg: str) -> list[tuple[str, str]]:
    """Return each pair of texts that lie over each other."""
    found = words(svg)
    return [(a.text, b.text) for n, a in enumerate(found) for b in found[:n] if a.meets(b)]


def outside(svg: str) -> list[str]:
    """Return each text that leaves the picture."""
    x, y, width, height = (float(part) for part in root(svg).get("viewBox").split())
    return [
        item.text
        for item in words(svg)
        if item.left < x - 1 or item.right > x + width + 1 or item.top < y - 1 or item.bottom > y + height + 1
    ]


def paths(svg: str, **attributes: str) -> list[list[tuple[float, float]]]:
    """Return the points of each path that has these attributes."""
    found = []
    for element in root(svg).iter(f"{SVG}path"):
        if all(element.get(name.replace("_", "-")) == value for name, value in attributes.items()):
            numbers = [float(part) for part in re.findall(r"-?\d+(?:\.\d+)?", element.get("d"))]
            found.append(list(zip(numbers[::2], numbers[1::2], strict=True)))
    return found
