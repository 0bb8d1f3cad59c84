"""How long a call takes: the best of several rounds, since whatever else the machine does only adds."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeVar

    T = TypeVar("T")


def seconds_each(call: Callable[[T], object], inputs: Sequence[T], *, rounds: int = 15) -> float:
    """Return the seconds of one call, as the best mean over all inputs of several rounds."""
    call(inputs[0])
    return min(seconds(lambda: [call(given) for given in inputs]) for _ in range(rounds)) / len(inputs)


def seconds_of_both(one: Callable[[T], object], other: Callable[[T], object], given: T) -> tuple[float, float]:
    """Return the best seconds of two calls taken in turn, so that a busy spell of the machine meets both."""
    one(given)
    other(given)
    pairs = [(seconds(lambda: one(given)), seconds(lambda: other(given))) for _ in range(100)]
    return min(first for first, _ in pairs), min(second for _, second in pairs)


def seconds(call: Callable[[], object]) -> float:
    """Return the seconds of one call."""
    start = perf_counter()
    call()
    return perf_counter() - start
