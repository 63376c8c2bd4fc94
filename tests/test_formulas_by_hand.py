"""Every formula's value and bounds worked by hand in exact fractions, without the code that is tested.

The arithmetic stands here digit by digit: each printed number is its cell, each bound the corner
where the formula is least or greatest. Only the last step compares with `derive`.
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import pandas as pd
import pytest

import yz_analysis as yz
from yz_analysis.figures import metrics

F = Fraction
REPORT = "yangzhong-2022h1"

# the cells, literal: lower, value, upper (amounts in 亿元, rates as fractions)
GDP = (F("301.45"), F("301.5"), F("301.55"))
GDP_G = (F("0.025"), F("0.03"), F("0.035"))
GDP_G_HOUSE = (F("0.0295"), F("0.03"), F("0.0305"))
SALES = (F("522.685"), F("522.69"), F("522.695"))
SALES_G = (F("0.1565"), F("0.157"), F("0.1575"))
OUTPUT = (F("368.115"), F("368.12"), F("368.125"))
OUTPUT_G = (F("0.1585"), F("0.159"), F("0.1595"))
ADDED = (F("79.75"), F("79.8"), F("79.85"))
ADDED_G = (F("0.0655"), F("0.066"), F("0.0665"))
URBAN = (F("0.0435"), F("0.044"), F("0.0445"))
RURAL = (F("0.0525"), F("0.053"), F("0.0535"))
SIGNED = (F("105.5"), F("106"), F("106.5"))
REFUND = (F("6.815"), F("6.82"), F("6.825"))
DEFERRED = (F("7.635"), F("7.64"), F("7.645"))
BRIDGE = (F("21.555"), F("21.56"), F("21.565"))
# other areas and years, as their sources print them: half-years, years, growth rates in percent
GDP_CHINA = (F("562641.5"), F(562642), F("562642.5"))
GDP_JIANGSU = (F("56909.05"), F("56909.1"), F("56909.15"))
GDP_ZHENJIANG = (F("2475.645"), F("2475.65"), F("2475.655"))
GDP_ZHENJIANG_2023 = (F("2635.105"), F("2635.11"), F("2635.115"))
RETAIL_ZHENJIANG = (F("650.535"), F("650.54"), F("650.545"))
YEAR_JIANGSU = (F("122875.55"), F("122875.6"), F("122875.65"))
YEAR_ZHENJIANG = (F("5017.035"), F("5017.04"), F("5017.045"))
YEAR_ZHENJIANG_2023 = (F("5264.065"), F("5264.07"), F("5264.075"))
YEAR_RETAIL = (F("1364.015"), F("1364.02"), F("1364.025"))
YEAR_YANGZHONG = (F("585.985"), F("585.99"), F("585.995"))
OUTPUT_2021 = (F("674.5"), F(675), F("675.5"))
LO, MID, HI = 0, 1, 2
SHARE = F(2, 5)  # a stated first-half share, for the conditional formulas


@pytest.fixture(scope="module")
def literal() -> pd.DataFrame:
    return yz.derive(REPORT, assumptions={"first_half_share": 0.4}).set_index("metric_id")


@pytest.fixture(scope="module")
def house() -> pd.DataFrame:
    return yz.derive(REPORT, precision="house").set_index("metric_id")


def base(x, g):
    """Least with the smallest level and the largest growth."""
    return [x[LO] / (1 + g[HI]), x[MID] / (1 + g[MID]), x[HI] / (1 + g[LO])]


def rise(x, g):
    return [x[i] * g[i] / (1 + g[i]) for i in (LO, MID, HI)]


def part_of(part, whole):
    """Percent of a whole: least with the smallest part and the largest whole."""
    return [part[LO] / whole[HI] * 100, part[MID] / whole[MID] * 100, part[HI] / whole[LO] * 100]


def gap(ours, theirs, half="0.05"):
    """Difference of two growth rates in points; ours is a cell of fractions, theirs printed to `half`."""
    return [
        ours[LO] * 100 - F(theirs) - F(half),
        ours[MID] * 100 - F(theirs),
        ours[HI] * 100 - F(theirs) + F(half),
    ]


def growth_needed(x, g, share):
    """Least with the largest level and the smallest growth: (1+g)(T/X - 1)·s/(1-s) - 1."""
    target = F(1200)
    need = [
        (1 + g[LO]) * (target / x[HI] - 1),
        (1 + g[MID]) * (target / x[MID] - 1),
        (1 + g[HI]) * (target / x[LO] - 1),
    ]
    return [(n * share / (1 - share) - 1) * 100 for n in need]


def year(h):
    """X + B·3/2·(1+h): the year's total at a first-half share of two fifths."""
    least = SALES[LO] + SALES[LO] / (1 + SALES_G[HI]) * F(3, 2) * (1 + h)
    value = SALES[MID] + SALES[MID] / (1 + SALES_G[MID]) * F(3, 2) * (1 + h)
    most = SALES[HI] + SALES[HI] / (1 + SALES_G[LO]) * F(3, 2) * (1 + h)
    return [least, value, most]


def rest(part, part_g, whole, whole_g):
    """Growth of GDP less value added: (G-V)/(G/(1+g) - V/(1+v)) - 1.

    More GDP growth raises it, more growth of the part lowers it. For the least value take g low and v high;
    the level of GDP then lowers it and the level of the part raises it where the part grows faster.
    """
    return (whole - part) / (whole / (1 + whole_g) - part / (1 + part_g)) - 1


REST = [
    rest(ADDED[HI], ADDED_G[HI], GDP[LO], GDP_G[LO]) * 100,
    rest(ADDED[MID], ADDED_G[MID], GDP[MID], GDP_G[MID]) * 100,
    rest(ADDED[LO], ADDED_G[LO], GDP[HI], GDP_G[HI]) * 100,
]
ADDED_RISE, ADDED_BASE = rise(ADDED, ADDED_G), base(ADDED, ADDED_G)
GDP_BASE, GDP_RISE = base(GDP, GDP_G), rise(GDP, GDP_G)

BY_HAND: dict[str, list] = {
    # A1, A2
    "gdp.implied_base": GDP_BASE,
    "industrial_taxable_sales.implied_base": base(SALES, SALES_G),
    "industrial_gross_output.implied_base": base(OUTPUT, OUTPUT_G),
    "industrial_value_added.implied_base": ADDED_BASE,
    "gdp.increment": GDP_RISE,
    "industrial_taxable_sales.increment": rise(SALES, SALES_G),
    "industrial_gross_output.increment": rise(OUTPUT, OUTPUT_G),
    "industrial_value_added.increment": ADDED_RISE,
    # A3, A4: the target is exact, more sales leave less to do
    "industrial_taxable_sales.progress": [x / 12 for x in SALES],
    "industrial_taxable_sales.required_rest": [F("677.305"), F("677.31"), F("677.315")],
    "industrial_taxable_sales.required_monthly": [F("677.305") / 6, F("677.31") / 6, F("677.315") / 6],
    "industrial_taxable_sales.monthly_so_far": [x / 6 for x in SALES],
    "industrial_taxable_sales.required_ratio": [1200 / x - 1 for x in reversed(SALES)],
    "general_public_budget_revenue.target_monthly": [F(40, 12), F(40, 12), math.inf],
    "projects_brought_in.progress": [F(0), F(200, 3), F(200, 3)],
    "projects_brought_in.required_rest": [F(10), F(10), math.inf],
    # A5, A6 at a first-half share of two fifths
    "industrial_taxable_sales.break_even_share": [x / 12 for x in SALES],
    "industrial_taxable_sales.required_growth": growth_needed(SALES, SALES_G, SHARE),
    "industrial_taxable_sales.outcome_low": year(F(0)),
    "industrial_taxable_sales.outcome_high": year(F("0.3")),
    "industrial_taxable_sales.outcome_same": [x * F(5, 2) for x in SALES],
    # A8 to A10
    "industrial_value_added.share_of_gdp": [
        ADDED[LO] / GDP[HI] * 100,
        ADDED[MID] / GDP[MID] * 100,
        ADDED[HI] / GDP[LO] * 100,
    ],
    "industrial_value_added.value_added_rate": [
        ADDED[LO] / OUTPUT[HI] * 100,
        ADDED[MID] / OUTPUT[MID] * 100,
        ADDED[HI] / OUTPUT[LO] * 100,
    ],
    "industrial_gross_output.nominal_real_wedge": [
        ((1 + OUTPUT_G[LO]) / (1 + ADDED_G[HI]) - 1) * 100,
        ((1 + OUTPUT_G[MID]) / (1 + ADDED_G[MID]) - 1) * 100,
        ((1 + OUTPUT_G[HI]) / (1 + ADDED_G[LO]) - 1) * 100,
    ],
    "industrial_value_added.contribution_to_gdp_growth": [
        ADDED_RISE[LO] / (GDP[HI] / (1 + GDP_G[LO])) * 100,
        ADDED_RISE[MID] / GDP_BASE[MID] * 100,
        ADDED_RISE[HI] / (GDP[LO] / (1 + GDP_G[HI])) * 100,
    ],
    "industrial_value_added.share_of_gdp_increment": [
        ADDED_RISE[LO] / GDP_RISE[HI] * 100,
        ADDED_RISE[MID] / GDP_RISE[MID] * 100,
        ADDED_RISE[HI] / GDP_RISE[LO] * 100,
    ],
    "gdp.growth_of_the_rest": REST,
    # A11, A12: twenty projects of at least 1 亿元
    "signed_project_investment.mean_size": [x / 20 for x in SIGNED],
    "signed_project_investment.largest_possible": [x - 19 for x in SIGNED],
    "projects_over_3_billion.most_possible": [F(2), F(2), F(2)],  # 30k + (20-k) ≤ 106.5 gives k ≤ 2.98
    "key_project_start_rate.fewest_planned": [F(15), F(15), F(15)],  # 13/15 = 86.67 %
    "key_project_start_rate.possible_lists": [F(4), F(4), F(4)],  # 13/15, 26/30, 39/45, 52/60
    # A13
    "disposable_income.urban_rural_ratio_change": [
        ((1 + URBAN[LO]) / (1 + RURAL[HI]) - 1) * 100,
        ((1 + URBAN[MID]) / (1 + RURAL[MID]) - 1) * 100,
        ((1 + URBAN[HI]) / (1 + RURAL[LO]) - 1) * 100,
    ],
    "disposable_income.gap_threshold": [RURAL[LO] / URBAN[HI], F(53, 44), RURAL[HI] / URBAN[LO]],
    # A14: 3.7 % a year for six months; half a month of six
    "vat_credit_refund.share_of_refund_and_deferral": [
        REFUND[LO] / (REFUND[LO] + DEFERRED[HI]) * 100,
        F(682, 682 + 764) * 100,
        REFUND[HI] / (REFUND[HI] + DEFERRED[LO]) * 100,
    ],
    "tax_deferral.time_value": [x * F("0.037") / 2 for x in DEFERRED],
    "bridge_loan_fund.average_outstanding": [x / 12 for x in BRIDGE],
    # A7: half over year where both are published; the total of 2021 was only expected
    "gdp.first_half_share.320000.2022": part_of(GDP_JIANGSU, YEAR_JIANGSU),
    "gdp.first_half_share.321100.2022": part_of(GDP_ZHENJIANG, YEAR_ZHENJIANG),
    "gdp.first_half_share.321100.2023": part_of(GDP_ZHENJIANG_2023, YEAR_ZHENJIANG_2023),
    "gdp.first_half_share.321182.2022": part_of(GDP, YEAR_YANGZHONG),
    "retail_sales.first_half_share.321100.2022": part_of(RETAIL_ZHENJIANG, YEAR_RETAIL),
    "industrial_gross_output.implied_first_half_share": part_of(base(OUTPUT, OUTPUT_G), OUTPUT_2021),
    # "more than a thousand" gives a half-line: any larger total, any smaller share
    "industrial_taxable_sales.implied_first_half_share": [
        F(0),
        F("522.69") / F("1.157") / 10,
        F("522.695") / F("1.1565") / 10,
    ],
    # A17: levels at current prices, growth on the same basis
    "gdp.share_of.100000": part_of(GDP, GDP_CHINA),
    "gdp.share_of.320000": part_of(GDP, GDP_JIANGSU),
    "gdp.share_of.321100": part_of(GDP, GDP_ZHENJIANG),
    "gdp.growth_gap.100000": [F("-0.05"), F("0.5"), F("1.05")],
    "gdp.growth_gap.320000": [F("0.85"), F("1.4"), F("1.95")],
    "gdp.growth_gap.321100": [F("0.65"), F("1.2"), F("1.75")],
    "industrial_taxable_sales.growth_gap.320600": gap(SALES_G, "3.7"),
    "industrial_gross_output.growth_gap.320600": gap(OUTPUT_G, "10.5"),
    "industrial_value_added.growth_gap.100000": gap(ADDED_G, "3.4"),
    # Jiangsu's 2.1 is 2.8 less a gap of 0.7, two printed numbers, so twice as wide
    "industrial_value_added.growth_gap.320000": gap(ADDED_G, "2.1", "0.1"),
    "industrial_value_added.growth_gap.320600": gap(ADDED_G, "2.8"),
    "industrial_value_added.growth_gap.321100": gap(ADDED_G, "2.9"),
    "disposable_income_urban.growth_gap.100000": gap(URBAN, "3.6"),
    "disposable_income_urban.growth_gap.320000": gap(URBAN, "4.2"),
    "disposable_income_urban.growth_gap.350583": gap(URBAN, "4.2"),
    "disposable_income_rural.growth_gap.100000": gap(RURAL, "5.8"),
    "disposable_income_rural.growth_gap.320000": [F("-0.7"), F("-0.6"), F("-0.5")],
    "disposable_income_rural.growth_gap.350583": gap(RURAL, "5.8"),
    # A18 at two fifths: base 1.8 % larger or smaller, one rounding at a time
    "industrial_taxable_sales.sensitivity.coverage": [
        ((1 + SALES_G[MID]) * (1200 / SALES[MID] - 1) * F(2, 3) / F("1.018") - 1) * 100,
        growth_needed(SALES, SALES_G, SHARE)[MID],
        ((1 + SALES_G[MID]) * (1200 / SALES[MID] - 1) * F(2, 3) / F("0.982") - 1) * 100,
    ],
    # from the assumed two fifths up to the highest half-year share of GDP, Yangzhong's own of 2022
    "industrial_taxable_sales.sensitivity.share": [
        growth_needed(SALES, SALES_G, SHARE)[MID],
        growth_needed(SALES, SALES_G, SHARE)[MID],
        growth_needed(SALES, SALES_G, F("301.5") / F("585.99"))[MID],
    ],
    "industrial_taxable_sales.sensitivity.rounding_of_growth": [
        growth_needed([SALES[MID]] * 3, SALES_G, SHARE)[i] for i in (LO, MID, HI)
    ],
    "industrial_taxable_sales.sensitivity.rounding_of_level": [
        growth_needed(SALES, [SALES_G[MID]] * 3, SHARE)[i] for i in (LO, MID, HI)
    ],
}  # fmt: skip


@pytest.mark.parametrize("metric", BY_HAND)
def test_value_and_bounds_are_those_worked_by_hand(metric, literal):
    lower, value, upper = BY_HAND[metric]
    row = literal.loc[metric]
    assert row["value"] == float(value)
    for found, exact, side in ((row["lower"], lower, -1), (row["upper"], upper, 1)):
        if exact == math.inf:
            assert found == math.inf
            continue
        # rounded outward, and by no more than the next float
        assert (F(found) - exact) * side >= 0
        assert math.nextafter(found, -side * math.inf) == found or (
            (F(math.nextafter(found, -side * math.inf)) - exact) * side < 0 or F(found) == exact
        )


def test_no_derived_number_of_the_report_is_left_unworked(literal):
    counted = literal["analysis"].isin(["A15", "A16"])  # worked below: whether it holds, how many are printed
    assert set(literal.index[~counted]) == set(BY_HAND)
    assert set(literal.index[counted]) == set(HOLDS) | {f"{name}.aspects_printed" for name in ASPECTS}


# A15, with the article in hand: True where nothing contradicts, None where it cannot be told
HOLDS = {
    "gdp.check.first_place": True,  # 3 ≥ 1.8
    "industrial_value_added.check.first_place": True,  # 6.6 ≥ 2.9
    "industrial_taxable_sales.check.first_place": None,  # Zhenjiang's own is not known
    "industrial_gross_output.check.first_place": None,
    "civilised_city_score.check.first_place": None,  # no growth
    "elderly_first_dose_rate.check.among_the_top": None,
    "rural_infrastructure_pilot.check.the_only_one": None,
    "hr_service_pilot.check.the_only_one": None,
    "industrial_value_added.check.value_added_within_gdp": True,  # 79.8 ≤ 301.5
    "industrial_value_added.check.value_added_within_output": True,  # 79.8 ≤ 368.12
    "signed_project_investment.check.projects_reach_their_floor": True,  # 20 × 1 ≤ 106
    "key_project_start_rate.check.start_rate_of_whole_numbers": True,  # 13/15
    "bridge_loan_fund.check.repeated_alike": True,
    "new_enterprise_credit.check.repeated_alike": True,
    "new_energy_firm_orders.check.repeated_alike": True,
    "industrial_taxable_sales.check.target_above_actual": True,  # 522.69 < 1200
}

# A16: level, growth, rank and target of four indicators; of all the others one of the four
ASPECTS = dict.fromkeys(
    (
        "retail_sales", "general_public_budget_revenue", "disposable_income_urban",
        "disposable_income_rural", "urban_new_jobs", "community_covid_cases", "covid_cases_exported",
        "signed_projects", "signed_project_investment", "key_project_start_rate", "database_investment",
        "vat_credit_refund", "tax_deferral", "bridge_loan_fund", "new_enterprise_credit",
        "new_energy_firm_orders", "summer_grain_area", "summer_grain_yield", "summer_grain_output",
        "summer_grain_benefit", "farmland_non_grain_use", "illegal_farmland_occupation",
        "rural_infrastructure_pilot", "civilised_city_score", "registered_unemployment_rate",
        "nucleic_acid_test_capacity", "elderly_first_dose_rate", "top_60_firms_resumption",
        "industrial_work_resumption_rate", "new_characteristic_villages", "home_care_centres",
        "hr_service_pilot", "gdp_supporting_indicators", "projects_brought_in", "projects_over_3_billion",
        "cultivated_land", "permanent_basic_farmland", "poverty_population",
    ),
    1,
)  # fmt: skip
ASPECTS |= {
    "gdp": 3,
    "industrial_value_added": 3,
    "industrial_gross_output": 3,
    "industrial_taxable_sales": 4,
}


def test_the_claims_hold_or_cannot_be_told_as_the_article_and_its_parent_area_say(literal):
    for metric, holds in HOLDS.items():
        row = literal.loc[metric]
        assert math.isnan(row["value"]) if holds is None else row["value"] == int(holds), metric


def test_each_indicator_has_as_many_of_level_growth_rank_and_target_as_are_printed(literal):
    assert {name: literal.loc[f"{name}.aspects_printed", "value"] for name in ASPECTS} == ASPECTS


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
