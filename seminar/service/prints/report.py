"""What a room was shown, gathered into one value, and told as a print;
`seminar.service.export.rows` tells it in rows.

Only published results are read here, never an answer; and of texts only those that the facilitator
has let through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby

from babel.dates import format_date

from seminar import charts
from seminar.core.disclosure.near_floor import is_near_floor
from seminar.core.disclosure.privacy_class import SeenBy
from seminar.core.disclosure.result import PublishedScales, PublishedTicks, Result
from seminar.core.disclosure.thresholds import HARD_BARS
from seminar.core.elements import (
    Block,
    Cloud,
    Document,
    Drawn,
    Grid,
    Heading,
    Key,
    Marks,
    Paragraph,
    Prose,
    Quiet,
    Run,
    Statements,
    Unbroken,
    View,
)
from seminar.core.i18n import Message, Say, find_language, say
from seminar.core.model.abilities import is_moderated, source_question
from seminar.core.model.kind import Kind
from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.core.model.question_id import exercise_of
from seminar.core.room.moderation import let_through
from seminar.core.room.state import in_result
from seminar.core.stats.estimators import wilson_interval
from seminar.service.live_room import LiveRoom
from seminar.service.screens.results import (
    COUNTS_PHONES,
    build_result_views,
    split_groups,
)

NOTHING = say("Nothing has been published in this room yet.")


@dataclass(frozen=True, slots=True)
class Finding:
    """One published result: what was asked, in which rounds, and what the room may know of it."""

    question: str
    """Qualified id."""
    prompt: Message
    rounds: tuple[int, ...]
    result: Result
    view: View
    seen_by: SeenBy = "room"
    counts_phones: bool = False
    """Whether it is of so few that it must be said what was counted."""


@dataclass(frozen=True, slots=True)
class Part:
    """The findings of one exercise, and what its author says beneath its results."""

    title: str
    keys: tuple[Key, ...]
    findings: tuple[Finding, ...]
    under: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was published in one room, in the order of the programme and the room's
    own language."""

    code: str
    programme: str
    title: str
    lang: str
    day: date | None
    """The day that the room left its welcome."""
    parts: tuple[Part, ...]

    @property
    def findings(self) -> tuple[Finding, ...]:
        return tuple(finding for part in self.parts for finding in part.findings)


def report(running: LiveRoom) -> Report:
    """What has been published in this room until now; of a closed room, what is kept."""
    room, programme = running.room, running.programme
    words = programme.words_in(room.lang)
    order = tuple(programme.questions)
    findings = sorted(
        _findings(running), key=lambda one: (order.index(one.question), one.rounds)
    )
    return Report(
        room.code,
        programme.id,
        words.title,
        words.lang,
        None if room.started is None else date.fromtimestamp(room.started),
        tuple(
            _part(programme, words, exercise, tuple(of_it))
            for exercise, of_it in groupby(findings, _exercise)
        ),
    )


def _findings(running: LiveRoom) -> Iterator[Finding]:
    wordings = running.programme.words_in(running.room.lang).questions
    for key, published in running.results.items():
        question, rounds = in_result(key)
        # Groups of which no total can be said have a result each; those before the newest stand by
        # themselves.
        *_, newest = split_groups(published)
        kind, now = running.kind(question), running.room.now
        # What the facilitator alone reads is read on the console, and never let through.
        if not kind.reported or (is_moderated(kind) and kind.seen_by == "facilitator"):
            continue
        result = _without_hidden(let_through(newest, now), kind, now.approved)
        asked: Message = wordings[question].prompt
        if kind.seen_by == "facilitator":
            asked = say("{question} (seen by the facilitator alone)", question=asked)
        for view in build_result_views(kind, result, wordings[question]):
            yield Finding(
                question,
                asked,
                rounds[-len(result.rounds) :],
                result,
                view,
                kind.seen_by,
                _is_of_few(running, kind, result),
            )
            asked = view.title


def _is_of_few(running: LiveRoom, kind: Kind, result: Result) -> bool:
    return kind.privacy == "guarded" and is_near_floor(result.last, running.rules.floor)


def _without_hidden(result: Result, kind: Kind, approved: frozenset[str]) -> Result:
    """The result of a question about texts, without the ids of those that the room does not see."""
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


def _exercise(finding: Finding) -> str:
    return exercise_of(finding.question)


def _part(
    programme: Programme,
    words: ProgrammeWords,
    exercise: str,
    findings: tuple[Finding, ...],
) -> Part:
    shows = (
        said.body
        for step, said in zip(programme.steps, words.steps, strict=True)
        if step.move == "show" and step.exercise == exercise
    )
    return Part(
        words.exercises[exercise].title,
        programme.exercises[exercise].keys,
        findings,
        tuple(filter(None, shows)),
    )


# --- As a print -----------------------------------------------------------------------------------


def document(told: Report) -> Document:
    """The report to print: who, where and when, and every result as the room saw it."""
    facts: list[Run | Message] = [
        Run(told.title, bold=True),
        " · ",
        say("Room {code}", code=told.code),
    ]
    if told.day is not None:
        facts += [
            " · ",
            format_date(told.day, "long", locale=find_language(told.lang).locale),
        ]
    blocks: list[Block] = [
        Marks(),
        Heading(say("What the room answered"), 1),
        Paragraph(tuple(facts), "lead"),
    ]
    if not told.parts:
        blocks.append(Paragraph((NOTHING,)))
    asked = Counter(
        question
        for question, _ in {(one.question, one.rounds) for one in told.findings}
    )
    for part in told.parts:
        blocks += _printed(part, asked)
    to_all = all(one.seen_by == "room" for one in told.findings)
    blocks += [
        Paragraph((foot,), "small") for foot in (_SHOWN if to_all else _SEEN, *_FEET)
    ]
    foot = say("{programme} · room {code}", programme=told.title, code=told.code)
    return Document(
        say("What the room answered"),
        told.lang,
        tuple(blocks),
        foot=foot,
        subject=told.title,
    )


_SHOWN = say("This is what the room was shown, and nothing more.")
_SEEN = say(
    "This is what was shown, to the room or where it says so to the facilitator alone, and "
    "nothing more."
)
_FEET = (
    say(
        "All answers are deleted when the room is closed. Only the summary that was shown is kept."
    ),
    say(
        "This is not a channel for whistle-blowing. Talk to your leader, the safety "
        "representative or the union representative, or use the whistle-blowing procedure."
    ),
)


def _uncertain(finding: Finding) -> Iterator[Say]:
    """How far the share that agrees may be off, for each statement of which bars or bands of
    many were let out."""
    out, view = finding.result.last, finding.view
    if not isinstance(out, PublishedScales) or not isinstance(view, Statements):
        return
    for one, row in zip(out.statements, view.rows, strict=True):
        agree = [band.count for band in one.bands if band.part in ("agree", 4, 5)]
        if agree and one.n >= HARD_BARS:
            low, high = (round(100 * end) for end in wilson_interval(sum(agree), one.n))
            yield say(
                "{statement}: {agree} of {n} agree. With as many answers from a larger crowd, "
                "that could be from {low} to {high} percent (95 % interval).",
                statement=row.label,
                agree=sum(agree),
                n=one.n,
                low=low,
                high=high,
            )


def _printed(part: Part, asked: Counter[str]) -> Iterator[Block]:
    heading = Heading(part.title, 2, part.keys[0] if len(part.keys) == 1 else None)
    for finding in part.findings:
        again = asked[finding.question] > 1 and len(finding.rounds) == 1
        which = (
            (Paragraph((say("Round {n}", n=finding.rounds[0]),), "small"),)
            if again
            else ()
        )
        first = (heading,) if finding is part.findings[0] else ()
        yield Unbroken(
            (*first, Heading(finding.prompt, 3), *which, Drawn(finding.view))
        )
        if isinstance(finding.view, Cloud):
            twin = charts.build_table(finding.view)
            yield Grid(twin.head, twin.rows, (4, 1))
        if finding.counts_phones:
            yield Paragraph((COUNTS_PHONES,), "small")
        yield from (Paragraph((words,), "small") for words in _uncertain(finding))
    if not all(isinstance(finding.view, Quiet) for finding in part.findings):
        for prose in part.under:
            yield from (
                Paragraph(one.runs, "small") if isinstance(one, Paragraph) else one
                for one in prose.blocks
            )
