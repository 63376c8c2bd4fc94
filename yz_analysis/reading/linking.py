"""Link the figures of a text: one pass over them, with what each stretch of words between them says.

The machine carries, inside a sentence, the name that was last said, the predicate, and a stack of both
for brackets; across sentences, the section's mood. Lists of values (4.2%、5.3%) are closed together.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache

from yz_analysis.reading import clauses, periods, places, targets
from yz_analysis.reading.clauses import CLAUSE, LINE, SAME, SENTENCE, Stretch, read_right, read_stretch
from yz_analysis.reading.names import name_tokens
from yz_analysis.reading.phrases import split_subject, subject
from yz_analysis.reading.roles import is_movement, judge, movement
from yz_analysis.reading.scan import DATE, DURATION, LABEL, QUANTITY, RANGE_LO, RANK, RATIO, Token, scan
from yz_analysis.reading.soft import is_soft
from yz_analysis.reading.tables import table


class Link:
    """One figure with everything the words around it say."""

    __slots__ = (
        "area", "comparator", "direction", "each", "flags", "indicator", "own", "period", "qualifier", "role", "stretch", "target",
        "token", "unprinted", "value", "verb_inside",
    )  # fmt: skip

    def __init__(self, token: Token) -> None:
        self.token = token
        self.value: Decimal | None = token.value
        self.role = token.kind
        self.area = self.qualifier = self.direction = self.indicator = self.period = self.comparator = (
            self.stretch
        ) = ""
        self.target = self.each = self.own = False
        self.unprinted = token.word in ("持平", "零增长")
        self.verb_inside = token.word[:1] == "翻"
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


def link(text: str, *, names: bool = False) -> list[Link]:
    """Return the linked figures of a cleaned text, in order.

    Args:
        text: the cleaned text.
        names: also the Chinese numerals that are part of names and claims.
    """
    links: list[Link] = []
    hard: list[Link] = []
    tokens = scan(text)
    for token in tokens:
        one = Link(token)
        links.append(one)
        if is_soft(text, token):
            _soften(text, one)
        else:
            hard.append(one)
    if hard:
        _Machine(text, hard).run()
    if names:
        links.extend(_named(text, token) for token in name_tokens(text, tokens))
        links.sort(key=lambda one: one.token.start)
    return links


def _named(text: str, token: Token) -> Link:
    one = Link(token)
    one.role = "level" if token.kind == QUANTITY else token.kind
    if token.word:
        one.qualifier = read_right(text[token.end : token.end + 8])[0]
    return one


def _soften(text: str, one: Link) -> None:
    """Fill in a date, a duration, a label: it has a kind and a value, and no name of its own."""
    token = one.token
    one.role = LABEL if token.kind == RANK else "level" if token.kind == QUANTITY else token.kind
    if token.kind != DATE:
        one.qualifier = (
            token.bound if token.bound.startswith("range") else read_right(text[token.end : token.end + 8])[0]
        )
    if token.kind == LABEL:
        one.value = None
    if token.kind == DURATION:
        before = text[max(0, token.start - 60) : token.start]
        one.indicator = read_stretch(before, True).name or read_right(text[token.end : token.end + 48])[1]


class _Machine:
    """The state carried from figure to figure."""

    __slots__ = (
        "falling", "group", "area", "default", "hard", "name", "names", "period", "previous", "raw", "recent", "section", "sentence", "stack", "tail", "text", "words", "year",
    )  # fmt: skip

    def __init__(self, text: str, hard: list[Link]) -> None:
        self.text, self.hard = text, hard
        self.name = ""
        self.year, self.default = periods.of_text(text)
        self.area = places.of_text(text)
        self.period = self.default
        self.section = self.sentence = self.falling = False
        self.stack: list[tuple[str, Link | None]] = []
        self.group: list[Link] = []
        self.names: list[str] = []
        self.recent: list[str] = []
        self.previous: Link | None = None
        position = 0
        self.raw: list[str] = []
        for one in hard:
            self.raw.append(_between(text, position, one.token.start))
            position = one.token.end
        self.words = [read_stretch(stretch, index == 0) for index, stretch in enumerate(self.raw)]
        self.tail = read_right(text[position : position + 48])

    def run(self) -> None:
        """Link every figure."""
        hard, words, position = self.hard, self.words, 0
        last = len(hard) - 1
        for index, one in enumerate(hard):
            said, token, previous = words[index], one.token, self.previous
            right = (words[index + 1].qualifier, words[index + 1].noun) if index < last else self.tail
            one.stretch = self.raw[index]
            if said.bare and previous is not None and _alike(previous, one):
                self._list(one, previous, right)
            else:
                self._close()
                if said.breaks >= SENTENCE or index == 0:
                    self._break(said, position, token.start, one.stretch)
                for bracket in said.brackets:
                    if bracket == "(":
                        if len(self.stack) < 40:
                            self.stack.append((self.name, self.previous))
                    elif self.stack:
                        self.name, self.previous = self.stack.pop()
                self._single(one, said, right)
            self.previous = one
            position = token.end
        self._close()

    def _break(self, said: Stretch, start: int, end: int, stretch: str) -> None:
        """A new sentence or line: headings speak, lists and aims of the sentence end."""
        if said.breaks == LINE or start == 0:
            self.section = targets.section(self.text, start, end, self.section)
        if said.breaks == LINE or "。" in stretch or "！" in stretch:
            self.sentence = False
        if targets.opens(stretch):
            self.section = True
            self.period = self.default
        self.recent, self.names = [], []

    def _single(self, one: Link, said: Stretch, right: tuple[str, str]) -> None:
        """A figure that a predicate of its own leads in."""
        mood = targets.mood(_after_break(one.stretch))
        if mood is not None:
            self.sentence = mood
        one.target = (self.section or self.sentence) and mood is not False
        previous = self.previous
        inside = said.breaks < SENTENCE
        parts, falls = _parts()
        inherited = ""
        if inside and self.name and (said.name in parts or said.name.startswith(_STARTS)):
            full = self.name + ("增速" if said.name in falls else said.name)
        elif said.name:
            full = self.name = said.name
            one.own = True
        elif not inside and said.earlier:
            full = self.name = said.earlier
            one.own = True
        else:
            full = self.name
            inherited = previous.role if previous is not None else ""
            if previous is not None and inherited == "change_pp" and previous.indicator.endswith(_MOVING[:3]):
                inherited = "growth"
            if one.token.unit.endswith("点") and previous is not None and inside and previous.indicator:
                full = previous.indicator
                if inherited == "growth" and not full.endswith(_MOVING):
                    full += "增速"
        if right[1]:
            if not one.token.unit.endswith(("%", "点", "‰")):
                full = self.name = _noun(said, right[1], full)
            elif is_movement(right[1]) and not said.name:
                full = movement(right[1])
        self._when(one, said)
        self.falling = said.name in falls or (self.falling and not said.name and said.breaks <= CLAUSE)
        judge(one, said, right, full, inherited=inherited, fall=self.falling)
        if one.role == "rank":
            one.indicator = full.rstrip("第前")
            self.name = previous.indicator if previous is not None and inside else self.name
        if one.indicator not in self.recent:
            self.recent.append(one.indicator)
        self.group = [one]

    def _when(self, one: Link, said: Stretch) -> None:
        """Period and area of a figure: its own words, else those before, else the text's."""
        stretch = one.stretch if said.breaks == SAME else one.stretch.lstrip("、")
        own = _after_break(stretch).rpartition("（")[2]
        if said.comparator and said.predicate not in ("to", "is", ""):
            own = own[: own.rfind(said.comparator)]
        found = periods.find(own)
        one.period = periods.resolve(
            found, self.year, self.period if found and found.code == "same" else self.period
        )
        if found is not None and found.shift is None and "(" not in said.brackets and not self.stack:
            self.period = one.period
        one.area = places.of_words(said.whole.lstrip("其中，, ")) or self.area

    def _list(self, one: Link, previous: Link, right: tuple[str, str]) -> None:
        """A further value of a list says of itself only what stands after it."""
        one.role, one.indicator, one.target = previous.role, previous.indicator, previous.target
        one.period, one.area = previous.period, previous.area
        one.each, one.comparator, one.flags = previous.each, previous.comparator, previous.flags
        if previous.value is not None and previous.value < 0 and one.value is not None and one.value > 0:
            one.value = -one.value
        one.direction = previous.direction
        if one.token.unit != previous.token.unit and one.token.unit in ("%", "倍"):
            one.role = "growth" if one.token.unit == "%" else "multiple"
        bound = one.token.bound
        if bound.startswith("range"):
            one.qualifier = bound
        else:
            one.qualifier = right[0] or ("" if previous.qualifier.startswith("range") else previous.qualifier)
        if bound == "range_hi" and previous.token.bound == RANGE_LO:
            previous.qualifier = RANGE_LO
            return
        self.group.append(one)
        if right[0]:
            for earlier in self.group:
                if not earlier.token.bound:
                    earlier.qualifier = earlier.qualifier or right[0]

    def _close(self) -> None:
        """Give each value of a finished list its own name."""
        group = self.group
        self.group = []
        count = len(group)
        if count < 2:
            return
        first = group[0]
        if first.token.bound == RATIO:
            _ratio(group)
        if first.comparator and split_subject(first.comparator, count):
            return
        found = split_subject(first.indicator, count)
        if not found and not first.own and len(self.names) == count:
            found = self.names
        if not found and not first.own and first.role == "growth" and len(self.recent) >= count:
            found = self.recent[-count:]
        if not found and first.each:
            found = _earlier_list(first, count)
        if found:
            self.names = found
            for one, own in zip(group, found, strict=True):
                one.indicator = own
        elif first.each and first.role != "change_pp":
            for one in group:
                one.flags = (*one.flags, "count_mismatch")


_STARTS = (
    "占",
    "拉动",
    "负向",
    "正向",
    "贡献",
    "带动",
    "下拉",
    "拖累",
    "增速",
    "增幅",
    "总量",
    "涨幅",
    "居全",
    "降幅",
)
_MOVING = ("增速", "增幅", "涨幅", "占比", "率", "比重", "降幅", "份额", "贡献")


def _alike(previous: Link, one: Link) -> bool:
    """Whether two neighbouring numbers can be values of one list."""
    first, second = previous.token.unit, one.token.unit
    return (
        first == second
        or one.token.bound == RATIO
        or {first, second} <= {"%", "倍", "番"}
        or first.lstrip("万亿") == second.lstrip("万亿")
    )


def _after_break(stretch: str) -> str:
    """The part of a stretch that belongs to the sentence of the figure after it."""
    return stretch[max(stretch.rfind("。"), stretch.rfind("\n"), stretch.rfind("！")) + 1 :]


def _noun(said: Stretch, noun: str, full: str) -> str:
    """The name of a figure that a noun follows (培育5个特色农业县)."""
    held = ("有", "完成", "实现", "共有", "拥有", "安排", "投入", "达成", "取得", "形成", "共")
    if said.predicate in ("is", "to") and said.name and said.verb not in held:
        return said.name
    if said.predicate in ("up", "down", "share"):
        return full
    if noun[0] == "的":
        return said.name or noun[1:]
    return said.name + noun if said.name and len(said.name) <= 8 else noun


def _earlier_list(first: Link, count: int) -> list[str] | None:
    """Names of a list that stands one clause earlier (甲、乙等势头较好，营业收入分别增长 …)."""
    pieces = [piece for piece in clauses.MARKS.split(first.stretch) if piece]
    if len(pieces) < 2:
        return None
    listed = split_subject(subject(pieces[-2]), count)
    return [name + first.indicator for name in listed] if listed else None


def _ratio(group: list[Link]) -> None:
    """The parts of a whole printed as a：b：c are percentages."""
    total = sum((one.value or Decimal(0) for one in group), Decimal(0))
    if len(group) > 2 or abs(total - 100) < 1:
        for one in group:
            one.role = "share"
            one.token.unit = "%"
