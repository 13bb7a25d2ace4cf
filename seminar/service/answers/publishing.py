"""Make published results from the answers of a question, once and for good."""

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

RoundAnswers = Mapping[bytes, Answer]
"""The answers to one question in one round, by the pseudonym of who gave them."""

ReadRows = Callable[[str, int], list[AnswerRow]]
"""Returns the answers to a question in a round, as they are stored at the moment."""


def publish_rounds(
    kind: Kind, rounds: list[RoundAnswers], rules: ThresholdRules
) -> Result:
    """Return what may be published of these rounds of one question.

    Who answered is used only to count changed minds.
    """
    tallies = [kind.count_answers(answers.values()) for answers in rounds]
    changed = None
    if is_compared(kind) and len(rounds) > 1:
        before = rounds[-2]
        after = rounds[-1]
        positions = (
            (kind.read_position(before[who]), kind.read_position(after[who]))
            for who in before.keys() & after.keys()
        )
        changed = sum(
            first is not None and second is not None and first != second
            for first, second in positions
        )
    return publish(tallies, kind.privacy, rules, changed)


def publish_results(
    running: LiveRoom, events: Iterable[Published], read_rows: ReadRows
) -> dict[str, Result]:
    """Return the results that these events ask for, by name.

    Args:
        running: The room, with the results that it has already; those stay as they are.
        events: Of each question, the rounds that its result holds.
        read_rows: Reads the answers in the transaction that saves the results.
    """
    results: dict[str, Result] = {}
    for event in events:
        kind = running.programme.questions[event.question]
        rounds: list[RoundAnswers] = [
            {
                row.who: kind.decode(json.loads(row.value))
                for row in read_rows(event.question, number)
            }
            for number in event.rounds
        ]
        make = _publish_groups if kind.privacy == "guarded" else _publish_all_rounds
        name = result_key(event.question, event.rounds)
        results[name] = make(running, event, rounds)
    return results


def _publish_all_rounds(
    running: LiveRoom, event: Published, rounds: list[RoundAnswers]
) -> Result:
    """Return the result of a question that the same people answer in every round."""
    kind = running.kind(event.question)
    return publish_rounds(kind, rounds, running.rules_of_publishing)


def _publish_groups(
    running: LiveRoom, event: Published, rounds: list[RoundAnswers]
) -> Result:
    """Return the result of the newest group, and of a guarded question that was published before,
    what all groups are shown as together."""
    groups = _list_published_groups(event, running.results)
    newest_group: dict[bytes, Answer] = {}
    for answers in rounds[first_unpublished(groups) :]:
        newest_group |= answers
    own = _publish_all_rounds(running, event, [newest_group])
    before = _find_newest(event, running.results)
    if before is None:
        return add_late_group(groups, own.last) if groups else own
    # What a series tells of change was told of those who came first, and stays as it was.
    return replace(
        add_late_group(groups, own.last), change=before.change, earlier=before.earlier
    )


def _find_newest(event: Published, results: Mapping[str, Result]) -> Result | None:
    """Return the newest result that the room has been shown of the earlier rounds, if any."""
    for count in range(len(event.rounds) - 1, 0, -1):
        result = results.get(result_key(event.question, event.rounds[:count]))
        if result:
            return result
    return None


def _list_published_groups(
    event: Published, results: Mapping[str, Result]
) -> tuple[PublishedResult, ...]:
    """Return what has been published of the earlier rounds, a group for each round.

    A round without a result of its own had nothing that could be published.
    """
    *earlier, _ = event.rounds
    for count in range(len(earlier), 0, -1):
        result = results.get(result_key(event.question, event.rounds[:count]))
        if result:
            groups = result.groups or result.rounds[-1:]
            return groups + (Withheld(),) * (len(earlier) - count)
    return (Withheld(),) * len(earlier)
