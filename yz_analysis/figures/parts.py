"""The small parts of what a notebook shows: cells, column heads, stretches of sentences; and their checks.

Every string is cleaned where it enters, so that each rendering can hold it: XML, HTML, JSON and Markdown.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from yz_analysis.words import check_language

VALIDITIES = ("valid", "conditional", "indicative", "")
PROSE_KINDS = ("summary", "finding", "caveat", "limit", "absent", "provenance")
ALIGNMENTS = ("left", "right")

# what XML, HTML and JSON can all hold: no control characters, no lone surrogates, no non-characters
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_ID = re.compile(r"[a-z][a-z0-9]*(?:[-_.][a-z0-9]+)*")


def clean(value: object, where: str) -> str:
    """Return text that every format can hold, or raise TypeError for anything but text."""
    if not isinstance(value, str):
        raise TypeError(f"{where} must be text already formatted, not {type(value).__name__}: {value!r}")
    return _UNWRITABLE.sub("\ufffd", value)


def figure_ids(value: Iterable[str], where: str) -> tuple[str, ...]:
    """Return figure ids as a tuple; one string in place of a sequence raises TypeError."""
    if isinstance(value, str):
        raise TypeError(f"{where}: figures is a sequence of figure ids, not one string: {value!r}")
    return tuple(clean(item, f"{where}: a figure id") for item in value)


def one_of(value: str, allowed: Collection[str], where: str) -> None:
    """Raise ValueError unless `value` is allowed."""
    if value not in allowed:
        raise ValueError(f"{where} is {value!r}; allowed: {', '.join(repr(item) for item in allowed)}")


def put(target: object, **values: object) -> None:
    """Set attributes of a frozen object while it is being made."""
    for name, value in values.items():
        object.__setattr__(target, name, value)


def check_head(target: Any) -> None:
    """Check what table, chart and prose share: an id that is a slug, and a language we speak."""
    if not _ID.fullmatch(str(target.id)):
        raise ValueError(f"id {target.id!r} must be a slug of lower-case letters, digits, '-', '_' and '.'")
    check_language(target.language)


@dataclass(frozen=True)
class Cell:
    """One cell of a table that carries more than its text.

    Attributes:
        text: the cell as a reader sees it.
        figures: figure ids that the cell shows or was computed from; the page links them to their place.
        validity: `valid`, `conditional` or `indicative`; empty for what is printed.
        caveat: what the number is not, in the table's language; shown with the cell.
        quote: the number and unit as printed.
        derived: whether the text was worked out from its figures rather than printed there; always true of
            a cell with a validity. The page never shows such a text as a printed one.
    """

    text: str
    figures: Sequence[str] = ()
    validity: str = ""
    caveat: str = ""
    quote: str = ""
    derived: bool = False

    def __post_init__(self) -> None:
        one_of(self.validity, VALIDITIES, "validity of a cell")
        put(
            self,
            text=clean(self.text, "text of a cell"),
            figures=figure_ids(self.figures, "cell"),
            caveat=clean(self.caveat, "caveat of a cell"),
            quote=clean(self.quote, "quote of a cell"),
            derived=bool(self.derived or self.validity),
        )

    def to_json(self) -> dict[str, Any]:
        """Return the cell as the page reads it."""
        return {
            "text": self.text,
            "figures": list(self.figures),
            "validity": self.validity,
            "caveat": self.caveat,
            "quote": self.quote,
            "derived": self.derived,
        }


@dataclass(frozen=True)
class Column:
    """A column's head.

    Attributes:
        key: slug, the same in both languages.
        label: the head as a reader sees it.
        align: `left` for words, `right` for numbers.
        unit: the unit of every number in the column, in the table's language; empty for none.
    """

    key: str
    label: str
    align: str = "left"
    unit: str = ""

    def __post_init__(self) -> None:
        one_of(self.align, ALIGNMENTS, f"align of column {self.key!r}")
        put(
            self,
            key=clean(self.key, "key of a column"),
            label=clean(self.label, f"label of column {self.key!r}"),
            unit=clean(self.unit, f"unit of column {self.key!r}"),
        )

    def to_json(self) -> dict[str, str]:
        """Return the column as the page reads it."""
        return {"key": self.key, "label": self.label, "align": self.align, "unit": self.unit}


@dataclass(frozen=True)
class Part:
    """A stretch of a sentence that stands on figures or is to be stressed.

    Attributes:
        text: the stretch as a reader sees it.
        figures: figure ids that it repeats, or from which it was worked out.
        strong: whether to stress it.
        derived: whether it was worked out from its figures rather than printed there.
    """

    text: str
    figures: Sequence[str] = ()
    strong: bool = False
    derived: bool = False

    def __post_init__(self) -> None:
        put(self, text=clean(self.text, "text of a part"), figures=figure_ids(self.figures, "part"))

    def to_json(self) -> dict[str, Any]:
        """Return the part as the page reads it."""
        return {
            "text": self.text,
            "figures": list(self.figures),
            "strong": bool(self.strong),
            "derived": bool(self.derived),
        }
