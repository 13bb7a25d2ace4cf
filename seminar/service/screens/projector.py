"""The picture that the projector shows."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.i18n import Message, say, say_n
from seminar.core.model.programme import ProgrammeWords
from seminar.core.room.situation import Scene
from seminar.service.live_room import LiveRoom
from seminar.service.screens import questions, results, talk
from seminar.service.screens.shared import (
    build_clock,
    list_exercise_keys,
    read_card_state,
    read_screen_state,
)
from seminar.service.view_models import (
    Posed,
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
    has_views = state == "shown" or (step.live and answered > 0)
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
        posed=tuple(_pose(running, scene, words)),
        views=tuple(results.build_step_views(running, lang)) if has_views else (),
        clock=build_clock(scene, words),
        cards=_count_cards(running),
        talk=talk.describe_talk(scene, words),
        groups=len(talk.list_group_sizes(running)),
        counts_phones=state == "shown" and results.counts_phones(running),
        door_closed=running.room.door_closed,
        spots=tuple(talk.list_spots(running, words)),
        page=running.room.now.page,
    )


def _pose(running: LiveRoom, scene: Scene, words: ProgrammeWords) -> Iterator[Posed]:
    """Yield what stands on the stage to be read together: the questions, or the case of a talk."""
    if scene.step.move == "ask":
        return questions.pose_questions(running.asked_now, words, running.asking)
    return questions.pose_case(scene, words)


def _count_cards(running: LiveRoom) -> int | None:
    """Return how many return cards have been handed in, while they are; otherwise None."""
    is_handing_in = read_card_state(running) == "hand"
    if is_handing_in and running.follows in running.step.questions:
        return len(running.handed)
    return None


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
