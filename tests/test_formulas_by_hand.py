"""Every formula's value and bounds worked by hand in exact fractions, without the code that is tested.

The arithmetic stands here digit by digit: each printed number is its cell, each bound the corner
where the formula is least or greatest. Only the last step compares with `derive`.
"""

from __future__ import annotations

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
    # A17: Zhenjiang 2475.65 and 1.8 %, Jiangsu's 2.1 % is a printed number less a printed gap
    "gdp.share_of.321100": [
        GDP[LO] / F("2475.655") * 100,
        GDP[MID] / F("2475.65") * 100,
        GDP[HI] / F("2475.645") * 100,
    ],
    "gdp.growth_gap.321100": [F("0.65"), F("1.2"), F("1.75")],
    "industrial_value_added.growth_gap.320000": [F("4.35"), F("4.5"), F("4.65")],
    "disposable_income_rural.growth_gap.320000": [F("-0.7"), F("-0.6"), F("-0.5")],
    # A18 at two fifths: base 1.8 % larger or smaller, one rounding at a time
    "industrial_taxable_sales.sensitivity.coverage": [
        ((1 + SALES_G[MID]) * (1200 / SALES[MID] - 1) * F(2, 3) / F("1.018") - 1) * 100,
        growth_needed(SALES, SALES_G, SHARE)[MID],
        ((1 + SALES_G[MID]) * (1200 / SALES[MID] - 1) * F(2, 3) / F("0.982") - 1) * 100,
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
    worked_elsewhere = literal["analysis"].isin(["A7", "A15", "A16"]) | literal.index.str.contains(
        r"growth_gap|share_of\.|sensitivity\.share"
    )
    assert set(literal.index[~worked_elsewhere]) <= set(BY_HAND)


def test_first_half_shares_of_other_places_are_half_over_year(literal):
    expected = {
        "gdp.first_half_share.320000.2022": F("56909.1") / F("122875.6"),
        "gdp.first_half_share.321100.2022": F("2475.65") / F("5017.04"),
        "gdp.first_half_share.321182.2022": F("301.5") / F("585.99"),
        "retail_sales.first_half_share.321100.2022": F("650.54") / F("1364.02"),
    }
    for metric, share in expected.items():
        assert literal.loc[metric, "value"] == float(share * 100)
        assert literal.loc[metric, "validity"] == "valid"


def test_the_share_of_last_year_is_at_most_what_more_than_a_thousand_allows(literal):
    row = literal.loc["industrial_taxable_sales.implied_first_half_share"]
    assert row["value"] == float(F("522.69") / F("1.157") / 1000 * 100)
    assert row["lower"] == 0
    assert F(row["upper"]) >= F("522.695") / F("1.1565") / 1000 * 100
    assert row["validity"] == "indicative"


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


def test_house_narrows_the_base_of_gdp_to_growth_of_one_decimal(house):
    row = house.loc["gdp.implied_base"]
    assert F(row["lower"]) <= GDP[LO] / (1 + GDP_G_HOUSE[HI])
    assert float(GDP[LO] / (1 + GDP_G_HOUSE[HI])) == pytest.approx(row["lower"], abs=1e-9)
    assert float(GDP[HI] / (1 + GDP_G_HOUSE[LO])) == pytest.approx(row["upper"], abs=1e-9)


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
