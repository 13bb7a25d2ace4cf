"""Questions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from seminar.core.elements import (
    About,
    Choose,
    Field,
    Form,
    Order,
    Prose,
    Share,
    Tap,
    Tick,
)
from seminar.core.i18n import Message
from seminar.core.model.kind import Kind
from seminar.core.model.programme import ProgrammeWords, Step
from seminar.core.presenting.answers import list_fields, phrase_answer
from seminar.core.room.situation import Scene
from seminar.service.view_models import AskedForm, Own, Posed


def forms(kinds: Mapping[str, Kind], words: ProgrammeWords, step: Step) -> Iterator[AskedForm]:
    """What a phone asks at this step, with the questions as they are now."""
    for question in step.questions:
        kind, wording = kinds[question], words.questions[question]
        yield AskedForm(
            question, kind.build_form(wording), guarded=kind.privacy == "guarded", body=wording.body
        )


def posed(kinds: Mapping[str, Kind], words: ProgrammeWords, step: Step) -> Iterator[Posed]:
    """The questions of a step in the words of their forms. Options stand only where they are the
    author's own.

    What belongs to several prompts alike is said once, above them.
    """
    for question in step.questions:
        wording = words.questions[question]
        fields = kinds[question].build_form(wording).fields
        each = len(fields) > 1 and all(one.hint == wording.prompt for one in fields)
        said: Message = wording.prompt if each else ""
        listed = sum(bool(_options(one)) for one in fields)
        if shared := _shared(fields):
            said = fields[0].hint
            yield Posed(said, wording.body, shared, wording.hint)
        elif len(fields) > 1 and (wording.hint or each):
            yield Posed(said, Prose(), hint=wording.hint)
        for number, one in enumerate(fields):
            yield Posed(
                one.prompt,
                wording.body if number == 0 and not shared else Prose(),
                _options(one) if listed == 1 else (),
                one.hint if one.hint not in (wording.hint, said) else "",
                one.key if isinstance(one, Choose | About) else None,
            )
            said = one.hint


def _options(one: Field) -> tuple[Message, ...]:
    """What can be chosen, but for the steps of a scale and the way out."""
    if not isinstance(one, Choose | Tap | Tick | Order | Share) or (
        isinstance(one, Choose) and one.compact
    ):
        return ()
    return tuple(option.label for option in one.options if not option.quiet)


def _shared(fields: Sequence[Field]) -> tuple[Message, ...]:
    """What all fields of a question choose from alike, which then stands once; steps of a scale
    do not."""
    first = fields[0]
    if (
        len(fields) == 1
        or not isinstance(first, Choose)
        or _is_scale([one.value for one in first.options[:1]])
    ):
        return ()
    alike = all(isinstance(one, Choose) and one.options == first.options for one in fields)
    return _options(first) if alike else ()


def talked_of(scene: Scene, words: ProgrammeWords) -> Iterator[Posed]:
    """The case that people talk about, so that nobody has to remember it: posed last in the same
    exercise.

    Once its result has been shown, the talk is of something else, and the stage belongs to that.
    """
    if scene.step.move not in ("talk", "write"):
        return
    for step in reversed(scene.programme.steps[: scene.standing.at]):
        if step.exercise != scene.step.exercise or step.move == "show":
            return
        if step.move == "ask":
            yield from (one for one in posed(scene.programme.questions, words, step) if one.body)
            return


def phrase_own_answers(form: Form, fields: Mapping[str, str]) -> Iterator[Own]:
    """What one participant answered, in the words of the form that asked it; what was left out
    is left out here."""
    for one in list_fields(form):
        said = phrase_answer(one, fields)
        if not said:
            continue
        if not isinstance(one, Choose):
            yield Own(one.prompt, said)
            continue
        value, steps = (
            fields[one.name],
            [option.value for option in one.options if not option.quiet],
        )
        label = next((option.label for option in one.options if option.value == value), value)
        at = steps.index(value) + 1 if value in steps and _is_scale(steps) else 0
        yield Own(one.prompt, label, one.key, at, len(steps) if at else 0)


def _is_scale(steps: list[str]) -> bool:
    """Whether the options are steps in order, and not just different things to choose."""
    return all(step.lstrip("-").isdecimal() for step in steps)
