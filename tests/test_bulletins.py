"""The labelled bulletins of invented places: their golds must be exact before they may measure anything."""

from __future__ import annotations

import csv
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent / "bulletins"
NAMES = sorted(path.stem for path in FOLDER.glob("*.txt"))
COLUMNS = [
    *("start", "end", "raw", "value", "unit", "qualifier", "role", "direction", "indicator", "period"),
    *("subject_area", "note"),
]
ROLES = {
    *("level", "growth_rate", "share", "change_pp", "rank", "multiple", "target_level", "target_growth"),
    *("duration_or_date", "name_or_label"),
}
QUALIFIERS = {"none", "approx", "ge", "gt", "le", "lt", "range_lo", "range_hi"}


def text_of(name: str) -> str:
    return (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def gold_of(name: str) -> list[dict[str, str]]:
    with (FOLDER / f"{name}.gold.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def everything() -> list[dict[str, str]]:
    return [row for name in NAMES for row in gold_of(name)]


def test_at_least_twelve_bulletins_of_different_styles_are_labelled() -> None:
    assert len(NAMES) >= 12
    assert sum(len(gold_of(name)) for name in NAMES) >= 400


@pytest.mark.parametrize("name", NAMES)
def test_each_label_quotes_the_text_at_its_offsets(name: str) -> None:
    text = text_of(name)
    rows = gold_of(name)
    assert list(rows[0]) == COLUMNS
    for row in rows:
        assert text[int(row["start"]) : int(row["end"])] == row["raw"], row


@pytest.mark.parametrize("name", NAMES)
def test_labels_stand_in_the_order_of_the_text_and_do_not_overlap(name: str) -> None:
    spans = [(int(row["start"]), int(row["end"])) for row in gold_of(name)]
    assert all(one[1] <= other[0] for one, other in pairwise(spans))


@pytest.mark.parametrize("name", NAMES)
def test_no_digit_of_the_text_is_without_a_label(name: str) -> None:
    text = text_of(name)
    covered = {i for row in gold_of(name) for i in range(int(row["start"]), int(row["end"]))}
    assert [text[i - 8 : i + 4] for i, c in enumerate(text) if c.isdecimal() and i not in covered] == []


@pytest.mark.parametrize("name", NAMES)
def test_labels_take_only_the_allowed_values(name: str) -> None:
    for row in gold_of(name):
        assert row["role"] in ROLES and row["qualifier"] in QUALIFIERS, row
        assert row["direction"] in {"up", "down", "none"}, row
        assert not re.search(r"\s", row["unit"]), row
        if row["role"] in {"duration_or_date", "name_or_label"}:
            assert row["direction"] == "none", row
        else:
            assert row["value"] and row["indicator"], row


@pytest.mark.parametrize("name", NAMES)
def test_the_sign_of_a_value_is_that_of_its_direction(name: str) -> None:
    for row in gold_of(name):
        if row["value"] and row["role"] in {"growth_rate", "change_pp", "target_growth"}:
            value = Decimal(row["value"])
            expected = "down" if value < 0 else "up"
            assert row["direction"] == expected or value == 0, row


def test_the_bulletins_hold_every_construct_a_reader_must_know() -> None:
    rows = everything()
    texts = "".join(text_of(name) for name in NAMES)
    assert {row["role"] for row in rows} == ROLES
    assert {row["qualifier"] for row in rows} == QUALIFIERS
    for note in ("分别", "shared unit", "ratio", "in brackets", "gap", "contribution", "nondigit", "delta"):
        assert any(note in row["note"] for row in rows), note
    for printed in (
        "翻一番",
        "翻两番",
        "持平",
        "零增长",
        "收窄",
        "贡献率",
        "由",
        "两年平均",
        "PM2.5",
        "“十四五”",
        "截至",
    ):
        assert printed in texts, printed
    assert re.search(r"[０-９]", texts) and re.search(r"[億萬個]", texts) and re.search(r"\d\.\n\d", texts)
