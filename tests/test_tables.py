"""Tables: every report and language, every number with its figures, bounds, class and caveat."""

from __future__ import annotations

import re
from functools import cache

import pytest

import yz_analysis as yz
from yz_analysis.figures import metrics, prose, tables, told
from yz_analysis.figures.display import Cell, Prose, Table
from yz_analysis.figures.labels import area_name
from yz_analysis.figures.metrics.comparison import nearest_parent
from yz_analysis.words import LANGUAGES, word

REPORT = "yangzhong-2022h1"
SHOWN = [REPORT, "china-2022h1", "zhenjiang-2022h1", "nanan-2022h1", "yangzhong-2021", "zhenjiang-2021"]


@cache
def opened(report):
    return metrics.read(report)


def table_of(name, report=REPORT, language="en"):
    return getattr(tables, name)(opened(report), language)


def cells(table):
    return [cell for row in table.rows for cell in row if isinstance(cell, Cell)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", SHOWN)
@pytest.mark.parametrize("name", tables.__all__)
def test_every_table_is_a_table_or_says_what_is_not_printed(name, report, language):
    shown = table_of(name, report, language)
    assert isinstance(shown, Table) or (
        isinstance(shown, Prose) and shown.kind == ("finding" if name == "not_printed" else "absent")
    )
    assert shown.mimebundle()["text/plain"]


@pytest.mark.parametrize("name", tables.__all__)
def test_every_figure_behind_a_cell_is_in_the_dataset(name):
    shown = table_of(name)
    if isinstance(shown, Table):
        known = set(yz.load_figures()["figure_id"])
        assert {one for cell in cells(shown) for one in cell.figures} <= known


@pytest.mark.parametrize(
    "name", ["bases", "targets", "required_growth", "scenarios", "structure", "relief", "income"]
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_derived_number_has_figures_a_class_and_a_caveat(name, language):
    for cell in cells(table_of(name, language=language)):
        assert cell.figures
        assert cell.validity in ("valid", "conditional", "indicative")
        assert cell.caveat


def test_english_tables_have_chinese_only_as_the_quoted_print():
    chinese = re.compile("[\u4e00-\u9fff]+")
    for name in tables.__all__:
        shown = table_of(name)
        if isinstance(shown, Table) and name != "corrections":
            for row in shown.rows:
                for cell in row:
                    text = cell.text if isinstance(cell, Cell) else cell
                    outside = re.sub(r"\([^()]*\)", "", text)
                    quoted = isinstance(cell, Cell) and cell.quote and text == cell.quote
                    assert quoted or not chinese.search(outside), (name, text)


def test_the_headlines_name_the_price_basis_of_each_growth():
    rows = {row[0]: row for row in table_of("headlines").rows}
    basis = {name: row[3] for name, row in rows.items()}
    gdp = next(name for name in basis if "GDP" in name)
    sales = next(name for name in basis if "axable sales" in name)
    assert basis[gdp] == word("basis.constant", "en")
    assert basis[sales] == word("basis.current", "en")


def test_a_printed_number_keeps_its_print_in_both_languages():
    zh = [cell.text for cell in cells(table_of("headlines", language="zh"))]
    en = [cell.text for cell in cells(table_of("headlines"))]
    assert "301.5亿元" in zh
    assert "CNY 30.15 billion (301.5亿元)" in en


def test_contributions_show_both_readings_of_the_rounding():
    keys = [column.key for column in table_of("contributions").columns]
    assert keys[2:4] == ["literal", "house"]
    row = table_of("contributions").rows[0]
    wide, narrow = (float(x) for x in re.findall(r"-?[\d.]+", row[2].replace("−", "-"))), row[3]
    low, high = wide
    inner = [float(x) for x in re.findall(r"-?[\d.]+", narrow.replace("−", "-"))]
    assert low <= inner[0] <= inner[1] <= high


def test_the_shown_bounds_hold_the_computed_ones():
    """What a reader sees is rounded outward, so it never excludes a number the print allows."""
    for row in told.each(yz.derive(REPORT)):
        if row.value == row.value and row.lower != row.upper and row.upper != float("inf"):
            shown = [float(x.replace("−", "-")) for x in re.findall(r"[−\d.]+", told.bounds_text(row, "zh"))]
            assert shown[0] <= row.lower + 1e-9, row.metric_id
            assert shown[1] >= row.upper - 1e-9, row.metric_id


def test_a_half_line_is_shown_with_its_sign_and_its_safe_end():
    rows = yz.derive(REPORT).set_index("metric_id", drop=False)
    rest = next(told.each(rows.loc[["projects_brought_in.required_rest"]]))
    share = next(told.each(rows.loc[["industrial_taxable_sales.implied_first_half_share"]]))
    assert told.column_text(rest, "en") == "≥ 10"
    assert told.value_text(rest, "en") == "at least 10"
    assert told.column_text(share, "en").startswith("≤ ")
    assert float(told.column_text(share, "en")[2:]) >= share.upper - 1e-9


def test_the_briefing_has_ten_numbers_for_the_real_report_and_never_more():
    assert len(table_of("briefing").rows) == 10
    for report in SHOWN:
        shown = table_of("briefing", report)
        assert not isinstance(shown, Table) or len(shown.rows) <= 10


def test_what_was_collected_is_not_called_a_printed_report():
    assert "collected" in table_of("headlines", "china-2022h1").caption
    assert "printed" in table_of("headlines").caption


def test_a_repeated_figure_stands_in_one_table_only():
    repeated = {one for cell in cells(table_of("repeated")) for one in cell.figures}
    assert repeated
    for name in ("headlines", "other_results", "relief_printed", "completeness"):
        assert not repeated & {one for cell in cells(table_of(name)) for one in cell.figures}


def test_an_unknown_language_is_named_with_those_that_exist():
    with pytest.raises(yz.UnknownNameError, match="zh, en"):
        table_of("headlines", language="fr")


@pytest.mark.parametrize(("name", "target"), [("projects_printed", "30"), ("livelihood_printed", "poverty")])
def test_a_target_among_results_is_called_a_target(name, target):
    rows = [[str(getattr(cell, "text", cell)) for cell in row] for row in table_of(name).rows]
    found = [row for row in rows if any(target in cell for cell in row) and row[2] == "2022"]
    assert found
    assert all(row[0].endswith("(target)") for row in found)
    assert not any("(target)" in row[0] for row in rows if "first half" in row[2])


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_table_with_figures_of_other_areas_does_not_give_them_to_this_report(language):
    others = {"en": "other reports", "zh": "其他报告"}[language]
    for name in ("growth_gaps", "parent_shares", "benchmarks"):
        assert others in table_of(name, language=language).source
    for name in ("bases", "headlines", "project_sizes"):
        assert others not in table_of(name, language=language).source


def test_parents_stand_before_others_and_the_indicators_in_the_order_of_print():
    shown = [(row[0], row[1]) for row in table_of("growth_gaps").rows]
    assert [area for name, area in shown if name.startswith("Value added")] == [
        "Zhenjiang", "Jiangsu", "China", "Nantong",
    ]  # fmt: skip
    assert shown[0][0].startswith("Gross domestic product")


def test_a_growth_that_was_inferred_from_a_gap_says_so():
    theirs = {row[1]: row[3] for row in table_of("growth_gaps").rows if row[0].startswith("Value added")}
    assert "inferred" in theirs["Jiangsu"].caveat
    assert not theirs["China"].caveat


def test_a_first_place_in_growth_is_not_shown_as_one_in_size():
    rows = {row[0]: row for row in table_of("headlines").rows}
    gdp = next(row for name, row in rows.items() if "GDP" in name)
    assert gdp[4].text == "first in growth (首位)"
    assert any(cell.text == "增速首位" for cell in cells(table_of("headlines", language="zh")))
    score = next(row for row in table_of("events_and_claims").rows if "Civilised City" in row[0])
    assert score[1].text == "first (首位)"


def test_a_duration_kept_within_a_limit_keeps_its_limit_in_both_languages():
    assert "at most 2 days (两天)" in [cell.text for cell in cells(table_of("events_and_claims"))]
    chinese = [cell.text for cell in cells(table_of("events_and_claims", language="zh"))]
    assert "不超过两天" in chinese
    assert "不超过一周" in chinese
    assert "3天" in chinese


def test_a_defect_says_how_sure_its_reading_is_and_whether_it_was_applied():
    table = table_of("corrections")
    keys = [column.key for column in table.columns]
    for row in table.rows:
        applied, sure = row[keys.index("applied")], row[keys.index("confidence")]
        assert applied != "yes" or sure == "high"
    assert {row[keys.index("confidence")] for row in table.rows} == {"high", "medium", "low"}


def test_a_period_that_only_the_context_gives_is_marked_as_such():
    relief = table_of("relief_printed")
    periods = [row[[column.key for column in relief.columns].index("period")] for row in relief.rows]
    assert all("context" in period.caveat for period in periods)
    signed = next(row for row in table_of("projects_printed").rows if "igned projects" in row[0])
    assert signed[2] == "first half of 2022"
    budget = next(row for row in table_of("targets_printed").rows if "budget revenue" in row[0])
    assert budget[2] == "2022"


@pytest.mark.parametrize("report", yz.load_reports()["report_id"])
def test_the_briefing_compares_with_one_area_in_table_and_sentence(report):
    source = opened(report)
    area = nearest_parent(source)
    gaps = [one for one in cells(table_of("briefing", report)) if one.text.endswith(" pp")] if area else []
    sentences = str(prose.briefing(source, "en"))
    if not area:
        assert " here against " not in sentences
        return
    assert area_name(area, "en") in next(line for line in sentences.splitlines() if " here against " in line)
    theirs = {figure for gap in gaps for figure in gap.figures if not figure.startswith(f"{report}:")}
    areas = set(source.figures.set_index("figure_id").loc[sorted(theirs), "ref_area"])
    assert areas <= {area}


def test_the_briefing_writes_a_gap_as_its_sentence_does():
    shown = table_of("briefing", "jiangsu-2022h1")
    row = next(row for row in shown.rows if "growth less that of China" in str(row[0]))
    assert row[1].text in str(prose.briefing(opened("jiangsu-2022h1"), "en"))
    assert row[2] in str(prose.briefing(opened("jiangsu-2022h1"), "en"))


def test_the_briefing_has_real_growth_where_growth_is_known_on_two_bases():
    names = [str(row[0]) for row in table_of("briefing", "jiangsu-2022h1").rows]
    assert "Gross domestic product (GDP), growth" in names


def test_the_briefing_does_not_call_printed_what_was_inferred():
    row = next(
        row for row in table_of("briefing", "jiangsu-2022h1").rows if str(row[0]).startswith("Value added")
    )
    assert row[3] == word("class.inferred", "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_country_is_said_to_have_no_parent_area(language):
    shown = table_of("parent_shares", "china-2022h1", language)
    assert isinstance(shown, Prose)
    said = {"zh": "没有上级地区", "en": "has no parent area"}[language]
    assert said in str(shown)
    assert said not in str(table_of("parent_shares", "jiangsu-2022", language))
