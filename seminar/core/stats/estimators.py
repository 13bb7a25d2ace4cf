"""Estimate the few numbers that are computed of answers.

Exact in whole tenths where a rule depends on the last digit, and rounded the way people round.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan, cos, floor, pi, sin, sqrt
from statistics import NormalDist

BISECTIONS = 60
"""Halvings of an interval that find a quantile to the last bit of a float (53 bits)."""


def mean_tenths_of_total(total: int, n: int) -> int:
    """Return the mean `total / n` in whole tenths, halves rounded up.

    Exactly what a mean with one decimal shows.

    >>> mean_tenths_of_total(13, 4), mean_tenths_of_total(7, 3)
    (33, 23)
    """
    return (20 * total + n) // (2 * n)


def mean_tenths_of_values(values: Iterable[float]) -> int:
    """Return the mean of `values` in whole tenths; noise in the last bits does not decide a half.

    >>> mean_tenths_of_values([3.25, 3.25])
    33
    """
    ordered = sorted(
        values
    )  # So that a sum of floats does not depend on who answered first.
    return floor(10 * sum(ordered) / len(ordered) + 0.5 + 1e-9)


def median(ordered: Sequence[int]) -> float:
    """Return the middle of sorted values; halfway between the two middle ones of an even number.

    >>> median([1, 3, 9]), median([1, 2, 3, 4])
    (3, 2.5)
    """
    half = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def percent(part: int, n: int) -> int:
    """Return a share in whole percent, halves rounded up.

    >>> percent(1, 8)
    13
    """
    return (200 * part + n) // (2 * n)


def percents(parts: Sequence[int], n: int) -> tuple[int, ...]:
    """Return shares that are shown together, in whole percent.

    Where the parts make up the whole, they are rounded together by the method of the largest
    remainder (Hare–Niemeyer), so that they add up to 100: of equal remainders the first is rounded
    up. Parts that do not add up to `n`, as where several may be ticked, are rounded each alone.

    >>> percents([5, 3], 8), percents([1, 1, 1], 3), percents([7, 3], 8)
    ((63, 37), (34, 33, 33), (88, 38))
    """
    if not n or sum(parts) != n:
        return tuple(percent(part, n) if n else 0 for part in parts)
    floors = [100 * part // n for part in parts]
    by_remainder = sorted(
        range(len(parts)), key=lambda place: -(100 * parts[place] % n)
    )
    rounded_up = set(by_remainder[: 100 - sum(floors)])
    return tuple(floor_ + (place in rounded_up) for place, floor_ in enumerate(floors))


def signed_mean_tenths(total: int, n: int) -> int:
    """Return a mean change in whole tenths, halves rounded away from zero.

    A rise and a fall of the same size look alike.

    >>> signed_mean_tenths(5, 20), signed_mean_tenths(-5, 20)
    (3, -3)
    """
    if total >= 0:
        return mean_tenths_of_total(total, n)
    return -mean_tenths_of_total(-total, n)


def sample_deviation(values: Sequence[int]) -> float:
    """Return the standard deviation of a sample of at least two values."""
    n = len(values)
    squares = sum(value * value for value in values)
    variance = (n * squares - sum(values) ** 2) / (n * (n - 1))
    return sqrt(max(0, variance))


def t_probability(t: float, freedom: int) -> float:
    """Return the share of Student's t distribution between `-t` and `t`.

    Exact, by the finite series for whole degrees of freedom. Source: Abramowitz and Stegun,
    26.7.3 and 26.7.4.

    >>> round(t_probability(2.228, 10), 3)
    0.95
    """
    angle = atan(t / sqrt(freedom))
    is_odd = freedom % 2
    term = 1.0
    series = 0.0
    for power in range(is_odd, freedom - 1, 2):
        series += term * cos(angle) ** power
        term *= (power + 1) / (power + 2)
    if is_odd:
        return (2 / pi) * (angle + sin(angle) * series)
    return sin(angle) * series


def t_quantile(freedom: int, share: float = 0.95) -> float:
    """Return how many standard errors to each side hold `share` of Student's t distribution.

    >>> round(t_quantile(10), 3)
    2.228
    """
    low = 0.0
    high = 1.0
    while t_probability(high, freedom) < share:
        low = high
        high = 2 * high
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        if t_probability(middle, freedom) < share:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def wilson_interval(part: int, n: int, share: float = 0.95) -> tuple[float, float]:
    """Return what `part` of `n` says about a larger crowd, as shares from 0 to 1.

    Source: Wilson (1927), the score interval for a binomial proportion.
    """
    z = NormalDist().inv_cdf((1 + share) / 2)
    centre = part + z * z / 2
    reach = z * sqrt(part * (n - part) / n + z * z / 4)
    low = (centre - reach) / (n + z * z)
    high = (centre + reach) / (n + z * z)
    return max(0.0, low), min(1.0, high)


def hedges_g_av(before: Sequence[int], after: Sequence[int]) -> float | None:
    """Return the mean change of pairs in units of the two waves' average standard deviation.

    None where nobody differs from anybody, so that there is no such unit. Source: Lakens (2013),
    formula 10 (Cohen's d_av), with Hedges' correction for small samples, n - 1 degrees of freedom.
    """
    n = len(before)
    unit = (sample_deviation(before) + sample_deviation(after)) / 2
    if not unit:
        return None
    change = sum(after) - sum(before)
    correction = 1 - 3 / (4 * (n - 1) - 1)
    return correction * change / n / unit
