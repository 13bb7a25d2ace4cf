"""Let texts through as the facilitator has approved them and put them together.

Nothing is merged or left out in silence. The room is told which words stand together and how many
it does not see.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from seminar.core.disclosure.result import PublishedTexts, Result
from seminar.core.i18n import Message, join_messages, say, say_n
from seminar.core.room.state import Merged, RoomState, in_result, text_key
from seminar.core.stats.tally import alphabet_key


@dataclass(frozen=True, slots=True)
class Written:
    """One text; `count` is how many wrote it, or 0 where that may not be told."""

    id: str
    """Its key; see `seminar.core.room.state.text_key`."""
    text: str
    count: int = 0


def let_through(result: Result, now: RoomState, name: str) -> Result:
    """Return the result with those texts alone that the room may see.

    Args:
        result: The result, or one group of it.
        now: What the facilitator has let through.
        name: The name of the published result; see `seminar.core.room.state.result_key`.
    """
    question, numbers = in_result(name)
    # All groups of a guarded question are one asking, and have its first round in common.
    rounds = tuple(
        _let_texts_through(name_by_keys(published, question, number), now)
        if isinstance(published, PublishedTexts)
        else published
        for number, published in zip(numbers, result.rounds, strict=False)
    )
    return replace(result, rounds=rounds)


def name_by_keys(
    published: PublishedTexts, question: str, round_: int
) -> PublishedTexts:
    """Return the texts with their keys in place of their ids."""
    items = ((text_key(question, round_, id_), text) for id_, text in published.items)
    return replace(published, items=tuple(items))


def adopt_ids(now: RoomState, results: Mapping[str, Result]) -> RoomState:
    """Return the state of a room stored when a text was let through by its id in the whole room.

    What the room could see stays let through, in each result that it already has; in every later
    one the same text waits. Keys stay as they are.
    """
    keys_by_id = dict[str, set[str]]()
    merged = list[Merged]()
    for name, result in results.items():
        question, (first_round, *_) = in_result(name)
        if not isinstance(result.last, PublishedTexts):
            continue
        keys = {
            id_: text_key(question, first_round, id_) for id_, _ in result.last.items
        }
        for id_, key in keys.items():
            keys_by_id.setdefault(id_, set()).add(key)
        merged += _adopt_merged(now.merged, keys)
    all_keys = frozenset[str]().union(*keys_by_id.values())
    adopted = (keys_by_id.get(id_, set()) for id_ in now.approved)
    approved = (now.approved & all_keys).union(*adopted)
    untouched = (texts for texts in now.merged if all_keys.issuperset(texts.items))
    return replace(
        now,
        approved=approved,
        merged=(*untouched, *dict.fromkeys(merged)),
    )


def _adopt_merged(
    merged: Iterable[Merged], keys: Mapping[str, str]
) -> Iterable[Merged]:
    """Yield what stands together of the texts with these keys, by their ids."""
    for texts in merged:
        items = tuple(sorted(keys[id_] for id_ in texts.items if id_ in keys))
        if len(items) > 1:
            yield Merged(items, keys.get(texts.spelled, ""))


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
    """Return how many have answered, which texts stand together, and how many wait or are
    hidden."""
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
    waiting: Message = ""
    if published.waiting:
        waiting = say_n(
            "{n} waits for the facilitator",
            "{n} wait for the facilitator",
            published.waiting,
        )
    hidden: Message = ""
    if published.hidden:
        hidden = say_n(
            "{n} hidden by the facilitator",
            "{n} hidden by the facilitator",
            published.hidden,
        )
    return join_messages(
        say_n("{n} answer", "{n} answers", published.n), merged, waiting, hidden
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
    hidden = sum(key in now.hidden for key, _ in published.items)
    groups = group_texts(visible, now.merged)
    group_counts = tuple(sum(written.count for written in group) for group in groups)
    return PublishedTexts(
        items=tuple((first.id, first.text) for first, *_ in groups),
        n=published.n,
        counts=group_counts if published.counts else (),
        also=tuple(tuple(written.text for written in others) for _, *others in groups),
        hidden=hidden,
        waiting=len(published.items) - len(approved) - hidden,
    )


def _list_counts(published: PublishedTexts) -> tuple[int, ...]:
    """Return how many wrote each text, or 0 for each where that may not be told."""
    return published.counts or (0,) * len(published.items)
