"""What a step asks and what it shows, in the words of the small language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from seminar.core.disclosure.late_groups import combine_groups
from seminar.core.disclosure.near_floor import is_near_floor
from seminar.core.disclosure.result import Result
from seminar.core.elements import (
    Figures,
    Prose,
    Quiet,
    View,
)
from seminar.core.i18n import Speech, say
from seminar.core.model.abilities import has_two_views, is_moderated
from seminar.core.model.kind import Kind, Wording
from seminar.core.model.question_id import exercise_of
from seminar.core.presenting.waves import NOT_THE_SAME
from seminar.core.room.moderation import let_through
from seminar.core.room.state import RoomState, in_result, result_key
from seminar.service.answers.publishing import result_of
from seminar.service.live_room import LiveRoom


def views(running: LiveRoom, lang: str, time: float) -> list[View]:
    """The views of this step: published results, or the moving bars of a live question."""
    scene, words, found = running.scene(time), running.programme.words_in(lang), list[View]()
    for question in scene.step.questions:
        kind = running.kind(question)
        if scene.step.move == "ask":
            if kind.privacy != "open" or is_moderated(kind):
                continue
            rounds = scene.shown_rounds(question)[-1:]
            result = result_of(
                kind, [_values(running, question, one) for one in rounds], running.rules
            )
        else:
            published = running.result(question)
            if published is None:
                continue
            result = published
        found += _views(kind, result, words.questions[question], running.room.now)
    return _joined(found)


def for_the_facilitator(running: LiveRoom, lang: str) -> list[View]:
    """What the facilitator alone is shown of the exercise that the room is in, once its
    questions have been left."""
    words, found = running.programme.words_in(lang), list[View]()
    for question in _for_the_facilitator(running):
        kind, result = running.programme.questions[question], running.result(question)
        if result:
            found += _views(kind, result, words.questions[question])
    return [replace(view, task="") if isinstance(view, Quiet) else view for view in _joined(found)]


def _for_the_facilitator(running: LiveRoom) -> list[str]:
    """Return the questions of the present exercise whose results only the facilitator sees."""
    return [
        question
        for question in running.programme.questions_in_order
        if running.programme.questions[question].seen_by == "facilitator"
        and exercise_of(question) == running.step.exercise
    ]


COUNTS_PHONES = say("Phones were counted, not people: whoever has several, counts several times.")
"""Said with a result of so few that it matters; see `seminar.core.disclosure.near_floor`."""


def counts_phones(running: LiveRoom) -> bool:
    """Say whether a result about the workplace that this step shows is of few."""
    return any(is_of_few(running, question) for question in running.step.questions)


def facilitator_counts_phones(running: LiveRoom) -> bool:
    """Say the same of what the facilitator alone is shown."""
    return any(is_of_few(running, question) for question in _for_the_facilitator(running))


def is_of_few(running: LiveRoom, question: str) -> bool:
    """Say whether the question's newest result is about the workplace and near the floor."""
    result = running.result(question)
    if result is None or running.programme.questions[question].privacy != "guarded":
        return False
    return any(is_near_floor(part.last, running.rules.floor) for part in parts(result))


def _views(
    kind: Kind, result: Result, wording: Wording, now: RoomState | None = None
) -> Iterator[View]:
    """All that is drawn of a published result: with `now`, of texts only those that have been
    let through by then."""
    for number, part in enumerate(parts(result)):
        for view in drawn(kind, let_through(part, now) if now else part, wording):
            yield _of_latecomers(view) if number else view


def drawn(kind: Kind, result: Result, wording: Wording) -> Iterator[View]:
    """All that is shown of one result: what was asked, and what was asked besides."""
    yield _in_its_own_terms(kind.build_view(result, wording), wording)
    if has_two_views(kind) and (second := kind.build_second_view(result, wording)):
        yield second


def _in_its_own_terms(view: View, wording: Wording) -> View:
    """The view; where it is a silence, with what the author has the room do instead."""
    if isinstance(view, Quiet) and view.task and wording.few:
        return replace(view, task=wording.few, aloud=True)
    return view


@dataclass(frozen=True, slots=True)
class Seen:
    """Results that the room has been shown at one step, and what the author says beneath them."""

    exercise: str | None
    views: tuple[View, ...]
    body: Prose


def seen(running: LiveRoom, lang: str) -> list[Seen]:
    """The numbers that the room has been shown so far: results that are uncovered, and what moving
    bars ended in.

    What people wrote is not in it: it is deleted when the room is closed, and must not outlive it
    on other phones. Nor are silences, in which there is nothing to look at again. Each question
    stands where it was shown last.
    """
    programme, words = running.programme, running.programme.words_in(lang)
    kept = {in_result(key) for key in running.results.keys() - running.written}
    newest = {
        question: max(rounds for one, rounds in kept if one == question) for question, _ in kept
    }
    found, later = list[Seen](), set[str]()
    for step, said in reversed(list(zip(programme.steps, words.steps, strict=True))):
        if not (step.live or step.id in running.room.now.shown):
            continue
        questions = [one for one in step.questions if one in newest and one not in later]
        later.update(questions)
        results = ((one, running.results[result_key(one, newest[one])]) for one in questions)
        each = ((one, part) for one, result in results for part in parts(result))
        views = _joined(
            [
                view
                for one, part in each
                for view in drawn(programme.questions[one], part, words.questions[one])
            ]
        )
        if loud := tuple(view for view in views if not isinstance(view, Quiet)):
            found.append(Seen(step.exercise, loud, said.body if step.move == "show" else Prose()))
    return found[::-1]


def parts(result: Result) -> Iterator[Result]:
    """The result as it is shown: whole, or where nothing could be said of all groups together,
    one group at a time."""
    groups = combine_groups(result.groups) if result.groups else ()
    if len(groups) < 2:
        yield result
    else:
        yield from (Result((group,)) for group in groups)


def _of_latecomers(view: View) -> View:
    """The view, with the word that it is of those who came late."""
    if isinstance(view, Figures):
        figures = (
            replace(one, label=say("{what} from those who came late", what=one.label))
            for one in view.figures
        )
        return replace(view, figures=tuple(figures))
    return replace(view, title=say("{what} – those who came late", what=view.title))


def _values(running: LiveRoom, question: str, round_: int) -> dict[bytes, object]:
    return {who: value for who, (_, value) in running.answers_in_round(question, round_).items()}


def _joined(views: list[View]) -> list[View]:
    """Views that share a stage: single figures side by side, and one silence at most, when
    nothing else speaks."""
    loud: list[View] = [view for view in views if not isinstance(view, Quiet)]
    figures = [view for view in loud if isinstance(view, Figures)]
    if len(figures) > 1:
        each = tuple(figure for view in figures for figure in view.figures)
        # On one scale they are read as before and after.
        on_a_scale = each[0].axis is not None and len({one.axis for one in each}) == 1
        side_by_side = Figures("", each, figures[-1].note or (NOT_THE_SAME if on_a_scale else ""))
        loud = [*(view for view in loud if not isinstance(view, Figures)), side_by_side]
    return loud or views[:1]


def without_what_is_said(view: View, speech: Speech, said: str) -> View:
    """A note that the author's own words beneath the drawing hold already is not said twice."""
    if isinstance(view, Quiet) or not view.note or speech(view.note) not in said:
        return view
    return replace(view, note="")
