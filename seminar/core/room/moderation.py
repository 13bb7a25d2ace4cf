"""Let texts through as the facilitator has approved them and put them together.

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
    """Return the result with those texts alone that the room may see."""
    rounds = tuple(
        _let_texts_through(published, now)
        if isinstance(published, PublishedTexts)
        else published
        for published in result.rounds
    )
    return replace(result, rounds=rounds)


def group_texts(
    published: PublishedTexts, merged: Sequence[Merged]
) -> tuple[tuple[Written, ...], ...]:
    """Return texts as they stand together, in alphabetical order.

    Each group begins with the text that stands for all of it: the one which the facilitator has
    chosen, else the commonest where counts are told, else the shortest.
    """
    merged_by_id = {id_: texts for texts in merged for id_ in texts.items}
    groups: dict[str, list[Written]] = {}
    for (id_, text), count in zip(
        published.items, _list_counts(published), strict=True
    ):
        group_id = merged_by_id[id_].items[0] if id_ in merged_by_id else id_
        groups.setdefault(group_id, []).append(Written(id_, text, count))
    chosen = {texts.spelled for texts in merged}

    def standing_for_all(written: Written) -> tuple[bool, int, int, tuple[str, str]]:
        not_chosen = written.id not in chosen
        return not_chosen, -written.count, len(written.text), alphabet_key(written.text)

    in_groups = [
        tuple(sorted(group, key=standing_for_all)) for group in groups.values()
    ]
    return tuple(
        sorted(in_groups, key=lambda group: alphabet_key(group[0].text.casefold()))
    )


def phrase_note(published: PublishedTexts) -> Message:
    """Return how many have answered, which texts stand together, and how many are not shown."""
    also = published.also or ((),) * len(published.items)
    together = join_messages(
        *(
            phrase_with_others(text, others)
            for (_, text), others in zip(published.items, also, strict=True)
            if others
        )
    )
    merged = (
        say("put together by the facilitator: {words}", words=together)
        if together
        else ""
    )
    hidden: Message = ""
    if published.hidden:
        hidden = say_n(
            "{n} hidden by the facilitator",
            "{n} hidden by the facilitator",
            published.hidden,
        )
    return join_messages(
        say_n("{n} answer", "{n} answers", published.n), merged, hidden
    )


def phrase_with_others(text: Message, others: Sequence[str]) -> Message:
    """Return a text with those that it stands for besides."""
    return (
        say("{word} (also: {others})", word=text, others=", ".join(others))
        if others
        else text
    )


def _let_texts_through(published: PublishedTexts, now: RoomState) -> PublishedTexts:
    approved = [
        (item, count)
        for item, count in zip(published.items, _list_counts(published), strict=True)
        if item[0] in now.approved
    ]
    visible = replace(
        published,
        items=tuple(item for item, _ in approved),
        counts=tuple(count for _, count in approved),
    )
    groups = group_texts(visible, now.merged)
    group_counts = tuple(sum(written.count for written in group) for group in groups)
    return PublishedTexts(
        items=tuple((first.id, first.text) for first, *_ in groups),
        n=published.n,
        counts=group_counts if published.counts else (),
        also=tuple(tuple(written.text for written in others) for _, *others in groups),
        # While nothing is shown yet, nothing is hidden: the facilitator has only not begun.
        hidden=len(published.items) - len(approved) if approved else 0,
    )


def _list_counts(published: PublishedTexts) -> tuple[int, ...]:
    """Return how many wrote each text, or 0 for each where that may not be told."""
    return published.counts or (0,) * len(published.items)
