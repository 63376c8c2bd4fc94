"""The reader's two doors: `read` gives plain tuples, `extract` a frame."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from yz_analysis.reading import openings, periods, places, targets
from yz_analysis.reading.cleaning import clean
from yz_analysis.reading.figures import Setting
from yz_analysis.reading.indicators import slug_of
from yz_analysis.reading.linking import link
from yz_analysis.reading.paragraphs import paragraphs
from yz_analysis.reading.tabular import Table, tables, without
from yz_analysis.reading.tokens import canonical_unit

if TYPE_CHECKING:
    import pandas as pd


DELTA, TABLE = "delta", "table"
"""Flags of an absolute change, and of a figure that stands in a table."""


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


_PLAIN = {"start": "int64", "end": "int64", "target": "bool"}
HEAD = 3000
"""Characters in which a text names its year, its period and its area."""
AHEAD = 120
"""Characters after a heading that is only a year in which it is seen whether they state aims."""
LONGEST_KEPT = 4000
"""Paragraphs up to this length are remembered: reports repeat each other, and are read again."""


def _paragraph(text: str, setting: Setting, names: bool) -> tuple[list[tuple[Any, ...]], bool]:
    """Read one paragraph: its figures, offsets counted from its start, and whether aims follow it."""
    page = clean(text)
    links, section = link(page.text, setting, names=names)
    rows = [
        (
            token.start,
            token.end,
            text[token.start : token.end],
            one.value,
            unit,
            one.qualifier,
            one.role,
            one.target,
            one.direction,
            one.indicator,
            slug_of(one.indicator, one.role, unit),
            one.period,
            one.area,
            " ".join(one.flags) if one.flags else "",
        )
        for one in links
        for token in (one.token,)
        for unit in (canonical_unit(token.unit),)
    ]
    if page.moved:
        spans = [page.span(*row[:2]) for row in rows]
        rows = [(*span, text[slice(*span)], *row[3:]) for span, row in zip(spans, rows, strict=True)]
    return rows, section


_kept_paragraph = lru_cache(maxsize=8192)(_paragraph)


@lru_cache(maxsize=256)
def _about(start: str) -> Setting:
    """The setting that a text's beginning gives: its year, its period and its area."""
    head = "\n".join(clean(line).text for line in start.split("\n"))
    year, default = openings.of_text(head)
    return Setting(False, year, default, places.of_text(head), since=openings.since(head))


def area_of(text: str) -> str:
    """Return the area that a text speaks of, as printed, or "".

    >>> area_of("云溪县2031年国民经济和社会发展统计公报")
    '云溪县'
    """
    return _about(text[:HEAD]).area


def read(text: str, *, names: bool = False) -> list[Figure]:
    """Return the figures of a text, in order, without building a frame.

    Args:
        text: any text.
        names: also the Chinese numerals that are part of names and claims (五早, 第二届, 首位).

    >>> [(f.quote, f.role, f.indicator) for f in read("粮食产量12.5万吨，增长3%。")]
    [('12.5万吨', 'level', '粮食产量'), ('3%', 'growth', '粮食产量')]
    """
    figures: list[Figure] = []
    setting = _about(text[:HEAD])
    default = setting.default
    tabled = tables(text)
    prose = without(text, tabled) if tabled else text
    for begin, end in paragraphs(prose):
        piece = text[begin:end]
        if end - begin <= targets.LONGEST_HEADING + 8:
            setting = _after_heading(clean(piece).text, setting, default, text[end : end + AHEAD])
        found, section = (_kept_paragraph if end - begin <= LONGEST_KEPT else _paragraph)(
            piece, setting, names
        )
        if section and not setting.section:
            setting = setting._replace(section=True, default=_whole_year(setting))
        if not setting.topic and found:
            setting = setting._replace(topic=_topic(found))
        # what Figure(...) does, without a call of Python for each
        figures += [tuple.__new__(Figure, (begin + row[0], begin + row[1], *row[2:])) for row in found]
    if tabled:
        cells = _of_tables(text, tabled, default, setting.area)
        figures = sorted([*figures, *cells], key=itemgetter(0))
    return figures


def _of_tables(text: str, tabled: list[Table], default: str, area: str) -> Iterator[Figure]:
    """The figures of a text's tables."""
    for one in (cell for found in tabled for cell in found.cells):
        yield Figure(
            one.start,
            one.end,
            text[one.start : one.end],
            one.value,
            one.unit,
            "",
            one.role,
            False,
            one.direction,
            one.indicator,
            slug_of(one.indicator, one.role, one.unit),
            one.year or ("" if one.role == "date" else default),
            one.area or area,
            TABLE,
        )


def _topic(rows: list[tuple[Any, ...]]) -> str:
    """The first series of a paragraph that the vocabulary knows, or ""."""
    return next((row[9] for row in rows if row[10] and row[6] in ("level", "growth")), "")


def _whole_year(setting: Setting) -> str:
    """The period of aims that name none: the year of a text that tells of the year before."""
    last = setting.year is not None and setting.default == str(setting.year - 1)
    return str(setting.year) if last else setting.default


def _after_heading(line: str, setting: Setting, default: str, after: str) -> Setting:
    """The setting that a heading leaves: aims or results, and the year it names."""
    said = targets.heading(line)
    if said is None:
        year = targets.year_alone(line) if line[:1] in "12" else targets.year_ahead(line, setting.default)
        if not year:
            return setting
        ahead = setting.year is not None and year > setting.year and targets.mood(after) is True
        return setting._replace(section=ahead, year=year, default=str(year))
    named = periods.find(line)
    if named is None or named.year is None:
        setting = setting._replace(section=said, default=default)
        years = periods.years_ahead(line) if said and default.isdigit() else 0
        if years:
            return setting._replace(default=str(int(default) + years))
        return setting._replace(default=_whole_year(setting)) if said else setting
    named = named._replace(code="") if said else named
    return setting._replace(section=said, default=periods.resolve(named, setting.year, default))


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
        - time_period (str): SDMX form as far as the text tells; ref_area (str): the area as printed, or "";
        - flags (str): `delta` (an absolute change), `count_mismatch` (names and values of a list do not
          pair), `table` (a cell of a table between the sentences), separated by a blank.

    >>> frame = extract("进出口总额12.5亿元，同比下降3.2%。")
    >>> frame[["quote", "value", "role", "indicator"]].values.tolist()
    [['12.5亿元', Decimal('12.5'), 'level', '进出口总额'], ['3.2%', Decimal('-3.2'), 'growth', '进出口总额']]
    """
    import numpy as np
    import pandas as pd
    import pyarrow as pa

    frame: dict[str, Any] = {}
    columns = zip(*read(text, names=names), strict=True)
    for field in Figure._fields:
        column = next(columns, ())
        if field == "value":
            frame[field] = np.empty(len(column), dtype=object)
            frame[field][:] = column
        elif field in _PLAIN:
            frame[field] = np.array(column, dtype=_PLAIN[field])
        else:
            # by way of Arrow, because pandas would look at every string once more
            frame[field] = pd.array(pa.array(column, pa.large_string()), dtype="str")
    return pd.DataFrame(frame, copy=False)
