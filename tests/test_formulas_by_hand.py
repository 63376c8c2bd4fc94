"""Every formula's value and bounds worked by hand in exact fractions, without the code that is tested.

The arithmetic stands here digit by digit: each printed number is its cell, each bound the corner
where the formula is least or greatest. Only the last step compares with `derive`.
"""

from __future__ import annotations

import math

import pandas as pd
import pytest
from by_hand import (
    ADDED,
    ADDED_BASE,
    ADDED_G,
    ADDED_RISE,
    BRIDGE,
    DEFERRED,
    GDP,
    GDP_BASE,
    GDP_CHINA,
    GDP_G,
    GDP_JIANGSU,
    GDP_RISE,
    GDP_ZHENJIANG,
    HI,
    LO,
    MID,
    OUTPUT,
    OUTPUT_G,
    REFUND,
    REPORT,
    REST,
    RETAIL_ZHENJIANG,
    RURAL,
    SALES,
    SALES_G,
    SHARE,
    SIGNED,
    URBAN,
    YEAR_JIANGSU,
    YEAR_RETAIL,
    YEAR_YANGZHONG,
    YEAR_ZHENJIANG,
    F,
    base,
    gap,
    growth_needed,
    part_of,
    rise,
    year,
)

import yz_analysis as yz

GDP_ZHENJIANG_2023 = (F("2635.105"), F("2635.11"), F("2635.115"))

YEAR_ZHENJIANG_2023 = (F("5264.065"), F("5264.07"), F("5264.075"))

OUTPUT_2021 = (F("674.5"), F(675), F("675.5"))


@pytest.fixture(scope="module")
def literal() -> pd.DataFrame:
    return yz.derive(REPORT, assumptions={"first_half_share": 0.4}).set_index("metric_id")


@pytest.fixture(scope="module")
def house() -> pd.DataFrame:
    return yz.derive(REPORT, precision="house").set_index("metric_id")


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
