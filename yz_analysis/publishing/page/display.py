"""Our own display objects (`figures.display`) from their JSON to HTML, by the page's templates.

The JSON may come from any notebook, so it is checked before a template sees it; templates escape.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from yz_analysis.errors import YzAnalysisError
from yz_analysis.publishing.page.cells import joined
from yz_analysis.publishing.page.clean import Context
from yz_analysis.publishing.page.links import Links
from yz_analysis.publishing.page.templating import template
from yz_analysis.publishing.page.vector import SvgError, clean_svg
from yz_analysis.words import LANGUAGES, word

TABLE = "application/vnd.yz-analysis.table+json"
CHART = "application/vnd.yz-analysis.chart+json"
PROSE = "application/vnd.yz-analysis.prose+json"
VERSION = 1
_KINDS = ("summary", "finding", "caveat", "limit", "absent", "provenance")
_BADGES = ("conditional", "indicative")
_ID = re.compile(r"[A-Za-z][\w.\-]{0,80}", re.ASCII)


class DisplayError(YzAnalysisError):
    """The JSON of a display object does not keep the contract; the message names the part."""


def _text(data: Mapping[str, Any], key: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if not isinstance(value, str):
        raise DisplayError(f"display object: {key} must be text, not {type(value).__name__}")
    return joined(value)


def _figures(data: Mapping[str, Any]) -> list[str]:
    value = data.get("figures", [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DisplayError("display object: figures must be a list of figure ids")
    return value


def _head(data: Any) -> Mapping[str, Any]:
    if not isinstance(data, Mapping) or data.get("version") != VERSION:
        raise DisplayError(f"display object: only version {VERSION} is known")
    if not _ID.fullmatch(_text(data, "id")):
        raise DisplayError(f"display object: id {data['id']!r:.60} is no slug")
    return data


def _cell(value: Any) -> dict[str, Any]:
    """Return a cell's parts, checked; a quote that only repeats the text is left out."""
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, Mapping):
        raise DisplayError("table: a cell is neither text nor an object")
    parts = {key: _text(value, key, "") for key in ("text", "validity", "caveat", "quote")}
    if parts["validity"] not in ("", "valid", "conditional", "indicative"):
        raise DisplayError(f"table: unknown validity {parts['validity']!r:.40}")
    if "".join(parts["quote"].split()) in "".join(parts["text"].split()):
        parts["quote"] = ""
    return parts | {"figures": _figures(value), "derived": bool(value.get("derived") or parts["validity"])}


def _row(row: Any) -> list[dict[str, Any]]:
    """Return a row's cells; where a column of its own names the validity, the number needs no badge."""
    cells = [_cell(cell) for cell in row]
    said = {cell["text"] for cell in cells}
    for cell in cells:
        named = (
            {word(f"display.{cell['validity']}", lang) for lang in LANGUAGES}
            if cell["validity"] in _BADGES
            else set()
        )
        cell["badge"] = "" if named & said else cell["validity"]
    return cells


def table_data(data: Any) -> dict[str, Any]:
    """Return the table's parts, checked: what the template needs.

    Raises:
        DisplayError: when the JSON does not keep the contract.
    """
    head = _head(data)
    columns = [
        {key: _text(column, key, "") for key in ("key", "label", "align", "unit")}
        for column in head.get("columns", [])
    ]
    rows = [_row(row) for row in head.get("rows", [])]
    if not columns or any(len(row) != len(columns) for row in rows):
        raise DisplayError(f"table {head['id']!r}: a row is not as long as the head")
    caveats: list[str] = []
    for row in rows:
        for cell in row:
            if cell["caveat"] and cell["caveat"] not in caveats:
                caveats.append(cell["caveat"])
    return {
        "id": head["id"],
        "columns": columns,
        "rows": rows,
        "row_headers": int(head.get("row_headers", 1)),
        "caveats": caveats,
        "caption": _text(head, "caption", ""),
        "note": _text(head, "note", ""),
        "source": _text(head, "source", ""),
    }


def _origins(items: list[list[dict[str, Any]]]) -> list[list[str]]:
    """Give each part worked out from figures the number of its note; return the notes.

    A part on several figures cannot be printed in one place, whatever it says of itself.
    """
    notes: list[list[str]] = []
    for item in items:
        for part in item:
            if len(part["figures"]) > 1 or (part["figures"] and part["derived"]):
                if part["figures"] not in notes:
                    notes.append(part["figures"])
                part["origin"] = notes.index(part["figures"])
    return notes


def _letter(number: int) -> str:
    """Return a, b, … z, a2, b2, … for 0, 1, …."""
    rounds, place = divmod(number, 26)
    return chr(ord("a") + place) + (str(rounds + 1) if rounds else "")


class Display:
    """Renders display objects for one page and keeps their ids unique."""

    def __init__(self, context: Context, links: Links) -> None:
        self.context = context
        self.links = links
        self.validities: set[str] = set()
        self.figures: set[str] = set()
        self._taken: set[str] = set()

    def render(self, bundle: Mapping[str, Any]) -> str | None:
        """Return HTML for the first of our types in a mime bundle, or None when it has none.

        Raises:
            DisplayError: when the JSON does not keep the contract, or lacks what a reader needs.
        """
        renderers: dict[str, Callable[[Any, Mapping[str, Any]], str]] = {
            TABLE: self._table,
            CHART: self._chart,
            PROSE: self._prose,
        }
        for mime, renderer in renderers.items():
            if mime in bundle:
                self._check_language(bundle[mime])
                return renderer(bundle[mime], bundle)
        return None

    def _check_language(self, data: Any) -> None:
        spoken = data.get("language") if isinstance(data, Mapping) else None
        if self.context.strict and spoken != self.context.language:
            raise DisplayError(
                f"display object {data.get('id', '') if spoken else ''!r} speaks {spoken!r} on a page in "
                f"{self.context.language}"
            )

    def unique(self, name: str) -> str:
        """Return `name`, or `name-2` and so on when it is taken."""
        candidate, number = name, 1
        while candidate in self._taken:
            number += 1
            candidate = f"{name}-{number}"
        self._taken.add(candidate)
        return candidate

    def _table(self, data: Any, bundle: Mapping[str, Any]) -> str:
        table = table_data(data)
        self._note(table)
        if not table["caption"] and self.context.strict:
            raise DisplayError(f"table {table['id']!r} has no caption")
        return self._fill("table.html.j2", table=table, id=self.unique(f"table-{table['id']}"))

    def _chart(self, data: Any, bundle: Mapping[str, Any]) -> str:
        head = _head(data)
        alt, caption = _text(head, "alt", "").strip(), _text(head, "caption", "")
        if not alt or not caption:
            missing = "alt" if not alt else "caption"
            if self.context.strict:
                raise DisplayError(f"chart {head['id']!r} has no {missing}")
            alt = alt or caption or word("page.no_description", self.context.language)
        name = self.unique(f"chart-{head['id']}")
        table = table_data(head["data"]) if head.get("data") else None
        self.figures |= set(_figures(head))
        if table:
            self._note(table)
        try:
            svg = clean_svg(
                joined(bundle.get("image/svg+xml", "")),
                label=alt,
                prefix=name,
                sheet=self.context.sheet,
                view=_text(head, "view", ""),
            )
        except SvgError as error:
            raise DisplayError(f"chart {head['id']!r} has no picture: {error}") from error
        return self._fill(
            "chart.html.j2",
            chart={
                "caption": caption,
                "alt": alt,
                "source": _text(head, "source", ""),
                "figures": _figures(head),
            },
            svg=svg,
            table=table,
            id=name,
        )

    def _prose(self, data: Any, bundle: Mapping[str, Any]) -> str:
        head = _head(data)
        kind = _text(head, "kind")
        if kind not in _KINDS:
            raise DisplayError(f"prose {head['id']!r}: unknown kind {kind!r:.40}")
        items: list[list[dict[str, Any]]] = [
            [
                {"text": part, "figures": [], "strong": False, "derived": False}
                if isinstance(part, str)
                else {
                    "text": _text(part, "text"),
                    "figures": _figures(part),
                    "strong": bool(part.get("strong", False)),
                    "derived": bool(part.get("derived", False)),
                }
                for part in item
            ]
            for item in head.get("items", [])
        ]
        if not items:
            return ""
        for item in items:
            for part in item:
                self.figures.update(part["figures"])
        name = self.unique(f"prose-{head['id']}")
        return self._fill("prose.html.j2", kind=kind, items=items, origins=_origins(items), id=name)

    def _note(self, table: Mapping[str, Any]) -> None:
        """Remember which validities and figures the page shows."""
        cells = [cell for row in table["rows"] for cell in row]
        self.validities |= {cell["validity"] for cell in cells} - {""}
        self.figures |= {figure for cell in cells for figure in cell["figures"]}

    def _fill(self, name: str, **values: Any) -> str:
        return template(name).render(
            language=self.context.language, links=self.links, letter=_letter, **values
        )
