"""A deck file (`slides/<programme>/<lang>.md`): front matter, then slides between `---`, as Marp
reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, TypeVar, get_args

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from seminar.content.exercise import check_figures, validation_messages
from seminar.content.exercise.wording import read_notes
from seminar.content.source import yaml
from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.lines import Line, Note, Page, read_page, read_prose
from seminar.content.source.yaml import YamlDocument
from seminar.core.elements import Prose, Shape
from seminar.core.i18n import say
from seminar.core.model.exercise import Minutes
from seminar.core.model.kind import Id
from seminar.core.model.programme import ItemKind

Look = Literal["", "lead", "quote", "two", "plain", "source", Shape]
LOOKS: tuple[Look, ...] = get_args(Look)

MARP = frozenset(
    [
        "marp",
        "theme",
        "style",
        "headingDivider",
        "size",
        "math",
        "paginate",
        "header",
        "footer",
        "class",
        "backgroundColor",
        "backgroundImage",
        "backgroundPosition",
        "backgroundRepeat",
        "backgroundSize",
        "color",
        "author",
        "description",
        "keywords",
        "url",
        "image",
        "transition",
    ]
)
"""What Marp reads and we do not; all of them may stand in a deck."""

_DIRECTIVE = re.compile(r"\s*_?([A-Za-z]+)[ \t]*:[ \t]*(.*?)\s*$")
_TITLE = re.compile(r" {0,3}#{1,6}[ \t]+(.*?)[ \t#]*$")
_CUT = re.compile(r" {0,3}-{3,}[ \t]*$")
_RULE = re.compile(
    r" {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|-[ \t]+(?:-[ \t]*){2,})$"
)
_AT_MOVE = re.compile(r"\s*@([A-Za-z0-9-]+)[ \t]*(?:\n|\Z)")
"""The first line of a note that stands at a move of the exercise: `@result`."""
_Model = TypeVar("_Model", bound=BaseModel)


class Front(BaseModel):
    """The front matter of a deck."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str = Field(min_length=1)
    lang: str
    summary: str = ""
    credits: str = ""
    cut: Mapping[str, str] = {}
    """What to leave out when the room is late, by the minutes that it saves: `10`, `20`, `30`."""


class DeckPlan(BaseModel):
    """A slide's place in the programme, from `<!-- raus: {…} -->`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: Id | None = None
    item: ItemKind | None = None
    minutes: Minutes | None = None
    exercise: Id | None = None
    moves: Mapping[Id, Minutes] = {}
    """Minutes of an exercise's moves in this programme; 0 leaves the move out."""
    picks: Mapping[Id, Id] = {}
    """Question to the case of its bank."""
    at: Id | None = None
    """The move of its exercise that the slide's text leads; without it, the first."""


@dataclass(frozen=True)
class Slide:
    """A slide, and where it and its plan stand in the file."""

    line: int
    plan: DeckPlan
    where: YamlDocument | None
    title: str
    body: Prose
    """What the room reads: the slide itself, or what leads a move of its exercise."""
    notes: Prose
    look: Look
    move_notes: Mapping[str, Prose] = field(default_factory=dict)
    """Notes that stand at a move of the exercise, by the move that `@` names."""

    def line_of(self, *path: str) -> int:
        """Return the line of a part of the plan, else of the slide."""
        return self.where.line(("raus", *path)) if self.where else self.line


@dataclass(frozen=True)
class Deck:
    """A deck in a language."""

    file: str
    lang: str
    title: str
    summary: str
    credits: Prose
    slides: tuple[Slide, ...]
    cut: Mapping[int, str] = field(default_factory=dict)
    """What to leave out when the room is late, by the minutes that it saves."""


def read_deck(text: str, lang: str, findings: Findings) -> Deck | None:
    """Return the deck in the text, or None with the reasons among `findings`."""
    parted = _split_front_matter(text, findings)
    if parted is None:
        return None
    head, body, before = parted
    front = _read_front(head, lang, findings)
    pages = _split_slides(read_page(body, findings, before), findings)
    slides = tuple(_read_slide(page, lang, findings) for page in pages)
    if findings or front is None:
        return None
    credits_ = read_prose(front.credits, lang, 1, "credits", findings)
    return Deck(
        findings.file,
        lang,
        front.title,
        front.summary,
        credits_,
        slides,
        {int(minutes): text for minutes, text in front.cut.items()},
    )


def _split_front_matter(text: str, findings: Findings) -> tuple[str, str, int] | None:
    """Return the front matter, the slides, and how many lines stand above them."""
    lines = text.split("\n")
    ends = [at for at, line in enumerate(lines) if line.rstrip() == "---"]
    if len(ends) < 2 or ends[0] != 0:
        findings.add(
            1,
            "---",
            say("The deck does not begin with its title and language."),
            say(
                "Begin the file with four lines: `---`, `title: …`, `lang: nb` and `---`."
            ),
        )
        return None
    end = ends[1]
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 1


def _read_front(text: str, lang: str, findings: Findings) -> Front | None:
    document = yaml.parse_yaml(text, findings, before=1)
    if document is None:
        return None
    own = {name: value for name, value in document.value.items() if name not in MARP}
    _check_cuts(own.get("cut"), document, findings)
    front = _validate(Front, own, document, (), findings)
    if front is not None and front.lang != lang:
        findings.add(
            document.line(("lang",)),
            "lang",
            say(
                "The file is named {name}, but its language is “{lang}”.",
                name=f"{lang}.md",
                lang=front.lang,
            ),
            say("Write `lang: {lang}`, or give the file another name.", lang=lang),
        )
        return None
    return front


def _check_cuts(cuts: object, document: YamlDocument, findings: Findings) -> None:
    """Add a fault for every cut that is not named by whole minutes."""
    for minutes in cuts if isinstance(cuts, dict) else ():
        if not str(minutes).isdecimal():
            findings.add(
                document.line(("cut", str(minutes))),
                "cut",
                say("“{name}” is not a number of minutes.", name=str(minutes)),
                say("Write the minutes that it saves: `{example}`.", example='"10": …'),
            )


def _split_slides(whole: Page, findings: Findings) -> Sequence[Page]:
    """Return the page in slides; `---` inside a code block or a note parts nothing."""
    for line in whole.lines:
        if not line.fenced and _RULE.match(line.text):
            findings.add(
                line.number,
                line.text.strip(),
                say("Marp begins a new slide at this line."),
                say("Write `---` for a new slide, or take the line out."),
            )
    cuts = [
        line.number for line in whole.lines if not line.fenced and _CUT.match(line.text)
    ]
    starts = [whole.lines[0].number, *(cut + 1 for cut in cuts)]
    return [
        whole.part(start, end) for start, end in zip(starts, [*cuts, None], strict=True)
    ]


def _read_slide(part: Page, lang: str, findings: Findings) -> Slide:
    line = next(
        (text_line.number for text_line in part.lines if text_line.text.strip()),
        part.lines[0].number if part.lines else 1,
    )
    if part.notes:
        line = min(line, part.notes[0].line)
    look, plan, where, spoken = _read_comments(part.notes, findings)
    title, body_text = _split_title(part.lines)
    if not title and plan.exercise is None:
        findings.add(
            line,
            "#",
            say("The slide has no title."),
            say("Begin it with `# ` and a few words."),
        )
    body = read_prose(body_text, lang, line, title, findings)
    general, by_move = _split_by_move(spoken)
    notes = read_notes(Page((), tuple(general)), lang, title, findings)
    move_notes = {
        move: read_notes(Page((), tuple(notes_there)), lang, title, findings)
        for move, notes_there in by_move.items()
    }
    check_figures.check_figure(look, body, line, "_class", findings)
    return Slide(line, plan, where, title, body, notes, look, move_notes)


def _split_by_move(spoken: Sequence[Note]) -> tuple[list[Note], dict[str, list[Note]]]:
    """Return the notes of the whole slide, and those that stand at a move, by its id."""
    general = []
    by_move: dict[str, list[Note]] = {}
    for note in spoken:
        if named := _AT_MOVE.match(note.text):
            rest = Note(note.line, note.text[named.end() :])
            by_move.setdefault(named[1], []).append(rest)
        else:
            general.append(note)
    return general, by_move


def _read_comments(
    notes: Sequence[Note], findings: Findings
) -> tuple[Look, DeckPlan, YamlDocument | None, list[Note]]:
    """Return the look, the plan with its place, and the notes for the facilitator."""
    look: Look = ""
    plan = DeckPlan()
    where = None
    spoken = []
    for note in notes:
        if note.text.lstrip().startswith("raus:"):
            where = yaml.parse_yaml(note.text, findings, note.line - 1)
            plan = (where and _read_plan(where, findings)) or plan
        elif (directives := _read_directives(note.text)) is not None:
            look = _read_look(directives.get("class", look), note.line, findings)
        else:
            spoken.append(note)
    return look, plan, where, spoken


def _read_plan(where: YamlDocument, findings: Findings) -> DeckPlan | None:
    for name in where.value:
        if name != "raus":
            problem = say("There is no field called “{name}” here.", name=name)
            findings.add(
                where.line((name,)),
                name,
                problem,
                say(
                    "Write it inside the braces after `raus:`, or in a comment of its own."
                ),
            )
    return _validate(DeckPlan, where.value["raus"], where, ("raus",), findings)


def _read_directives(text: str) -> dict[str, str] | None:
    """Return what a comment tells Marp, or None if it speaks to the facilitator."""
    lines = [_DIRECTIVE.match(line) for line in text.splitlines() if line.strip()]
    directives = {
        line[1]: line[2].strip("\"'") for line in lines if line and line[1] in MARP
    }
    return directives if directives and len(directives) == len(lines) else None


def _read_look(given: str, line: int, findings: Findings) -> Look:
    for known in LOOKS:
        if given == known:
            return known
    problem = say("No slide looks like “{name}”.", name=given)
    findings.add(line, "_class", problem, suggest_name(given, filter(None, LOOKS)))
    return ""


def _split_title(lines: Sequence[Line]) -> tuple[str, str]:
    """Return the slide's first heading, and its text without it."""
    for at, line in enumerate(lines):
        if not line.fenced and (heading := _TITLE.match(line.text)):
            body_lines = [*lines[:at], *lines[at + 1 :]]
            return heading[1], "\n".join(
                body_line.text for body_line in body_lines
            ).strip("\n")
    return "", "\n".join(line.text for line in lines).strip("\n")


def _validate(
    model: type[_Model],
    value: Any,
    document: YamlDocument,
    at: tuple[str, ...],
    findings: Findings,
) -> _Model | None:
    try:
        return model.model_validate(value)
    except ValidationError as error:
        validation_messages.report_mistakes(
            error,
            document,
            lambda place: validation_messages.list_declared_fields(model),
            findings,
            at,
        )
        return None
