"""A table and a chart to change one field of, and what a browser finds in a fragment."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

from yz_analysis.figures.display import (
    Cell,
    Chart,
    Column,
    Table,
)


def table(**changes: Any) -> Table:
    given = {
        "id": "growth",
        "language": "zh",
        "caption": "增速",
        "columns": [Column("name", "指标"), Column("value", "增速", align="right", unit="%")],
        "rows": [["地区生产总值", Cell("3", figures=["demo:F002"], quote="3%")]],
    }
    return Table(**{**given, **changes})


def chart(**changes: Any) -> Chart:
    given = {
        "id": "growth-bars",
        "language": "zh",
        "caption": "增速",
        "alt": "一条柱",
        "source": "来源",
        "svg": "<svg/>",
        "figures": ["demo:F002"],
        "data": table(),
    }
    return Chart(**{**given, **changes})


class Tags(HTMLParser):
    """Collects the tags, attributes and text of an HTML fragment."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes.extend(attrs)

    def handle_data(self, data: str) -> None:
        self.text += data
