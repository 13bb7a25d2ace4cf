"""The few numbers that are computed of answers: exact where a rule hangs on them, rounded the
way people round."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import atan, cos, floor, pi, sin, sqrt
from statistics import NormalDist


def mean_tenths_of_total(total: int, n: int) -> int:
    """The mean `total / n` in whole tenths, halves rounded up: what a mean with one decimal
    shows, exactly."""
    return (20 * total + n) // (2 * n)


def mean_tenths_of_values(values: Iterable[float]) -> int:
    """The mean of `values` in whole tenths. Noise in the last bits does not decide a half."""
    all_of_them = list(values)
    return floor(10 * sum(sorted(all_of_them)) / len(all_of_them) + 0.5 + 1e-9)


def median(ordered: Sequence[int]) -> float:
    """The middle of values that are sorted already; between the two middle ones when their
    number is even."""
    half = len(ordered) // 2
    return ordered[half] if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def percent(part: int, n: int) -> int:
    """Whole percent, halves rounded up."""
    return (200 * part + n) // (2 * n)


def signed_mean_tenths(total: int, n: int) -> int:
    """As `mean_tenths_of_total`, halves rounded away from zero, so that a rise and a fall of the same size
    look alike."""
    return mean_tenths_of_total(total, n) if total >= 0 else -mean_tenths_of_total(-total, n)


def sample_deviation(values: Sequence[int]) -> float:
    """The standard deviation of a sample."""
    n = len(values)
    return sqrt(max(0, n * sum(one * one for one in values) - sum(values) ** 2) / (n * (n - 1)))


def t_probability(t: float, freedom: int) -> float:
    """The share of Student's t distribution between `-t` and `t`.

    Exact, by the finite series for whole degrees of freedom (Abramowitz and Stegun 26.7.3 and
    26.7.4).
    """
    angle = atan(t / sqrt(freedom))
    odd, term, total = freedom % 2, 1.0, 0.0
    for at in range(odd, freedom - 1, 2):
        total += term * cos(angle) ** at
        term *= (at + 1) / (at + 2)
    return (2 / pi) * (angle + sin(angle) * total) if odd else sin(angle) * total


def t_quantile(freedom: int, share: float = 0.95) -> float:
    """How many standard errors to each side hold `share` of Student's t distribution."""
    low, high = 0.0, 1.0
    while t_probability(high, freedom) < share:
        low, high = high, 2 * high
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if t_probability(middle, freedom) < share else (low, middle)
    return (low + high) / 2


def half_width(deviation_: float, n: int, share: float = 0.95) -> float:
    """How far the interval for a mean of `n` values with this deviation reaches to each side."""
    return t_quantile(n - 1, share) * deviation_ / sqrt(n)


def wilson_interval(part: int, n: int, share: float = 0.95) -> tuple[float, float]:
    """Wilson's interval for a share (1927): what `part` of `n` says about a larger crowd, as
    shares from 0 to 1."""
    z = NormalDist().inv_cdf((1 + share) / 2)
    centre, reach = part + z * z / 2, z * sqrt(part * (n - part) / n + z * z / 4)
    return max(0.0, (centre - reach) / (n + z * z)), min(1.0, (centre + reach) / (n + z * z))


def hedges_g_av(before: Sequence[int], after: Sequence[int]) -> float | None:
    """Hedges' g_av for pairs: the mean change in units of the two waves' average deviation, for
    small samples.

    None where nobody differs from anybody, so that there is no such unit. Source: Lakens (2013),
    formula 10, with the correction of Hedges for n - 1 degrees of freedom.
    """
    n, unit = len(before), (sample_deviation(before) + sample_deviation(after)) / 2
    return (1 - 3 / (4 * (n - 1) - 1)) * (sum(after) - sum(before)) / n / unit if unit else None
