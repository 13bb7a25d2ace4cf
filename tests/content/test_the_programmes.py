"""The programmes that come with the program: minute by minute, and the source as it stands."""

from __future__ import annotations

import re
from functools import cache
from html import unescape
from itertools import pairwise

import pytest

from seminar.content.deck.scripts import count_words
from seminar.content.library import Library, bundled
from seminar.core.elements import KEYS, Prose
from seminar.core.i18n import LANGUAGES
from seminar.core.model.programme import Programme, StepWords
from tests.content.bundled import library as shipped

PLANS = {
    "raus-day": [
        ("welcome", 6, None),
        ("exercise", 8, "r1-check-in"),
        ("talk", 7, None),
        ("talk", 7, None),
        ("test", 12, "m1-raus-test"),
        ("exercise", 20, "x1-weighing"),
        ("break", 15, None),
        ("exercise", 31, "r3-listening"),
        ("talk", 6, None),
        ("exercise", 38, "r6-courage"),
        ("break", 45, None),
        ("break", 15, None),
        ("exercise", 12, "s2-joy"),
        ("exercise", 15, "a1-recognition"),
        ("talk", 5, None),
        ("exercise", 38, "u2-coaching"),
        ("break", 10, None),
        ("vote", 20, "r7-dilemma"),
        ("exercise", 39, "x2-presence-talk"),
        ("break", 10, None),
        ("break", 15, None),
        ("exercise", 15, "u5-plan"),
        ("exercise", 8, "u6-buddy"),
        ("evaluation", 5, "m3-evaluation"),
        ("close", 8, "s6-check-out"),
    ],
    "raus-amu": [
        ("welcome", 5, None),
        ("exercise", 8, "r1-check-in"),
        ("talk", 13, None),
        ("test", 12, "m1-raus-test"),
        ("exercise", 25, "a4-owners"),
        ("break", 10, None),
        ("vote", 20, "r7-dilemma"),
        ("exercise", 20, "x1-weighing"),
        ("break", 10, None),
        ("exercise", 40, "s5-cloth"),
        ("close", 15, None),
        ("break", 15, None),
        ("exercise", 12, "u5-plan"),
        ("exercise", 5, "u6-buddy"),
        ("evaluation", 5, "m3-evaluation"),
        ("close", 8, "s6-check-out"),
    ],
    "raus-union": [
        ("welcome", 5, None),
        ("exercise", 8, "s2-joy"),
        ("talk", 10, None),
        ("test", 12, "m1-raus-test"),
        ("exercise", 31, "r3-listening"),
        ("break", 10, None),
        ("exercise", 12, "a1-recognition"),
        ("vote", 15, "r7-dilemma"),
        ("exercise", 32, "r6-courage"),
        ("break", 10, None),
        ("exercise", 25, "u3-peers"),
        ("break", 15, None),
        ("exercise", 10, "u5-plan"),
        ("exercise", 5, "u6-buddy"),
        ("evaluation", 5, "m3-evaluation"),
        ("close", 8, "s6-check-out"),
    ],
    "raus-presence": [
        ("welcome", 5, None),
        ("exercise", 8, "r1-check-in"),
        ("talk", 5, None),
        ("exercise", 20, "x1-weighing"),
        ("exercise", 20, "x5-one-action"),
        ("break", 15, None),
        ("exercise", 39, "x2-presence-talk"),
        ("break", 15, None),
        ("exercise", 26, "x4-adapting"),
        ("exercise", 17, "x3-first-day"),
        ("break", 15, None),
        ("exercise", 12, "u8-letter"),
        ("exercise", 6, "u6-buddy"),
        ("evaluation", 5, "m3-evaluation"),
        ("close", 8, "s6-check-out"),
    ],
    "raus-together": [
        ("welcome", 5, None),
        ("talk", 4, None),
        ("exercise", 16, "r2-layers"),
        ("exercise", 18, "s3-humour"),
        ("exercise", 18, "s8-bystander"),
        ("break", 15, None),
        ("exercise", 16, "a6-written"),
        ("exercise", 18, "a5-advice"),
        ("exercise", 20, "s4-agreements"),
        ("break", 10, None),
        ("break", 15, None),
        ("exercise", 15, "s7-questions"),
        ("exercise", 15, "u5-plan"),
        ("exercise", 8, "u6-buddy"),
        ("evaluation", 5, "m3-evaluation"),
        ("close", 8, "s6-check-out"),
    ],
    "raus-further": [
        ("welcome", 4, None),
        ("exercise", 12, "u7-done"),
        ("talk", 3, None),
        ("exercise", 37, "r8-mediating"),
        ("break", 15, None),
        ("exercise", 35, "a2-feedback"),
        ("exercise", 14, "a7-upwards"),
        ("exercise", 20, "r5-map"),
        ("break", 45, None),
        ("break", 15, None),
        ("exercise", 31, "u1-strengths"),
        ("exercise", 25, "r4-window"),
        ("break", 10, None),
        ("test", 6, "m2-quiz"),
        ("exercise", 16, "s1-think-pair"),
        ("break", 15, None),
        ("exercise", 15, "u5-plan"),
        ("exercise", 8, "u6-buddy"),
        ("evaluation", 5, "m3-evaluation"),
        ("close", 8, "s6-check-out"),
    ],
}
"""Kind, minutes and exercise of every line of the agenda."""

LONGEST_SITTING = 75
"""Minutes that nobody sits longer than without a break."""

TRANSLATED = {"nn": "omsett", "en": "translated"}

SOURCE = {
    "C06": "Dette krever relasjonskompetanse og psykologisk innsikt.",
    "C07": "Hver relasjon er unik og kan ikke standardiseres eller gjøres generell.",
    "C08": "Relasjonsledelse blir dermed ‘lederskapets musikalitet’.",
    "C09": "bygger på et velutviklet demokratisk sinnelag og forutsetter at både leder og "
    "medarbeider arbeider med likeverdighet og dialog som verdigrunnlag",
    "C17": "Lederstilen er bygget på norsk tradisjon og kultur, men henter mye forskningsstøtte "
    "fra amerikansk side.",
    "C22": "Relasjonsledelse forutsetter at lederen har relasjonskompetanse.",
    "C23": "Med relasjonskompetanse menes en rekke dimensjoner sammensatt av et sett ferdigheter, "
    "viktige holdninger, kunnskaper og evner som alle bidrar til realisering av målet, å mestre "
    "relasjonsledelse.",
    "C25": "Teorien tar utgangspunkt i den norske Arbeidsmiljøloven og dens forskningsbakgrunn og "
    "intensjoner fra 1970-tallet.",
    "C26": "Einar Thorsruds konklusjoner peker på det norske demokratiets realisering av et "
    "menneskeverdig arbeidsliv.",
    "C27": "Lederskapet skal se til at medarbeidere opplever en helsefremmende jobbhverdag.",
    "C28": "I tillegg til målsettingen om en helsefremmende jobbhverdag er en i relasjonsledelse "
    "opptatt av å skape resultater. Folk yter mer under en menneskeorientert ledelse.",
    "C29": "Daniel Goleman m.fl. beskriver verdien av emosjonell kompetanse i ledelse. Dette er "
    "en hoveddimensjon i relasjonskompetanse.",
    "C30": "Den amerikanske psykiateren Carl Rogers hevder med styrke at relasjonen mellom leder "
    "og medarbeider er en avgjørende faktor for hvor produktiv medarbeideren er.",
    "C31": "dokumenterer at kvaliteten på relasjonen mellom leder og medarbeider gir positive "
    "utslag på begge deler",
    "C32": "Helheten i relasjonsledelse skal kombinere en organisasjons ønske om å skape gode "
    "resultater og samtidig ivareta helse og motivasjon.",
    "C33": "God relasjonskompetanse hos ledere gir effekt både på nærvær og arbeidsinnsats.",
    "C34": "Negativ relasjonskvalitet mellom leder og medarbeider kan derimot ha motsatt effekt "
    "og være helsefarlig.",
    "C35": "Samtidig må vi se på relasjonskvaliteten medarbeidere imellom.",
    "C36": "Noe av fraværet kan forklares som helsefarlige kollegarelasjoner.",
    "C37": "Derfor må relasjonsledelse alltid ha fokus på den totale relasjonskvaliteten i et "
    "arbeidsmiljø.",
    "C38": "Gjennom gode relasjonelle ferdigheter bygger mennesker et helsefremmende arbeidsmiljø "
    "og unngår å skade hverandre.",
}
"""What the source says, word for word, beyond what the hour says (`test_the_content.py`)."""


@cache
def library() -> Library:
    return shipped()


def programme(id_: str) -> Programme:
    return library().programmes[id_]


def text(*parts: Prose) -> str:
    return " ".join(
        unescape(re.sub(r"<[^>]+>", "", " ".join(part.html for part in parts))).split()
    )


def slides(id_: str, lang: str) -> list[StepWords]:
    steps = programme(id_).steps
    return [
        words
        for step, words in zip(steps, programme(id_).words[lang].steps, strict=True)
        if step.move == "slide"
    ]


def covered(lang: str) -> dict[str, list[str]]:
    """The parts of authors' files that say what they cover, by point of the source."""
    found: dict[str, list[str]] = {}
    for root in bundled():
        for file in [
            *root.glob(f"slides/*/{lang}.md"),
            *root.glob(f"exercises/*/{lang}.md"),
        ]:
            for part in re.split(r"\n---\n|\n## ", file.read_text("utf-8")):
                for point in re.findall(
                    r"C\d\d", part.rpartition("Covers:")[2] if "Covers:" in part else ""
                ):
                    found.setdefault(point, []).append(
                        " ".join(part.replace("**", "").split())
                    )
    return found


def kind_of(id_: str, step: str) -> str:
    """The kind of the agenda's line that a step belongs to."""
    at = [one.id for one in programme(id_).steps].index(step)
    return [item.kind for item in programme(id_).items if item.first_step <= at][-1]


every_plan = pytest.mark.parametrize("id_", PLANS)
every_language = pytest.mark.parametrize("lang", LANGUAGES)


@every_plan
def test_it_keeps_its_minutes(id_: str) -> None:
    assert [
        (item.kind, item.minutes, item.exercise) for item in programme(id_).items
    ] == PLANS[id_]


@every_plan
def test_it_is_whole_in_every_language(id_: str) -> None:
    assert set(programme(id_).languages) == set(LANGUAGES)


@every_plan
def test_at_least_half_of_it_is_practice(id_: str) -> None:
    practice = sum(item.minutes for item in programme(id_).items if item.exercise)
    assert practice >= programme(id_).minutes / 2


@every_plan
def test_it_touches_all_four_keys(id_: str) -> None:
    assert {
        key for one in programme(id_).exercises.values() for key in one.keys
    } == set(KEYS)


@every_plan
def test_nobody_sits_too_long(id_: str) -> None:
    sitting = 0.0
    for item in programme(id_).items:
        sitting = 0.0 if item.kind == "break" else sitting + item.minutes
        assert sitting <= LONGEST_SITTING


def test_every_exercise_stands_in_a_programme() -> None:
    used = {id_ for one in library().programmes.values() for id_ in one.exercises}
    assert set(library().exercises) - used == set()


@every_plan
def test_a_day_has_slack_and_each_half_of_it(id_: str) -> None:
    slack = [step for step in programme(id_).steps if step.id.startswith("slack")]
    assert len(slack) == (2 if id_ in ("raus-day", "raus-further") else 1)
    assert {step.minutes for step in slack} == {15}


@every_plan
def test_the_keys_come_before_the_test_and_the_factors_before_the_measures(
    id_: str,
) -> None:
    steps = [step.id for step in programme(id_).steps]
    if "m1-raus-test.information" in steps:
        assert steps.index("four-keys") < steps.index("m1-raus-test.information")
    if id_ == "raus-amu":
        assert steps.index("x1-weighing.two") < steps.index("s5-cloth.frame")


@every_plan
def test_there_is_a_break_after_the_courageous_conversation(id_: str) -> None:
    items = programme(id_).items
    for item, following in pairwise(items):
        if item.exercise == "r6-courage":
            assert following.kind == "break"


@every_language
@pytest.mark.parametrize(
    "id_", [*PLANS, "raus-hour", "raus-follow-up", "raus-amu-later", "raus-week-12"]
)
def test_it_says_what_to_leave_out_when_it_is_late(id_: str, lang: str) -> None:
    cut = programme(id_).words[lang].cut
    assert list(cut) == [10, 20, 30]
    assert all(cut.values())


def test_what_is_told_fills_its_minutes() -> None:
    assert [str(fault) for fault in library().check_scripts()] == []


@every_language
@every_plan
def test_every_told_slide_has_a_story_and_a_question(id_: str, lang: str) -> None:
    told = [
        words
        for step, words in zip(
            programme(id_).steps, programme(id_).words[lang].steps, strict=True
        )
        if step.move == "slide" and kind_of(id_, step.id) == "talk"
    ]
    for words in told:
        said = text(words.notes)
        assert "?" in said, words.title
        assert count_words(words.notes) >= 75, words.title


@every_language
@every_plan
def test_the_facilitator_has_words_for_every_slide(id_: str, lang: str) -> None:
    assert [words.title for words in slides(id_, lang) if not words.notes] == []


@every_language
@every_plan
def test_a_slide_can_be_read_from_the_back_row(id_: str, lang: str) -> None:
    for words in slides(id_, lang):
        assert len(re.findall(r"<(?:p|li)>", words.body.html)) <= 7, words.title
        assert len(text(words.body)) <= 380, words.title


@every_language
@every_plan
def test_it_credits_the_source_and_says_who_has_not_approved_it(
    id_: str, lang: str
) -> None:
    assert (
        programme(id_).words[lang].credits == programme("raus-hour").words[lang].credits
    )


@pytest.mark.parametrize("point", SOURCE)
def test_the_source_is_quoted_word_for_word(point: str) -> None:
    parts = covered("nb")[point]
    assert [part for part in parts if SOURCE[point] in part], parts


AREAS = (
    "menneskeorientering",
    "kommunikasjonsferdigheter",
    "lederholdninger",
    "emosjonell kompetanse",
    "coachende lederstil",
    "konflikthåndtering",
    "utvikling av medarbeidere",
)
"""The seven areas of relational competence, as the source names them and in its order (C24)."""


def test_the_seven_areas_stand_in_the_order_of_the_source() -> None:
    (seven,) = (
        words
        for words in slides("raus-day", "nb")
        if words.title == "14 dimensjoner, sju områder"
    )
    assert tuple(re.findall(r"<li>(.*?)</li>", seven.body.html)) == AREAS


@every_language
def test_every_point_of_the_source_is_covered_somewhere(lang: str) -> None:
    assert {f"C{number:02}" for number in range(1, 53)} - set(covered(lang)) == set()


@pytest.mark.parametrize("lang", TRANSLATED)
@pytest.mark.parametrize("point", SOURCE)
def test_every_language_says_it_too_and_says_that_it_is_translated(
    point: str, lang: str
) -> None:
    assert [part for part in covered(lang)[point] if TRANSLATED[lang] in part]
