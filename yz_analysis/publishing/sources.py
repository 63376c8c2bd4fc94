"""The notebooks as they lie in their folder, read without Jupyter so that planning costs nothing.

A notebook's digest covers what can change its result: cell types, sources, tags and the kernel. Outputs,
execution counts, ids and an editor's metadata do not count. The text is read once: what is planned is what
runs.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from yz_analysis.errors import DataError, YzAnalysisError, unknown
from yz_analysis.publishing.parameters import Parameter, declared

_STEM = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]*")


@dataclass(frozen=True)
class Notebook:
    """One notebook as read.

    Attributes:
        stem: file name without `.ipynb`.
        content: the notebook document, as JSON gives it.
        digest: SHA-256 over cell types, sources, tags and kernel.
        parameters: name → declaration.
        titles: language → the first heading of a markdown cell tagged with that language.
    """

    stem: str
    content: dict[str, Any]
    digest: str
    parameters: dict[str, Parameter]
    titles: dict[str, str]


def read_notebook(path: Path) -> Notebook:
    """Read one notebook.

    Raises:
        DataError: when the file is no version 4 notebook or its name cannot be part of an address.
        ParameterError: when its parameters cell is not plain.
    """
    stem = path.name.removesuffix(".ipynb")
    if not _STEM.fullmatch(stem):
        raise DataError(
            f"notebook {path.name!r}: use only ASCII letters, digits, '.', '_' and '-' in its name"
        )
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        cells = content["cells"]
        if content["nbformat"] != 4:
            raise DataError(
                f"notebook {stem}: nbformat is {content['nbformat']}; open it in JupyterLab and save"
            )
        parts = [_part(cell) for cell in cells]
        kernel = content.get("metadata", {}).get("kernelspec", {}).get("name", "")
        digest = hashlib.sha256(json.dumps([kernel, parts], ensure_ascii=False).encode()).hexdigest()
    except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise DataError(f"notebook {path.name}: cannot be read ({error})") from error
    tagged = [source for kind, source, tags in parts if kind == "code" and "parameters" in tags]
    if len(tagged) > 1:
        raise DataError(f"notebook {stem}: {len(tagged)} cells are tagged `parameters`; keep one")
    parameters = declared(tagged[0], where=stem) if tagged else {}
    return Notebook(stem, content, digest, parameters, _titles(parts))


def _part(cell: dict[str, Any]) -> tuple[str, str, list[str]]:
    source = cell["source"]
    text = source if isinstance(source, str) else "".join(source)
    return cell["cell_type"], text, sorted(cell.get("metadata", {}).get("tags", []))


def _titles(parts: Sequence[tuple[str, str, list[str]]]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for kind, source, tags in parts:
        heading = re.match(r"#\s+(.+)", source)
        if kind == "markdown" and heading:
            for language in tags:
                titles.setdefault(language, heading.group(1).strip())
    return titles


def read_notebooks(folder: Path) -> dict[str, Notebook]:
    """Read every notebook of a folder, in the order of their names.

    Raises:
        YzAnalysisError: when the folder does not exist or holds none.
    """
    if not folder.is_dir():
        raise YzAnalysisError(f"no folder of notebooks at {str(folder)!r}")
    found = [read_notebook(path) for path in sorted(folder.glob("*.ipynb"))]
    if not found:
        raise YzAnalysisError(f"{str(folder)!r} holds no notebook (*.ipynb)")
    return {notebook.stem: notebook for notebook in found}


def choose_notebooks(
    names: Sequence[str], notebooks: dict[str, Notebook], *, where: str = ""
) -> list[Notebook]:
    """Return the notebooks named: by stem, by file name, or by the number a stem starts with.

    Args:
        names: what was asked for; none means all.
        notebooks: those that exist.
        where: the file the names came from, for messages.

    Raises:
        UnknownNameError: for a name that is none of them, with those that exist.
    """
    if not names:
        return list(notebooks.values())
    chosen: dict[str, Notebook] = {}
    for name in names:
        stem = name.replace("\\", "/").rsplit("/", 1)[-1].removesuffix(".ipynb")
        matches = [known for known in notebooks if known == stem or known.split("-")[0] == stem]
        if not matches:
            raise unknown("notebook", name, notebooks, where=where)
        chosen.update({match: notebooks[match] for match in matches})
    return [notebook for stem, notebook in notebooks.items() if stem in chosen]
