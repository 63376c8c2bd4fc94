"""Bounds carried through a formula: exact corners, after a proof that the extremes lie there."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

from yz_analysis.errors import InvalidComputation
from yz_analysis.figures.bounds import Bounds
from yz_analysis.figures.slopes import Slope

_DEEPEST = 8  # halvings before a formula counts as not monotone
End = Fraction | float


def propagate(function: Callable[..., Any], *boxes: Bounds) -> Bounds:
    """Return the exact range of a formula over a box of intervals.

    The range is found at corners, after a proof that it lies there. The formula is run once on intervals that
    carry their partial derivatives (`Slope`); an argument whose derivative keeps one sign over the whole box
    is set to the end that gives the extreme, and the rest is proven on the smaller box. So an argument may
    change its direction with the others (X in X·g/(1+g) does, where g may be negative) and the result is
    still exact. Where nothing is proven yet the box is halved, a few times; a formula that is not monotone
    then is refused, never guessed. Interval arithmetic by itself would overestimate wherever an argument
    occurs twice.

    Args:
        function: arithmetic (+ - * /) of its arguments and of exact numbers; no floats.
        *boxes: one interval for each argument, ends exact, ±inf allowed.

    Raises:
        InvalidComputation: when the formula divides by an interval that holds zero, or when it is not
            monotone in its arguments.

    >>> from yz_analysis.figures.bounds import cell, point
    >>> propagate(lambda level, growth: level / (1 + growth), cell("106", 0), point("0.06"))
    Bounds(lower=Fraction(5275, 53), upper=Fraction(5325, 53))
    """
    first = _sloped(function, boxes)
    return Bounds(*(_extreme(function, list(boxes), side, first) for side in (-1, 1)))


def _sloped(function: Callable[..., Any], boxes: Sequence[Bounds]) -> Slope:
    """Run the formula on intervals that carry their derivatives."""
    result = function(*(Slope.variable(box, i, len(boxes)) for i, box in enumerate(boxes)))
    return result if isinstance(result, Slope) else Slope.constant(Fraction(result), len(boxes))


def _extreme(
    function: Callable[..., Any], boxes: list[Bounds], side: int, result: Slope, depth: int = 0
) -> End:
    """Return the least (`side` -1) or greatest (1) value of the function over the box.

    `result` is the formula run on the box with its derivatives.
    """
    while True:
        wide = [i for i, box in enumerate(boxes) if box.lower != box.upper]
        if not wide:
            return result.lower
        directions = [(i, result.direction(i)) for i in wide]
        proven = [(i, way) for i, way in directions if way is not None]
        if not proven:
            return _split(function, boxes, side, depth, wide)
        for i, way in proven:
            end = boxes[i].upper if way * side > 0 else boxes[i].lower
            boxes = [*boxes[:i], Bounds(end, end), *boxes[i + 1 :]]
        corner = [box.lower for box in boxes]
        if len(proven) == len(wide) and all(isinstance(end, Fraction) for end in corner):
            return Fraction(function(*corner))
        result = _sloped(function, boxes)


def _split(function: Callable[..., Any], boxes: list[Bounds], side: int, depth: int, wide: list[int]) -> End:
    """Halve the widest finite interval and take the more extreme half: narrower boxes are easier to prove."""
    width = {i: boxes[i].upper - boxes[i].lower for i in wide}
    finite = [i for i in wide if not math.isinf(width[i])]
    if depth == _DEEPEST or not finite:
        raise InvalidComputation(
            "the bounds cannot be had from corners: the formula is not monotone in its arguments over this "
            "box; use a narrower range"
        )
    i = max(finite, key=lambda position: width[position])
    middle = (boxes[i].lower + boxes[i].upper) / 2
    halves = (Bounds(boxes[i].lower, middle), Bounds(middle, boxes[i].upper))
    parts = [[*boxes[:i], half, *boxes[i + 1 :]] for half in halves]
    found = [_extreme(function, part, side, _sloped(function, part), depth + 1) for part in parts]
    return max(found) if side > 0 else min(found)
