"""The audit of a data folder: everything the loader would refuse, and what only the text can show.

Where the loader stops at the first fault, the audit returns them all.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pandas as pd

from yz_analysis.errors import DataError
from yz_analysis.figures.build import digest, read_text
from yz_analysis.figures.consistency import duplicate_faults, number_of, reference_faults, row_faults
from yz_analysis.figures.dataset import key_faults
from yz_analysis.figures.files import Fault, cell_faults, frame, numbered, read_cells
from yz_analysis.figures.formats import SCALES
from yz_analysis.figures.phrases import paragraphs
from yz_analysis.figures.repeats import NO_SERIES, UNCLASSIFIED
from yz_analysis.figures.schema import TABLES
from yz_analysis.figures.units import is_money
from yz_analysis.reading import audit
from yz_analysis.reading.numerals import chinese
from yz_analysis.resources import bundled_data_folder

_REFERENCES = {"report_id": "reports", "ref_area": "areas", "indicator": "indicators", "unit": "units"}
# what two printings of one quantity have in common
_SAME = [
    *("report_id", "ref_area", "time_period", "indicator", "kind", "measure", "comparator", "price_basis"),
    "unit",
]
_FAR = 20.0  # points between a printed growth rate and that of two levels
# words that say a number without being a numeral; where nothing is printed (亿元以上) a one is implied
_WORDS = {"": 1, "首": 1, "全部": 100, "翻倍": 2}


def check_folder(folder: Path | None = None, source: Path | None = None) -> list[Fault]:
    """Return everything wrong in a data folder, in the order of files and rows.

    Args:
        folder: the folder; None for the bundled data.
        source: the printed text of one of its reports; offsets and numerals are checked against it.

    Raises:
        DataError: when the folder holds no figures, or the text belongs to none of its reports.
    """
    bundled = bundled_data_folder()
    folder = folder or bundled
    if not folder.is_dir():
        raise DataError(f"{folder} is not a folder")
    if not (folder / "figures.csv").is_file():
        raise DataError(f"{folder} holds no figures.csv; name a data folder")
    tables, faults = _read(folder)
    known = tables if folder.resolve() == bundled.resolve() else _joined(tables, _read(bundled)[0])
    for name in ("figures", "context"):
        if name in tables:
            faults += _figures(TABLES[name].file, tables[name], known, tables.get("corrections"))
    if source is not None:
        faults += _against(read_text(source), source.name, tables)
    return faults


def _read(folder: Path) -> tuple[dict[str, pd.DataFrame], list[Fault]]:
    """Return the tables whose cells are all sound, and the faults of the others."""
    tables, faults = {}, []
    for name, table in TABLES.items():
        path = folder / table.file
        if not path.is_file():
            continue
        try:
            cells = read_cells(path, table)
        except DataError as error:
            faults.append(Fault(table.file, 0, "", str(error)))
            continue
        found = cell_faults(table.file, table, cells)
        if found:
            faults += found
            continue
        tables[name] = frame(table, cells)
        faults += key_faults(table.key, [(table.file, tables[name])])
    return tables, faults


def _joined(own: dict[str, pd.DataFrame], other: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    names = own.keys() | other.keys()
    return {
        name: pd.concat([part[name] for part in (other, own) if name in part], ignore_index=True)
        for name in names
    }


def _figures(
    file: str, rows: pd.DataFrame, known: dict[str, pd.DataFrame], corrections: pd.DataFrame | None
) -> list[Fault]:
    faults = row_faults(file, rows)
    for column, name in _REFERENCES.items():
        if name in known:
            values = set(known[name].iloc[:, 0])
            faults += reference_faults(file, rows, column, values, name.removesuffix("s"))
    if "figures" in known:  # else they have faults of their own, which are told already
        ids = set(known["figures"]["figure_id"])
        faults += reference_faults(file, rows, "duplicate_of", ids, "figure")
    faults += duplicate_faults(file, rows)
    declared = set() if corrections is None else set(corrections["correction"])
    faults += reference_faults(file, rows, "correction", declared, "correction")
    faults += contradictions(file, rows) + spelled(file, rows) + bases(file, rows)
    everything = [known[name] for name in ("figures", "context") if name in known]
    return faults + pairs(file, rows, pd.concat(everything))


def contradictions(file: str, rows: pd.DataFrame) -> list[Fault]:
    """Return the rows that give another value for a quantity which an earlier row of the report gives."""
    first: dict[tuple[object, ...], tuple[float, str]] = {}
    found = []
    for number, row in numbered(rows):
        aside = row.duplicate_of or row.kind in ("label", "event") or row.indicator in NO_SERIES
        if aside or pd.isna(row.value) or pd.isna(row.unit_mult):
            continue
        key = tuple(getattr(row, column) for column in _SAME)
        value = row.value * 10.0**row.unit_mult
        if key not in first:
            first[key] = (value, row.figure_id)
        elif first[key][0] != value:
            text = f"{row.value_printed or row.value} contradicts {first[key][1]}; tell them apart"
            found.append(Fault(file, number, "value", text))
        else:
            text = f"printed before as {first[key][1]}; set duplicate_of"
            found.append(Fault(file, number, "duplicate_of", text))
    return found


def pairs(file: str, rows: pd.DataFrame, known: pd.DataFrame) -> list[Fault]:
    """Return growth rates that the levels of two years cannot have: more than `_FAR` points apart.

    Prices, revisions and a new list of firms move the rate that two levels give, so only what no such thing
    explains is a fault: a digit lost, a wrong indicator.
    """
    amounts = known[known["kind"].eq("actual") & known["measure"].isin(("level", "count"))]
    levels: dict[tuple[str, str, str], dict[str, float]] = {}  # by unit: a series may stand in two currencies
    for _, row in numbered(amounts[amounts["value"].notna() & amounts["unit_mult"].notna()]):
        same = levels.setdefault((row.ref_area, row.indicator, row.time_period), {})
        same[row.unit] = row.value * 10.0**row.unit_mult
    found = []
    for number, row in numbered(rows):
        year = row.time_period[:4]
        if row.measure != "growth" or row.kind != "actual" or row.unit != "PT":
            continue
        now = levels.get((row.ref_area, row.indicator, row.time_period), {})
        before = levels.get((row.ref_area, row.indicator, f"{int(year) - 1}{row.time_period[4:]}"), {})
        rates = [(now[unit] / before[unit] - 1) * 100 for unit in now if now[unit] and before.get(unit)]
        if rates and all(abs(rate - row.value) > _FAR for rate in rates):
            text = f"{row.value:g} %, but the levels of both years give {rates[0]:.1f} %"
            found.append(Fault(file, number, "value", text))
    return found


def spelled(file: str, rows: pd.DataFrame) -> list[Fault]:
    """Return the rows whose value is not what the words printed for it say: 五 is 5, 首 is 1, 全部 is 100."""
    found = []
    for number, row in numbered(rows):
        if pd.isna(row.value) or pd.isna(row.decimals) or number_of(row.value_printed) is not None:
            continue
        if not row.value_printed and row.status == "E":
            continue  # derived: the note names the numbers it comes from
        said = _WORDS.get(row.value_printed, chinese(row.value_printed))
        if row.value_printed.removeprefix("-") not in row.quote:
            text = f"{row.value_printed!r} does not stand in the quote {row.quote!r}"
            found.append(Fault(file, number, "value_printed", text))
        elif said is None:
            continue  # a word of its own: 持平, 两位数
        elif abs(float(said) - row.value) > 0.5 * 10.0 ** -(
            row.decimals if "分之" in row.value_printed else 9
        ):
            text = f"{row.value:g}, but {row.value_printed or row.quote!r} says {said}"
            found.append(Fault(file, number, "value", text))
        elif "分之" not in row.value_printed and row.decimals != max(
            0, -int(Decimal(said).as_tuple().exponent)
        ):
            found.append(
                Fault(
                    file,
                    number,
                    "decimals",
                    f"{row.decimals}, but {row.value_printed!r} has another number of them",
                )
            )
    return found


def bases(file: str, rows: pd.DataFrame) -> list[Fault]:
    """Return rows whose price basis, unit or scale cannot be: growth is no amount, money has a basis."""
    found = []
    for number, row in numbered(rows):
        if row.indicator == UNCLASSIFIED:
            found.append(Fault(file, number, "indicator", f"not yet classified: {row.phrase}"))
        elif row.measure == "level" and is_money(row.unit) and row.price_basis == "none":
            found.append(
                Fault(file, number, "price_basis", "an amount of money is at current or constant prices")
            )
        elif not pd.isna(row.unit_mult) and row.unit_mult not in SCALES:
            text = f"{row.unit_mult}: pages have words for the powers of ten from 0 to {SCALES[-1]}"
            found.append(Fault(file, number, "unit_mult", text))
        elif row.measure == "growth" and row.unit not in ("PT", "PERMIL", "MULT", "DOUBLINGS", ""):
            found.append(Fault(file, number, "unit", f"growth is not counted in {row.unit}"))
    return found


def _against(text: str, name: str, tables: dict[str, pd.DataFrame]) -> list[Fault]:
    """Return what does not agree with the printed text."""
    reports = tables["reports"] if "reports" in tables else pd.DataFrame(columns=TABLES["reports"].names)
    own = reports[reports["text_sha256"].eq(digest(text))]
    if own.empty:
        listed = ", ".join(reports.loc[reports["text_sha256"].ne(""), "report_id"]) or "none"
        raise DataError(
            f"{name}: sha256 {digest(text)[:12]}… is the text of no report of this folder. With a text: "
            f"{listed}"
        )
    report = own["report_id"].iloc[0]
    faults, covered = [], []
    spans = paragraphs(text)
    for table in ("figures", "not_figures", "corrections"):
        if table not in tables:
            continue
        rows, file = tables[table], TABLES[table].file
        column = "printed" if table == "corrections" else "quote"
        for number, row in numbered(rows):
            if row.report_id != report or any(map(pd.isna, (row.paragraph, row.start, row.end))):
                continue
            start, end, printed = int(row.start), int(row.end), getattr(row, column)
            if text[start:end] != printed:
                faults.append(
                    Fault(file, number, column, f"{printed!r}, but {text[start:end]!r} is printed there")
                )
            elif not _in_paragraph(spans, int(row.paragraph), start, end):
                faults.append(Fault(file, number, "paragraph", f"{start} to {end} is not in {row.paragraph}"))
            if table == "figures" and row.phrase not in text[max(0, start - 30) : end + 30]:
                faults.append(Fault(file, number, "phrase", f"{row.phrase!r} is not printed around {start}"))
            if table != "corrections":
                covered.append((start, end))
    for left in audit(text, covered, lexicon=False):
        around = " ".join(left.around.split())
        faults.append(Fault(name, 0, "", f"{left.quote!r} at {left.start} is in no row: …{around}…"))
    return faults


def _in_paragraph(spans: list[tuple[int, int]], number: int, start: int, end: int) -> bool:
    if not 1 <= number <= len(spans):
        return False
    first, last = spans[number - 1]
    return first <= start < end <= last
