"""Projects, incomes and relief: logical bounds, sets and conditions."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from metric_samples import growth, source

from yz_analysis.figures import metrics

COUNT = {
    "indicator": "signed_projects",
    "measure": "count",
    "unit": "NB",
    "unit_mult": 0,
    "price_basis": "none",
}
FLOOR = {
    "indicator": "signed_projects",
    "measure": "threshold",
    "kind": "label",
    "comparator": ">=",
    "value": "1",
}
LARGE = {**FLOOR, "indicator": "projects_over_3_billion", "value": "30"}
TOTAL = {"indicator": "signed_project_investment"}
RATE = {
    "indicator": "key_project_start_rate",
    "measure": "rate",
    "unit": "PT",
    "unit_mult": 0,
    "price_basis": "none",
}


def by_id(frame):
    return frame.set_index("metric_id")


@settings(max_examples=60)
@given(st.integers(1, 8), st.integers(0, 200))
def test_the_largest_project_and_the_number_of_large_ones_are_what_brute_force_allows(count, extra):
    """Every project at least 1: try how many can be 30 or more within the largest total."""
    total = count + extra
    rows = by_id(
        metrics.project_sizes(
            source({**COUNT, "value": str(count)}, {**TOTAL, "value": str(total)}, FLOOR, LARGE)
        )
    )
    most = Fraction(2 * total + 1, 2)
    large = max(k for k in range(count + 1) if 30 * k + (count - k) <= most)
    assert rows.loc["projects_over_3_billion.most_possible", "upper"] == large
    assert rows.loc["signed_project_investment.largest_possible", "value"] == total - (count - 1)
    assert rows.loc["signed_project_investment.mean_size", "value"] == pytest.approx(total / count)


def test_a_threshold_in_another_scale_is_read_in_the_scale_of_the_total():
    floor = {**FLOOR, "value": "10000", "unit_mult": 4}
    sized = source({**COUNT, "value": "20"}, {**TOTAL, "value": "106"}, floor)
    row = by_id(metrics.project_sizes(sized)).loc["signed_project_investment.largest_possible"]
    assert row["value"] == 87


def test_without_a_floor_there_is_a_mean_and_no_largest():
    sized = source({**COUNT, "value": "20"}, {**TOTAL, "value": "106"})
    assert metrics.project_sizes(sized)["metric_id"].tolist() == ["signed_project_investment.mean_size"]


@settings(max_examples=40)
@given(st.integers(1, 40), st.data())
def test_the_true_pair_is_always_among_the_possible_ones(n, data):
    k = data.draw(st.integers(0, n))
    printed = f"{100 * k / n:.1f}"
    pairs = metrics.start_rate_pairs(source({**RATE, "value": printed}))
    assert (n, k) in set(pairs[["n", "k"]].itertuples(index=False, name=None))


def test_a_start_rate_of_within_something_is_no_set():
    within = source({**RATE, "value": "90", "comparator": ">="})
    assert metrics.start_rate_pairs(within).empty
    assert metrics.start_rate(within).empty


def test_the_list_of_projects_may_be_made_longer():
    long = source({**RATE, "value": "86.7"}, assumptions={"largest_project_list": 200})
    short = source({**RATE, "value": "86.7"})
    assert len(metrics.start_rate_pairs(long)) > len(metrics.start_rate_pairs(short))


INCOME = ({"indicator": "disposable_income_urban"}, {"indicator": "disposable_income_rural"})


@given(st.integers(10, 90), st.integers(10, 90), st.integers(11, 40))
def test_the_gap_in_yuan_widens_exactly_above_the_threshold(urban, rural, ratio):
    """At the printed rates: last year's ratio U/R against g_r/g_u."""
    rows = by_id(
        metrics.income_ratio(
            source(growth(f"{urban / 10:.1f}", **INCOME[0]), growth(f"{rural / 10:.1f}", **INCOME[1]))
        )
    )
    threshold = Fraction(rural, urban)
    assert rows.loc["disposable_income.gap_threshold", "value"] == float(threshold)
    last = Fraction(ratio, 10)
    widened = last * Fraction(urban, 1000) > Fraction(rural, 1000)
    assert widened == (last > threshold)


def test_real_growth_of_income_does_not_enter_the_ratio():
    rows = metrics.income_ratio(
        source(growth("3.6", **INCOME[0]), growth("1.9", **INCOME[0], price_basis="constant"),
               growth("5.8", **INCOME[1]), growth("4.2", **INCOME[1], price_basis="constant"))
    )  # fmt: skip
    assert rows["inputs"].iloc[0] == "here-2022h1:F001 here-2022h1:F003"


@pytest.mark.parametrize(
    ("urban", "rural", "told"),
    [
        ("0.6", "0.6", True),
        ("-1.0", "5.0", False),
        ("5.0", "-1.0", False),
        ("0.0", "5.0", False),
        ("5.0", "0.0", False),
    ],
)
def test_a_threshold_of_the_gap_is_told_only_where_both_incomes_surely_rose(urban, rural, told):
    rows = metrics.income_ratio(source(growth(urban, **INCOME[0]), growth(rural, **INCOME[1])))
    names = ["disposable_income.gap_threshold", "disposable_income.urban_rural_ratio_change"]
    assert rows["metric_id"].tolist() == (names if told else names[1:])


@pytest.mark.parametrize("change", [{"time_period": "2021-S1"}, {"value": ""}, {"value": "0"}])
def test_one_income_alone_gives_no_ratio(change):
    rural = {**INCOME[1], "value": "9787", "unit_mult": 0, **change}
    assert metrics.income_ratio(source({**INCOME[0], "value": "25003", "unit_mult": 0}, rural)).empty


def test_levels_give_the_ratio_itself():
    rows = by_id(metrics.income_ratio(source({**INCOME[0], "value": "25003", "unit_mult": 0},
                                             {**INCOME[1], "value": "9787", "unit_mult": 0})))  # fmt: skip
    assert rows.loc["disposable_income.urban_rural_ratio", "value"] == float(Fraction(25003, 9787))


RELIEF = (
    {"indicator": "vat_credit_refund", "value": "6.82"},
    {"indicator": "tax_deferral", "value": "7.64"},
    {"indicator": "bridge_loan_fund", "value": "21.56"},
)


def test_the_volumes_are_valid_and_what_rests_on_an_assumption_is_conditional():
    rows = by_id(metrics.relief(source(*RELIEF)))
    assert rows["validity"].to_dict() == {
        "bridge_loan_fund.average_outstanding": "conditional",
        "tax_deferral.time_value": "conditional",
        "vat_credit_refund.share_of_refund_and_deferral": "valid",
    }


def test_assumptions_stand_in_parameters_and_in_words():
    row = by_id(
        metrics.relief(source(*RELIEF, assumptions={"deferral_months": 9, "deferral_rate_percent": 4}))
    ).loc["tax_deferral.time_value"]
    assert row["parameters"] == "deferral_rate=0.04 deferral_months=9"
    assert row["value"] == float(Fraction("7.64") * 4 / 100 * 9 / 12)
    assert "9 months" in row["caveat_en"]
    assert "9个月" in row["caveat_zh"]


def test_what_stands_alone_gives_no_share_and_no_average():
    assert metrics.relief(source(RELIEF[0])).empty
    assert metrics.relief(source(RELIEF[1]))["metric_id"].tolist() == ["tax_deferral.time_value"]
    apart = metrics.relief(source(RELIEF[0], {**RELIEF[1], "time_period": "2022-Q1"}))
    assert not apart["metric_id"].str.contains("share_of_refund").any()
    assert metrics.relief(source({**RELIEF[2], "time_period": "2022-Q2"})).empty  # which months are meant?


def test_no_metric_adds_refunds_deferrals_loans_or_credit():
    rows = metrics.relief(source(*RELIEF, {"indicator": "new_enterprise_credit", "value": "110.23"}))
    assert not rows["inputs"].str.contains("F004").any()
