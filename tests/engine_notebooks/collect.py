"""Run notebooks of `varied` with one engine in a process of its own: `python -m … ENGINE FOLDER NAME...`."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from tests.engine_notebooks.varied import VARIED
from tests.running.books import book
from tests.running.stock import TRIES, never_began
from yz_analysis.publishing.canonical import canonical

SECONDS_A_CELL = 40


def outcome(engine: str | None, name: str, folder: Path, attempt: int = 1) -> dict[str, Any]:
    """Run one notebook and return everything that papermill's user can see of it."""
    import nbformat
    import papermill

    folder = folder / f"{engine or 'stock'}-{name.replace(' ', '-')}-{attempt}" / "here"
    folder.mkdir(parents=True)
    output = folder.parent / "out.ipynb"
    error: Exception | None = None
    try:
        papermill.execute_notebook(
            nbformat.from_dict(json.loads(json.dumps(book(*VARIED[name])))),
            str(output),
            parameters={"report": "alpha-2022h1", "language": "en"},
            engine_name=engine,
            progress_bar=False,
            autosave_cell_every=0,
            request_save_on_cell_execute=False,
            execution_timeout=SECONDS_A_CELL,
            resources={"metadata": {"path": str(folder)}},
        )
    except Exception as raised:  # noqa: BLE001 - whatever it is, both engines must raise it
        error = raised
    if engine is None and never_began(error) and attempt < TRIES:
        return outcome(engine, name, folder, attempt + 1)
    saved = json.loads(output.read_text(encoding="utf-8")) if output.exists() else None
    seen: dict[str, Any] = {
        "error": [type(error).__name__, getattr(error, "ename", ""), getattr(error, "cell_index", "")],
        "notebook": saved and canonical(saved),
    }
    if saved:
        seen["metadata"] = sorted(saved["metadata"]["papermill"])
        seen["language"] = saved["metadata"].get("language_info")
        seen["cells"] = [
            {
                "papermill": sorted(cell["metadata"].get("papermill", {})),
                "status": cell["metadata"].get("papermill", {}).get("status"),
                "exception": cell["metadata"].get("papermill", {}).get("exception"),
                "execution": sorted(cell["metadata"].get("execution", {})),
            }
            for cell in saved["cells"]
        ]
    return seen


def main() -> None:
    engine = None if sys.argv[1] == "stock" else sys.argv[1]
    folder = Path(sys.argv[2])
    for name in sys.argv[3:]:
        seen = outcome(engine, name, folder)
        path = folder / f"{sys.argv[1]}-{name.replace(' ', '-')}.json"
        path.write_text(json.dumps(seen, ensure_ascii=True, indent=1), encoding="ascii")
    sys.stdout.flush()
    os._exit(0)  # what a notebook left behind may not keep this process


if __name__ == "__main__":
    main()
