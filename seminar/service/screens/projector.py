"""Projector."""

from __future__ import annotations

from seminar.core.i18n import Message, say, say_n
from seminar.service.live_room import LiveRoom
from seminar.service.screens import questions
from seminar.service.screens import results as showing
from seminar.service.screens import talk as talking
from seminar.service.screens.shared import _card, _clock, _keys, _screen_state
from seminar.service.view_models import (
    ScreenPicture,
    ScreenState,
)


def build_projector(running: LiveRoom, lang: str, time: float) -> ScreenPicture:
    """What the projector shows. What is covered or suppressed is not in it at all."""
    scene, words = running.scene(time), running.programme.words_in(lang)
    step, said = scene.step, words.steps[running.room.now.at]
    answered, state = running.answered(step), _screen_state(scene)
    return ScreenPicture(
        version=running.room.version,
        curtain=running.room.now.curtain,
        code=running.room.code,
        programme=words.title,
        move=step.move,
        state=state,
        at=running.room.now.at + 1,
        of=len(running.programme.steps),
        title=said.title,
        body=said.body,
        keys=_keys(running.programme, step),
        look=said.look,
        joined=len(running.participants),
        answered=answered,
        says=_says(state, answered),
        late=running.is_late,
        posed=tuple(
            questions.posed(running.asked_now, words, running.asking)
            if step.move == "ask"
            else questions.talked_of(scene, words)
        ),
        views=tuple(showing.views(running, lang, time))
        if state == "shown" or (step.live and answered)
        else (),
        clock=_clock(scene, words),
        cards=len(running.handed)
        if _card(running) == "hand" and running.follows in step.questions
        else None,
        talk=talking.talk(scene, words),
        groups=len(talking.group_sizes(running)),
        counts_phones=state == "shown" and showing.counts_phones(running),
        door_closed=running.room.door_closed,
        spots=tuple(talking.spots(running, words)),
        page=running.room.now.page,
    )


def _says(state: ScreenState, answered: int) -> Message:
    match state:
        case "open":
            return say_n("{n} answer received", "{n} answers received", answered)
        case "closed":
            return say("The answers are closed.")
        case "covered":
            return say("The result is ready. It is shown when the facilitator presses the key.")
        case "ended":
            return say("Thank you all for taking part.")
        case _:
            return ""
