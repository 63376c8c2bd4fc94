"""Bases, increments, structure, wedge and contributions: what is paired, classed and left out."""

from __future__ import annotations

import pytest
from metric_samples import figures, growth, source

from yz_analysis.figures import metrics

SALES = {"indicator": "industrial_taxable_sales"}
VALUE_ADDED = {"indicator": "industrial_value_added"}
OUTPUT = {"indicator": "industrial_gross_output"}


def one(frame, metric):
    found = frame[frame["metric_id"].eq(metric)]
    assert len(found) == 1, frame["metric_id"].tolist()
    return found.iloc[0]


def test_a_nominal_pair_gives_a_valid_base_and_a_real_pair_an_indicative_one():
    pairs = source({"value": "103"}, growth("3.0", price_basis="constant"), {**SALES, "value": "110"},
                   growth("10.0", **SALES, price_basis="current"))  # fmt: skip
    bases = metrics.implied_bases(pairs)
    assert one(bases, "industrial_taxable_sales.implied_base")["validity"] == "valid"
    real = one(bases, "gdp.implied_base")
    assert (real["validity"], real["value"]) == ("indicative", 100.0)
    assert "not the figure published last year" in real["caveat_en"]
    assert "last year's volume at this year's prices" in real["name_en"]


def test_growth_of_an_unstated_basis_is_never_called_valid():
    unstated = source({"value": "103"}, growth("3.0", price_basis="none"))
    row = one(metrics.implied_bases(unstated), "gdp.implied_base")
    assert row["validity"] == "indicative"
    assert "not stated" in row["caveat_en"]


def test_where_growth_is_printed_on_two_bases_the_nominal_one_is_paired_with_the_amount():
    income = {"indicator": "disposable_income", "unit_mult": 0}
    both = source({**income, "value": "18463"},
                  growth("4.7", indicator="disposable_income", price_basis="current"),
                  growth("3.0", indicator="disposable_income", price_basis="constant"))  # fmt: skip
    row = one(metrics.implied_bases(both), "disposable_income.implied_base")
    assert row["inputs"].endswith("F002")
    assert row["validity"] == "valid"


def test_growth_that_somebody_computed_from_levels_implies_no_base():
    estimated = source({"value": "103"}, growth("3.1", price_basis="current", status="E"))
    assert metrics.implied_bases(estimated).empty


def test_a_repeated_figure_counts_once():
    again = {**SALES, "value": "110", "duplicate_of": "here-2022h1:F001"}
    doubled = source({**SALES, "value": "110"}, growth("10.0", **SALES), again)
    assert len(metrics.implied_bases(doubled)) == 1
    assert len(doubled.own) == 2
    unmarked = source({**SALES, "value": "110"}, growth("10.0", **SALES), {**again, "duplicate_of": ""})
    assert metrics.implied_bases(unmarked).empty, (
        "two levels that are not declared the same are not chosen between"
    )


def test_a_level_that_is_only_more_than_something_implies_no_base():
    assert metrics.implied_bases(
        source({**SALES, "value": "110", "comparator": ">"}, growth("10.0", **SALES))
    ).empty


@pytest.mark.parametrize(
    "change",
    [
        {"comparator": ">"},
        {"unit": "PP"},
        {"kind": "target"},
        {"time_period": "2022-Q2"},
        {"ref_area": "321100"},
        {"indicator": "gdp"},
    ],
)
def test_growth_that_is_no_exact_percentage_of_the_same_thing_implies_no_base(change):
    given = source({**SALES, "value": "110"}, {**growth("10.0", **SALES), **change})
    assert metrics.implied_bases(given).empty


def test_a_level_at_constant_prices_has_a_valid_base_by_its_own_real_growth():
    constant = {"price_basis": "constant"}
    rows = metrics.implied_bases(source({"value": "103", **constant}, growth("3.0", **constant)))
    assert rows["validity"].tolist() == ["valid"]
    assert "this year's prices" not in rows["name_en"].item()


@pytest.mark.parametrize(
    "level", [{"unit": "PT", "measure": "level"}, {"unit": "IX"}, {"measure": "rate", "unit": "PT"}]
)
def test_a_rate_or_an_index_has_no_base(level):
    assert metrics.implied_bases(source({**SALES, "value": "97.5", "unit_mult": 0, **level},
                                        growth("1.2", **SALES))).empty  # fmt: skip


def test_a_base_follows_for_a_fall_as_for_a_rise():
    fallen = source({**SALES, "value": "90"}, growth("-10.0", **SALES))
    assert one(metrics.implied_bases(fallen), "industrial_taxable_sales.implied_base")["value"] == 100.0
    assert one(metrics.increments(fallen), "industrial_taxable_sales.increment")["value"] == -10.0


def test_value_added_is_a_share_of_gdp_and_of_its_own_output():
    shares = metrics.structure(
        source({"value": "200"}, {**VALUE_ADDED, "value": "50"}, {**OUTPUT, "value": "250"})
    )
    assert one(shares, "industrial_value_added.share_of_gdp")["value"] == 25.0
    assert one(shares, "industrial_value_added.value_added_rate")["value"] == 20.0
    assert "floor" in one(shares, "industrial_value_added.share_of_gdp")["caveat_en"]


def test_levels_of_different_periods_are_not_divided():
    apart = source({"value": "400", "time_period": "2022"}, {**VALUE_ADDED, "value": "50"})
    assert metrics.structure(apart).empty


def test_the_wedge_is_conditional_and_says_that_it_is_not_inflation():
    row = one(metrics.wedges(source(growth("15.9", **OUTPUT),
                                    growth("6.6", **VALUE_ADDED, price_basis="constant"))),
              "industrial_gross_output.nominal_real_wedge")  # fmt: skip
    assert row["validity"] == "conditional"
    assert "Not inflation" in row["caveat_en"]
    assert "unchanged" in row["parameters"]


@pytest.mark.parametrize("basis", ["current", "none"])
def test_the_wedge_needs_nominal_against_real(basis):
    assert metrics.wedges(
        source(growth("15.9", **OUTPUT), growth("6.6", **VALUE_ADDED, price_basis=basis))
    ).empty


def test_growth_of_different_periods_makes_no_wedge():
    apart = source(growth("15.9", **OUTPUT), growth("6.6", **VALUE_ADDED, price_basis="constant",
                                                    time_period="2022-Q1"))  # fmt: skip
    assert metrics.wedges(apart).empty


def contributing(gdp_growth: str):
    return source({"value": "301.5"}, growth(gdp_growth, price_basis="constant"),
                  {**VALUE_ADDED, "value": "79.8"},
                  growth("6.6", **VALUE_ADDED, price_basis="constant"))  # fmt: skip


def test_contributions_are_indicative():
    assert set(metrics.contributions(contributing("3"))["validity"]) == {"indicative"}


def test_a_share_of_growth_that_may_be_zero_is_not_given():
    names = set(metrics.contributions(contributing("0"))["metric_id"])
    assert "gdp.growth_of_the_rest" in names
    assert "industrial_value_added.share_of_gdp_increment" not in names


def test_a_share_of_growth_is_given_as_soon_as_the_growth_cannot_be_zero():
    assert "industrial_value_added.share_of_gdp_increment" in set(
        metrics.contributions(contributing("0.6"))["metric_id"]
    )
    names = set(metrics.contributions(contributing("0.0"))["metric_id"])
    assert "industrial_value_added.share_of_gdp_increment" not in names


def test_a_part_larger_than_its_whole_gives_no_contribution():
    wrong = source({"value": "50"}, growth("3.0", price_basis="constant"), {**VALUE_ADDED, "value": "79.8"},
                   growth("6.6", **VALUE_ADDED, price_basis="constant"))  # fmt: skip
    assert metrics.contributions(wrong).empty


def test_every_frame_has_the_same_columns_and_dtypes_even_when_empty():
    full = metrics.implied_bases(contributing("3"))
    empty = metrics.implied_bases(source({"value": "1"}))
    assert empty.empty
    assert list(empty.columns) == list(full.columns)
    assert empty.dtypes.equals(full.dtypes)


def test_an_unknown_report_is_named_with_the_nearest():
    from yz_analysis.errors import UnknownNameError

    with pytest.raises(UnknownNameError, match="here-2022h1"):
        metrics.read("here-2022", figures=figures({"value": "1"}))
