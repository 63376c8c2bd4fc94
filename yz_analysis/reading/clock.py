"""The period of each figure of a paragraph: its own words, else what the sentence or the text is told for."""

from __future__ import annotations

import re

from yz_analysis.reading import periods
from yz_analysis.reading.figures import Link, Setting
from yz_analysis.reading.stretches import SEMICOLON, Stretch

_BACK = ("恢复", "相当于")
# 由1-5月的下降3%转为增长2%: a period that the movement began in
_FROM = re.compile(
    "[由从](?:20[0-9]{2}年|[去上]年|今年|[0-9一二三四]{1,2}(?:[-—–~至][0-9]{1,2})?[月季])[^，。；]{0,8}的[^，。；]{0,4}$"
)
# 增长5%，其中9月份增长3%；…: a month told beside what the sentence is told for
_BESIDE = re.compile("其中[，,]?(?:[今本当]年)?[0-9]{1,2}月[^末底]")
_START = ("由", "从")


class Clock:
    """What is known of the time while a paragraph is read.

    Attributes:
        period: the period told last.
        home: what each new sentence goes back to.
        aside: what a month told beside goes back to, or "".
        past: how deep the bracket is that speaks of an earlier year, or 0.
        plain: a figure whose own words name no period is simply told for `period`.
    """

    __slots__ = ("aside", "home", "past", "period", "plain", "setting")

    def __init__(self, setting: Setting) -> None:
        self.setting = setting
        self.period = self.home = setting.default
        self.aside = ""
        self.past = 0
        self.plain = not setting.since

    def is_past(self, depth: int) -> bool:
        """Whether the figure stands in a bracket that speaks of an earlier year, where nothing is an aim."""
        if depth < self.past or not depth:
            self.past = 0
        return self.past > 0

    def untold(self, one: Link, said: Stretch, previous: Link | None) -> str:
        """Return the period of a figure whose own words name none."""
        if self.past and previous is not None:
            return previous.period  # （去年利用外资3亿元，增长21%）
        if self.aside and said.breaks >= SEMICOLON:
            self.period, self.aside = self.aside, ""
        since = self.setting.since
        whole_years = since and len(self.period) == 4 and since < self.period
        if whole_years and not one.target and one.stretch.endswith(_START):
            return since  # 由2015年的8亿元增加到2020年的12亿元；总产值由30亿元 …
        return self.period

    def _is_this_year(self) -> bool:
        """Whether the text is told for a part of its own year, or for one of a year it does not print."""
        home, year = self.home, self.setting.year
        return home != "" and (year is None or home[:4] == str(year)) and len(home) != 4

    def _year(self) -> int | None:
        """The year that 去年 counts from: the text's, or that of a section on the year that comes."""
        year = self.setting.year
        return year + 1 if year is not None and self.setting.default == str(year + 1) else year

    def tell(
        self, one: Link, said: Stretch, found: periods.Period, depth: int, *, first: bool
    ) -> bool | None:
        """Give a figure the period its words name; return whether they make it an aim, or None.

        Args:
            one: the figure, changed in place.
            said: the words before it.
            found: the period they name.
            depth: how many brackets are open.
            first: it is the first figure of the paragraph.
        """
        of_then = said.verb == "的"  # 是2007年的2.2倍, 由上年的74.9%: then, and not from now on
        if found.shift == 0 and not found.code and not one.target and self._is_this_year():
            one.period = self.home  # 今年, in a text of the first half
            return None
        one.period = periods.resolve(found, self._year(), self.period)
        if of_then and (one.token.unit == "倍" or any(word in said.whole for word in _BACK)):
            one.period = self.period
        if found.shift is None:
            stretch = one.stretch
            # 4月18日, 总投资 …: the day of an event, and not what the rest is told for
            stays = depth or of_then or not one.period or found.code[2:3] == "-"
            if not stays and not ("的" in stretch and _FROM.search(stretch)):
                if not self.aside and "其中" in stretch and _BESIDE.search(stretch):
                    self.aside, self.plain = self.period, False
                self.period = one.period
                if first:
                    self.home = one.period
            return None
        if found.shift < 0:
            self.past = depth
            if depth:
                self.plain = False
            return False
        if found.shift > 0 and "预" not in one.stretch:
            self.period = one.period
            return True  # 明年, 失业率控制在4.5%以内
        return None
