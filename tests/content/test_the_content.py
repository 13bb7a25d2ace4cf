"""What the bundled content must hold: the source as it stands, and all of it in every language."""

from __future__ import annotations

from functools import cache

import pytest

from seminar.core.i18n import LANGUAGES
from seminar.core.model.programme import Programme, StepWords
from tests.content.bundled import bundled, library, text

STATEMENTS = {
    "welcome": "Jeg føler meg velkommen på jobb hver dag",
    "valued": "Jeg kjenner meg verdsatt på jobben",
    "growing": "Jeg utvikler meg ved å være på jobb",
    "glad": "Jeg blir glad av å være på jobb",
}

SOURCE = {
    "C01": (
        "definition",
        "en menneskeorientert lederteori og bygger på et humanistisk menneskesyn",
    ),
    "C02": ("definition", "påvirke medarbeidere gjennom tillitsrelasjoner og dialog"),
    "C03": ("first-task", "Ledelse er å oppnå målsatte resultater sammen med andre."),
    "C04": (
        "first-task",
        "Dette samarbeidet kan best realiseres ved relasjonsledelse.",
    ),
    "C05": (
        "first-task",
        "bli kjent med hver enkelt medarbeider og bygge en tillitsfull relasjon",
    ),
    "C10": ("first-task", "likeverdighet og dialog"),
    "C11": (
        "leader-or-boss",
        "først brukt i boka «Ledelse, dialog og samspill» fra 1995",
    ),
    "C12": ("leader-or-boss", "som en relasjon og ikke som en posisjon"),
    "C13": ("leader-or-boss", "en form for naturlig og frivillig gjensidig samspill"),
    "C14": ("leader-or-boss", "en makt- og styringsorientert herskerstil"),
    "C15": (
        "natural-authority",
        "Det er kun i en likeverdig og positiv relasjon at naturlig autoritet vil kunne oppstå.",
    ),
    "C16": (
        "natural-authority",
        "Relasjonsledelse betyr å være i relasjon og bare unntaksvis ty til posisjon.",
    ),
    "C18": (
        "two-principles",
        "Resultater oppnås ved at leder og medarbeidere kan samhandle.",
    ),
    "C19": ("two-principles", "Bevisstheten om relasjonelt mot"),
    "C20": (
        "two-principles",
        "Det motsatte av relasjonelt mot er relasjonell feighet.",
    ),
    "C21": (
        "two-principles",
        "for å gi ærlige tilbakemeldinger og for å takle konflikter",
    ),
    "C39": ("four-keys", "RAUS er en konkret tilnærming til nærværsledelse."),
    "C40": ("four-keys", "R relasjon og respekt"),
    "C41": ("four-keys", "A anerkjennelse og ansvar"),
    "C42": ("four-keys", "U utvikling"),
    "C43": ("four-keys", "S smil og samhandling"),
    "C44": (
        "source",
        "i Norge på ledere som ønsker å øke nærværet i egen organisasjon",
    ),
    "C45": (
        "source",
        "et treningsseminar der ledere får innsikt og øvelse i å håndtere nærværsfaktorene",
    ),
    "C46": ("source", "også utprøvd i arbeidsmiljøutvalg og mellom tillitsvalgte"),
    "C47": (
        "source",
        "Tilbakemeldinger fra deltakere tyder på at konseptet har positiv virkning på nærvær og "
        "trivsel.",
    ),
    "C48": ("m1-raus-test.information", "RAUS-testen er fire utsagn"),
}
"""What the source says, where the hour says it, and in which words. C49–C52 are the four
statements."""

PROMISES = {
    "m1-raus-test.information": (
        "Ingen kan se hva du svarte, heller ikke kursholderen. Vi ber ikke om navn, enhet eller "
        "alder. Resultatet vises først når avstemningen er lukket og minst fem har svart, eller "
        "flere, hvis rommet krever det. Du kan hoppe over alle spørsmål."
    ),
    "m1-raus-test.result": (
        "RAUS-testen er fire utsagn fra et faktaark om relasjonsledelse. Den er en "
        "samtalestarter, ikke en måling av deg, lederen din eller arbeidsplassen. Svarskala og "
        "framstilling er verktøyets. Forskjeller under 0,5 bør ikke tolkes når færre enn 20 har "
        "svart."
    ),
    "privacy": "Alt slettes når økta avsluttes. Bare oppsummeringen dere har sett, kan lagres.",
    "source": (
        "Etter Idébankens faktaark om relasjonsledelse; RAUS-kursene er knyttet til Jan "
        "Spurkeland. Verktøyet er ikke laget eller godkjent av rettighetshaverne."
    ),
}

PRIVACY = {
    "r1-check-in.word": "guarded",
    "r1-check-in.energy": "guarded",
    "m1-raus-test.statements": "guarded",
    "r7-dilemma.dilemma": "open",
    "r7-dilemma.confidence": "open",
    "a3-thanks.when": "open",
    "u5-plan.plan": "private",
    "u5-plan.key": "open",
    "u5-plan.first": "open",
    "s6-check-out.sentence": "guarded",
    "s6-check-out.energy": "guarded",
}


@cache
def hour() -> Programme:
    return library().programmes["raus-hour"]


def said(step: str, lang: str = "nb") -> StepWords:
    return hour().words[lang].steps[[one.id for one in hour().steps].index(step)]


def written(step: str, lang: str) -> str:
    """The part of the author's file that a step is made of, as it stands there."""
    folder, _, move = step.partition(".")
    if move:
        file = f"exercises/{folder}/{lang}.md"
        parts = "\n## "
        head = f"move {move}:"
    else:
        file = f"slides/raus-hour/{lang}.md"
        parts = "\n---\n"
        head = f"id: {folder}}}"
    found = next(path / file for path in bundled() if (path / file).is_file())
    return next(part for part in found.read_text("utf-8").split(parts) if head in part)


def test_nothing_is_wrong_with_the_bundled_content() -> None:
    assert [str(fault) for fault in library().faults] == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_four_statements_stand_byte_for_byte(lang: str) -> None:
    labels = hour().words[lang].questions["m1-raus-test.statements"].labels
    for id_, statement in STATEMENTS.items():
        assert labels[id_].encode() == statement.encode()


@pytest.mark.parametrize(
    ("lang", "mark"), [("nn", "omsett: «"), ("en", "translated: “")]
)
def test_a_statement_in_another_language_is_labelled_as_a_translation(
    lang: str, mark: str
) -> None:
    labels = hour().words[lang].questions["m1-raus-test.statements"].labels
    assert all(labels[f"{id_}-gloss"].startswith(mark) for id_ in STATEMENTS)


MEANINGS = (
    "(= relasjonskvaliteter på jobben)",
    "(= anerkjennelse og ansvar)",
    "(= blir mer kompetent)",
    "(= energi, jobbglede og humor)",
)
"""What the source says in brackets of each statement."""


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("meaning", MEANINGS)
def test_the_room_reads_what_the_source_means_once_it_has_answered(
    meaning: str, lang: str
) -> None:
    steps = [step.id for step in hour().steps]
    answered = steps.index("m1-raus-test.answer")
    for id_ in steps[: answered + 1]:
        assert meaning not in text(said(id_, lang).body)
    assert meaning.encode() in text(said("m1-raus-test.pairs", lang).body).encode()
    assert meaning[:-1] in text(hour().words[lang].exercises["m1-raus-test"].paper)


@pytest.mark.parametrize("point", SOURCE)
def test_the_hour_says_what_the_source_says(point: str) -> None:
    step, words = SOURCE[point]
    assert words in text(said(step).body, said(step).notes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_language_says_the_same_at_the_same_place(lang: str) -> None:
    places = {point: step for point, (step, _) in SOURCE.items()}
    places |= dict.fromkeys(("C49", "C50", "C51", "C52"), "m1-raus-test.answer")
    missing = {
        point: step
        for point, step in places.items()
        if point not in written(step, lang).rpartition("Covers:")[2]
    }
    assert missing == {}


@pytest.mark.parametrize("step", PROMISES)
def test_the_room_reads_the_promise_word_for_word(step: str) -> None:
    assert PROMISES[step] in text(said(step).body)


def test_what_concerns_ones_own_workplace_is_guarded() -> None:
    assert {id_: kind.privacy for id_, kind in hour().questions.items()} == PRIVACY


def test_all_nine_dilemmas_can_be_picked_and_each_has_its_note() -> None:
    cases = library().exercises["r7-dilemma"].banks["dilemma"]
    assert len(cases) == 9
    for case in cases:
        planned = library().programme("raus-hour", {"r7-dilemma.dilemma": case})
        for lang in LANGUAGES:
            words = planned.words[lang]
            assert words.questions["r7-dilemma.dilemma"].body
            assert (
                text(words.exercises["r7-dilemma"].case_notes[f"dilemma/{case}"]).count(
                    ":"
                )
                >= 4
            )
