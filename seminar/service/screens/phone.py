"""Phone."""

from __future__ import annotations

from seminar.core.elements import Prose
from seminar.core.i18n import Message, say
from seminar.core.model.abilities import is_moderated
from seminar.core.model.programme import Step
from seminar.core.room.situation import Scene
from seminar.service import private_texts
from seminar.service.live_room import LiveRoom
from seminar.service.quiz_score import is_told
from seminar.service.screens import questions
from seminar.service.screens import results as showing
from seminar.service.screens import talk as talking
from seminar.service.screens.shared import _card, _clock, _keys, _screen_state
from seminar.service.view_models import (
    AskedForm,
    PhonePicture,
    PhoneState,
    in_private,
)


def build_phone(running: LiveRoom, lang: str, time: float) -> PhonePicture:
    """What every phone in `lang` shows; `saved` is left empty for the edge to fill in."""
    scene, words = running.scene(time), running.programme.words_in(lang)
    step, said = scene.step, words.steps[running.room.now.at]
    asked = running.room.now.asked.get(step.id)
    state = _phone_state(scene)
    asks, talk = state == "answer" or step.move == "write", talking.talk(scene, words)
    waits = _screen_state(scene) == "covered"
    views = tuple(showing.views(running, lang, time)) if state == "result" else ()
    forms = tuple(questions.forms(running.asked_now, words, running.asking)) if asks else ()
    marked = state == "result" and any(is_told(running, question) for question in step.questions)
    return PhonePicture(
        version=running.room.version,
        state=state,
        step=step.id,
        round=asked.round if asked else 0,
        at=running.room.now.at + 1,
        of=len(running.programme.steps),
        title=said.title,
        body=Prose() if waits else said.body,
        keys=_keys(running.programme, step),
        forms=(AskedForm(private_texts.NOTED, private_texts.noted(step, said)),)
        if step.notes
        else forms,
        promise=_promise(running, step) if state == "answer" else "",
        posed=tuple(questions.talked_of(scene, words)),
        views=views,
        look=said.look,
        clock=_clock(scene, words),
        says=say("Look up. The result comes when the facilitator shows it.") if waits else "",
        answered_before=running.answered(step) > 0
        or in_private(views)
        or marked
        or talk is not None,
        marked=marked,
        late=running.is_late,
        card=_card(running),
        code=running.room.code,
        talk=talk,
        counts_phones=state == "result" and showing.counts_phones(running),
        joined=len(running.participants),
        may_answer=talk is None or not talk.asked,
    )


def _phone_state(scene: Scene) -> PhoneState:
    if scene.room.closed:
        return "ended"
    step = scene.step
    if step.move == "ask":
        return "answer" if scene.is_open(step) else "closed"
    if scene.is_open(step):
        return "answer"
    return "result" if step.move == "show" and step.id in scene.standing.shown else "read"


def _promise(running: LiveRoom, step: Step) -> Message:
    """What is promised before a question about one's own workplace; of a text, that the
    facilitator reads it first."""
    kinds = [running.programme.questions[question] for question in step.questions]
    if not any(kind.privacy == "guarded" for kind in kinds):
        return ""
    if all(kind.seen_by == "facilitator" for kind in kinds):
        return say(
            "Your answers are anonymous. We ask for no name, unit or age. Only the facilitator sees the result, without"
            " knowing whose answers they are, when the answers are closed and at least {floor} have answered. You may"
            " skip any question. You can change your answer until the facilitator closes the answers. It is deleted"
            " when the room is closed.",
            floor=running.rules.floor,
        )
    if any(is_moderated(kind) for kind in kinds):
        return say(
            "Your answers are anonymous. We ask for no name, unit or age. When the answers are closed, and at least"
            " {floor} have answered, the facilitator reads the texts without knowing whose they are, and decides which"
            " are shown. You may skip any question. You can change your answer until the facilitator closes the"
            " answers. It is deleted when the room is closed.",
            floor=running.rules.floor,
        )
    return say(
        "Your answers are anonymous. We ask for no name, unit or age. Nobody sees your answer, not even the"
        " facilitator. The result is shown only when the answers are closed and at least {floor} have answered."
        " You may skip any question. You can change your answer until the facilitator closes the answers. It is"
        " deleted when the room is closed.",
        floor=running.rules.floor,
    )
