"""Measurements beside a limit taken in the same run: `python -m tests.bench [name ...]`."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
from time import perf_counter


@dataclass(frozen=True)
class Row:
    """One measurement: seconds of ours and of the limit (medians), and what was to be reached.

    `ratio` is what `goal` speaks of; the caller knows which of the two is divided.
    """

    name: str
    ours: float
    raw: float
    ratio: float
    goal: str
    met: bool


def medians(
    ours: Callable[[], object], raw: Callable[[], object], times: int
) -> tuple[float, float]:
    """Both measured in turns, so that a busy moment of the machine slows both alike."""
    ours(), raw()  # once without the clock: everything is loaded and warm
    taken: tuple[list[float], list[float]] = ([], [])
    for _ in range(times):
        for work, seconds in zip((ours, raw), taken, strict=True):
            start = perf_counter()
            work()
            seconds.append(perf_counter() - start)
    return median(taken[0]), median(taken[1])
