"""What holds for every test."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

# A machine that is busy makes no test fail: nothing here is timed but what hangs.
settings.register_profile("raus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("raus")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """All tests together are divided over the cores; a part of them runs in one process, which
    begins at once."""
    return None if config.args_source is config.ArgsSource.TESTPATHS else 0
