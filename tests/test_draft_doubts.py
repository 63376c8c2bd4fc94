"""What a drafted row claims of a report, and what it leaves to a person."""

from __future__ import annotations

import pytest

from yz_analysis.figures.draft import NATION, About, doubts, draft
from yz_analysis.figures.repeats import UNCLASSIFIED

ABOUT = About("qinglan-2031", "321182", "2031")
TITLE = "青澜县2031年国民经济和社会发展统计公报\n"


def rows(body: str) -> list[dict[str, str]]:
    return [row for row in draft(TITLE + body, ABOUT, reviewed=False) if row["measure"] != "date"]


def test_the_reports_own_figures_are_of_its_series_and_area():
    level, growth = rows("全县地区生产总值12.5亿元，增长3%。")
    assert (level["indicator"], level["ref_area"], growth["indicator"]) == ("gdp", "321182", "gdp")
    assert "check: which indicator?" not in level["note"]


def test_a_figure_of_the_nation_is_no_figure_of_the_report():
    nation = rows("全县地区生产总值12.5亿元。全国GDP增长2.5%。")[-1]
    assert (nation["ref_area"], nation["indicator"]) == (NATION, UNCLASSIFIED)
    assert "check: a figure of 全国, not of the report's area" in nation["note"]


def test_a_figure_of_a_part_that_no_table_knows_is_left_to_a_person():
    part = rows("全县出口额12.5亿元。其中，东洲市出口额2亿元，增长4%。")[1:]
    assert [row["indicator"] for row in part] == [UNCLASSIFIED] * 2
    assert all("东洲市" in row["note"] for row in part)


def test_a_table_between_the_sentences_is_drafted():
    table = rows("表1 产量\n名称 产量（万吨） 比上年增长（%）\n粮食 21.3 1.2\n油料 1.9 -0.7\n")
    assert [row["value"] for row in table] == ["21.3", "1.2", "1.9", "-0.7"]
    assert [row["indicator"] for row in table] == ["grain_output"] * 2 + ["oilseed_output"] * 2
    assert [row["note"] for row in table] == [""] * 4


def test_numbers_of_a_table_without_unit_are_of_no_series():
    table = rows("粮食产量 21.3 20.9\n油料产量 1.86 1.80\n")
    assert {row["indicator"] for row in table} == {UNCLASSIFIED}


@pytest.mark.parametrize(
    ("row", "doubt"),
    [
        ({"indicator": UNCLASSIFIED, "kind": "actual"}, "check: which indicator?"),
        ({"indicator": "gdp", "kind": "target"}, "check: a target?"),
        ({"indicator": "gdp", "kind": "actual", "flags": "table count_mismatch"}, "check: count_mismatch"),
        ({"indicator": "gdp", "kind": "actual", "unit_unknown": "石"}, "check: unit 石 is not in units.csv"),
        ({"indicator": "gdp", "kind": "actual", "duplicate_of": "12"}, "check: printed twice?"),
    ],
)
def test_each_doubt_is_told_in_words(row, doubt):
    assert doubts(row) == [doubt]


def test_a_row_without_doubt_says_nothing():
    assert doubts({"indicator": "gdp", "kind": "actual", "measure": "level"}) == []


def test_an_absolute_change_is_no_level_of_its_series():
    level, change = rows("年末常住人口37.6万人，比上年末减少0.2万人。")
    assert (level["measure"], change["measure"], change["value"]) == ("count", "change", "-0.2")
    assert level["indicator"] == change["indicator"] == "resident_population"
    assert change["note"] == ""


def test_a_table_that_repeats_the_text_is_marked_as_printed_twice():
    text = "全年粮食产量21.3万吨，增长1.2%。\n表1 产量\n名称 产量（万吨） 比上年增长（%）\n"
    table = "粮食 21.3 1.2\n油料 1.9 -0.7\n"
    found = {(row["quote"], row["figure_id"]): row.get("duplicate_of", "") for row in rows(text + table)}
    twice = {quote: first for (quote, _), first in found.items() if first}
    assert set(twice) == {"21.3", "1.2"}
    assert set(twice.values()) <= {figure_id for _, figure_id in found}


def test_a_year_over_a_chart_keeps_its_number():
    years = [
        row
        for row in draft(TITLE + "图1 产值\n2029 2030 2031\n1.2 2.3 3.4", ABOUT)
        if row["measure"] == "date"
    ]
    assert [row["value"] for row in years if row["quote"].isdecimal()] == ["2029", "2030", "2031"]
