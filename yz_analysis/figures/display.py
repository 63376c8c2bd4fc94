"""What a notebook cell shows: a table, a chart or prose, each as plain data with several renderings.

A cell's last expression is one of these objects. Each renders itself as plain text, as something good for
JupyterLab, and as our own JSON (the `application/vnd.yz-analysis.…+json` types), from which the page is made.
They hold text that is already formatted and already in one language; they compute nothing.

Every string may come from a report, so every rendering escapes; control characters become U+FFFD.
The same object always renders to the same bytes.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from yz_analysis.figures import rendering
from yz_analysis.figures.parts import (
    PROSE_KINDS,
    Cell,
    Column,
    Part,
    check_head,
    clean,
    figure_ids,
    one_of,
    put,
)

__all__ = [
    "CHART_MIME",
    "PROSE_MIME",
    "SVG_MIME",
    "TABLE_MIME",
    "Cell",
    "Chart",
    "Column",
    "Part",
    "Prose",
    "Table",
]

TABLE_MIME = "application/vnd.yz-analysis.table+json"
CHART_MIME = "application/vnd.yz-analysis.chart+json"
PROSE_MIME = "application/vnd.yz-analysis.prose+json"
SVG_MIME = "image/svg+xml"
VERSION = 1


class _Shown:
    """An object that a notebook shows through its mime bundle."""

    def mimebundle(self) -> dict[str, Any]:
        """Return every rendering: mime type → text or JSON-ready data."""
        raise NotImplementedError

    def _repr_mimebundle_(
        self, include: Collection[str] | None = None, exclude: Collection[str] | None = None
    ) -> dict[str, Any]:
        return {
            mime: data
            for mime, data in self.mimebundle().items()
            if (not include or mime in include) and (not exclude or mime not in exclude)
        }


@dataclass(frozen=True)
class Table(_Shown):
    """A table of formatted text in one language.

    Attributes:
        id: slug, unique in its notebook, the same in both languages.
        language: `zh` or `en`.
        caption: what the table shows.
        columns: the heads.
        rows: each a sequence of `str` or `Cell`, as long as `columns`.
        row_headers: how many leading columns name the row.
        note: what else a reader must know, shown under the table.
        source: where the figures come from.

    Raises:
        TypeError: when a cell is not text; numbers are formatted before they come here.
        ValueError: when a row is not as long as the head, a column key is used twice, or the id is no slug.
        UnknownNameError: when the language is not one of ours.

    >>> heads = [Column("name", "indicator"), Column("value", "value", align="right", unit="%")]
    >>> table = Table("growth", "en", "Growth", heads, [["GDP", Cell("3", figures=("demo:F001",))]])
    >>> print(table)
    Growth
    indicator | value (%)
    ----------+----------
    GDP       |         3
    """

    id: str
    language: str
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Sequence[str | Cell]]
    row_headers: int = 1
    note: str = ""
    source: str = ""

    def __post_init__(self) -> None:
        check_head(self)
        columns = tuple(self.columns)
        keys = [column.key for column in columns]
        if len(set(keys)) != len(keys):
            raise ValueError(f"table {self.id!r}: a column key is used twice: {', '.join(keys)}")
        if not 0 <= self.row_headers <= len(columns):
            raise ValueError(f"table {self.id!r}: row_headers {self.row_headers} of {len(columns)} columns")
        rows = []
        for number, row in enumerate(self.rows):
            cells = tuple(
                cell if isinstance(cell, Cell) else clean(cell, f"table {self.id!r}, row {number}")
                for cell in row
            )
            if len(cells) != len(columns):
                raise ValueError(
                    f"table {self.id!r}, row {number}: {len(cells)} cells for {len(columns)} columns"
                )
            rows.append(cells)
        put(
            self,
            columns=columns,
            rows=tuple(rows),
            caption=clean(self.caption, "caption"),
            note=clean(self.note, "note"),
            source=clean(self.source, "source"),
        )

    def __str__(self) -> str:
        return rendering.table_text(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return the table as the page reads it."""
        return {
            "version": VERSION,
            "language": self.language,
            "id": self.id,
            "caption": self.caption,
            "columns": [column.to_json() for column in self.columns],
            "rows": [
                [cell if isinstance(cell, str) else cell.to_json() for cell in row] for row in self.rows
            ],
            "row_headers": self.row_headers,
            "note": self.note,
            "source": self.source,
        }

    def mimebundle(self) -> dict[str, Any]:
        """Return plain text, HTML and our JSON."""
        data = self.to_json()
        return {"text/plain": str(self), "text/html": rendering.table_html(data), TABLE_MIME: data}


@dataclass(frozen=True)
class Chart(_Shown):
    """A chart: its picture, and the words and numbers that say the same.

    Attributes:
        id: slug, unique in its notebook, the same in both languages.
        language: `zh` or `en`.
        caption: the title, in words.
        alt: what the picture shows, written from the data, for whoever does not see it.
        source: where the figures come from.
        svg: the picture, from `figures.style.to_svg`; it carries its own font.
        figures: ids of every figure drawn.
        data: the numbers drawn.
        view: the SVG viewBox without title and source line, for a page that sets both itself; empty if none.

    Raises:
        ValueError: when alt text or caption is empty, the id is no slug, or the table has another language.
    """

    id: str
    language: str
    caption: str
    alt: str
    source: str
    svg: str
    figures: Sequence[str]
    data: Table
    view: str = ""

    def __post_init__(self) -> None:
        check_head(self)
        for name in ("caption", "alt", "source", "svg", "view"):
            put(self, **{name: clean(getattr(self, name), f"{name} of chart {self.id!r}")})
        for name in ("caption", "alt", "svg"):
            if not getattr(self, name).strip():
                raise ValueError(f"chart {self.id!r} has no {name}")
        if self.data.language != self.language:
            raise ValueError(f"chart {self.id!r} is {self.language}, its data table {self.data.language}")
        put(self, figures=figure_ids(self.figures, f"chart {self.id!r}"))

    def __str__(self) -> str:
        return f"{self.caption}\n{self.alt}"

    def to_json(self) -> dict[str, Any]:
        """Return everything but the picture as the page reads it."""
        return {
            "version": VERSION,
            "language": self.language,
            "id": self.id,
            "caption": self.caption,
            "alt": self.alt,
            "source": self.source,
            "view": self.view,
            "figures": list(self.figures),
            "data": self.data.to_json(),
        }

    def mimebundle(self) -> dict[str, Any]:
        """Return plain text, the SVG and our JSON."""
        return {"text/plain": str(self), SVG_MIME: self.svg, CHART_MIME: self.to_json()}


@dataclass(frozen=True)
class Prose(_Shown):
    """Sentences whose numbers come from the data.

    Attributes:
        id: slug, unique in its notebook, the same in both languages.
        language: `zh` or `en`.
        kind: `summary`, `finding`, `caveat`, `limit` (what the method does not show), `absent` (in place of
            something for which there are too few figures) or `provenance`.
        items: paragraphs, each a sequence of `str` and `Part`; an item that is one string is one paragraph.

    >>> print(Prose("lead", "en", "finding", [["GDP grew ", Part("3%", ("demo:F002",), strong=True), "."]]))
    GDP grew 3%.
    """

    id: str
    language: str
    kind: str
    items: Sequence[Sequence[str | Part]]

    def __post_init__(self) -> None:
        check_head(self)
        one_of(self.kind, PROSE_KINDS, f"kind of prose {self.id!r}")
        if isinstance(self.items, str):
            raise TypeError(f"prose {self.id!r}: items is a sequence of paragraphs, not one string")
        items = tuple((item,) if isinstance(item, (str, Part)) else tuple(item) for item in self.items)
        where = f"prose {self.id!r}"
        cleaned = tuple(tuple(p if isinstance(p, Part) else clean(p, where) for p in item) for item in items)
        put(self, items=cleaned)

    def __str__(self) -> str:
        return rendering.prose_text(self.to_json())

    def to_json(self) -> dict[str, Any]:
        """Return the prose as the page reads it."""
        items = [[part if isinstance(part, str) else part.to_json() for part in item] for item in self.items]
        return {
            "version": VERSION,
            "language": self.language,
            "id": self.id,
            "kind": self.kind,
            "items": items,
        }

    def mimebundle(self) -> dict[str, Any]:
        """Return plain text, Markdown and our JSON."""
        data = self.to_json()
        return {"text/plain": str(self), "text/markdown": rendering.prose_markdown(data), PROSE_MIME: data}
