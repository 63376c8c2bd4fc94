"""The metrics frame: one row a derived number, with bounds, validity, formula, inputs and caveats."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.labels import indicator_name
from yz_analysis.figures.metrics.source import Printed
from yz_analysis.figures.propagation import propagate
from yz_analysis.words import LANGUAGES, word

COLUMNS = (
    "metric_id", "analysis", "report_id", "indicator", "time_period", "value", "lower", "upper",
    "unit", "unit_mult", "validity", "formula", "inputs", "parameters",
    "name_zh", "name_en", "caveat_zh", "caveat_en",
)  # fmt: skip
VALID, CONDITIONAL, INDICATIVE = "valid", "conditional", "indicative"


class Argument(NamedTuple):
    """One argument of a formula: its exact value and bounds, and how the formula's text names it."""

    value: Fraction
    bounds: Bounds
    symbol: str
    figure_id: str = ""
    parameter: str = ""


def level(figure: Printed) -> Argument:
    """Return a printed amount as an argument."""
    return Argument(figure.value, figure.bounds, figure.figure_id, figure.figure_id)


def rate(figure: Printed) -> Argument:
    """Return a printed percentage as an argument that is a fraction."""
    return Argument(figure.rate, figure.rate_bounds, f"{figure.figure_id}/100", figure.figure_id)


def parameter(name: str, value: Fraction) -> Argument:
    """Return a stated assumption as an argument of zero width."""
    return Argument(value, Bounds(value, value), name, "", f"{name}={short(value)}")


def short(value: Fraction) -> str:
    """Return a fraction as a decimal of at most six significant digits.

    >>> short(Fraction(1, 3)), short(Fraction(6))
    ('0.333333', '6')
    """
    return f"{float(value):.6g}"


@dataclass(frozen=True)
class Derived:
    """One derived number before it is a row; `words` is the key of its name and caveat."""

    metric_id: str
    analysis: str
    report_id: str
    indicator: str
    time_period: str
    value: Fraction | None
    bounds: Bounds | None
    unit: str
    unit_mult: int
    validity: str
    formula: str
    inputs: tuple[str, ...]
    words: str
    parameters: str = ""
    values: dict[str, dict[str, Any]] = field(default_factory=dict)

    def row(self) -> dict[str, Any]:
        """Return the row of the frame."""
        lower, upper = (math.nan, math.nan) if self.bounds is None else self.bounds.outward()
        texts = {}
        for language in LANGUAGES:
            filled = {"indicator": indicator_name(self.indicator, language), **self.values.get(language, {})}
            for part in ("name", "caveat"):
                texts[f"{part}_{language}"] = word(f"metric.{self.words}.{part}", language, **filled)
        return {
            **{name: getattr(self, name) for name in COLUMNS if hasattr(self, name)},
            "value": math.nan if self.value is None else float(self.value),
            "lower": lower,
            "upper": upper,
            "inputs": " ".join(self.inputs),
            **texts,
        }


def derive_one(
    metric: str,
    words: str,
    analysis: str,
    about: Printed,
    function: Callable[..., Any],
    arguments: Sequence[Argument],
    formula: str,
    *,
    like: Printed | None = None,
    unit: str = "",
    factor: int = 1,
    validity: str = VALID,
    values: dict[str, dict[str, Any]] | None = None,
    indicator: str = "",
) -> Derived:
    """Evaluate a formula at its arguments and over their bounds.

    Args:
        metric: name of the metric; the id is `indicator.metric`.
        words: key of name and caveat in the table of words.
        analysis: A1 to A18.
        about: the figure whose report, indicator and period the number is about.
        function: one of `formulas`.
        arguments: its arguments, in order.
        formula: the formula's text, `{0}`, `{1}` … standing for the arguments.
        like: the figure whose unit and power of ten the result has.
        unit: unit of the result where it is not that of `like`.
        factor: what the result is multiplied by, 100 for percent.
        validity: class of the result.
        values: language → values for the placeholders of the words.
        indicator: the indicator the number is about, where it is not that of `about`.
    """
    bounds = propagate(function, *(argument.bounds for argument in arguments))
    used = list(dict.fromkeys(argument.figure_id for argument in arguments if argument.figure_id))
    given = list(dict.fromkeys(argument.parameter for argument in arguments if argument.parameter))
    slug = indicator or about.indicator
    text = formula.format(*(argument.symbol for argument in arguments))
    return Derived(
        metric_id=f"{slug}.{metric}",
        analysis=analysis,
        report_id=about.report_id,
        indicator=slug,
        time_period=about.time_period,
        value=Fraction(function(*(argument.value for argument in arguments))) * factor,
        bounds=bounds.scaled(Fraction(factor)),
        unit=unit if like is None else like.unit,
        unit_mult=0 if like is None else like.unit_mult,
        validity=validity,
        formula=text,
        inputs=tuple(used),
        words=words,
        parameters=" ".join(given),
        values=values or {},
    )


def to_frame(derived: Iterable[Derived]) -> pd.DataFrame:
    """Return the metrics frame, sorted by analysis and metric id.

    Columns and dtypes are those of `derive`; an empty list gives an empty frame of the same dtypes.
    """
    rows = sorted(
        (item.row() for item in derived), key=lambda row: (int(row["analysis"][1:]), row["metric_id"])
    )
    numbers = {"value": "float64", "lower": "float64", "upper": "float64", "unit_mult": "int64"}
    # column by column: a frame of rows, cast afterwards, takes five times as long
    columns = {name: [row[name] for row in rows] for name in COLUMNS}
    return pd.DataFrame(
        {
            name: np.array(cells, dtype=numbers[name]) if name in numbers else pd.array(cells, dtype="str")
            for name, cells in columns.items()
        }
    )
