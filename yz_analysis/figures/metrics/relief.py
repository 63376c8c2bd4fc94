"""A14: what the relief figures are, each by itself: a refund, a deferral, loans that turn over."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd

from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import CONDITIONAL, Derived, derive_one, level, parameter, to_frame
from yz_analysis.figures.metrics.source import Source, months_of

REFUND, DEFERRAL, BRIDGE = "vat_credit_refund", "tax_deferral", "bridge_loan_fund"


def relief(source: Source) -> pd.DataFrame:
    """A14: how do refund and deferral compare, what is a deferral worth, how much bridge lending is out?

    The refund's share of refund and deferral, as volumes (valid); the interest a deferral saves, given rate
    and months; the average bridge loans outstanding, given how long a loan stays out (both conditional).
    Refund, deferral, bridge loans and credit are not of one kind and are never added.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, up to three rows.
    """
    refund, deferral = source.find(REFUND, "level"), source.find(DEFERRAL, "level")
    bridge = source.find(BRIDGE, "level")
    stated = source.assumptions
    rows: list[Derived] = []
    if refund is not None and deferral is not None and refund.time_period == deferral.time_period:
        rows.append(
            derive_one(
                "share_of_refund_and_deferral",
                "refund_share",
                "A14",
                refund,
                formulas.part_of_pair,
                [level(refund), level(deferral.in_scale(refund.unit_mult))],
                "{0} / ({0} + {1}) * 100",
                unit="PT",
                factor=100,
            )
        )
    if deferral is not None:
        yearly = stated.exact("deferral_rate_percent") / 100
        months = stated.exact("deferral_months")
        rows.append(
            derive_one(
                "time_value",
                "deferral_time_value",
                "A14",
                deferral,
                formulas.time_value,
                [level(deferral), parameter("deferral_rate", yearly), parameter("deferral_months", months)],
                "{0} * {1} * {2} / 12",
                like=deferral,
                validity=CONDITIONAL,
                values=_texts(rate=stated.deferral_rate_percent, months=stated.deferral_months),
            )
        )
    span = months_of(bridge.time_period) if bridge is not None else None
    if bridge is not None and span is not None:
        tenor = stated.exact("bridge_loan_tenor_months")
        rows.append(
            derive_one(
                "average_outstanding",
                "bridge_average_outstanding",
                "A14",
                bridge,
                formulas.average_outstanding,
                [
                    level(bridge),
                    parameter("bridge_loan_tenor_months", tenor),
                    parameter("months", Fraction(span[1])),
                ],
                "{0} * {1} / {2}",
                like=bridge,
                validity=CONDITIONAL,
                values=_texts(tenor=stated.bridge_loan_tenor_months),
            )
        )
    return to_frame(rows)


def _texts(**numbers: float) -> dict[str, dict[str, str]]:
    texts = {name: f"{number:g}" for name, number in numbers.items()}
    return {"zh": texts, "en": texts}
