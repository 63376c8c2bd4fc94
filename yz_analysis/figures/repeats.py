"""Rows of a draft that say what a row before them says, and the ids of all."""

from __future__ import annotations

UNCLASSIFIED = "unclassified"
LABEL = "numeral_label"
NO_SERIES = (UNCLASSIFIED, LABEL)
"""What stands for an indicator where a row is of none."""
_ENOUGH = 6  # fewer characters before a number name nothing
_SAME = 12  # so many equal characters before or after make a repeated number a repeated sentence
_SAID = (
    *("indicator", "kind", "measure", "value", "unit", "unit_mult"),
    *("comparator", "ref_area", "time_period"),
)
_COPIED = ("indicator", "kind", "measure", "comparator", "price_basis", "time_period")


def mark_repeats(text: str, rows: list[dict[str, str]]) -> None:
    """Mark a row that the text prints again with the same words before or after it, and copy what it says.

    `duplicate_of` gets the start of the first printing; `number` turns it into the id.
    """
    seen: dict[tuple[str, str], dict[str, str]] = {}
    for row in rows:
        start, end = int(row["start"]), int(row["end"])
        opening = text.rfind("\n", 0, start) + 1
        before, after = text[max(opening, start - _SAME) : end], text[start : end + _SAME]
        if not (row["measure"] == "multiple" or any(character.isdigit() for character in row["quote"])):
            continue
        first = seen.get((">", after)) if start == opening else seen.get(("<", before))
        if first is not None:
            row |= {column: first[column] for column in _COPIED}
            row["duplicate_of"] = first["start"]
        seen.setdefault((">", after), row)
        if start - opening >= _ENOUGH:
            seen.setdefault(("<", before), row)


def mark_same(rows: list[dict[str, str]]) -> None:
    """Mark a row that says of its series, area and period what a row before it says.

    Rows of no series say nothing that could be said twice.
    """
    seen: dict[tuple[str, ...], str] = {}
    for row in sorted(rows, key=lambda row: int(row["start"])):
        if row["indicator"] not in NO_SERIES and row.get("value"):
            key = tuple(row.get(column, "") for column in _SAID)
            if key in seen and not row.get("duplicate_of"):
                row["duplicate_of"] = seen[key]
            seen.setdefault(key, row["start"])


def number(rows: list[dict[str, str]], report_id: str) -> list[dict[str, str]]:
    """Give each row its id by its place in the text; rows at one place keep their order.

    A `duplicate_of` that holds the start of another row becomes that row's id.
    """
    ordered = sorted(rows, key=lambda row: int(row["start"]))
    ids: dict[str, str] = {}
    for count, row in enumerate(ordered, start=1):
        row["figure_id"] = f"{report_id}:F{count:03d}"
        ids.setdefault(row["start"], row["figure_id"])
    for row in ordered:
        if row.get("duplicate_of"):
            row["duplicate_of"] = ids[row["duplicate_of"]]
    return ordered
