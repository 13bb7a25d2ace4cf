"""Answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from seminar.core import user_input
from seminar.core.elements import About, Amount, Choose, Field, Form, Order, Share, Tap, Tick
from seminar.core.i18n import Message, join_messages, say


def list_fields(form: Form) -> Iterator[Field]:
    """The fields of a form; of a few questions about one thing each, with the thing in its
    prompt."""
    for field in form.fields:
        if isinstance(field, About):
            for one in field.fields:
                prompt = say("{value} – {words}", value=field.prompt, words=one.prompt)
                yield replace(one, prompt=prompt, key=field.key)
        else:
            yield field


def phrase_answer(field: Field, sent: Mapping[str, str]) -> Message:
    """What was chosen or written in a field, as words for whoever did; nothing where it was left
    out."""
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


def _in_parts(field: Tick | Order | Share, sent: Mapping[str, str]) -> Message:
    """The options that were ticked, all of them in their order, or what each was given."""
    parts = [
        (option.label, sent.get(user_input.name_field_part(field.name, option.value), ""))
        for option in field.options
    ]
    said = [(label, part) for label, part in parts if part]
    if isinstance(field, Order):
        said.sort(key=lambda one: int(one[1]))
        return join_messages(
            *(say("{place}. {what}", place=place, what=label) for label, place in said)
        )
    if isinstance(field, Share):
        return join_messages(
            *(say("{label}: {count}", label=label, count=given) for label, given in said)
        )
    return join_messages(*(label for label, _ in said))


def _on_a_scale(field: Choose, label: Message) -> Message:
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
