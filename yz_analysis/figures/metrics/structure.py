"""A8: shares at current prices: what industry above designated size is of GDP and of its own output."""

from __future__ import annotations

import pandas as pd

from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import derive_one, level, to_frame
from yz_analysis.figures.metrics.source import Source


def structure(source: Source) -> pd.DataFrame:
    """A8: which share of GDP, and of its own gross output, is value added above designated size?

    Both at current prices, in percent, valid. Of GDP it is the share of firms above designated size, so a
    floor for all industry. Of output it is a value-added rate of one period; its change between years may
    not be read, since the list of firms changes.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, at most two rows.
    """
    part = source.find("industrial_value_added", "level", price_basis="current")
    rows = []
    for whole_slug, metric in (("gdp", "share_of_gdp"), ("industrial_gross_output", "value_added_rate")):
        whole = source.find(whole_slug, "level", price_basis="current")
        if part is None or whole is None or part.time_period != whole.time_period:
            continue
        rows.append(
            derive_one(
                metric,
                metric,
                "A8",
                part,
                formulas.progress,
                [level(part.in_scale(whole.unit_mult)), level(whole)],
                "{0} / {1} * 100",
                unit="PT",
                factor=100,
            )
        )
    return to_frame(rows)
