"""The first call of every notebook: check all its parameters at once, and open the report."""

from __future__ import annotations

from dataclasses import fields

from yz_analysis.errors import ParameterError, YzAnalysisError, unknown
from yz_analysis.figures.bounds import PRECISIONS
from yz_analysis.figures.dataset import load_reports
from yz_analysis.figures.metrics.assumptions import Assumptions
from yz_analysis.figures.metrics.source import Source, read
from yz_analysis.words import LANGUAGES


def check_parameters(
    *, report: str, language: str, precision: str = "literal", **assumptions: float
) -> Source:
    """Check every parameter of a notebook before anything is computed, and open its report.

    Every fault is told in one message, each with the values allowed and the nearest one, so that nobody mends
    them one run at a time.

    Args:
        report: id of a report of the dataset.
        language: `zh` or `en`, the language of the page.
        precision: `literal` (the printed digits decide) or `house` (the publisher drops ".0").
        **assumptions: fields of `metrics.Assumptions`, such as first_half_share.

    Returns:
        What every function of `tables`, `charts` and `prose` takes.

    Raises:
        ParameterError: naming each parameter that does not fit.

    >>> check_parameters(report="yangzhong-2022h1", language="en").report
    'yangzhong-2022h1'
    >>> check_parameters(report="yangzhong-2022", language="fr")
    Traceback (most recent call last):
    ...
    yz_analysis.errors.ParameterError: parameter language: unknown language 'fr'. Known: zh, en
    """
    faults = [
        *_name("report", "report", report, list(load_reports()["report_id"])),
        *_name("language", "language", language, list(LANGUAGES)),
        *_name("precision", "precision policy", precision, list(PRECISIONS)),
        *_assumptions(assumptions),
    ]
    if faults:
        raise ParameterError("\n".join(faults))
    return read(report, precision=precision, assumptions=Assumptions.of(assumptions))


def _name(parameter: str, kind: str, value: object, allowed: list[str]) -> list[str]:
    """Return the fault of a parameter that names something, as a list of none or one."""
    if isinstance(value, str) and value in allowed:
        return []
    return [f"parameter {parameter}: {unknown(kind, value, allowed)}"]


def _assumptions(given: dict[str, float]) -> list[str]:
    """Return the faults of each assumption alone, and then of those that must fit together."""
    known = {field.name for field in fields(Assumptions)}
    faults = [_fault({name: value}) for name, value in given.items() if not _paired(name, known)]
    if not any(faults):
        faults.append(_fault(given))
    return [f"parameter {fault}" for fault in faults if fault]


def _paired(name: str, known: set[str]) -> bool:
    """Say whether an assumption is judged with its partner: the ends of one range."""
    return name in known and name.startswith("second_half_growth_")


def _fault(given: dict[str, float]) -> str:
    try:
        Assumptions.of(given)
    except YzAnalysisError as error:
        return str(error)
    return ""
