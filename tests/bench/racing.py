"""Time two ways of doing the same in turns, so that a busy machine hits both."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

Way = Callable[[], object]


@dataclass(frozen=True)
class Race:
    """Seconds of each round, ours and the others'."""

    ours: list[float]
    bare: list[float]

    @property
    def ratio(self) -> float:
        """The median of the rounds' ratios: whatever else ran in a round slowed down both."""
        return median(ours / bare for ours, bare in zip(self.ours, self.bare, strict=True))


def race(ours: Way, *others: Way, rounds: int, before: Way | None = None) -> tuple[Race, ...]:
    """Run all once to warm up, then in turns, now from the front and now from the back.

    ``before`` sets up each round, untimed. One race with each of the others.
    """
    ways = [ours, *others]
    seconds: dict[Way, list[float]] = {way: [] for way in ways}
    for number in range(rounds + 1):
        if before:
            before()
        for way in ways if number % 2 else ways[::-1]:
            seconds[way].append(timed(way))
    return tuple(Race(seconds[ours][1:], seconds[other][1:]) for other in others)


def timed(way: Way) -> float:
    began = time.perf_counter()
    way()
    return time.perf_counter() - began
