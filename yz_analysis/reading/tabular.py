"""Read the tables that stand between the sentences of a report, line by line.

A row is a name and numbers parted by blanks, tabs or bars; two rows of the same width make a table. What
the numbers are is said by the lines above: a unit for all (单位：%), heads of columns (产量（万吨）,
比上年增长（%）). Where those lines say nothing, a number is handed on with the name of its row alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from yz_analysis.reading import places
from yz_analysis.reading.numerals import arabic
from yz_analysis.reading.phrases import subject
from yz_analysis.reading.roles import way
from yz_analysis.reading.scan import number_pattern
from yz_analysis.reading.tables import table
from yz_analysis.reading.tokens import canonical_unit

_GAPS = " \t\u3000\u00a0|｜"
_GAP = f"[{_GAPS}]"
_NUMBER = r"[-－+]?[0-9][0-9,]*(?:\.[0-9]+)?[%％]?"
_NONE = r"—+|–|…+|-+|\.{2,}|/"
_CELLS = rf"(?:(?:{_NUMBER}|{_NONE})(?=[{_GAPS}\n]|$){_GAP}*+)"
# possessive, so that a line of blanks costs what it is long
_ROW = re.compile(
    rf"^{_GAP}*+([^\n0-9，。；;！？{_GAPS}\-－+][^\n0-9，。；;！？]{{0,29}}?){_GAP}++({_CELLS}{{1,9}}+)$"
    rf"|^{_GAP}*+({_CELLS}{{3,12}}+)$",
    re.MULTILINE,
)
_ENDS = frozenset("0123456789%％-—–….|｜/")
_CELL = re.compile(rf"(?<![^{_GAPS}\n])(?:({_NUMBER})|{_NONE})(?![^{_GAPS}\n])")
_UNIT = re.compile(r"(?:计量)?单位[：:]?[ \u3000]*([^\s，、（）()]{1,8})")
_HEAD = re.compile(r"^(.*?)[（(]([^（）()]{1,8})[）)]$")
_BLANKS = re.compile(rf"{_GAP}+")
_YEAR = re.compile(r"^((?:19|20)[0-9]{2})年?$")
_NUMBERED = re.compile(
    r"^(?:[#＃*]|其中[：:]?|[（(]?[一二三四五六七八九十]{1,2}[）)、.]|[0-9]{1,2}[、.)）])+"
)
_INK = re.compile(r"[^\n]")
_RULE = "-|: \t"
"""What the line between head and rows is drawn with (| --- | --- |)."""
_TITLE = re.compile("表|图|附表")
ABOVE = 4
"""Lines above a table that may say what its numbers are."""


class Cell(NamedTuple):
    """One number of a table: where it stands, and what the table says of it."""

    start: int
    end: int
    value: Decimal | None
    unit: str
    role: str
    direction: str
    indicator: str
    year: str
    area: str


class Table(NamedTuple):
    """The lines of a table, and its numbers."""

    start: int
    end: int
    cells: list[Cell]


class _Column(NamedTuple):
    measure: str
    unit: str
    role: str
    year: str


@lru_cache(maxsize=1)
def _words() -> dict[str, re.Pattern[str]]:
    data = table("tabular")
    return {key: re.compile("|".join(map(re.escape, data[key]))) for key in ("growth", "share")}


def tables(text: str) -> list[Table]:
    r"""Return the tables of a text, in order.

    >>> [found] = tables("表1 产量\n名称 产量（万吨） 增长（%）\n粮食 21.3 1.2\n油料 1.9 -0.7")
    >>> [(cell.indicator, str(cell.value), cell.unit, cell.role) for cell in found.cells][:2]
    [('粮食产量', '21.3', '万吨', 'level'), ('粮食产量', '1.2', '%', 'growth')]
    >>> tables("全年产值12亿元，增长3%。")
    []
    """
    found: list[Table] = []
    block: list[re.Match[str]] = []
    for row in _rows(text):
        if block and (text[block[-1].end() : row.start()].strip() or _shape(row) != _shape(block[-1])):
            _add(text, block, found)
            block = []
        block.append(row)
    _add(text, block, found)
    return found


def _rows(text: str) -> Iterator[re.Match[str]]:
    """The lines that may be rows; most lines are told to be none by how they end."""
    position = 0
    for line in text.split("\n"):
        if line[-1:] in _ENDS or (line[-1:] in _GAPS and line.rstrip()[-1:] in _ENDS):
            row = _ROW.match(text, position)
            if row is not None:
                yield row
        position += len(line) + 1


def _shape(row: re.Match[str]) -> tuple[bool, int]:
    """Whether a row has a name, and how many cells follow it."""
    return row[1] is not None, len(_BLANKS.split((row[2] or row[3]).strip(_GAPS)))


def _add(text: str, block: list[re.Match[str]], found: list[Table]) -> None:
    """Add the table that a block of rows makes, if it makes one."""
    if not block:
        return
    named, width = _shape(block[0])
    floor = found[-1].end if found else 0
    begin, above = _above(text, floor, block[0].start()) if named else (block[0].start(), [])
    titled = any(_UNIT.search(line) or _TITLE.match(line) for line in above)
    if named and (len(block) < 2 or (width == 1 and not titled)):
        return
    cells = _named(text, block, _columns(above, width), above) if named else _bare(text, block)
    if cells:
        found.append(Table(begin, block[-1].end(), cells))


def _bare(text: str, block: list[re.Match[str]]) -> list[Cell]:
    """The numbers of rows without names (the labels and values of a chart): years, and values of nothing."""
    cells = []
    for row in block:
        for number in _CELL.finditer(text, row.start(3), row.end(3)):
            if number[1] is None:
                continue
            value, unit = _value(number[1])
            year = _YEAR.match(number[1]) is not None
            role = "date" if year else "level"
            cells.append(Cell(*number.span(), None if year else value, unit, role, "", "", "", ""))
    return cells


def _named(text: str, block: list[re.Match[str]], columns: list[_Column], above: list[str]) -> list[Cell]:
    """The numbers of rows that begin with a name."""
    price = "价格" if any("价格" in line for line in above) else ""
    # the growth of a row is that of its amount
    amount = next((column.measure for column in columns if column.role == "level" and column.measure), price)
    cells = []
    for row in block:
        label, own_unit = _label(row[1])
        area = label if label and places.of_words(label) == label else ""
        for column, number in zip(columns, _CELL.finditer(text, row.start(2), row.end(2)), strict=False):
            if number[1] is None:
                continue
            value, unit = _value(number[1])
            unit = unit or (own_unit if column.role == "level" else "") or column.unit
            measure = column.measure if column.role == "level" else amount
            name = measure if area else label if label.endswith(measure) else label + measure
            moves = way(value) if column.role == "growth" else ""
            cells.append(
                Cell(
                    *number.span(), value, unit, column.role, moves, subject(name) or name, column.year, area
                )
            )
    return cells


def _value(printed: str) -> tuple[Decimal, str]:
    """The value of a cell, with its sign, and the unit printed in it."""
    number = printed.rstrip("%％")
    value = arabic(number.lstrip("-－+")) or Decimal(0)
    return -value if number[0] in "-－" else value, "%" if number != printed else ""


def _label(printed: str) -> tuple[str, str]:
    """The name of a row, and the unit that stands behind it in a column of its own (粮食 万吨)."""
    parts = [part for part in _BLANKS.split(printed.strip(_GAPS)) if part]
    unit = ""
    if len(parts) > 1:
        last = number_pattern().fullmatch("1" + parts[-1].strip("（）()"))
        unit = canonical_unit(last[2]) if last and last[2] else ""
    name = "".join(parts[:-1] if unit else parts).strip("：:")
    return _NUMBERED.sub("", name), unit


def _above(text: str, floor: int, start: int) -> tuple[int, list[str]]:
    """The lines above that belong to a table, and where the heads of its columns begin."""
    lines: list[str] = []
    begin = end = start
    while end > floor and len(lines) < ABOVE:
        line_start = max(text.rfind("\n", 0, end - 1) + 1, floor)
        line = text[line_start:end].strip()
        end = line_start
        if not line.strip(_RULE):
            if line:
                continue
            if lines or line_start == 0:
                break
            continue
        if line[-1] in "。；;，":
            break
        lines.insert(0, line)
        if not _TITLE.match(line):
            begin = line_start
    return begin, lines


def _columns(above: list[str], width: int) -> list[_Column]:
    """What the columns of a table are, from the last line above it and a unit for all."""
    unit = next((found[1] for line in above for found in (_UNIT.search(line),) if found), "")
    title = " ".join(above)
    heads = [cell for cell in _BLANKS.split(above[-1]) if cell] if above else []
    heads = heads[-width:] if len(heads) > width else []
    named = table("tabular")["measures"]
    columns = []
    for at in range(width):
        head = heads[at] if heads else ""
        found = _HEAD.match(head)
        said, own = (found[1], found[2]) if found else (head, "")
        year = _YEAR.match(said)
        own = canonical_unit(own or unit)
        columns.append(
            _Column(said if said in named else "", own, _role(said, own, title), year[1] if year else "")
        )
    return columns


def _role(head: str, unit: str, title: str) -> str:
    """Whether a column holds levels, growths or shares."""
    share, growth = _words()["share"], _words()["growth"]
    if unit not in ("", "%"):
        return "level"
    if share.search(head):
        return "share"
    titled = unit == "%" and growth.search(title) and not share.search(title)
    return "growth" if growth.search(head) or titled else "level"


def without(text: str, found: list[Table]) -> str:
    """Return a text with blanks where its tables stand, lines and offsets as they were."""
    kept, position = [], 0
    for one in found:
        kept += [text[position : one.start], _INK.sub(" ", text[one.start : one.end])]
        position = one.end
    return "".join([*kept, text[position:]])
