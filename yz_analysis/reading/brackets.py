"""Brackets that say an amount again in another unit: 增加2公顷（30亩）."""

from __future__ import annotations

from yz_analysis.reading.figures import Link

AGAIN = frozenset(["（", "(", "（约", "(约", "（合", "(合", "（折合", "(折合", "（即", "(即"])
"""What opens a bracket that says an amount again in another unit."""


def again(one: Link, before: Link) -> None:
    """Tell an amount in a bracket as the one before it, which it says in another unit (增加2公顷（30亩）).

    Args:
        one: the figure in the bracket, changed in place.
        before: the figure before the bracket.
    """
    if one.role != "level" or before.role != "level" or one.token.unit == before.token.unit:
        return
    one.indicator, one.target, one.flags = before.indicator, before.target, before.flags
    one.direction, one.qualifier = before.direction, one.qualifier or before.qualifier
    if one.value and before.value and before.value < 0 < one.value:
        one.value = -one.value
