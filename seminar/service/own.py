"""What is one participant's own: their answers while the room is open, and texts that only their phone keeps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from seminar.core import typed
from seminar.core.errors import Refused
from seminar.core.kind import Wording
from seminar.core.language import Words, joined, say
from seminar.core.programme import Programme, Step, StepWords
from seminar.core.words import About, Amount, Choose, Field, Form, Order, Share, Tap, Tick, Write
from seminar.service import identity
from seminar.service.pictures import Score
from seminar.service.running import Running
from seminar.service.score import score

NOTES = "notes"
"""The name of what is written for oneself without having been asked."""
NOTES_TITLE = say("My notes")
NOTES_LIMIT = 1500

Texts = Mapping[str, str]
"""Own texts by field: `question/name`, `noted/step`, or `notes`."""


@dataclass(frozen=True, slots=True)
class Said:
    """One answer in words: what was asked and what was answered; `again` where the same had been asked before."""

    prompt: Words
    answer: Words
    again: bool = False


@dataclass(frozen=True, slots=True)
class SaidOf:
    """What a participant answered in one exercise, and how much of it was right where that has been shown."""

    exercise: str
    said: tuple[Said, ...]
    score: Score | None = None


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    """A question whose answer never leaves the phone, and the fields to write it in."""

    question: str
    wording: Wording
    fields: tuple[tuple[str, Write], ...]
    """The name of each field among the own texts, and the field."""


# --- Answers that the server has -------------------------------------------------------------------------------


def answers(running: Running, lang: str, token: str | None) -> tuple[SaidOf, ...]:
    """What the participant with `token` has answered, in the order that it was asked; nothing once the room is closed.

    Their hash differs for each question, so this takes the token: without it the server cannot tell either.
    """
    found: dict[str, list[Said]] = {}
    if running.key is None or token is None:
        return ()
    for question in running.programme.put:
        if running.programme.questions[question].about:
            continue  # What others wrote is not taken home.
        who = identity.answerer(running.key, question, token)
        if said := tuple(_said(running, lang, question, who)):
            found.setdefault(question.partition(".")[0], []).extend(said)
    return tuple(SaidOf(exercise, tuple(said), score(running, exercise, token)) for exercise, said in found.items())


def _said(running: Running, lang: str, question: str, who: bytes) -> Iterator[Said]:
    """One question's answers, round by round, and field by field."""
    kind, wording = running.programme.questions[question], running.programme.said(lang).questions[question]
    again = False
    for round_ in sorted(number for asked, number in running.answers if asked == question):
        given = running.given(question, round_).get(who)
        if given is None:
            continue
        sent = kind.fields(given[1])
        for one in one_by_one(kind.ask(wording)):
            if said := said_back(one, sent):
                yield Said(one.prompt, said, again)
        again = True


def one_by_one(form: Form) -> Iterator[Field]:
    """The fields of a form; of a few questions about one thing each, with the thing in its prompt."""
    for field in form.fields:
        if isinstance(field, About):
            for one in field.fields:
                prompt = say("{value} – {words}", value=field.prompt, words=one.prompt)
                yield replace(one, prompt=prompt, key=field.key)
        else:
            yield field


def said_back(field: Field, sent: Mapping[str, str]) -> Words:
    """What was chosen or written in a field, as words for whoever did; nothing where it was left out."""
    value = sent.get(field.name, "")
    match field:
        case Tick() | Order() | Share():
            return _in_parts(field, sent)
        case Choose(options=options) if value:
            label = next((option.label for option in options if option.value == value), value)
            return _on_a_scale(field, label)
        case Tap(options=options) if value:
            return next((option.label for option in options if option.value == value), value)
        case Amount(unit=unit) if unit and value:
            return say("{value} {unit}", value=value, unit=unit)
        case _:
            return value


def _in_parts(field: Tick | Order | Share, sent: Mapping[str, str]) -> Words:
    """The options that were ticked, all of them in their order, or what each was given."""
    parts = [(option.label, sent.get(typed.part(field.name, option.value), "")) for option in field.options]
    said = [(label, part) for label, part in parts if part]
    if isinstance(field, Order):
        said.sort(key=lambda one: int(one[1]))
        return joined(*(say("{place}. {what}", place=place, what=label) for label, place in said))
    if isinstance(field, Share):
        return joined(*(say("{label}: {count}", label=label, count=given) for label, given in said))
    return joined(*(label for label, _ in said))


def _on_a_scale(field: Choose, label: Words) -> Words:
    """A bare number says little without what the ends of its scale mean."""
    if field.ends is None:
        return label
    (first, last), (low, high) = (field.options[0].label, field.options[-1].label), field.ends
    meaning = low if label == first else high if label == last else ""
    if meaning:
        return say("{value} – {words}", value=label, words=meaning)
    if not (low and high):
        return label
    return say(
        "{value}, from {low} ({low_words}) to {high} ({high_words})",
        value=label,
        low=first,
        low_words=low,
        high=last,
        high_words=high,
    )


# --- Texts that only the phone has -----------------------------------------------------------------------------


def own_questions(programme: Programme, lang: str) -> tuple[OwnQuestion, ...]:
    """The questions that participants answer for themselves alone, in the order they are put."""
    words = programme.said(lang).questions
    forms = ((one, words[one], programme.questions[one].ask(words[one])) for one in programme.put)
    return tuple(
        OwnQuestion(
            question,
            wording,
            tuple((f"{question}/{one.name}", one) for one in form.fields if isinstance(one, Write)),
        )
        for question, wording, form in forms
        if form.stays
    )


def own_texts(programme: Programme, lang: str, sent: Texts) -> dict[str, str]:
    """The texts that a phone sent, cleaned; `Refused` in words for one that is too long. What nobody asked is left."""
    found = {}
    for name, title, limit in _places(programme, lang):
        text = sent.get(name, "")
        if typed.clean(text):
            found[name] = _fitting(title, text, limit)
    return found


NOTED = "noted"
"""What the names of notes begin with that were written at steps for that."""

NOTED_TITLE = say("What I wrote along the way")
NOTED_LIMIT = 600


def noted(step: Step, words: StepWords) -> Form:
    """Room for notes at a step where people write for themselves."""
    return Form((Write(step.id, words.label, NOTED_LIMIT, lines=4, stays=True),))


def noted_places(programme: Programme, lang: str) -> tuple[tuple[str, str | None, str], ...]:
    """The notes there may be: the name of each, its exercise, and what was to be written."""
    said = zip(programme.steps, programme.said(lang).steps, strict=True)
    return tuple((f"{NOTED}/{step.id}", step.exercise, words.label) for step, words in said if step.notes)


def _places(programme: Programme, lang: str) -> Iterable[tuple[str, Words, int]]:
    for question in own_questions(programme, lang):
        yield from ((name, field.prompt, field.limit) for name, field in question.fields)
    yield from ((name, label, NOTED_LIMIT) for name, _, label in noted_places(programme, lang))
    yield NOTES, NOTES_TITLE, NOTES_LIMIT


def _fitting(title: Words, text: str, limit: int) -> str:
    """The text with its lines as they were written, none of them empty."""
    try:
        typed.text({NOTES: text}, NOTES, limit)
    except Refused as error:
        raise Refused(say("{title}: {why}", title=title, why=error.words)) from None
    return "\n".join(filter(None, map(typed.clean, text.splitlines())))
