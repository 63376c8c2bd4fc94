"""What is known of one figure while it is being read, and of the text it stands in."""

from __future__ import annotations

from decimal import Decimal
from typing import NamedTuple

from yz_analysis.reading.tokens import Token


class Setting(NamedTuple):
    """What a paragraph takes from the text around it.

    Attributes:
        section: it stands in a section of aims.
        year: the year of the text, or None.
        default: the period of the text or section, in SDMX form.
        area: the printed name of the text's area.
        topic: the series the text opens with.
        since: the year from which a text that looks back on several tells its movements, or "".
    """

    section: bool = False
    year: int | None = None
    default: str = ""
    area: str = ""
    topic: str = ""
    since: str = ""


class Link:
    """One figure with everything the words around it say."""

    __slots__ = (
        "area",
        "comparator",
        "direction",
        "each",
        "flags",
        "indicator",
        "led",
        "own",
        "period",
        "qualifier",
        "role",
        "stretch",
        "target",
        "token",
        "value",
    )

    def __init__(self, token: Token) -> None:
        self.token = token
        self.value: Decimal | None = token.value
        self.role = token.kind
        self.area = self.qualifier = self.direction = self.indicator = self.period = self.comparator = (
            self.stretch
        ) = ""
        self.target = self.each = self.own = self.led = False
        self.flags: tuple[str, ...] = ()
