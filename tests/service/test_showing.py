"""What a step asks and what it shows."""

from __future__ import annotations

from seminar.content.library import Library, bundled
from seminar.core.programme import Programme, ProgrammeWords, Step
from seminar.kinds import kinds
from seminar.service.showing import posed


def committee() -> tuple[Programme, ProgrammeWords]:
    programme = Library.load(bundled(), kinds()).programme("raus-amu")
    return programme, programme.said("nb")


def step(programme: Programme, id_: str) -> Step:
    return next(one for one in programme.steps if one.id == id_)


def test_what_several_statements_are_answered_for_is_said_once_above_them() -> None:
    programme, words = committee()
    for id_, question in (("x1-weighing.weigh", "importance"), ("x1-weighing.reach", "influence")):
        above, *statements = posed(programme.questions, words, step(programme, id_))
        assert (above.prompt, above.hint) == ("", words.questions[f"x1-weighing.{question}"].hint)
        assert len(statements) == 8
        assert not any(one.hint for one in statements)


def test_a_hint_to_the_phone_for_one_question_alone_is_not_read_by_the_room() -> None:
    programme, words = committee()
    (card,) = posed(programme.questions, words, step(programme, "a4-owners.vote-a"))
    assert (card.hint, len(card.options)) == ("", 5)
