"""Present statements that rooms of a series have answered: how pairs changed, or waves in a row."""

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

Label = tuple[Message, Key | None, Message]
"""A statement in words, its key, and what it means in the reader's language."""

TOO_FEW_PAIRS = say("Too few pairs to show a change.")

HOW_TO_READ = say(
    "A change does not mean that the seminar is the cause. There is no group to compare with, and"
    " season, staffing and reorganisation play a part. Those who answer twice may differ. High and"
    " low answers drift to the middle. Some answer to be kind, others judge more strictly now."
)
"""Must be said with any change."""

NOT_THE_SAME = say("These are not necessarily the same people.")


def present_changes(
    title: Message, labels: Mapping[str, Label], result: PublishedChanges
) -> Changes:
    """Return how those changed who answered both times, statement by statement."""
    changes = tuple(
        _present_change(statement, labels[statement.id])
        for statement in result.statements
    )
    return Changes(title, changes, HOW_TO_READ)


def present_waves(
    title: Message,
    labels: Mapping[str, Label],
    results: Sequence[PublishedResult],
    low: tuple[int, Message],
    high: tuple[int, Message],
) -> Waves:
    """Return the rooms of a series beside each other.

    A room of which nothing may be told has its place, and no numbers in it.

    Args:
        title: The question.
        labels: The statements, by id and in the author's order.
        results: What each room was shown, oldest first.
        low: The lowest step of the scale, and its meaning.
        high: The highest step, and its meaning.
    """
    statements_by_wave = [
        {statement.id: statement for statement in result.statements}
        if isinstance(result, PublishedScales)
        else {}
        for result in results
    ]
    rows = tuple(
        Wave(
            words,
            key,
            tuple(
                _present_point(statements.get(id_)) for statements in statements_by_wave
            ),
            gloss,
        )
        for id_, (words, key, gloss) in labels.items()
    )
    note = say("{too_few} {same}", too_few=TOO_FEW_PAIRS, same=NOT_THE_SAME)
    return Waves(title, _name_waves(len(results)), rows, low, high, note)


def _present_change(change: PublishedChange, label: Label) -> Change:
    words, key, gloss = label
    if change.mean is None:
        return Change(words, key, 0, "", said=TOO_FEW_PAIRS, gloss=gloss)
    return Change(
        words,
        key,
        change.pairs,
        phrases.phrase_mean_change(change.mean),
        change.mean.value,
        tuple(phrases.present_band(part) for part in change.parts),
        phrases.SENTENCES[change.said],
        _phrase_interval(change.interval),
        _phrase_effect(change.effect),
        gloss,
    )


def _phrase_interval(interval: tuple[float, float] | None) -> Message:
    if interval is None:
        return ""
    low, high = interval
    return say("{low} to {high}", low=format_change(low), high=format_change(high))


def _phrase_effect(effect: float | None) -> Message:
    return (
        "" if effect is None else say("effect {effect}", effect=format_change(effect))
    )


def _present_point(statement: PublishedScale | None) -> Point:
    if statement is None:
        return Point("", None, 0)
    if statement.mean is None:
        return Point("", None, statement.n)
    return Point(phrases.phrase_mean(statement.mean), statement.mean.value, statement.n)


def _name_waves(waves: int) -> tuple[Message, ...]:
    if waves == 2:
        return (say("Before"), say("Now"))
    earlier = [say("Time {n}", n=wave) for wave in range(1, waves)]
    return (*earlier, say("Now"))
