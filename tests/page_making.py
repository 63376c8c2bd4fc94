"""A page of the sample notebook, and its parts as a reader finds them."""

from __future__ import annotations

import page_samples
from lxml import html

from yz_analysis.publishing.page import render

OPTIONS = {
    "report": page_samples.REPORT,
    "notebook_stem": "02-growth",
    "parameters": {"precision": "literal"},
}


def page(language: str = "en", **changes: object) -> str:
    return render(page_samples.sample(language), language=language, **{**OPTIONS, **changes})


def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def words(root: html.HtmlElement, selector: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.cssselect(selector)]
