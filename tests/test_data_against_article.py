"""The dataset against the printed article: every row where it says, every numeral accounted for."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from decimal import Decimal
from pathlib import Path

import pandas as pd
import pytest

from yz_analysis import load_corrections, load_figures, load_not_figures, load_reports

REPORT = "yangzhong-2022h1"

# the headline figures, typed again from the page
HEADLINES = [
    ("gdp", "level", "301.5", "current"),
    ("gdp", "growth", "3", "constant"),
    ("industrial_taxable_sales", "level", "522.69", "current"),
    ("industrial_taxable_sales", "growth", "15.7", "current"),
    ("industrial_gross_output", "level", "368.12", "current"),
    ("industrial_gross_output", "growth", "15.9", "current"),
    ("industrial_value_added", "level", "79.8", "current"),
    ("industrial_value_added", "growth", "6.6", "constant"),
    ("disposable_income_urban", "growth", "4.4", "current"),
    ("disposable_income_rural", "growth", "5.3", "current"),
]


@pytest.fixture(scope="module")
def figures() -> pd.DataFrame:
    return load_figures(REPORT)


@pytest.fixture(scope="module")
def paragraphs(article: str) -> list[tuple[int, int]]:
    spans, position = [], 0
    for line in article.split("\n"):
        if line.strip():
            spans.append((position, position + len(line)))
        position += len(line) + 1
    return spans


def covered(rows: list[pd.DataFrame]) -> set[int]:
    return {
        place
        for frame in rows
        for start, end in zip(frame["start"], frame["end"], strict=True)
        for place in range(start, end)
    }


def is_numeral(character: str) -> bool:
    return unicodedata.numeric(character, None) is not None or character in "两半倍"


def test_the_offsets_are_those_of_this_very_file(article: str) -> None:
    report = load_reports().set_index("report_id").loc[REPORT]
    assert hashlib.sha256(article.encode("utf-8")).hexdigest() == report["text_sha256"]
    assert len(article) == report["text_length"]


def test_every_quote_is_the_text_between_its_offsets(article: str, figures: pd.DataFrame) -> None:
    wrong = [
        row.figure_id for row in figures.itertuples(index=False) if article[row.start : row.end] != row.quote
    ]
    assert not wrong
    assert figures["start"].notna().all()


def test_every_phrase_is_printed_around_its_quote(article: str, figures: pd.DataFrame) -> None:
    for row in figures.itertuples(index=False):
        reach = len(row.phrase)
        around = article[max(0, row.start - reach) : row.end + reach]
        assert row.phrase in around, row.figure_id
        assert "\n" not in row.phrase


def test_every_row_lies_in_the_paragraph_it_names(
    figures: pd.DataFrame, paragraphs: list[tuple[int, int]]
) -> None:
    assert len(paragraphs) == 44
    for row in figures.itertuples(index=False):
        start, end = paragraphs[row.paragraph - 1]
        assert start <= row.start < row.end <= end, row.figure_id


def test_the_paragraphs_are_numbered_as_the_page_shows(
    article: str, paragraphs: list[tuple[int, int]]
) -> None:
    ninth, eighteenth, broken = (article[slice(*paragraphs[number - 1])] for number in (9, 18, 36))
    assert ninth.endswith(eighteenth)
    assert not broken.endswith("。")


def test_every_numeral_is_in_a_row_or_declared_no_figure(article: str, figures: pd.DataFrame) -> None:
    accounted = covered([figures, load_not_figures().query("report_id == @REPORT")])
    missing = [
        (place, article[max(0, place - 5) : place + 5])
        for place, character in enumerate(article)
        if is_numeral(character) and place not in accounted
    ]
    assert not missing


def test_every_run_of_digits_lies_in_one_row_whole(article: str, figures: pd.DataFrame) -> None:
    spans = list(zip(figures["start"], figures["end"], strict=True))
    for run in re.finditer(r"\d+(?:\.\d+)?", article):
        assert any(start <= run.start() and run.end() <= end for start, end in spans), run.group()


def test_no_numeral_is_both_a_figure_and_declared_none(figures: pd.DataFrame) -> None:
    assert not covered([figures]) & covered([load_not_figures().query("report_id == @REPORT")])


def test_what_is_declared_no_figure_is_printed_there_and_holds_a_numeral(article: str) -> None:
    for row in load_not_figures().query("report_id == @REPORT").itertuples(index=False):
        assert article[row.start : row.end] == row.quote
        assert any(is_numeral(character) for character in row.quote), row.quote
        assert row.reason


def test_every_printed_arabic_number_is_the_value(article: str, figures: pd.DataFrame) -> None:
    for row in figures.itertuples(index=False):
        digits = re.fullmatch(r"(\d+(?:\.\d+)?).*", article[row.start : row.end])
        if digits and row.measure != "date" and pd.notna(row.value):
            assert Decimal(digits[1]) == Decimal(str(row.value)), row.figure_id


@pytest.mark.parametrize(("indicator", "measure", "printed", "basis"), HEADLINES)
def test_the_headline_is_as_printed(
    figures: pd.DataFrame, indicator: str, measure: str, printed: str, basis: str
) -> None:
    row = figures.query("indicator == @indicator and measure == @measure and kind == 'actual'")
    assert row["value_printed"].tolist() == [printed]
    assert row["price_basis"].tolist() == [basis]
    assert row["time_period"].tolist() == ["2022-S1"]


def test_targets_are_of_the_year_and_keep_their_comparator(figures: pd.DataFrame) -> None:
    targets = figures.query("kind == 'target' and value == value").set_index("indicator")
    assert targets.loc["general_public_budget_revenue", ["value_printed", "comparator"]].tolist() == [
        "40",
        ">",
    ]
    assert targets.loc["industrial_taxable_sales", ["value_printed", "comparator"]].tolist() == ["1200", "="]
    assert targets.loc["projects_brought_in", ["value_printed", "comparator"]].tolist() == ["30", ">="]
    assert set(targets["time_period"]) == {"2022"}


def test_targets_without_a_number_are_there_and_have_none(figures: pd.DataFrame) -> None:
    silent = figures.query("kind == 'target' and measure == 'direction'")
    assert {"retail_sales", "projects_over_3_billion"} <= set(silent["indicator"])
    assert silent["value"].isna().all()
    assert silent.set_index("indicator").loc["retail_sales", "time_period"] == "2022-S2"


def test_a_bound_in_a_list_of_results_is_an_actual(figures: pd.DataFrame) -> None:
    row = figures.query("indicator == 'registered_unemployment_rate'").iloc[0]
    assert (row["kind"], row["comparator"], row["upper"]) == ("actual", "<=", 2.0)


def test_thresholds_are_apart_from_quantities(figures: pd.DataFrame) -> None:
    thresholds = figures.query("measure == 'threshold'")
    assert set(thresholds["kind"]) == {"label"}
    assert set(thresholds["quote"]) == {"亿元", "30亿元", "60岁", "60强"}


def test_the_shared_claim_is_one_row_for_each_indicator(figures: pd.DataFrame) -> None:
    first = figures.query("measure == 'rank' and paragraph == 3")
    headline = {"gdp", "industrial_taxable_sales", "industrial_gross_output", "industrial_value_added"}
    assert set(first["indicator"]) == headline
    assert len(set(first["start"])) == 1
    assert set(first["status"]) == {"V"}


def test_the_repeated_paragraph_counts_once(figures: pd.DataFrame) -> None:
    repeated = figures.query("paragraph == 18")
    assert repeated["quote"].tolist() == ["21.56亿元", "110.23亿元", "翻倍"]
    assert repeated["duplicate_of"].ne("").all()
    counted = figures.query("duplicate_of == '' and indicator == 'bridge_loan_fund'")
    assert counted["paragraph"].tolist() == [9]


def test_periods_are_stated_only_where_the_paragraph_says_so(article: str, figures: pd.DataFrame) -> None:
    said = re.compile("上半年|下半年|半年累计|全年|今年3月29日")
    spans = figures.query("period_source == 'stated'")
    for row in spans.itertuples(index=False):
        line = article[article.rfind("\n", 0, row.start) + 1 : article.find("\n", row.end)]
        assert said.search(line), row.figure_id
    assert set(spans.query("time_period == '2022-S1'")["paragraph"]) == {3, 8}


def test_numeral_labels_events_and_claims_are_all_there(figures: pd.DataFrame) -> None:
    quotes = set(figures["quote"])
    labels = {"五早", "四方责任", "60强", "四个100", "两榜", "四创建三表彰", "1+X", "十心+", "一主六次"}
    assert labels | {"五支队伍", "六项纪律", "四种形态", "两个确立", "二十大"} <= quotes
    assert {
        "3天",
        "两天",
        "一周",
        "3月29日",
        "首位",
        "前列",
        "唯一",
        "零外溢",
        "零增长",
        "四增",
        "翻倍",
    } <= quotes


def test_corrections_are_printed_there_and_move_nothing(article: str, figures: pd.DataFrame) -> None:
    corrections = load_corrections().query("report_id == @REPORT")
    assert len(corrections) == 14
    for row in corrections.itertuples(index=False):
        assert article[row.start : row.end] == row.printed
        assert row.printed != row.corrected
    applied = corrections.query("applied == 'true'")
    assert set(applied["confidence"]) == {"high"}
    assert set(corrections["affects_value"]) == {"false"}


def test_a_row_names_the_correction_that_touches_its_phrase(article: str, figures: pd.DataFrame) -> None:
    places = load_corrections().query("report_id == @REPORT").set_index("correction")
    for row in figures.query("correction != ''").itertuples(index=False):
        start = article.rfind("\n", 0, row.start)
        end = article.find("\n", row.end)
        assert start < places.loc[row.correction, "start"] < end, row.figure_id


def test_no_run_of_more_than_thirty_characters_of_the_article_is_kept(article: str, root: Path) -> None:
    text = article
    runs = {text[place : place + 31] for place in range(len(text) - 30)}
    for file in sorted((root / "data").rglob("*")):
        if file.is_file():
            held = file.read_text(encoding="utf-8")
            found = [held[k : k + 31] for k in range(len(held) - 30) if held[k : k + 31] in runs]
            assert not found, (file.name, found[:1])
