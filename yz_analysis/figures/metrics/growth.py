"""A1, A2, A9, A10: what a level and its growth say together, and where they may not be put together."""

from __future__ import annotations

import pandas as pd

from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import (
    CONDITIONAL,
    INDICATIVE,
    VALID,
    Derived,
    derive_one,
    level,
    rate,
    to_frame,
)
from yz_analysis.figures.metrics.source import Printed, Source, is_real, pairs


def implied_bases(source: Source) -> pd.DataFrame:
    """A1: which figure of the same period last year do a level and its growth imply?

    X/(1+g), for every level whose growth is printed. For nominal growth it is the comparable base, valid on
    this year's reporting basis; it need not equal last year's published figure. For real growth it is last
    year's volume at this year's prices, indicative, and never "last year's GDP".

    Args:
        source: from `read`.

    Returns:
        The metrics frame (columns as in `derive`), unit and scale those of the level.
    """
    return to_frame(
        derive_one(
            "implied_base",
            "implied_base" + _suffix(x, g),
            "A1",
            x,
            formulas.implied_base,
            [level(x), rate(g)],
            "{0} / (1 + {1})",
            like=x,
            validity=_class(x, g),
        )
        for x, g in pairs(source)
    )


def increments(source: Source) -> pd.DataFrame:
    """A2: by how much did the level rise over that base?

    X·g/(1+g), of the same class as the base.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, unit and scale those of the level.
    """
    return to_frame(
        derive_one(
            "increment",
            "increment" + _suffix(x, g),
            "A2",
            x,
            formulas.increment,
            [level(x), rate(g)],
            "{0} * {1} / (1 + {1})",
            like=x,
            validity=_class(x, g),
        )
        for x, g in pairs(source)
    )


def wedges(source: Source) -> pd.DataFrame:
    """A9: how far apart are nominal output growth and real value-added growth?

    (1+g_output)/(1+g_value added) - 1, in percent; conditional on an unchanged value-added rate and list of
    firms. It is not inflation: prices, the value-added rate and the list of firms move it together.

    Args:
        source: from `read`.

    Returns:
        The metrics frame with at most one row.
    """
    nominal = source.find("industrial_gross_output", "growth", price_basis="current")
    real = source.find("industrial_value_added", "growth", price_basis="constant")
    if nominal is None or real is None or nominal.time_period != real.time_period:
        return to_frame([])
    made = derive_one(
        "nominal_real_wedge",
        "nominal_real_wedge",
        "A9",
        nominal,
        formulas.wedge,
        [rate(nominal), rate(real)],
        "((1 + {0}) / (1 + {1}) - 1) * 100",
        unit="PT",
        factor=100,
        validity=CONDITIONAL,
    )
    stated = "value_added_rate=unchanged list_of_firms=unchanged"
    return to_frame([Derived(**{**made.__dict__, "parameters": stated})])


def contributions(source: Source) -> pd.DataFrame:
    """A10: how much of GDP growth is industry above designated size, and how did the rest grow?

    At this year's prices, so indicative: the contribution in percentage points, the share of the increment
    in percent, and the growth of everything else in percent. Read with `precision="house"` beside `literal`
    to see how much a growth rate printed as "3%" leaves open.

    Args:
        source: from `read`.

    Returns:
        The metrics frame, three rows where levels and real growth of both are printed, else none.
    """
    found = {x.indicator: (x, g) for x, g in pairs(source) if is_real(x, g)}
    if not {"gdp", "industrial_value_added"} <= set(found):
        return to_frame([])
    (gdp, gdp_growth), (part, part_growth) = found["gdp"], found["industrial_value_added"]
    part = part.in_scale(gdp.unit_mult)
    if gdp.time_period != part.time_period or gdp.value <= part.value:
        return to_frame([])
    arguments = [level(part), rate(part_growth), level(gdp), rate(gdp_growth)]
    rows = [
        derive_one(
            "contribution_to_gdp_growth",
            "contribution_to_gdp_growth",
            "A10",
            part,
            formulas.contribution,
            arguments,
            "({0} * {1} / (1 + {1})) / ({2} / (1 + {3})) * 100",
            unit="PP",
            factor=100,
            validity=INDICATIVE,
        ),
        derive_one(
            "growth_of_the_rest",
            "growth_of_the_rest",
            "A10",
            gdp,
            formulas.rest_growth,
            arguments,
            "(({2} - {0}) / ({2} / (1 + {3}) - {0} / (1 + {1})) - 1) * 100",
            unit="PT",
            factor=100,
            validity=INDICATIVE,
        ),
    ]
    if gdp_growth.bounds.lower > 0:  # a share of an increment that may be zero says nothing
        rows.append(
            derive_one(
                "share_of_gdp_increment",
                "share_of_gdp_increment",
                "A10",
                part,
                formulas.contribution_share,
                arguments,
                "({0} * {1} / (1 + {1})) / ({2} * {3} / (1 + {3})) * 100",
                unit="PT",
                factor=100,
                validity=INDICATIVE,
            )
        )
    return to_frame(rows)


def _suffix(x: Printed, growth: Printed) -> str:
    if is_real(x, growth):
        return "_real"
    return "" if _class(x, growth) == VALID else "_unstated"


def _class(x: Printed, growth: Printed) -> str:
    """Return valid for a pair on one basis, indicative for real growth or a growth of unstated basis."""
    same = growth.price_basis == x.price_basis or x.unit != "CNY"
    return VALID if same else INDICATIVE
