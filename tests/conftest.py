"""What holds for every test."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A machine that is busy makes no test fail: nothing here is timed but what hangs.
settings.register_profile(
    "raus", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("raus")


LONGEST_FIRST = (
    "tests/journeys/test_every_exercise.py",
    "tests/journeys/",
    "tests/kinds/test_outside.py",
    "tests/faults/",
)
"""Files that take minutes. A core takes whole files, so a long one that came last would leave the
other cores waiting; and the journeys stand together, for they share a browser and a server."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=_find_rank)


def _find_rank(item: pytest.Item) -> int:
    ranks = (
        at for at, start in enumerate(LONGEST_FIRST) if item.nodeid.startswith(start)
    )
    return next(ranks, len(LONGEST_FIRST))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """All tests together are divided over the cores; a part of them runs in one process, which
    begins at once."""
    return None if config.args_source is config.ArgsSource.TESTPATHS else 0
