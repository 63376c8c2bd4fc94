"""Numbers that are parts of names, marks of lists and references, and the sign before a number."""

from __future__ import annotations

from decimal import Decimal

import pytest

from yz_analysis.reading.scan import scan


def _labels(text: str) -> list[str]:
    tokens = scan(text)
    assert {token.kind for token in tokens} <= {"label"}
    return [text[token.start : token.end] for token in tokens]


@pytest.mark.parametrize(
    "name",
    [
        "PM10",
        "A1B2",
        "COVID-19",
        "T-30",
        "G312",
        "3D",
        "5A级",
        "4A级",
        "12K",
        "B20",
        "S-400",
        "2B2C",
        "3G",
        "C919",
    ],
)
def test_letters_and_digits_side_by_side_are_one_name(name: str) -> None:
    assert _labels(f"推广{name}，") == [name]
    assert _labels(f"推广{name}") == [name]


def test_a_word_around_a_number_is_followed_for_as_long_as_a_name_is() -> None:
    assert _labels("推广ABCDEFGHIJKLMNOPQ12") == ["FGHIJKLMNOPQ12"]
    assert _labels("推广12ABCDEFGHIJKLMNOPQ") == ["12ABCDEFGHIJ"]


def test_an_hour_after_letters_is_no_span() -> None:
    assert _labels("PM10日均值") == ["PM10"]


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("获评“四个100”典型", "四个100"),
        ("获评‘四个100’典型", "四个100"),
        ("获评「四个100」典型", "四个100"),
        ("获评『四个100』典型", "四个100"),
        ("推行“1+X”证书", "1+X"),
        ("推行“N+3”", "N+3"),
        ("获评“一镇四个100”", "100"),
        ("获评“100个第一名”", "100个"),
        ("获评“四个、100”", "100"),
        ("获评“四个100，”", "100"),
        ("获评“四个100", "100"),
    ],
)
def test_a_short_quoted_name_is_taken_whole_and_no_sentence_is(text: str, label: str) -> None:
    assert label in [text[token.start : token.end] for token in scan(text)]


@pytest.mark.parametrize(
    "text",
    [
        "（见图3）。",
        "如图（3），",
        "见例3。",
        "见表2-1。",
        "见表2—1。",
        "见表2、3。",
        "见附件2。",
        "见附录2。",
        "见附图2。",
        "见附表2。",
        "见专栏3。",
        "按公式2，",
        "如表3所示，",
        "见表3所列。",
    ],
)
def test_the_number_of_a_table_or_a_picture_is_no_figure(text: str) -> None:
    assert scan(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("代表3名", 3),
        ("仪表3块", 3),
        ("手表3块", 3),
        ("外表3处", 3),
        ("发表3篇", 3),
        ("表3所学校", 3),
        ("年表3", 3),
    ],
)
def test_a_word_that_ends_like_a_table_counts_what_follows(text: str, value: int) -> None:
    assert [token.value for token in scan(text)] == [Decimal(value)]


@pytest.mark.parametrize(
    "text",
    [
        "1、加快发展",
        "12．加快发展",
        "1)加快发展",
        "(1)加快发展",
        "（12）加快发展",
        "产值平稳。2、加快发展",
        "产值平稳；2、加快发展",
        "分为：2）加快发展",
        "　2、加快发展",
        "产值[12]平稳",
        "产值［12］平稳",
        "产值〔123〕平稳",
    ],
)
def test_what_counts_points_or_notes_is_left_out(text: str) -> None:
    assert scan(text) == []


@pytest.mark.parametrize(
    "text", ["123、加快发展", "，3）加快发展", "代号3、加快发展", "第3）加快", "1.5、加快"]
)
def test_a_number_inside_a_line_is_no_mark_of_a_list(text: str) -> None:
    assert len(scan(text)) == 1


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("百分之12", "12", "%"),
        ("千分之3.5", "3.5", "‰"),
        ("万分之12", "12", "‱"),
        ("占比百分之45.2，", "45.2", "%"),
    ],
)
def test_parts_in_words_before_digits_are_the_unit(text: str, value: str, unit: str) -> None:
    [token] = scan(text)
    assert (token.value, token.unit, token.kind) == (Decimal(value), unit, "quantity")
    assert text[token.start : token.end].endswith(value)
    assert text[token.start] in "百千万"


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("增长-3%", ["-3"]),
        ("为-2.5亿元", ["-2.5"]),
        ("同比—3%、—4%", ["-3", "-4"]),
        ("同比–3%", ["-3"]),
        ("增长3-5%", ["3", "5"]),
        ("增长3%-5%", ["3", "5"]),
        ("——3%", ["3"]),
        ("\n-3%", ["3"]),
        ("增长-3", ["3"]),
        ("增长-0%", ["0"]),
        ("-3%", ["3"]),
    ],
)
def test_a_dash_is_a_minus_only_directly_before_a_number_with_a_unit(text: str, values: list[str]) -> None:
    assert [token.value for token in scan(text)] == [Decimal(value) for value in values]


def test_the_minus_belongs_to_the_place_of_the_number() -> None:
    text = "价格指数为-0.4%，"
    [token] = scan(text)
    assert text[token.start : token.end] == "-0.4%"
