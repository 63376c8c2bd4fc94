"""SVG through an allow-list: a new tree is built, of the elements and attributes we know.

What a chart brings as style attributes becomes classes of the page (`styles.Sheet`), ids get a prefix so
that two charts on a page do not share one, fonts and scripts stay behind, coordinates keep two decimals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from yz_analysis.publishing.page.allowed import names
from yz_analysis.publishing.page.images import data_image
from yz_analysis.publishing.page.styles import SVG_PROPERTIES, Sheet, declarations

# a factor such as scale(0.0157) cannot lose digits
_EXACT = frozenset({"transform", "gradientTransform", "patternTransform", "offset"})
_SAFE_GEOMETRY = re.compile(r"[\w\s.,()+\-%]*")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}(?![\deE])")
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_LOCAL = re.compile(r"#([\w.\-:]+)")
_MAX_DEPTH = 64


class SvgError(ValueError):
    """The text is no SVG that could be shown."""


def parse(text: str) -> etree._Element:
    """Parse SVG without entities, DTD or network.

    Raises:
        SvgError: when it is not well-formed or its root is not `svg`.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except etree.XMLSyntaxError as error:
        raise SvgError(f"not well-formed: {error}") from error
    if _name(root) != "svg":
        raise SvgError(f"the root element is {_name(root)!r}")
    return root


def clean_svg(text: str, *, label: str, prefix: str, sheet: Sheet, view: str = "") -> str:
    """Return SVG that can stand inside a page.

    Args:
        text: the SVG document.
        label: what the picture shows, for whoever does not see it.
        prefix: put before every id.
        sheet: takes the styles.
        view: a viewBox that replaces the document's own; a rectangle that fills the document's own, the
            paper of the whole, is left out then: the page has one.

    Raises:
        SvgError: when the text is no SVG.
    """
    root = parse(text)
    for child in list(root) if view else ():
        if _is_paper(child, root):
            root.remove(child)
    used = {match[1] for match in _LOCAL.finditer(text)}
    ids: dict[str, str] = {}
    for element in root.iter(etree.Element):
        name = element.get("id")
        if name and name in used:
            ids.setdefault(name, f"{prefix}-{len(ids)}")
    made = _copy(root, ids, sheet, 0)
    if made is None:  # the root is always an svg element
        raise SvgError("nothing to show")
    box = view if _numbers(view) == 4 else root.get("viewBox", "")
    if _numbers(box) != 4:
        box = f"0 0 {_pixels(root.get('width'))} {_pixels(root.get('height'))}"
    for name in ("x", "y", "width", "height"):
        made.attrib.pop(name, None)
    made.set("viewBox", _rounded(box))
    made.set("role", "img")
    made.set("aria-label", label)
    made.set("focusable", "false")
    return etree.tostring(made, encoding="unicode", with_tail=False)


def _copy(element: etree._Element, ids: dict[str, str], sheet: Sheet, depth: int) -> etree._Element | None:
    name = _name(element)
    if name not in names("svg", "elements") or depth > _MAX_DEPTH:
        return None
    made = etree.Element(name)
    style = "stroke-linejoin:round;stroke-linecap:butt;" if depth == 0 else ""  # what matplotlib's sheet says
    for key, value in element.attrib.items():
        key, value = str(key), str(value)
        if key == "style":
            style += value
        elif key in SVG_PROPERTIES:
            style = f"{key}:{value};{style}"
        elif key == "id":
            if value in ids:
                made.set("id", ids[value])
        elif key in ("href", _XLINK_HREF):
            reference = _reference(name, value, ids)
            if reference is None:
                return None
            made.set("href", reference)
        elif (
            key in names("svg", "geometry")
            and _SAFE_GEOMETRY.fullmatch(value)
            and not value.startswith("rotate(-0 ")
        ):
            made.set(key, value if key in _EXACT else _rounded(value))
    css_class = sheet.class_for(declarations(style, SVG_PROPERTIES, ids))
    if css_class:
        made.set("class", css_class)
    keeps_text = name in ("text", "tspan")
    if keeps_text and element.text:
        made.text = element.text
    for child in element.iterchildren(etree.Element):
        copied = _copy(child, ids, sheet, depth + 1)
        if copied is not None:
            copied.tail = child.tail if keeps_text else None
            made.append(copied)
    if name in ("g", "defs") and not len(made):
        return None
    return made


def _is_paper(element: etree._Element, root: etree._Element) -> bool:
    whole = root.get("viewBox", "").split()
    sides = [element.get(name) for name in ("x", "y", "width", "height")]
    return isinstance(element.tag, str) and _name(element) == "rect" and sides == whole


def _reference(name: str, value: str, ids: dict[str, str]) -> str | None:
    local = _LOCAL.fullmatch(value.strip())
    if local:
        return f"#{ids[local[1]]}" if local[1] in ids else None
    return data_image(value) if name == "image" else None


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _rounded(text: str) -> str:
    compact = _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), text)
    return " ".join(compact.split())


def _numbers(text: str) -> int:
    parts = text.replace(",", " ").split()
    try:
        return len([float(part) for part in parts])
    except ValueError:
        return 0


def _pixels(length: str | None) -> str:
    digits = re.match(r"\d+(?:\.\d+)?", length or "")
    return digits[0] if digits else "300"


def texts(svg: str) -> Iterator[str]:
    """Yield every piece of text drawn in an SVG document.

    >>> list(texts("<svg><g><text>GDP</text></g></svg>"))
    ['GDP']
    """
    for element in parse(svg).iter(etree.Element):
        if _name(element) in ("text", "tspan") and (element.text or "").strip():
            yield element.text or ""
