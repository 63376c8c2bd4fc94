"""`yz` with the stand-ins for page and site: `python -m tests.running.yz run …`."""

from __future__ import annotations

import os
from pathlib import Path

from tests.running.warm import RENDERER, SITE_WRITER
from yz_analysis import resources
from yz_analysis.cli import main
from yz_analysis.publishing import session


def patched() -> None:
    session.RENDERER = RENDERER
    session.SITE_WRITER = SITE_WRITER
    session.code_digest = lambda: "0" * 64  # type: ignore[assignment] # somebody may be editing the package
    session.code_files = list  # type: ignore[assignment]
    resources.data_folders = only_given_data  # somebody may be editing the dataset


def only_given_data() -> list[Path]:
    """The folders of `--data`, without the package's own."""
    return [Path(part) for part in os.environ.get(resources.DATA_VARIABLE, "").split(os.pathsep) if part]


if __name__ == "__main__":
    patched()
    main()
