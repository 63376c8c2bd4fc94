"""Every chart, for every report and both languages: readable, described, with its bounds and its sources."""

from __future__ import annotations

from functools import cache

import chart_reading as reading
import pytest

from yz_analysis import load_figures, load_reports
from yz_analysis.errors import UnknownNameError
from yz_analysis.figures import charts
from yz_analysis.figures.display import Chart, Prose
from yz_analysis.figures.metrics import read
from yz_analysis.figures.palette import PALETTE, WORDS, contrast
from yz_analysis.words import LANGUAGES, all_words

MAIN = "yangzhong-2022h1"
FEW = (MAIN, "china-2022h1")  # one that prints nearly everything, one with many rates; all in the slow test


opened = cache(read)


@cache
def drawn(name: str, report: str, language: str) -> Chart | Prose:
    shown: Chart | Prose = getattr(charts, name)(opened(report), language)
    return shown


def every_chart(reports: tuple[str, ...]) -> list[Chart]:
    shown = [drawn(n, report, lang) for n in charts.__all__ for report in reports for lang in LANGUAGES]
    return [item for item in shown if isinstance(item, Chart)]


@pytest.mark.parametrize("name", charts.__all__)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_report_has_every_chart(name: str, language: str) -> None:
    chart = drawn(name, MAIN, language)
    assert isinstance(chart, Chart)
    assert chart.language == language
    assert chart.data.rows


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", charts.__all__)
def test_no_text_lies_over_another_or_leaves_the_picture(name: str, language: str) -> None:
    for report in FEW:
        chart = drawn(name, report, language)
        if isinstance(chart, Chart):
            assert reading.overlaps(chart.svg) == []
            assert reading.outside(chart.svg) == []


def test_every_text_is_large_enough_and_dark_enough_to_read() -> None:
    for chart in every_chart(FEW):
        for element in reading.root(chart.svg).iter(f"{reading.SVG}text"):
            assert float(element.get("font-size", "10")) >= 9
            if element.text == "■":  # a mark beside the word that names it
                continue
            assert contrast(element.get("fill"), PALETTE["paper"]) >= 4.5
            assert element.get("fill") in {PALETTE[name] for name in WORDS}


def test_every_colour_is_one_that_the_page_can_turn_dark() -> None:
    for chart in every_chart(FEW):
        for element in reading.root(chart.svg).iter():
            for paint in ("fill", "stroke"):
                colour = element.get(paint)
                assert colour in {None, "none", *PALETTE.values()}, (chart.id, colour)


def test_every_chart_says_in_words_what_it_shows() -> None:
    for chart in every_chart(FEW):
        assert chart.caption
        assert len(chart.alt) > 30
        assert "{" not in chart.alt + chart.caption + chart.source
        assert (
            chart.source in "".join(item.text for item in reading.words(chart.svg)) or len(chart.source) > 40
        )


def test_every_chart_names_figures_of_the_dataset_and_its_table_no_others() -> None:
    known = set(load_figures()["figure_id"])
    for chart in every_chart(FEW):
        assert set(chart.figures) <= known
        assert chart.figures
        told = {
            used
            for row in chart.data.rows
            for cell in row
            if not isinstance(cell, str)
            for used in cell.figures
        }
        assert told <= set(chart.figures), chart.id


def test_no_english_word_is_left_in_a_chinese_chart_and_no_chinese_in_an_english_one() -> None:
    allowed = {"yz_analysis", "GDP", "COVID", "A", "X"}
    for chart in every_chart(FEW):
        shown = [item.text for item in reading.words(chart.svg)]
        if chart.language == "en":
            assert not [text for text in shown if any("\u3400" <= char <= "\u9fff" for char in text)]
        else:
            latin = {
                part
                for text in [*shown, chart.alt]
                for part in "".join(
                    char if char.isascii() and (char.isalpha() or char == "_") else " " for char in text
                ).split()
            }
            assert latin <= allowed, latin - allowed


def test_caption_alt_and_absence_of_every_chart_exist_in_both_languages() -> None:
    for name in charts.__all__:
        for part in ("caption", "alt", "absent"):
            entry = all_words()[f"chart.{name}.{part}"]
            assert set(entry) == set(LANGUAGES)
            assert all(entry.values())


def test_a_report_that_prints_too_little_gets_a_sentence_that_names_it() -> None:
    for name in (
        "target_bars",
        "required_growth",
        "tornado",
        "scenario_heatmap",
        "start_rates",
        "evidence_map",
    ):
        for language, place in (("zh", "中国"), ("en", "China")):
            shown = drawn(name, "china-2022h1", language)
            assert isinstance(shown, Prose)
            assert shown.kind == "absent"
            assert place in str(shown)


def test_an_unknown_language_is_refused_by_every_chart() -> None:
    source = read(MAIN)
    for name in charts.__all__:
        with pytest.raises(UnknownNameError, match="zh, en"):
            getattr(charts, name)(source, "fr")


@pytest.mark.parametrize("name", charts.__all__)
def test_drawing_again_gives_the_same_bytes(name: str) -> None:
    first = drawn(name, MAIN, "zh")
    charts.wedge(read(MAIN), "en")
    again = getattr(charts, name)(read(MAIN), "zh")
    assert first._repr_mimebundle_() == again._repr_mimebundle_()


def test_a_chart_is_small_enough_to_mail() -> None:
    for chart in every_chart((MAIN,)):
        assert len(chart.svg.encode()) < 80_000, (chart.id, len(chart.svg))


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_report_gets_each_chart_or_a_sentence(language: str) -> None:
    for report in load_reports()["report_id"]:
        source = read(report)
        for name in charts.__all__:
            shown = getattr(charts, name)(source, language)
            if isinstance(shown, Prose):
                assert shown.kind == "absent"
                continue
            assert reading.overlaps(shown.svg) == [], (report, name)
            assert reading.outside(shown.svg) == [], (report, name)
