"""Link the figures of one paragraph to what they measure."""

from __future__ import annotations

import re

from yz_analysis.reading.clauses import read_right, read_stretch
from yz_analysis.reading.completing import parts
from yz_analysis.reading.figures import Link, Setting
from yz_analysis.reading.machine import LONGEST_REST, Machine
from yz_analysis.reading.names import name_tokens
from yz_analysis.reading.ordinals import counted
from yz_analysis.reading.phrases import subject
from yz_analysis.reading.scan import LONGEST_NAME, scan
from yz_analysis.reading.soft import is_soft
from yz_analysis.reading.targets import opens
from yz_analysis.reading.tokens import COUNT, DATE, DURATION, LABEL, QUANTITY, RANK, Token

_UP_TO = re.compile("[，,；;。！？!?：:（）()0-9\n]")
_HAS = re.compile("(?<=.)(?:共?有|达到?|共|为|新增|完成|的)$")


def link(text: str, setting: Setting, *, names: bool = False) -> tuple[list[Link], bool]:
    """Return the linked figures of a cleaned paragraph, and whether aims follow it.

    Args:
        text: the cleaned paragraph.
        setting: what it takes from the text around it.
        names: also the Chinese numerals that are part of names and claims.

    >>> links, aims = link("力争粮食产量达到50万吨以上。", Setting())
    >>> [(one.indicator, one.qualifier, one.target) for one in links], aims
    ([('粮食产量', 'ge', True)], False)
    """
    tokens = scan(text)
    links: list[Link] = []
    hard: list[Link] = []
    spans: list[tuple[Link, Link, int]] = []
    end = 0
    for token in tokens:
        one = Link(token)
        links.append(one)
        if is_soft(text, token):
            _soften(text, one, setting, end)
            if token.kind == DURATION and hard and (not one.indicator or one.indicator in parts()[0]):
                spans.append((one, hard[-1], end))
        else:
            hard.append(one)
        if token.kind != DATE:
            end = token.end
    section = Machine(text, hard, setting).run() if hard else setting.section or opens(text[-LONGEST_REST:])
    for one, previous, end in spans:
        between = text[end : one.token.start]
        if "。" not in between and between.endswith("连续"):
            one.indicator = previous.indicator + one.indicator  # 投资增长6%，增速连续3个月回升
    if names:
        links.extend(_named(text, token, setting) for token in name_tokens(text, tokens))
        links.sort(key=lambda one: one.token.start)
    return links, section


def _soften(text: str, one: Link, setting: Setting, end: int) -> None:
    """Fill in a date, a duration, a label: it has a kind and a value, and seldom a name of its own."""
    token = one.token
    kind = token.kind
    one.area = setting.area
    counts = kind == COUNT
    one.period = setting.default if counts else ""
    one.role = "level" if counts else LABEL if kind in (RANK, QUANTITY) else kind
    after = text[token.end : token.end + 16]
    if kind == LABEL:
        one.value = None
        token.unit = ""
        one.indicator = text[token.start : min(token.end, token.start + LONGEST_NAME)]
        return
    if kind in (QUANTITY, COUNT):
        one.indicator = counted(after) if counts else text[token.start : token.end] + _sized(after[:12])
    if kind == DATE:
        return
    one.qualifier = token.bound if token.bound else "" if after[:1] == "级" else read_right(after)[0]
    if kind == DURATION:
        before = text[max(end, token.start - 60) : token.start]
        told = text[token.end : token.end + 48]
        one.indicator = read_stretch(before, not end).name
        if not one.indicator and not before.endswith("连续"):
            # 3年累计完成投资
            one.indicator = read_right(told)[1] or subject(_UP_TO.split(told, maxsplit=1)[0])
        if not one.indicator and before.endswith("前"):
            one.indicator = text[token.start - 1 : token.end]  # 前11个月


def _sized(after: str) -> str:
    """What stands behind a size, up to the thing that has it (以上的项目共有 …: 以上的项目)."""
    noun = read_right(after)[1]
    return _HAS.sub("", after[: after.find(noun) + len(noun)]) if noun else ""


def _named(text: str, token: Token, setting: Setting) -> Link:
    one = Link(token)
    one.area = setting.area
    one.role = "level" if token.kind == QUANTITY else token.kind
    if token.word:
        one.qualifier = read_right(text[token.end : token.end + 8])[0]
    return one
