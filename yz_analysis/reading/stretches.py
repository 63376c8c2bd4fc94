"""What the words between two figures say: the record that `clauses` fills in and the machine reads."""

from __future__ import annotations

from yz_analysis.reading.periods import Period

SAME, CLAUSE, SEMICOLON, SENTENCE, LINE = range(5)
NOTHING = ("", "")
"""Neither qualifier nor noun."""


class Stretch:
    """What the words between two figures say.

    Attributes:
        right: of the figure before: its qualifier (以上 …), and the noun that follows it (5个特色农业县).
        breaks: the strongest mark inside: SAME, CLAUSE, SEMICOLON, SENTENCE or LINE.
        brackets: "(" and ")" in order.
        name, whole: of the figure after: the name in its clause, and the clause up to the predicate.
        earlier: a name in an earlier clause of the stretch.
        predicate, verb: the class of the predicate and its word.
        bound: qualifier that stands before the figure.
        each: 分别 stands before the figure.
        comparator: what it is compared with.
        bare: only a list mark stands between the two figures.
        outer: the name before a bracket that opens here.
        mood: whether they make the figure after an aim (True), a result (False), or say neither (None).
        until: the year by which they say it is to be (到2035年), or 0.
        period, place: the period and the area they name for the figure after.
    """

    __slots__ = (
        "bare",
        "bound",
        "brackets",
        "breaks",
        "comparator",
        "each",
        "earlier",
        "mood",
        "name",
        "outer",
        "period",
        "place",
        "predicate",
        "right",
        "until",
        "verb",
        "whole",
    )

    def __init__(self) -> None:
        self.brackets = self.name = self.whole = self.earlier = self.outer = self.place = ""
        self.predicate = self.verb = self.bound = self.comparator = ""
        self.right = NOTHING
        self.breaks = SAME
        self.each = self.bare = False
        self.mood: bool | None = None
        self.until = 0
        self.period: Period | None = None
