"""The page as an nbconvert exporter: `jupyter nbconvert --to yz`, and JupyterLab's "Save and Export" menu."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters.exporter import Exporter
from traitlets import Bool, Unicode, default

from yz_analysis.publishing.page.cells import guess_language
from yz_analysis.publishing.page.compose import render
from yz_analysis.words import LANGUAGES


class PageExporter(Exporter):
    """Any executed notebook as one HTML page without script, request or code.

    Options (`--PageExporter.language=zh`): `language` (`zh`, `en`; empty: as the notebook says) and `strict`
    (a missing glyph, alternative text or translation is an error; a build is strict, a menu is not).
    """

    export_from_notebook = "Page (yz, no code)"
    output_mimetype = "text/html"

    language = Unicode("", help="zh, en, or empty for the notebook's own").tag(config=True)
    strict = Bool(False, help="stop when something a reader needs is missing").tag(config=True)

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(
        self, nb: Any, resources: dict[str, Any] | None = None, **keywords: Any
    ) -> tuple[Any, dict[str, Any]]:
        """Convert a notebook.

        Raises:
            YzAnalysisError: as `render` does.
        """
        copied, kept = super().from_notebook_node(nb, resources, **keywords)
        language = self.language if self.language in LANGUAGES else guess_language(copied)
        known = (copied.metadata.get("papermill") or {}).get("parameters", {})
        page = render(
            copied,
            language=language,
            notebook_stem=str(kept.get("metadata", {}).get("name", "")),
            parameters=known,
            strict=self.strict,
        )
        return page, kept
