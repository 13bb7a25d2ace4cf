"""From the answers of a question to the result that the room is shown, for good."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from seminar.core.disclosure.late_groups import add_late_group, first_unpublished
from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.result import PublishedResult, Result, Withheld
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.model.abilities import is_compared
from seminar.core.model.kind import Answer, Kind
from seminar.core.room.events import Published
from seminar.core.room.state import result_key
from seminar.service.live_room import LiveRoom
from seminar.store import AnswerRow

Given = Mapping[bytes, Answer]
"""Answers of one question in one round: who to value."""

Rows = Callable[[str, int], list[AnswerRow]]
"""The answers to a question in a round, as they are stored at the moment."""


def result_of(kind: Kind, rounds: list[Given], rules: ThresholdRules) -> Result:
    """What may be shown of these rounds of one question; who answered is used only to count
    changed minds."""
    tallies = [kind.count_answers(given.values()) for given in rounds]
    changed = None
    if is_compared(kind) and len(rounds) > 1:
        before, after = rounds[-2], rounds[-1]
        minds = (
            (kind.read_position(before[who]), kind.read_position(after[who]))
            for who in before.keys() & after.keys()
        )
        changed = sum(None not in both and both[0] != both[1] for both in minds)
    return publish(tallies, kind.privacy, rules, changed)


def publish_results(
    running: LiveRoom, events: Iterable[Published], rows: Rows
) -> dict[str, Result]:
    """The results that these events tell of, by name. Those that there are already stay as they
    are."""
    made = {}
    for one in events:
        kind = running.programme.questions[one.question]
        rounds: list[Given] = [
            {
                row.who: kind.decode(json.loads(row.value))
                for row in rows(one.question, number)
            }
            for number in one.rounds
        ]
        make = _of_groups if kind.privacy == "guarded" else _of_rounds
        made[result_key(one.question, one.rounds)] = make(running, one, rounds)
    return made


def _of_rounds(running: LiveRoom, event: Published, rounds: list[Given]) -> Result:
    return result_of(running.kind(event.question), rounds, running.rules_of_publishing)


def _of_groups(running: LiveRoom, event: Published, rounds: list[Given]) -> Result:
    """The newest group's own result, and where there are others, what they are shown as
    together."""
    groups = _groups(event, running.results)
    group: dict[bytes, Answer] = {}
    for given in rounds[first_unpublished(groups) :]:
        group |= given
    own, before = _of_rounds(running, event, [group]), _newest(event, running.results)
    if before is None:
        return add_late_group(groups, own.last) if groups else own
    return replace(
        add_late_group(groups, own.last), change=before.change, earlier=before.earlier
    )


def _newest(event: Published, results: Mapping[str, Result]) -> Result | None:
    """What the room has been shown of the earlier rounds; of a series, that stays what is told
    of change."""
    known = (
        results.get(result_key(event.question, event.rounds[:at]))
        for at in range(len(event.rounds) - 1, 0, -1)
    )
    return next((one for one in known if one), None)


def _groups(
    event: Published, results: Mapping[str, Result]
) -> tuple[PublishedResult, ...]:
    """What has been published of the earlier rounds, one for each; a round without a result of
    its own had nothing."""
    *earlier, _ = event.rounds
    for known in range(len(earlier), 0, -1):
        if before := results.get(result_key(event.question, event.rounds[:known])):
            return (before.groups or before.rounds[-1:]) + (Withheld(),) * (
                len(earlier) - known
            )
    return (Withheld(),) * len(earlier)
