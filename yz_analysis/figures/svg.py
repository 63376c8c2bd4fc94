"""A matplotlib figure as one canonical, accessible SVG document that carries its own font.

Canonical: the same figure gives the same bytes: no date, no generator, ids counted, coordinates with two
decimals, presentation attributes in place of style attributes. Accessible: role, title and description.
Whole: caption above, source below, and in `<style id="yz-font">` the glyphs used, so that the picture is
right in JupyterLab, in stock nbconvert and as a file, where no Chinese font is installed. A page that sets
caption, source and font itself shows the part named by the returned view and drops that style.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from yz_analysis.figures.fonts import FAMILY, check_glyphs, font_face
from yz_analysis.figures.palette import PALETTE
from yz_analysis.figures.style import POINTS, SIZE
from yz_analysis.figures.wrapping import wrap

if TYPE_CHECKING:
    from lxml import etree
    from matplotlib.figure import Figure

_NAMESPACE = "http://www.w3.org/2000/svg"
_HREF = "{http://www.w3.org/1999/xlink}href"
_REFERENCE = re.compile(r"url\(#([^)]+)\)")
_NUMBER = re.compile(r"-?\d+\.\d+(?:[eE][+-]?\d+)?")
_FONT_SIZE = re.compile(r"(\d+(?:\.\d+)?)px")
_LINE_HEIGHT = 1.4
_MARGIN = 4.0
# what every element has anyway, by SVG's own defaults or by the root's attributes
_DEFAULTS = {"stroke-linejoin": "round", "stroke-linecap": "butt", "opacity": "1", "fill-opacity": "1"}


def to_svg(
    figure: Figure, *, name: str, caption: str, alt: str, source: str, language: str
) -> tuple[str, str]:
    """Return the SVG document of a figure, and the viewBox of the picture without caption and source.

    Args:
        figure: drawn inside `style.drawing`, and still inside it.
        name: slug of the chart; every id in the document begins with it.
        caption: title, drawn above the picture.
        alt: the description for whoever does not see the picture.
        source: drawn below the picture.
        language: `zh` or `en`.

    Raises:
        YzAnalysisError: when the font lacks a character of any text.
    """
    from lxml import etree
    from matplotlib.backends.backend_svg import FigureCanvasSVG

    check_glyphs(caption + source + "".join(_texts(figure)), f"chart {name!r}")
    file = io.BytesIO()
    # not figure.savefig, which draws everything once more beforehand, for a tight box that we do not ask for
    FigureCanvasSVG(figure).print_svg(file, metadata=dict.fromkeys(("Date", "Creator", "Format", "Type")))
    parser = etree.XMLParser(remove_comments=True, remove_blank_text=True, resolve_entities=False)
    drawn = etree.fromstring(file.getvalue(), parser)
    width, height = (float(side) * POINTS for side in figure.get_size_inches())

    root = etree.Element(f"{{{_NAMESPACE}}}svg", nsmap={None: _NAMESPACE})
    above = wrap(caption, SIZE["caption"], width - 2 * _MARGIN) if caption else []
    below = wrap(source, SIZE["small"], width - 2 * _MARGIN) if source else []
    top, bottom = _height(above, SIZE["caption"]), _height(below, SIZE["small"])
    whole = {"x": "0", "y": _n(-top), "width": _n(width), "height": _n(top + height + bottom)}
    _head(root, name, caption, alt, language, whole)
    _add(root, "rect", fill=PALETTE["paper"], **whole)
    _write(root, above, -top + SIZE["caption"] + _MARGIN, SIZE["caption"], PALETTE["ink"])
    body = _add(root, "g")
    for child in drawn:
        if etree.QName(child).localname not in ("metadata", "style"):
            body.append(child)
    _canonical(body, name)
    _write(root, below, height + _MARGIN + SIZE["small"], SIZE["small"], PALETTE["muted"])
    _carry_font(root)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode"), f"0 0 {_n(width)} {_n(height)}"


def _texts(figure: Figure) -> list[str]:
    from matplotlib.text import Text

    return [text.get_text() for text in figure.findobj(Text) if isinstance(text, Text)]


def _height(lines: list[str], size: float) -> float:
    return len(lines) * size * _LINE_HEIGHT + 2 * _MARGIN if lines else 0.0


def _n(number: float) -> str:
    """Write a coordinate with at most two decimals; more is noise that differs between machines."""
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _add(parent: etree._Element, name: str, text: str | None = None, **attributes: str) -> etree._Element:
    from lxml import etree

    made = etree.SubElement(parent, f"{{{_NAMESPACE}}}{name}", attributes)
    made.text = text
    return made


def _head(
    root: etree._Element, name: str, caption: str, alt: str, language: str, whole: dict[str, str]
) -> None:
    root.set("width", f"{whole['width']}pt")
    root.set("height", f"{whole['height']}pt")
    root.set("viewBox", " ".join(whole.values()))
    root.set("role", "img")
    root.set("lang", "zh-CN" if language == "zh" else language)
    root.set("aria-labelledby", f"{name}-title {name}-desc")
    root.set("font-family", f"'{FAMILY}', sans-serif")
    root.set("font-size", _n(SIZE["text"]))
    root.set("stroke-linejoin", "round")
    for element, text in (("title", caption), ("desc", alt)):
        _add(root, element, text, id=f"{name}-{element}")


def _write(root: etree._Element, lines: list[str], y: float, size: float, colour: str) -> None:
    for number, line in enumerate(lines):
        place = {"x": _n(_MARGIN), "y": _n(y + number * size * _LINE_HEIGHT)}
        _add(root, "text", line, **place, **{"font-size": _n(size)}, fill=colour)


def _canonical(body: etree._Element, name: str) -> None:
    """Count the ids that something refers to, drop the others, and turn styles into attributes."""
    attributes = [(key, value) for element in body.iter() for key, value in element.attrib.items()]
    used = [match[1] for key, value in attributes for match in _REFERENCE.finditer(value) if key != "id"]
    used += [value.removeprefix("#") for key, value in attributes if key == _HREF]
    ids = {old: f"{name}-{number}" for number, old in enumerate(dict.fromkeys(used))}
    for element in list(body.iter()):
        _attributes(element, ids)
    for element in list(body.iter()):
        if _draws_nothing(element):
            element.getparent().remove(element)
    for element in list(body.iter(f"{{{_NAMESPACE}}}g")):
        _unwrap(element, body)


def _attributes(element: etree._Element, ids: dict[str, str]) -> None:
    given = dict(element.attrib)
    element.attrib.clear()
    for key, value in given.items():
        if key == "id":
            if value in ids:
                element.set("id", ids[value])
        elif key == _HREF:
            element.set("href", f"#{ids[value[1:]]}")
        elif key == "style":
            for part in value.split(";"):
                prop, _, setting = part.partition(":")
                _property(element, prop.strip(), setting.strip(), ids)
        elif key == "clip-path":
            element.set(key, _renamed(value, ids))
        elif not (key == "transform" and value.startswith("rotate(-0 ")):
            element.set(key, _NUMBER.sub(lambda match: _n(float(match[0])), " ".join(value.split())))


def _property(element: etree._Element, name: str, value: str, ids: dict[str, str]) -> None:
    if name == "font":
        size = _FONT_SIZE.search(value)
        name, value = "font-size", size[1] if size else _n(SIZE["text"])
    if name == "font-size":
        value = _n(float(value.removesuffix("px")))
        if value == _n(SIZE["text"]):
            return
    if name and name != "font-family" and _DEFAULTS.get(name) != value:
        element.set(name, _renamed(_NUMBER.sub(lambda match: _n(float(match[0])), value), ids))


def _renamed(value: str, ids: dict[str, str]) -> str:
    return _REFERENCE.sub(lambda match: f"url(#{ids[match[1]]})", value)


def _draws_nothing(element: etree._Element) -> bool:
    """Tell matplotlib's own style sheet, which the root's attributes replace, and paths without any paint."""
    name = element.tag.removeprefix(f"{{{_NAMESPACE}}}")
    if name == "defs":
        return all(child.tag == f"{{{_NAMESPACE}}}style" for child in element)
    return name == "path" and element.get("fill") == "none" and not element.get("stroke")


def _unwrap(element: etree._Element, body: etree._Element) -> None:
    """Replace a group without attributes by what it holds."""
    parent = element.getparent()
    if parent is None or element is body or element.attrib:
        return
    place = parent.index(element)
    for child in reversed(element):
        parent.insert(place, child)
    parent.remove(element)


def _carry_font(root: etree._Element) -> None:
    drawn = "".join("".join(text.itertext()) for text in root.iter(f"{{{_NAMESPACE}}}text"))
    root.insert(2, _add(root, "style", font_face(drawn), id="yz-font"))  # after title and description
