"""Compare what the reader found in a text with labels made by hand."""

from __future__ import annotations

import csv
import re
from collections import Counter
from decimal import Decimal
from difflib import SequenceMatcher
from pathlib import Path

from yz_analysis.reading import Figure, read
from yz_analysis.reading.cleaning import clean

TOLD = ("period", "area")
"""Facets that count only where the text tells them and the label gives them in a comparable form."""
FACETS = ("span", "value", "unit", "sign", "role", "target", "qualifier", "direction", "indicator", *TOLD)
_ROLES = {
    "growth_rate": {"growth"},
    "target_growth": {"growth", "change_pp", "multiple"},
    # a target states what is to be reached, in whatever sense: a level, a share, twice as much
    "target_level": {"level", "share", "multiple", "rank", "duration"},
    "duration_or_date": {"duration", "date"},
    "name_or_label": {"label"},
}
_SDMX = re.compile(
    r"(?:19|20)[0-9]{2}(?:-(?:S[12]|Q[1-4]|[01][0-9]))?(?:/(?:19|20)[0-9]{2}(?:-(?:Q[1-4]|[01][0-9]))?)?"
)
_SAME_PART = {
    "01/06": "S1",
    "07/12": "S2",
    "01/12": "",
    "01/03": "Q1",
    "Q1/Q2": "S1",
    "Q1/Q3": "01/09",
    "Q1/Q4": "",
}
_PRINTED = {"S1": "上半年|半年|6月", "S2": "下半年", "01/09": "三季度|三个季度|9月"} | dict.fromkeys(
    ("Q1", "Q2", "Q3", "Q4"), "季"
)
_STRIP = re.compile(r"[（）()的、“”，]|全[国省市县区州盟]|增速")


def like(labelled: str, found: str) -> bool:
    """Whether two names are leniently the same: one holds the other, or they share most characters."""
    a, b = _STRIP.sub("", labelled), _STRIP.sub("", found)
    if not a or a == b or (b and (a in b or b in a)):
        return True
    common = sum(block.size for block in SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return common >= 0.6 * len(a) and common >= 0.5 * max(1, len(b))


def _period(printed: str) -> tuple[str, str]:
    """The years and the part of the year of a period, the forms that mean the same taken together.

    >>> _period("2022-01/2022-06"), _period("2022-S1"), _period("2021/2025"), _period("S1")
    (('2022', 'S1'), ('2022', 'S1'), ('2021/2025', ''), ('', 'S1'))
    """
    years = list(dict.fromkeys(re.findall(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])", printed)))
    part = re.sub(r"(?<![0-9])(?:19|20)[0-9]{2}(?![0-9])-?", "", printed).strip("/")
    return "/".join(years), _SAME_PART.get(part, part)


def told(label: dict[str, str], figure: Figure, text: str) -> dict[str, bool]:
    """Return whether period and area agree, each only where it can be compared.

    A period can be compared when its label is in SDMX form; the year only when the text prints it. An area
    can be when the text prints its name. A date or label has neither.
    """
    facets: dict[str, bool] = {}
    if label["role"] in ("duration_or_date", "name_or_label"):
        return facets
    if _SDMX.fullmatch(label["period"]):
        year, part = _period(label["period"])
        found_year, found_part = _period(figure.time_period)
        printed = all(f"{one}年" in text or f"{one}-" in text for one in year.split("/"))
        if (printed or part) and (
            not part or re.search(_PRINTED.get(part, f"{part[-2:].lstrip('0')}月"), text)
        ):
            facets["period"] = part == found_part and (not printed or year == found_year)
    area = label["subject_area"]
    if area and area in text:
        area = clean(area).text  # a reader names areas in simplified characters
        facets["area"] = bool(figure.ref_area) and (area in figure.ref_area or figure.ref_area in area)
    return facets


def judge(label: dict[str, str], figure: Figure) -> dict[str, bool]:
    """Return for each facet of the figure itself whether it agrees with its label."""
    value = Decimal(label["value"]) if label["value"] else None
    role = label["role"]
    named = value is None and role in ("duration_or_date", "name_or_label")
    return {
        "span": (figure.start, figure.end) == (int(label["start"]), int(label["end"])),
        # a label or date has no value to compare; a reader may still give the number it holds
        "value": named
        or (figure.value is not None and value is not None and abs(figure.value) == abs(value)),
        "sign": named or figure.value is None or value is None or (figure.value < 0) == (value < 0),
        "unit": named or figure.unit == label["unit"],
        "role": figure.role in _ROLES.get(role, {role}),
        "target": figure.target == role.startswith("target"),
        "qualifier": named or (figure.qualifier or "none") == label["qualifier"],
        "direction": (figure.direction or "none") == (label["direction"] or "none"),
        "indicator": like(label["indicator"], figure.indicator),
    }


def score(stem: Path) -> tuple[Counter[str], list[str]]:
    """Score one text (`stem`.txt, `stem`.gold.csv): counts, and a line for every disagreement."""
    text = stem.with_suffix(".txt").read_text("utf-8")
    with stem.with_suffix(".gold.csv").open(encoding="utf-8", newline="") as stream:
        labels = list(csv.DictReader(stream))
    found = read(text)
    counts: Counter[str] = Counter(labels=len(labels), found=len(found))
    taken: set[int] = set()
    lines = []
    for label in labels:
        start, end = int(label["start"]), int(label["end"])
        near = [i for i, f in enumerate(found) if f.start < end and start < f.end and i not in taken]
        around = text[max(0, start - 16) : end + 6].replace("\n", "/")
        if not near:
            lines.append(f"{stem.name}: missed {label['raw']} in {around}")
            continue
        best = max(near, key=lambda i: min(end, found[i].end) - max(start, found[i].start))
        taken.add(best)
        counts["matched"] += 1
        where = told(label, found[best], text)
        counts.update(f"{facet} told" for facet in where)
        facets = judge(label, found[best]) | where
        counts.update(facet for facet, right in facets.items() if right)
        wrong = [facet for facet, right in facets.items() if not right]
        if wrong:
            lines.append(f"{stem.name}: {', '.join(wrong)} of {label['raw']} in {around}: {found[best]}")
    lines += [
        f"{stem.name}: too much: {f.quote} in {text[max(0, f.start - 16) : f.end + 6]!r}"
        for i, f in enumerate(found)
        if i not in taken
    ]
    return counts, lines


def rates(counts: Counter[str]) -> dict[str, float]:
    """Recall, precision, and the accuracy of each facet over the matched figures."""
    matched = max(1, counts["matched"])
    shares = {
        "recall": counts["matched"] / max(1, counts["labels"]),
        "precision": counts["matched"] / max(1, counts["found"]),
    }
    told = {facet: counts[f"{facet} told"] for facet in TOLD}
    # nothing told, nothing wrong
    return shares | {
        facet: counts[facet] / (told.get(facet, matched) or 1) if told.get(facet, 1) else 1.0
        for facet in FACETS
    }
