"""What the organiser prints of a programme, as blocks: the participant's handout and the poster
to join by."""

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
    Run,
    Unbroken,
)
from seminar.core.i18n import Message, Say, say, say_n
from seminar.core.model.exercise import (
    Exercise,
    ExerciseWords,
    MoveWords,
    Talk,
    WriteMove,
    list_named_questions,
)
from seminar.core.model.programme import Programme, ProgrammeWords
from seminar.core.model.question_id import QuestionId
from seminar.core.presenting.sketches import sketch_list
from seminar.service.prints.registry import PrintKind
from seminar.service.prints.seven_areas import is_of_the_seven, seven_areas

KEY_NAMES: dict[Key, Say] = {
    "R": say("Relationship and respect"),
    "A": say("Recognition and responsibility"),
    "U": say("Development"),
    "S": say("Smiles and collaboration"),
}

PRIVATE = say("Private – take it home")

NOTES, FEW_NOTES, SHORT_AGENDA, LONG_AGENDA = 7, 2, 9, 18
"""Lines for notes on the first page, the fewest there are, up to how many lines of the agenda
leave them all, and from how many they leave none: the page is the agenda's, whole, with its
credits."""


def handout(programme: Programme, lang: str) -> Document:
    """The participant's handout in `lang`: agenda, one sheet for each exercise, and the cards to
    cut out."""
    words = programme.words_in(lang)
    used = [
        (programme.exercises[one], words.exercises[one]) for one in _in_order(programme)
    ]
    blocks = [
        *_cover(programme, words),
        *_ideas(programme, words),
        *(block for one, said in used for block in _sheet(programme, words, one, said)),
        *(block for one, said in used for block in _cards(programme, words, one, said)),
    ]
    return Document(
        words.title,
        words.lang,
        tuple(blocks),
        foot=_credit_line(words),
        subject=words.summary,
    )


def _in_order(programme: Programme) -> tuple[str, ...]:
    """The exercises in the order of the agenda, each once."""
    return tuple(
        dict.fromkeys(item.exercise for item in programme.items if item.exercise)
    )


# --- The first page -------------------------------------------------------------------------------


def _cover(programme: Programme, words: ProgrammeWords) -> Iterator[Block]:
    yield Marks(tuple(KEY_NAMES[key] for key in KEYS))
    yield Heading(words.title, 1)
    if words.summary:
        yield Paragraph((words.summary,), "lead")
    rows = [
        (title, " ".join(item.keys) or "–", _minutes(item.minutes))
        for item, title in zip(programme.items, words.items, strict=True)
    ]
    yield Grid(
        (say("What we do"), say("Key"), _minutes(programme.minutes)),
        tuple(rows),
        (8, 2, 2),
        len(rows) > SHORT_AGENDA,
    )
    if len(rows) < LONG_AGENDA:
        yield Lines(
            max(FEW_NOTES, NOTES - max(0, len(rows) - SHORT_AGENDA)), say("My notes")
        )
    yield from _small(words.credits)


def _minutes(minutes: float) -> Say:
    whole = int(minutes)
    return (
        say_n("{n} minute", "{n} minutes", whole)
        if whole == minutes
        else say("{minutes} minutes", minutes=minutes)
    )


def _credit_line(words: ProgrammeWords) -> Message:
    """How the programme's credits begin: the source goes with every page that may be torn out."""
    for block in words.credits.blocks:
        if isinstance(block, Paragraph):
            said = "".join(run.text for run in block.runs if isinstance(run, Run))
            return re.split(r"[.;\n]", said, maxsplit=1)[0]
    return ""


def _ideas(programme: Programme, words: ProgrammeWords) -> Iterator[Block]:
    """What the slides draw, to take home: each under the title of its slide, and the seven areas
    to write about."""
    slides = (
        said
        for step, said in zip(programme.steps, words.steps, strict=True)
        if step.move == "slide"
    )
    drawn = [
        one
        for one in (sketch_list(said.look, said.title, said.body) for said in slides)
        if one
    ]
    if len(drawn) > 1:  # One alone is the four keys, and they stand on the first page.
        yield NewPage()
        yield Heading(say("What it builds on"), 1)
        for one in drawn:
            yield Unbroken((Heading(one.title, 2), Drawn(one)))
    if any(is_of_the_seven(one, words.lang) for one in drawn):
        yield NewPage()
        yield Paragraph((PRIVATE,), "small")
        yield Heading(say("The seven areas and I"), 1)
        yield from seven_areas()


def _small(prose: Prose) -> Iterator[Block]:
    for block in prose.blocks:
        yield Paragraph(block.runs, "small") if isinstance(block, Paragraph) else block


# --- One sheet for each exercise ------------------------------------------------------------------


def _sheet(
    programme: Programme, words: ProgrammeWords, exercise: Exercise, said: ExerciseWords
) -> Iterator[Block]:
    yield NewPage()
    yield Paragraph(_above(exercise), "small")
    yield Heading(said.title, 1, exercise.keys[0] if len(exercise.keys) == 1 else None)
    yield from _opening(said.instruction)
    asked = tuple(_flow(programme, words, exercise, said))
    yield from asked
    if {block.key for block in asked if isinstance(block, Boxes)} == set(KEYS):
        yield Unbroken((Heading(say("This I can do"), 2), Lines(4)))
        yield Lines(1, say("Date"))
        yield NewPage()
    if exercise.cards:
        cut = exercise.cards > 1
        where = (
            say("The cards to cut out are at the back.")
            if cut
            else say("A page that belongs here is at the back.")
        )
        yield Paragraph((where,), "small")
    else:
        yield from said.paper.blocks
    yield from _debrief(said.debrief)


def _above(exercise: Exercise) -> tuple[Message, ...]:
    return (exercise.code, " · ", PRIVATE) if exercise.private else (exercise.code,)


def _opening(prose: Prose) -> Iterator[Block]:
    for block in prose.blocks:
        yield Paragraph(block.runs, "lead") if isinstance(block, Paragraph) else block


def _flow(
    programme: Programme, words: ProgrammeWords, exercise: Exercise, said: ExerciseWords
) -> Iterator[Block]:
    """What is drawn, to fill in, and what is asked, as the flow has it; of several figures each
    has its move's name."""
    drawn = [
        move
        for move in exercise.flow
        if isinstance(move, Talk | WriteMove) and move.figure
    ]
    left = [one for one in exercise.questions if one not in _on_cards(exercise)]
    for move in exercise.flow:
        if move in drawn:
            name = (Heading(said.moves[move.id].label, 3),) if len(drawn) > 1 else ()
            yield Unbroken((*name, _figure(move, said.moves[move.id])))
        here = [one for one in left if one in list_named_questions(move)]
        yield from _questions(programme, words, exercise, here)
        left = [one for one in left if one not in here]
    yield from _questions(programme, words, exercise, left)


def _figure(move: Talk | WriteMove, words: MoveWords) -> Drawn:
    drawn = sketch_list(move.figure or "", words.label, words.body)
    assert drawn is not None, "content has checked its list"
    return Drawn(drawn)


def _questions(
    programme: Programme, words: ProgrammeWords, exercise: Exercise, ids: Iterable[str]
) -> Iterator[Block]:
    for one in ids:
        qualified = str(QuestionId(exercise.id, one))
        yield from programme.questions[qualified].build_paper(
            words.questions[qualified]
        )


def _debrief(prose: Prose) -> Iterator[Block]:
    """The questions to think over, each with room for a thought; the heading goes with the first
    of them."""
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


def _on_cards(exercise: Exercise) -> tuple[str, ...]:
    """The questions that are written on a card instead of the sheet: those that nobody else
    reads."""
    return tuple(
        one
        for one, kind in exercise.questions.items()
        if exercise.cards and kind.privacy == "private"
    )


def _cards(
    programme: Programme, words: ProgrammeWords, exercise: Exercise, said: ExerciseWords
) -> Iterator[Block]:
    """The private questions and the exercise's own paper: as cards on a leaf of their own, or as
    one page."""
    if not exercise.cards:
        return
    key = exercise.keys[0] if len(exercise.keys) == 1 else None
    content = (
        *_questions(programme, words, exercise, _on_cards(exercise)),
        *said.paper.blocks,
    )
    if exercise.cards == 1:
        yield from (
            NewPage(),
            Paragraph(_above(exercise), "small"),
            Heading(said.title, 2, key),
            *content,
        )
    else:
        yield NewPage(leaf=True)
        yield Paragraph(
            (*_above(exercise), " · ", say("Cut along the dashed lines")), "small"
        )
        yield Cards((Heading(said.title, 3, key), *content), exercise.cards)


PRINT = PrintKind(
    "handout",
    ("programme",),
    say("Handout"),
    lambda subject: say(
        "One for each participant, before the seminar. Agenda, the four statements, a sheet"
        " for each exercise and the cards to cut out."
    ),
    lambda subject: handout(subject.programme, subject.lang),
    order=1,
)
