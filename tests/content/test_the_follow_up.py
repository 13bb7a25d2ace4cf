"""The hour six weeks later: what is asked again, and what is never made of the answer."""

from __future__ import annotations

import pytest

from seminar.core.i18n import LANGUAGES
from seminar.core.model.programme import Programme, StepWords
from tests.content.bundled import library, text

ORDER = ["u7-done", "u4-loop", "m1-raus-test", "u5-plan", "s6-check-out"]

PRIVACY = {
    "u7-done.done": "guarded",
    "u4-loop.keep": "guarded",
    "u4-loop.change": "guarded",
}

NOT_THE_CAUSE = {
    "nb": "Endring betyr ikke at seminaret er årsaken.",
    "nn": "Endring betyr ikkje at seminaret er årsaka.",
    "en": "Change does not mean that the seminar is the cause.",
}

TWO_WAVES = {
    "nb": "Det er ikke nødvendigvis de samme som har svart.",
    "nn": "Det er ikkje nødvendigvis dei same som har svart.",
    "en": "It is not necessarily the same people who have answered.",
}

EFFECT = {
    "nb": "Tilbakemeldinger fra deltakere tyder på at konseptet har positiv virkning på nærvær og "
    "trivsel.",
    "nn": "Tilbakemeldingar frå deltakarar tyder på at konseptet har positiv verknad på nærvær og "
    "trivsel.",
    "en": "Feedback from participants suggests the concept has a positive effect on presence and "
    "well-being.",
}

CARD = "Har du returkortet ditt? Skann det når du er inne i rommet."

OFTEN = ["Aldri", "Én til to ganger", "Tre eller flere ganger"]

LOOP = ["Hva ville vi?", "Hva skjedde?", "Hvorfor ble det forskjell?"]

every_language = pytest.mark.parametrize("lang", LANGUAGES)


def follow_up() -> Programme:
    return library().programmes["raus-follow-up"]


def place(step: str) -> int:
    return [one.id for one in follow_up().steps].index(step)


def said(step: str, lang: str = "nb") -> StepWords:
    return follow_up().words[lang].steps[place(step)]


def test_its_exercises_come_in_order() -> None:
    assert [item.exercise for item in follow_up().items if item.exercise] == ORDER


def test_what_concerns_ones_own_workplace_is_guarded() -> None:
    assert {id_: follow_up().questions[id_].privacy for id_ in PRIVACY} == PRIVACY


def test_the_room_is_asked_for_its_return_cards_before_anything_else() -> None:
    card = said("return-card")
    assert f"{card.title} {text(card.body)}".startswith(CARD)
    assert place("welcome") < place("return-card") < place("u7-done.frame")


def test_the_privacy_slide_promises_what_the_hour_promises() -> None:
    hour = library().programmes["raus-hour"]
    first = [step.id for step in hour.steps].index("privacy")
    for lang in LANGUAGES:
        assert text(said("privacy", lang).body) == text(
            hour.words[lang].steps[first].body
        )


@every_language
def test_the_room_hears_how_to_read_change_before_it_sees_any(lang: str) -> None:
    assert NOT_THE_CAUSE[lang] in text(said("then-and-now", lang).body)
    assert NOT_THE_CAUSE[lang] in text(said("then-and-now", lang).notes)
    assert NOT_THE_CAUSE[lang] in text(said("m1-raus-test.result", lang).notes)
    assert place("then-and-now") < place("m1-raus-test.information")


@every_language
def test_two_rounds_without_cards_are_said_to_be_perhaps_of_other_people(
    lang: str,
) -> None:
    assert TWO_WAVES[lang] in text(said("then-and-now", lang).notes)


@every_language
def test_no_more_is_promised_than_the_source_says(lang: str) -> None:
    source = said("source", lang)
    assert EFFECT[lang] in text(source.body)
    assert EFFECT[lang] in text(source.notes)


def test_the_room_is_asked_how_often_and_never_who() -> None:
    asked = follow_up().words["nb"].questions["u7-done.done"]
    assert list(asked.labels.values())[:3] == OFTEN


def test_the_loop_is_led_by_what_was_tried_since_last_time() -> None:
    assert text(said("u4-loop.choose").body).startswith("Hva har jeg prøvd siden sist?")
    assert "Hva har jeg prøvd" not in text(said("u4-loop.wanted").body)


def test_the_loop_asks_its_questions_in_order() -> None:
    steps = ("wanted", "happened", "why")
    assert [
        text(said(f"u4-loop.{step}").body)[: len(LOOP[at])]
        for at, step in enumerate(steps)
    ] == LOOP


@every_language
def test_nothing_speaks_of_the_dilemma_that_only_the_hour_has(lang: str) -> None:
    assert [
        step.title
        for step in follow_up().words[lang].steps
        if "dilemma" in text(step.body, step.notes)
    ] == []
