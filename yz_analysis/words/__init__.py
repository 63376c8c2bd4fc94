"""Everything a reader sees in words, in Chinese and English, from one table of strings.

The table lies in the TOML files beside this module: `[section.key]` with `zh` and `en`, and
`{placeholders}` where values go. A missing key, language or placeholder is an error, never a gap in a page.
"""

from __future__ import annotations

import string
import tomllib
from functools import cache
from importlib import resources
from typing import Any

from yz_analysis.errors import YzAnalysisError, unknown

LANGUAGES = ("zh", "en")


def _flatten(table: dict[str, Any], prefix: str = "") -> dict[str, dict[str, str]]:
    flat: dict[str, dict[str, str]] = {}
    for name, entry in table.items():
        key = f"{prefix}{name}"
        if isinstance(entry, dict) and all(isinstance(value, str) for value in entry.values()):
            flat[key] = entry
        elif isinstance(entry, dict):
            flat.update(_flatten(entry, f"{key}."))
        else:
            raise YzAnalysisError(f"words: {key} must be a table with zh and en")
    return flat


@cache
def all_words() -> dict[str, dict[str, str]]:
    """Return the whole table: key → {"zh": …, "en": …}.

    Raises:
        YzAnalysisError: when two files define one key, or an entry is not a table of strings.
    """
    table: dict[str, dict[str, str]] = {}
    for entry in sorted(resources.files(__name__).iterdir(), key=lambda item: item.name):
        if not entry.name.endswith(".toml"):
            continue
        for key, value in _flatten(tomllib.loads(entry.read_text(encoding="utf-8"))).items():
            if key in table:
                raise YzAnalysisError(f"words: {key} is defined twice, the second time in {entry.name}")
            table[key] = value
    return table


def check_language(language: str) -> str:
    """Return `language` when it is one the package speaks.

    Raises:
        UnknownNameError: otherwise, listing the languages.

    >>> check_language("zh")
    'zh'
    """
    if language not in LANGUAGES:
        raise unknown("language", language, LANGUAGES)
    return language


def word(key: str, language: str, /, **values: object) -> str:
    """Return one string of the table, its placeholders filled.

    Args:
        key: dotted name, such as `page.contents`.
        language: `zh` or `en`.
        **values: one for each placeholder of the string.

    Raises:
        UnknownNameError: when the key or language does not exist.
        YzAnalysisError: when the string lacks this language or a placeholder has no value.

    >>> word("language.name", "zh")
    '中文'
    """
    check_language(language)
    table = all_words()
    if key not in table:
        raise unknown("words key", key, table)
    if language not in table[key]:
        raise YzAnalysisError(f"words: {key} has no {language} text")
    try:
        return string.Formatter().vformat(table[key][language], (), values)
    except (KeyError, IndexError) as error:
        raise YzAnalysisError(f"words: {key} needs a value for {error}") from error
