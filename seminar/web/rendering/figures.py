"""Figures and lists that templates print, worked out of pictures and views."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.elements import Place, Ranking, Swarm
from seminar.service.view_models import PhonePicture, Talking

SEAT_LETTERS = "ABCDEF"
"""The letters by which neighbours tell who is who: the largest groups are of five, and where one is
too large there is a letter more."""


def measure_percent(count: float, whole: float) -> float:
    """Return how many percent of `whole` a count is, to a tenth, for the length of a bar.

    Examples:
        >>> measure_percent(1, 3)
        33.3
        >>> measure_percent(0, 0)
        0.0
    """
    return round(100 * count / whole, 1) if whole else 0.0


def rate_places(view: Ranking) -> Iterator[tuple[Place, float | None]]:
    """Give each place of a ranking, and how many percent of a bar its mean place is worth: all of
    it for the first, and None where only the order is told."""
    count = len(view.places)
    for place in view.places:
        if place.mean is None:
            yield place, None
        else:
            yield place, measure_percent(count + 1 - place.mean, count)


def number_steps(swarm: Swarm, low: int) -> Iterator[tuple[int, int]]:
    """Give each step of a spectrum that begins at `low`, and how many stand on it."""
    return enumerate(swarm.counts, start=low)


def list_seat_letters(talk: Talking) -> list[tuple[int, str]]:
    """Return the places that neighbours choose among, 0 for the first, and their letters."""
    return list(enumerate(SEAT_LETTERS[: talk.places]))


def has_saved(picture: PhonePicture) -> bool:
    """Return whether this participant has saved anything of what is asked."""
    return any(asked.saved for asked in picture.forms)


def keeps_texts(picture: PhonePicture) -> bool:
    """Return whether a form has a text that stays on the phone."""
    return any(asked.form.stays for asked in picture.forms)
