"""The picture that the projector shows."""

from __future__ import annotations

from seminar.core.i18n import Message, say, say_n
from seminar.service.live_room import LiveRoom
from seminar.service.screens import questions, results, talk
from seminar.service.screens.shared import (
    build_clock,
    list_exercise_keys,
    read_card_state,
    read_screen_state,
)
from seminar.service.view_models import (
    ScreenPicture,
    ScreenState,
)


def build_projector(running: LiveRoom, lang: str, time: float) -> ScreenPicture:
    """Build what the projector shows. What is covered or suppressed is not in it at all."""
    scene = running.scene(time)
    words = running.programme.words_in(lang)
    step = scene.step
    step_words = words.steps[running.room.now.at]
    answered = running.answered(step)
    state = read_screen_state(scene)
    return ScreenPicture(
        version=running.room.version,
        curtain=running.room.now.curtain,
        code=running.room.code,
        programme=words.title,
        move=step.move,
        state=state,
        at=running.room.now.at + 1,
        of=len(running.programme.steps),
        title=step_words.title,
        body=step_words.body,
        keys=list_exercise_keys(running.programme, step),
        look=step_words.look,
        joined=len(running.participants),
        answered=answered,
        says=_phrase_state(state, answered),
        late=running.is_late,
        posed=tuple(
            questions.pose_questions(running.asked_now, words, running.asking)
            if step.move == "ask"
            else questions.pose_case(scene, words)
        ),
        views=tuple(results.build_step_views(running, lang))
        if state == "shown" or (step.live and answered)
        else (),
        clock=build_clock(scene, words),
        cards=len(running.handed)
        if read_card_state(running) == "hand" and running.follows in step.questions
        else None,
        talk=talk.describe_talk(scene, words),
        groups=len(talk.list_group_sizes(running)),
        counts_phones=state == "shown" and results.counts_phones(running),
        door_closed=running.room.door_closed,
        spots=tuple(talk.list_spots(running, words)),
        page=running.room.now.page,
    )


def _phrase_state(state: ScreenState, answered: int) -> Message:
    """Return the sentence that the stage has about its state."""
    match state:
        case "open":
            return say_n("{n} answer received", "{n} answers received", answered)
        case "closed":
            return say("The answers are closed.")
        case "covered":
            return say(
                "The result is ready. It is shown when the facilitator presses the key."
            )
        case "ended":
            return say("Thank you all for taking part.")
        case _:
            return ""
