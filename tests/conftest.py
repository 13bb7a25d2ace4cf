"""What holds for every test."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

# A machine that is busy makes no test fail: nothing here is timed but what hangs.
settings.register_profile("raus", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("raus")
