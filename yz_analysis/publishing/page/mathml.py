"""LaTeX formulas to MathML, which every current browser draws without a script.

latex2mathml does the work; its result passes an allow-list like everything else that comes from a notebook.
A formula it cannot read stays as its source text in `<code>`.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape

from lxml import etree

from yz_analysis.publishing.page.allowed import names


@lru_cache(maxsize=512)
def mathml(source: str, *, display: str = "inline") -> str:
    """Return a formula as MathML, its source as alternative text.

    Args:
        source: LaTeX without its dollar signs.
        display: `inline` or `block`.

    >>> mathml("x")
    '<math display="inline" aria-label="x"><mrow><mi>x</mi></mrow></math>'
    """
    from latex2mathml.converter import convert

    latex = source.strip().strip("$").strip()
    try:
        root = etree.fromstring(
            convert(latex, display=display).encode(), etree.XMLParser(resolve_entities=False)
        )
    except Exception:  # noqa: BLE001 - the converter raises a dozen kinds; a formula must not stop a page
        return f"<code>{escape(latex)}</code>"
    made = _copy(root)
    if made is None:
        return f"<code>{escape(latex)}</code>"
    made.set("aria-label", latex)
    return etree.tostring(made, encoding="unicode", with_tail=False)


def _copy(element: etree._Element) -> etree._Element | None:
    name = etree.QName(element).localname
    if name not in names("mathml", "elements"):
        return None
    made = etree.Element(name)
    for key, value in element.attrib.items():
        if key in names("mathml", "attributes"):
            made.set(key, value)
    made.text = element.text
    for child in element.iterchildren(etree.Element):
        copied = _copy(child)
        if copied is not None:
            made.append(copied)
    return made
