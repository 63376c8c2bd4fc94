"""An executed notebook to one HTML file that opens anywhere: no script, no request, no code.

`render` is the door; the nbconvert exporter `yz` and `yz run` both go through it.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

__all__ = ["render"]


def render(notebook: Mapping[str, Any] | str | Path, **options: Any) -> str:
    """Return an executed notebook as one HTML page; see `yz_analysis.publishing.page.compose.render`.

    Nothing heavy is imported before the first call.
    """
    from yz_analysis.publishing.page import compose

    return compose.render(notebook, **options)
