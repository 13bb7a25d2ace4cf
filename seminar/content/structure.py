"""`exercise.yaml`: the structure of an exercise, checked as one piece with the kinds it uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Union, get_args

from pydantic import Field, ValidationError, create_model

from seminar.content import mistakes, talks, yaml
from seminar.content.faults import Findings, nearest
from seminar.content.yaml import Document
from seminar.core.exercise import Ask, Cue, Exercise, Move, Pen, Show, Span, Talk
from seminar.core.kind import Id, Kind
from seminar.core.language import say, trimmed

Kinds = Mapping[str, type[Kind]]


def structure(text: str, id_: str, kinds: Kinds, findings: Findings) -> tuple[Exercise, Document] | None:
    """The exercise in the text and where its parts stand, or None with the reasons among `findings`."""
    document = yaml.parse(text, findings)
    if document is None:
        return None
    if "id" in document.value:
        problem = say("An exercise has the name of its folder as its id.")
        findings.add(document.line(("id",)), "id", problem, say("Take the line out."))
        return None
    try:
        exercise = _model(tuple(kinds.values())).model_validate({"id": id_, **document.value})
    except ValidationError as error:
        mistakes.tell(error, document, lambda place: _fields(place, document, kinds), findings)
        return None
    had = len(findings.faults)
    _check_minutes(exercise, document, findings)
    _check_banks(exercise, document, findings)
    _check_flow(exercise, document, findings)
    return (exercise, document) if len(findings.faults) == had else None


def schema(kinds: Kinds) -> dict[str, Any]:
    """The JSON Schema of `exercise.yaml`, for editors that complete while one writes."""
    found = _model(tuple(kinds.values())).model_json_schema()
    found["properties"].pop("id")
    found["required"].remove("id")
    found["title"] = "exercise.yaml"
    for part in (found, *found["$defs"].values()):
        # An editor would otherwise take a question without its kind for one of any kind, and not mind a wrong name.
        tags = [name for name in ("kind", "move") if name in part["properties"]]
        part["required"] = sorted({*part.get("required", ()), *tags})
        for field in part["properties"].values():
            if "patternProperties" in field:
                field["additionalProperties"] = False
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **found}


@lru_cache(maxsize=8)
def _model(kinds: tuple[type[Kind], ...]) -> type[Exercise]:
    """`Exercise`, with each question of exactly the kind that it names."""
    kind: Any = kinds[0] if len(kinds) == 1 else Annotated[Union[kinds], Field(discriminator="kind")]  # noqa: UP007
    return create_model("ExerciseFile", __base__=Exercise, questions=(Mapping[Id, kind], {}))


def _fields(place: Sequence[str | int], document: Document, kinds: Kinds) -> Sequence[str]:
    """The names that may stand at a place of the file."""
    match place:
        case ():
            return [name for name in mistakes.field_names(Exercise) if name != "id"]
        case ("minutes",):
            return mistakes.field_names(Span)
        case ("questions", str(question)):
            kind = kinds.get(document.value["questions"][question].get("kind"))
            return mistakes.field_names(kind) if kind else ()
        case ("flow", int(at)):
            moves = {one.model_fields["move"].default: one for one in get_args(get_args(Move)[0])}
            return mistakes.field_names(moves[document.value["flow"][at]["move"]])
        case ("flow", int(), "cues", int()):
            return mistakes.field_names(Cue)
    return ()


def _check_minutes(exercise: Exercise, document: Document, findings: Findings) -> None:
    span = exercise.minutes
    if not span.min <= span.standard <= span.max:
        findings.add(
            document.line(("minutes",)),
            "minutes",
            say("The minutes are not in order."),
            say("Let `min` be the shortest, `standard` between, and `max` the longest."),
        )
    total = sum(move.minutes for move in exercise.flow)
    if abs(total - span.standard) > 1e-9:
        findings.add(
            document.line(("minutes", "standard")),
            "minutes.standard",
            say(
                "The moves take {total} minutes together, but `standard` says {standard}.",
                total=trimmed(total),
                standard=trimmed(span.standard),
            ),
            say("Change the minutes of a move, or write `standard: {total}`.", total=trimmed(total)),
        )


def _check_banks(exercise: Exercise, document: Document, findings: Findings) -> None:
    for question, cases in exercise.banks.items():
        line = document.line(("banks", question))
        if question not in exercise.questions:
            problem = say("There is no question “{name}”.", name=question)
            findings.add(line, f"banks.{question}", problem, nearest(question, exercise.questions))
        if not cases or len(set(cases)) < len(cases):
            problem = say("A bank needs at least one case, and each case once.")
            findings.add(
                line, f"banks.{question}", problem, say("Write `{name}: [one-case, another-case]`.", name=question)
            )


def _check_flow(exercise: Exercise, document: Document, findings: Findings) -> None:
    asked: set[str] = set()
    moves: set[str] = set()
    for at, move in enumerate(exercise.flow):
        line = document.line(("flow", at))
        field = f"flow.{move.id}"
        if move.id in moves:
            problem = say("Two moves are called “{name}”.", name=move.id)
            findings.add(line, field, problem, say("Give one of them another id."))
        moves.add(move.id)
        own = [name for name in getattr(move, "questions", ()) if "." not in name]
        for name in own:
            if name not in exercise.questions:
                problem = say("There is no question “{name}”.", name=name)
                findings.add(
                    document.line(("flow", at, "questions")), field, problem, nearest(name, exercise.questions)
                )
        known = [name for name in own if name in exercise.questions]
        match move:
            case Talk():
                asked.update(talks.check(exercise, move, line, findings))
            case Ask():
                _check_alone(exercise, known, (line, field), findings)
                _check_about(exercise, known, asked, (line, field), findings)
                asked.update(known)
                _check_live(exercise, move, document.line(("flow", at, "live")), findings)
            case Show():
                for name in set(known) - asked:
                    problem = say("“{name}” is shown before it has been asked.", name=name)
                    findings.add(line, field, problem, say("Put a move that asks it above this one."))
            case Pen():
                for name in known:
                    if exercise.questions[name].privacy != "private":
                        problem = say("Nothing is sent while people write, but “{name}” is to be sent.", name=name)
                        remedy = say("Write `move: ask`, or make the question `privacy: private`.")
                        findings.add(line, field, problem, remedy)


def _check_alone(exercise: Exercise, known: Sequence[str], place: tuple[int, str], findings: Findings) -> None:
    """What one tap sends has the screen to itself: else the tap would send the rest half filled in, or leave it."""
    for name in known:
        if exercise.questions[name].at_once and len(known) > 1:
            problem = say("“{name}” is sent by one tap, so nothing can be asked beside it.", name=name)
            findings.add(*place, problem, say("Ask it in a move of its own."))


def _check_about(
    exercise: Exercise, known: Sequence[str], asked: set[str], place: tuple[int, str], findings: Findings
) -> None:
    """A question about what people wrote to another needs that one: read first, asked before, and no less guarded."""
    line, field = place
    for name, kind in ((name, exercise.questions[name]) for name in known):
        other = exercise.questions.get(kind.about)
        if kind.about and other is None:
            problem = say("There is no question “{name}”.", name=kind.about)
            findings.add(line, field, problem, nearest(kind.about, exercise.questions))
        elif other is None:
            continue
        elif not other.moderated:
            problem = say("“{name}” holds no texts that the facilitator lets through.", name=kind.about)
            findings.add(line, field, problem, say("Name a question of the kind `text` or `words`."))
        elif kind.about not in asked:
            problem = say("“{name}” is about “{other}”, which has not been asked yet.", name=name, other=kind.about)
            findings.add(line, field, problem, say("Put a move that asks “{other}” above this one.", other=kind.about))
        elif kind.privacy != other.privacy:
            problem = say(
                "“{name}” is {one}, but “{other}” is {two}.",
                name=name,
                one=kind.privacy,
                other=kind.about,
                two=other.privacy,
            )
            findings.add(line, field, problem, say("Give both the same `privacy`."))


def _check_live(exercise: Exercise, move: Ask, line: int, findings: Findings) -> None:
    for name in move.questions if move.live else ():
        question = exercise.questions.get(name)
        if question and question.tells_the_answer:
            findings.add(
                line,
                f"flow.{move.id}.live",
                say("“{name}” has a right answer, which would show while people still answer.", name=name),
                say("Take `live: true` out, and show the result in a move of its own."),
            )
        elif question and question.privacy != "open":
            findings.add(
                line,
                f"flow.{move.id}.live",
                say("“{name}” is not open, so nobody may see its bars move.", name=name),
                say("Take `live: true` out, or make the question `privacy: open` if it is about nobody."),
            )
