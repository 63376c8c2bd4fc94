"""Exact intervals that carry their partial derivatives: the proof of monotonicity behind `bounds.propagate`.

Forward-mode automatic differentiation on intervals with fractions for ends (Moore, Kearfott and Cloud,
*Introduction to Interval Analysis*, SIAM 2009, chapters 6 and 8: the monotonicity test). Only the four
operations, which is all the formulas use.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from yz_analysis.errors import InvalidComputation

End = Fraction | float
Span = tuple[End, End]
_ZERO: Span = (Fraction(0), Fraction(0))


def _times(left: End, right: End) -> End:
    """Multiply two ends; nothing times no bound is nothing (the limit along the closed interval)."""
    return Fraction(0) if left == 0 or right == 0 else left * right


# Most slopes are nothing, for an argument that a part of the formula does not hold; most ranges lie on one
# side of it. Both are told apart first, since exact arithmetic is slow.


def _add(left: Span, right: Span) -> Span:
    if left is _ZERO:
        return right
    if right is _ZERO:
        return left
    return left[0] + right[0], left[1] + right[1]


def _negate(span: Span) -> Span:
    return span if span is _ZERO else (-span[1], -span[0])


def _multiply(left: Span, right: Span) -> Span:
    if left is _ZERO or right is _ZERO:
        return _ZERO
    if left[0] >= 0 and right[0] >= 0:
        return _times(left[0], right[0]), _times(left[1], right[1])
    ends = [_times(a, b) for a in left for b in right]
    return min(ends), max(ends)


def _invert(span: Span) -> Span:
    if span[0] <= 0 <= span[1]:
        raise InvalidComputation(
            "the formula divides by a number that may be zero within its bounds; give a range without zero"
        )
    low, high = (Fraction(0) if isinstance(end, float) else 1 / end for end in span)
    return high, low


@dataclass(frozen=True)
class Slope:
    """A quantity over a box: its range, and the range of its derivative by each argument.

    >>> x = Slope.variable((Fraction(1), Fraction(2)), 0, 1)
    >>> (3 / (1 + x)).direction(0)
    -1
    """

    span: Span
    slopes: tuple[Span, ...]

    @classmethod
    def variable(cls, span: Span, position: int, number: int) -> Slope:
        """Return argument `position` of `number`, over its interval."""
        one = (Fraction(1), Fraction(1))
        return cls((span[0], span[1]), tuple(one if i == position else _ZERO for i in range(number)))

    @classmethod
    def constant(cls, number: Fraction, count: int) -> Slope:
        """Return a number that depends on none of `count` arguments."""
        return cls((number, number), (_ZERO,) * count)

    @property
    def lower(self) -> End:
        """The range's lower end."""
        return self.span[0]

    def direction(self, position: int) -> int | None:
        """Return 1 where the quantity never falls in this argument, -1 where it never rises, else None."""
        low, high = self.slopes[position]
        if low >= 0:
            return 1
        return -1 if high <= 0 else None

    def _lift(self, other: object) -> Slope:
        if isinstance(other, Slope):
            return other
        if isinstance(other, int | Fraction):
            return Slope.constant(Fraction(other), len(self.slopes))
        raise TypeError(f"bounds are exact: use Fraction or int, not {type(other).__name__}")

    def __add__(self, other: object) -> Slope:
        right = self._lift(other)
        return Slope(
            _add(self.span, right.span),
            tuple(_add(a, b) for a, b in zip(self.slopes, right.slopes, strict=True)),
        )

    __radd__ = __add__

    def __neg__(self) -> Slope:
        return Slope(_negate(self.span), tuple(_negate(a) for a in self.slopes))

    def __sub__(self, other: object) -> Slope:
        return self + -self._lift(other)

    def __rsub__(self, other: object) -> Slope:
        return -self + other

    def __mul__(self, other: object) -> Slope:
        right = self._lift(other)
        pairs = zip(self.slopes, right.slopes, strict=True)
        return Slope(
            _multiply(self.span, right.span),
            tuple(_add(_multiply(a, right.span), _multiply(self.span, b)) for a, b in pairs),
        )

    __rmul__ = __mul__

    def __truediv__(self, other: object) -> Slope:
        right = self._lift(other)
        inverse = _invert(right.span)
        square = _multiply(inverse, inverse)
        quotient = Slope(inverse, tuple(_negate(_multiply(b, square)) for b in right.slopes))
        return self * quotient

    def __rtruediv__(self, other: object) -> Slope:
        return self._lift(other) / self
