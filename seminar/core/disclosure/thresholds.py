"""Threshold rules: how many answers a result needs before it is published, and in what detail.

Every limit may be raised, and none lowered.
"""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.errors import Refused
from seminar.core.i18n import say

HARD_FLOOR = 5
"""Fewest answers before anything is published. Norwegian guidance names three to ten and no law a
number; five to nine answers get a mean and nothing else, since enumerating every room of that size
shows that a mean alone points at nobody, while mean and median together would."""

HARD_BANDS = 10
"""Fewest answers before parts of a distribution, choices and changes are counted. At ten, a mean
with three bands pins a small cell in one room of a thousand; the audit finds that one."""

HARD_BARS = 20
"""Fewest answers before percent, medians, single steps, intervals and effect sizes are told. Below
twenty one person is more than five percent, and a median beside a mean pins too much."""


@dataclass(frozen=True, slots=True)
class ThresholdRules:
    """The numbers of valid answers that it takes before more is published.

    Each may be raised, never lowered.

    A finer statement never comes before a coarser one, so a floor of twelve lifts the bands to
    twelve as well.

    >>> ThresholdRules(floor=12)
    ThresholdRules(floor=12, bands=12, bars=20)
    """

    floor: int = HARD_FLOOR
    bands: int = HARD_BANDS
    bars: int = HARD_BARS

    @property
    def pairs(self) -> int:
        """The number who must have answered both times before change is told in numbers."""
        return self.bands

    @property
    def interval(self) -> int:
        """The number of pairs that it takes for an interval and an effect size."""
        return self.bars

    def __post_init__(self) -> None:
        _refuse_lowered(self.floor, HARD_FLOOR)
        _refuse_lowered(self.bands, HARD_BANDS)
        _refuse_lowered(self.bars, HARD_BARS)
        object.__setattr__(self, "bands", max(self.floor, self.bands))
        object.__setattr__(self, "bars", max(self.bands, self.bars))

    def in_room(self, floor: int = 0, insider: bool = False) -> ThresholdRules:
        """Return the rules of a room that asks for `floor` answers, or 0 for no more than these.

        An `insider`, somebody who leads or steers the others and answers too, can subtract
        themselves. The floor is then one higher, so that as many as were promised remain.

        >>> ThresholdRules().in_room(floor=6, insider=True).floor
        7
        """
        return ThresholdRules(max(self.floor, floor) + insider, self.bands, self.bars)


def _refuse_lowered(value: int, least: int) -> None:
    """Raise `Refused` where a limit is set below the least that is allowed."""
    if value >= least:
        return
    raise Refused(
        say(
            "A limit for what may be shown is set to {value}. It can be raised, but not lowered"
            " below {least}. Set it to {least} or more.",
            value=value,
            least=least,
        )
    )
