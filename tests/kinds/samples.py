"""Every question by which the kinds test themselves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seminar.core.model.kind import Kind, Wording
from seminar.kinds import kinds

Sample = tuple[Kind, Wording, Sequence[Mapping[str, str]]]

SAMPLES: dict[str, Sample] = {
    f"{name}-{at}" if at else name: sample
    for name, kind in kinds().items()
    for at, sample in enumerate([(*kind.sample(), kind.sample_forms()), *kind.more_samples()])
}
