"""Foreign HTML through an allow-list, then into the page's own form.

nh3 (ammonia, html5ever) parses as a browser does and keeps only what is listed. What remains gets the page's
own shape: styles become classes, tables get scopes and a box that scrolls, pictures that would need a request
become a note, ids go, local paths lose their folders.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import nh3
from lxml import etree, html

from yz_analysis.publishing.page.allowed import html_attributes, names
from yz_analysis.publishing.page.images import data_image
from yz_analysis.publishing.page.privacy import without_paths
from yz_analysis.publishing.page.styles import TEXT_PROPERTIES, Sheet, declarations, rules
from yz_analysis.words import word

MATH_TAG = "yz-math"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_SCHEMES = frozenset({"http", "https", "mailto", "data"})
_NUMBER = re.compile(r"[−+-]?[¥$€£]?\d[\d,.  ]*(?:[eE][+-]?\d+)?\s*[%‰]?|[Nn]a[Nn]|—|–|-")


@dataclass
class Context:
    """What the parts of one page share while it is made.

    Attributes:
        language: of the page.
        sheet: takes styles.
        strict: whether what is missing (alt text) is an error.
        problems: what was missing, in words.
    """

    language: str
    sheet: Sheet = field(default_factory=Sheet)
    strict: bool = False
    problems: list[str] = field(default_factory=list)


def clean_html(source: str, context: Context, formulas: Sequence[str] = ()) -> str:
    """Return HTML that holds nothing but what the page allows.

    Args:
        source: any HTML.
        context: of the page.
        formulas: MathML, for the places that `MATH_TAG` marks.
    """
    source = _CONTROL.sub("", source)  # nothing draws them, and no XML tree holds them
    styles = {name: kept for block in _style_blocks(source) for name, kept in rules(block, TEXT_PROPERTIES)}
    cleaned = nh3.clean(
        source,
        tags=set(names("html", "tags") | {MATH_TAG}),
        clean_content_tags=set(names("html", "removed_whole")),
        attributes={tag: set(kept) for tag, kept in html_attributes().items()},
        attribute_filter=_filter,
        url_schemes=set(_SCHEMES),
        link_rel=None,
        strip_comments=True,
    )
    if "<" not in cleaned and "/" not in cleaned and "\\" not in cleaned:
        return cleaned
    root = html.fragment_fromstring(cleaned, create_parent="div")
    _reshape(root, context, styles)
    _put_formulas(root, formulas)
    return _inner(root)


def missing_parts(source: str) -> list[str]:
    """Name the elements of `source` that a page without scripts cannot show.

    >>> missing_parts("<b>a</b><iframe src=x></iframe>")
    ['iframe']
    """
    root = html.fragment_fromstring(source, create_parent="div") if "<" in source else None
    found = {str(e.tag) for e in root.iter(etree.Element)} if root is not None else set()
    return sorted(found & names("html", "told"))


def _style_blocks(source: str) -> list[str]:
    if "<style" not in source:
        return []
    root = html.fragment_fromstring(source, create_parent="div")
    return [element.text or "" for element in root.iter("style")]


def _filter(tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return data_image(value)
    if name == "href":
        return None if value.strip().lower().startswith("data:") else value
    if name == "title":
        return without_paths(value)
    return value


def _reshape(root: html.HtmlElement, context: Context, styles: dict[str, dict[str, str]]) -> None:
    for element in list(root.iter(etree.Element)):
        kept = dict(styles.get(element.attrib.pop("id", ""), {}))
        kept |= declarations(element.attrib.pop("style", ""), TEXT_PROPERTIES)
        classes = element.attrib.pop("class", "").split()
        css_class = context.sheet.class_for(kept)
        if css_class:
            element.set("class", css_class)
        if element.text and element.tag != "code":
            element.text = without_paths(element.text)
        if element.tail:
            element.tail = without_paths(element.tail)
        if element.tag in ("center", "font"):
            element.tag = "div" if element.tag == "center" else "span"
        elif element.tag == "img":
            _picture(element, context)
        elif element.tag == "a" and "href" in element.attrib:
            if re.match(r"https?:", element.get("href", ""), re.IGNORECASE):
                element.set("rel", "noopener noreferrer")
        elif element.tag in ("td", "th") and "row_heading" in classes:
            element.set("scope", "row")
    for table in list(root.iter("table")):
        _table(table, context)


def _picture(element: html.HtmlElement, context: Context) -> None:
    alt = (element.get("alt") or "").strip()
    if not element.get("src"):
        element.tag = "span"
        note = word("page.picture_not_embedded", context.language, alt=alt or "–")
        for name in list(element.attrib):
            del element.attrib[name]
        element.set("class", "absent")
        element.text = note
        return
    if not alt:
        context.problems.append(word("page.problem_alt", context.language))
        alt = word("page.no_description", context.language)
    element.set("alt", alt)


def _table(table: html.HtmlElement, context: Context) -> None:
    for head in table.iter("thead"):
        for cell in head.iter("th"):
            cell.set("scope", "col")
        for cell in list(head.iter("th", "td")):
            if not cell.text_content().strip() and cell.tag == "th":
                cell.tag = "td"  # a head without words names nothing
                cell.attrib.pop("scope", None)
    for row in table.iter("tr"):
        for cell in row.iter("th"):
            if not cell.get("scope"):
                cell.set("scope", "row" if row.find("td") is not None else "col")
    for cell in table.iter("td", "th"):
        text = cell.text_content().strip()
        if text and _NUMBER.fullmatch(text):
            cell.set("class", f"n {cell.get('class', '')}".strip())
    if "border" in table.attrib:
        del table.attrib["border"]
    box = html.Element("div")
    box.set("class", "scroll")
    box.set("tabindex", "0")
    box.set("role", "group")
    box.set("aria-label", word("page.table_box", context.language))
    parent = table.getparent()
    if parent is None or any(ancestor.tag == "table" for ancestor in table.iterancestors()):
        return
    box.tail, table.tail = table.tail, None
    parent.replace(table, box)
    box.append(table)


def _put_formulas(root: html.HtmlElement, formulas: Sequence[str]) -> None:
    for mark in list(root.iter(MATH_TAG)):
        number = mark.get("n", "")
        parent = mark.getparent()
        if parent is None:
            continue
        if number.isdecimal() and int(number) < len(formulas):
            made = etree.fromstring(formulas[int(number)])
            made.tail = mark.tail
            parent.replace(mark, made)
        else:
            mark.drop_tag()


def _inner(root: html.HtmlElement) -> str:
    lead = html.tostring(root, encoding="unicode")
    return lead.removeprefix("<div>").removesuffix("</div>")
