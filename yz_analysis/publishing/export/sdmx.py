"""SDMX-CSV 2.0: the figures in the standard of official statistics.

One row an observation (SDMX 3.0, SDMX-CSV 2.0.0 field guide). Dimensions: FREQ, REF_AREA (GB/T 2260),
INDICATOR, MEASURE, TRANSFORMATION (N level, G1Y growth over one year), PRICE_BASE (V current, Q constant),
OBS_KIND (ACT actual, TGT target, …), TIME_PERIOD. A target is no forecast, so it has a kind of its own and
no OBS_STATUS F. A repeated printing and labels that only contain a numeral are no observations and stay out;
so do, in a draft that nobody has reviewed, figures of no series yet and figures that contradict each other
(`yz check` names them).
"""

from __future__ import annotations

import re
from pathlib import Path

import pandas as pd

from yz_analysis.figures.repeats import NO_SERIES
from yz_analysis.publishing.export.delimited import to_csv
from yz_analysis.publishing.export.tables import ReportTables
from yz_analysis.publishing.record import write_bytes

STRUCTURE_ID = "YZ_ANALYSIS:PRINTED_REPORT(1.0)"
ACTION = "I"  # insert or update; 2.0 knows I, A, R and D, and the M of 2.1 breaks readers
DIMENSIONS = (
    *("FREQ", "REF_AREA", "INDICATOR", "MEASURE", "TRANSFORMATION", "PRICE_BASE", "OBS_KIND"),
    "TIME_PERIOD",
)
ATTRIBUTES = (
    *("UNIT_MEASURE", "UNIT_MULT", "DECIMALS", "COMPARATOR", "OBS_STATUS"),
    *("LOWER_BOUND", "UPPER_BOUND", "FIGURE_ID"),
)
_KINDS = {"actual": "ACT", "target": "TGT", "event": "EVT", "rank": "RNK", "claim": "CLM"}
_PRICES = {"current": "V", "constant": "Q", "none": "_Z"}
_FREQUENCIES = (
    (re.compile(r"\d{4}"), "A"),
    (re.compile(r"\d{4}-S[12]"), "S"),
    (re.compile(r"\d{4}-Q[1-4]"), "Q"),
    (re.compile(r"\d{4}-\d{2}"), "M"),
    (re.compile(r"\d{4}-\d{2}-\d{2}"), "D"),
)


def frequency(period: str) -> str:
    """Return the SDMX frequency code of a period; `_O` (other) for a start with a duration.

    >>> [frequency(period) for period in ("2022", "2022-S1", "2022-06", "2015-01-01/P5M")]
    ['A', 'S', 'M', '_O']
    """
    return next((code for pattern, code in _FREQUENCIES if pattern.fullmatch(period)), "_O")


def observations(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of SDMX-CSV for figures in the columns of the dataset.

    Returns:
        STRUCTURE, STRUCTURE_ID, ACTION, the dimensions, OBS_VALUE, the attributes; one row for each key.

    Raises:
        ValueError: when two figures have the same key (`told_apart` leaves such out).
    """
    rows = _observed(figures)
    made = pd.DataFrame(
        {
            "STRUCTURE": "dataflow",
            "STRUCTURE_ID": STRUCTURE_ID,
            "ACTION": ACTION,
            "FREQ": [frequency(period) for period in rows["time_period"]],
            "REF_AREA": rows["ref_area"],
            "INDICATOR": rows["indicator"].str.upper(),
            "MEASURE": rows["measure"].str.upper(),
            "TRANSFORMATION": ["G1Y" if measure == "growth" else "N" for measure in rows["measure"]],
            "PRICE_BASE": rows["price_basis"].map(_PRICES),
            "OBS_KIND": rows["kind"].map(_KINDS),
            "TIME_PERIOD": rows["time_period"],
            "OBS_VALUE": rows["value"],
            "UNIT_MEASURE": rows["unit"],
            "UNIT_MULT": rows["unit_mult"],
            "DECIMALS": rows["decimals"],
            "COMPARATOR": rows["comparator"].map(
                {"=": "EQ", ">": "GT", ">=": "GE", "<": "LT", "<=": "LE", "~": "APPROX"}
            ),
            "OBS_STATUS": rows["status"],
            "LOWER_BOUND": rows["lower"],
            "UPPER_BOUND": rows["upper"],
            "FIGURE_ID": rows["figure_id"],
        }
    )
    twice = made[made.duplicated(list(DIMENSIONS), keep=False)]
    if len(twice):
        raise ValueError(f"two figures share one SDMX key: {', '.join(twice['FIGURE_ID'])}")
    return made.sort_values(list(DIMENSIONS), ignore_index=True)


def _observed(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures that are observations: no repeated printing, no label."""
    return figures[figures["duplicate_of"].eq("") & figures["kind"].isin(list(_KINDS))]


def told_apart(figures: pd.DataFrame) -> pd.DataFrame:
    """Return the figures without those that SDMX could not tell apart, each of them being left out.

    What a draft has not yet classified is of no series. A report may print one figure in yuan and in dollars;
    a key may stand once in an SDMX message, and to choose between them would be to guess. The other formats
    hold them all.
    """
    figures = figures[~figures["indicator"].isin(NO_SERIES)]
    counted = _observed(figures)
    same = ["ref_area", "indicator", "measure", "price_basis", "kind", "time_period"]
    alike = counted.loc[counted.duplicated(same, keep=False), "figure_id"]
    return figures[~figures["figure_id"].isin(alike)]


def write(tables: ReportTables, folder: Path) -> Path:
    """Write `<report>.sdmx.csv`, of the figures that have a key of their own, and return its path."""
    path = folder / f"{tables.report}.sdmx.csv"
    write_bytes(to_csv(observations(told_apart(tables.figures))), path)
    return path
