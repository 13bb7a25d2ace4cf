"""The few numbers that are computed of answers: exact where a rule hangs on them, rounded the way people round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import floor


def tenths(total: int, n: int) -> int:
    """The mean `total / n` in whole tenths, halves rounded up: what a mean with one decimal shows, exactly."""
    return (20 * total + n) // (2 * n)


def mean_tenths(values: Iterable[float]) -> int:
    """The mean of `values` in whole tenths. Noise in the last bits does not decide a half."""
    all_of_them = list(values)
    return floor(10 * sum(sorted(all_of_them)) / len(all_of_them) + 0.5 + 1e-9)


def median(ordered: Sequence[int]) -> float:
    """The middle of values that are sorted already; between the two middle ones when their number is even."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percent(part: int, n: int) -> int:
    """Whole percent, halves rounded up."""
    return (200 * part + n) // (2 * n)
