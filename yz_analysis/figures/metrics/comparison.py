"""A17: the report beside its parent areas and others, on the same period and the same basis only."""

from __future__ import annotations

from typing import Any

import pandas as pd

from yz_analysis.figures.labels import area_name, indicator_name, parent_of
from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.frame import Derived, derive_one, level, rate, to_frame
from yz_analysis.figures.metrics.source import Printed, Source
from yz_analysis.words import LANGUAGES, word

_AVERAGES = ("均", "单价", "每")  # in the names of amounts per head or item, which no area sums up
# growth of these is compared first
HEADLINES = (
    "gdp",
    "industrial_value_added",
    "disposable_income_urban",
    "disposable_income_rural",
    "retail_sales",
)


def parents(ref_area: str) -> list[str]:
    """Return the codes of the areas that hold an area, the nearest first, by the table of areas.

    >>> parents("321182")
    ['321100', '320000', '100000']
    """
    above = parent_of(ref_area)
    return [above, *parents(above)] if above else []


def name_beside(area: str, own: str, language: str) -> str:
    """Return an area's name, with its province where that is another than the report's own.

    >>> name_beside("320600", "321182", "en"), name_beside("350583", "321182", "en")
    ('Nantong', "Nan'an (Fujian)")
    """
    name, province = area_name(area, language), _province(area)
    if province in ("", area, _province(own)):
        return name
    return word("area.in_province", language, area=name, province=area_name(province, language))


def _province(area: str) -> str:
    """Return the code of the province that an area is or lies in, empty for the country."""
    chain = [area, *parents(area)]
    return chain[-2] if len(chain) > 1 else ""


def growth_gaps(source: Source) -> pd.DataFrame:
    """A17: how far is growth from that of other areas, in percentage points?

    Same indicator, same period, same price basis; where the basis of either is not stated nothing is
    compared. Parents and other areas alike, told apart by `parents`. Valid where the bases agree.

    Args:
        source: from `read`.

    Returns:
        The metrics frame; metric ids are `indicator.growth_gap.area`, inputs the two figures.
    """
    rows = []
    for own, other in _same(source, "growth"):
        if own.price_basis in ("current", "constant") and own.unit == other.unit == "PT":
            rows.append(
                derive_one(
                    f"growth_gap.{other.ref_area}"
                    + ("" if own.price_basis == _usual(own, source) else ".real"),
                    "growth_gap",
                    "A17",
                    own,
                    lambda own, other: own - other,
                    [rate(own), rate(other)],
                    "({0} - {1}) * 100",
                    unit="PP",
                    factor=100,
                    values=_area_words(other),
                )
            )
    return to_frame(rows)


def area_of(row: Any) -> str:
    """Return the code of the area that a row of `growth_gaps` or `parent_shares` compares with."""
    return str(row.metric_id).split(".")[2]


def headline_gaps(source: Source) -> list[Any]:
    """Return the rows of `growth_gaps` that matter most, by indicator and then from near to far.

    Those to parent areas, or to the others where there is none; the headline indicators, or all where none
    of them can be compared.
    """
    gaps = list(growth_gaps(source).itertuples(index=False))
    above = parents(source.main[0])
    chosen = [row for row in gaps if area_of(row) in above] or gaps
    first = [row for row in chosen if row.indicator in HEADLINES] or chosen
    order = [*HEADLINES, *dict.fromkeys(row.indicator for row in first)]
    near = [*above, *dict.fromkeys(area_of(row) for row in first)]
    return sorted(first, key=lambda row: (order.index(row.indicator), near.index(area_of(row))))


def nearest_parent(source: Source) -> str:
    """Return the code of the parent area that a page of one minute compares growth with, empty for none.

    >>> from yz_analysis.figures.metrics import read
    >>> nearest_parent(read("yangzhong-2022h1")), nearest_parent(read("china-2022h1"))
    ('321100', '')
    """
    first = headline_gaps(source)[:1]
    return next((area_of(row) for row in first if area_of(row) in parents(source.main[0])), "")


def parent_shares(source: Source) -> pd.DataFrame:
    """A17: which share of its parent areas is the area?

    Levels at current prices, same indicator and period, in percent; amounts only, never incomes or GDP per
    head.

    Args:
        source: from `read`.

    Returns:
        The metrics frame; metric ids are `indicator.share_of.area`.
    """
    rows: list[Derived] = []
    for own, other in _same(source, "level"):
        if other.ref_area not in parents(own.ref_area) or other.value <= 0:
            continue
        money = own.unit == other.unit == "CNY" and own.unit_mult >= 4 and own.price_basis == "current"
        if money and not _is_average(own.indicator):
            rows.append(
                derive_one(
                    f"share_of.{other.ref_area}",
                    "share_of_parent",
                    "A17",
                    own,
                    formulas.progress,
                    [level(own), level(other.in_scale(own.unit_mult))],
                    "{0} / {1} * 100",
                    unit="PT",
                    factor=100,
                    values=_area_words(other),
                )
            )
    return to_frame(rows)


def published(source: Source, own: Printed) -> dict[str, Printed]:
    """Return what other areas publish that may be compared with a figure: area → figure.

    The same indicator, measure, period and price basis; where an area has it from several places they must
    agree, and the first that is no estimate is taken.
    """
    found: dict[str, list[Printed]] = {}
    for other in source.everything:
        same = (other.indicator, other.measure, other.time_period, other.price_basis) == (
            own.indicator,
            own.measure,
            own.time_period,
            own.price_basis,
        )
        if (
            same
            and other.kind == "actual"
            and other.comparator == "="
            and other.ref_area not in ("", own.ref_area)
        ):
            found.setdefault(other.ref_area, []).append(other)
    return {
        area: min(figures, key=lambda figure: (figure.status == "E", figure.figure_id))
        for area, figures in found.items()
        if len({figure.value * 10**figure.unit_mult for figure in figures}) == 1
    }


def _same(source: Source, measure: str) -> list[tuple[Printed, Printed]]:
    """Return (own, other) pairs that may be compared: one indicator, period, measure and price basis."""
    owned = [f for f in source.results if f.measure == measure and f.comparator == "="]
    found = []
    for own in owned:
        twins = [f for f in owned if (f.indicator, f.price_basis) == (own.indicator, own.price_basis)]
        if len(twins) == 1:  # two printings of one thing: neither is compared
            found += [(own, other) for other in published(source, own).values()]
    return found


def _is_average(indicator: str) -> bool:
    """Say whether an indicator is an amount per head, item or yuan: no area has a share of another's."""
    return any(part in indicator_name(indicator, "zh") for part in _AVERAGES)


def _usual(own: Printed, source: Source) -> str:
    """Return the basis that names the plain metric where growth is printed on two: the nominal one."""
    bases = {f.price_basis for f in source.results if (f.indicator, f.measure) == (own.indicator, "growth")}
    return "current" if "current" in bases else own.price_basis


def _area_words(other: Printed) -> dict[str, dict[str, str]]:
    return {language: {"area": area_name(other.ref_area, language)} for language in LANGUAGES}
