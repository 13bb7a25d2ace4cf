"""`exercise.yaml`: the structure of an exercise, checked as one piece with the kinds it uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Annotated, Any, Union, get_args

from pydantic import Field, ValidationError, create_model

from seminar.content.exercise import check_flow, validation_messages
from seminar.content.source import yaml
from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.yaml import YamlDocument
from seminar.core.i18n import say, trim_decimals
from seminar.core.model.exercise import Cue, Exercise, Move, Span
from seminar.core.model.kind import Id, Kind

Kinds = Mapping[str, type[Kind]]


def read_structure(
    text: str, id_: str, kinds: Kinds, findings: Findings
) -> tuple[Exercise, YamlDocument] | None:
    """Return the exercise in the text and where its parts stand, or None with the reasons among
    `findings`."""
    document = yaml.parse_yaml(text, findings)
    if document is None:
        return None
    if "id" in document.value:
        problem = say("An exercise has the name of its folder as its id.")
        findings.add(document.line(("id",)), "id", problem, say("Take the line out."))
        return None
    try:
        exercise = build_model(tuple(kinds.values())).model_validate(
            {"id": id_, **document.value}
        )
    except ValidationError as error:
        validation_messages.report_mistakes(
            error,
            document,
            lambda place: _list_allowed(place, document, kinds),
            findings,
        )
        return None
    faults_before = len(findings.faults)
    _check_minutes(exercise, document, findings)
    _check_banks(exercise, document, findings)
    check_flow.check_flow(exercise, document, findings)
    return (exercise, document) if len(findings.faults) == faults_before else None


@lru_cache(maxsize=8)
def build_model(kinds: tuple[type[Kind], ...]) -> type[Exercise]:
    """Return `Exercise` with each question of exactly the kind that it names."""
    several: Any = Union[kinds]  # noqa: UP007, a union of as many kinds as there are
    kind: Any = (
        kinds[0] if len(kinds) == 1 else Annotated[several, Field(discriminator="kind")]
    )
    return create_model(
        "ExerciseFile", __base__=Exercise, questions=(Mapping[Id, kind], {})
    )


def _list_allowed(
    place: Sequence[str | int], document: YamlDocument, kinds: Kinds
) -> Sequence[str]:
    """Return the names that may stand at a place of the file."""
    match place:
        case ():
            return [
                name
                for name in validation_messages.list_declared_fields(Exercise)
                if name != "id"
            ]
        case ("minutes",):
            return validation_messages.list_declared_fields(Span)
        case ("questions", str(question)):
            kind = kinds.get(document.value["questions"][question].get("kind"))
            return validation_messages.list_declared_fields(kind) if kind else ()
        case ("flow", int(at)):
            moves = {
                model.model_fields["move"].default: model
                for model in get_args(get_args(Move)[0])
            }
            return validation_messages.list_declared_fields(
                moves[document.value["flow"][at]["move"]]
            )
        case ("flow", int(), "cues", int()):
            return validation_messages.list_declared_fields(Cue)
    return ()


def _check_minutes(
    exercise: Exercise, document: YamlDocument, findings: Findings
) -> None:
    span = exercise.minutes
    if not span.min <= span.standard <= span.max:
        findings.add(
            document.line(("minutes",)),
            "minutes",
            say("The minutes are not in order."),
            say(
                "Let `min` be the shortest, `standard` between, and `max` the longest."
            ),
        )
    total = sum(move.minutes for move in exercise.flow)
    if abs(total - span.standard) > 1e-9:
        findings.add(
            document.line(("minutes", "standard")),
            "minutes.standard",
            say(
                "The moves take {total} minutes together, but `standard` says {standard}.",
                total=trim_decimals(total),
                standard=trim_decimals(span.standard),
            ),
            say(
                "Change the minutes of a move, or write `standard: {total}`.",
                total=trim_decimals(total),
            ),
        )


def _check_banks(
    exercise: Exercise, document: YamlDocument, findings: Findings
) -> None:
    for question, cases in exercise.banks.items():
        line = document.line(("banks", question))
        if question not in exercise.questions:
            problem = say("There is no question “{name}”.", name=question)
            findings.add(
                line,
                f"banks.{question}",
                problem,
                suggest_name(question, exercise.questions),
            )
        if not cases or len(set(cases)) < len(cases):
            problem = say("A bank needs at least one case, and each case once.")
            findings.add(
                line,
                f"banks.{question}",
                problem,
                say("Write `{name}: [one-case, another-case]`.", name=question),
            )
