"""Questions as the screens put them: as forms on phones, and as text on the stage."""

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
from seminar.core.model.kind import Kind, Wording
from seminar.core.model.programme import ProgrammeWords, Step
from seminar.core.presenting.answers import list_fields, phrase_answer
from seminar.core.room.situation import Scene
from seminar.service.view_models import AskedForm, OwnAnswer, Posed


def build_forms(
    kinds: Mapping[str, Kind], words: ProgrammeWords, step: Step
) -> Iterator[AskedForm]:
    """Build what a phone asks at this step, with the questions as they are now."""
    for question in step.questions:
        kind = kinds[question]
        wording = words.questions[question]
        yield AskedForm(
            question,
            kind.build_form(wording),
            guarded=kind.privacy == "guarded",
            body=wording.body,
        )


def pose_questions(
    kinds: Mapping[str, Kind], words: ProgrammeWords, step: Step
) -> Iterator[Posed]:
    """Yield the questions of a step in the words of their forms. Options stand only where they are
    the author's own.

    What belongs to several prompts alike is said once, above them.
    """
    for question in step.questions:
        wording = words.questions[question]
        yield from _pose_question(kinds[question].build_form(wording).fields, wording)


def _pose_question(fields: Sequence[Field], wording: Wording) -> Iterator[Posed]:
    """Yield what stands above the fields of a question, then each field."""
    hints_are_prompt = len(fields) > 1 and all(
        field.hint == wording.prompt for field in fields
    )
    last_hint: Message = wording.prompt if hints_are_prompt else ""
    shared = _list_shared_options(fields)
    if shared:
        last_hint = fields[0].hint
        yield Posed(last_hint, wording.body, shared, wording.hint)
    elif len(fields) > 1 and (wording.hint or hints_are_prompt):
        yield Posed(last_hint, Prose(), hint=wording.hint)
    has_one_list = sum(bool(_list_options(field)) for field in fields) == 1
    for number, field in enumerate(fields):
        yield Posed(
            field.prompt,
            wording.body if number == 0 and not shared else Prose(),
            _list_options(field) if has_one_list else (),
            field.hint if field.hint not in (wording.hint, last_hint) else "",
            field.key if isinstance(field, Choose | About) else None,
        )
        last_hint = field.hint


def _list_options(field: Field) -> tuple[Message, ...]:
    """Return what can be chosen, but for the steps of a scale and the way out."""
    if not isinstance(field, Choose | Tap | Tick | Order | Share):
        return ()
    if isinstance(field, Choose) and field.compact:
        return ()
    return tuple(option.label for option in field.options if not option.quiet)


def _list_shared_options(fields: Sequence[Field]) -> tuple[Message, ...]:
    """Return what all fields of a question choose from alike, which then stands once; steps of a
    scale do not."""
    first = fields[0]
    if len(fields) == 1 or not isinstance(first, Choose):
        return ()
    if _is_scale([option.value for option in first.options[:1]]):
        return ()
    are_alike = all(
        isinstance(field, Choose) and field.options == first.options for field in fields
    )
    return _list_options(first) if are_alike else ()


def pose_case(scene: Scene, words: ProgrammeWords) -> Iterator[Posed]:
    """Yield the case that people talk about, so that nobody has to remember it: posed last in the
    same exercise.

    Once its result has been shown, the talk is of something else, and the stage belongs to that.
    """
    if scene.step.move not in ("talk", "write"):
        return
    for step in reversed(scene.programme.steps[: scene.standing.at]):
        if step.exercise != scene.step.exercise or step.move == "show":
            return
        if step.move == "ask":
            posed = pose_questions(scene.programme.questions, words, step)
            yield from (question for question in posed if question.body)
            return


def phrase_own_answers(form: Form, fields: Mapping[str, str]) -> Iterator[OwnAnswer]:
    """Yield what one participant answered, in the words of the form that asked it; what was left
    out is left out here."""
    for field in list_fields(form):
        words = phrase_answer(field, fields)
        if not words:
            continue
        if isinstance(field, Choose):
            yield _phrase_choice(field, fields[field.name])
        else:
            yield OwnAnswer(field.prompt, words)


def _phrase_choice(field: Choose, value: str) -> OwnAnswer:
    """Return the chosen option's label, and on a scale its place among the steps."""
    steps = [option.value for option in field.options if not option.quiet]
    label = next(
        (option.label for option in field.options if option.value == value), value
    )
    if value not in steps or not _is_scale(steps):
        return OwnAnswer(field.prompt, label, field.key)
    return OwnAnswer(field.prompt, label, field.key, steps.index(value) + 1, len(steps))


def _is_scale(steps: list[str]) -> bool:
    """Return whether the options are steps in order, and not just different things to choose.

    >>> _is_scale(["-1", "0", "1"]), _is_scale(["yes", "no"])
    (True, False)
    """
    return all(step.lstrip("-").isdecimal() for step in steps)
