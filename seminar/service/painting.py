"""From a running room to the picture of each screen. Pure: the same room and time give the same picture."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.core.language import Say, Words, say, say_n
from seminar.core.programme import Programme, ProgrammeWords, Step
from seminar.core.result import Withheld
from seminar.core.scene import Scene, Situation
from seminar.core.silence import few_new
from seminar.core.words import Key, Prose
from seminar.service import own, plan, seating, showing, talking
from seminar.service.alike import alike
from seminar.service.keys import big_keys
from seminar.service.pictures import (
    AskedForm,
    CardState,
    Clock,
    HostPicture,
    PhonePicture,
    PhoneState,
    ScreenPicture,
    ScreenState,
    in_private,
)
from seminar.service.running import Running
from seminar.service.score import is_told


def phone(running: Running, lang: str, time: float) -> PhonePicture:
    """What every phone in `lang` shows; `saved` is left empty for the edge to fill in."""
    scene, words = running.scene(time), running.programme.said(lang)
    step, said = scene.step, words.steps[running.room.now.at]
    asked = running.room.now.asked.get(step.id)
    state = _phone_state(scene)
    asks, talk = state == "answer" or step.move == "write", talking.talk(scene, words)
    waits = _screen_state(scene) == "covered"
    views = tuple(showing.views(running, lang, time)) if state == "result" else ()
    forms = tuple(showing.forms(running.asked_now, words, running.asking)) if asks else ()
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
        forms=(AskedForm(own.NOTED, own.noted(step, said)),) if step.notes else forms,
        promise=_promise(running, step) if state == "answer" else "",
        posed=tuple(showing.talked_of(scene, words)),
        views=views,
        look=said.look,
        clock=_clock(scene, words),
        says=say("Look up. The result comes when the facilitator shows it.") if waits else "",
        answered_before=running.answered(step) > 0 or in_private(views) or marked or talk is not None,
        marked=marked,
        late=running.is_late,
        card=_card(running),
        code=running.room.code,
        talk=talk,
        may_answer=talk is None or not talk.asked,
    )


def screen(running: Running, lang: str, time: float) -> ScreenPicture:
    """What the projector shows. What is covered or suppressed is not in it at all."""
    scene, words = running.scene(time), running.programme.said(lang)
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
            showing.posed(running.asked_now, words, running.asking)
            if step.move == "ask"
            else showing.talked_of(scene, words)
        ),
        views=tuple(showing.views(running, lang, time)) if state == "shown" or (step.live and answered) else (),
        clock=_clock(scene, words),
        cards=len(running.handed) if _card(running) == "hand" and running.follows in step.questions else None,
        talk=talking.talk(scene, words),
        groups=len(talking.group_sizes(running)),
        spots=tuple(talking.spots(running, words)),
    )


def console(running: Running, lang: str, time: float, connected: int, trouble: Words = "") -> HostPicture:
    """What the facilitator sees: the stage as the room sees it, and what belongs to the facilitator alone."""
    scene, words = running.scene(time), running.programme.said(lang)
    room, steps, at = running.room, running.programme.steps, running.room.now.at
    step, said = scene.step, words.steps[at]
    exercise = words.exercises.get(step.exercise or "")
    following = words.steps[at + 1].label if at + 1 < len(steps) else ""
    pending = tuple(showing.pending(running, step))
    return HostPicture(
        version=room.version,
        screen=screen(running, lang, time),
        label=said.label,
        notes=said.notes,
        next_label=following,
        then="" if scene.situation in _HALTS else following,
        moves=tuple(plan.moves(running.programme, words, at)),
        agenda=tuple(plan.agenda(running.programme, words, at)),
        keys=tuple(big_keys(scene)),
        due=sum(one.minutes for one in steps[:at]),
        planned=sum(one.minutes for one in steps[: at + 1]),
        total=running.programme.minutes,
        used=None if room.started is None else max(0.0, time - room.started) / 60,
        connected=connected,
        joined=len(running.participants),
        answered=running.answered(step),
        pending=pending,
        views=tuple(showing.for_the_facilitator(running, lang)),
        alike=tuple(alike(pending, words.lang)),
        care=exercise.care if exercise else Prose(),
        debrief=exercise.debrief if exercise else Prose(),
        evidence=exercise.evidence if exercise else Prose(),
        debrief_here=exercise is not None and plan.is_last_of_exercise(running.programme, at),
        trouble=trouble,
        aside=_aside(running),
        network=tuple(_network(scene)),
        group_sizes=talking.group_sizes(running),
        away=len(running.seats.get(seating.AWAY, {})),
        without=room.now.without,
        warning=_ASKS_OPENLY if scene.situation is Situation.WARNED else "",
    )


_HALTS = (Situation.BLANK, Situation.JOINING, Situation.EXPOSED)
"""Where Next does something else first."""

OPEN_NETWORK = say("Anyone on this network can in principle read the traffic.")
_ASKS_OPENLY = say("Answers go openly over this network. Press once more to ask all the same.")


def _network(scene: Scene) -> Iterator[Say]:
    if scene.room.exposed and not scene.room.closed:
        yield OPEN_NETWORK
        if scene.standing.leave == "agreed":
            yield say("You have chosen to ask about the workplace all the same.")


# --- states ----------------------------------------------------------------------------------------------------


def _phone_state(scene: Scene) -> PhoneState:
    if scene.room.closed:
        return "ended"
    step = scene.step
    if step.move == "ask":
        return "answer" if scene.is_open(step) else "closed"
    if scene.is_open(step):
        return "answer"
    return "result" if step.move == "show" and step.id in scene.standing.shown else "read"


def _screen_state(scene: Scene) -> ScreenState:
    if scene.room.closed:
        return "ended"
    step = scene.step
    if step.move == "ask":
        return "open" if scene.is_open(step) else "closed"
    if step.move == "show":
        return "shown" if step.id in scene.standing.shown else "covered"
    return "read"


def _says(state: ScreenState, answered: int) -> Words:
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


def _card(running: Running) -> CardState:
    """What there is to do with return cards in this room now."""
    match running.stage if running.follows and running.key else "":
        case "open":
            return "bring" if running.room.wave else ""
        case "closed":
            return "hand" if running.room.wave else "take"
        case "shown":
            return "take"
        case _:
            return ""


def _aside(running: Running) -> Words:
    """What the facilitator alone needs to know of latecomers."""
    if running.is_late:
        return say(
            "Now those can answer who have not done so. There is a new result if at least {floor} of them do.",
            floor=running.rules.floor,
        )
    results = [running.result(question) for question in running.step.questions]
    late = [result.groups[-1] for result in results if result and result.groups]
    if late and all(isinstance(group, Withheld) for group in late):
        return few_new(max(group.least for group in late if isinstance(group, Withheld)))
    return ""


def _clock(scene: Scene, words: ProgrammeWords) -> Clock | None:
    ends = scene.standing.ends
    if ends is None:
        return None
    cues = talking.cues(scene.step, words)
    return Clock(round(ends - scene.time, 1), scene.step.minutes * 60, cues)


def _keys(programme: Programme, step: Step) -> tuple[Key, ...]:
    return programme.exercises[step.exercise].keys if step.exercise else ()


def _promise(running: Running, step: Step) -> Words:
    """What is promised before a question about one's own workplace; of a text, that the facilitator reads it first."""
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
    if any(kind.moderated for kind in kinds):
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
