"""Link the figures of a text: one pass over them, with what each stretch of words between them says.

The machine carries, inside a sentence, the name that was last said, the predicate, and a stack of both
for brackets; across sentences, the section's mood. Lists of values (4.2%、5.3%) are closed together.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any

from yz_analysis.reading import clauses, targets
from yz_analysis.reading.clauses import CLAUSE, LINE, SENTENCE, Stretch, read_right, read_stretch
from yz_analysis.reading.phrases import split_subject
from yz_analysis.reading.roles import judge
from yz_analysis.reading.scan import DATE, DURATION, LABEL, QUANTITY, RANK, RANGE_LO, RATIO, Token, scan
from yz_analysis.reading.soft import is_soft
from yz_analysis.reading.tables import table


class Link:
    """One figure with everything the words around it say."""

    __slots__ = (
        "comparator", "direction", "each", "flags", "indicator", "period", "qualifier", "role", "stretch", "target", "token", "value",
    )  # fmt: skip

    def __init__(self, token: Token) -> None:
        self.token = token
        self.value: Decimal | None = token.value
        self.role = token.kind
        self.qualifier = self.direction = self.indicator = self.period = self.comparator = self.stretch = ""
        self.target = self.each = False
        self.flags: tuple[str, ...] = ()


@lru_cache(maxsize=1)
def _parts() -> tuple[frozenset[str], frozenset[str]]:
    data = table("subjects")
    return frozenset(data["parts"]), frozenset(data["falls"])


def _between(text: str, start: int, end: int) -> str:
    """The stretch between two figures, cut in its middle when it is long."""
    if end - start <= clauses.LONGEST:
        return text[start:end]
    head, tail = text[start : start + 48], text[end - clauses.LONGEST + 49 : end]
    middle = (
        "\n"
        if text.find("\n", start + 48, end) >= 0
        else "。"
        if text.find("。", start + 48, end) >= 0
        else "，"
    )
    return head + middle + tail


def _section(text: str, start: int, end: int, now: bool) -> bool:
    """The section's mood after the headings between two positions (at most 8,000 characters back)."""
    start = max(start, end - 8000)
    for line in text[start:end].split("\n")[: -1 if end < len(text) else None]:
        said = targets.heading(line)
        if said is not None:
            now = said
    return now


def link(text: str) -> list[Link]:
    """Return the linked figures of a cleaned text, in order."""
    tokens = scan(text)
    links: list[Link] = []
    hard: list[Link] = []
    for token in tokens:
        one = Link(token)
        links.append(one)
        if is_soft(text, token):
            soften(text, one)
        else:
            hard.append(one)
    _follow(text, hard)
    return links


def soften(text: str, one: Link) -> None:
    """Fill in a date, a duration, a label: it has a kind and a value, and no name of its own."""
    token = one.token
    one.role = (
        token.kind if token.kind not in (QUANTITY, RANK) else "level" if token.kind == QUANTITY else LABEL
    )
    after = text[token.end : token.end + 8]
    one.qualifier = read_right(after)[0] if token.kind != DATE else ""
    if token.kind == LABEL:
        one.value = None
    if token.kind == DURATION:
        before = text[max(0, token.start - 60) : token.start]
        one.indicator = read_stretch(before, True).name or read_right(after)[1]


def _follow(text: str, hard: list[Link]) -> None:
    section = sentence = falling = False
    name = base_role = ""
    stack: list[tuple[str, str]] = []
    group: list[Link] = []
    names: list[str] = []  # of the last list of values, and of the figures of the sentence
    recent: list[str] = []
    position, previous = 0, None
    parts, falls = _parts()
    words: list[Stretch] = []
    raw: list[str] = []
    for one in hard:
        between = _between(text, position, one.token.start)
        raw.append(between)
        words.append(read_stretch(between, position == 0))
        position = one.token.end
    tail = read_right(text[position : position + 48]) if hard else ("", "")
    position = 0
    for index, one in enumerate(hard):
        said, token = words[index], one.token
        right = (words[index + 1].qualifier, words[index + 1].noun) if index + 1 < len(hard) else tail
        listed = (
            said.bare and previous is not None and (previous.token.unit == token.unit or token.bound == RATIO)
        )
        if not listed:
            names = _close(group, recent, names) or names
        if said.breaks >= SENTENCE:
            if said.breaks == LINE or index == 0 or position == 0:
                section = _section(text, position, token.start, section)
            if "。" in raw[index] or said.breaks == LINE:
                sentence = False
            recent = []
        elif index == 0:
            section = _section(text, 0, token.start, section)
        for bracket in said.brackets:
            if bracket == "(":
                if len(stack) < 40:
                    stack.append((name, base_role))
            elif stack:
                name, base_role = stack.pop()
        position = token.end
        one.stretch = raw[index]
        if listed and previous is not None:
            _continue(one, previous, right)
            if previous.token.bound != RANGE_LO or token.bound != "range_hi":
                group.append(one)
            if right[0] and not previous.qualifier and previous.token.bound == "":
                for earlier in group:
                    earlier.qualifier = earlier.qualifier or right[0]
            previous = one
            continue
        group = [one]
        said_mood = targets.mood(_after_break(raw[index]))
        if said_mood is not None:
            sentence = said_mood
        one.target = (section or sentence) and said_mood is not False
        if said.name in parts and said.breaks < SENTENCE and name:
            full = name + ("增速" if said.name in falls else said.name)
        elif (
            said.name.startswith(("占", "拉动", "负向", "正向", "贡献", "带动", "下拉"))
            and name
            and said.breaks < SENTENCE
        ):
            full = name + said.name
        elif said.name:
            full = name = said.name
        elif said.breaks >= SENTENCE and said.earlier:
            full = name = said.earlier
        else:
            full = name
        if right[1] and token.unit not in ("%", "个百分点"):
            full = name = _noun(said, right[1], full)
        falling = said.name in falls or (falling and not said.name and said.breaks <= CLAUSE)
        judge(one, said, right, full, base_role, falling)
        if one.role not in ("rank",):
            base_role = one.role
        if one.indicator not in recent:
            recent.append(one.indicator)
        previous = one
    _close(group, recent, names)


def _after_break(stretch: str) -> str:
    """The part of a stretch that belongs to the sentence of the figure after it."""
    cut = max(stretch.rfind("。"), stretch.rfind("\n"), stretch.rfind("！"))
    return stretch[cut + 1 :]


def _noun(said: Stretch, noun: str, full: str) -> str:
    """The name of a figure that a noun follows (培育5个特色农业县)."""
    if (
        said.predicate in ("is", "to")
        and said.name
        and said.verb
        not in ("有", "完成", "实现", "共有", "拥有", "的", "安排", "投入", "达成", "取得", "形成")
    ):
        return said.name
    if said.predicate in ("up", "down", "share"):
        return full
    if said.name and len(said.name) <= 8:
        return said.name + noun
    return noun


def _continue(one: Link, previous: Link, right: tuple[str, str]) -> None:
    """A further value of a list says of itself only what stands after it."""
    one.role, one.indicator, one.target, one.each = (
        previous.role,
        previous.indicator,
        previous.target,
        previous.each,
    )
    one.direction, one.comparator, one.flags = previous.direction, previous.comparator, previous.flags
    if (
        previous.value is not None
        and previous.token.value is not None
        and one.value is not None
        and previous.value == -previous.token.value
        and one.value > 0
    ):
        one.value = -one.value
    bound = one.token.bound
    one.qualifier = (
        bound
        if bound.startswith("range")
        else right[0] or (previous.qualifier if not previous.qualifier.startswith("range") else "")
    )
    if one.token.bound == "range_hi" and previous.token.bound == RANGE_LO:
        previous.qualifier = "range_lo"


def _close(group: list[Link], recent: Sequence[str], names: list[str]) -> list[str]:
    """Give each value of a finished list its own name; return the names, or []."""
    count = len(group)
    if count < 2:
        return []
    first = group[0]
    if first.token.bound == RATIO:
        _ratio(group)
    comparators = split_subject(first.comparator, count) if first.comparator else None
    found = split_subject(first.indicator, count)
    if comparators and not found:
        for one, other in zip(group, comparators, strict=True):
            one.comparator = other
        return []
    if not found and len(names) == count:
        found = names
    if not found and len(recent) >= count and first.role == "growth":
        found = list(recent[-count:]) if recent[-1] == first.indicator else list(recent[-count:])
    if not found:
        if first.each:
            for one in group:
                one.flags = (*one.flags, "count_mismatch")
        return []
    for one, own in zip(group, found, strict=True):
        one.indicator = own
    return found


def _ratio(group: list[Link]) -> None:
    total = sum((one.value or Decimal(0) for one in group), Decimal(0))
    if len(group) > 2 or abs(total - 100) < 1:
        for one in group:
            one.role = "share"
            one.token.unit = "%"
