from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yz_analysis.errors import ParameterError, UnknownNameError
from yz_analysis.publishing.parameters import Parameter, check, declared, parse, resolve, split_assignments

CELL = """
report: str = "yangzhong-2022h1"  # report of the dataset
precision: str = "literal"  # literal | house: how a printed digit is read
growth: float | None = None  # assumption, in percent
years: int = 3
draft: bool = False
"""


@pytest.fixture
def declarations() -> dict[str, Parameter]:
    return declared(CELL, where="demo")


def test_each_line_of_the_cell_is_a_parameter_with_type_default_and_help(
    declarations: dict[str, Parameter],
) -> None:
    assert list(declarations) == ["report", "precision", "growth", "years", "draft"]
    assert declarations["growth"] == Parameter("growth", "float", True, None, "assumption, in percent")
    assert declarations["precision"].choices == ("literal", "house")
    assert declarations["years"].help == ""


def test_the_help_of_a_default_over_several_lines_stands_behind_the_last() -> None:
    found = declared("x: float = (  # not this\n    1.5\n)  # share of the year", where="demo")
    assert found["x"] == Parameter("x", "float", False, 1.5, "share of the year")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("x = 3", "write `name: type = literal"),
        ("x: int", "write `name: type = literal"),
        ("import os", "write `name: type = literal"),
        ("print(1)", "write `name: type = literal"),
        ("x: int = 1 + y", "must be a literal"),
        ("x: int = f()", "must be a literal"),
        ("x: int = {[]: 1}", "must be a literal"),
        ('x: str = "\ud800"', "is not Python"),
        ("x: float = 1" + 400 * "0", "is not of type float"),
        ("x: list = []", "use one of str, int, float, bool"),
        ("x: int | str = 1", "use one of"),
        ("x: int = 'a'", "is not of type int"),
        ("x: int = 1\nx: int = 2", "declared twice"),
        ("x: int = (", "is not Python"),
        ('x: str = "a"  # b | c: choice', "Allowed: b, c"),
        ("x.y: int = 1", "write `name: type = literal"),
    ],
)
def test_a_parameters_cell_that_is_not_plain_is_refused_with_its_line(line: str, said: str) -> None:
    with pytest.raises(ParameterError, match="demo") as error:
        declared(line, where="demo")
    assert said in str(error.value)


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("growth", "0.10", 0.1),
        ("growth", "5", 5.0),
        ("growth", "-1e3", -1000.0),
        ("growth", "none", None),
        ("years", "7", 7),
        ("years", "-7", -7),
        ("draft", "true", True),
        ("draft", "False", False),
        ("report", "007", "007"),
        ("report", "true", "true"),
        ("precision", "house", "house"),
    ],
)
def test_a_value_is_read_by_the_declared_type(
    declarations: dict[str, Parameter], name: str, text: str, value: object
) -> None:
    read = parse(declarations[name], text, where="demo")
    assert read == value
    assert type(read) is type(value)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("years", "007"),
        ("years", "3.0"),
        ("years", "1e3"),
        ("years", "true"),
        ("years", "none"),
        ("years", ""),
        ("years", "٣"),
        ("growth", "nan"),
        ("growth", "inf"),
        ("growth", "1_000"),
        ("growth", "1,5"),
        ("growth", "1e999"),
        ("draft", "yes"),
        ("draft", "1"),
        ("report", "扬中"),
        ("report", "a b"),
        ("report", "../x"),
        ("report", '";import os'),
        ("report", "x" * 201),
        ("report", "a\nb"),
        ("precision", "hause"),
        ("precision", "HOUSE"),
    ],
)
def test_a_mistyped_value_is_refused(declarations: dict[str, Parameter], name: str, text: str) -> None:
    with pytest.raises(ParameterError, match=name):
        parse(declarations[name], text, where="demo")


def test_a_near_miss_of_a_choice_is_suggested(declarations: dict[str, Parameter]) -> None:
    with pytest.raises(ParameterError, match=r"did you mean 'house'.*Allowed: literal, house"):
        parse(declarations["precision"], "hause", where="demo")


def test_an_undeclared_name_is_refused_with_the_declared_ones(declarations: dict[str, Parameter]) -> None:
    with pytest.raises(UnknownNameError, match=r"did you mean 'precision'.*report, precision, growth"):
        resolve(declarations, {"precison": "house"}, where="demo")


def test_what_is_not_given_has_its_default(declarations: dict[str, Parameter]) -> None:
    assert resolve(declarations, {"growth": "5.5", "draft": True}, where="demo") == {
        "report": "yangzhong-2022h1",
        "precision": "literal",
        "growth": 5.5,
        "years": 3,
        "draft": True,
    }


def test_the_word_none_is_a_text_unless_the_text_may_be_missing() -> None:
    for optional, value in ((False, "none"), (True, None)):
        parameter = Parameter("name", "str", optional, "", "")
        assert parse(parameter, "none", where="demo") == value


def test_a_whole_number_for_a_number_is_a_number(declarations: dict[str, Parameter]) -> None:
    value = resolve(declarations, {"growth": 5}, where="demo")["growth"]
    assert (value, type(value)) == (5.0, float)


def test_a_yaml_number_is_no_text(declarations: dict[str, Parameter]) -> None:
    with pytest.raises(ParameterError, match="report='5' is not of type str"):
        resolve(declarations, {"report": 5}, where="demo")
    with pytest.raises(ParameterError, match="years='True' is not of type int"):
        resolve(declarations, {"years": True}, where="demo")


def test_assignments_are_split_at_the_first_equals_sign() -> None:
    assert split_assignments(["a=1", "b=x=y", "c="]) == {"a": "1", "b": "x=y", "c": ""}


@pytest.mark.parametrize("text", ["a", "=1", "a b=1", "1a=1", "os.path=1", "增长=1", "a;b=1"])
def test_what_is_no_assignment_is_refused(text: str) -> None:
    with pytest.raises(ParameterError, match="write -p name=value"):
        split_assignments([text])


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(ParameterError, match="given twice: '1' and '2'"):
        split_assignments(["a=1", "a=2"])


@given(st.integers(-(10**17), 10**17))
def test_every_integer_survives_the_command_line(number: int) -> None:
    assert parse(Parameter("n", "int", False, 0, ""), str(number), where="demo") == number


@given(st.text(max_size=60))
def test_no_text_whatever_becomes_anything_but_a_plain_value(text: str) -> None:
    for kind in ("str", "int", "float", "bool"):
        parameter = Parameter("n", kind, False, None, "")
        try:
            value = parse(parameter, text, where="demo")
        except ParameterError as error:
            assert len(str(error)) < 400
        else:
            assert type(value).__name__ == kind
            assert check(parameter, value, where="demo") == value
