"""A Chinese local government's printed economic report as dataset, analyses and pages.

The public names are loaded when first used; importing the package costs no more than pandas.

>>> import yz_analysis as yz
>>> figures = yz.load_figures("yangzhong-2022h1", kind="actual")
>>> figures.loc[figures["indicator"].eq("gdp") & figures["measure"].eq("level"), "value_printed"].item()
'301.5'
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

# public name → module that defines it, or that bears the name
_LAZY = {
    "load_areas": "yz_analysis.figures.dataset",
    "load_context": "yz_analysis.figures.dataset",
    "load_corrections": "yz_analysis.figures.dataset",
    "load_figures": "yz_analysis.figures.dataset",
    "load_indicators": "yz_analysis.figures.dataset",
    "load_not_figures": "yz_analysis.figures.dataset",
    "load_reports": "yz_analysis.figures.dataset",
    "extract": "yz_analysis.reading",
    "check_parameters": "yz_analysis.figures.parameters",
    "compute": "yz_analysis.figures.metrics",
    "derive": "yz_analysis.figures.metrics",
    "charts": "yz_analysis.figures.charts",
    "metrics": "yz_analysis.figures.metrics",
    "prose": "yz_analysis.figures.prose",
    "tables": "yz_analysis.figures.tables",
    "DataError": "yz_analysis.errors",
    "InvalidComputation": "yz_analysis.errors",
    "ParameterError": "yz_analysis.errors",
    "UnknownNameError": "yz_analysis.errors",
    "YzAnalysisError": "yz_analysis.errors",
}

__all__ = ["__version__", *sorted(_LAZY)]  # noqa: PLE0604 - the lazily loaded names


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = importlib.import_module(_LAZY[name])
    value = module if _LAZY[name].endswith(f".{name}") else getattr(module, name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_LAZY})
