"""The house reading, the curve, the scenarios and the sets, worked by hand in exact fractions."""

from __future__ import annotations

import itertools
import math

import pandas as pd
import pytest
from by_hand import (
    ADDED,
    ADDED_G,
    ADDED_RISE,
    GDP,
    GDP_BASE,
    GDP_G,
    GDP_G_HOUSE,
    HI,
    LO,
    MID,
    REPORT,
    REST,
    SALES,
    SALES_G,
    F,
    base,
    growth_needed,
    part_of,
    rest,
    rise,
)

import yz_analysis as yz
from yz_analysis.figures import metrics


@pytest.fixture(scope="module")
def literal() -> pd.DataFrame:
    return yz.derive(REPORT, assumptions={"first_half_share": 0.4}).set_index("metric_id")


@pytest.fixture(scope="module")
def house() -> pd.DataFrame:
    return yz.derive(REPORT, precision="house").set_index("metric_id")


# what the reading of 3 % moves: with 2.95 to 3.05 in place of 2.5 to 3.5, all else as it was
HOUSE = {
    "gdp.implied_base": base(GDP, GDP_G_HOUSE),
    "gdp.increment": rise(GDP, GDP_G_HOUSE),
    "industrial_value_added.contribution_to_gdp_growth": [
        ADDED_RISE[LO] / (GDP[HI] / (1 + GDP_G_HOUSE[LO])) * 100,
        ADDED_RISE[MID] / GDP_BASE[MID] * 100,
        ADDED_RISE[HI] / (GDP[LO] / (1 + GDP_G_HOUSE[HI])) * 100,
    ],
    "industrial_value_added.share_of_gdp_increment": part_of(ADDED_RISE, rise(GDP, GDP_G_HOUSE)),
    "gdp.growth_of_the_rest": [
        rest(ADDED[HI], ADDED_G[HI], GDP[LO], GDP_G_HOUSE[LO]) * 100,
        REST[MID],
        rest(ADDED[LO], ADDED_G[LO], GDP[HI], GDP_G_HOUSE[HI]) * 100,
    ],
    "gdp.growth_gap.100000": [F("0.4"), F("0.5"), F("0.6")],
    "gdp.growth_gap.320000": [F("1.3"), F("1.4"), F("1.5")],
    "gdp.growth_gap.321100": [F("1.1"), F("1.2"), F("1.3")],
}


@pytest.mark.parametrize("metric", HOUSE)
def test_the_house_reading_moves_what_stands_on_a_whole_growth_rate(metric, house):
    lower, value, upper = HOUSE[metric]
    row = house.loc[metric]
    assert row["value"] == float(value)
    assert F(row["lower"]) <= lower < F(math.nextafter(math.nextafter(row["lower"], math.inf), math.inf))
    assert F(row["upper"]) >= upper > F(math.nextafter(math.nextafter(row["upper"], -math.inf), -math.inf))


def test_the_house_reading_moves_nothing_else(house):
    literal = yz.derive(REPORT).set_index("metric_id")
    moved = (literal["lower"] != house["lower"]) | (literal["upper"] != house["upper"])
    told = literal["value"].notna()
    assert set(literal.index[moved & told]) == set(HOUSE)


@pytest.mark.parametrize(
    ("growth", "worked"), [(GDP_G, REST), (GDP_G_HOUSE, HOUSE["gdp.growth_of_the_rest"])]
)
def test_the_corners_taken_by_hand_for_the_rest_are_the_outermost_of_all(growth, worked):
    every = [
        rest(part, part_g, whole, whole_g) * 100
        for part, part_g, whole, whole_g in itertools.product(ADDED, ADDED_G, GDP, growth)
    ]
    assert (min(every), max(every)) == (worked[LO], worked[HI])


def test_published_shares_are_valid_and_implied_ones_indicative(literal):
    shares = literal[literal["analysis"].eq("A7")]
    implied = shares.index.str.contains("implied")
    assert set(shares.loc[implied, "validity"]) == {"indicative"}
    assert set(shares.loc[~implied, "validity"]) == {"valid"}


def test_the_curve_and_the_grid_of_scenarios_are_worked_point_by_point():
    source = metrics.read(REPORT)
    shares = [F(number, 100) for number in range(38, 61)]
    curve = metrics.required_growth_curve(source, "industrial_taxable_sales", [float(s) for s in shares])
    for share, row in zip(shares, curve.itertuples(), strict=True):
        lower, value, upper = growth_needed(SALES, SALES_G, share)
        assert row.value == pytest.approx(float(value), abs=1e-9)
        assert row.lower <= float(lower) + 1e-9
        assert row.upper >= float(upper) - 1e-9
        assert row.upper - row.lower == pytest.approx(float(upper - lower), abs=1e-9)
    growths = [0.0, 15.0, 30.0]  # percent
    grid = metrics.scenario_grid(source, "industrial_taxable_sales", [float(s) for s in shares], growths)
    last_year = SALES[MID] / (1 + SALES_G[MID])
    expected = {
        (float(s), h): (SALES[MID] + last_year * (1 - s) / s * (1 + F(h) / 100)) / 1200 * 100
        for s in shares
        for h in growths
    }
    for row in grid.itertuples():
        assert row.of_target == pytest.approx(float(expected[row.share, row.growth]), abs=1e-9)
    assert len(grid) == len(expected)


def test_the_second_half_needs_the_growth_of_the_first_exactly_when_the_share_is_break_even():
    from yz_analysis.figures.metrics.formulas import required_growth

    for level, growth, target in ((F("522.69"), F("0.157"), F(1200)), (F(7), F(-1, 10), F(13))):
        assert required_growth(level, growth, target, level / target) == growth
        assert required_growth(level, growth, target, level / target + F(1, 1000)) > growth
        assert required_growth(level, growth, target, level / target - F(1, 1000)) < growth


def test_the_default_share_is_the_one_last_years_total_implies():
    row = yz.derive(REPORT).set_index("metric_id").loc["industrial_taxable_sales.required_growth"]
    share = F("522.69") / F("1.157") / 1000
    expected = F("1.157") * (1200 / F("522.69") - 1) * share / (1 - share) - 1
    assert row["value"] == float(expected * 100)
    assert row["validity"] == "conditional"


def test_every_literal_interval_holds_the_house_interval_and_both_hold_the_value(house):
    literal = yz.derive(REPORT).set_index("metric_id")
    assert list(literal.index) == list(house.index)
    printed = literal["value"].notna()
    assert (literal.loc[printed, "lower"] <= house.loc[printed, "lower"]).all()
    assert (literal.loc[printed, "upper"] >= house.loc[printed, "upper"]).all()
    assert (house.loc[printed, "lower"] <= house.loc[printed, "value"]).all()
    assert (house.loc[printed, "value"] <= house.loc[printed, "upper"]).all()


def test_the_set_behind_a_start_rate_is_every_ratio_that_prints_as_it():
    found = metrics.start_rate_pairs(metrics.read(REPORT, assumptions={"largest_project_list": 120}))
    expected = [
        (n, k) for n in range(1, 121) for k in range(n + 1) if F("86.65") <= F(100 * k, n) <= F("86.75")
    ]
    assert list(found[["n", "k"]].itertuples(index=False, name=None)) == expected
    assert expected[0] == (15, 13)


def test_the_most_large_projects_are_what_brute_force_over_sizes_allows():
    """Largest k with k projects of 30 and 20-k of 1 within the largest total the print allows."""
    most = max(k for k in range(21) if 30 * k + (20 - k) <= F("106.5"))
    assert (
        most == yz.derive(REPORT).set_index("metric_id").loc["projects_over_3_billion.most_possible", "upper"]
    )
