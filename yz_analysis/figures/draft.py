"""From what the reader extracts to rows of the data contract: the part of a dataset that needs no person.

One row for each extracted quantity, every cell filled as far as text, report and tables tell. What a person
knows besides is added by the reviewed overlay (`build`) or in the draft folder (`adding`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from yz_analysis.figures.consistency import number_of
from yz_analysis.figures.dataset import load_areas, load_indicators
from yz_analysis.figures.phrases import paragraph_of, paragraphs, phrase_of
from yz_analysis.figures.repeats import LABEL, UNCLASSIFIED, mark_repeats, mark_same, number
from yz_analysis.figures.spoken import spoken
from yz_analysis.figures.units import is_count, is_money, unit_code
from yz_analysis.reading import Figure, periods, read
from yz_analysis.reading.extract import DELTA, TABLE, area_of
from yz_analysis.reading.numerals import chinese

NATION = "100000"
_DOUBLED = "翻倍"  # about twice: the word does not say how near
_COMPARATORS = {"ge": ">=", "gt": ">", "le": "<=", "lt": "<", "approx": "~"}
_KINDS = {"label": "label", "date": "event", "duration": "event", "rank": "rank"}
_MEASURES = ("growth", "share", "change_pp", "rank", "multiple", "duration", "date")
_SIGNS = "+＋-－–—−"  # as they stand before a number; the dataset writes a fall with "-"
_NUMERAL = re.compile(
    rf"[{re.escape(_SIGNS)}]?[0-9０-９][0-9０-９ \u3000]*(?:[,，][0-9０-９]{{3}})*(?:[.．][0-9０-９]+)?"
)
_CHINESE = re.compile(r"[零〇一二三四五六七八九十百千两半]+(?:分之[一二三四五六七八九十百千两]+)?")


class About(NamedTuple):
    """What is known of the report apart from its text."""

    report_id: str
    ref_area: str
    time_period: str


def _bases() -> dict[str, tuple[str, str]]:
    """Return indicator → (price basis of levels, price basis of growth)."""
    table = load_indicators()
    columns = (table["indicator"], table["level_price_basis"], table["growth_price_basis"])
    return {name: (level, growth) for name, level, growth in zip(*columns, strict=True)}


def draft(
    text: str, about: About, *, reading: str | None = None, reviewed: bool = True
) -> list[dict[str, str]]:
    """Return the rows of a text, in its order, as cells of `figures.csv`.

    Args:
        text: the whole text.
        about: report, area and period.
        reading: the text with corrections that move nothing, to be read in its place; quotes and phrases are
            taken from the printed text.
        reviewed: False marks every row as unvalidated (status V) and writes into its note what needs a
            person's eye.

    >>> rows = draft("全县实现生产总值12.5亿元,同比增长3%。", About("lincheng-2023h1", "321182", "2023-S1"))
    >>> [(row["indicator"], row["measure"], row["value"], row["unit"], row["price_basis"]) for row in rows]
    [('gdp', 'level', '12.5', 'CNY', 'current'), ('gdp', 'growth', '3', 'PT', 'constant')]
    """
    spans = paragraphs(text)
    bases = _bases()
    figures = read(reading or text)
    rows = [_row(text, spans, figure, about, bases) for figure in figures]
    _part_areas(rows, figures, {"", area_of(reading or text)}, about)
    mark_repeats(text, rows)
    labels: dict[str, str] = {}
    for found in spoken(text, [(int(row["start"]), int(row["end"])) for row in rows]):
        row = blank(text, spans, found.start, found.end, about) | found.cells
        if row["kind"] in ("rank", "claim"):
            row["time_period"], row["period_source"] = _period(text, spans, found.start, "", about)
        if row["indicator"] == LABEL and row["measure"] == "count":
            row["duplicate_of"] = labels.get(row["quote"], "")
            labels.setdefault(row["quote"], row["start"])
        rows.append(row)
    if not reviewed:
        mark_same(rows)
        for row in rows:
            row["status"] = "V"
            row["note"] = "; ".join(doubts(row))
    return number(rows, about.report_id)


def doubts(row: dict[str, str]) -> list[str]:
    """Return what a person must look at in a drafted row, in words; an empty list where nothing stands out.

    >>> doubts({"indicator": "unclassified", "kind": "target", "measure": "level"})
    ['check: which indicator?', 'check: a target?']
    """
    found = []
    if row["indicator"] == UNCLASSIFIED:
        found.append("check: which indicator?")
    if row["kind"] == "target":
        found.append("check: a target?")
    if row.get("area"):
        found.append(f"check: a figure of {row['area']}, not of the report's area")
    if row.get("duplicate_of"):
        found.append("check: printed twice?")
    if row.get("unit_unknown"):
        found.append(f"check: unit {row['unit_unknown']} is not in units.csv")
    flags = " ".join(flag for flag in row.get("flags", "").split() if flag not in (TABLE, DELTA))
    if flags:
        found.append(f"check: {flags}")
    return found


def _part_areas(rows: list[dict[str, str]], figures: list[Figure], own: set[str], about: About) -> None:
    """Keep figures of other areas out of the report's series; each gets the code of its area, if known."""
    areas = load_areas()
    codes = dict(zip(areas["name_zh"], areas["ref_area"], strict=True)) | {"全国": NATION}
    for row, figure in zip(rows, figures, strict=True):
        code = codes.get(figure.ref_area, "")
        if figure.ref_area in own or code == about.ref_area or row["indicator"] == LABEL:
            continue
        row |= {"indicator": UNCLASSIFIED, "price_basis": "none", "area": figure.ref_area}
        row["ref_area"] = code or about.ref_area


def blank(text: str, spans: list[tuple[int, int]], start: int, end: int, about: About) -> dict[str, str]:
    """Return a row that says only where it stands, with the defaults of the report."""
    return {
        "report_id": about.report_id,
        "ref_area": about.ref_area,
        "time_period": about.time_period,
        "period_source": "context",
        "indicator": UNCLASSIFIED,
        "comparator": "=",
        "price_basis": "none",
        "paragraph": str(paragraph_of(spans, start)),
        "start": str(start),
        "end": str(end),
        "quote": text[start:end],
        "phrase": phrase_of(text, start, end),
        "status": "A",
    }


def _row(
    text: str, spans: list[tuple[int, int]], figure: Any, about: About, bases: Mapping[str, tuple[str, str]]
) -> dict[str, str]:
    figure = _on_one_line(figure)
    row = blank(text, spans, figure.start, figure.end, about)
    indicator = figure.indicator_id or (LABEL if figure.role in ("label", "date") else UNCLASSIFIED)
    code = unit_code(figure.unit)
    unit, mult = code or ("NB", 0)
    if figure.role == "rank" and not figure.unit:
        unit = "RANK"
    kind = _KINDS.get(figure.role, "target" if figure.target else "actual")
    measure = "change" if DELTA in figure.flags.split() else _measure(figure.role, unit)
    if measure in ("level", "count") and figure.qualifier in _COMPARATORS and not figure.indicator:
        # a bounded number without a name bounds what follows it: projects of 3 billion yuan or more
        indicator, kind, measure = LABEL, "label", "threshold"
    row |= {"indicator": indicator, "kind": kind, "measure": measure}
    row["value_printed"] = _printed(figure)
    value = number_of(row["value_printed"]) if figure.value is None else figure.value
    if value is not None:  # a name may be a numeral too: the 12345 line, an index with last year as 100
        decimals = -int(value.as_tuple().exponent)
        row |= {"value": f"{value:f}", "unit": unit, "unit_mult": str(mult)}
        row["decimals"] = str(max(0, decimals))
    if figure.role == "date":
        row["unit"] = "DATE"
    row["comparator"] = "~" if figure.quote == _DOUBLED else _COMPARATORS.get(figure.qualifier, "=")
    level, growth = bases.get(indicator, ("none", "none"))
    if measure == "growth":
        row["price_basis"] = growth
    elif is_money(unit) and measure == "level":
        row["price_basis"] = level if level != "none" else "current"
    if kind == "rank":
        row["status"] = "V"
    elif indicator == "gdp" and kind == "actual" and "-" in about.time_period:
        row["status"] = "P"
    row |= {"flags": figure.flags, "unit_unknown": "" if code else figure.unit}
    row["phrase"] = phrase_of(text, figure.start, figure.end, more=measure == "growth")
    place = figure.end if figure.role == "date" else figure.start
    row["time_period"], row["period_source"] = _period(text, spans, place, figure.time_period, about)
    return row


def _on_one_line(figure: Any) -> Any:
    """Return the figure without what follows a line break inside its unit: no cell holds one."""
    first = figure.quote.split("\n")[0].rstrip()
    return figure._replace(quote=first, end=figure.start + len(first))


def _measure(role: str, unit: str) -> str:
    if role in _MEASURES:
        return role
    if unit in ("PT", "PERMIL"):
        return "rate"
    return "count" if is_count(unit) or role == "label" else "level"


def _printed(figure: Any) -> str:
    """Return the numeral as printed, with a minus where the verb says fall."""
    if figure.value is None:
        return str(figure.quote)
    found = _NUMERAL.match(figure.quote)
    if found and number_of(found[0].lstrip(_SIGNS)) != abs(figure.value):
        return str(figure.quote)  # of 1∶8.6 neither numeral alone is what is printed
    if found is None:  # a numeral in words, or a word of its own (两位数, 持平)
        if figure.quote == "首位":
            return "首"
        words = _CHINESE.match(figure.quote, figure.quote[0] == "第")
        found = words if words and chinese(words[0]) == abs(figure.value) else None
    printed = (found[0] if found else str(figure.quote)).rstrip().lstrip(_SIGNS)
    return f"-{printed}" if figure.value < Decimal(0) else printed


def _period(text: str, spans: list[tuple[int, int]], place: int, told: str, about: About) -> tuple[str, str]:
    """Return the SDMX period, and `stated` where words of the paragraph before `place` name it.

    Args:
        text: the whole text.
        spans: its paragraphs.
        place: where the words that may name the period end.
        told: the period as far as the reader tells.
        about: the report; its period holds where nothing else is said.
    """
    start, _ = spans[paragraph_of(spans, place) - 1]
    year = int(about.time_period[:4])
    named = periods.find(text[start:place])
    said = sdmx(periods.resolve(named, year, about.time_period)) if named else ""
    told = sdmx(told)
    if not re.match(r"\d{4}", told):
        told = said or sdmx(f"{year}-{told}" if told else "") or about.time_period
    return told, "stated" if named and told == said else "context"


def sdmx(period: str) -> str:
    """Return a period in SDMX form, ranges as a start with a duration; "" when it has no such form.

    >>> sdmx("2022-01/2022-05"), sdmx("2022-Q1/2022-Q3"), sdmx("2021/2025"), sdmx("2022-S1"), sdmx("S1")
    ('2022-01-01/P5M', '2022-01-01/P9M', '2021-01-01/P5Y', '2022-S1', '')
    """
    months = re.fullmatch(r"(\d{4})-(\d\d)/\1-(\d\d)", period)
    if months and months[2] <= months[3]:
        return f"{months[1]}-{months[2]}-01/P{int(months[3]) - int(months[2]) + 1}M"
    quarters = re.fullmatch(r"(\d{4})-Q([1-4])(?:/\1-Q|/Q)([1-4])", period)
    if quarters and quarters[2] <= quarters[3]:
        first, last = int(quarters[2]), int(quarters[3])
        return f"{quarters[1]}-{first * 3 - 2:02d}-01/P{(last - first + 1) * 3}M"
    years = re.fullmatch(r"(\d{4})/(\d{4})", period)
    if years and years[1] <= years[2]:
        return f"{years[1]}-01-01/P{int(years[2]) - int(years[1]) + 1}Y"
    return period if re.fullmatch(r"\d{4}(?:-(?:S[12]|Q[1-4]|\d\d(?:-\d\d)?))?", period) else ""
