"""The report of a room: what it was shown, as one value, and that value as a print.

Only published results are read, never an answer; and of texts only those that the facilitator has
let through. `seminar.service.export.rows` makes rows for spreadsheets of the same value.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from seminar.core.disclosure.near_floor import is_near_floor
from seminar.core.disclosure.privacy_class import SeenBy
from seminar.core.disclosure.result import PublishedTicks, Result
from seminar.core.elements import (
    Key,
    Prose,
    View,
)
from seminar.core.i18n import Message, say
from seminar.core.model.abilities import is_moderated, source_question
from seminar.core.model.kind import Kind
from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.core.model.question_id import QuestionId, exercise_of
from seminar.core.room.moderation import let_through
from seminar.core.room.state import in_result
from seminar.service.live_room import LiveRoom
from seminar.service.screens.results import (
    build_result_views,
    split_groups,
)

NOTHING_PUBLISHED = say("Nothing has been published in this room yet.")


@dataclass(frozen=True, slots=True)
class Finding:
    """A published result with its question and rounds, and the view that draws it."""

    question: str
    """Qualified id."""
    prompt: Message
    rounds: tuple[int, ...]
    result: Result
    view: View
    seen_by: SeenBy = "room"
    counts_phones: bool = False
    """True where so few answered that the reader must know that phones were counted."""


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The findings of an exercise, and what its author writes beneath its results."""

    title: str
    key: Key | None
    """The exercise's key, where it has a single one."""
    findings: tuple[Finding, ...]
    under: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class RoomReport:
    """Everything that was published in a room, in the programme's order and the room's language."""

    code: str
    programme: str
    title: str
    lang: str
    day: date | None
    """The day on which the room went past its welcome step."""
    parts: tuple[ReportPart, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for part in self.parts for finding in part.findings)


def build_report(live_room: LiveRoom) -> RoomReport:
    """Build the report of what has been published in a room until now.

    A closed room has what retention keeps: the published numbers, and no texts.
    """
    room = live_room.room
    programme = live_room.programme
    words = programme.words_in(room.lang)
    order = {question: place for place, question in enumerate(programme.questions)}
    findings = sorted(
        _read_findings(live_room),
        key=lambda finding: (order[finding.question], finding.rounds),
    )
    by_exercise = groupby(findings, lambda finding: exercise_of(finding.question))
    parts = (
        _build_part(programme, words, exercise, tuple(group))
        for exercise, group in by_exercise
    )
    return RoomReport(
        room.code,
        programme.id,
        words.title,
        words.lang,
        None if room.started is None else date.fromtimestamp(room.started),
        tuple(parts),
    )


def _read_findings(live_room: LiveRoom) -> Iterator[Finding]:
    wordings = live_room.programme.words_in(live_room.room.lang).questions
    for key, published in live_room.results.items():
        question, rounds = in_result(key)
        kind = live_room.kind(question)
        if not _belongs_in_report(kind):
            continue
        # Groups of which no total can be said have a result each; those before the newest stand by
        # themselves.
        *_, newest = split_groups(published)
        visible = let_through(newest, live_room.room.now, key)
        result = _drop_hidden_texts(
            visible, kind, _list_source_ids(live_room, question, kind)
        )
        prompt: Message = wordings[question].prompt
        if kind.seen_by == "facilitator":
            prompt = say("{question} (seen by the facilitator alone)", question=prompt)
        for view in build_result_views(kind, result, wordings[question]):
            yield Finding(
                question,
                prompt,
                rounds[-len(result.rounds) :],
                result,
                view,
                kind.seen_by,
                _is_of_few(live_room, kind, result),
            )
            # A further view of the same result stands under a title of its own.
            prompt = view.title


def _belongs_in_report(kind: Kind) -> bool:
    """Return false also for texts that only the facilitator reads: they are read on the console
    and never let through."""
    for_facilitator_to_read = is_moderated(kind) and kind.seen_by == "facilitator"
    return kind.reported and not for_facilitator_to_read


def _is_of_few(live_room: LiveRoom, kind: Kind, result: Result) -> bool:
    floor = live_room.rules.floor
    return kind.privacy == "guarded" and is_near_floor(result.last, floor)


def _list_source_ids(live_room: LiveRoom, question: str, kind: Kind) -> frozenset[str]:
    """Return the ids of texts that a question about texts may name: what was let through of its
    source, in any round."""
    source = str(QuestionId(exercise_of(question), source_question(kind)))
    names = (name for name in live_room.results if in_result(name)[0] == source)
    return frozenset(id_ for name in names for id_, _ in live_room.let_through_in(name))


def _drop_hidden_texts(result: Result, kind: Kind, approved: frozenset[str]) -> Result:
    """Return the result of a question about texts without the ids of texts that the room does not
    see; any other result as it is."""
    if not source_question(kind):
        return result
    shown = approved.union(kind.label_ids())
    rounds = (
        replace(out, cells=tuple(cell for cell in out.cells if cell[0] in shown))
        if isinstance(out, PublishedTicks)
        else out
        for out in result.rounds
    )
    return replace(result, rounds=tuple(rounds))


def _build_part(
    programme: Programme,
    words: ProgrammeWords,
    exercise: str,
    findings: tuple[Finding, ...],
) -> ReportPart:
    bodies = (
        step_words.body
        for step, step_words in zip(programme.steps, words.steps, strict=True)
        if step.move == "show" and step.exercise == exercise
    )
    return ReportPart(
        words.exercises[exercise].title,
        programme.exercises[exercise].only_key,
        findings,
        tuple(body for body in bodies if body),
    )
