"""A draft data folder for a new report: what `yz add` writes and what it asks a person to look at.

The draft holds the reader's rows, unvalidated, and can be used at once through `YZ_DATA`. The text is read
and not kept.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from yz_analysis.errors import DataError
from yz_analysis.figures.build import digest, read_text
from yz_analysis.figures.dataset import load_areas, load_not_figures, load_reports
from yz_analysis.figures.descriptor import DATA_VERSION
from yz_analysis.figures.draft import About, draft
from yz_analysis.figures.files import cell_faults, to_csv, write_whole
from yz_analysis.figures.phrases import paragraph_of, paragraphs
from yz_analysis.figures.schema import TABLES, cell_fault
from yz_analysis.reading import Unaccounted, audit
from yz_analysis.reading.tables import table


class NewReport(NamedTuple):
    """What a person says about a new report.

    Attributes:
        report_id: ascii slug, lower case, digits and hyphens: `lincheng-2023h1`.
        ref_area: six-digit code of GB/T 2260.
        time_period: SDMX period of the report: 2023-S1, 2023, 2023-Q1.
        title: title as printed.
        url: where it was published, or "".
        name_zh: place and period in Chinese; "" takes the area's name and the period.
        name_en: the same in English.
        area_zh: name of the area where areas.csv does not know it.
        area_en: the same in English.
    """

    report_id: str
    ref_area: str
    time_period: str
    title: str
    url: str = ""
    name_zh: str = ""
    name_en: str = ""
    area_zh: str = ""
    area_en: str = ""


class Draft(NamedTuple):
    """A draft: the files by name, its rows, and the numerals nothing accounts for."""

    files: dict[str, str]
    rows: list[dict[str, str]]
    unaccounted: list[Unaccounted]


_HEADING = re.compile(r"[ \u3000]{0,8}([（(]?[一二三四五六七八九十]{1,3}[)）、．.])")
_LONGEST = 8  # characters of a word beside its numeral
_PARTS = {"S1": ("上半年", "first half of"), "S2": ("下半年", "second half of")}
_QUARTERS = {f"Q{n}": (f"第{zh}季度", f"{en} quarter of") for n, zh, en in zip(
    range(1, 5), "一二三四", ("first", "second", "third", "fourth"), strict=True)}  # fmt: skip


def period_words(period: str) -> tuple[str, str]:
    """Return a period in Chinese and English words.

    >>> period_words("2023-S1"), period_words("2023"), period_words("2023-05")
    (('2023年上半年', 'first half of 2023'), ('2023年', '2023'), ('2023年5月', '2023-05'))
    """
    year, _, part = period.partition("-")
    if part in _PARTS or part in _QUARTERS:
        zh, en = (_PARTS | _QUARTERS)[part]
        return f"{year}年{zh}", f"{en} {year}"
    if len(part) == 2:
        return f"{year}年{int(part)}月", period
    return (f"{year}年" if not part else period), period


def make_draft(source: Path, about: NewReport) -> Draft:
    """Read a text into the files of a draft data folder.

    Args:
        source: the report's text, UTF-8.
        about: what is known of it.

    Raises:
        DataError: when the file or a detail cannot be used; nothing is written then.
    """
    _check(about)
    text = read_text(source)
    if not text.strip():
        raise DataError(f"{source.name}: the file holds no text")
    rows = draft(text, About(about.report_id, about.ref_area, about.time_period), reviewed=False)
    if not rows:
        raise DataError(f"{source.name}: no figure was found; is this the text of a report?")
    no_figures, left = _account(text, rows, about.report_id)
    files = {
        "reports.csv": to_csv(TABLES["reports"], [_report(about, text)]),
        "figures.csv": to_csv(TABLES["figures"], rows),
        "not_figures.csv": to_csv(TABLES["not_figures"], no_figures),
    }
    areas = load_areas()
    if about.ref_area not in set(areas["ref_area"]):
        files["areas.csv"] = to_csv(TABLES["areas"], [_area(about, set(areas["ref_area"]))])
    return Draft(files, rows, left)


def write_draft(folder: Path, files: dict[str, str]) -> None:
    """Write a draft into a folder, all files or none, and never over an existing one.

    Raises:
        DataError: when the folder holds one of the files already, or cannot be written.
    """
    written: list[Path] = []
    try:
        there = [name for name in files if (folder / name).exists()]
        if there:
            raise DataError(f"{folder} holds {', '.join(there)} already; name another folder with --out")
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in files.items():
            write_whole(folder / name, text)
            written.append(folder / name)
    except (DataError, OSError) as error:
        for path in written:
            path.unlink(missing_ok=True)
        if isinstance(error, DataError):
            raise
        raise DataError(f"{folder} cannot be written: {error.strerror or error}") from error


def _check(about: NewReport) -> None:
    """Refuse details that break the contract, naming the option they came from."""
    columns = {column.name: column for column in TABLES["reports"].columns}
    cells = (
        ("--report", columns["report_id"], about.report_id),
        ("--area", columns["ref_area"], about.ref_area),
        ("--period", columns["time_period"], about.time_period),
        ("--title", columns["title_zh"], about.title),
        ("--url", columns["source_url"], about.url),
        ("--name-zh", columns["note"], about.name_zh),
        ("--name-en", columns["note"], about.name_en),
        ("--area-zh", columns["note"], about.area_zh),
        ("--area-en", columns["note"], about.area_en),
    )
    for option, column, value in cells:
        fault = cell_fault(column, value)
        if fault:
            raise DataError(f"{option}: {fault}")
    if about.report_id in set(load_reports()["report_id"]):
        raise DataError(f"--report: {about.report_id!r} exists already; choose another id")
    if about.ref_area not in set(load_areas()["ref_area"]) and not (about.area_zh and about.area_en):
        raise DataError(
            f"--area: areas.csv does not know {about.ref_area!r}; correct the code (GB/T 2260), or name the "
            "area with --area-zh and --area-en"
        )


def _report(about: NewReport, text: str) -> dict[str, str]:
    areas = load_areas().set_index("ref_area")
    known = about.ref_area in areas.index
    zh = str(areas.loc[about.ref_area, "name_zh"]) if known else about.area_zh
    en = str(areas.loc[about.ref_area, "name_en"]) if known else about.area_en
    period_zh, period_en = period_words(about.time_period)
    row = {
        "report_id": about.report_id,
        "ref_area": about.ref_area,
        "time_period": about.time_period,
        "kind": "article",
        "title_zh": about.title,
        "title_en": about.name_en or f"{en}, {period_en}",
        "name_zh": about.name_zh or f"{zh}{period_zh}",
        "name_en": about.name_en or f"{en}, {period_en}",
        "source_url": about.url,
        "language": "zh",
        "text_sha256": digest(text),
        "text_length": str(len(text)),
        "data_version": DATA_VERSION,
        "note": "draft made by yz add; not reviewed",
    }
    cells = [[row.get(name, "") for name in TABLES["reports"].names]]
    for fault in cell_faults("reports.csv", TABLES["reports"], cells):
        raise DataError(str(fault))
    return row


def _area(about: NewReport, known: set[str]) -> dict[str, str]:
    code = about.ref_area
    level = "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"
    parents = [code[:4] + "00", code[:2] + "0000", "100000"]
    parent = next((above for above in parents if above in known and above != code), "")
    names = {"name_zh": about.area_zh, "name_en": about.area_en}
    return {"ref_area": code, **names, "level": level, "parent": parent}


def _account(
    text: str, rows: list[dict[str, str]], report_id: str
) -> tuple[list[dict[str, str]], list[Unaccounted]]:
    """Return the numerals that are no figures by a known word, and those that nothing accounts for."""
    spans = [(int(row["start"]), int(row["end"])) for row in rows]
    declared = load_not_figures()
    reasons = dict.fromkeys(table("names")["words"], "general word that holds a numeral character")
    reasons |= dict(zip(declared["quote"], declared["reason"], strict=True))
    lines, found = paragraphs(text), {}
    for numeral in audit(text, spans, lexicon=False):
        around = range(max(0, numeral.start - _LONGEST), numeral.start + 1)
        ends = range(numeral.end, min(len(text), numeral.end + _LONGEST) + 1)
        words = [(a, b) for a in around for b in ends if text[a:b] in reasons]
        heading = _HEADING.match(text, text.rfind("\n", 0, numeral.start) + 1)
        if heading and heading.start(1) <= numeral.start and numeral.end <= heading.end(1):
            words, reasons[heading[1]] = [heading.span(1)], "number of a heading"
        if words:
            start, end = max(words, key=lambda place: place[1] - place[0])
            found[start, end] = {
                "report_id": report_id,
                "paragraph": str(paragraph_of(lines, start)),
                "start": str(start),
                "end": str(end),
                "quote": text[start:end],
                "reason": reasons[text[start:end]],
            }
    return list(found.values()), audit(text, spans, found)
