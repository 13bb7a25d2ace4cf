"""Phrase a participant's own answer back to them, field by field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from seminar.core import user_input
from seminar.core.elements import (
    About,
    Amount,
    Choose,
    Field,
    Form,
    Option,
    Order,
    Share,
    Tap,
    Tick,
)
from seminar.core.i18n import Message, join_messages, say


def list_fields(form: Form) -> Iterator[Field]:
    """Yield the fields of a form, each with a prompt that can be read alone.

    Of a few questions about one thing, each has the thing in its prompt.
    """
    for field in form.fields:
        if isinstance(field, About):
            for question in field.fields:
                prompt = say(
                    "{value} – {words}", value=field.prompt, words=question.prompt
                )
                yield replace(question, prompt=prompt, key=field.key)
        else:
            yield field


def phrase_answer(field: Field, sent: Mapping[str, str]) -> Message:
    """Return what was chosen or written in a field, in words; empty where it was left out.

    Args:
        field: A field of the form.
        sent: The form's fields as they were sent.
    """
    value = sent.get(field.name, "")
    match field:
        case Tick() | Order() | Share():
            return _phrase_parts(field, sent)
        case Choose(options=options) if value:
            return _phrase_step(field, _find_label(options, value))
        case Tap(options=options) if value:
            return _find_label(options, value)
        case Amount(unit=unit) if unit and value:
            return say("{value} {unit}", value=value, unit=unit)
        case _:
            return value


def _find_label(options: Sequence[Option], value: str) -> Message:
    """Return the label of an option, or the bare value where the option is no longer there."""
    return next((option.label for option in options if option.value == value), value)


def _phrase_parts(field: Tick | Order | Share, sent: Mapping[str, str]) -> Message:
    """Return the options that were ticked, all in their order, or what each was given."""
    parts: list[tuple[Message, str]] = []
    for option in field.options:
        if part := sent.get(user_input.name_field_part(field.name, option.value), ""):
            parts.append((option.label, part))
    if isinstance(field, Order):
        parts.sort(key=lambda label_and_place: int(label_and_place[1]))
        return join_messages(
            *(say("{place}. {what}", place=place, what=label) for label, place in parts)
        )
    if isinstance(field, Share):
        return join_messages(
            *(
                say("{label}: {count}", label=label, count=count)
                for label, count in parts
            )
        )
    return join_messages(*(label for label, _ in parts))


def _phrase_step(field: Choose, label: Message) -> Message:
    """Return a chosen step with its meaning: a bare number says little without the scale's ends."""
    if field.ends is None:
        return label
    first = field.options[0].label
    last = field.options[-1].label
    low, high = field.ends
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
