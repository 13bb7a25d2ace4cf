"""The groups of an exercise's talks: which talks keep them, and the turns that roles take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from seminar.core.model.exercise import Move, Talk
from seminar.core.model.programme import Grouping, Step


def group_talks(
    exercise: str, moves: Sequence[Move]
) -> Iterator[tuple[str, tuple[Grouping, ...]]]:
    """Yield the id of each talk in groups, with its grouping in each of its turns.

    Groups stay together until their size or their way of coming about changes, or the author asks
    for fresh groups. Fours that are drawn after pairs are made of these.
    """
    talks = [move for move in moves if isinstance(move, Talk) and move.group != "room"]
    places = dict(
        zip((talk.id for talk in talks), _name_groupings(exercise, talks), strict=True)
    )
    turns = Counter[object]()
    turns_before = Counter[object]()
    for talk in talks:
        turns[_turn_key(talk, places[talk.id][0])] += talk.turns
    for talk in talks:
        id_, parent = places[talk.id]
        rounds = _turn_key(talk, id_)
        yield (
            talk.id,
            tuple(
                Grouping(
                    id_,
                    talk.group,
                    talk.by,
                    parent,
                    talk.roles,
                    turn=turns_before[rounds] + turn,
                    turns=turns[rounds],
                    asked=next(iter(talk.asks), ""),
                )
                for turn in range(1, talk.turns + 1)
            ),
        )
        turns_before[rounds] += talk.turns


def _turn_key(talk: Talk, grouping: str) -> object:
    """Return what a talk's turns are counted with.

    Talks with the same roles take turns on from each other, unless a talk has several turns of its
    own.
    """
    return (grouping, talk.roles) if talk.turns == 1 else (grouping, talk.id)


def repeat_in_turns(step: Step, *groupings: Grouping) -> Iterator[Step]:
    """Yield the step once for each turn, with its share of the minutes.

    Without groupings the step is as it is, since nobody takes turns.
    """
    if not groupings:
        yield step
    for number, grouping in enumerate(groupings, start=1):
        id_ = step.id if number == 1 else f"{step.id}.{number}"
        yield replace(
            step, id=id_, minutes=step.minutes / len(groupings), grouping=grouping
        )


def _name_groupings(exercise: str, talks: Sequence[Talk]) -> Iterator[tuple[str, str]]:
    """Yield for each talk its grouping's id, and that of the pairs that its fours are made of."""
    previous: Talk | None = None
    id_ = ""
    parent = ""
    for talk in talks:
        if (
            previous is None
            or talk.fresh
            or (talk.group, talk.by) != (previous.group, previous.by)
        ):
            joins = (
                previous is not None
                and not talk.fresh
                and (previous.group, talk.group) == ("pairs", "fours")
            )
            parent = (
                id_
                if joins and previous is not None and talk.by == previous.by == "draw"
                else ""
            )
            id_ = f"{exercise}.{talk.id}"
        previous = talk
        yield id_, parent
