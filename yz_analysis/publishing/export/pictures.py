"""Each chart of a site as files: SVG with outlines for documents, PNG for chat programs.

The charts are taken from the executed notebooks that a run kept. PNG is drawn by resvg (extra `pictures`)
from the outlines alone, without a font of the machine, so it comes out the same everywhere.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from yz_analysis.errors import YzAnalysisError, require
from yz_analysis.publishing.export.outlines import outlined
from yz_analysis.publishing.record import write_bytes

_CHART = "application/vnd.yz-analysis.chart+json"
PIXELS = 1440  # wide enough for a screen of today, small enough for a chat


@dataclass(frozen=True)
class Picture:
    """One chart of an executed notebook."""

    name: str
    svg: str
    alt: str


def charts(notebook: Path) -> Iterator[Picture]:
    """Yield the charts of an executed notebook.

    Raises:
        YzAnalysisError: when the notebook cannot be read.
    """
    try:
        document = json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise YzAnalysisError(f"{notebook}: cannot be read ({error})") from error
    for cell in document.get("cells", []):
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if _CHART in data and "image/svg+xml" in data:
                svg = data["image/svg+xml"]
                about = data[_CHART]
                yield Picture(
                    str(about["id"]), "".join(svg) if isinstance(svg, list) else svg, str(about["alt"])
                )


def to_png(svg: str, *, width: int = PIXELS) -> bytes:
    """Return an outlined chart as PNG on white.

    Raises:
        MissingExtraError: when resvg is not installed.
    """
    drawn: bytes = require("resvg_py", "pictures").svg_to_bytes(
        svg_string=svg, width=width, dpi=96, background="#ffffff", skip_system_fonts=True
    )
    return bytes(drawn)


def write_pictures(site: Path, folder: Path, *, reports: Iterable[str]) -> list[Path]:
    """Write each chart of some reports as SVG and PNG.

    Args:
        site: a folder made by `yz run`, with its `run.json`.
        folder: where to; a folder a report and language is made in it.
        reports: report ids.

    Returns:
        The files written.

    Raises:
        MissingExtraError: when resvg is not installed.
        YzAnalysisError: when no run of these reports is in the site.
    """
    require("resvg_py", "pictures")
    wanted = set(reports)
    runs = json.loads((site / "run.json").read_text(encoding="utf-8"))["runs"]
    written: list[Path] = []
    for run in runs:
        notebook = next((one["path"] for one in run["outputs"] if one["path"].endswith(".ipynb")), "")
        if run["report"] not in wanted or not notebook or not (site / notebook).is_file():
            continue
        for picture in charts(site / notebook):
            base = folder / run["report"] / run["language"] / f"{Path(notebook).stem}--{picture.name}"
            svg = outlined(picture.svg)
            for path, content in (
                (base.with_name(f"{base.name}.svg"), svg.encode("utf-8")),
                (base.with_name(f"{base.name}.png"), to_png(svg)),
            ):
                write_bytes(content, path)
                written.append(path)
    if not written:
        raise YzAnalysisError(
            f"{site}: no chart of {', '.join(sorted(wanted))}; run its notebooks first: yz run"
        )
    return written
