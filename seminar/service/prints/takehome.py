"""The sheet that a participant takes home, as blocks: the plan first, then what one answered and
what the room saw.

It is made for one person at one moment and is not kept. What is missing of the plan is lines to
write it on.
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
    Key,
    Paragraph,
    Prose,
    Run,
    Unbroken,
)
from seminar.core.i18n import say, say_n
from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.core.model.question_id import exercise_of
from seminar.service.participant.answers import ExerciseAnswers
from seminar.service.prints.handout import PRIVATE
from seminar.service.prints.reminders import reminders, written
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


def take_home(
    programme: Programme,
    lang: str,
    day: date,
    *,
    texts: Texts,
    answers: Iterable[ExerciseAnswers] = (),
    seen: Iterable[ShownResults] = (),
    card: Code | None = None,
) -> Document:
    """The sheet of one participant: their own `texts` and `answers`, what the room has `seen`,
    and a return `card`."""
    words = programme.words_in(lang)
    blocks = (
        Paragraph((PRIVATE,), "small"),
        Heading(words.title, 1),
        Paragraph((written(day, words.lang),), "lead"),
        *(
            block
            for one in list_own_questions(programme, lang)
            for block in _plan(programme, one, texts)
        ),
        *_look_back(day, words.lang),
        *_answers(programme, words, answers),
        *_noted(programme, words, texts),
        *_notes(texts),
        *_seen(programme, words, seen),
        *_card(card),
    )
    return Document(
        words.title, words.lang, blocks, foot=PRIVATE, subject=words.summary
    )


def _plan(programme: Programme, own: OwnQuestion, texts: Texts) -> Iterator[Block]:
    """What was written for oneself, or lines to write it on by hand."""
    heading = Heading(own.wording.prompt, 2, _key(programme, exercise_of(own.question)))
    written_ones = tuple(
        (field, texts[name]) for name, field in own.fields if name in texts
    )
    if not written_ones:
        yield Unbroken(
            (heading, *programme.questions[own.question].build_paper(own.wording))
        )
        return
    lines = (
        (Paragraph((field.prompt,), "small"), Paragraph((text,), "lead"))
        for field, text in written_ones
    )
    yield Unbroken((heading, *(block for pair in lines for block in pair)))


def _answers(
    programme: Programme, words: ProgrammeWords, answers: Iterable[ExerciseAnswers]
) -> Iterator[Block]:
    heading: tuple[Block, ...] = (Heading(MY_ANSWERS, 2),)
    for one in answers:
        rows = tuple(
            (say("Asked again") if said.again else said.prompt, said.answer)
            for said in one.answers
        )
        title = Heading(
            words.exercises[one.exercise].title, 3, _key(programme, one.exercise)
        )
        yield Unbroken((*heading, title, Grid((), rows, (6, 5)), *_score(one)))
        heading = ()


def _noted(
    programme: Programme, words: ProgrammeWords, texts: Texts
) -> Iterator[Block]:
    """What was written along the way, by exercise."""
    heading: tuple[Block, ...] = (Heading(STEP_NOTES_TITLE, 2),)
    last: str | None = None
    for name, exercise, label in list_step_notes(programme, words.lang):
        if name not in texts or exercise is None:
            continue
        if exercise != last:
            heading = (
                *heading,
                Heading(words.exercises[exercise].title, 3, _key(programme, exercise)),
            )
        text = (Paragraph((line,)) for line in texts[name].splitlines())
        yield Unbroken((*heading, Paragraph((label,), "small"), *text))
        heading, last = (), exercise


def _score(one: ExerciseAnswers) -> Iterator[Block]:
    if one.score:
        right, of = one.score.right, one.score.of
        said = say_n(
            "{right} of {n} answer is right",
            "{right} of {n} answers are right",
            of,
            right=right,
        )
        yield Paragraph((said,))


def _notes(texts: Texts) -> Iterator[Block]:
    if NOTES in texts:
        yield Heading(NOTES_TITLE, 2)
        yield from (Paragraph((line,)) for line in texts[NOTES].splitlines())


def _seen(
    programme: Programme, words: ProgrammeWords, seen: Iterable[ShownResults]
) -> Iterator[Block]:
    """The results as they were drawn for the room, with what the author says beneath them."""
    heading: tuple[Block, ...] = (Heading(ROOM_ANSWERED, 2),)
    for one in seen:
        if one.exercise is not None:
            heading = (
                *heading,
                Heading(
                    words.exercises[one.exercise].title,
                    3,
                    _key(programme, one.exercise),
                ),
            )
        for view in one.views:
            # Single numbers say what they are; every other drawing needs its question over it.
            name = () if isinstance(view, Figures) else (Paragraph((view.title,)),)
            yield Unbroken(
                (
                    *heading,
                    *name,
                    Drawn(
                        drop_repeated_note(
                            view, read_speech(words.lang), _text(one.body)
                        )
                    ),
                )
            )
            heading = ()
        yield from (
            Paragraph(block.runs, "small") if isinstance(block, Paragraph) else block
            for block in one.body.blocks
        )


def _text(prose: Prose) -> str:
    runs = (
        run
        for block in prose.blocks
        if isinstance(block, Paragraph)
        for run in block.runs
    )
    return "".join(run.text for run in runs if isinstance(run, Run))


def _look_back(day: date, lang: str) -> Iterator[Block]:
    rows = tuple((written(one.day, lang), one.question) for one in reminders(day))
    yield Unbroken((Heading(LOOK_BACK, 2), Grid((), rows, (5, 6))))


def _card(card: Code | None) -> Iterator[Block]:
    if card is not None:
        about = say(
            "Your own four answers, sealed. Scan the card when you meet again, or hand in its "
            "letters and digits there. It counts once, and whoever finds it can read nothing from "
            "it."
        )
        yield Unbroken((Heading(say("Return card"), 2), Paragraph((about,)), card))


def _key(programme: Programme, exercise: str) -> Key | None:
    """The mark of an exercise that belongs to one key."""
    keys = programme.exercises[exercise].keys
    return keys[0] if len(keys) == 1 else None
