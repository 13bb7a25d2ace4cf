"""How many answers it takes before something is said. Every limit may be raised, and none
lowered."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.errors import Refused
from seminar.core.i18n import say

HARD_FLOOR, HARD_BANDS, HARD_BARS = 5, 10, 20


@dataclass(frozen=True, slots=True)
class ThresholdRules:
    """How many valid answers it takes before more is said; each may be raised, never lowered.

    What stands further down the table never comes before what stands above it, so a floor of twelve
    lifts the bands to twelve as well.
    """

    floor: int = HARD_FLOOR
    bands: int = HARD_BANDS
    bars: int = HARD_BARS

    @property
    def pairs(self) -> int:
        """How many must have answered both times before change is told in numbers."""
        return self.bands

    @property
    def interval(self) -> int:
        """How many pairs it takes for an interval and an effect size."""
        return self.bars

    def __post_init__(self) -> None:
        for value, least in (
            (self.floor, HARD_FLOOR),
            (self.bands, HARD_BANDS),
            (self.bars, HARD_BARS),
        ):
            if value < least:
                raise Refused(
                    say(
                        "A limit for what may be shown is set to {value}. It can be raised, but not lowered below"
                        " {least}. Set it to {least} or more.",
                        value=value,
                        least=least,
                    )
                )
        object.__setattr__(self, "bands", max(self.floor, self.bands))
        object.__setattr__(self, "bars", max(self.bands, self.bars))

    def in_room(self, floor: int = 0, insider: bool = False) -> ThresholdRules:
        """These rules where a room asks for `floor`, or 0 for no more than they do.

        An `insider`, somebody who leads or steers the others and answers too, can subtract
        themselves. The floor is then one higher, so that as many as were promised are left.
        """
        return ThresholdRules(max(self.floor, floor) + insider, self.bands, self.bars)
