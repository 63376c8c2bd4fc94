"""Work on many items in forks of this process, where it may be forked."""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import TypeVar

from yz_analysis.publishing.engine.client import SOCKET_VARIABLE
from yz_analysis.publishing.engine.preload import unfit

Item = TypeVar("Item")
Result = TypeVar("Result")


def in_forks(function: Callable[[Item], Result], items: Sequence[Item], *, most: int) -> list[Result]:
    """Return the function's result for each item, in their order.

    A child of a fork server has everything imported and one thread, so forks of it start at once. Any other
    process works through the items itself.

    Args:
        function: what to call; where it is forked, its results are pickled.
        items: what to call it with.
        most: forks at once.

    >>> in_forks(abs, [-2, 3], most=2)
    [2, 3]
    """
    workers = min(most, len(items))
    if workers < 2 or SOCKET_VARIABLE not in os.environ or unfit():
        return [function(item) for item in items]
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.map(function, items, chunksize=1)
