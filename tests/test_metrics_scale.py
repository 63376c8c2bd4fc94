"""A number in another power of ten changes no derived number; one in another unit takes part in none."""

from __future__ import annotations

from fractions import Fraction

import pandas as pd
import pytest
from metric_samples import growth, source

from yz_analysis.figures import metrics
from yz_analysis.figures.metrics.derivation import ANALYSES
from yz_analysis.figures.metrics.frame import to_frame
from yz_analysis.figures.metrics.source import Source

REPORTS = ["yangzhong-2022h1", "zhenjiang-2022h1", "jiangsu-2022h1", "china-2022h1"]
VALUE_ADDED = {"indicator": "industrial_value_added"}
INCOMES = ({"indicator": "disposable_income_urban"}, {"indicator": "disposable_income_rural"})
FROM_ROWS = {"A15", "A16"}  # these read the rows as they stand, not the numbers


def derived(given: Source) -> pd.DataFrame:
    parts = [
        function(given) for name, answers in ANALYSES.items() if name not in FROM_ROWS for function in answers
    ]
    table = pd.concat([part for part in parts if len(part)] or [to_frame([])]).set_index("metric_id")
    scale = 10.0 ** table["unit_mult"]
    return table[["value", "lower", "upper"]].mul(scale, axis=0)


def said_otherwise(given: Source, every: int, shift: int) -> Source:
    """The same report, with every second amount of money in another power of ten; cells move along."""
    other = metrics.read(given.report)
    figures = list(given.everything)
    for n, figure in enumerate(figures):
        if figure.unit == "CNY" and figure.unit_mult >= 4 and n % 2 == every:
            figures[n] = figure.in_scale(figure.unit_mult + shift)
    other.__dict__["everything"] = tuple(figures)
    return other


@pytest.mark.parametrize("every", [0, 1])
@pytest.mark.parametrize("report", REPORTS)
def test_amounts_in_wan_or_in_yi_give_the_same_derived_numbers(report, every):
    given = metrics.read(report)
    expected, found = derived(given), derived(said_otherwise(given, every, 4))
    pd.testing.assert_frame_equal(found, expected, check_exact=False, rtol=1e-12)
    assert len(expected) > 5


def test_a_part_in_another_scale_than_its_whole_still_contributes_to_its_growth():
    def contributing(gdp, part):
        return metrics.contributions(source(
            gdp, growth("3.0", price_basis="constant"), {**VALUE_ADDED, **part},
            growth("6.6", **VALUE_ADDED, price_basis="constant"),
        )).set_index("metric_id")  # fmt: skip

    expected = contributing({"value": "12000"}, {"value": "3000"})
    wan_yi = contributing({"value": "1.2000", "unit_mult": 12}, {"value": "3000"})
    assert wan_yi["value"].tolist() == pytest.approx(expected["value"].tolist())
    assert len(expected) == 3
    assert contributing({"value": "9000"}, {"value": "1.2", "unit_mult": 12}).empty


def test_the_ratio_of_incomes_is_of_yuan_to_yuan():
    rows = metrics.income_ratio(
        source(
            {**INCOMES[0], "value": "2.5", "unit_mult": 4}, {**INCOMES[1], "value": "12500", "unit_mult": 0}
        )
    )
    assert rows["value"].tolist() == [2.0]
    assert rows["lower"].iloc[0] <= 24500 / 12500.5
    assert rows["upper"].iloc[0] >= 25500 / 12499.5


def test_a_half_year_in_dollars_is_no_share_of_a_year_in_yuan():
    trade = {"indicator": "total_trade", "report_id": "there", "ref_area": "320000"}
    half, year = {**trade, "value": "40"}, {**trade, "value": "100", "time_period": "2022"}
    assert metrics.benchmarks(source({"value": "1"}, half, year))["value"].tolist() == [40.0]
    assert metrics.benchmarks(source({"value": "1"}, {**half, "unit": "USD"}, year)).empty


def test_a_figure_in_another_scale_keeps_its_cell():
    figure = next(one for one in metrics.read("yangzhong-2022h1").everything if one.unit_mult == 8)
    moved = figure.in_scale(4)
    assert (moved.value, moved.unit_mult) == (figure.value * 10_000, 4)
    assert moved.bounds == figure.bounds.scaled(Fraction(10_000))
    assert moved.in_scale(8) == figure
