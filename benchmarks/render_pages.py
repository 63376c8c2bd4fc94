"""How long a page takes, beside nbconvert's own `lab` template, in one warm process.

    python benchmarks/render_pages.py NOTEBOOK.ipynb...

Each executed notebook is rendered once to warm up and then `--repeat` times by both, in turn. "new" empties
the font's memory first, as for a page whose characters no page before it had; "known" keeps it. Times are CPU
seconds, sizes those of the HTML; the ratio is ours with new glyphs to lab's.
"""

from __future__ import annotations

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any


def timed(
    action: Callable[[], str], repeat: int, before: Callable[[], object] = lambda: None
) -> tuple[float, int]:
    """Return the median of CPU seconds, and the size of what was made."""
    seconds, size = [], 0
    for _ in range(repeat):
        before()
        start = time.process_time()
        size = len(action().encode("utf-8"))
        seconds.append(time.process_time() - start)
    return statistics.median(seconds), size


def ours(notebook: dict[str, Any]) -> Callable[[], str]:
    """Return what renders a page of ours."""
    from yz_analysis.publishing.page import render
    from yz_analysis.publishing.page.cells import guess_language

    language = guess_language(notebook)
    return lambda: render(notebook, language=language, report="yangzhong-2022h1", strict=False)


def lab(notebook: dict[str, Any]) -> Callable[[], str]:
    """Return what renders the stock page, code hidden."""
    import nbformat
    from nbconvert.exporters import HTMLExporter

    exporter = HTMLExporter(template_name="lab", exclude_input=True)
    node = nbformat.from_dict(notebook)
    return lambda: str(exporter.from_notebook_node(node)[0])


def main() -> None:
    """Measure and print."""
    from yz_analysis.figures import fonts

    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("notebooks", nargs="+", type=Path, metavar="NOTEBOOK")
    parser.add_argument("--repeat", type=int, default=7)
    options = parser.parse_args()
    print(
        f"{'notebook':44} {'ours, new':>10} {'known':>8} {'lab':>8} {'ratio':>6} {'ours kB':>8} {'lab kB':>8}"
    )
    for path in options.notebooks:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        page, stock = ours(notebook), lab(notebook)
        page(), stock()
        known, size = timed(page, options.repeat)
        new, _ = timed(page, options.repeat, fonts._subset.cache_clear)
        theirs, big = timed(stock, options.repeat)
        name = f"{path.parent.name}/{path.stem}"[:44]
        print(
            f"{name:44} {new:9.3f}s {known:7.3f}s {theirs:7.3f}s {new / theirs:6.2f} "
            f"{size / 1000:8.0f} {big / 1000:8.0f}"
        )


if __name__ == "__main__":
    main()
