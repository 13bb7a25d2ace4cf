"""The few numbers that are computed, against SciPy and against what is published."""

from __future__ import annotations

from math import sqrt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from seminar.core.stats.estimators import (
    hedges_g_av,
    sample_deviation,
    signed_mean_tenths,
    t_probability,
    t_quantile,
    wilson_interval,
)


def reach(deviation: float, n: int) -> float:
    """How far the 95 % interval for a mean goes to each side."""
    return t_quantile(n - 1) * deviation / sqrt(n)


answers = st.lists(st.integers(1, 5), min_size=2, max_size=60)


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 19, 20, 29, 30, 99, 250])
@pytest.mark.parametrize("share", [0.5, 0.8, 0.95, 0.99])
def test_quantiles_of_t_are_those_of_scipy(freedom: int, share: float) -> None:
    assert t_quantile(freedom, share) == pytest.approx(
        stats.t.ppf((1 + share) / 2, freedom), rel=1e-10
    )


@settings(deadline=None)
@given(st.floats(0, 40), st.integers(1, 200))
def test_shares_of_t_are_those_of_scipy(t: float, freedom: int) -> None:
    assert t_probability(t, freedom) == pytest.approx(
        1 - 2 * stats.t.sf(t, freedom), abs=1e-9
    )


@pytest.mark.parametrize(
    ("freedom", "printed"),
    [(1, 12.706), (9, 2.262), (19, 2.093), (29, 2.045), (60, 2.000)],
)
def test_quantiles_of_t_are_those_of_the_printed_tables(
    freedom: int, printed: float
) -> None:
    assert t_quantile(freedom) == pytest.approx(printed, abs=5e-4)


@pytest.mark.parametrize(
    ("n", "half"), [(5, 1.1), (8, 0.75), (12, 0.57), (20, 0.42), (30, 0.34)]
)
def test_how_far_a_mean_can_be_off_with_a_usual_spread(n: int, half: float) -> None:
    assert reach(0.9, n) == pytest.approx(half, abs=0.05 if n == 5 else 0.005)


@settings(deadline=None)
@given(answers.filter(lambda values: len(set(values)) > 1))
def test_the_interval_for_a_mean_is_that_of_scipy(values: list[int]) -> None:
    low, high = stats.t.interval(0.95, len(values) - 1, loc=0, scale=stats.sem(values))
    half = reach(sample_deviation(values), len(values))
    assert (-half, half) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("part", "n", "low", "high"), [(6, 8, 41, 93), (30, 40, 60, 86)]
)
def test_wilsons_interval_is_as_published(
    part: int, n: int, low: int, high: int
) -> None:
    assert [round(100 * end) for end in wilson_interval(part, n)] == [low, high]


@settings(deadline=None)
@given(st.integers(1, 200).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_wilsons_interval_is_that_of_scipy(counted: tuple[int, int]) -> None:
    part, n = counted
    expected = stats.binomtest(part, n).proportion_ci(0.95, "wilson")
    assert wilson_interval(part, n) == pytest.approx(
        (expected.low, expected.high), abs=1e-9
    )


def test_the_effect_size_is_that_of_a_published_example() -> None:
    """Lakens (2013): ten people rate two films, 8.7 (SD 0.82) and 7.7 (SD 0.95), so that d_av is
    1.13."""
    first, second = [9, 7, 8, 9, 8, 9, 9, 10, 9, 9], [9, 6, 7, 8, 7, 9, 8, 8, 8, 7]
    assert (round(sample_deviation(first), 2), round(sample_deviation(second), 2)) == (
        0.82,
        0.95,
    )
    g = hedges_g_av(second, first)
    assert g is not None
    assert round(g / (1 - 3 / (4 * 9 - 1)), 2) == 1.13
    assert round(g, 2) == 1.03


def test_there_is_no_effect_size_where_nobody_differs() -> None:
    assert hedges_g_av([3] * 20, [4] * 20) is None


@settings(deadline=None)
@given(st.integers(-80, 80), st.integers(10, 30))
def test_a_rise_and_a_fall_of_the_same_size_look_alike(total: int, n: int) -> None:
    assert signed_mean_tenths(-total, n) == -signed_mean_tenths(total, n)
    assert abs(signed_mean_tenths(total, n) / 10 - total / n) <= 0.05 + 1e-9
