"""Errors name what was wrong, where, and what exists instead."""

from __future__ import annotations

import pytest

from yz_analysis.errors import MissingExtraError, UnknownNameError, YzAnalysisError, nearest, require, unknown


def test_a_near_miss_is_suggested() -> None:
    error = unknown("report", "yangzong-2022h1", ["china-2022h1", "yangzhong-2022h1"])
    assert "did you mean 'yangzhong-2022h1'?" in str(error)
    assert isinstance(error, UnknownNameError)


def test_the_allowed_names_are_listed_even_without_a_near_miss() -> None:
    assert "Known: a, b" in str(unknown("set", "zzz", ["a", "b"]))


def test_the_place_comes_first() -> None:
    assert str(unknown("set", "x", ["a"], where="runs.yaml")).startswith("runs.yaml: unknown set 'x'")


def test_a_long_list_is_cut_and_counted() -> None:
    assert "(30 in all)" in str(unknown("figure", "x", [f"f{i}" for i in range(30)]))


def test_a_hostile_name_is_cut_and_quoted() -> None:
    message = str(unknown("report", "\x1b[31m" + "x" * 10_000, ["a"]))
    assert len(message) < 300
    assert "\x1b" not in message


def test_nothing_near_gives_none() -> None:
    assert nearest("zzz", ["alpha"]) is None


def test_a_missing_extra_names_the_extra_in_one_line() -> None:
    with pytest.raises(MissingExtraError) as caught:
        require("a_module_that_does_not_exist", "cluster")
    assert "pip install 'yz-analysis[cluster]'" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_every_error_of_ours_is_one_family() -> None:
    assert issubclass(MissingExtraError, YzAnalysisError)
