"""The flow of an exercise: whether its moves fit its questions and each other."""

from __future__ import annotations

from collections.abc import Sequence

from seminar.content.exercise import check_talks
from seminar.content.source.faults import Findings, suggest_name
from seminar.content.source.yaml import YamlDocument
from seminar.core.i18n import Say, say
from seminar.core.model.abilities import is_moderated, source_question, tells_the_answer
from seminar.core.model.exercise import Ask, Exercise, Show, Talk, WriteMove


def check_flow(exercise: Exercise, document: YamlDocument, findings: Findings) -> None:
    """Adds a fault for each move that does not fit the questions or the moves before it."""
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
                    document.line(("flow", at, "questions")),
                    field,
                    problem,
                    suggest_name(name, exercise.questions),
                )
        known = [name for name in own if name in exercise.questions]
        match move:
            case Talk():
                asked.update(check_talks.check_talk(exercise, move, line, findings))
            case Ask():
                _check_alone(exercise, known, (line, field), findings)
                _check_about(exercise, known, asked, (line, field), findings)
                asked.update(known)
                _check_live(exercise, move, document.line(("flow", at, "live")), findings)
            case Show():
                for name in (
                    one for one in known if exercise.questions[one].seen_by == "facilitator"
                ):
                    findings.add(line, field, *explain_facilitator_only(name))
                for name in set(known) - asked:
                    problem = say("“{name}” is shown before it has been asked.", name=name)
                    findings.add(
                        line, field, problem, say("Put a move that asks it above this one.")
                    )
            case WriteMove():
                for name in known:
                    if exercise.questions[name].privacy != "private":
                        problem = say(
                            "Nothing is sent while people write, but “{name}” is to be sent.",
                            name=name,
                        )
                        remedy = say("Write `move: ask`, or make the question `privacy: private`.")
                        findings.add(line, field, problem, remedy)


def explain_facilitator_only(name: str) -> tuple[Say, Say]:
    """Return why the room cannot be shown what only the facilitator may see, and the remedy."""
    return (
        say(
            "“{name}” is seen by the facilitator alone, so the room cannot be shown it.", name=name
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
                "“{name}” is sent by one tap, so nothing can be asked beside it.", name=name
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
    line, field = place
    for name, kind in ((name, exercise.questions[name]) for name in known):
        source = source_question(kind)
        about = exercise.questions.get(source)
        if source and about is None:
            problem = say("There is no question “{name}”.", name=source)
            findings.add(line, field, problem, suggest_name(source, exercise.questions))
        elif about is None:
            continue
        elif not is_moderated(about):
            problem = say("“{name}” holds no texts that the facilitator lets through.", name=source)
            findings.add(
                line, field, problem, say("Name a question of the kind `text` or `words`.")
            )
        elif source not in asked:
            problem = say(
                "“{name}” is about “{other}”, which has not been asked yet.",
                name=name,
                other=source,
            )
            findings.add(
                line,
                field,
                problem,
                say("Put a move that asks “{other}” above this one.", other=source),
            )
        elif kind.privacy != about.privacy:
            problem = say(
                "“{name}” is {one}, but “{other}” is {two}.",
                name=name,
                one=kind.privacy,
                other=source,
                two=about.privacy,
            )
            findings.add(line, field, problem, say("Give both the same `privacy`."))


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
                say("“{name}” is not open, so nobody may see its bars move.", name=name),
                say(
                    "Take `live: true` out, or make the question `privacy: open`"
                    " if it is about nobody."
                ),
            )
