"""What a step asks and what it shows."""

from __future__ import annotations

from dataclasses import replace

from seminar.core.elements import Axis, Figures
from seminar.core.model.programme import Programme, ProgrammeWords, Step
from seminar.core.presenting.waves import NOT_THE_SAME
from seminar.core.room.commands import Next
from seminar.service.rooms.room_service import RoomService
from seminar.service.screens.console import build_console
from seminar.service.screens.phone import build_phone
from seminar.service.screens.projector import build_projector
from seminar.service.screens.questions import pose_questions
from seminar.service.screens.results import build_step_views
from tests.content.bundled import library as shipped
from tests.kinds.samples import SAMPLES
from tests.service.hour import Hour, host

__all__ = ["host"]


def committee() -> tuple[Programme, ProgrammeWords]:
    programme = shipped().programme("raus-amu")
    return programme, programme.words_in("nb")


def step(programme: Programme, id_: str) -> Step:
    return next(step for step in programme.steps if step.id == id_)


def test_what_several_statements_are_answered_for_is_said_once_above_them() -> None:
    programme, words = committee()
    above, *statements = pose_questions(
        programme.questions, words, step(programme, "x1-weighing.weigh")
    )
    assert (above.prompt, above.hint) == (
        "",
        words.questions["x1-weighing.factors"].hint,
    )
    assert len(statements) == 8
    assert not any(statement.hint for statement in statements)


def test_a_hint_to_the_phone_for_one_question_alone_is_not_read_by_the_room() -> None:
    programme, words = committee()
    (votes,) = pose_questions(
        programme.questions, words, step(programme, "s5-cloth.choose")
    )
    assert (votes.hint, len(votes.options)) == ("", 9)


def test_what_every_row_is_matched_with_stands_once_beneath_the_question() -> None:
    kind, wording, _ = SAMPLES["match"]
    programme, words = committee()
    asking = Step("x.ask", "ask", 1, "x", questions=("x.pairs",))
    programme = replace(programme, questions={"x.pairs": kind})
    above, *rows = pose_questions(
        programme.questions, replace(words, questions={"x.pairs": wording}), asking
    )
    assert (above.prompt, len(above.options)) == ("What belongs together?", 3)
    assert [(row.prompt, row.options, row.hint) for row in rows] == [
        (label, (), "")
        for label in ("Trust", "Relational courage", "Natural authority")
    ]


def test_the_stage_lists_what_can_be_chosen_beside_how_sure_one_is() -> None:
    kind, wording, _ = next(
        sample for sample in SAMPLES.values() if getattr(sample[0], "confidence", False)
    )
    programme, words = committee()
    asking = Step("x.ask", "ask", 1, "x", questions=("x.sure",))
    programme = replace(programme, questions={"x.sure": kind})
    chosen, sure = pose_questions(
        programme.questions, replace(words, questions={"x.sure": wording}), asking
    )
    assert (len(chosen.options), sure.options) == (3, ())


def test_a_number_asked_twice_is_shown_on_one_scale(host: RoomService) -> None:
    hour = Hour(host).to("r1-check-in.answer").say({"r1-check-in.energy/value": "2"})
    hour.to("s6-check-out.answer").say({"s6-check-out.energy/value": "4"})
    hour.to("s6-check-out.result").press(Next())
    (both,) = (
        view
        for view in build_step_views(hour.running, "nb")
        if isinstance(view, Figures)
    )
    assert [figure.at for figure in both.figures] == [2, 4]
    assert {figure.axis for figure in both.figures} == {Axis(1, 5, "Lite", "Mye")}
    assert both.note == NOT_THE_SAME


def test_the_facilitator_alone_reads_how_well_an_exercise_has_been_tried(
    host: RoomService,
) -> None:
    hour = Hour(host).to("r7-dilemma.vote-1")
    tried = hour.running.programme.words_in("nb").exercises["r7-dilemma"].evidence
    assert build_console(hour.running, "nb", 0, 0).advice.evidence == tried
    others = (
        build_projector(hour.running, "nb", 0),
        build_phone(hour.running, "nb", 0),
    )
    assert not any(tried.html in repr(picture) for picture in others)
