"""The views of results: what a step shows to the room, what the facilitator alone is shown, and
what is shown again at home."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from seminar.core.disclosure.late_groups import combine_groups
from seminar.core.disclosure.near_floor import is_near_floor
from seminar.core.disclosure.result import Result, Withheld
from seminar.core.elements import (
    Figures,
    Prose,
    Quiet,
    View,
)
from seminar.core.i18n import Speech, say
from seminar.core.model.abilities import has_two_views, is_moderated
from seminar.core.model.kind import Answer, Kind, Wording
from seminar.core.model.question_id import exercise_of
from seminar.core.presenting.waves import NOT_THE_SAME
from seminar.core.room.moderation import let_through
from seminar.core.room.state import in_result, result_key
from seminar.service.answers.publishing import publish_rounds
from seminar.service.live_room import LiveRoom


def build_step_views(running: LiveRoom, lang: str) -> list[View]:
    """Build the views of this step: published results, or the moving bars of a live question."""
    wordings = running.programme.words_in(lang).questions
    is_asking = running.step.move == "ask"
    views: list[View] = []
    for question in _list_shown_questions(running):
        result = (
            _count_live(running, question) if is_asking else running.result(question)
        )
        if result is not None:
            kind = running.kind(question)
            name = None if is_asking else running.result_name(question)
            views += _build_views(kind, result, wordings[question], running, name)
    return _share_stage(views)


def _list_shown_questions(running: LiveRoom) -> list[str]:
    """Return the questions whose results this step shows.

    What another exercise asked is shown beside the step's own question of the same kind. Where
    that one is withheld, the earlier answers would stand alone and look like the present ones.
    """
    questions = running.step.questions
    own = [
        question
        for question in questions
        if exercise_of(question) == running.step.exercise
    ]
    return [
        question
        for question in questions
        if question in own
        or not (beside := _of_same_kind(running, question, own))
        or any(_says_something(running, name) for name in beside)
    ]


def _of_same_kind(running: LiveRoom, question: str, others: list[str]) -> list[str]:
    kind = running.kind(question)
    return [name for name in others if type(running.kind(name)) is type(kind)]


def _says_something(running: LiveRoom, question: str) -> bool:
    """Say whether a result has been published of which the room is told anything."""
    result = running.result(question)
    return result is not None and not isinstance(result.last, Withheld)


def _count_live(running: LiveRoom, question: str) -> Result | None:
    """Return the result of the answers so far; None where they are not shown while they come."""
    kind = running.kind(question)
    if kind.privacy != "open" or is_moderated(kind):
        return None
    newest_round = running.timeless_scene.shown_rounds(question)[-1:]
    values = [_read_values(running, question, number) for number in newest_round]
    return publish_rounds(kind, values, running.rules)


def build_facilitator_views(running: LiveRoom, lang: str) -> list[View]:
    """Build what the facilitator alone is shown of the exercise that the room is in, once its
    questions have been left."""
    wordings = running.programme.words_in(lang).questions
    views: list[View] = []
    for question in _list_facilitator_questions(running):
        result = running.result(question)
        if result is not None:
            kind = running.programme.questions[question]
            views += _build_views(kind, result, wordings[question], running)
    return [
        replace(view, task="") if isinstance(view, Quiet) else view
        for view in _share_stage(views)
    ]


def _list_facilitator_questions(running: LiveRoom) -> list[str]:
    """Return the questions of the present exercise whose results only the facilitator sees."""
    return [
        question
        for question in running.programme.questions_in_order
        if running.programme.questions[question].seen_by == "facilitator"
        and exercise_of(question) == running.step.exercise
    ]


COUNTS_PHONES = say(
    "Phones were counted, not people: whoever has several, counts several times."
)
"""Said with a result of so few that it matters; see `seminar.core.disclosure.near_floor`."""


def counts_phones(running: LiveRoom) -> bool:
    """Say whether a result about the workplace that this step shows is of few."""
    return any(
        is_of_few(running, question) for question in _list_shown_questions(running)
    )


def facilitator_counts_phones(running: LiveRoom) -> bool:
    """Say the same of what the facilitator alone is shown."""
    return any(
        is_of_few(running, question)
        for question in _list_facilitator_questions(running)
    )


def is_of_few(running: LiveRoom, question: str) -> bool:
    """Say whether the question's newest result is about the workplace and near the floor."""
    result = running.result(question)
    if result is None or running.programme.questions[question].privacy != "guarded":
        return False
    return any(
        is_near_floor(part.last, running.rules.floor) for part in split_groups(result)
    )


def _build_views(
    kind: Kind,
    result: Result,
    wording: Wording,
    running: LiveRoom,
    name: str | None = None,
) -> Iterator[View]:
    """Yield all that is drawn of a result: with the name of a published one, of texts only those
    that have been let through in it."""
    for number, part in enumerate(split_groups(result)):
        shown = let_through(part, running.room.now, name) if name else part
        for view in build_result_views(kind, shown, wording):
            yield _name_latecomers(view) if number else view


def build_result_views(kind: Kind, result: Result, wording: Wording) -> Iterator[View]:
    """Yield the views of a result: of what was asked, and of what was asked besides."""
    yield _set_task(kind.build_view(result, wording), wording)
    if has_two_views(kind) and (second := kind.build_second_view(result, wording)):
        yield second


def _set_task(view: View, wording: Wording) -> View:
    """Return the view; where it is a silence, with what the author has the room do instead."""
    if isinstance(view, Quiet) and view.task and wording.few:
        return replace(view, task=wording.few, aloud=True)
    return view


@dataclass(frozen=True, slots=True)
class ShownResults:
    """Results that the room has been shown at a step, and what the author says beneath them."""

    exercise: str | None
    views: tuple[View, ...]
    body: Prose


def list_shown_results(running: LiveRoom, lang: str) -> list[ShownResults]:
    """Return the numbers that the room has been shown so far: results that are uncovered, and what
    moving bars ended in.

    What people wrote is not in it: it is deleted when the room is closed, and must not outlive it
    on other phones. Nor are silences, in which there is nothing to look at again. Each question
    stands where it was shown last.
    """
    programme = running.programme
    words = programme.words_in(lang)
    results = _newest_results(running)
    shown: list[ShownResults] = []
    later_questions: set[str] = set()
    for step, step_words in reversed(
        list(zip(programme.steps, words.steps, strict=True))
    ):
        if not (step.live or step.id in running.room.now.shown):
            continue
        questions = [
            question
            for question in step.questions
            if question in results and question not in later_questions
        ]
        later_questions.update(questions)
        views = _share_stage(
            [
                view
                for question in questions
                for part in split_groups(results[question])
                for view in build_result_views(
                    programme.questions[question], part, words.questions[question]
                )
            ]
        )
        loud = tuple(view for view in views if not isinstance(view, Quiet))
        if loud:
            body = step_words.body if step.move == "show" else Prose()
            shown.append(ShownResults(step.exercise, loud, body))
    return shown[::-1]


def _newest_results(running: LiveRoom) -> dict[str, Result]:
    """Return the newest result of each question, but for those of what people wrote."""
    newest: dict[str, tuple[int, ...]] = {}
    for key in running.results.keys() - running.written:
        question, rounds = in_result(key)
        newest[question] = max(rounds, newest.get(question, ()))
    return {
        question: running.results[result_key(question, rounds)]
        for question, rounds in newest.items()
    }


def split_groups(result: Result) -> Iterator[Result]:
    """Yield the result as it is shown: whole, or where nothing could be said of all groups
    together, group by group."""
    groups = combine_groups(result.groups) if result.groups else ()
    if len(groups) < 2:
        yield result
    else:
        yield from (Result((group,)) for group in groups)


def _name_latecomers(view: View) -> View:
    """Return the view with a title that says it is of those who came late."""
    if isinstance(view, Figures):
        figures = (
            replace(
                figure, label=say("{what} from those who came late", what=figure.label)
            )
            for figure in view.figures
        )
        return replace(view, figures=tuple(figures))
    return replace(view, title=say("{what} – those who came late", what=view.title))


def _read_values(
    running: LiveRoom, question: str, round_: int
) -> Mapping[bytes, Answer]:
    """Return the answers in a round, without their sequence numbers."""
    saved = running.answers_in_round(question, round_)
    return {who: answer.value for who, answer in saved.items()}


def _share_stage(views: list[View]) -> list[View]:
    """Return the views as they share a stage: single figures side by side, and a single silence
    when nothing else speaks."""
    loud: list[View] = [view for view in views if not isinstance(view, Quiet)]
    of_figures = [view for view in loud if isinstance(view, Figures)]
    if len(of_figures) > 1:
        charts = (view for view in loud if not isinstance(view, Figures))
        loud = [*charts, _place_side_by_side(of_figures)]
    return loud or views[:1]


def _place_side_by_side(views: list[Figures]) -> Figures:
    """Return the figures of several views as those of a single view."""
    figures = tuple(figure for view in views for figure in view.figures)
    axes = {figure.axis for figure in figures}
    # Where all have the same scale, they are read as before and after.
    share_scale = None not in axes and len(axes) == 1
    note = views[-1].note or (NOT_THE_SAME if share_scale else "")
    return Figures("", figures, note)


def drop_repeated_note(view: View, speech: Speech, body: str) -> View:
    """Return the view without its note, where the author's own text beneath the drawing, `body`,
    says the same already."""
    if isinstance(view, Quiet) or not view.note or speech(view.note) not in body:
        return view
    return replace(view, note="")
