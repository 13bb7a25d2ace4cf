"""All answers to a question together. A tally is a pure value; the order of the answers leaves no trace in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many chose each step of a scale from `low` upwards; `unsure` said «vet ikke / vil ikke svare»."""

    low: int
    counts: tuple[int, ...]
    unsure: int = 0

    @property
    def n(self) -> int:
        """Valid answers; the unsure are not among them."""
        return sum(self.counts)

    @property
    def values(self) -> tuple[int, ...]:
        """The answers themselves, smallest first."""
        return tuple(self.low + step for step, count in enumerate(self.counts) for _ in range(count))


@dataclass(frozen=True, slots=True)
class Scales:
    """One histogram for each statement, and the person means of those who answered enough statements, sorted."""

    statements: tuple[tuple[str, Histogram], ...]
    people: int
    person_means: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many chose each option, in the author's order. `n` counts people."""

    cells: tuple[tuple[str, int], ...]
    n: int


@dataclass(frozen=True, slots=True)
class Collected:
    """Texts as they were written, sorted, so that the order tells nothing."""

    texts: tuple[str, ...]
    n: int


@dataclass(frozen=True, slots=True)
class Done:
    """How many say that they have done it; what they wrote stayed with them."""

    n: int


Tally = Scales | Counts | Collected | Done


def count(values: Iterable[str], order: Iterable[str]) -> Counts:
    """How many times each of `order` occurs in `values`."""
    seen = Counter(values)
    return Counts(tuple((one, seen[one]) for one in order), seen.total())


def histogram(values: Iterable[int | None], low: int, high: int) -> Histogram:
    """A histogram of `values` from `low` to `high`; None counts as unsure."""
    seen = Counter(values)
    return Histogram(low, tuple(seen[step] for step in range(low, high + 1)), seen[None])
