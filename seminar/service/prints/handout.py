"""The participant's handout of a programme: agenda, a sheet for each exercise, cards to cut out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from seminar.core.elements import (
    KEYS,
    Block,
    Boxes,
    Bullets,
    Cards,
    Document,
    Drawn,
    Grid,
    Heading,
    Key,
    Lines,
    Marks,
    NewPage,
    Paragraph,
    Prose,
    Sketch,
    Unbroken,
)
from seminar.core.i18n import Message, Say, say, say_n
from seminar.core.model.exercise import (
    Exercise,
    MoveWords,
    Talk,
    WriteMove,
    list_named_questions,
)
from seminar.core.model.programme import AgendaItem, Programme, ProgrammeWords
from seminar.core.model.question_id import QuestionId
from seminar.core.presenting.sketches import sketch_list
from seminar.service.prints.prose import read_paragraph_text, set_lead, set_small
from seminar.service.prints.registry import PrintKind, PrintSubject
from seminar.service.prints.seven_areas import build_seven_areas, shows_seven_areas
from seminar.service.prints.thumbnail import draw_strokes, draw_thumbnail

KEY_NAMES: dict[Key, Say] = {
    "R": say("Relationship and respect"),
    "A": say("Recognition and responsibility"),
    "U": say("Development"),
    "S": say("Smiles and collaboration"),
}

PRIVATE = say("Private – take it home")

# The first page is the agenda's, whole and with its credits; notes get the lines that it leaves.
# Found by setting programmes of every length on A4.
NOTES = 7
"""Lines for notes beneath a short agenda."""

FEW_NOTES = 2
"""The fewest lines for notes, where there are any."""

SHORT_AGENDA = 9
"""Items of an agenda up to which all the lines for notes have room; each further item takes one."""

LONG_AGENDA = 18
"""Items of an agenda from which no line for notes has room."""


def build_handout(programme: Programme, lang: str) -> Document:
    """Build the participant's handout in a language.

    Cards to cut out come last, on leaves of their own, so that no sheet loses its back.
    """
    words = programme.words_in(lang)
    blocks = [*_build_cover(programme, words), *_build_ideas(programme, words)]
    exercises = _list_exercises(programme)
    for exercise in exercises:
        blocks += _build_sheet(programme, words, exercise)
    for exercise in exercises:
        blocks += _build_cards(programme, words, exercise)
    return Document(
        words.title,
        words.lang,
        tuple(blocks),
        foot=_credit_line(words),
        subject=words.summary,
    )


def _list_exercises(programme: Programme) -> tuple[Exercise, ...]:
    """Return the exercises in the order of the agenda, each once."""
    ids = dict.fromkeys(item.exercise for item in programme.items if item.exercise)
    return tuple(programme.exercises[id_] for id_ in ids)


# --- The first page -------------------------------------------------------------------------------


def _build_cover(programme: Programme, words: ProgrammeWords) -> Iterator[Block]:
    yield Marks(tuple(KEY_NAMES[key] for key in KEYS))
    yield Heading(words.title, 1)
    if words.summary:
        yield Paragraph((words.summary,), "lead")
    rows = [
        (title, " ".join(item.keys) or "–", _phrase_minutes(minutes))
        for item, title, minutes in _list_agenda(programme, words)
    ]
    yield Grid(
        (say("What we do"), say("Key"), _phrase_minutes(programme.minutes)),
        tuple(rows),
        (8, 2, 2),
        len(rows) > SHORT_AGENDA,
    )
    if len(rows) < LONG_AGENDA:
        items_too_many = max(0, len(rows) - SHORT_AGENDA)
        yield Lines(max(FEW_NOTES, NOTES - items_too_many), say("My notes"))
    yield from set_small(words.credits)


def _list_agenda(
    programme: Programme, words: ProgrammeWords
) -> list[tuple[AgendaItem, str, float]]:
    """Return the lines of the agenda with title and minutes.

    Slack that follows a break is part of it: whoever is on time has a longer break.
    """
    lines: list[tuple[AgendaItem, str, float]] = []
    for item, title in zip(programme.items, words.items, strict=True):
        if lines and item.kind == lines[-1][0].kind == "break":
            earlier, first_title, minutes = lines.pop()
            lines.append((earlier, first_title, minutes + item.minutes))
        else:
            lines.append((item, title, item.minutes))
    return lines


def _phrase_minutes(minutes: float) -> Say:
    whole = int(minutes)
    return (
        say_n("{n} minute", "{n} minutes", whole)
        if whole == minutes
        else say("{minutes} minutes", minutes=minutes)
    )


def _credit_line(words: ProgrammeWords) -> Message:
    """Return the first sentence of the programme's credits, for the foot of every page: the source
    goes along with a page that is torn out."""
    for block in words.credits.blocks:
        if isinstance(block, Paragraph):
            credits = read_paragraph_text(block)
            return re.split(r"[.;\n]", credits, maxsplit=1)[0]
    return ""


def _build_ideas(programme: Programme, words: ProgrammeWords) -> Iterator[Block]:
    """Build the figures of the slides, each under its slide's title, and a page on the seven areas
    where a slide shows them."""
    sketches = tuple(_read_sketches(programme, words))
    # A single figure is the four keys, and they stand on the first page.
    if len(sketches) > 1:
        yield NewPage()
        yield Heading(say("What it builds on"), 1)
        for sketch in sketches:
            yield Unbroken((Heading(sketch.title, 2), Drawn(sketch)))
    if any(shows_seven_areas(sketch, words.lang) for sketch in sketches):
        yield NewPage()
        yield Paragraph((PRIVATE,), "small")
        yield Heading(say("The seven areas and I"), 1)
        yield from build_seven_areas()


def _read_sketches(programme: Programme, words: ProgrammeWords) -> Iterator[Sketch]:
    for step, slide in zip(programme.steps, words.steps, strict=True):
        if step.move == "slide":
            sketch = sketch_list(slide.look, slide.title, slide.body)
            if sketch:
                yield sketch


# --- One sheet for each exercise ------------------------------------------------------------------


def _build_sheet(
    programme: Programme, words: ProgrammeWords, exercise: Exercise
) -> Iterator[Block]:
    exercise_words = words.exercises[exercise.id]
    yield NewPage()
    yield Paragraph(_phrase_code(exercise), "small")
    yield Heading(exercise_words.title, 1, exercise.only_key)
    yield from set_lead(exercise_words.instruction)
    moves = tuple(_build_moves(programme, words, exercise))
    yield from moves
    if {block.key for block in moves if isinstance(block, Boxes)} == set(KEYS):
        yield Unbroken((Heading(say("This I can do"), 2), Lines(4)))
        yield Lines(1, say("Date"))
        yield NewPage()
    if exercise.cards > 1:
        yield Paragraph((say("The cards to cut out are at the back."),), "small")
    elif exercise.cards == 1:
        yield Paragraph((say("A page that belongs here is at the back."),), "small")
    else:
        yield from exercise_words.paper.blocks
    yield from _build_debrief(exercise_words.debrief)


def _phrase_code(exercise: Exercise) -> tuple[Message, ...]:
    """Return the line above a sheet's title: the exercise's code, and whether it is private."""
    return (exercise.code, " · ", PRIVATE) if exercise.private else (exercise.code,)


def _build_moves(
    programme: Programme, words: ProgrammeWords, exercise: Exercise
) -> Iterator[Block]:
    """Build the figures to fill in and the questions, in the order of the flow.

    Questions that no move names come last. Of several figures each has the name of its move.
    """
    move_words = words.exercises[exercise.id].moves
    with_figure = [
        move
        for move in exercise.flow
        if isinstance(move, Talk | WriteMove) and move.figure
    ]
    on_cards = _list_card_questions(exercise)
    remaining = [id_ for id_ in exercise.questions if id_ not in on_cards]
    for move in exercise.flow:
        if move in with_figure:
            figure = _build_figure(move, move_words[move.id])
            name = Heading(move_words[move.id].label, 3)
            yield Unbroken((name, figure) if len(with_figure) > 1 else (figure,))
        named = [id_ for id_ in remaining if id_ in list_named_questions(move)]
        yield from _build_questions(programme, words, exercise, named)
        remaining = [id_ for id_ in remaining if id_ not in named]
    yield from _build_questions(programme, words, exercise, remaining)


def _build_figure(move: Talk | WriteMove, words: MoveWords) -> Drawn:
    sketch = sketch_list(move.figure or "", words.label, words.body)
    assert sketch is not None, "content has checked its list"
    return Drawn(sketch)


def _build_questions(
    programme: Programme, words: ProgrammeWords, exercise: Exercise, ids: Iterable[str]
) -> Iterator[Block]:
    for id_ in ids:
        question = str(QuestionId(exercise.id, id_))
        kind = programme.questions[question]
        yield from kind.build_paper(words.questions[question])


def _build_debrief(prose: Prose) -> Iterator[Block]:
    """Build the questions to think over, each with lines for a thought; the heading goes to the
    page of the first."""
    heading: tuple[Block, ...] = (Heading(say("To think and talk about"), 2),)
    for block in prose.blocks:
        if isinstance(block, Bullets):
            for runs in block.items:
                yield Unbroken((*heading, Paragraph(runs), Lines(2)))
                heading = ()
        else:
            yield from heading
            yield block
            heading = ()


# --- Cards to cut out -----------------------------------------------------------------------------


def _list_card_questions(exercise: Exercise) -> tuple[str, ...]:
    """Return the questions that are written on a card instead of the sheet: those whose answers
    nobody but their writer reads."""
    return tuple(
        id_
        for id_, kind in exercise.questions.items()
        if exercise.cards and kind.privacy == "private"
    )


def _build_cards(
    programme: Programme, words: ProgrammeWords, exercise: Exercise
) -> Iterator[Block]:
    """Build the private questions and the exercise's own paper: several cards on a leaf of their
    own, or a single one as a page."""
    if not exercise.cards:
        return
    exercise_words = words.exercises[exercise.id]
    title = exercise_words.title
    code = _phrase_code(exercise)
    questions = _list_card_questions(exercise)
    content = (
        *_build_questions(programme, words, exercise, questions),
        *exercise_words.paper.blocks,
    )
    if exercise.cards == 1:
        yield NewPage()
        yield Paragraph(code, "small")
        yield Heading(title, 2, exercise.only_key)
        yield from content
    else:
        cut = say("Cut along the dashed lines")
        yield NewPage(leaf=True)
        yield Paragraph((*code, " · ", cut), "small")
        yield Cards((Heading(title, 3, exercise.only_key), *content), exercise.cards)


# --- As a print -----------------------------------------------------------------------------------


def _draw_thumbnail(subject: PrintSubject) -> str:
    """Return the first page: the marks of the four keys, the title, the agenda, lines for notes."""
    marks = (
        "M13 18a4 4 0 1 0 8 0a4 4 0 1 0-8 0M18 18a4 4 0 1 0 8 0a4 4 0 1 0-8 0"
        "M37 13l1.6 3.5 3.9.5-2.9 2.7.8 3.9-3.4-1.9-3.4 1.9.8-3.9-2.9-2.7 3.9-.5z"
        "M49 22.5h4v-3.5h3.5v-3.5h3.5v-3.5M67 15c1.5 8 9.5 8 11 0"
    )
    rows = range(60, 103, 7)
    lengths = (50, 62, 44, 58, 48, 55, 40)
    agenda = "".join(
        f"M13 {y}h{length}M84 {y}h8" for y, length in zip(rows, lengths, strict=True)
    )
    return draw_thumbnail(
        draw_strokes("text", 1.6, marks),
        draw_strokes("text", 5, "M13 37h56"),
        draw_strokes("edge", 2, f"M13 47h70{agenda}"),
        draw_strokes("line", 1, "M13 116h79M13 124h79M13 132h79"),
    )


PRINT = PrintKind(
    "handout",
    ("programme",),
    say("Handout"),
    lambda subject: say(
        "One for each participant, before the seminar. Agenda, the four statements, a sheet"
        " for each exercise and the cards to cut out."
    ),
    lambda subject: build_handout(subject.programme, subject.lang),
    thumbnail=_draw_thumbnail,
    order=1,
)
