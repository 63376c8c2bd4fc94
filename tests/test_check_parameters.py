"""The first call of a notebook: every parameter is checked and every fault told before computing."""

from __future__ import annotations

import inspect
from dataclasses import fields

import pytest

import yz_analysis as yz
from yz_analysis.errors import ParameterError
from yz_analysis.figures.metrics import Assumptions, Source
from yz_analysis.figures.parameters import check_parameters

MAIN = "yangzhong-2022h1"


def message(**given: object) -> str:
    with pytest.raises(ParameterError) as caught:
        check_parameters(**{"report": MAIN, "language": "zh", **given})  # type: ignore[arg-type]
    return str(caught.value)


def test_good_parameters_open_the_report() -> None:
    source = check_parameters(report=MAIN, language="en", precision="house", first_half_share=0.45)
    assert isinstance(source, Source)
    assert (source.report, source.precision) == (MAIN, "house")
    assert source.assumptions == Assumptions(first_half_share=0.45)
    assert yz.check_parameters is check_parameters


def test_a_misspelt_report_gets_the_nearest_one() -> None:
    text = message(report="yangzong-2022h1")
    assert text.startswith(
        "parameter report: unknown report 'yangzong-2022h1'; did you mean 'yangzhong-2022h1'?"
    )


def test_a_language_we_do_not_speak_gets_the_list() -> None:
    assert message(language="fr") == "parameter language: unknown language 'fr'. Known: zh, en"


def test_a_precision_policy_gets_its_near_miss() -> None:
    assert "did you mean 'literal'" in message(precision="litteral")


@pytest.mark.parametrize("value", [5, None, 1.5, True, ["zh"]], ids=repr)
def test_a_value_of_another_type_is_refused_by_name(value: object) -> None:
    for name in ("report", "language", "precision"):
        assert message(**{name: value}).startswith(f"parameter {name}: unknown")


@pytest.mark.parametrize("value", ["0.5", None, True, float("nan"), float("inf")], ids=repr)
def test_an_assumption_that_is_no_number_is_refused_by_name(value: object) -> None:
    assert "first_half_share must be a number" in message(first_half_share=value)


def test_an_assumption_out_of_range_is_told_its_range() -> None:
    assert message(first_half_share=0.9) == (
        "parameter first_half_share must be from 0.2 to 0.8 (or 0 for the default), not 0.9"
    )


def test_an_unknown_assumption_gets_the_nearest_one() -> None:
    assert "did you mean 'first_half_share'" in message(first_half_shar=0.5)


def test_the_two_ends_of_a_range_are_judged_together() -> None:
    check_parameters(report=MAIN, language="zh", second_half_growth_low=40.0, second_half_growth_high=50.0)
    text = message(second_half_growth_low=40.0, second_half_growth_high=10.0)
    assert "second_half_growth_low must be below second_half_growth_high" in text
    assert text.count("\n") == 0


def test_every_fault_is_told_in_one_message() -> None:
    text = message(
        report="nowhere", language="fr", precision="exact", first_half_share=9, deferral_months="x"
    )
    assert [line.split()[1].rstrip(":") for line in text.splitlines()] == [
        "report", "language", "precision", "first_half_share", "deferral_months",
    ]  # fmt: skip


def test_parameters_are_given_by_name_only() -> None:
    kinds = {p.kind for p in inspect.signature(check_parameters).parameters.values()}
    assert inspect.Parameter.POSITIONAL_OR_KEYWORD not in kinds


def test_every_assumption_can_be_given() -> None:
    defaults = {field.name: field.default for field in fields(Assumptions)}
    source = check_parameters(report=MAIN, language="zh", **defaults)  # type: ignore[arg-type]
    assert source.assumptions == Assumptions()
