"""Where the package finds its data and its notebooks, installed or in a checkout.

A wheel carries both inside the package (`_data`, `_notebooks`); a checkout has them beside it.
Further data folders, made by `yz add`, are named in the environment variable `YZ_DATA`.
"""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

from yz_analysis.errors import YzAnalysisError

DATA_VARIABLE = "YZ_DATA"
_PACKAGE = Path(__file__).resolve().parent


@cache
def _folder(inside: str, beside: str) -> Path:
    for candidate in (_PACKAGE / inside, _PACKAGE.parent / beside):
        if candidate.is_dir():
            return candidate
    raise YzAnalysisError(f"this installation has no {beside} folder; install the package again")


def bundled_data_folder() -> Path:
    """Return the folder of the dataset that belongs to this version of the package.

    >>> (bundled_data_folder() / "figures.csv").name
    'figures.csv'
    """
    return _folder("_data", "data")


def data_folders() -> list[Path]:
    """Return every folder the dataset is read from: the bundled one, then those of `YZ_DATA`.

    Raises:
        YzAnalysisError: when a folder named in `YZ_DATA` does not exist.
    """
    added = [Path(part).expanduser() for part in os.environ.get(DATA_VARIABLE, "").split(os.pathsep) if part]
    for folder in added:
        if not folder.is_dir():
            raise YzAnalysisError(f"{DATA_VARIABLE} names {str(folder)!r}, which is not a folder")
    return [bundled_data_folder(), *added]


def notebooks_folder() -> Path:
    """Return the folder of the notebooks that belong to this version of the package."""
    return _folder("_notebooks", "notebooks")
