"""Where a text's paragraphs begin and end, lines broken by a page or a scanner taken together.

Paragraphs are what the reader reads: each by itself, so that a text costs what its paragraphs cost.
"""

from __future__ import annotations

import re

from yz_analysis.reading.scan import number_pattern

_END = "。！？!?；;：:…”』」）)》"
_RUNS_ON = "，,、"
_SENTENCE_END = "。！？!?"
_TAIL = re.compile(r"[0-9][0-9,]*\.?[0-9]*[^0-9\s，。,；;、：:（）()“”]{0,6}$")
_CLOCK = re.compile(r"[0-9]:[0-5][0-9]$")
_MARKER = re.compile(r"[0-9]{1,2}(?:[、）)]|[.．](?![0-9]))|[一二三四五六七八九十]+、")
_YEAR = re.compile(r"(?<![0-9])(?:19|20)[0-9]{2}$")
_PROSE = re.compile("[，,。；;]")
_GOES_ON = frozenset("，,。；;、比")
LONGEST_LINE = 120
"""A page's line is shorter; a longer line is a paragraph of its own."""


def _wrapped(lines: list[str]) -> int:
    """Length from which a line without end mark runs on in the next; 0 when lines are paragraphs."""
    lengths = [len(line) for line in lines if line]
    if len(lengths) < 4:
        return 0
    longest = max(lengths)
    if not 18 <= longest <= LONGEST_LINE:
        return 0
    full = longest * 0.8
    near = sum(1 for line in lines[:-1] if len(line) >= full and line[-1] not in _END + _RUNS_ON)
    return int(full) if near * 2 > len(lengths) else 0


def _runs_on(line: str, after: str, width: int) -> bool:
    """Whether a line goes on in the next one."""
    last = line[-1]
    if last in _RUNS_ON:
        return True
    if width and len(line) >= width and last not in _SENTENCE_END:
        return True
    tail = _TAIL.search(line[-24:])
    if not tail or _CLOCK.search(line):
        return False
    found = number_pattern().match(tail.group() + after[:8])
    if found is None or found.end() <= len(tail.group()):
        return False
    if _MARKER.match(after):
        return False
    digits = last in "0123456789." and after[0] in "0123456789"
    if digits and _YEAR.search(line):
        return False
    return not digits or (len(line) > 6 and not line.replace(",", "").replace(".", "").isdigit())


def _cut_off(lines: list[str], index: int) -> int:
    """The line that brings the value of a name this one ends with (…存款余额 / 29亿元，增长3%), or 0."""
    line = lines[index]
    if not "\u4e00" <= line[-1] <= "\u9fff" or not _PROSE.search(line):
        return 0
    for after in range(index + 1, min(index + 4, len(lines))):
        if lines[after]:
            value = number_pattern().match(lines[after][:40])
            rest = lines[after][value.end() :] if value else ""
            return after if value and value[2] and rest[:1] in _GOES_ON else 0
    return 0


def paragraphs(text: str) -> list[tuple[int, int]]:
    r"""Return the spans of the paragraphs that hold anything.

    >>> text = "一、综合\n全年产值12\n.5亿元，\n增长3%。\n\n结束"
    >>> [text[start:end] for start, end in paragraphs(text)]
    ['一、综合', '全年产值12\n.5亿元，\n增长3%。', '结束']
    """
    lines = text.split("\n")
    if len(lines) == 1:
        return [(0, len(text))] if text else []
    bare = [line.strip() for line in lines]
    width = _wrapped(bare)
    found: list[tuple[int, int]] = []
    position = begin = 0
    last = len(lines) - 1
    joined = False
    held = 0  # lines up to this one go on with the one before
    for index, line in enumerate(lines):
        if not joined:
            begin = position
        position += len(line) + 1
        stripped = bare[index]
        if stripped and index < last and stripped[-1] not in _END:
            held = max(held, _cut_off(bare, index))
        joined = index < held or (
            bool(stripped)
            and index < last
            and bool(bare[index + 1])
            and _runs_on(stripped, bare[index + 1], width)
        )
        if not joined and (stripped or begin < position - len(line) - 1):
            found.append((begin, position - 1))
    return found
