"""The table of all derived numbers: complete, deterministic, true to its contract; and what is refused."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import yz_analysis as yz
from yz_analysis.errors import InvalidComputation, UnknownNameError
from yz_analysis.figures import metrics
from yz_analysis.figures.metrics.derivation import ANALYSES
from yz_analysis.figures.metrics.frame import COLUMNS

REPORT = "yangzhong-2022h1"
# Made by this command; run it again when a figure, a formula or a wording changes, and read the difference:
# python -c "import yz_analysis as y; y.derive('yangzhong-2022h1').to_csv(
#   'tests/reference/derived-yangzhong-2022h1.csv', index=False, lineterminator='\n')"
REFERENCE = Path(__file__).parent / "reference" / "derived-yangzhong-2022h1.csv"
# the method's table: analysis → the classes its numbers may have
CLASSES = {
    "A1": {"valid", "indicative"}, "A2": {"valid", "indicative"}, "A3": {"valid", "indicative"},
    "A4": {"valid", "indicative"}, "A5": {"valid", "conditional"}, "A6": {"conditional"},
    "A7": {"valid", "indicative"}, "A8": {"valid"}, "A9": {"conditional"},
    "A10": {"indicative"}, "A11": {"valid"},
    "A12": {"valid"}, "A13": {"valid"}, "A14": {"valid", "conditional"}, "A15": {"valid"}, "A16": {"valid"},
    "A17": {"valid"}, "A18": {"conditional"},
}  # fmt: skip


@pytest.fixture(scope="module")
def derived():
    return yz.derive(REPORT)


def test_the_table_is_regenerated_to_the_byte(derived):
    assert derived.to_csv(index=False, lineterminator="\n") == REFERENCE.read_text(encoding="utf-8")


def test_every_analysis_gives_a_number_for_the_real_report(derived):
    assert set(derived["analysis"]) == set(ANALYSES) == {f"A{n}" for n in range(1, 19)}
    assert list(derived.columns) == list(COLUMNS)
    assert derived["metric_id"].is_unique


def test_classes_are_those_of_the_method(derived):
    for analysis, rows in derived.groupby("analysis"):
        assert set(rows["validity"]) <= CLASSES[analysis], analysis


def test_what_is_conditional_names_its_parameter_and_what_is_valid_has_none_of_ours(derived):
    conditional = derived[derived["validity"].eq("conditional")]
    assert (conditional["parameters"] != "").all()
    valid = derived[derived["validity"].eq("valid")]
    assert not valid["parameters"].str.contains("share|growth|coverage|tenor|deferral").any()


def test_every_number_has_a_formula_over_its_inputs_and_words_in_both_languages(derived):
    texts = ["formula", "name_zh", "name_en", "caveat_zh", "caveat_en"]
    assert (derived[texts] != "").all().all()
    for row in derived[~derived["analysis"].isin(["A15", "A16"])].itertuples():
        named = set(re.findall(r"[a-z0-9-]+:F\d+", row.formula))
        assert named == set(row.inputs.split()), row.metric_id


def test_no_repeated_figure_is_an_input_of_anything_but_its_own_check(derived):
    duplicates = set(yz.load_figures(REPORT).query("duplicate_of != ''")["figure_id"])
    other = derived[~derived["metric_id"].str.endswith("check.repeated_alike")]
    assert not duplicates & set(" ".join(other["inputs"]).split())


@pytest.mark.parametrize("report", yz.load_reports()["report_id"])
def test_every_report_derives_what_it_prints_and_says_what_it_does_not(report):
    table = yz.derive(report)
    assert table["metric_id"].is_unique
    assert set(table["report_id"]) <= {report}
    printed = table["value"].notna()
    assert (table.loc[printed, "lower"] <= table.loc[printed, "value"]).all()
    assert (table.loc[printed, "value"] <= table.loc[printed, "upper"]).all()
    missing = metrics.not_printed(metrics.read(report))
    assert set(missing["analysis"]) | set(table["analysis"]) == set(ANALYSES)


def test_every_refusal_says_why_and_what_instead_in_both_languages():
    table = metrics.refusals()
    assert len(table) >= 20
    assert (table != "").all().all()
    for name in table["name"]:
        message = str(metrics.refuse(name))
        assert "refused" in message
        assert "Instead" in message


@pytest.mark.parametrize(
    ("request_", "name"),
    [
        ("last_year_gdp", "last_year_gdp"),
        ("gdp / 1.03", "last_year_gdp"),
        ("gdp * 2", "annualised"),
        ("industrial_taxable_sales * 2", "annualised"),
        ("industrial_gross_output / gdp", "output_over_gdp"),
        ("industrial_taxable_sales / industrial_gross_output", "sales_over_output"),
        ("industrial_value_added / industrial_taxable_sales", "value_added_over_sales"),
        ("industrial_gross_output.growth - industrial_value_added.growth", "nominal_minus_real"),
        ("(disposable_income_urban.growth + disposable_income_rural.growth) / 2", "average_income_growth"),
        ("vat_credit_refund + tax_deferral", "tax_cut"),
        ("tax_deferral + vat_credit_refund", "tax_cut"),
        ("bridge_loan_fund + new_enterprise_credit", "bridge_plus_credit"),
        ("vat_credit_refund + tax_deferral + bridge_loan_fund + new_enterprise_credit", "relief_total"),
        ("vat_credit_refund + new_enterprise_credit", "relief_total"),
        ("general_public_budget_revenue - vat_credit_refund", "refund_from_local_budget"),
        ("database_investment / signed_project_investment", "database_over_signed"),
        ("registered_unemployment_rate - surveyed_unemployment_rate", "registered_against_surveyed"),
    ],
)
def test_a_mistake_of_the_method_is_refused_by_its_name_or_its_arithmetic(request_, name):
    with pytest.raises(InvalidComputation) as caught:
        yz.compute(request_, REPORT)
    assert str(caught.value) == str(metrics.refuse(name))


@pytest.mark.parametrize(
    ("request_", "metric"),
    [
        ("gdp.implied_base", "gdp.implied_base"),
        ("industrial_value_added / gdp", "industrial_value_added.share_of_gdp"),
        ("industrial_value_added/industrial_gross_output", "industrial_value_added.value_added_rate"),
        ("signed_project_investment / signed_projects", "signed_project_investment.mean_size"),
        (
            "industrial_taxable_sales / (1 + industrial_taxable_sales.growth)",
            "industrial_taxable_sales.implied_base",
        ),
        ("gdp / (1 + gdp.growth)", "gdp.implied_base"),
    ],
)
def test_what_the_method_allows_is_computed(request_, metric):
    assert yz.compute(request_, REPORT)["metric_id"].tolist() == [metric]


def test_what_the_report_does_not_print_is_said_so():
    with pytest.raises(InvalidComputation, match="does not print"):
        yz.compute("industrial_taxable_sales.progress", "china-2022h1")


def test_arithmetic_that_no_rule_allows_is_refused_with_a_way_on():
    with pytest.raises(InvalidComputation, match="derive"):
        yz.compute("urban_new_jobs / gdp", REPORT)


def test_a_printed_figure_is_not_computed():
    with pytest.raises(InvalidComputation, match="load_figures"):
        yz.compute("gdp.growth", REPORT)


@pytest.mark.parametrize("text", ["gpd * 2", "gdp $ 2", "last_year_gpd", "", "__import__('os')"])
def test_what_is_no_request_is_named_with_the_nearest(text):
    with pytest.raises(UnknownNameError):
        yz.compute(text, REPORT)
