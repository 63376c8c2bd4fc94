"""Every string a reader sees exists in both languages, with the same placeholders."""

from __future__ import annotations

import ast
import re
import string
from pathlib import Path

import pytest

from yz_analysis.errors import UnknownNameError, YzAnalysisError
from yz_analysis.words import LANGUAGES, all_words, word

PACKAGE = Path(__file__).resolve().parent.parent / "yz_analysis"


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_every_key_speaks_both_languages() -> None:
    assert {key: sorted(entry) for key, entry in all_words().items() if set(entry) != set(LANGUAGES)} == {}


def test_no_text_is_empty() -> None:
    assert [
        key for key, entry in all_words().items() if not all(text.strip() for text in entry.values())
    ] == []


def test_both_languages_take_the_same_values() -> None:
    uneven = {
        key: entry
        for key, entry in all_words().items()
        if len({frozenset(_placeholders(t)) for t in entry.values()}) > 1
    }
    assert uneven == {}


def test_english_text_has_no_chinese_punctuation() -> None:
    assert {k: e["en"] for k, e in all_words().items() if re.search("[，。；：、（）]", e["en"])} == {}


def test_every_key_named_in_the_code_exists() -> None:
    missing = []
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id == "word"
                and node.args
                and isinstance(node.args[0], ast.Constant)
                and node.args[0].value not in all_words()
            ):
                missing.append((path.name, node.args[0].value))
    assert missing == []


def test_an_unknown_key_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError, match=r"language\.name"):
        word("language.nam", "zh")


def test_an_unknown_language_is_refused() -> None:
    with pytest.raises(UnknownNameError, match="Known: zh, en"):
        word("language.name", "fr")


def test_a_missing_value_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(all_words(), "x.y", {"zh": "{a}", "en": "{a}"})
    with pytest.raises(YzAnalysisError, match=r"x\.y needs a value"):
        word("x.y", "zh")


def test_values_are_put_in_verbatim(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(all_words(), "x.y", {"zh": "{a}", "en": "{a}"})
    assert word("x.y", "en", a="{b}<script>") == "{b}<script>"


def test_every_note_of_the_dataset_is_said_in_chinese_clause_by_clause() -> None:
    from yz_analysis.figures.dataset import load_figures

    known = {entry["en"] for key, entry in all_words().items() if key.startswith("note.")}
    notes = {str(note) for note in load_figures()["note"].dropna()} - {""}
    clauses = {clause for note in notes for clause in note.split("; ")}
    titles = {clause for clause in clauses if clause.startswith("post in")}  # a Chinese title stays as it is
    assert len(titles) <= 1
    assert clauses - known == titles
    assert known <= clauses, "notes that the dataset no longer has"
