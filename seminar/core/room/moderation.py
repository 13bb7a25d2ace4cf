"""What people wrote, as the facilitator lets it through: texts that are approved, and those that
are one put together.

Nothing is merged or left out in silence. The room is told which words stand together and how many
it does not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.i18n import Message, join_messages, say, say_n
from seminar.core.room.state import Merged, RoomState
from seminar.core.stats.tally import alphabet_key


@dataclass(frozen=True, slots=True)
class Written:
    """One text; `count` is how many wrote it, or 0 where that may not be told."""

    id: str
    text: str
    count: int = 0


def let_through(result: Result, now: RoomState) -> Result:
    """The result with those texts alone that the room may see."""
    return replace(
        result,
        rounds=tuple(
            _texts(out, now) if isinstance(out, PublishedTexts) else out for out in result.rounds
        ),
    )


def gathered(out: PublishedTexts, merged: Sequence[Merged]) -> tuple[tuple[Written, ...], ...]:
    """Texts as they stand together, in alphabetical order; each group begins with the one that
    stands for all of it.

    That is the one which the facilitator has chosen, else the commonest where counts are told, else
    the shortest.
    """
    of = {id_: one for one in merged for id_ in one.items}
    groups: dict[str, list[Written]] = {}
    for (id_, text), count in zip(out.items, out.counts or (0,) * len(out.items), strict=True):
        groups.setdefault(of[id_].items[0] if id_ in of else id_, []).append(
            Written(id_, text, count)
        )
    chosen = {one.spelled for one in merged}
    each = (
        sorted(group, key=lambda one: _standing_for_all(one, chosen)) for group in groups.values()
    )
    return tuple(sorted(map(tuple, each), key=lambda group: alphabet_key(group[0].text.casefold())))


def note(out: PublishedTexts) -> Message:
    """How many have answered, which texts stand together, and how many are not shown."""
    together = (
        (text, others)
        for (_, text), others in zip(out.items, out.also or ((),) * len(out.items), strict=True)
    )
    said = join_messages(*(with_others(text, others) for text, others in together if others))
    merged = say("put together by the facilitator: {words}", words=said) if said else ""
    hidden = (
        say_n("{n} hidden by the facilitator", "{n} hidden by the facilitator", out.hidden)
        if out.hidden
        else ""
    )
    return join_messages(say_n("{n} answer", "{n} answers", out.n), merged, hidden)


def with_others(text: Message, others: Sequence[str]) -> Message:
    """A text and those that it stands for."""
    return say("{word} (also: {others})", word=text, others=", ".join(others)) if others else text


def _texts(out: PublishedTexts, now: RoomState) -> PublishedTexts:
    counts = out.counts or (0,) * len(out.items)
    shown = [
        (item, count)
        for item, count in zip(out.items, counts, strict=True)
        if item[0] in now.approved
    ]
    seen = replace(
        out, items=tuple(item for item, _ in shown), counts=tuple(count for _, count in shown)
    )
    groups = gathered(seen, now.merged)
    return PublishedTexts(
        tuple((first.id, first.text) for first, *_ in groups),
        out.n,
        tuple(sum(one.count for one in group) for group in groups) if out.counts else (),
        tuple(tuple(one.text for one in others) for _, *others in groups),
        len(out.items) - len(shown) if shown else 0,
    )


def _standing_for_all(one: Written, chosen: set[str]) -> tuple[bool, int, int, tuple[str, str]]:
    return one.id not in chosen, -one.count, len(one.text), alphabet_key(one.text)
