"""What is said of statements that rooms after each other have answered: how pairs changed, or
waves side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from seminar.core.disclosure.result import (
    PublishedChange,
    PublishedChanges,
    PublishedResult,
    PublishedScale,
    PublishedScales,
)
from seminar.core.elements import Change, Changes, Key, Point, Wave, Waves
from seminar.core.i18n import Message, format_change, say
from seminar.core.presenting import phrases

Label = tuple[str, Key | None, str]
"""A statement in words, its key, and what it means in the reader's language."""

TOO_FEW_PAIRS = say("Too few pairs to show a change.")

HOW_TO_READ = say(
    "A change does not mean that the seminar is the cause. There is no group to compare with, and season, staffing and"
    " reorganisation play a part. Those who answer twice may differ. High and low answers drift to the middle. Some"
    " answer to be kind, others judge more strictly now."
)
"""Must be said with any change."""

NOT_THE_SAME = say("These are not necessarily the same people.")


def present_changes(title: Message, labels: Mapping[str, Label], out: PublishedChanges) -> Changes:
    """How those changed who answered both times."""
    return Changes(
        title, tuple(_change(one, *labels[one.id]) for one in out.statements), HOW_TO_READ
    )


def present_waves(
    title: Message,
    labels: Mapping[str, Label],
    outs: Sequence[PublishedResult],
    low: tuple[int, Message],
    high: tuple[int, Message],
) -> Waves:
    """Rooms after each other, oldest first. A room of which nothing may be told has its place,
    and no numbers in it."""
    found = [
        {one.id: one for one in out.statements} if isinstance(out, PublishedScales) else {}
        for out in outs
    ]
    rows = tuple(
        Wave(label, key, tuple(_point(wave.get(id_)) for wave in found), gloss)
        for id_, (label, key, gloss) in labels.items()
    )
    note = say("{too_few} {same}", too_few=TOO_FEW_PAIRS, same=NOT_THE_SAME)
    return Waves(title, _names(len(outs)), rows, low, high, note)


def _change(one: PublishedChange, label: str, key: Key | None, gloss: str) -> Change:
    if one.mean is None:
        return Change(label, key, 0, "", said=TOO_FEW_PAIRS, gloss=gloss)
    low, high = one.interval or (0.0, 0.0)
    return Change(
        label,
        key,
        one.pairs,
        phrases.phrase_mean_change(one.mean),
        one.mean.value,
        tuple(phrases.present_band(part) for part in one.parts),
        phrases.SENTENCES[one.said],
        say("{low} to {high}", low=format_change(low), high=format_change(high))
        if one.interval
        else "",
        "" if one.effect is None else say("effect {effect}", effect=format_change(one.effect)),
        gloss,
    )


def _point(one: PublishedScale | None) -> Point:
    if one is None or one.mean is None:
        return Point("", None, one.n if one else 0)
    return Point(phrases.phrase_mean(one.mean), one.mean.value, one.n)


def _names(waves: int) -> tuple[Message, ...]:
    earlier = [say("Before")] if waves == 2 else [say("Time {n}", n=at) for at in range(1, waves)]
    return (*earlier, say("Now"))
