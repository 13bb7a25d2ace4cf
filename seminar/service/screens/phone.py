"""The picture that all phones of one language are sent."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.elements import Prose
from seminar.core.i18n import Message, say
from seminar.core.model.abilities import is_moderated
from seminar.core.model.programme import ProgrammeWords, Step
from seminar.core.room.situation import Scene
from seminar.service import private_texts
from seminar.service.live_room import LiveRoom
from seminar.service.quiz_score import is_told
from seminar.service.screens import questions, results, talk
from seminar.service.screens.shared import (
    build_clock,
    list_exercise_keys,
    read_card_state,
    read_screen_state,
)
from seminar.service.view_models import (
    AskedForm,
    PhonePicture,
    PhoneState,
    in_private,
)

LOOK_UP = say("Look up. The result comes when the facilitator shows it.")


def build_phone(running: LiveRoom, lang: str, time: float) -> PhonePicture:
    """Build what every phone in `lang` shows at this time. What is one participant's own is left
    empty for `seminar.service.participant.phone_state` to fill in."""
    scene = running.scene(time)
    words = running.programme.words_in(lang)
    step = scene.step
    step_words = words.steps[running.room.now.at]
    state = _read_phone_state(scene)
    groups = talk.describe_talk(scene, words)
    waits = read_screen_state(scene) == "covered"
    views = tuple(results.build_step_views(running, lang)) if state == "result" else ()
    marked = state == "result" and _tells_answers(running, step)
    has_own = marked or groups is not None
    return PhonePicture(
        version=running.room.version,
        state=state,
        step=step.id,
        round=_read_round(running),
        at=running.room.now.at + 1,
        of=len(running.programme.steps),
        title=step_words.title,
        body=Prose() if waits else step_words.body,
        keys=list_exercise_keys(running.programme, step),
        forms=tuple(_build_forms(running, words, state)),
        promise=_promise(running, step) if state == "answer" else "",
        posed=tuple(questions.pose_case(scene, words)),
        views=views,
        look=step_words.look,
        clock=build_clock(scene, words),
        says=LOOK_UP if waits else "",
        answered_before=running.answered(step) > 0 or in_private(views) or has_own,
        marked=marked,
        late=running.is_late,
        card=read_card_state(running),
        code=running.room.code,
        talk=groups,
        counts_phones=state == "result" and results.counts_phones(running),
        joined=len(running.participants),
        may_answer=groups is None or not groups.asked,
    )


def _read_round(running: LiveRoom) -> int:
    """Return the round that the present step is in; 0 where it has not been asked."""
    asked = running.room.now.asked.get(running.step.id)
    return asked.round if asked else 0


def _tells_answers(running: LiveRoom, step: Step) -> bool:
    """Return whether this step shows which answers to a quiz are right."""
    return any(is_told(running, question) for question in step.questions)


def _build_forms(
    running: LiveRoom, words: ProgrammeWords, state: PhoneState
) -> Iterator[AskedForm]:
    """Yield the forms to fill in at this step: of its questions, or for notes of one's own."""
    step = running.step
    if step.notes:
        form = private_texts.build_notes_form(step, words.steps[running.room.now.at])
        yield AskedForm(private_texts.STEP_NOTES, form)
    elif state == "answer" or step.move == "write":
        yield from questions.build_forms(running.asked_now, words, running.asking)


def _read_phone_state(scene: Scene) -> PhoneState:
    """Return what phones do at this step, the same for everybody."""
    if scene.room.closed:
        return "ended"
    step = scene.step
    if step.move == "ask":
        return "answer" if scene.is_open(step) else "closed"
    if scene.is_open(step):
        return "answer"
    return (
        "result" if step.move == "show" and step.id in scene.standing.shown else "read"
    )


def _promise(running: LiveRoom, step: Step) -> Message:
    """Return what is promised before a question about one's own workplace; of a text, that the
    facilitator reads it first."""
    kinds = [running.programme.questions[question] for question in step.questions]
    if not any(kind.privacy == "guarded" for kind in kinds):
        return ""
    if all(kind.seen_by == "facilitator" for kind in kinds):
        return say(
            "We ask for no name, unit or age. Only the facilitator "
            "sees the result, without knowing whose answers they are, when the answers are closed "
            "and at least {floor} have answered. You may skip any question. You can change your "
            "answer until the facilitator closes the answers. It is deleted when the room is "
            "closed.",
            floor=running.rules.floor,
        )
    if any(is_moderated(kind) for kind in kinds):
        return say(
            "We ask for no name, unit or age. When the answers are "
            "closed, and at least {floor} have answered, the facilitator reads the texts without "
            "knowing whose they are, and decides which are shown. You may skip any question. You "
            "can change your answer until the facilitator closes the answers. It is deleted when "
            "the room is closed.",
            floor=running.rules.floor,
        )
    return say(
        "We ask for no name, unit or age. Nobody can see what you answered, "
        "not even the facilitator. The result is shown only when the answers are closed and at "
        "least {floor} have answered. You may skip any question. You can change your answer until "
        "the facilitator closes the answers. It is deleted when the room is closed.",
        floor=running.rules.floor,
    )
