"""The vocabulary: indicators, units and areas are data, so their rules are tests."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pytest
from vocabulary import ROOT, phrases_of, rows_of


def normalised(phrase: str) -> str:
    """Full-width as half-width, without blanks, quotes, brackets and commas, the two forms of 规上 as one."""
    bare = re.sub(r"[\s“”\"'‘’「」()、,]", "", unicodedata.normalize("NFKC", phrase))
    return bare.replace("规模以上", "规上").replace("限额以上", "限上").upper()


@pytest.fixture(scope="module")
def indicators() -> list[dict[str, str]]:
    return rows_of("indicators.csv")


CONTEXT = ROOT.parent / "shared" / "context" / "context.csv"

INDICATOR_COLUMNS = [
    *("indicator", "name_zh", "name_en", "definition_zh", "definition_en", "unit", "unit_mult"),
    *("level_price_basis", "growth_price_basis", "coverage_zh", "coverage_en", "may_zh", "may_en"),
    *("may_not_zh", "may_not_en", "source", "aliases", "family"),
]

PRICE_BASES = {"current", "constant", "none"}

FAMILIES = {
    *(
        "national_accounts",
        "industry",
        "trade",
        "investment",
        "prices",
        "public_finance",
        "money_and_banking",
    ),
    *(
        "agriculture",
        "population",
        "employment",
        "income",
        "social_security",
        "education",
        "health",
        "transport",
    ),
    *("energy", "environment", "science", "tourism", "housing", "projects", "enterprises", "governance"),
}

# The table of section 1 of the method: what may be computed and what not must be said, in both languages.
OF_THE_METHOD = {
    "gdp": ("current", "constant", "share", "last year's GDP"),
    "industrial_value_added": ("current", "constant", "floor", "deflate"),
    "industrial_gross_output": ("current", "current", "on this year's list", "percentage of GDP"),
    "industrial_taxable_sales": ("current", "current", "progress", "sales ratio"),
    "disposable_income_urban": ("current", "current", "ratio", "average the two growth rates"),
    "disposable_income_rural": ("current", "current", "ratio", "average the two growth rates"),
    "registered_unemployment_rate": ("none", "none", "upper bound", "surveyed"),
    "urban_new_jobs": ("none", "none", "order of magnitude", "net job creation"),
    "vat_credit_refund": ("current", "current", "shares inside the pair", "tax cut"),
    "tax_deferral": ("current", "current", "shares inside the pair", "tax cut"),
    "bridge_loan_fund": ("current", "current", "tenor", "stock"),
    "signed_projects": ("none", "none", "mean size", "built"),
    "signed_project_investment": ("current", "current", "mean size", "investment of this year"),
    "key_project_start_rate": ("none", "none", "pairs", "completion rate"),
    "database_investment": ("current", "current", "level", "signed total"),
    "general_public_budget_revenue": ("current", "current", "monthly average", "progress"),
}

OF_THE_CONTRACT = {
    *("disposable_income", "surveyed_unemployment_rate", "new_enterprise_credit", "retail_sales"),
    *("fixed_asset_investment", "projects_over_3_billion", "primary_industry_value_added"),
    *("secondary_industry_value_added", "tertiary_industry_value_added", *OF_THE_METHOD),
}


@pytest.fixture(scope="module")
def by_phrase(indicators: list[dict[str, str]]) -> dict[str, str]:
    return {normalised(phrase): row["indicator"] for row in indicators for phrase in phrases_of(row)}


def test_at_least_150_indicators_with_exactly_the_columns_of_the_contract(
    indicators: list[dict[str, str]],
) -> None:
    assert len(indicators) >= 150
    assert list(indicators[0]) == INDICATOR_COLUMNS


def test_each_slug_is_english_snake_case_and_stands_once(indicators: list[dict[str, str]]) -> None:
    slugs = [row["indicator"] for row in indicators]
    assert [slug for slug, times in Counter(slugs).items() if times > 1] == []
    assert [slug for slug in slugs if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", slug)] == []


def test_the_file_is_sorted_by_family_then_indicator(indicators: list[dict[str, str]]) -> None:
    keys = [(row["family"], row["indicator"]) for row in indicators]
    assert keys == sorted(keys)


def test_english_names_are_unique(indicators: list[dict[str, str]]) -> None:
    names = Counter(row["name_en"] for row in indicators)
    assert [name for name, times in names.items() if times > 1] == []


def test_names_definitions_coverage_and_source_are_filled_in_their_own_script(
    indicators: list[dict[str, str]],
) -> None:
    chinese = re.compile(r"[\u4e00-\u9fff]")
    for row in indicators:
        for stem in ("name", "definition", "coverage"):
            assert chinese.search(row[f"{stem}_zh"]), (row["indicator"], stem)
            assert row[f"{stem}_en"] and not chinese.search(row[f"{stem}_en"]), (row["indicator"], stem)
        assert row["source"], row["indicator"]


def test_definitions_are_one_or_two_sentences(indicators: list[dict[str, str]]) -> None:
    for row in indicators:
        assert 1 <= row["definition_zh"].count("。") <= 2, (row["indicator"], row["definition_zh"])
        assert row["definition_zh"].endswith("。") and row["definition_en"].endswith("."), row["indicator"]
        assert 10 <= len(row["definition_en"]) <= 320, row["indicator"]


def test_what_may_and_may_not_be_computed_is_said_in_both_languages_or_in_none(
    indicators: list[dict[str, str]],
) -> None:
    for row in indicators:
        for stem in ("may", "may_not"):
            assert bool(row[f"{stem}_zh"]) == bool(row[f"{stem}_en"]), (row["indicator"], stem)


def test_families_and_price_bases_take_only_the_allowed_values(indicators: list[dict[str, str]]) -> None:
    assert {row["family"] for row in indicators} == FAMILIES
    for row in indicators:
        assert {row["level_price_basis"], row["growth_price_basis"]} <= PRICE_BASES, row["indicator"]


def test_each_unit_is_known_and_its_multiplier_a_power_of_ten(indicators: list[dict[str, str]]) -> None:
    units = {row["unit"] for row in rows_of("units.csv")}
    for row in indicators:
        assert row["unit"] in units, (row["indicator"], row["unit"])
        assert row["unit_mult"] in {"0", "3", "4", "8", "9"}, (row["indicator"], row["unit_mult"])


def test_growth_of_gdp_and_of_value_added_is_at_constant_prices(indicators: list[dict[str, str]]) -> None:
    for row in indicators:
        slug = row["indicator"]
        # Energy per value added is a ratio of a quantity, no value added itself.
        if slug in {"gdp", "gdp_per_capita"} or (
            re.search(r"value_added(_total)?$", slug) and not slug.startswith("energy_per")
        ):
            assert (row["level_price_basis"], row["growth_price_basis"]) == ("current", "constant"), slug


def test_growth_of_other_money_is_nominal(indicators: list[dict[str, str]]) -> None:
    # The two business volumes are valued at fixed unit prices by their definition, level and growth alike.
    at_fixed_unit_prices = {"postal_business_volume", "telecom_business_volume"}
    real = {"gdp", "gdp_per_capita", "marine_gross_product", "labour_productivity", *at_fixed_unit_prices}
    for row in indicators:
        money = row["unit"] in {"CNY", "USD", "CNY_PERS"}
        if money and row["indicator"] not in real and "value_added" not in row["indicator"]:
            assert row["growth_price_basis"] == "current", row["indicator"]
            assert row["level_price_basis"] == "current", row["indicator"]


def test_counts_and_rates_have_no_price_basis(indicators: list[dict[str, str]]) -> None:
    for row in indicators:
        if row["unit"] in {"PT", "PERMIL", "PERS", "NB", "T", "HEAD", "MU", "KWH", "PERS_TIMES", "HH"}:
            assert row["level_price_basis"] == "none", row["indicator"]


@pytest.mark.parametrize("slug", sorted(OF_THE_CONTRACT))
def test_an_indicator_fixed_by_the_contract_is_present(slug: str, indicators: list[dict[str, str]]) -> None:
    assert slug in {row["indicator"] for row in indicators}


@pytest.mark.parametrize("slug", sorted(OF_THE_METHOD))
def test_an_indicator_of_the_method_says_what_may_and_what_may_not_be_computed(
    slug: str, indicators: list[dict[str, str]]
) -> None:
    row = next(row for row in indicators if row["indicator"] == slug)
    level, growth, may, may_not = OF_THE_METHOD[slug]
    assert (row["level_price_basis"], row["growth_price_basis"]) == (level, growth)
    assert may in row["may_en"], row["may_en"]
    assert may_not in row["may_not_en"], row["may_not_en"]
