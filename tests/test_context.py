"""The figures of other places: cited, inside their evidence, and agreeing among themselves."""

from __future__ import annotations

import csv
import json
from collections import Counter
from pathlib import Path

import pandas as pd
import pytest

from yz_analysis import load_areas, load_context, load_figures, load_reports
from yz_analysis.figures.consistency import normal
from yz_analysis.figures.descriptor import descriptor
from yz_analysis.resources import bundled_data_folder

SOURCE = Path(__file__).resolve().parents[2] / "shared" / "context" / "context.csv"


@pytest.fixture(scope="module")
def context() -> pd.DataFrame:
    return load_context()


def value(context: pd.DataFrame, report: str, indicator: str, measure: str = "level", **more: str) -> float:
    rows = context[
        context["report_id"].eq(report) & context["indicator"].eq(indicator) & context["measure"].eq(measure)
    ]
    for column, wanted in more.items():
        rows = rows[rows[column].eq(wanted)]
    return rows["value"].item()


def test_every_context_row_is_cited_and_has_no_offsets(context: pd.DataFrame) -> None:
    assert context["source_title"].ne("").all()
    assert context["source_url"].str.match(r"https?://\S+$").all()
    assert context["second_source_url"].str.match(r"(?:https?://\S+)?$").all()
    assert context[["paragraph", "start", "end"]].isna().all().all()


def test_the_context_is_in_the_figures_without_its_citation(context: pd.DataFrame) -> None:
    figures = load_figures()
    assert set(context["figure_id"]) <= set(figures["figure_id"])
    assert "source_url" not in figures.columns


def test_every_printed_number_stands_in_its_evidence(context: pd.DataFrame) -> None:
    for row in context.itertuples(index=False):
        assert row.quote in row.phrase
        assert len(row.phrase) <= 30
        if row.value_printed:
            assert normal(row.value_printed).removeprefix("-") in normal(row.quote), row.figure_id


def test_a_derived_row_prints_no_numeral_and_says_how_it_was_made(context: pd.DataFrame) -> None:
    silent = context.query("value_printed == ''")
    assert set(silent["status"]) == {"E"}
    assert silent["note"].str.contains("derived: ").all()
    assert len(silent) == 5


@pytest.mark.parametrize(
    ("derived", "base", "indicator", "gap"),
    [
        ("jiangsu-2022h1", "nantong-2022h1", "industrial_value_added", 0.7),
        ("jiangsu-2022h1", "zhenjiang-2022h1", "fixed_asset_investment", 0.1),
        ("jiangsu-2022h1", "zhenjiang-2022h1", "retail_sales", 1.8),
        ("jiangsu-2021h1", "suqian-2021h1", "industrial_value_added", 5.3),
        ("jiangsu-2021h1", "suqian-2021h1", "industrial_invoiced_sales", 13.2),
    ],
)
def test_derived_growth_is_the_neighbour_s_less_the_printed_gap(
    context: pd.DataFrame, derived: str, base: str, indicator: str, gap: float
) -> None:
    difference = value(context, base, indicator, "growth") - value(context, derived, indicator, "growth")
    assert difference == pytest.approx(gap)


def test_forecasts_are_never_actuals(context: pd.DataFrame) -> None:
    forecasts = context[context["note"].str.contains("forecast")]
    assert len(forecasts) == 9
    assert set(forecasts["kind"]) == {"claim"}
    assert set(forecasts["status"]) == {"E"}
    assert set(context.query("kind == 'claim'")["figure_id"]) == set(forecasts["figure_id"])


def test_no_two_rows_answer_one_question(context: pd.DataFrame) -> None:
    key = ["report_id", "indicator", "kind", "measure", "price_basis", "comparator"]
    assert not context.duplicated(key).any()


def test_gdp_by_quarter_and_half_agree(context: pd.DataFrame) -> None:
    first_quarter = value(context, "china-2022h1", "gdp") - value(context, "china-2022q2", "gdp")
    assert first_quarter == 270178


def test_population_times_gdp_per_head_is_gdp(context: pd.DataFrame) -> None:
    people = value(context, "yangzhong-2022", "resident_population", "count")
    per_head = value(context, "yangzhong-2022", "gdp_per_capita")
    assert people * per_head == pytest.approx(value(context, "yangzhong-2022", "gdp"), rel=0.001)


def test_the_areas_of_zhenjiang_stay_below_the_city(context: pd.DataFrame) -> None:
    parts = ("danyang", "jurong", "jingkou", "dantu", "runzhou", "yangzhong")
    total = sum(value(context, f"{part}-2022", "gdp") for part in parts)
    assert 0.75 < total / value(context, "zhenjiang-2022", "gdp") < 1


def test_the_country_s_income_lies_between_town_and_country(context: pd.DataFrame) -> None:
    for report in ("china-2022h1", "jiangsu-2022h1"):
        town, whole, country = (
            value(context, report, f"disposable_income{part}") for part in ("_urban", "", "_rural")
        )
        assert country < whole < town


def test_real_income_growth_is_below_nominal_when_prices_rise(context: pd.DataFrame) -> None:
    for part in ("", "_urban", "_rural"):
        nominal, real = (
            value(context, "china-2022h1", f"disposable_income{part}", "growth", price_basis=basis)
            for basis in ("current", "constant")
        )
        assert 1.5 < nominal - real < 2


def test_levels_of_following_years_grow_as_printed_or_nearly(context: pd.DataFrame) -> None:
    """Nominal growth may differ from real by prices and revisions, not by more than seven points."""
    for place, before, after, year in (
        ("china", "2021h1", "2022h1", 2.5),
        ("china", "2022h1", "2023h1", 5.5),
        ("jiangsu", "2021", "2022", 2.8),
        ("jiangsu", "2022h1", "2023h1", 6.6),
        ("zhenjiang", "2022h1", "2023h1", 6.9),
    ):
        ratio = value(context, f"{place}-{after}", "gdp") / value(context, f"{place}-{before}", "gdp")
        assert abs((ratio - 1) * 100 - year) < 7, place


def test_the_share_of_secondary_industry_comes_from_three_that_sum_to_100(context: pd.DataFrame) -> None:
    row = context.query("indicator == 'secondary_industry_share'").iloc[0]
    shares = [float(part) for part in row["phrase"].removeprefix("占比依次为").split(":")]
    assert sum(shares) == pytest.approx(100)
    assert shares[1] == row["value"]


def test_a_machine_made_copy_has_low_confidence(context: pd.DataFrame) -> None:
    assert set(context[context["note"].str.contains("machine-made copy")]["confidence"]) == {"low"}
    garbled = context["phrase"].str.contains(r"\([a-zè]+\)|増|^\S{1,9}億$")
    assert set(context.loc[garbled, "confidence"]) == {"low"}


def test_each_report_is_one_area_and_one_period() -> None:
    figures, reports = load_figures(), load_reports().set_index("report_id")
    areas = load_areas().set_index("ref_area")
    for report, rows in figures.groupby("report_id"):
        about = reports.loc[report]
        assert set(rows["ref_area"]) == {about["ref_area"]}
        if about["kind"] == "context":
            assert set(rows["time_period"]) == {about["time_period"]}
        assert about["ref_area"] in areas.index


def test_report_names_say_place_and_period_in_both_languages() -> None:
    reports = load_reports().set_index("report_id")
    assert reports.loc["zhenjiang-2022h1", ["name_zh", "name_en"]].tolist() == [
        "镇江市2022年上半年",
        "Zhenjiang, first half of 2022",
    ]
    assert reports.loc["danyang-2020m1-m9", "name_en"] == "Danyang, January to September 2020"
    assert reports["name_zh"].is_unique
    assert reports["name_en"].is_unique


def test_every_row_of_the_collection_is_accepted_once_or_rejected_with_a_reason() -> None:
    if not SOURCE.is_file():
        pytest.skip("the collected file is not part of the repository and ../shared is absent")
    with SOURCE.open(encoding="utf-8", newline="") as stream:
        collected = list(csv.DictReader(stream))
    with (bundled_data_folder() / "context_rejected.csv").open(encoding="utf-8", newline="") as stream:
        rejected = list(csv.DictReader(stream))
    assert all(row["reason"] for row in rejected)
    left = {int(row["source_row"]) for row in rejected}
    wanted = Counter(
        (row["ref_area"], row["time_period"], float(row["value"]))
        for number, row in enumerate(collected, start=2)
        if number not in left
    )
    kept = load_context()
    assert wanted == Counter(
        zip(kept["ref_area"], kept["time_period"], kept["value"].map(float), strict=True)
    )


# --- the descriptor ----------------------------------------------------------------------------------------


def test_the_descriptor_is_what_files_and_contract_say() -> None:
    folder = bundled_data_folder()
    held = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    assert held == descriptor(folder), "run: python -m yz_analysis.figures.descriptor"


def test_every_csv_of_the_data_is_described_and_every_column_explained() -> None:
    folder = bundled_data_folder()
    held = descriptor(folder)["resources"]
    assert {resource["path"] for resource in held} == {path.name for path in folder.glob("*.csv")}
    for resource in held:
        assert "fieldsMatch" not in resource["schema"]
        assert all(field["title"] and field["description"] for field in resource["schema"]["fields"])


@pytest.mark.slow
def test_frictionless_finds_the_package_valid() -> None:
    frictionless = pytest.importorskip("frictionless")
    report = frictionless.validate(str(bundled_data_folder() / "datapackage.json"))
    assert report.valid, report.flatten(["fieldName", "note"])[:5]


def test_the_card_says_how_many_rows_there_are() -> None:
    card = (bundled_data_folder() / "README.md").read_text(encoding="utf-8")
    assert f"{len(load_figures('yangzhong-2022h1'))} rows (`figures.csv`)" in card
    assert f"{len(load_context())} figures published" in card
