"""The data contract column by column, written out: what may be empty, what is free text, what a code."""

from __future__ import annotations

import pytest

from yz_analysis.figures.schema import TABLES, cell_fault

PLACE = {"paragraph", "start", "end"}
OBSERVATION = {
    "value_printed",
    "value",
    "unit",
    "unit_mult",
    "decimals",
    "duplicate_of",
    "correction",
    "note",
} | PLACE
MAY_BE_EMPTY = {
    "figures": OBSERVATION,
    "context": OBSERVATION | {"second_source_url"},
    "reports": {"publisher", "published", "source_url", "text_sha256", "text_length", "note"},
    "corrections": {"corrected", "note"},
    "not_figures": set(),
    "context_rejected": set(),
    "indicators": {
        "unit", "unit_mult", "coverage_zh", "coverage_en", "may_zh", "may_en", "may_not_zh", "may_not_en",
        "source", "aliases",
    },
    "areas": {"parent"},
    "units": {"aliases"},
}  # fmt: skip
TEXTS = {
    "figures": {"value_printed", "quote", "phrase", "note"},
    "context": {
        "value_printed", "quote", "phrase", "note", "source_title", "source_url", "second_source_url",
    },
    "reports": {"title_zh", "title_en", "name_zh", "name_en", "publisher", "note"},
    "corrections": {"printed", "corrected", "note"},
    "not_figures": {"quote", "reason"},
    "context_rejected": {"area", "indicator_zh", "unit", "reason"},
    "indicators": {
        "name_zh", "name_en", "definition_zh", "definition_en", "coverage_zh", "coverage_en", "may_zh",
        "may_en", "may_not_zh", "may_not_en", "source", "aliases",
    },
    "areas": {"name_zh", "name_en"},
    "units": {"name_zh", "name_en", "symbol", "aliases"},
}  # fmt: skip


def test_every_table_of_the_contract_is_here() -> None:
    assert set(TABLES) == set(MAY_BE_EMPTY) == set(TEXTS)
    for name, table in TABLES.items():
        assert (MAY_BE_EMPTY[name] | TEXTS[name]) <= set(table.names)


@pytest.mark.parametrize("name", TABLES)
def test_just_these_cells_may_be_empty(name: str) -> None:
    passing = {column.name for column in TABLES[name].columns if not cell_fault(column, "")}
    assert passing == MAY_BE_EMPTY[name]


@pytest.mark.parametrize("name", TABLES)
def test_just_these_cells_are_free_text_and_every_other_is_a_code_or_a_number(name: str) -> None:
    passing = {column.name for column in TABLES[name].columns if not cell_fault(column, "two words, 两个词")}
    assert passing == TEXTS[name]


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("value", ["=1+1", "@cmd", "+x", "-x", "a\nb", "a\x1bb", " a", "a\u2028"])
def test_no_cell_at_all_may_be_a_formula_or_hold_a_control_character(name: str, value: str) -> None:
    assert [column.name for column in TABLES[name].columns if not cell_fault(column, value)] == []
