"""Check the flow of an exercise: its moves must fit its questions and each other."""

from __future__ import annotations

from collections.abc import Sequence

from seminar.content.exercise import check_talks
from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.yaml import YamlDocument
from seminar.core.i18n import Say, say
from seminar.core.model.abilities import is_moderated, source_question, tells_the_answer
from seminar.core.model.exercise import Ask, Exercise, Show, Talk, WriteMove


def check_flow(exercise: Exercise, document: YamlDocument, findings: Findings) -> None:
    """Add a fault for each move that does not fit the questions or the moves before it."""
    asked: set[str] = set()
    moves: set[str] = set()
    for at, move in enumerate(exercise.flow):
        place = (document.line(("flow", at)), f"flow.{move.id}")
        if move.id in moves:
            problem = say("Two moves are called “{name}”.", name=move.id)
            findings.add(*place, problem, say("Give one of them another id."))
        moves.add(move.id)
        known = _read_known_questions(exercise, at, document, findings)
        match move:
            case Talk():
                line, _ = place
                asked.update(check_talks.check_talk(exercise, move, line, findings))
            case Ask():
                _check_alone(exercise, known, place, findings)
                _check_about(exercise, known, asked, place, findings)
                asked.update(known)
                _check_live(
                    exercise, move, document.line(("flow", at, "live")), findings
                )
            case Show():
                _check_shown(exercise, known, asked, place, findings)
            case WriteMove():
                _check_written(exercise, known, place, findings)


def _read_known_questions(
    exercise: Exercise, at: int, document: YamlDocument, findings: Findings
) -> list[str]:
    """Return the exercise's own questions that a move names.

    A name with a dot is a question of another exercise, which the loader looks at when it has read
    them all. Each name without a question behind it is among `findings`.
    """
    move = exercise.flow[at]
    known: list[str] = []
    for name in getattr(move, "questions", ()):
        if name in exercise.questions:
            known.append(name)
        elif "." not in name:
            findings.add(
                document.line(("flow", at, "questions")),
                f"flow.{move.id}",
                say("There is no question “{name}”.", name=name),
                suggest_name(name, exercise.questions),
            )
    return known


def _check_shown(
    exercise: Exercise,
    known: Sequence[str],
    asked: set[str],
    place: tuple[int, str],
    findings: Findings,
) -> None:
    """Add a fault where a move shows what is the facilitator's alone, or not asked yet."""
    for name in known:
        if exercise.questions[name].seen_by == "facilitator":
            findings.add(*place, *explain_facilitator_only(name))
    for name in set(known) - asked:
        problem = say("“{name}” is shown before it has been asked.", name=name)
        findings.add(*place, problem, say("Put a move that asks it above this one."))


def _check_written(
    exercise: Exercise, known: Sequence[str], place: tuple[int, str], findings: Findings
) -> None:
    """Add a fault where people are to write a question's answer down, but it is to be sent."""
    for name in known:
        if exercise.questions[name].privacy != "private":
            problem = say(
                "Nothing is sent while people write, but “{name}” is to be sent.",
                name=name,
            )
            remedy = say("Write `move: ask`, or make the question `privacy: private`.")
            findings.add(*place, problem, remedy)


def explain_facilitator_only(name: str) -> tuple[Say, Say]:
    """Return why the room cannot be shown what only the facilitator may see, and the remedy."""
    return (
        say(
            "“{name}” is seen by the facilitator alone, so the room cannot be shown it.",
            name=name,
        ),
        say(
            "Leave it out here; the console shows it when the question is left."
            " Or take `seen_by` out."
        ),
    )


def _check_alone(
    exercise: Exercise, known: Sequence[str], place: tuple[int, str], findings: Findings
) -> None:
    """Add a fault where a question that is sent by a single tap does not have the screen to itself.

    The tap would send the other answers half filled in, or leave them.
    """
    for name in known:
        if exercise.questions[name].at_once and len(known) > 1:
            problem = say(
                "“{name}” is sent by one tap, so nothing can be asked beside it.",
                name=name,
            )
            findings.add(*place, problem, say("Ask it in a move of its own."))


def _check_about(
    exercise: Exercise,
    known: Sequence[str],
    asked: set[str],
    place: tuple[int, str],
    findings: Findings,
) -> None:
    """Add a fault where a question about what people wrote does not fit the question it is about.

    That question is read by the facilitator first, asked before, and no less guarded.
    """
    for name in known:
        source = source_question(exercise.questions[name])
        if source and source not in exercise.questions:
            problem = say("There is no question “{name}”.", name=source)
            findings.add(*place, problem, suggest_name(source, exercise.questions))
        elif source:
            _check_source(exercise, name, source, asked, place, findings)


def _check_source(
    exercise: Exercise,
    name: str,
    source: str,
    asked: set[str],
    place: tuple[int, str],
    findings: Findings,
) -> None:
    """Add a fault where the question `name` cannot be about the texts of the question `source`."""
    privacy = exercise.questions[name].privacy
    source_privacy = exercise.questions[source].privacy
    if not is_moderated(exercise.questions[source]):
        problem = say(
            "“{name}” holds no texts that the facilitator lets through.", name=source
        )
        findings.add(
            *place, problem, say("Name a question of the kind `text` or `words`.")
        )
    elif source not in asked:
        problem = say(
            "“{name}” is about “{other}”, which has not been asked yet.",
            name=name,
            other=source,
        )
        remedy = say("Put a move that asks “{other}” above this one.", other=source)
        findings.add(*place, problem, remedy)
    elif privacy != source_privacy:
        problem = say(
            "“{name}” is {one}, but “{other}” is {two}.",
            name=name,
            one=privacy,
            other=source,
            two=source_privacy,
        )
        findings.add(*place, problem, say("Give both the same `privacy`."))


def _check_live(exercise: Exercise, move: Ask, line: int, findings: Findings) -> None:
    """Add a fault where bars that move while people answer would give something away."""
    for name in move.questions if move.live else ():
        question = exercise.questions.get(name)
        if question and question.seen_by == "facilitator":
            findings.add(line, f"flow.{move.id}.live", *explain_facilitator_only(name))
        elif question and tells_the_answer(question):
            findings.add(
                line,
                f"flow.{move.id}.live",
                say(
                    "“{name}” has a right answer, which would show while people still answer.",
                    name=name,
                ),
                say("Take `live: true` out, and show the result in a move of its own."),
            )
        elif question and question.privacy != "open":
            findings.add(
                line,
                f"flow.{move.id}.live",
                say(
                    "“{name}” is not open, so nobody may see its bars move.", name=name
                ),
                say(
                    "Take `live: true` out, or make the question `privacy: open`"
                    " if it is about nobody."
                ),
            )
