"""The sheet that a participant takes home: their plan, their answers, and what the room saw.

It is made in memory for a single person and not stored. Where no plan is written yet, the sheet
has lines to write it on.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from seminar.content.translations import read_speech
from seminar.core.elements import (
    Block,
    Code,
    Document,
    Drawn,
    Figures,
    Grid,
    Heading,
    Paragraph,
    Prose,
    Unbroken,
)
from seminar.core.i18n import say, say_n
from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.core.model.question_id import exercise_of
from seminar.service.participant.answers import ExerciseAnswers
from seminar.service.prints.handout import PRIVATE
from seminar.service.prints.prose import read_paragraph_text, set_small
from seminar.service.prints.reminders import format_full_day, list_reminders
from seminar.service.private_texts import (
    NOTES,
    NOTES_TITLE,
    STEP_NOTES_TITLE,
    OwnQuestion,
    Texts,
    list_own_questions,
    list_step_notes,
)
from seminar.service.screens.results import ShownResults, drop_repeated_note

ROOM_ANSWERED = say("What the room answered")
MY_ANSWERS = say("My answers")
LOOK_BACK = say("Look back")


def build_take_home(
    programme: Programme,
    lang: str,
    day: date,
    *,
    texts: Texts,
    answers: Iterable[ExerciseAnswers] = (),
    seen: Iterable[ShownResults] = (),
    card: Code | None = None,
) -> Document:
    """Build the sheet of a participant.

    Args:
        day: The day of the seminar.
        texts: What the participant wrote for themselves; it comes from their phone alone.
        answers: Their own answers, by exercise.
        seen: The results that the room was shown.
        card: Their return card, in a series.
    """
    words = programme.words_in(lang)
    blocks = (
        Paragraph((PRIVATE,), "small"),
        Heading(words.title, 1),
        Paragraph((format_full_day(day, words.lang),), "lead"),
        *_build_plans(programme, lang, texts),
        _build_look_back(day, words.lang),
        *_build_answers(programme, words, answers),
        *_build_noted(programme, words, texts),
        *_build_notes(texts),
        *_build_results(programme, words, seen),
        *_build_return_card(card),
    )
    return Document(
        words.title, words.lang, blocks, foot=PRIVATE, subject=words.summary
    )


def _build_plans(programme: Programme, lang: str, texts: Texts) -> Iterator[Block]:
    for own in list_own_questions(programme, lang):
        yield _build_plan(programme, own, texts)


def _build_plan(programme: Programme, own: OwnQuestion, texts: Texts) -> Block:
    """Build what was written for oneself, or lines to write it on by hand."""
    key = programme.exercises[exercise_of(own.question)].only_key
    heading = Heading(own.wording.prompt, 2, key)
    lines: list[Block] = []
    for name, field in own.fields:
        if name in texts:
            lines += (
                Paragraph((field.prompt,), "small"),
                Paragraph((texts[name],), "lead"),
            )
    if not lines:
        lines += programme.questions[own.question].build_paper(own.wording)
    return Unbroken((heading, *lines))


def _build_answers(
    programme: Programme, words: ProgrammeWords, answers: Iterable[ExerciseAnswers]
) -> Iterator[Block]:
    heading: tuple[Block, ...] = (Heading(MY_ANSWERS, 2),)
    for given in answers:
        rows = tuple(
            (say("Asked again") if row.again else row.prompt, row.answer)
            for row in given.answers
        )
        title = _build_exercise_heading(programme, words, given.exercise)
        score = _build_score(given)
        yield Unbroken((*heading, title, Grid((), rows, (6, 5)), *score))
        heading = ()


def _build_score(given: ExerciseAnswers) -> Iterator[Block]:
    """Build the line with the score of a quiz; nothing for another exercise."""
    if given.score:
        sentence = say_n(
            "{right} of {n} answer is right",
            "{right} of {n} answers are right",
            given.score.of,
            right=given.score.right,
        )
        yield Paragraph((sentence,))


def _build_noted(
    programme: Programme, words: ProgrammeWords, texts: Texts
) -> Iterator[Block]:
    """Build what was written along the way, by exercise."""
    heading: tuple[Block, ...] = (Heading(STEP_NOTES_TITLE, 2),)
    last_exercise: str | None = None
    for name, exercise, label in list_step_notes(programme, words.lang):
        if name not in texts or exercise is None:
            continue
        if exercise != last_exercise:
            title = _build_exercise_heading(programme, words, exercise)
            heading = (*heading, title)
        paragraphs = (Paragraph((line,)) for line in texts[name].splitlines())
        yield Unbroken((*heading, Paragraph((label,), "small"), *paragraphs))
        heading = ()
        last_exercise = exercise


def _build_notes(texts: Texts) -> Iterator[Block]:
    if NOTES in texts:
        yield Heading(NOTES_TITLE, 2)
        yield from (Paragraph((line,)) for line in texts[NOTES].splitlines())


def _build_results(
    programme: Programme, words: ProgrammeWords, seen: Iterable[ShownResults]
) -> Iterator[Block]:
    """Build the results as they were drawn for the room, with the author's words beneath them."""
    speech = read_speech(words.lang)
    heading: tuple[Block, ...] = (Heading(ROOM_ANSWERED, 2),)
    for shown in seen:
        if shown.exercise is not None:
            title = _build_exercise_heading(programme, words, shown.exercise)
            heading = (*heading, title)
        body_text = _read_text(shown.body)
        for view in shown.views:
            # Single numbers say what they are; every other drawing needs its question over it.
            name = () if isinstance(view, Figures) else (Paragraph((view.title,)),)
            drawing = Drawn(drop_repeated_note(view, speech, body_text))
            yield Unbroken((*heading, *name, drawing))
            heading = ()
        yield from set_small(shown.body)


def _read_text(prose: Prose) -> str:
    paragraphs = (block for block in prose.blocks if isinstance(block, Paragraph))
    return "".join(read_paragraph_text(paragraph) for paragraph in paragraphs)


def _build_look_back(day: date, lang: str) -> Block:
    rows = tuple(
        (format_full_day(reminder.day, lang), reminder.question)
        for reminder in list_reminders(day)
    )
    return Unbroken((Heading(LOOK_BACK, 2), Grid((), rows, (5, 6))))


def _build_return_card(card: Code | None) -> Iterator[Block]:
    if card is not None:
        about = say(
            "Your own four answers, sealed. Scan the card when you meet again, or hand in its "
            "letters and digits there. It counts once, and whoever finds it can read nothing from "
            "it."
        )
        yield Unbroken((Heading(say("Return card"), 2), Paragraph((about,)), card))


def _build_exercise_heading(
    programme: Programme, words: ProgrammeWords, exercise: str
) -> Heading:
    key = programme.exercises[exercise].only_key
    return Heading(words.exercises[exercise].title, 3, key)
