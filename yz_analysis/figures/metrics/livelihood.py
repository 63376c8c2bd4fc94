"""A13: what two growth rates of income say about the ratio and the gap of urban and rural income."""

from __future__ import annotations

import pandas as pd

from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import Derived, derive_one, level, rate, to_frame
from yz_analysis.figures.metrics.source import Source

URBAN, RURAL, ALL = "disposable_income_urban", "disposable_income_rural", "disposable_income"


def income_ratio(source: Source) -> pd.DataFrame:
    """A13: how did the ratio of urban to rural income change, and does the gap in yuan still widen?

    The ratio's change (1+g_u)/(1+g_r) - 1 in percent; the threshold g_r/g_u: where last year's ratio was
    above it, the gap in yuan widened although the ratio fell; and the ratio itself where both levels are
    printed. Valid. The two growth rates may not be averaged: the weights are not printed.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, up to three rows about `disposable_income`.
    """
    rows: list[Derived] = []
    urban = source.find(URBAN, "growth", price_basis="current")
    rural = source.find(RURAL, "growth", price_basis="current")
    if urban is not None and rural is not None and urban.time_period == rural.time_period:
        arguments = [rate(urban), rate(rural)]
        rows.append(
            derive_one(
                "urban_rural_ratio_change",
                "urban_rural_ratio_change",
                "A13",
                urban,
                formulas.ratio_change,
                arguments,
                "((1 + {0}) / (1 + {1}) - 1) * 100",
                unit="PT",
                factor=100,
                indicator=ALL,
            )
        )
        if urban.bounds.lower > 0 and rural.bounds.lower > 0:
            rows.append(
                derive_one(
                    "gap_threshold",
                    "gap_threshold",
                    "A13",
                    urban,
                    lambda urban, rural: rural / urban,
                    arguments,
                    "({1}) / ({0})",
                    unit="MULT",
                    indicator=ALL,
                )
            )
    high, low = source.find(URBAN, "level"), source.find(RURAL, "level")
    if high is not None and low is not None and high.time_period == low.time_period and low.value > 0:
        rows.append(
            derive_one(
                "urban_rural_ratio",
                "urban_rural_ratio",
                "A13",
                high,
                formulas.progress,
                [level(high), level(low.in_scale(high.unit_mult))],
                "{0} / {1}",
                unit="MULT",
                indicator=ALL,
            )
        )
    return to_frame(rows)
