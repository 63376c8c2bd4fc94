"""Checks of claims, completeness, comparison: the report as a document and beside others."""

from __future__ import annotations

import pytest
from metric_samples import growth, source

import yz_analysis as yz
from yz_analysis.figures import metrics

VALUE_ADDED = {"indicator": "industrial_value_added"}
FIRST = {
    "kind": "rank",
    "measure": "rank",
    "value": "1",
    "unit": "RANK",
    "unit_mult": 0,
    "price_basis": "none",
    "phrase": "增幅居全市首位",
}
ABOVE = {"report_id": "zhenjiang", "ref_area": "321100"}


def holds(frame, check):
    return frame.set_index("check").loc[check, "holds"]


@pytest.mark.parametrize(("parent", "expected"), [("1.8", "yes"), ("3.5", "yes"), ("3.6", "no")])
def test_a_first_place_needs_growth_not_below_the_parent_area_within_rounding(parent, expected):
    ranked = source(growth("3", price_basis="constant"), FIRST,
                    growth(parent, price_basis="constant", **ABOVE))  # fmt: skip
    assert holds(metrics.consistency(ranked), "first_place") == expected


def test_a_first_place_is_untestable_without_the_parent_or_on_another_basis():
    for other in ([], [growth("1.8", price_basis="current", **ABOVE)]):
        ranked = source(growth("3", price_basis="constant"), FIRST, *other)
        assert holds(metrics.consistency(ranked), "first_place") == "untestable"


def test_a_first_place_in_size_is_not_held_against_growth():
    of_size = FIRST | {"phrase": "总量居全市首位"}
    ranked = source(growth("3", price_basis="constant"), of_size,
                    growth("3.6", price_basis="constant", **ABOVE))  # fmt: skip
    assert holds(metrics.consistency(ranked), "first_place") == "untestable"


def test_a_first_place_in_growth_is_named_as_such():
    ranked = source(growth("3", price_basis="constant"), FIRST,
                    growth("1.8", price_basis="constant", **ABOVE))  # fmt: skip
    claims = metrics.consistency(ranked).set_index("check").loc["first_place"]
    assert "增速居" in claims["claim_zh"]
    assert "growth" in claims["claim_en"]


def test_a_place_among_the_top_and_being_the_only_one_are_listed_and_cannot_be_tested():
    top = FIRST | {"value": "", "phrase": "走在全市前列"}
    only = {
        "kind": "claim",
        "measure": "count",
        "value": "1",
        "unit": "NB",
        "unit_mult": 0,
        "price_basis": "none",
    }
    claims = metrics.consistency(source(top, only))
    assert holds(claims, "among_the_top") == holds(claims, "the_only_one") == "untestable"
    assert "first_place" not in set(claims["check"])


def test_a_part_larger_than_its_whole_is_found():
    assert (
        holds(
            metrics.consistency(source({"value": "50"}, {**VALUE_ADDED, "value": "80"})),
            "value_added_within_gdp",
        )
        == "no"
    )


@pytest.mark.parametrize(("part", "expected"), [("51", "yes"), ("52", "no")])
def test_a_part_may_reach_its_whole_within_rounding(part, expected):
    checks = metrics.consistency(source({"value": "50"}, {**VALUE_ADDED, "value": part}))
    assert holds(checks, "value_added_within_gdp") == expected


def test_what_cannot_be_told_says_what_is_missing_and_names_the_parent_area():
    own, parent = growth("3", price_basis="constant"), growth("1.8", price_basis="constant", **ABOVE)
    untold = metrics.consistency(source(own, FIRST)).set_index("check")
    told = metrics.consistency(source(own, FIRST, parent)).set_index("check")
    for language, name in (("zh", "镇江"), ("en", "Zhenjiang")):
        texts = [frame.loc["first_place", f"reason_{language}"] for frame in (untold, told)]
        assert texts[0] != texts[1]
        assert all(name in text for text in texts)


def test_a_check_that_lacks_one_of_its_figures_is_not_made():
    count = {"indicator": "signed_projects", "measure": "count", "unit": "NB", "unit_mult": 0, "value": "20"}
    rate = {
        "indicator": "key_project_start_rate",
        "measure": "rate",
        "unit": "PT",
        "unit_mult": 0,
        "value": "90",
    }
    for rows in (
        [count],
        [{"indicator": "signed_project_investment", "value": "10"}],
        [{**rate, "comparator": ">="}],
        [{**VALUE_ADDED, "value": "80"}],
        [{"value": "50", "time_period": "2022"}, {**VALUE_ADDED, "value": "80"}],
    ):
        assert metrics.consistency(source(*rows)).empty


def test_signed_investment_below_the_floor_of_its_projects_is_found():
    count = {
        "indicator": "signed_projects",
        "measure": "count",
        "unit": "NB",
        "unit_mult": 0,
        "price_basis": "none",
    }
    floor = {
        "indicator": "signed_projects",
        "measure": "threshold",
        "kind": "label",
        "comparator": ">=",
        "value": "1",
    }
    short = source({**count, "value": "20"}, {"indicator": "signed_project_investment", "value": "10"}, floor)
    assert holds(metrics.consistency(short), "projects_reach_their_floor") == "no"


def test_a_start_rate_that_no_whole_numbers_give_is_found():
    rate = {
        "indicator": "key_project_start_rate",
        "measure": "rate",
        "unit": "PT",
        "unit_mult": 0,
        "value": "33.9",
    }
    few = source(rate, assumptions={"largest_project_list": 10})
    assert holds(metrics.consistency(few), "start_rate_of_whole_numbers") == "no"


def test_a_repetition_with_another_digit_is_found():
    twice = source({"value": "21.56"}, {"value": "21.65", "duplicate_of": "here-2022h1:F001"})
    assert holds(metrics.consistency(twice), "repeated_alike") == "no"


def test_a_target_below_what_is_reached_is_found():
    passed = source({"value": "40"}, {"value": "30", "kind": "target", "time_period": "2022"})
    assert holds(metrics.consistency(passed), "target_above_actual") == "no"


def test_every_check_of_the_real_report_has_figures_claim_and_reason_in_both_languages():
    checks = metrics.consistency(metrics.read("yangzhong-2022h1"))
    assert len(checks) > 8
    assert (checks[["figures", "claim_zh", "claim_en", "reason_zh", "reason_en"]] != "").all().all()
    known = set(yz.load_figures()["figure_id"])
    assert set(" ".join(checks["figures"]).split()) <= known
    assert not checks["holds"].eq("no").any()


def test_completeness_counts_each_printed_aspect_once_and_leaves_duplicates_out():
    matrix = metrics.completeness(metrics.read("yangzhong-2022h1")).set_index("indicator")
    assert matrix.loc["industrial_taxable_sales", "printed"] == 4
    assert matrix.loc["gdp", ["level", "growth", "rank", "target"]].ne("").tolist() == [
        True,
        True,
        True,
        False,
    ]
    assert matrix.loc["fixed_asset_investment", "printed"] == 0
    duplicates = yz.load_figures("yangzhong-2022h1").query("duplicate_of != ''")["figure_id"]
    printed = set(" ".join(matrix[["level", "growth", "rank", "target"]].to_numpy().ravel()).split())
    assert len(duplicates) >= 3
    assert not printed & set(duplicates)


def test_only_the_same_period_and_basis_is_compared():
    own = growth("3.0", price_basis="constant")
    others = [
        growth("1.8", price_basis="constant", **ABOVE),
        growth("9.9", price_basis="current", report_id="a", ref_area="320000"),
        growth("9.9", price_basis="constant", report_id="b", ref_area="320600", time_period="2022"),
        growth("9.9", price_basis="constant", report_id="c", ref_area="320300", kind="claim"),
    ]
    gaps = metrics.growth_gaps(source(own, *others))
    assert gaps["metric_id"].tolist() == ["gdp.growth_gap.321100"]
    assert gaps["value"].iloc[0] == pytest.approx(1.2)


def test_an_unstated_basis_is_compared_with_nothing():
    gaps = metrics.growth_gaps(
        source(growth("3.0", price_basis="none"), growth("1.8", price_basis="none", **ABOVE))
    )
    assert gaps.empty


def test_nominal_and_real_growth_of_one_indicator_are_compared_apart():
    income = {"indicator": "disposable_income"}
    rows = [growth(v, price_basis=b, **income, **where) for where in ({}, ABOVE)
            for v, b in (("4.7", "current"), ("3.0", "constant"))]  # fmt: skip
    assert metrics.growth_gaps(source(*rows))["metric_id"].tolist() == [
        "disposable_income.growth_gap.321100",
        "disposable_income.growth_gap.321100.real",
    ]


def test_a_share_is_taken_of_parents_only_and_of_amounts_only():
    shares = metrics.parent_shares(
        source({"value": "301.5"}, {"value": "2475.65", **ABOVE},
               {"value": "3239", "report_id": "y", "ref_area": "321000"},
               {"indicator": "disposable_income_urban", "value": "30000", "unit_mult": 0},
               {"indicator": "disposable_income_urban", "value": "31000", "unit_mult": 0, **ABOVE})
    )  # fmt: skip
    assert shares["metric_id"].tolist() == ["gdp.share_of.321100"]


@pytest.mark.parametrize(
    "indicator", ["gdp_per_capita", "disposable_income_urban", "average_wage_urban_units"]
)
def test_an_amount_per_head_is_no_share_of_the_parents_even_when_printed_in_wan(indicator):
    per_head = {"indicator": indicator, "unit_mult": 4}
    assert metrics.parent_shares(
        source({**per_head, "value": "5.2"}, {**per_head, "value": "6.1", **ABOVE})
    ).empty


def test_a_share_of_a_parent_needs_the_same_unit_and_a_parent_above_zero():
    for other in ({"unit": "USD"}, {"value": "0"}, {"comparator": ">"}, {"price_basis": "constant"}):
        assert metrics.parent_shares(source({"value": "301.5"}, {"value": "2475.65", **ABOVE, **other})).empty


def test_parents_are_those_of_the_table_of_areas():
    assert metrics.parents("321182") == ["321100", "320000", "100000"]
    assert metrics.parents("100000") == []
    assert metrics.parents("999999") == []


def several_scopes():
    """A report that prints GDP for its half-year and second quarter, and for the province as well."""
    rows = []
    for where, level, rate in (
        ({}, "301.5", "3.0"),
        ({"time_period": "2022-Q2"}, "160.2", "1.1"),
        ({"ref_area": "320000"}, "56909.1", "1.6"),
    ):
        rows += [{"value": level, **where}, growth(rate, price_basis="constant", **where)]
    return source(*rows, growth("2.9", **VALUE_ADDED, price_basis="constant", time_period="2022-Q2"),
                  growth("6.6", **VALUE_ADDED, price_basis="constant"))  # fmt: skip


def test_of_several_periods_and_areas_the_main_one_is_meant():
    many = several_scopes()
    assert many.main == ("321182", "2022-S1")
    assert many.find("gdp", "level").value == 301.5
    assert many.find("industrial_value_added", "growth").value == pytest.approx(6.6)
    assert metrics.implied_bases(many)["inputs"].tolist() == ["here-2022h1:F001 here-2022h1:F002"]


def test_every_metric_of_a_report_with_several_scopes_has_one_row():
    many = several_scopes()
    table = yz.derive(many.report, figures=many.figures)
    assert table["metric_id"].is_unique
    assert "gdp.growth_gap.320000" in set(table["metric_id"])


def test_of_two_publications_that_agree_the_one_that_is_no_estimate_is_named():
    own = growth("3.0", price_basis="constant")
    twice = [
        growth("1.8", price_basis="constant", **{**ABOVE, "report_id": name}, status=status)
        for name, status in (("a", "E"), ("b", "A"))
    ]
    assert metrics.growth_gaps(source(own, *twice))["inputs"].tolist() == ["here-2022h1:F001 b:F001"]


@pytest.mark.parametrize(("again", "compared"), [("1.8", 1), ("1.9", 0)])
def test_an_area_published_twice_is_compared_only_where_both_agree(again, compared):
    own = growth("3.0", price_basis="constant")
    twice = [
        growth(v, price_basis="constant", **{**ABOVE, "report_id": f"z{n}"})
        for n, v in enumerate(("1.8", again))
    ]
    assert len(metrics.growth_gaps(source(own, *twice))) == compared
