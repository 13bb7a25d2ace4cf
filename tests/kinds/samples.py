"""Every question by which the kinds test themselves."""

from __future__ import annotations

from seminar.core.model.kind import Sample
from seminar.kinds import kinds

SAMPLES: dict[str, Sample] = {
    f"{name}-{at}" if at else name: sample
    for name, kind in kinds().items()
    for at, sample in enumerate(kind.samples())
}
"""The plainest sample of a kind has its name; the others are `name-1`, `name-2` …"""
