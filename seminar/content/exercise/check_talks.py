"""A talk's groups, roles and cues: whether they fit each other."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.content.source.faults import Findings, suggest_name
from seminar.core.i18n import Say, say, trim_decimals
from seminar.core.model.abilities import is_moderated, tells_the_answer
from seminar.core.model.exercise import Exercise, Talk
from seminar.core.room.group_assignment import SIZE


def check_talk(
    exercise: Exercise, talk: Talk, line: int, findings: Findings
) -> tuple[str, ...]:
    """Return the questions that a role answers meanwhile; what does not fit is among `findings`."""
    for field, problem, remedy in (
        *_check_group(talk),
        *_check_cues(talk),
        *_check_asked(exercise, talk),
    ):
        findings.add(line, f"flow.{talk.id}.{field}", problem, remedy)
    return tuple(name for name in talk.asks.values() if name in exercise.questions)


Problem = tuple[str, Say, Say]


def _check_group(talk: Talk) -> Iterator[Problem]:
    if talk.group == "room":
        for field in ("roles", "turns", "fresh", "by"):
            if field in talk.model_fields_set:
                problem = say(
                    "The whole room talks, so “{name}” has no meaning.", name=field
                )
                yield (
                    field,
                    problem,
                    say(
                        "Take it out, or write `group: pairs`, `triads`, `fours` or `tables`."
                    ),
                )
        return
    if len(set(talk.roles)) < len(talk.roles):
        yield (
            "roles",
            say("Two roles have the same name."),
            say("Name each role once; a large group doubles the last."),
        )
    if talk.group != "tables" and len(talk.roles) > SIZE[talk.group]:
        problem = say("There are more roles than people in the group.")
        yield "roles", problem, say("Take a role out, or make the groups larger.")
    if talk.roles and talk.figure:
        yield (
            "figure",
            say("Where there are roles, the wall draws them."),
            say("Draw it in a move without roles."),
        )
    if talk.turns > 1 and len(talk.roles) < 2:
        yield (
            "turns",
            say("Nothing changes place between the turns."),
            say("Add `roles` with two or more."),
        )


def _check_cues(talk: Talk) -> Iterator[Problem]:
    total = sum(cue.minutes for cue in talk.cues) * talk.turns
    if talk.cues and abs(total - talk.minutes) > 1e-9:
        problem = say(
            "The cues take {total} minutes in all turns together, but `minutes` says {minutes}.",
            total=trim_decimals(total),
            minutes=trim_decimals(talk.minutes),
        )
        yield (
            "cues",
            problem,
            say(
                "Change the minutes of a cue, or write `minutes: {total}`.",
                total=trim_decimals(total),
            ),
        )


def _check_asked(exercise: Exercise, talk: Talk) -> Iterator[Problem]:
    if len(talk.asks) > 1:
        yield (
            "asks",
            say("Only one role can answer while others talk."),
            say("Keep one line of `asks`."),
        )
    for role, name in talk.asks.items():
        if role not in talk.roles:
            yield (
                "asks",
                say("There is no role “{name}”.", name=role),
                suggest_name(role, talk.roles),
            )
        question = exercise.questions.get(name)
        if question is None:
            yield (
                "asks",
                say("There is no question “{name}”.", name=name),
                suggest_name(name, exercise.questions),
            )
        elif (
            question.privacy != "open"
            or is_moderated(question)
            or tells_the_answer(question)
        ):
            problem = say(
                "“{name}” cannot be answered by one role alone: there are too few to be anonymous.",
                name=name,
            )
            yield (
                "asks",
                problem,
                say("Let it be `privacy: open`, and of a kind that asks for no text."),
            )
