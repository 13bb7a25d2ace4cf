"""How votes may be counted aloud when nobody may be pointed at: one each, several ticks each, or
several dots each.

A small number is not said. That is not enough where n, or all the votes together, less the rest
give it back; so more is left unsaid until what stays hidden could have come about in several ways.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import count
from typing import Literal

from seminar.core.disclosure.small_cells import SMALL_CELL

PublishedTick = int | Literal["few", "nearly_all"]
"""How many have ticked something, or what is said in place of a number that would point at one
or two people."""


def suppress_choices(cells: Sequence[int]) -> tuple[int | None, ...]:
    """Counts of which everyone is in exactly one: the small ones, and as many more as it takes, are
    None.

    What is hidden must be nobody at all, or several options that at least three people share and
    that are not all known to be two each. Otherwise options with the next higher count are hidden
    as well.
    """
    for least in count(SMALL_CELL):
        hidden = [cell for cell in cells if cell < least]
        together = sum(hidden)
        if not together or (len(hidden) > 1 and together >= SMALL_CELL and set(hidden) != {2}):
            return tuple(cell if cell >= least else None for cell in cells)
    raise AssertionError("at last everything is hidden")


def suppress_ticks(
    cells: Sequence[int], n: int, least: int, most: int
) -> tuple[PublishedTick, ...] | None:
    """Counts of what `n` people ticked, from `least` to `most` of them each; None when no number
    may be said.

    Here one or two may also be those who did *not* tick something, and few and nearly all are said
    in words. All ticks together are at least `n * least` and at most `n * most`; where that gives a
    hidden count away, or tells that one or two ticked more or fewer than the rest, nothing is said
    at all: to say a little less would be a hint.
    """
    said = tuple(_in_words(cell, n) for cell in cells)
    lowest, highest, together = n * least, n * most, sum(cells)
    alone = (
        all(isinstance(one, int) for one in said)
        and 0 < min(together - lowest, highest - together) < SMALL_CELL
    )
    pinned = any(_pinned(low, high, n) for low, high in _ranges(said, n, lowest, highest))
    return None if alone or pinned else said


def suppress_dots(totals: Sequence[int], n: int, each: int) -> tuple[int | None, ...] | None:
    """Dots over several options, `each` from every one of `n` people; None in all when nearly all
    are on one option.

    An option with nearly all the dots says what everybody did. So it must be possible that one
    person gave it nothing, and at least three dots must be elsewhere.
    """
    if max(totals) > n * each - max(SMALL_CELL, each):
        return None
    return suppress_choices(totals)


def _in_words(cell: int, n: int) -> PublishedTick:
    if cell < SMALL_CELL:
        return "few"
    return cell if cell <= n - SMALL_CELL else "nearly_all"


def _ranges(
    said: Sequence[PublishedTick], n: int, lowest: int, highest: int
) -> Iterator[tuple[int, int]]:
    """For each hidden count the least and the most that it may be, when all together are
    `lowest` to `highest`."""
    bounds = {"few": (0, SMALL_CELL - 1), "nearly_all": (n - SMALL_CELL + 1, n)}
    each = [bounds[one] if isinstance(one, str) else (one, one) for one in said]
    low, high = sum(one[0] for one in each), sum(one[1] for one in each)
    for (least, most), one in zip(each, said, strict=True):
        if isinstance(one, str):
            yield max(least, lowest - (high - most)), min(most, highest - (low - least))


def _pinned(low: int, high: int, n: int) -> bool:
    """Whether it is certain that one or two people are in, that one or two are out, or that
    everyone is in."""
    return low == high and (0 < low < SMALL_CELL or n - SMALL_CELL < low)
