"""Sentences: every report and language, every number from the data, nothing claimed that is not there."""

from __future__ import annotations

import re
from functools import cache

import pytest

import yz_analysis as yz
from yz_analysis.figures import metrics, prose
from yz_analysis.figures.display import Part, Prose
from yz_analysis.figures.prose.common import say
from yz_analysis.words import LANGUAGES, all_words, word

REPORT = "yangzhong-2022h1"
SHOWN = [REPORT, "china-2022h1", "zhenjiang-2022h1", "nanan-2022h1", "yangzhong-2021", "zhenjiang-2021"]
FUNCTIONS = [name for name in prose.__all__ if name not in ("TOPICS", "limits")]


@cache
def opened(report):
    return metrics.read(report)


def said(name, report=REPORT, language="en", **options):
    source = metrics.read(report, **options) if options else opened(report)
    return getattr(prose, name)(source, language)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("report", SHOWN)
@pytest.mark.parametrize("name", FUNCTIONS)
def test_every_report_gets_sentences_or_is_told_that_nothing_is_printed(name, report, language):
    shown = said(name, report, language)
    assert isinstance(shown, Prose)
    assert shown.items
    assert "\x00" not in str(shown)
    assert not re.search(r"\bnan\b", str(shown))


@pytest.mark.parametrize("topic", prose.TOPICS)
@pytest.mark.parametrize("report", SHOWN)
def test_every_topic_has_limits(topic, report):
    for language in LANGUAGES:
        shown = prose.limits(opened(report), language, topic)
        assert shown.kind == "limit"
        assert shown.items


def test_an_unknown_topic_is_named_with_the_nearest():
    with pytest.raises(yz.UnknownNameError, match="did you mean 'growth'"):
        prose.limits(metrics.read(REPORT), "en", "groth")


@pytest.mark.parametrize(
    "name", ["growth", "targets", "projects", "relief", "livelihood", "comparison", "briefing"]
)
def test_no_digit_stands_outside_a_part_but_in_names_and_stated_assumptions(name):
    """Numbers come from the data and carry their figures; loose digits would be typed ones."""
    allowed = re.compile(
        r"\(1 \+ growth\)|[“\"]\.0[”\"]|\d+(\.\d+)? (months|pp)|\d+(\.\d+)?% a year|differs by [\d.]+%"
        r"|\d+ (million|billion) yuan"
    )
    for item in said(name).items:
        loose = "".join(piece for piece in item if isinstance(piece, str))
        assert not re.search(r"\d", allowed.sub("", loose)), loose


def test_words_hold_no_typed_figure():
    """The only digits in the sentences' words are in names that are not figures."""
    for key, entry in all_words().items():
        if key.startswith("say."):
            for text in entry.values():
                plain = re.sub(r"\{[^}]*\}|\(1 \+ growth\)|（1＋增速）|\.0|SHA-256", "", text)
                assert not re.search(r"\d", plain), key


def test_every_part_leads_to_figures_of_the_dataset_but_bounds_whose_number_does():
    known = set(yz.load_figures()["figure_id"])
    for name in FUNCTIONS:
        for item in said(name).items:
            for piece in item:
                if isinstance(piece, Part):
                    assert set(piece.figures) <= known
                    bounds = piece.text.startswith("[") or " to CNY" in piece.text
                    assert piece.figures or bounds, (name, piece.text)


def test_the_growth_of_the_rest_stands_with_both_readings():
    last = "".join(p if isinstance(p, str) else p.text for p in said("growth").items[-1])
    assert "[1.0, 2.5]" in last
    assert "[1.67, 1.85]" in last


def test_a_fall_is_said_as_a_fall():
    text = str(said("growth", "china-2022h1"))
    assert "down 10.2%" in text
    assert "decrease" in text
    assert "下降10.2%" in str(said("growth", "china-2022h1", "zh"))
    assert "下降−" not in str(said("growth", "china-2022h1", "zh"))


def test_a_gap_whose_bounds_hold_zero_is_called_open():
    lines = [line for line in str(said("comparison")).splitlines() if "China" in line and "GDP" in line]
    assert "which is higher is open" in lines[0]
    assert not any("open" in line for line in str(said("comparison")).splitlines() if "Zhenjiang" in line)


def test_the_largest_project_is_given_by_the_upper_end_of_its_bounds():
    assert "87.5亿元" in str(said("projects", language="zh"))


def test_a_stated_share_is_said_to_be_stated_and_not_evidence():
    text = str(said("targets", assumptions={"first_half_share": 0.4}))
    assert "If the first half was 40" in text
    assert "expectation" not in text
    assert "expectation" in str(said("targets"))


def test_the_briefing_says_what_the_other_topics_say():
    others = "\n".join(str(said(name)) for name in FUNCTIONS if name not in ("briefing", "provenance"))
    for line in str(said("briefing")).splitlines():
        assert line in others


def test_the_footer_has_no_clock_and_names_what_made_the_page():
    text = str(said("provenance", assumptions={"deferral_months": 9}, precision="house"))
    for expected in (REPORT, "1.0.0", "b7612f0fa3c6", yz.__version__, "house", "deferral_months=9"):
        assert expected in text
    assert not re.search(r"\d\d:\d\d", text)
    assert text == str(said("provenance", assumptions={"deferral_months": 9}, precision="house"))


@pytest.mark.parametrize(("language", "label"), [("zh", "缓缴月数"), ("en", "Months of deferral")])
def test_the_footer_names_parameters_in_words_beside_their_codes(language, label):
    text = str(said("provenance", language=language, assumptions={"deferral_months": 9}))
    assert label in text
    assert "deferral_months=9" in text
    rule = word("page.parameter.precision", language)
    assert f"{rule}{'：' if language == 'zh' else ': '}{word('precision.literal', language)}" in text
    assert "precision=literal" in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_footer_of_collected_figures_names_no_report_and_no_text(language):
    text = str(said("provenance", "china-2022h1", language))
    assert not re.search("SHA|^报告|^Report", text)
    assert "china-2022h1" in text


def test_no_limit_speaks_of_a_parent_area_where_there_is_none():
    assert "parent area" in str(prose.limits(opened("jiangsu-2022h1"), "en", "comparison"))
    assert "parent area" not in str(prose.limits(opened("china-2022h1"), "en", "comparison"))


def test_collected_figures_are_not_called_a_report():
    assert "no printed report" in str(said("overview", "china-2022h1"))
    assert "no report here" in str(said("consistency", "china-2022h1"))


def test_no_sentence_uses_a_word_the_method_forbids():
    forbidden = re.compile(
        "probably|likely that|inflation of|net jobs|tax cut of|减税.{0,4}亿元|通胀率|预计.*达标"
    )
    for name in FUNCTIONS:
        for language in LANGUAGES:
            assert not forbidden.search(str(said(name, language=language))), name


def test_a_sentence_without_a_value_for_its_place_is_an_error():
    with pytest.raises(yz.YzAnalysisError, match="needs a value"):
        say("comparison.share", "en", indicator="GDP")
