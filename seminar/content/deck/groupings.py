"""Which talks of an exercise keep their groups, and in which turn each has its roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from seminar.core.model.exercise import Move, Talk
from seminar.core.model.programme import Grouping, Step


def grouped(exercise: str, moves: Sequence[Move]) -> Iterator[tuple[str, tuple[Grouping, ...]]]:
    """The id of each talk in groups, with its grouping in each of its turns.

    Groups stay together until their size or their way of coming about changes, or the author asks
    for fresh ones. Fours that are drawn after pairs are made of these.
    """
    talks = [move for move in moves if isinstance(move, Talk) and move.group != "room"]
    places = dict(zip((talk.id for talk in talks), _places(exercise, talks), strict=True))
    turns, turned = Counter[object](), Counter[object]()
    for talk in talks:
        turns[_rounds(talk, places[talk.id][0])] += talk.turns
    for talk in talks:
        id_, of = places[talk.id]
        rounds = _rounds(talk, id_)
        yield (
            talk.id,
            tuple(
                Grouping(
                    id_,
                    talk.group,
                    talk.by,
                    of,
                    talk.roles,
                    turn=turned[rounds] + turn,
                    turns=turns[rounds],
                    asked=next(iter(talk.asks), ""),
                )
                for turn in range(1, talk.turns + 1)
            ),
        )
        turned[rounds] += talk.turns


def _rounds(talk: Talk, grouping: str) -> object:
    """What a talk's rounds are counted with: those of talks with the same roles, unless it has
    several of its own."""
    return (grouping, talk.roles) if talk.turns == 1 else (grouping, talk.id)


def in_turns(step: Step, *groupings: Grouping) -> Iterator[Step]:
    """The step once for each turn, with its share of the minutes; as it is where nobody takes
    turns."""
    if not groupings:
        yield step
    for number, grouping in enumerate(groupings, start=1):
        id_ = step.id if number == 1 else f"{step.id}.{number}"
        yield replace(step, id=id_, minutes=step.minutes / len(groupings), grouping=grouping)


def _places(exercise: str, talks: Sequence[Talk]) -> Iterator[tuple[str, str]]:
    """For each talk its grouping's id, and that of the pairs it is made of."""
    last: Talk | None = None
    id_, of = "", ""
    for talk in talks:
        if last is None or talk.fresh or (talk.group, talk.by) != (last.group, last.by):
            joins = (
                last is not None
                and not talk.fresh
                and (last.group, talk.group) == ("pairs", "fours")
            )
            of = id_ if joins and last is not None and talk.by == last.by == "draw" else ""
            id_ = f"{exercise}.{talk.id}"
        last = talk
        yield id_, of
