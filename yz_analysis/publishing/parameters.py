"""What a notebook lets its reader choose, and whether a given value fits.

A notebook declares its parameters in the cell tagged `parameters`, one a line:
`name: type = literal  # help`. papermill accepts any name and guesses types; here a value is read by the
declared type, and a name that is not declared stops everything before anything runs. Help that starts with
`a | b | c:` lists the values allowed.
"""

from __future__ import annotations

import ast
import io
import math
import re
import sys
import tokenize
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from yz_analysis.errors import ParameterError, nearest, unknown

Value = str | int | float | bool | None

TYPES = ("str", "int", "float", "bool")
_SLUG = re.compile(r"[A-Za-z0-9._+,-]{0,200}")
_INTEGER = re.compile(r"-?(0|[1-9][0-9]{0,17})")
_NUMBER = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?([eE][+-]?[0-9]{1,3})?")
_CHOICES = re.compile(r"\s*([\w.+-]+(?:\s*\|\s*[\w.+-]+)+)\s*(?::|$)")


@dataclass(frozen=True)
class Parameter:
    """One declared parameter.

    Attributes:
        name: a Python identifier.
        type: `str`, `int`, `float` or `bool`.
        optional: whether None is allowed (`float | None`).
        default: the literal of the parameters cell.
        help: the comment behind it.
        choices: the values allowed; empty when any value of the type is.
    """

    name: str
    type: str
    optional: bool
    default: Value
    help: str
    choices: tuple[str, ...] = ()


def declared(source: str, *, where: str) -> dict[str, Parameter]:
    """Read the declarations of a parameters cell.

    Args:
        source: the cell's text.
        where: the notebook's name, for messages.

    Returns:
        name → Parameter, in the order of the cell.

    Raises:
        ParameterError: when a line is anything but `name: type = literal`.

    >>> declared('precision: str = "literal"  # literal | house: how a printed digit is read', where="demo")
    {'precision': Parameter(name='precision', type='str', optional=False, default='literal', help='literal | house: how a printed digit is read', choices=('literal', 'house'))}
    """  # noqa: E501 - one line of output
    try:
        body = ast.parse(source).body
        comments = _comments(source)
    except (SyntaxError, ValueError, tokenize.TokenError) as error:
        raise ParameterError(f"{where}: the parameters cell is not Python: {error}") from error
    found: dict[str, Parameter] = {}
    for node in body:
        line = f"{where}: parameters cell, line {node.lineno}"
        if not (isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and node.value):
            raise ParameterError(f"{line}: write `name: type = literal  # help`, nothing else")
        name = node.target.id
        kind, optional = _annotation(ast.unparse(node.annotation), line)
        if name in found:
            raise ParameterError(f"{line}: {name} is declared twice")
        try:
            default = ast.literal_eval(node.value)
        except (ValueError, TypeError) as error:
            raise ParameterError(f"{line}: the default of {name} must be a literal") from error
        help_text = comments.get(node.end_lineno or node.lineno, "")
        listed = _CHOICES.match(help_text)
        choices = tuple(re.split(r"\s*\|\s*", listed.group(1))) if listed and kind == "str" else ()
        parameter = Parameter(name, kind, optional, default, help_text, choices)
        check(parameter, default, where=f"{line}, default")
        found[name] = parameter
    return found


def _comments(source: str) -> dict[int, str]:
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        token.start[0]: token.string.lstrip("#").strip() for token in tokens if token.type == tokenize.COMMENT
    }


def _annotation(text: str, line: str) -> tuple[str, bool]:
    parts = [part.strip() for part in text.split("|")]
    optional = "None" in parts
    kinds = [part for part in parts if part != "None"]
    if len(kinds) != 1 or kinds[0] not in TYPES:
        raise ParameterError(
            f"{line}: type {text!r}; use one of {', '.join(TYPES)}, with `| None` if need be"
        )
    return kinds[0], optional


def parse(parameter: Parameter, text: str, *, where: str) -> Value:
    """Read a value from the command line by the declared type; nothing is guessed.

    Raises:
        ParameterError: when the text is not a value of the type, or not one of the choices.

    >>> parse(Parameter("share", "float", False, 0.5, ""), "0.10", where="demo")
    0.1
    """
    if parameter.optional and text.lower() == "none":
        return None
    value: Value
    if parameter.type == "str":
        value = text
    elif parameter.type == "bool" and text.lower() in ("true", "false"):
        value = text.lower() == "true"
    elif parameter.type == "int" and _INTEGER.fullmatch(text):
        value = int(text)
    elif parameter.type == "float" and _NUMBER.fullmatch(text):
        value = float(text)
    else:
        raise _mismatch(parameter, text, where)
    return check(parameter, value, where=where)


def check(parameter: Parameter, value: object, *, where: str) -> Value:
    """Return `value` when it fits the declaration; an int is taken for a float.

    Raises:
        ParameterError: when type, choice or characters do not fit.
    """
    if value is None and parameter.optional:
        return None
    kind = parameter.type
    if kind == "float" and isinstance(value, int) and not isinstance(value, bool):
        if abs(value) > sys.float_info.max:
            raise _mismatch(parameter, value, where)
        value = float(value)
    if type(value).__name__ != kind:
        raise _mismatch(parameter, value, where)
    if isinstance(value, float) and not math.isfinite(value):
        raise _mismatch(parameter, value, where)
    if isinstance(value, str):
        if parameter.choices and value not in parameter.choices:
            near = nearest(value, parameter.choices)
            hint = f"; did you mean {near!r}?" if near else "."
            allowed = ", ".join(parameter.choices)
            raise ParameterError(f"{where}: {parameter.name}={value[:80]!r}{hint} Allowed: {allowed}")
        if not _SLUG.fullmatch(value):
            raise ParameterError(
                f"{where}: {parameter.name}={value[:80]!r}; a text parameter is an ASCII slug "
                "(letters, digits and . _ + , -; at most 200). Names in Chinese come from the dataset."
            )
    assert value is None or isinstance(value, str | int | float | bool)
    return value


def _mismatch(parameter: Parameter, value: object, where: str) -> ParameterError:
    examples = {"int": "such as 7", "float": "such as 0.5", "bool": "true or false", "str": "an ASCII slug"}
    kind = f"{parameter.type} ({examples[parameter.type]})" + (" or none" if parameter.optional else "")
    return ParameterError(f"{where}: {parameter.name}={str(value)[:80]!r} is not of type {kind}")


def split_assignments(assignments: Iterable[str]) -> dict[str, str]:
    """Split `name=value` texts of the command line.

    Raises:
        ParameterError: when one has no `=`, no identifier before it, or a name comes twice.

    >>> split_assignments(["precision=house"])
    {'precision': 'house'}
    """
    found: dict[str, str] = {}
    for text in assignments:
        name, equals, value = text.partition("=")
        if not equals or not name.isidentifier() or not name.isascii():
            raise ParameterError(f"-p {text[:80]!r}: write -p name=value")
        if name in found:
            raise ParameterError(f"-p {name} is given twice: {found[name]!r} and {value!r}")
        found[name] = value
    return found


def resolve(
    declarations: Mapping[str, Parameter], given: Mapping[str, object], *, where: str
) -> dict[str, Value]:
    """Return every declared parameter with its value: as given, else its default.

    Args:
        declarations: what the notebook declares.
        given: values by name; a text for a parameter that is not text is parsed by its type.
        where: the notebook's name, for messages.

    Raises:
        UnknownNameError: for a name the notebook does not declare, with those it does.
        ParameterError: for a value that does not fit.
    """
    for name in given:
        if name not in declarations:
            raise unknown("parameter", name, declarations, where=where)
    values: dict[str, Value] = {}
    for name, parameter in declarations.items():
        value = given.get(name, parameter.default)
        if isinstance(value, str) and parameter.type != "str":
            values[name] = parse(parameter, value, where=where)
        else:
            values[name] = check(parameter, value, where=where)
    return values
