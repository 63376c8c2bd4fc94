"""One output of a cell to safe HTML: the richest form that needs no script.

Our own types come first, then pictures, HTML, Markdown, formulas, JSON and plain text. What only a script
could show is replaced by a sentence that says so; the page never pretends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from html import escape
from typing import Any

from yz_analysis.publishing.page.cells import joined
from yz_analysis.publishing.page.clean import Context, clean_html, missing_parts
from yz_analysis.publishing.page.display import Display, DisplayError
from yz_analysis.publishing.page.images import RASTER_TYPES, encoded
from yz_analysis.publishing.page.markdown import sections
from yz_analysis.publishing.page.mathml import mathml
from yz_analysis.publishing.page.privacy import without_paths
from yz_analysis.publishing.page.vector import SvgError, clean_svg
from yz_analysis.words import word

_ANSI = re.compile(r"\x1b\[[0-?]*[ -/]*[@-~]|\x1b[@-_]|[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_ADDRESS = re.compile(r"(?<= at )0x[0-9a-fA-F]{6,16}")
_INTERACTIVE = re.compile(
    r"application/(javascript|vnd\.jupyter\.widget-view\+json|vnd\.(?:plotly|bokeh|holoviews)\S*|"
    r"vnd\.vega\S*|pdf)|text/javascript|video/.*|audio/.*"
)
_MAX_TEXT = 200_000  # characters of one text output; more says nothing to a reader


def plain(text: str) -> str:
    r"""Return text without terminal codes, memory addresses and folders of the machine.

    >>> plain("\x1b[31mred\x1b[0m <Thing at 0x7f00deadbeef>")
    'red <Thing at …>'
    """
    bare = without_paths(_ADDRESS.sub("…", _ANSI.sub("", text)))
    return bare if len(bare) <= _MAX_TEXT else f"{bare[:_MAX_TEXT]}\n…"


class Outputs:
    """Renders the outputs of one page."""

    def __init__(self, context: Context, display: Display) -> None:
        self.context = context
        self.display = display

    def render(self, output: Mapping[str, Any]) -> str:
        """Return HTML of one output of nbformat 4, or an empty string when a reader needs none.

        Raises:
            DisplayError: when the page is strict and one of our display objects is broken.
        """
        kind = output.get("output_type")
        if kind == "stream":
            return self._stream(str(output.get("name")), plain(joined(output.get("text", ""))))
        if kind == "error":
            return self._error(output)
        bundle = output.get("data", {})
        try:
            own = self.display.render(bundle)
        except DisplayError:
            if self.context.strict:
                raise
            own = None
        if own is not None:
            return own
        shown = self._stock(bundle, output.get("metadata", {}))
        return f'<div class="output">{shown}</div>' if shown else ""

    def _stream(self, name: str, text: str) -> str:
        if not text.strip():
            return ""
        block = f"<pre>{escape(text)}</pre>"
        if name == "stdout":
            return f'<div class="output">{block}</div>'
        title = escape(word("page.messages", self.context.language))
        return f'<details class="data output"><summary>{title}</summary>{block}</details>'

    def _error(self, output: Mapping[str, Any]) -> str:
        message = plain(f"{output.get('ename', '')}: {output.get('evalue', '')}".strip(": "))
        told = word("page.cell_failed", self.context.language, message=message)
        return f'<p class="failed">{escape(told)}</p>'

    def _stock(self, bundle: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
        if "image/svg+xml" in bundle:
            picture = self._svg(joined(bundle["image/svg+xml"]), metadata)
            if picture:
                return picture
        for mime in RASTER_TYPES:
            if mime in bundle:
                picture = self._raster(mime, joined(bundle[mime]), metadata)
                if picture:
                    return picture
        if "text/html" in bundle:
            source = joined(bundle["text/html"])
            shown = clean_html(source, self.context)
            if shown.strip():
                return shown
            if missing := missing_parts(source):
                return self._absent(", ".join(missing))
        if "text/markdown" in bundle:
            parts = list(sections(joined(bundle["text/markdown"]), self.context))
            return "".join(
                (f"<p><strong>{p.heading}</strong></p>" if p.heading else "") + p.body for p in parts
            )
        if "text/latex" in bundle:
            return mathml(joined(bundle["text/latex"]), display="block")
        if unseen := next((mime for mime in bundle if _INTERACTIVE.fullmatch(mime)), None):
            return self._absent(unseen.rsplit("/", 1)[-1])
        if "application/json" in bundle:
            pretty = json.dumps(bundle["application/json"], ensure_ascii=False, indent=2, sort_keys=True)
            return f"<pre>{escape(plain(pretty))}</pre>"
        text = plain(joined(bundle.get("text/plain", "")))
        return f"<pre>{escape(text)}</pre>" if text.strip() else ""

    def _absent(self, kind: str) -> str:
        return f'<p class="absent">{escape(word("page.not_shown", self.context.language, kind=kind))}</p>'

    def _alt(self, metadata: Mapping[str, Any], mime: str) -> str:
        own = metadata.get(mime, {})
        for source in (own if isinstance(own, Mapping) else {}, metadata):
            alt = source.get("alt")
            if isinstance(alt, str) and alt.strip():
                return without_paths(alt.strip())
        self.context.problems.append(word("page.problem_alt", self.context.language))
        return word("page.no_description", self.context.language)

    def _svg(self, source: str, metadata: Mapping[str, Any]) -> str:
        try:
            svg = clean_svg(
                source,
                label=self._alt(metadata, "image/svg+xml"),
                prefix=self.display.unique("picture"),
                sheet=self.context.sheet,
            )
        except SvgError:
            return ""
        return f'<div class="picture">{svg}</div>'

    def _raster(self, mime: str, payload: str, metadata: Mapping[str, Any]) -> str:
        address = encoded(mime, payload)
        if address is None:
            return ""
        return f'<img src="{address}" alt="{escape(self._alt(metadata, mime))}">'
