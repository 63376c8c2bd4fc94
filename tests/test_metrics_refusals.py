"""Requests in plain arithmetic: every wording of a mistake has its reason, and nothing else falls through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import yz_analysis as yz
from yz_analysis.errors import InvalidComputation, UnknownNameError
from yz_analysis.figures import metrics

REPORT = "yangzhong-2022h1"
WORDS = [
    "gdp",
    "gdp.level",
    "gdp.growth",
    "gdp.rank",
    "industrial_value_added",
    "tax_deferral",
    "gpd",
    "1",
    "2",
]


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        ("gdp / (1 + 0.03)", "last_year_gdp"),
        ("gdp.level / 1.03", "last_year_gdp"),
        ("2 * gdp", "annualised"),
        ("gdp.level * 2", "annualised"),
        ("tax_deferral.level + vat_credit_refund.level", "tax_cut"),
        ("vat_credit_refund + 2 * bridge_loan_fund", "relief_total"),
        ("disposable_income_rural.growth + disposable_income_urban.growth", "average_income_growth"),
        ("gdp.rank * industrial_value_added.rank", "multiplied_ranks"),
        ("industrial_value_added.growth - industrial_gross_output.growth", "nominal_minus_real"),
        ("industrial_gross_output / industrial_value_added.growth", "deflate_output"),
    ],
)
def test_a_mistake_is_the_same_mistake_in_other_words(request_, name):
    with pytest.raises(InvalidComputation) as caught:
        yz.compute(request_, REPORT)
    assert str(caught.value) == str(metrics.refuse(name))


@pytest.mark.parametrize(
    ("request_", "metric"),
    [
        ("industrial_value_added.level / gdp.level", "industrial_value_added.share_of_gdp"),
        ("gdp.level / (1 + gdp.growth)", "gdp.implied_base"),
        ("  gdp.implied_base ", "gdp.implied_base"),
    ],
)
def test_the_level_may_be_named_as_such(request_, metric):
    assert yz.compute(request_, REPORT)["metric_id"].tolist() == [metric]


@pytest.mark.parametrize(
    "request_", ["industrial_value_added * gdp", "gdp / industrial_value_added", "gdp - 1", "gdp * 3"]
)
def test_another_operation_on_the_same_numbers_is_neither_allowed_nor_that_mistake(request_):
    with pytest.raises(InvalidComputation, match="none of the computations"):
        yz.compute(request_, REPORT)


def test_the_ratio_of_incomes_may_be_asked_for_where_both_levels_are_printed():
    found = yz.compute("disposable_income_urban / disposable_income_rural", "china-2022h1")
    assert found["metric_id"].tolist() == ["disposable_income.urban_rural_ratio"]
    with pytest.raises(InvalidComputation, match="does not print"):
        yz.compute("disposable_income_urban / disposable_income_rural", REPORT)


@pytest.mark.parametrize("request_", ["gdp", "gdp.level", "gdp.growth"])
def test_who_asks_for_what_is_printed_is_led_to_the_figures(request_):
    with pytest.raises(InvalidComputation, match=f"'{request_}' is .*take .* from load_figures"):
        yz.compute(request_, REPORT)


def test_income_growth_may_be_added_to_other_growth_without_being_called_an_average():
    with pytest.raises(InvalidComputation, match="none of the computations"):
        yz.compute("disposable_income_urban.growth + gdp.growth", REPORT)


@pytest.mark.parametrize("request_", ["1 + 2", "2 * 3", "+ + +", "( )"])
def test_arithmetic_without_an_indicator_is_no_request(request_):
    with pytest.raises(UnknownNameError, match="unknown metric, indicator or refused computation"):
        yz.compute(request_, REPORT)


def test_a_metric_that_is_nearly_right_is_led_to_the_right_one():
    with pytest.raises(InvalidComputation, match=r"did you mean 'gdp\.implied_base'"):
        yz.compute("gdp.implied_bas", REPORT)
    with pytest.raises(UnknownNameError, match="unknown indicator 'gpd'; did you mean 'gdp'"):
        yz.compute("gpd * 2", REPORT)


@settings(max_examples=60)
@given(st.lists(st.sampled_from([*WORDS, *"+-*/()", "."]), max_size=6).map(" ".join))
def test_whatever_is_asked_gets_one_number_or_a_reason(request_):
    try:
        assert len(yz.compute(request_, REPORT)) == 1
    except (InvalidComputation, UnknownNameError) as error:
        assert str(error)
