"""The reader's two doors: `read` gives plain tuples, `extract` a frame."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from yz_analysis.reading.cleaning import clean
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


def read(text: str) -> list[Figure]:
    """Return the figures of a text, in order, without building a frame.

    >>> [(f.quote, f.role, f.indicator) for f in read("粮食产量12.5万吨，增长3%。")]
    [('12.5万吨', 'level', '粮食产量'), ('3%', 'growth', '粮食产量')]
    """
    page = clean(text)
    figures = []
    for one in link(page.text):
        start, end = page.span(one.token.start, one.token.end)
        figures.append(
            Figure(
                start, end, text[start:end], one.value, canonical_unit(one.token.unit), one.qualifier, one.role, one.target,
                one.direction, one.indicator, "", one.period, "", " ".join(one.flags),
            )
        )  # fmt: skip
    return figures


def extract(text: str) -> pd.DataFrame:
    """Return one row per printed quantity."""
    import pandas as pd

    return pd.DataFrame(read(text), columns=list(Figure._fields))
