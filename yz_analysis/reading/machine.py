"""The state carried from figure to figure through a paragraph.

Inside a sentence the machine carries the name last said, the role of the figure before and a stack of both
for brackets; across sentences, whether they state aims. Lists of values (4.2%、5.3%) are closed together.
"""

from __future__ import annotations

import re

from yz_analysis.reading import clauses, targets
from yz_analysis.reading.brackets import AGAIN, again
from yz_analysis.reading.clauses import read_right, read_stretch
from yz_analysis.reading.clock import Clock
from yz_analysis.reading.completing import falls
from yz_analysis.reading.figures import Link, Setting
from yz_analysis.reading.lists import alike, falls_short_too, names_of, summed_up
from yz_analysis.reading.naming import name_of
from yz_analysis.reading.ordinals import most, without_area
from yz_analysis.reading.phrases import subject
from yz_analysis.reading.plans import PLANNED
from yz_analysis.reading.roles import judge, way
from yz_analysis.reading.stretches import CLAUSE, SAME, SEMICOLON, SENTENCE, Stretch
from yz_analysis.reading.tokens import RANGE_LO

LONGEST_REST = 400
"""Characters after the last figure in which a paragraph may say that aims follow."""
DEEPEST = 40
"""Brackets inside brackets that are followed; print has two at most."""
_GOES_ON = re.compile("[。；]其中[^。]*$")
_AIMS = ("的目标", "的预期目标", "的年度目标", "目标", "的计划目标")
_TURNS = ({"%", "倍"}, {"%", "番"}, {"倍", "番"})


def _between(text: str, start: int, end: int) -> str:
    """A long stretch between two figures, cut in its middle."""
    head, tail = text[start : start + 48], text[end - clauses.LONGEST + 49 : end]
    return head + ("。" if text.find("。", start + 48, end) >= 0 else "，") + tail


class Machine:
    """One pass over the figures of a paragraph."""

    __slots__ = (
        "ahead", "before", "clock", "falling", "falls", "fell", "group", "hard", "name", "names", "percent",
        "place", "previous", "raw", "recent", "rest", "section", "sentence", "setting", "stack", "tail",
        "topic", "words",
    )  # fmt: skip

    def __init__(self, text: str, hard: list[Link], setting: Setting) -> None:
        self.hard, self.setting = hard, setting
        self.clock, self.section = Clock(setting), setting.section
        self.sentence = self.falling = self.fell = self.ahead = False
        self.falls = falls()
        self.place = ""  # the area a sentence turned to
        self.topic = setting.topic
        self.name = self.percent = ""  # the name last said, the role of the last percentage
        self.stack: list[tuple[str, Link | None]] = []
        self.group: list[Link] = []
        self.names: list[str] = []
        self.recent: list[str] = []
        self.previous: Link | None = None
        self.before: Link | None = None  # the figure before a list
        position = 0
        self.raw: list[str] = []
        for one in hard:
            token = one.token
            start = token.start
            near = start - position <= clauses.LONGEST
            self.raw.append(text[position:start] if near else _between(text, position, start))
            position = token.end
        self.words = [read_stretch(stretch, index == 0) for index, stretch in enumerate(self.raw)]
        self.tail = read_right(text[position : position + 48])
        self.rest = text[max(position, len(text) - LONGEST_REST) :]

    def run(self) -> bool:
        """Link every figure; return whether the text after the paragraph states aims."""
        rights = [said.right for said in self.words[1:]]
        rights.append(self.tail)
        if "" in self.raw:
            for index in range(len(rights) - 2, -1, -1):
                if not self.raw[index + 1] and not rights[index][1]:
                    rights[index] = rights[index + 1]  # 12条30公里道路: both are of the roads
        for one, said, right, stretch in zip(self.hard, self.words, rights, self.raw, strict=False):
            previous = self.previous
            one.stretch = stretch
            if said.bare and previous is not None and alike(previous, one):
                self._list(one, previous, right)
            else:
                if self.group and not self._each_goes_on(said, one):
                    self._close()
                if said.breaks >= SENTENCE or previous is None:
                    self._break(stretch)
                if said.brackets:
                    self._brackets(said)
                self._single(one, said, right)
            self.previous = one
        self._close()
        return self.section or targets.opens(self.rest)

    def _break(self, stretch: str) -> None:
        """A new sentence: the lists and the aims of the one before end."""
        goes_on = self.sentence and _GOES_ON.search(stretch) is not None
        self.ahead = targets.looks_ahead(stretch, self.ahead)
        self.sentence, self.fell = goes_on or self.ahead, False
        self.place = ""
        clock = self.clock
        clock.period, clock.aside = clock.home, ""
        if not self.section and targets.opens(stretch):
            self.section = True
        self.recent, self.names = [], []

    def _each_goes_on(self, said: Stretch, one: Link) -> bool:
        """Whether 分别 still holds: 分别下降8%、下降4%、上升2%."""
        if not self.group[0].each or said.name or said.breaks > SAME or said.brackets:
            return False
        same = self.group[0].token.unit == one.token.unit
        return same and said.predicate in ("up", "down") and one.stretch[0] in "、和及"

    def _brackets(self, said: Stretch) -> None:
        """A bracket comments on the name before it, and is forgotten when it closes."""
        for bracket in said.brackets:
            if bracket == "(":
                if len(self.stack) < DEEPEST:
                    if said.outer:
                        self.name = said.outer
                    self.stack.append((self.name, self.previous))
            elif self.stack:
                self.name, self.previous = self.stack.pop()

    def _single(self, one: Link, said: Stretch, right: tuple[str, str]) -> None:
        """A figure that a predicate of its own leads in."""
        if said.mood is not None:
            self.sentence = said.mood
            self.ahead = self.ahead and said.mood
        elif said.until and self.setting.year and said.until > self.setting.year:
            self.sentence = True
        noun = right[1]
        superlative = noun != "" and one.token.unit == "" and most(noun)
        if superlative:
            right = (right[0], "")  # 第二大口岸: among what it is placed, and no name
        one.target = self.section or self.sentence or (noun != "" and noun.startswith(_AIMS))
        clock = self.clock
        if clock.past and clock.is_past(len(self.stack)):
            one.target = False
        previous = self.previous if said.breaks < SENTENCE else None
        aside = self.percent if self.stack else ""
        base = self.name
        name, self.name, one.own, inherited = name_of(one, said, right, previous, base, aside, self.topic)
        if said.place and not superlative and name != said.place and name.startswith(said.place):
            name, self.name = _apart(name, said.place), _apart(self.name, said.place)
        if one.own and self.names:
            self.names = []  # names of its own come after those of the list before
        if said.place:
            self.place = said.place if said.name.startswith(said.place) else ""
        elif self.place and (one.own or said.breaks >= SEMICOLON):
            self.place = ""
        one.area = said.place or self.place or self.setting.area
        if said.period is None:
            one.period = clock.period if clock.plain else clock.untold(one, said, previous)
        else:
            aim = clock.tell(one, said, said.period, len(self.stack), first=self.previous is None)
            if aim is not None:
                one.target = aim
                self.sentence = self.sentence or aim
        self.falling = said.name.endswith(self.falls) if said.name else self._falls(said, previous)
        judge(one, said, right, name, inherited=inherited, fall=self.falling, fell=self.fell)
        if previous is not None:
            falls_short_too(one, said, previous)
        if one.token.unit == "%":
            self.percent = one.role
            if one.role == "growth":
                self.fell = one.direction == "down"
                if name != said.place:
                    self.topic = name
        if one.stretch in AGAIN and previous is not None and not noun:
            again(one, previous)
        if inherited is PLANNED:
            one.target = one.role == "level"
        if one.role == "rank":
            self._rank(one, name, superlative, previous, base)
        if one.indicator not in self.recent:
            self.recent.append(one.indicator)
        if not self.group:
            self.before = self.previous
        self.group.append(one)

    def _rank(self, one: Link, name: str, superlative: bool, previous: Link | None, base: str) -> None:
        """A place in a ranking is of what the sentence speaks of; the sentence goes on with that."""
        own = without_area(name)
        if previous is None:
            one.indicator = self.name = own
        else:
            self.name = base or previous.indicator
            among = superlative or own.endswith("中")  # 第二大口岸, 10个县市中排名第3位
            one.indicator = self.name if among else own or previous.indicator

    def _falls(self, said: Stretch, previous: Link | None) -> bool:
        """Whether what a figure without a name changes is a fall (降幅), so that narrowing is a plus."""
        narrows = said.predicate == "narrow" or said.verb == "扩大"
        if narrows and previous is not None and previous.role == "growth" and (previous.value or 0) < 0:
            return True  # 下降6%，比上半年收窄2个百分点
        return self.falling and said.breaks <= CLAUSE and said.predicate not in ("ahead", "behind")

    def _list(self, one: Link, previous: Link, right: tuple[str, str]) -> None:
        """A further value of a list says of itself only what stands after it."""
        one.role, one.indicator, one.target = previous.role, previous.indicator, previous.target
        one.period, one.area = previous.period, previous.area
        one.each, one.comparator, one.flags = previous.each, previous.comparator, previous.flags
        turned = previous.value is not None and previous.value < 0 and previous.value != previous.token.value
        if turned and one.value is not None:
            one.value = -one.value
        one.direction = previous.direction
        if one.role in ("growth", "change_pp") and one.value is not None:
            one.direction = way(one.value)
        if one.token.unit != previous.token.unit and {one.token.unit, previous.token.unit} in _TURNS:
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
        """End a list of values: each gets its own name."""
        if len(self.group) > 1:
            self.names = names_of(self.group, self.names, self.recent, self.before) or self.names
        elif self.group and "等" in self.group[0].indicator:
            self.group[0].indicator = summed_up(self.group[0].indicator)
        self.group = []


def _apart(name: str, place: str) -> str:
    """A name without the area it begins with, which has a column of its own."""
    bare = name.removeprefix(place)
    return subject(bare) or bare
