"""A18: which assumption or rounding moves the required growth most, one at a time."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import CONDITIONAL, Derived, derive_one, parameter, to_frame
from yz_analysis.figures.metrics.scenarios import arguments_of, goals
from yz_analysis.figures.metrics.seasonality import first_half_share, share_band
from yz_analysis.figures.metrics.source import Source


def sensitivity(source: Source) -> pd.DataFrame:
    """A18: which assumption moves the required growth most?

    One at a time, the others at their defaults: the first-half share over the band of `share_band`, last
    year's comparable base by ± base_coverage_percent, and the rounding of level and growth. Conditional.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, one row for each parameter; value is the required growth at the assumed share,
        lower and upper are its ends when this one parameter goes through its range.
    """
    rows: list[Derived] = []
    for goal in goals(source):
        share, band = first_half_share(source, goal.level.indicator), share_band(source, goal.level.indicator)
        if share is None or band is None:
            continue
        x, g, t = arguments_of(goal)
        t = t._replace(bounds=Bounds(t.value, t.value))
        s = parameter("first_half_share", share.value)
        coverage = source.assumptions.exact("base_coverage_percent") / 100
        c = parameter("base_coverage", Fraction(1))
        exactly = [item._replace(bounds=Bounds(item.value, item.value)) for item in (x, g, t, s, c)]
        ranges = {
            "share": (3, s._replace(bounds=Bounds(*band), parameter=_span("first_half_share", *band))),
            "coverage": (
                4,
                c._replace(
                    bounds=Bounds(1 - coverage, 1 + coverage),
                    parameter=_span("base_coverage", 1 - coverage, 1 + coverage),
                ),
            ),
            "rounding_of_growth": (1, g),
            "rounding_of_level": (0, x),
        }
        for name, (position, argument) in ranges.items():
            arguments = [*exactly[:position], argument, *exactly[position + 1 :]]
            rows.append(
                derive_one(
                    f"sensitivity.{name}",
                    f"sensitivity_{name}",
                    "A18",
                    goal.level,
                    formulas.required_growth_covered,
                    arguments,
                    "((1 + {1}) * ({2} / {0} - 1) * {3} / (1 - {3}) / {4} - 1) * 100",
                    unit="PT",
                    factor=100,
                    validity=CONDITIONAL,
                )
            )
    return to_frame(rows)


def _span(name: str, low: Fraction, high: Fraction) -> str:
    return f"{name}={float(low):.6g}..{float(high):.6g}"
