"""What a notebook was run with, in the words of its reader."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from yz_analysis.errors import UnknownNameError
from yz_analysis.words import all_words, word

_SHOWN_ELSEWHERE = frozenset({"report", "language"})  # the line above the title, and the switch


def in_words(parameters: Mapping[str, Any], language: str, *, strict: bool) -> list[tuple[str, str]]:
    """Return (name, value) pairs in words.

    Args:
        parameters: declared name → value.
        language: `zh` or `en`.
        strict: whether a parameter without words is an error; otherwise its own name stands.

    Raises:
        UnknownNameError: when strict and `page.parameter.<name>` has no words.

    >>> in_words({"report": "x", "precision": "literal"}, "en", strict=True)
    [('Rounding rule', 'by the last printed digit')]
    """
    pairs = []
    for name, value in parameters.items():
        if name in _SHOWN_ELSEWHERE or value in (None, ""):
            continue
        known = f"page.parameter.{name}" in all_words()
        if strict and not known:
            raise UnknownNameError(
                f"the notebook's parameter {name!r} has no words for its readers; add page.parameter.{name} "
                "with zh and en to yz_analysis/words/page.toml"
            )
        label = word(f"page.parameter.{name}", language) if known else name.replace("_", " ")
        pairs.append((label, _value(name, value, language)))
    return pairs


def _value(name: str, value: Any, language: str) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    key = f"page.value.{name}.{value}"
    if key in all_words():
        return word(key, language)
    if isinstance(value, bool):
        return word(f"page.value.{'yes' if value else 'no'}", language)
    if isinstance(value, (list, tuple)):
        return (word("page.value.list_mark", language)).join(_value(name, item, language) for item in value)
    return str(value)
