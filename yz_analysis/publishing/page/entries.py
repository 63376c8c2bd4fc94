"""What the evidence page says of each figure, from the dataset: words and links, no HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from yz_analysis.words import all_words, word

_SIGNS = {">": "> ", ">=": "≥ ", "<": "< ", "<=": "≤ ", "~": "≈ "}
_PRICED = frozenset({"current", "constant"})


@dataclass(frozen=True)
class Use:
    """A page that shows a figure; `report` is the name of its report where that is another one."""

    href: str
    title: str
    report: str = ""


@dataclass
class FigureEntry:
    """One figure of a report as a reader sees it on the evidence page, in one language."""

    id: str
    name: str
    kind: str
    measure: str
    shown: str
    short: str
    quote: str
    phrase: str
    before: str
    after: str
    paragraph: int
    place: str
    period: str
    prices: str
    allows: str
    note: str
    note_in_english: bool
    duplicate_of: str
    repeats: list[str] = field(default_factory=list)
    corrections: list[str] = field(default_factory=list)
    source_title: str = ""
    source_url: str = ""
    second_source_url: str = ""
    confidence: str = ""
    used: list[Use] = field(default_factory=list)
    derived: list[str] = field(default_factory=list)
    is_label: bool = False


def entries(
    report: str,
    language: str,
    *,
    uses: Mapping[str, list[Use]],
    derived: Mapping[str, list[str]],
) -> list[FigureEntry]:
    """Return the entries of a report in the order of the text.

    Args:
        report: its id.
        language: `zh` or `en`.
        uses: full figure id → pages that show it.
        derived: full figure id → names of the numbers computed from it.
    """
    from yz_analysis.figures.dataset import load_context, load_figures, load_indicators

    figures = load_figures(report)
    rows, said = _rows(figures), _in_words(figures, language)
    names = load_indicators().set_index("indicator")[f"name_{language}"].to_dict()
    context = load_context()
    cited = {row["figure_id"]: row for row in _rows(context[context["report_id"].eq(report)])}
    defects = corrections(report, language)
    repeats: dict[str, list[str]] = {}
    for row in rows:
        if row["duplicate_of"]:
            repeats.setdefault(row["duplicate_of"], []).append(_local(row["figure_id"]))
    made = []
    for row in rows:
        full = row["figure_id"]
        entry = _entry(row, names[row["indicator"]], language)
        if full in said:
            entry.shown = entry.short = said[full]
        entry.repeats = repeats.get(full, [])
        entry.corrections = [defects[name][0] for name in row["correction"].split() if name in defects]
        citation = cited.get(full)
        if citation:
            entry.source_title = citation["source_title"]
            entry.source_url = _web(citation["source_url"])
            entry.second_source_url = _web(citation["second_source_url"])
            entry.confidence = citation["confidence"]
        entry.used = list(uses.get(full, []))
        entry.derived = list(derived.get(full, []))
        made.append(entry)
    return made


def _in_words(figures: Any, language: str) -> dict[str, str]:
    """Return what English says of ranks, claims and directions, beside the printed words: first (首位)."""
    from yz_analysis.figures.quoted import printed_text
    from yz_analysis.figures.told import each

    spoken = figures["kind"].isin(["rank", "claim"]) | figures["measure"].eq("direction")
    chosen = figures[spoken & figures["quote"].notna()] if language == "en" else figures.iloc[:0]
    return {str(row.figure_id): printed_text(row, language) for row in each(chosen)}


def corrections(report: str, language: str) -> dict[str, tuple[str, bool]]:
    """Return the declared defects of a report's text: id → (in words, whether applied)."""
    from yz_analysis.figures.dataset import load_corrections

    table = load_corrections()
    found = {}
    for row in _rows(table[table["report_id"].eq(report)]):
        key = "correction_value" if row["corrected"] else "correction_unclear"
        values = {"id": row["correction"], "printed": row["printed"], "corrected": row["corrected"]}
        applied = str(row["applied"]).lower() == "true"
        found[row["correction"]] = (word(f"evidence.{key}", language, **values), applied)
    return found


def _entry(row: Mapping[str, Any], name: str, language: str) -> FigureEntry:
    from yz_analysis.figures.told import period as period_in_words

    shown = _shown(row, language)
    before, _, after = row["phrase"].partition(row["quote"]) if row["quote"] else (row["phrase"], "", "")
    period = period_in_words(row["time_period"], language)
    if row["period_source"] == "context":
        period = word("evidence.period_context", language, period=period)
    priced = row["price_basis"] in _PRICED
    note, note_in_english = _note(row["note"], language)
    placed = bool(row["start"])
    return FigureEntry(
        id=_local(row["figure_id"]),
        name=name,
        kind=word(f"evidence.kind.{row['kind']}", language),
        measure=word(f"evidence.measure.{row['measure']}", language),
        shown=shown,
        short=shown or row["quote"] or _local(row["figure_id"]),
        quote=row["quote"],
        phrase=row["phrase"],
        before=before,
        after=after,
        paragraph=int(row["paragraph"]) if placed else 0,
        place=word(
            "evidence.place_value",
            language,
            paragraph=row["paragraph"],
            start=row["start"],
            end=row["end"],
        )
        if placed
        else "",
        period=period,
        prices=word(f"site.basis.{row['price_basis']}", language) if priced else "",
        allows=_allows(row, language),
        note=note,
        note_in_english=note_in_english,
        duplicate_of=_local(row["duplicate_of"]),
        is_label=row["kind"] == "label",
    )


def _note(note: str, language: str) -> tuple[str, bool]:
    """Return a note in the language, clause by clause, and whether some of it stays English."""
    if language == "en" or not note:
        return note, False
    known = {entry["en"]: entry["zh"] for key, entry in all_words().items() if key.startswith("note.")}
    clauses = note.split("; ")
    return "；".join(known.get(one, one) for one in clauses), any(one not in known for one in clauses)


def _shown(row: Mapping[str, Any], language: str) -> str:
    from yz_analysis.figures.formats import quantity
    from yz_analysis.figures.quoted import is_decided

    if language == "zh" and row["start"] and row["measure"] in ("level", "count") and row["value_printed"]:
        return _SIGNS.get(row["comparator"], "") + row["quote"]  # as printed: 1家, 4.5万管
    if not row["value"] or row["kind"] in ("label", "rank", "claim"):
        return str(row["quote"])
    if not row["unit"] or not _is_number(row["value_printed"]):
        return str(row["quote"] or row["value_printed"])
    number = quantity(
        row["value_printed"],
        row["unit"],
        int(row["unit_mult"]),
        language,
        signed=row["measure"] in ("growth", "change", "change_pp"),
        exact=is_decided(row["kind"], row["measure"], row["comparator"]),
    )
    return _SIGNS.get(row["comparator"], "") + number


def _allows(row: Mapping[str, Any], language: str) -> str:
    from yz_analysis.figures.formats import column_unit, interval_in_column
    from yz_analysis.figures.told import beside

    low, high = row["lower"], row["upper"]
    if not low or not high or low == high or not row["decimals"].isdecimal() or not row["unit"]:
        return ""
    power = int(row["unit_mult"])
    ends = interval_in_column(float(low), float(high), row["unit"], power, language, int(row["decimals"]) + 1)
    return beside(ends, column_unit(row["unit"], power, language)[0], language)


def _is_number(text: str) -> bool:
    return text.lstrip("-").replace(".", "", 1).isdecimal() and text.isascii()


def _rows(table: Any) -> list[dict[str, str]]:
    """Return the rows of a frame as text; what is missing is empty."""
    columns = [
        [
            "" if absent else str(cell)
            for cell, absent in zip(table[name].tolist(), table[name].isna(), strict=True)
        ]
        for name in table.columns
    ]
    return [dict(zip(map(str, table.columns), cells, strict=True)) for cells in zip(*columns, strict=True)]


def _local(figure_id: str) -> str:
    return figure_id.rsplit(":", 1)[-1]


def _web(address: str) -> str:
    return address if address.startswith(("https://", "http://")) else ""
