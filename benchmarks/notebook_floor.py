"""The floor of running notebooks: the same cells by `exec` in a fork of a prepared process, with pages."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from notebook_work import Case, target

from yz_analysis.publishing.canonical import canonical
from yz_analysis.publishing.launch import cores


def floor(work: list[Case], folder: Path) -> None:
    """The cost of the cells and their page, and of nothing else."""
    from yz_analysis.publishing.engine import preload

    os.environ.update(preload.SINGLE_THREAD)
    preload.import_all()
    waiting: set[int] = set()
    for case in work:
        if len(waiting) >= cores():
            waiting.discard(os.wait()[0])
        pid = os.fork()
        if pid == 0:
            code = 1
            try:
                execute_cells(case, folder)
                code = 0
            finally:
                os._exit(code)
        waiting.add(pid)
    while waiting:
        waiting.discard(os.wait()[0])


def execute_cells(case: Case, folder: Path) -> None:
    import ast

    import matplotlib as mpl
    import nbformat

    from yz_analysis.publishing.page import render

    mpl.use("agg")
    name, path, parameters, page = case
    space: dict[str, Any] = {"__name__": "__main__"}
    notebook = nbformat.read(path, 4)
    for cell in notebook.cells:
        if cell.cell_type != "code":
            continue
        tree = ast.parse(cell.source)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        exec(compile(tree, "cell", "exec"), space)  # noqa: S102 - the floor is just that
        if "parameters" in cell.metadata.get("tags", []):
            space.update(parameters)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "cell", "eval"), space)
            if value is not None:
                cell.outputs = [as_output(value)]
    html = render(nbformat.from_dict(canonical(notebook)), **page)
    target(folder, name).with_suffix(".html").write_text(html, encoding="utf-8")


def as_output(value: Any) -> Any:
    import nbformat.v4

    bundle = getattr(value, "_repr_mimebundle_", None)
    data = bundle() if bundle else {"text/plain": repr(value)}
    data = data[0] if isinstance(data, tuple) else data
    return nbformat.v4.new_output("execute_result", data=data)
