"""Time two ways of doing the same in turns, so that a busy machine hits both."""

import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Race:
    """Seconds of the best run of each."""

    ours: float
    bare: float

    @property
    def ratio(self) -> float:
        return self.ours / self.bare


def race(
    ours: Callable, bare: Callable, *, rounds: int, before: Callable[[], object] | None = None
) -> Race:
    """Run both once to warm up, then in turns; ``before`` sets up each run of ours, untimed."""
    seconds: dict[Callable, list[float]] = {ours: [], bare: []}
    for _ in range(rounds + 1):
        if before:
            before()
        for way, runs in seconds.items():
            runs.append(timed(way))
    return Race(min(seconds[ours][1:]), min(seconds[bare][1:]))


def timed(way: Callable[[], object]) -> float:
    began = time.perf_counter()
    way()
    return time.perf_counter() - began
