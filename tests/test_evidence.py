"""Where each figure is printed: the page of a report's figures, and the article beside it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from yz_analysis.errors import DataError, UnknownNameError, YzAnalysisError
from yz_analysis.figures.dataset import load_context, load_figures, load_reports
from yz_analysis.figures.quoted import printed_text
from yz_analysis.publishing.evidence import evidence_page
from yz_analysis.publishing.page.article import Span, paragraphs, read_source
from yz_analysis.publishing.page.entries import Use, corrections, entries

REPORT = "yangzhong-2022h1"


def words(root: html.HtmlElement, selector: str = ".") -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.cssselect(selector)]


@pytest.fixture(scope="module")
def english() -> html.HtmlElement:
    uses = {f"{REPORT}:F004": [Use("03-targets.html", "How far?")]}
    return html.document_fromstring(
        evidence_page(REPORT, language="en", uses=uses, sister="../zh/evidence.html")
    )


def facts(entry: html.HtmlElement) -> dict[str, str]:
    return dict(zip(words(entry, "dt"), words(entry, "dd"), strict=True))


def test_every_figure_of_the_report_has_its_place(english: html.HtmlElement) -> None:
    ids = {entry.get("id") for entry in english.cssselect("article.figure")}
    assert ids == {figure.rsplit(":", 1)[1] for figure in load_figures(REPORT)["figure_id"]}


def test_a_figure_shows_print_phrase_place_bounds_prices_and_uses(english: html.HtmlElement) -> None:
    entry = english.get_element_by_id("F004")
    told = facts(entry)
    row = load_figures(REPORT).set_index("figure_id").loc[f"{REPORT}:F004"]
    assert "CNY 52.269 billion" in words(entry, "h3")[0]
    assert told["Phrase"].replace(" ", "") == row["phrase"].replace(" ", "")
    assert entry.cssselect("mark")[0].text == row["quote"]
    assert told["Place"] == f"paragraph {row['paragraph']}, characters {row['start']}–{row['end']}"
    assert told["What the printed digits allow"] == "[52.2685, 52.2695] CNY billion"
    assert told["Prices"] == "current prices"
    assert entry.cssselect("dd ul a")[0].get("href") == "03-targets.html"


def test_a_target_has_no_zeros_that_nobody_printed(english: html.HtmlElement) -> None:
    assert "CNY 120 billion" in words(english.get_element_by_id("F066"), "h3")[0]


def test_a_number_is_written_on_the_evidence_page_as_it_is_in_sentences(english: html.HtmlElement) -> None:
    figures = load_figures(REPORT)
    money = figures[figures["unit"].eq("CNY") & figures["value"].notna()]
    for row in money.itertuples():
        amount = " ".join(words(english.get_element_by_id(str(row.figure_id).rsplit(":", 1)[1]), "h3 .value"))
        assert amount.lstrip("><≥≤≈ ") in printed_text(row, "en"), row.figure_id


def test_a_repeated_figure_leads_to_the_one_that_counts_and_back(english: html.HtmlElement) -> None:
    figures = load_figures(REPORT)
    twice = figures[figures["duplicate_of"].ne("")].iloc[0]
    copy, first = (str(twice[column]).rsplit(":", 1)[1] for column in ("figure_id", "duplicate_of"))
    assert first in facts(english.get_element_by_id(copy))["Printed twice"]
    assert copy in facts(english.get_element_by_id(first))["Printed twice"]
    links = [link.get("href") for link in english.get_element_by_id(copy).cssselect("a")]
    assert f"#{first}" in links


def test_a_correction_is_told_with_what_was_printed(english: html.HtmlElement) -> None:
    figures = load_figures(REPORT)
    corrected = figures[figures["correction"].ne("")].iloc[0]
    told = facts(english.get_element_by_id(corrected["figure_id"].rsplit(":", 1)[1]))
    assert corrected["correction"] in told["Correction of the text"]
    assert len(english.cssselect("#defects ~ ul li")) == len(corrections(REPORT, "en"))


def test_figures_are_found_by_indicator(english: html.HtmlElement) -> None:
    line = next(item for item in english.cssselect(".finder li") if item.text.startswith("Taxable sales"))
    assert "#F004" in [link.get("href") for link in line.cssselect("a")]
    last = words(english, ".finder li")[-1]
    assert last.startswith("Name that contains a number")


def test_a_context_report_shows_citations_and_no_offsets() -> None:
    root = html.document_fromstring(evidence_page("china-2022h1", language="zh"))
    first = load_context().query("report_id == 'china-2022h1'").iloc[0]
    told = facts(root.get_element_by_id("F001"))
    assert "位置" not in told
    assert first["source_title"].split()[0] in told["来源"]
    assert root.cssselect("article.figure a[href^='https://']")[0].get("rel") == "noopener noreferrer"
    assert told["可信度"] in ("高", "中", "低")


@pytest.mark.slow
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_report_has_entries_in_both_languages(language: str) -> None:
    for report in load_reports()["report_id"]:
        for entry in entries(report, language, uses={}, derived={}):
            assert entry.name
            assert entry.shown or entry.quote or entry.phrase
            assert "nan" not in (entry.allows, entry.place, entry.shown)
            assert "<NA>" not in f"{entry}"


def test_the_page_holds_no_sentence_of_the_article(article: str, english: html.HtmlElement) -> None:
    shown = "".join(english.text_content().split())
    text = "".join(article.split())
    longest = 45  # a phrase of thirty characters, and what may stand beside it by chance
    assert not any(text[place : place + longest] in shown for place in range(0, len(text) - longest, 7))


def test_with_the_article_each_mark_and_each_figure_lead_to_each_other(article_path: Path) -> None:
    root = html.document_fromstring(evidence_page(REPORT, language="zh", source=article_path))
    assert "版权归发布者" in root.cssselect(".notice")[0].text
    for figure in load_figures(REPORT).to_dict("records"):
        short = str(figure["figure_id"]).rsplit(":", 1)[1]
        mark = root.get_element_by_id(f"t-{short}")
        assert f"#t-{short}" in [link.get("href") for link in root.get_element_by_id(short).cssselect("a")]
        assert f"#{short}" in [link.get("href") for link in mark.cssselect("a")]
        paragraph = next(parent for parent in mark.iterancestors("p"))
        assert paragraph.get("id") == f"p{figure['paragraph']}"


def test_the_marked_article_is_the_article(article_path: Path, article: str) -> None:
    root = html.document_fromstring(evidence_page(REPORT, language="zh", source=article_path))
    for drop in root.cssselect(".article .number, .article sup"):
        drop.drop_tree()
    shown = "".join(paragraph.text_content() for paragraph in root.cssselect(".article p"))
    assert "".join(shown.split()) == "".join(article.split())


def test_another_text_is_refused(tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("another text", encoding="utf-8")
    with pytest.raises(DataError, match="not the text of the report"):
        evidence_page(REPORT, language="zh", source=other)
    with pytest.raises(YzAnalysisError, match="cannot be read"):
        read_source(tmp_path / "none.txt", sha256="0")


def test_a_report_without_a_text_of_its_own_says_so(tmp_path: Path) -> None:
    with pytest.raises(YzAnalysisError, match="no text of its own"):
        evidence_page("china-2022h1", language="zh", source=tmp_path / "a.txt")
    with pytest.raises(UnknownNameError):
        evidence_page("nowhere", language="zh")


@given(
    text=st.text(alphabet="增长3%\n\r 。", max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 59), st.integers(0, 9)), max_size=8),
)
def test_cutting_a_text_loses_and_adds_nothing(text: str, ends: list[tuple[int, int]]) -> None:
    spans = [
        Span(start, min(start + length, len(text)), figure=f"F{number}")
        for number, (start, length) in enumerate(ends)
        if start < len(text)
    ]
    made = paragraphs(text, spans)
    kept = "".join(piece.text for paragraph in made for piece in paragraph.pieces)
    assert kept == "".join(line for line in text.splitlines() if line.strip())
    assert [paragraph.number for paragraph in made] == list(range(1, len(made) + 1))


def test_two_figures_of_one_place_share_a_mark() -> None:
    pieces = paragraphs("首位。", [Span(0, 2, "F010"), Span(0, 2, "F011")])[0].pieces
    assert [(piece.text, piece.figures) for piece in pieces] == [("首位", ["F010", "F011"]), ("。", [])]


def test_a_numeral_that_is_no_figure_is_marked_with_its_reason() -> None:
    pieces = paragraphs("一般", [Span(0, 1, reason="part of a word")])[0].pieces
    assert (pieces[0].reason, pieces[0].figures) == ("part of a word", [])


def test_the_chinese_page_shows_counts_as_printed_and_notes_in_chinese() -> None:
    found = {entry.id: entry for entry in entries("yangzhong-2022h1", "zh", uses={}, derived={})}
    assert (found["F046"].shown, found["F062"].shown, found["F002"].shown) == ("4.5万管", "1家", "301.5亿元")
    assert found["F065"].shown == "> 40亿元"
    assert found["F003"].shown == "+3%"
    assert "位次" in found["F010"].note
    assert not [entry.note for entry in found.values() if entry.note.isascii() and entry.note]


def test_the_english_page_says_ranks_and_directions_in_english_beside_the_print() -> None:
    found = {entry.id: entry.shown for entry in entries("yangzhong-2022h1", "en", uses={}, derived={})}
    assert (found["F010"], found["F037"]) == ("first in growth (首位)", "the only one (唯一)")
    assert found["F031"] == "up, no number (四增)"
    assert found["F002"] == "CNY 30.15 billion"


def test_pages_of_other_reports_name_their_report_and_fold_when_they_are_many() -> None:
    uses = [
        Use("01-a.html", "What?"),
        *(Use(f"../../{n}/en/01-a.html", "What?", f"Place {n}") for n in range(4)),
    ]
    page = html.document_fromstring(evidence_page(REPORT, language="en", uses={f"{REPORT}:F004": uses}))
    entry = page.get_element_by_id("F004")
    links = [" ".join(link.text_content().split()) for link in entry.cssselect("dd a[href*='01-a']")]
    assert links == ["What?", *(f"What? — Place {n}" for n in range(4))]
    assert len(set(links)) == len(links)
    assert len(entry.cssselect("dd details a[href*='01-a']")) == 4


def test_the_chinese_page_has_chinese_marks_and_says_no_chinese_note_is_english() -> None:
    page = html.document_fromstring(evidence_page(REPORT, language="zh"))
    finder = page.cssselect(".finder li")[0].text_content()
    assert "：" in finder
    assert not set(",:") & set(finder)
    for note in page.cssselect("dd[lang=en]"):
        assert not re.search("[\u3400-\u9fff]", note.text_content()), note.text_content()
