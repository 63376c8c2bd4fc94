"""A text becomes draft rows: printed numbers, words, units, periods, phrases and repeats."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from bulletin import BULLETIN, REPORT
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.figures import build
from yz_analysis.figures.draft import About, doubts, draft, sdmx
from yz_analysis.figures.phrases import paragraph_of, paragraphs, phrase_of
from yz_analysis.figures.repeats import mark_repeats
from yz_analysis.figures.review import places
from yz_analysis.figures.spoken import spoken
from yz_analysis.figures.units import unit_code
from yz_analysis.resources import bundled_data_folder

ABOUT = About(REPORT, "320281", "2023-S1")


def cells_of(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


# --- the pieces --------------------------------------------------------------------------------------------


def test_a_draft_tells_level_growth_rate_count_and_target_apart() -> None:
    rows = {row["quote"]: row for row in draft(BULLETIN, ABOUT)}
    assert (rows["125.6亿元"]["measure"], rows["125.6亿元"]["price_basis"]) == ("level", "current")
    assert (rows["5.2%"]["measure"], rows["5.2%"]["price_basis"]) == ("growth", "constant")
    assert (rows["1.2%"]["value"], rows["1.2%"]["value_printed"]) == ("-1.2", "-1.2")
    assert (rows["3%"]["measure"], rows["3%"]["comparator"], rows["3%"]["kind"]) == ("rate", "<=", "actual")
    assert (rows["0.3万人"]["measure"], rows["0.3万人"]["unit"], rows["0.3万人"]["unit_mult"]) == (
        "count",
        "PERS",
        "4",
    )
    assert (rows["17亿元"]["kind"], rows["17亿元"]["comparator"]) == ("target", ">")
    assert (rows["三个清单"]["kind"], rows["三个清单"]["value"]) == ("label", "3")


@pytest.mark.parametrize(
    ("sentence", "printed"),
    [
        ("粮食产量连续两年增长，产量12.5万吨。", "12.5"),
        ("出口额实现两位数增长。", "两位数"),
        ("外贸进出口下降3.5%。", "-3.5"),
        ("近七成企业增加投入。", "七"),
    ],
)
def test_what_is_printed_is_the_numeral_or_the_word(sentence: str, printed: str) -> None:
    assert printed in {row["value_printed"] for row in draft(sentence, ABOUT)}


def test_a_draft_says_which_periods_the_paragraph_states() -> None:
    rows = {row["quote"]: row for row in draft(BULLETIN, ABOUT)}
    assert (rows["125.6亿元"]["time_period"], rows["125.6亿元"]["period_source"]) == ("2023-S1", "stated")
    assert (rows["3%"]["time_period"], rows["3%"]["period_source"]) == ("2023-S1", "context")
    assert (rows["17亿元"]["time_period"], rows["17亿元"]["period_source"]) == ("2023", "stated")


def test_an_unreviewed_draft_is_unvalidated_and_says_what_to_look_at() -> None:
    rows = {row["quote"]: row for row in draft(BULLETIN, ABOUT, reviewed=False)}
    assert {row["status"] for row in rows.values()} == {"V"}
    assert rows["17亿元"]["note"] == "check: a target?"
    assert rows["5.2%"]["note"] == ""


def test_a_doubtful_unit_and_the_reader_s_flags_are_told() -> None:
    row = {"indicator": "gdp", "kind": "actual", "unit_unknown": "石", "flags": "count_mismatch"}
    assert doubts(row) == ["check: unit 石 is not in units.csv", "check: count_mismatch"]


def test_a_repeated_sentence_counts_once_and_a_repeated_number_twice() -> None:
    text = "全县实现地区生产总值12.5亿元。\n\n全县实现地区生产总值12.5亿元。\n\n工业总产值12.5亿元。"
    rows = draft(text, ABOUT)
    assert [row["duplicate_of"] if row.get("duplicate_of") else "" for row in rows] == [
        "",
        f"{REPORT}:F001",
        "",
    ]


def test_a_row_said_in_words_is_never_marked_a_repeat() -> None:
    rows = [{"start": "0", "end": "2", "quote": "首位", "measure": "rank"}] * 2
    mark_repeats("首位首位首位首位首位首位首位首位", rows)
    assert "duplicate_of" not in rows[1]


@pytest.mark.parametrize(
    ("text", "quote", "cells"),
    [
        ("落实“五项措施”。", "五项措施", {"value": "5", "kind": "label"}),
        ("打造“一轴两翼”格局", "一轴两翼", {"value_printed": "一轴两翼", "measure": "count"}),
        ("举办第十二届大会", "第十二届", {"value": "12"}),
        ("实施三年行动", "三年", {"value": "3", "unit": "YEARS", "measure": "duration"}),
        ("居全市首位", "首位", {"value": "1", "status": "V"}),
        ("实现“三增”", "三增", {"measure": "direction", "comparator": ">"}),
        (
            "签约亿元以上项目",
            "亿元",
            {"value": "1", "unit_mult": "8", "measure": "threshold", "comparator": ">="},
        ),
        ("实现“零事故”", "零事故", {"value": "0", "unit_mult": "0", "kind": "actual"}),
        ("走在全省前列", "前列", {"comparator": "~"}),
    ],
)
def test_what_is_said_in_words_gets_a_row(text: str, quote: str, cells: dict[str, str]) -> None:
    (found,) = spoken(text, [])
    assert text[found.start : found.end] == quote
    assert cells.items() <= found.cells.items()


@pytest.mark.parametrize(
    "text",
    [
        "“零增长”",
        "5亿元以上项目",
        "千亿元以上",
        "“零售”",
        "“万众一心”的队伍",
        "“华山一条路”",
        "一般公共预算",
        "前列腺",
        "“PM2.5”",
    ],
)
def test_other_words_give_no_row(text: str) -> None:
    assert not list(spoken(text, []))


def test_words_the_reader_took_are_left_to_it() -> None:
    assert not list(spoken("居全市首位", [(3, 5)]))


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("亿元", ("CNY", 8)),
        ("万亿元", ("CNY", 12)),
        ("亿千瓦时", ("KWH", 8)),
        ("个百分点", ("PP", 0)),
        ("千米", ("KM", 0)),
        ("万平方米", ("M2", 4)),
        ("亿美元", ("USD", 8)),
        ("万", ("NB", 4)),
        ("石", None),
    ],
)
def test_a_printed_unit_becomes_code_and_power_of_ten(printed: str, code: tuple[str, int] | None) -> None:
    assert unit_code(printed) == code


def test_every_unit_of_the_table_is_found_by_its_names() -> None:
    for row in cells_of(bundled_data_folder() / "units.csv"):
        for alias in row["aliases"].split("|"):
            assert unit_code(alias) == (row["unit"], 0), alias


@pytest.mark.parametrize(
    ("period", "form"),
    [
        ("2022-02/2022-04", "2022-02-01/P3M"),
        ("2022-05/2022-02", ""),
        ("去年", ""),
        ("2022-03-29", "2022-03-29"),
    ],
)
def test_periods_have_their_sdmx_form_or_none(period: str, form: str) -> None:
    assert sdmx(period) == form


def test_paragraphs_are_the_non_empty_lines() -> None:
    text = "\n\n甲\n  \n乙丙\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["甲", "乙丙"]
    assert paragraph_of(paragraphs(text), text.index("丙")) == 2


@given(st.text(alphabet="增长亿元%1.,，。、“”\n =+", min_size=1, max_size=80), st.data())
def test_a_phrase_holds_its_quote_is_short_and_begins_as_no_formula(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 12)))
    quote = text[start:end]
    phrase = phrase_of(text, start, end, more=data.draw(st.booleans()))
    assert len(phrase) <= 30
    assert quote.rstrip() in phrase
    assert phrase in text
    assert not phrase.startswith(("=", "+", "@")) or quote.startswith(("=", "+", "@"))


def test_rows_at_one_place_are_numbered() -> None:
    rows = [{"start": "1", "end": "2", "x": "a"}, {"start": "1", "end": "2", "x": "b"}]
    assert {place: row["x"] for place, row in places(rows).items()} == {(1, 2, 1): "a", (1, 2, 2): "b"}


def test_corrections_that_keep_the_length_help_the_reader_and_move_nothing(article: str) -> None:
    mended = build.corrected(article, "yangzhong-2022h1")
    assert len(mended) == len(article)
    assert "完成入库投资" in mended
    assert sum(a != b for a, b in zip(article, mended, strict=True)) == 2
