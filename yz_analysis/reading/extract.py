"""The reader's two doors: `read` gives plain tuples, `extract` a frame."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from yz_analysis.reading.cleaning import clean
from yz_analysis.reading.indicators import indicator_id
from yz_analysis.reading.linking import link
from yz_analysis.reading.scan import canonical_unit

if TYPE_CHECKING:
    import pandas as pd


class Figure(NamedTuple):
    """One printed quantity, linked; the columns of `extract` in their order."""

    start: int
    end: int
    quote: str
    value: Decimal | None
    unit: str
    qualifier: str
    role: str
    target: bool
    direction: str
    indicator: str
    indicator_id: str
    time_period: str
    ref_area: str
    flags: str


def read(text: str, *, names: bool = False) -> list[Figure]:
    """Return the figures of a text, in order, without building a frame.

    Args:
        text: any text.
        names: also the Chinese numerals that are part of names and claims (五早, 第二届, 首位).

    >>> [(f.quote, f.role, f.indicator) for f in read("粮食产量12.5万吨，增长3%。")]
    [('12.5万吨', 'level', '粮食产量'), ('3%', 'growth', '粮食产量')]
    """
    page = clean(text)
    figures = []
    for one in link(page.text, names=names):
        start, end = page.span(one.token.start, one.token.end)
        figures.append(
            Figure(
                start, end, text[start:end], one.value, canonical_unit(one.token.unit), one.qualifier, one.role, one.target,
                one.direction, one.indicator, indicator_id(one.indicator), one.period, one.area, " ".join(one.flags),
            )
        )  # fmt: skip
    return figures


def extract(text: str, *, names: bool = False) -> pd.DataFrame:
    """Return one row per printed quantity of a text.

    What does the text print, of which series, with which sign and in which sense? Any text is read and
    none raises; offsets point into the text as it is given, blanks and breaks inside a number included.

    Args:
        text: the prose of a report, of any length, in simplified or traditional characters.
        names: also return the Chinese numerals that are part of names and claims (五早, 第二届, 首位); they
            count nothing, and an audit of the text needs them.

    Returns:
        A frame in the order of the text, with the columns

        - start, end (int64): code points of number and unit, end exclusive; quote (str): text[start:end];
        - value (object): Decimal as printed, with the sign its verb gives (下降3.2% is -3.2), or None where
          nothing can be computed with (a date, a name);
        - unit (str): canonical Chinese unit, 亿元, 万人, %, 个百分点 …; "" where none is printed;
        - qualifier (str): "", approx, ge, gt, le, lt, range_lo or range_hi;
        - role (str): level, growth, share, change_pp, rank, multiple, duration, date or label;
        - target (bool): an aim, not a result; direction (str): up, down or "";
        - indicator (str): the phrase, completed where the text elides it; indicator_id (str): its slug
          in `indicators.csv`, or "";
        - time_period (str): SDMX form as far as the text tells; ref_area (str): the area's printed name, or "";
        - flags (str): `delta` (an absolute change), `count_mismatch` (names and values of a list do not
          pair), separated by a blank.

    >>> frame = extract("进出口总额12.5亿元，同比下降3.2%。")
    >>> frame[["quote", "value", "role", "indicator"]].values.tolist()
    [['12.5亿元', Decimal('12.5'), 'level', '进出口总额'], ['3.2%', Decimal('-3.2'), 'growth', '进出口总额']]
    """
    import pandas as pd

    figures = read(text, names=names)
    columns = list(zip(*figures, strict=True)) if figures else [()] * len(Figure._fields)
    data: dict[str, object] = {}
    for field, column in zip(Figure._fields, columns, strict=True):
        if field in ("start", "end"):
            data[field] = pd.array(list(column), dtype="int64")
        elif field == "target":
            data[field] = pd.array(list(column), dtype="bool")
        else:
            data[field] = pd.Series(list(column), dtype="object" if field == "value" else "str")
    return pd.DataFrame(data)
