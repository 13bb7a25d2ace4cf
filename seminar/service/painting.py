"""From a running room to the picture of each screen. Pure: the same room and time give the same picture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from seminar.core.decide import NEXT, Scene, Situation, decide
from seminar.core.errors import Refused
from seminar.core.language import Words, say, say_n
from seminar.core.privacy import Rules
from seminar.core.programme import Programme, ProgrammeWords, Step
from seminar.core.result import TextsOut
from seminar.core.room import (
    AskAgain,
    Back,
    Close,
    Command,
    Draw,
    Finish,
    More,
    Next,
    Reveal,
    Undo,
    result_key,
)
from seminar.core.words import Choose, Field, Figures, Key, Prose, Quiet, Texts, View
from seminar.service.pictures import (
    AgendaLine,
    AskedForm,
    BigKey,
    Clock,
    HostPicture,
    Pending,
    PhonePicture,
    PhoneState,
    Posed,
    ScreenPicture,
    ScreenState,
)
from seminar.service.running import Running, result_of

COMMANDS: dict[str, Command] = {
    "next": Next(),
    "back": Back(),
    "close": Close(),
    "reveal": Reveal(),
    "again": AskAgain(),
    "blank": Draw("blank"),
    "join": Draw("join"),
    "more": More(),
    "undo": Undo(),
    "finish": Finish(),
}
"""Every key of the console, by the name it has on the wire."""

_LABELS = {
    "back": say("Back"),
    "close": say("Close the answers"),
    "reveal": say("Show the result"),
    "again": say("Ask again"),
    "blank": say("Dark screen"),
    "join": say("Join code"),
    "more": say("+30 s"),
    "undo": say("Undo"),
    "finish": say("Close the room"),
}


def phone(running: Running, rules: Rules, lang: str, time: float) -> PhonePicture:
    """What every phone in `lang` shows; `saved` is left empty for the edge to fill in."""
    scene, words = running.scene(time), running.programme.said(lang)
    step, said = scene.step, words.steps[running.room.now.at]
    asked = running.room.now.asked.get(step.id)
    state = _phone_state(scene)
    asks = state == "answer" or step.move == "write"
    return PhonePicture(
        version=running.room.version,
        state=state,
        step=step.id,
        round=asked.round if asked else 0,
        at=running.room.now.at + 1,
        of=len(running.programme.steps),
        title=said.title,
        body=said.body,
        keys=_keys(running.programme, step),
        forms=tuple(_forms(running.programme, words, step)) if asks else (),
        promise=_promise(running, step, rules) if state == "answer" else "",
        posed=tuple(_talked_of(scene, words)),
        views=tuple(_views(running, rules, lang, time)) if state == "result" else (),
        look=said.look,
        clock=_clock(scene),
        answered_before=running.answered(step) > 0,
    )


def screen(running: Running, rules: Rules, lang: str, time: float) -> ScreenPicture:
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
        group=step.group,
        joined=len(running.participants),
        answered=answered,
        says=_says(state, answered),
        posed=tuple(_posed(running.programme, words, step) if step.move == "ask" else _talked_of(scene, words)),
        views=tuple(_views(running, rules, lang, time)) if state == "shown" or (step.live and answered) else (),
        clock=_clock(scene),
    )


def console(running: Running, rules: Rules, lang: str, time: float, connected: int, trouble: Words = "") -> HostPicture:
    """What the facilitator sees: the stage as the room sees it, and what belongs to the facilitator alone."""
    scene, words = running.scene(time), running.programme.said(lang)
    room, steps, at = running.room, running.programme.steps, running.room.now.at
    step, said = scene.step, words.steps[at]
    exercise = words.exercises.get(step.exercise or "")
    return HostPicture(
        version=room.version,
        screen=screen(running, rules, lang, time),
        label=said.label,
        notes=said.notes,
        next_label=words.steps[at + 1].label if at + 1 < len(steps) else "",
        moves=tuple(_moves(running.programme, words, at)),
        agenda=tuple(_agenda(running.programme, words, at)),
        keys=tuple(_big_keys(scene)),
        planned=sum(one.minutes for one in steps[: at + 1]),
        total=running.programme.minutes,
        used=None if room.started is None else max(0.0, time - room.started) / 60,
        connected=connected,
        joined=len(running.participants),
        answered=running.answered(step),
        pending=tuple(_pending(running, step)),
        care=exercise.care if exercise else Prose(),
        debrief=exercise.debrief if exercise else Prose(),
        debrief_here=exercise is not None and _is_last_of_exercise(running.programme, at),
        trouble=trouble,
    )


# --- states ----------------------------------------------------------------------------------------------------


def _phone_state(scene: Scene) -> PhoneState:
    if scene.room.closed:
        return "ended"
    step = scene.step
    if step.move == "ask":
        return "answer" if scene.is_open(step) else "closed"
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
            return say("Thank you for taking part.")
        case _:
            return ""


def _clock(scene: Scene) -> Clock | None:
    ends = scene.standing.ends
    return None if ends is None else Clock(round(ends - scene.time, 1), scene.step.minutes * 60)


def _keys(programme: Programme, step: Step) -> tuple[Key, ...]:
    return programme.exercises[step.exercise].keys if step.exercise else ()


def _promise(running: Running, step: Step, rules: Rules) -> Words:
    """What is promised before a question about one's own workplace; of a text, that the facilitator reads it first."""
    kinds = [running.programme.questions[question] for question in step.questions]
    if not any(kind.privacy == "guarded" for kind in kinds):
        return ""
    if any(kind.moderated for kind in kinds):
        return say(
            "Your answers are anonymous. We ask for no name, unit or age. When the answers are closed, and at least"
            " {floor} have answered, the facilitator reads the texts without knowing whose they are, and decides which"
            " are shown. You may skip any question. You can change your answer until the facilitator closes; after"
            " that nobody can find it again.",
            floor=rules.floor,
        )
    return say(
        "Your answers are anonymous. We ask for no name, unit or age. Nobody sees your answer, not even the"
        " facilitator. The result is shown only when the answers are closed and at least {floor} have answered."
        " You may skip any question. You can change your answer until the facilitator closes; after that nobody"
        " can find it again.",
        floor=rules.floor,
    )


# --- forms and views -------------------------------------------------------------------------------------------


def _forms(programme: Programme, words: ProgrammeWords, step: Step) -> Iterator[AskedForm]:
    for question in step.questions:
        kind, wording = programme.questions[question], words.questions[question]
        yield AskedForm(question, kind.ask(wording), guarded=kind.privacy == "guarded", body=wording.body)


def _posed(programme: Programme, words: ProgrammeWords, step: Step) -> Iterator[Posed]:
    """The questions of a step in the words of their forms. Options stand only where they are the author's own."""
    for question in step.questions:
        wording = words.questions[question]
        fields = programme.questions[question].ask(wording).fields
        for number, one in enumerate(fields):
            yield Posed(
                one.prompt,
                wording.body if number == 0 else Prose(),
                _options(one) if len(fields) == 1 else (),
                one.hint if one.hint != wording.hint else "",
                one.key if isinstance(one, Choose) else None,
            )


def _options(one: Field) -> tuple[Words, ...]:
    """What can be chosen, but for the steps of a scale and the way out."""
    if not isinstance(one, Choose) or one.compact:
        return ()
    return tuple(option.label for option in one.options if not option.quiet)


def _talked_of(scene: Scene, words: ProgrammeWords) -> Iterator[Posed]:
    """The case that people talk about, so that nobody has to remember it: posed last in the same exercise."""
    if scene.step.move not in ("talk", "write"):
        return
    for step in reversed(scene.programme.steps[: scene.standing.at]):
        if step.exercise != scene.step.exercise:
            return
        if step.move == "ask":
            yield from (one for one in _posed(scene.programme, words, step) if one.body)
            return


def _views(running: Running, rules: Rules, lang: str, time: float) -> list[View]:
    """The views of this step: published results, or the moving bars of a live question."""
    scene, words, views = running.scene(time), running.programme.said(lang), list[View]()
    for question in scene.step.questions:
        kind = running.programme.questions[question]
        rounds = scene.shown_rounds(question)
        if scene.step.move == "ask":
            if kind.privacy != "open" or kind.moderated:
                continue
            result = result_of(kind, [_values(running, question, one) for one in rounds[-1:]], rules)
        else:
            found = running.results.get(result_key(question, rounds))
            if found is None:
                continue
            result = found
        views.append(_only_approved(kind.show(result, words.questions[question]), running.room.now.approved))
    return _joined(views)


def _values(running: Running, question: str, round_: int) -> dict[bytes, object]:
    return {who: value for who, (_, value) in running.given(question, round_).items()}


def _only_approved(view: View, approved: frozenset[str]) -> View:
    if not isinstance(view, Texts):
        return view
    items = tuple(item for item in view.items if item.id in approved)
    return Texts(view.title, items, view.n, view.large, view.note)


def _joined(views: list[View]) -> list[View]:
    """Views that share a stage: single figures side by side, and one silence at most, when nothing else speaks."""
    loud: list[View] = [view for view in views if not isinstance(view, Quiet)]
    figures = [view for view in loud if isinstance(view, Figures)]
    if len(figures) > 1:
        side_by_side = Figures("", tuple(figure for view in figures for figure in view.figures), figures[-1].note)
        loud = [*(view for view in loud if not isinstance(view, Figures)), side_by_side]
    return loud or views[:1]


def _pending(running: Running, step: Step) -> Iterator[Pending]:
    """Texts of this exercise that may show, in an order that tells nothing: by an id made from the text."""
    for key, result in running.results.items():
        question = key.rpartition(":")[0]
        here = question in step.questions or question.partition(".")[0] == step.exercise
        if here and running.programme.questions[question].moderated and isinstance(result.last, TextsOut):
            for id_, text in sorted(result.last.items):
                yield Pending(id_, text, id_ in running.room.now.approved)


# --- the plan --------------------------------------------------------------------------------------------------


def _moves(programme: Programme, words: ProgrammeWords, at: int) -> Iterator[AgendaLine]:
    exercise = programme.steps[at].exercise
    if exercise is None:
        return
    for index, (step, said) in enumerate(zip(programme.steps, words.steps, strict=True)):
        if step.exercise == exercise:
            yield AgendaLine(said.label, step.minutes, _when(index, at))


def _agenda(programme: Programme, words: ProgrammeWords, at: int) -> Iterator[AgendaLine]:
    starts = [item.first_step for item in programme.items]
    here = max(index for index, start in enumerate(starts) if start <= at)
    for index, (item, title) in enumerate(zip(programme.items, words.items, strict=True)):
        yield AgendaLine(title, item.minutes, _when(index, here))


def _when(index: int, here: int) -> Literal["done", "now", "ahead"]:
    return "done" if index < here else "now" if index == here else "ahead"


def _is_last_of_exercise(programme: Programme, at: int) -> bool:
    step, following = programme.steps[at], programme.steps[at + 1 : at + 2]
    return not following or following[0].exercise != step.exercise


def _big_keys(scene: Scene) -> Iterator[BigKey]:
    for name, command in COMMANDS.items():
        label = NEXT[scene.situation][0] if name == "next" else _LABELS[name]
        if name == "blank" and scene.situation is Situation.BLANK:
            label = say("Light the screen")
        yield BigKey(name, label, _is_possible(scene, command))


def _is_possible(scene: Scene, command: Command) -> bool:
    try:
        decide(scene.room, scene.programme, command, scene.time)
    except Refused:
        return False
    return True
