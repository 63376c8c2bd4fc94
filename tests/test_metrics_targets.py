"""Targets, the growth they need, scenarios, benchmarks and sensitivity."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from metric_samples import growth, source

import yz_analysis as yz
from yz_analysis.errors import InvalidComputation, ParameterError
from yz_analysis.figures import metrics
from yz_analysis.figures.metrics import formulas
from yz_analysis.figures.metrics.seasonality import share_band
from yz_analysis.figures.metrics.source import months_of

SALES = {"indicator": "industrial_taxable_sales"}
TARGET = {**SALES, "kind": "target", "time_period": "2022", "value": "1200"}
PAIR = ({**SALES, "value": "522.69"}, growth("15.7", **SALES))
LAST = {
    **SALES,
    "report_id": "here-2021",
    "time_period": "2021",
    "value": "1000",
    "comparator": ">",
    "kind": "claim",
}


def by_id(frame):
    return frame.set_index("metric_id")


def test_a_target_is_exact_and_only_the_actual_is_rounded():
    row = by_id(metrics.progress(source(*PAIR, TARGET))).loc["industrial_taxable_sales.progress"]
    assert (
        Fraction(row["lower"])
        <= Fraction("522.685") / 12
        <= Fraction("522.695") / 12
        <= Fraction(row["upper"])
    )
    assert row["upper"] - row["lower"] < 0.001


def test_a_target_of_at_least_makes_progress_at_most_and_the_rest_at_least():
    at_least = source(*PAIR, {**TARGET, "comparator": ">="})
    progress = by_id(metrics.progress(at_least)).loc["industrial_taxable_sales.progress"]
    rest = by_id(metrics.required_rest(at_least)).loc["industrial_taxable_sales.required_rest"]
    assert (progress["lower"], rest["upper"]) == (0, np.inf)
    assert "at most" in progress["name_en"]
    assert "at least" in rest["name_en"]


@pytest.mark.parametrize(
    "change",
    [
        {"time_period": "2023"},
        {"indicator": "gdp"},
        {"ref_area": "321100"},
        {"comparator": "~"},
        {"comparator": "<="},
        {"value": ""},
        {"value": "0"},
        {"unit": "USD"},
        {"unit": "NB", "measure": "count"},
        {"measure": "growth", "unit": "PT", "unit_mult": 0},
    ],
)
def test_a_target_of_another_year_indicator_place_or_unit_is_not_paired(change):
    assert metrics.progress(source(*PAIR, {**TARGET, **change})).empty


def test_an_actual_of_the_whole_year_leaves_nothing_to_require():
    done = source({**SALES, "value": "1100", "time_period": "2022"}, TARGET)
    assert metrics.progress(done).empty


def test_nine_months_leave_three():
    rows = by_id(
        metrics.required_rest(source({**SALES, "value": "900", "time_period": "2022-01-01/P9M"}, TARGET))
    )
    assert rows.loc["industrial_taxable_sales.required_monthly", "value"] == 100
    assert rows.loc["industrial_taxable_sales.monthly_so_far", "value"] == 100


def test_periods_that_do_not_start_in_january_are_no_part_of_a_year():
    assert [months_of(p) for p in ("2022-S2", "2022-Q2", "2022-06", "2022-04-01/P3M")] == [None] * 4


def test_a_target_without_an_actual_gives_its_monthly_average_and_no_progress():
    budget = {
        "indicator": "general_public_budget_revenue",
        "kind": "target",
        "time_period": "2022",
        "value": "40",
    }
    alone = source({**budget, "comparator": ">"})
    assert metrics.progress(alone).empty
    assert metrics.required_rest(alone)["metric_id"].tolist() == [
        "general_public_budget_revenue.target_monthly"
    ]


def test_a_target_for_a_related_set_is_indicative():
    count = {"unit": "NB", "unit_mult": 0, "measure": "count", "price_basis": "none"}
    related = source(
        {**count, "indicator": "signed_projects", "value": "20"},
        {**count, "indicator": "projects_brought_in", "value": "30", "kind": "target", "time_period": "2022"},
    )
    assert metrics.progress(related)["validity"].tolist() == ["indicative"]
    assert metrics.required_rest(related)["validity"].tolist() == ["indicative"]


shares = st.fractions(min_value=Fraction(1, 5), max_value=Fraction(4, 5))
rates = st.fractions(min_value=Fraction(-1, 2), max_value=1)
amounts = st.fractions(min_value=1, max_value=1000)


@given(amounts, rates, st.fractions(min_value=Fraction(1, 10), max_value=Fraction(9, 10)))
def test_growth_repeats_itself_exactly_at_the_break_even_share(level, rate, part):
    target = level / part
    assert formulas.required_growth(level, rate, target, part) == rate


@given(amounts, rates, shares, shares)
def test_a_higher_first_half_share_asks_for_more_growth(level, rate, one, other):
    low, high = sorted((one, other))
    target = level * 2
    needed = [formulas.required_growth(level, rate, target, share) for share in (low, high)]
    assert needed[0] <= needed[1]


@given(amounts, rates, shares)
def test_the_required_growth_and_the_outcome_are_inverse(level, rate, share):
    target = level * 2
    needed = formulas.required_growth(level, rate, target, share)
    assert formulas.outcome(level, rate, share, needed) == target


def test_a_stated_share_wins_over_the_evidence_and_is_named():
    stated = source(*PAIR, TARGET, LAST, assumptions={"first_half_share": 0.4})
    row = by_id(metrics.required_growth(stated)).loc["industrial_taxable_sales.required_growth"]
    assert row["parameters"] == "first_half_share=0.4"
    assert "stated share" in row["name_en"]


def test_last_years_total_of_the_same_indicator_is_the_first_evidence():
    share = metrics.first_half_share(source(*PAIR, TARGET, LAST), "industrial_taxable_sales")
    assert share.origin == "implied"
    assert share.value == Fraction("522.69") / Fraction("1.157") / 1000


def half_and_year(area, half, year):
    report = {"report_id": f"there-{area}", "ref_area": area}
    return ({**report, "value": half}, {**report, "value": year, "time_period": "2022"})


def test_the_median_benchmark_of_gdp_elsewhere_is_the_second_evidence():
    places = [*half_and_year("320000", "46", "100"), *half_and_year("321100", "49", "100"),
              *half_and_year("321182", "60", "100")]  # fmt: skip
    share = metrics.first_half_share(source(*PAIR, TARGET, *places), "industrial_taxable_sales")
    assert (share.origin, share.value) == ("benchmark", Fraction(95, 200))


def test_without_any_evidence_no_required_growth_is_given_but_the_break_even_is():
    alone = metrics.required_growth(source(*PAIR, TARGET))
    assert alone["metric_id"].tolist() == ["industrial_taxable_sales.break_even_share"]
    assert metrics.scenarios(source(*PAIR, TARGET)).empty
    assert metrics.sensitivity(source(*PAIR, TARGET)).empty


def test_publications_of_one_year_agree_in_whatever_scale_and_are_dropped_where_they_differ():
    def shares(year, mult):
        again = {
            "report_id": "again",
            "ref_area": "320000",
            "time_period": "2022",
            "value": year,
            "unit_mult": mult,
        }
        return metrics.benchmarks(source({"value": "1"}, *half_and_year("320000", "46", "100"), again))

    assert shares("1000000", 4)["value"].tolist() == [46.0]
    assert shares("1010000", 4).empty
    assert shares("1000000", 8).empty


@pytest.mark.parametrize(
    ("comparator", "told"), [("=", ""), (">", "at most"), (">=", "at most"), ("<", None)]
)
def test_last_years_total_bounds_the_share_by_its_comparator(comparator, told):
    rows = metrics.implied_shares(source(*PAIR, TARGET, {**LAST, "comparator": comparator}))
    assert len(rows) == (told is not None)
    assert all(("at most" in name) == bool(told) for name in rows["name_en"])


def test_the_band_of_shares_holds_the_benchmarks_the_implied_and_the_assumed_one():
    places = [*half_and_year("320000", "46", "100"), *half_and_year("321100", "49", "100")]
    slug, implied = "industrial_taxable_sales", Fraction("522.69") / Fraction("1.157") / 1000
    assert share_band(source(*PAIR, TARGET, LAST, *places), slug) == (implied, Fraction(49, 100))
    stated = source(*PAIR, TARGET, *places, assumptions={"first_half_share": 0.6})
    assert share_band(stated, slug) == (Fraction(46, 100), Fraction(3, 5))
    assert share_band(source(*PAIR, TARGET), slug) is None


def test_an_expected_year_is_no_benchmark():
    expected = [{**row, "status": "E"} for row in half_and_year("320000", "46", "100")]
    assert metrics.benchmarks(source(*PAIR, TARGET, *expected)).empty


def test_real_growth_gives_no_required_growth():
    real = source({"value": "301.5"}, growth("3", price_basis="constant"), {"kind": "target", "value": "650",
                  "time_period": "2022"})  # fmt: skip
    assert metrics.required_growth(real).empty
    assert len(metrics.progress(real)) == 1


def test_the_curve_passes_through_the_break_even_point_within_its_bounds():
    real = metrics.read("yangzhong-2022h1")
    even = 522.69 / 1200
    curve = metrics.required_growth_curve(real, "industrial_taxable_sales", [even])
    assert curve["value"].iloc[0] == pytest.approx(15.7, abs=1e-9)
    assert (curve["lower"] <= curve["value"]).all()
    assert (curve["value"] <= curve["upper"]).all()


def test_a_curve_that_the_report_does_not_support_says_what_it_does_support():
    with pytest.raises(InvalidComputation, match="industrial_taxable_sales"):
        metrics.required_growth_curve(metrics.read("yangzhong-2022h1"), "gdp")


def test_the_grid_holds_every_share_with_every_growth_and_its_share_of_the_target():
    grid = metrics.scenario_grid(
        metrics.read("yangzhong-2022h1"), "industrial_taxable_sales", [0.4, 0.5], [0, 10, 20]
    )
    assert len(grid) == 6
    assert np.allclose(grid["of_target"], grid["value"] / 12)
    assert grid.groupby("share")["value"].is_monotonic_increasing.all()


def test_sensitivity_moves_one_parameter_at_a_time_around_the_same_value():
    rows = metrics.sensitivity(metrics.read("yangzhong-2022h1"))
    assert rows["value"].nunique() == 1
    assert (rows["lower"] <= rows["value"]).all()
    assert (rows["upper"] >= rows["value"]).all()
    widths = (rows["upper"] - rows["lower"]).set_axis(rows["metric_id"].str.rpartition(".")[2])
    assert widths.idxmax() == "share"
    assert widths.idxmin() == "rounding_of_level"


@pytest.mark.parametrize(
    ("name", "low", "high"),
    [
        ("first_half_share", 0.2, 0.8),
        ("second_half_growth_low", -90, 29.9),
        ("second_half_growth_high", 0.1, 200),
        ("base_coverage_percent", 0, 20),
        ("bridge_loan_tenor_months", 0.1, 12),
        ("deferral_months", 0.1, 60),
        ("deferral_rate_percent", 0, 36),
        ("largest_project_list", 1, 1000),
    ],
)
def test_an_assumption_may_lie_at_the_ends_of_its_range_and_not_beyond(name, low, high):
    for value in (low, high):
        assert getattr(metrics.Assumptions.of({name: value}), name) == value
    for value in (low - 1, high + 1):
        if name.startswith("second_half") and abs(value) < 90:
            continue  # the other end of the scenarios, not of the range
        with pytest.raises(ParameterError, match=name):
            metrics.Assumptions.of({name: value})


@pytest.mark.parametrize(
    ("assumption", "message"),
    [
        ({"first_half_share": 0.95}, "from 0.2 to 0.8"),
        ({"first_half_shar": 0.5}, "did you mean 'first_half_share'"),
        ({"deferral_months": True}, "must be a number"),
        ({"deferral_rate_percent": float("nan")}, "must be a number"),
        ({"second_half_growth_low": 40}, "must be below"),
        ({"largest_project_list": 2.5}, "whole number"),
    ],
)
def test_an_assumption_that_does_not_fit_says_what_would(assumption, message):
    with pytest.raises(ParameterError, match=message):
        yz.derive("yangzhong-2022h1", assumptions=assumption)
