"""Results of so few that it matters that a floor counts phones, and not people.

The floor is the fewest answers of which a result is made. It cannot see people: whoever answers on
four phones of their own knows four of five answers, and reads the fifth off the mean. From twice
the floor on, it would take as many phones of one person as there are others, which a room sees.
Under it, the result says what was counted.
"""

from __future__ import annotations

from seminar.core.disclosure.result import (
    PublishedResult,
    PublishedScales,
    PublishedSorting,
)


def count_answers(result: PublishedResult) -> int:
    """Return how many answers the result says that it is made of; 0 where nothing is shown.

    >>> from seminar.core.disclosure.result import PublishedDone, Withheld
    >>> count_answers(PublishedDone(7)), count_answers(Withheld())
    (7, 0)
    """
    if isinstance(result, PublishedScales):
        return result.people
    if isinstance(result, PublishedSorting):
        return max((counts.n for _, counts in result.cards if counts), default=0)
    return getattr(result, "n", 0)


def is_near_floor(result: PublishedResult, floor: int) -> bool:
    """Say whether the result is made of fewer answers than twice the floor.

    >>> from seminar.core.disclosure.result import PublishedDone
    >>> [is_near_floor(PublishedDone(n), floor=5) for n in (5, 9, 10)]
    [True, True, False]
    """
    return 0 < count_answers(result) < 2 * floor
