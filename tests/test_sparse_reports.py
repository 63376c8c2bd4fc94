"""Reports of which little is known: pages are true, name the basis of each number, and repeat nothing."""

from __future__ import annotations

import re
from typing import Any

import metric_samples
import pytest

from yz_analysis import load_reports
from yz_analysis.figures import charts, metrics, prose, tables
from yz_analysis.figures.display import Cell, Chart, Prose, Table
from yz_analysis.words import LANGUAGES

HERE = "dantu-2022"  # a report of the dataset for which one figure was collected


def made(*rows: dict[str, Any]) -> metrics.Source:
    """A source of invented figures under the id of a report that the dataset knows."""
    return metric_samples.source(
        *({"report_id": HERE, "time_period": "2022", "paragraph": None, **row} for row in rows), report=HERE
    )


def expected(value: str, **more: Any) -> dict[str, Any]:
    return {"kind": "claim", "status": "E", "value": value, **more}


def table(name: str, source: metrics.Source, language: str = "en") -> Table:
    shown = getattr(tables, name)(source, language)
    assert isinstance(shown, Table), str(shown)
    return shown


def texts(shown: Table) -> list[list[str]]:
    return [[cell.text if isinstance(cell, Cell) else cell for cell in row] for row in shown.rows]


def test_an_expectation_stands_under_what_is_expected_and_is_no_rank() -> None:
    source = made(expected("70"), metric_samples.growth("9", kind="claim", status="E"))
    shown = table("completeness", source)
    row = next(row for row in texts(shown) if row[0].startswith("Gross domestic product"))
    assert row[1:] == ["CNY 7.0 billion (expected)", "9% (expected)", "—", "—"]
    assert all("not a result" in cell.caveat for cell in shown.rows[0] if isinstance(cell, Cell))


def test_a_claim_of_being_the_only_one_stays_with_the_ranks() -> None:
    matrix = metrics.completeness(metrics.read("yangzhong-2022h1")).set_index("indicator")
    assert matrix.loc["hr_service_pilot", "rank"]
    assert not matrix.loc["hr_service_pilot", "level"]


@pytest.mark.parametrize(("language", "mark"), [("zh", "（预计）"), ("en", "(expected)")])
def test_an_expectation_is_called_one_wherever_it_is_printed(language: str, mark: str) -> None:
    shown = table("events_and_claims", made(expected("70")), language)
    assert mark in texts(shown)[0][1]
    assert shown.rows[0][1].caveat  # type: ignore[union-attr]


def test_an_expected_number_of_jobs_is_not_left_out_among_the_jobs() -> None:
    jobs = {"indicator": "urban_new_jobs", "unit": "PERS", "price_basis": "none", "unit_mult": 4}
    assert (
        texts(table("livelihood_printed", made(expected("2", **jobs))))[0][1]
        == "20 thousand persons (expected)"
    )


def test_a_number_that_nobody_printed_says_so() -> None:
    shown = table("headlines", metrics.read("jiangsu-2022h1"))
    cells = {row[0]: row[2] for row in shown.rows}
    inferred = cells["Value added of industrial enterprises above designated size"]
    assert isinstance(inferred, Cell)
    assert "inferred" in inferred.caveat


def test_a_rate_that_its_source_computed_says_so_also_in_the_data_of_a_chart() -> None:
    shown = charts.headline_growth(metrics.read("jiangsu-2022h1"), "en")
    assert isinstance(shown, Chart)
    caveats = {row[1]: row[2].caveat for row in shown.data.rows if row[0] == "GDP"}  # type: ignore[union-attr]
    assert "Computed by the source" in caveats["current prices (nominal)"]
    assert not caveats["constant prices (real)"]


def test_growth_printed_on_two_bases_names_each() -> None:
    income = {"indicator": "disposable_income"}
    source = made(
        metric_samples.growth("4.7", **income),
        metric_samples.growth("3.1", price_basis="constant", **income),
        metric_samples.growth("5.0", indicator="disposable_income_urban"),
    )
    names = [row[0] for row in texts(table("livelihood_printed", source))]
    assert [name.rpartition(", ")[2] for name in names] == ["nominal growth", "real growth", "growth"]
    row = next(row for row in texts(table("completeness", source)) if row[0].endswith("of residents"))
    assert row[2] == "4.7% (current prices), 3.1% (constant prices)"


def test_a_note_about_bounds_stands_only_where_something_has_such_bounds() -> None:
    jobs = {"indicator": "urban_new_jobs", "unit": "PERS", "price_basis": "none"}
    assert not table("livelihood_printed", made({"value": "4321", "unit_mult": 0, **jobs})).note
    assert table("livelihood_printed", made({"value": "2", "unit_mult": 4, **jobs})).note


def test_gdp_is_told_also_where_only_level_or_growth_is_known() -> None:
    level = str(prose.briefing(made({"value": "70.12"}), "en"))
    assert "GDP is CNY 7.012 billion." in level
    growth = str(prose.briefing(made(metric_samples.growth("3.4", price_basis="constant")), "en"))
    assert "GDP grew 3.4%" in growth
    assert "constant prices" in growth


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_briefing_begins_with_what_there_is_where_there_is_no_report(language: str) -> None:
    first = str(prose.briefing(metrics.read(HERE), language)).split("\n")[0]
    assert re.search(r"\(1 in all\)|共1个", first)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_reader_may_use_instead_is_named_in_words(language: str) -> None:
    for row in texts(table("refusals", metrics.read(HERE), language)):
        assert not re.search(r"[a-z]_[a-z]|[a-z]\.[a-z]|\(?A\d", " ".join(row)), row


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_chart_its_table_and_its_sentences_miss_a_thing_in_the_same_words(language: str) -> None:
    source = metrics.read("china-2022m6")
    said = {str(shown) for shown in (tables.bases(source, language), prose.growth(source, language))}
    assert len(said) == 1


@pytest.mark.parametrize("name", tables.__all__)
def test_what_is_missing_from_a_collection_is_not_said_to_be_unprinted(name: str) -> None:
    for report in ("china-2022m6", "yangzhong-2010"):
        shown = getattr(tables, name)(metrics.read(report), "en")
        if isinstance(shown, Prose) and shown.kind == "absent":
            assert " is printed for" not in str(shown)
            assert " not printed" not in str(shown)


def test_every_report_that_is_no_text_names_its_figures_as_published_ones() -> None:
    reports = load_reports()
    for report in reports.loc[reports["kind"].eq("context"), "report_id"].head(12):
        assert "published figures" in table("completeness", metrics.read(report)).source
