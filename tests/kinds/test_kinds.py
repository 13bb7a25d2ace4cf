"""What is particular to single kinds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import pytest
from pydantic import JsonValue, ValidationError

from seminar.core.disclosure.follow_up.series import publish_follow_up
from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.result import PublishedScales
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import (
    About,
    Amount,
    Bars,
    Boxes,
    Changes,
    Choose,
    Figures,
    Matrix,
    Pairs,
    Plane,
    Prose,
    Quiet,
    Ranking,
    Spectrum,
    Statements,
    Tap,
    Texts,
    Tick,
    View,
    Waves,
    Write,
)
from seminar.core.errors import Refused
from seminar.core.i18n import untranslated_speech
from seminar.core.model.abilities import is_moderated
from seminar.core.model.kind import Kind, Wording
from seminar.core.stats.tally import Paired, Scales, Square, Tally
from seminar.kinds import kinds
from seminar.kinds.choice import ChoiceAnswer
from seminar.service.answers.publishing import publish_rounds

speech = untranslated_speech()
STATEMENTS = ("welcome", "valued", "growing", "glad")
RAUS = dict(zip(STATEMENTS, ("R", "A", "U", "S"), strict=True))
STEPS = {
    "1": "Strongly disagree",
    "2": "A little",
    "3": "Neither",
    "4": "Agree",
    "5": "Strongly agree",
}


def ask(name: str, **fields: object) -> Any:
    """Return a question as an author writes it; what its kind can do is known when it runs."""
    return kinds()[name].model_validate({"kind": name, **fields})


def moderates(question: Kind) -> bool:
    return is_moderated(question)


def count(question: Kind, stored: Iterable[JsonValue]) -> Tally:
    """Count answers that are given as they are stored."""
    return question.count_answers(map(question.decode, stored))


def shown(question: Kind, stored: Sequence[JsonValue], wording: Wording) -> View:
    """Build what a room is shown of answers that are given as they are stored."""
    tally = count(question, stored)
    return question.build_view(
        publish([tally], question.privacy, ThresholdRules()), wording
    )


# --- scale ----------------------------------------------------------------------------------------

TEST = ask("scale", statements=STATEMENTS, keys=RAUS)
WORDS = Wording(
    prompt="How we are",
    labels={**dict.fromkeys(STATEMENTS, "I am"), **STEPS, "unsure": "Don't know"},
)


def test_the_way_out_stands_beside_the_scale() -> None:
    field = TEST.build_form(WORDS).fields[0]
    assert isinstance(field, Choose)
    assert [option.quiet for option in field.options] == [False] * 5 + [True]
    assert field.key == "R"


def test_the_unsure_and_the_skipped_are_not_on_the_scale() -> None:
    tally = TEST.count_answers(
        [
            TEST.read_form({"welcome": "5", "valued": "unsure"}),
            TEST.read_form({"welcome": "1"}),
        ]
    )
    assert isinstance(tally, Scales)
    (_, welcome), (_, valued), *_ = tally.statements
    assert (welcome.counts, welcome.unsure) == ((1, 0, 0, 0, 1), 0)
    assert (valued.n, valued.unsure) == (0, 1)


def test_a_person_counts_in_the_index_from_three_statements_of_four() -> None:
    three, two = (
        {"welcome": "5", "valued": "4", "growing": "3"},
        {"welcome": "1", "valued": "1"},
    )
    tally = TEST.count_answers([TEST.read_form(three), TEST.read_form(two)])
    assert isinstance(tally, Scales)
    assert tally.person_means == (4.0,)


def test_there_is_no_index_without_a_key_for_every_statement() -> None:
    question = ask("scale", statements=STATEMENTS)
    tally = question.count_answers([question.read_form(dict.fromkeys(STATEMENTS, "4"))])
    assert isinstance(tally, Scales)
    assert tally.person_means == ()


def test_a_gloss_follows_its_statement() -> None:
    wording = replace(
        WORDS, labels={**WORDS.labels, "welcome-gloss": "in my own language"}
    )
    field = TEST.build_form(wording).fields[0]
    assert isinstance(field, Choose)
    assert field.hint == "in my own language"
    view = shown(TEST, ["4 4 4 3"] * 6, wording)
    assert isinstance(view, Statements)
    assert view.rows[0].gloss == "in my own language"


def test_a_scale_without_statements_asks_its_prompt() -> None:
    question = ask("scale", privacy="open", high=3)
    assert question.build_form(WORDS).fields[0].prompt == "How we are"
    assert isinstance(shown(question, ["1", "3", "3"], WORDS), Bars)


def test_too_few_are_given_something_to_talk_about() -> None:
    view = shown(TEST, ["4 4 4 4"] * 4, WORDS)
    assert isinstance(view, Quiet)
    assert (
        speech(view.text) == "Fewer than five have answered. Then we show no numbers."
    )
    assert speech(view.task).startswith("Look at your own answers")
    assert shown(TEST, [], WORDS) == view


def test_keys_of_strangers_are_an_authors_mistake() -> None:
    with pytest.raises(ValidationError, match="not among the statements"):
        ask("scale", statements=["welcome"], keys={"glad": "S"})


def series(pairs: list[tuple[int, int]]) -> View:
    """The RAUS test asked in two rooms of the same people, all four statements answered alike."""
    square = Square()
    for before, after in pairs:
        square = square.add(before, after)
    then, now = ([" ".join([str(pair[at])] * 4) for pair in pairs] for at in (0, 1))
    earlier = publish([count(TEST, then)], "guarded", ThresholdRules()).last
    tally = count(TEST, now)
    assert isinstance(tally, Scales)
    paired = Paired(tuple((name, square) for name in STATEMENTS))
    view: View = TEST.build_view(
        publish_follow_up(tally, [earlier], paired, ThresholdRules()), WORDS
    )
    return view


def test_pairs_tell_of_change_with_what_must_be_said_of_any_change() -> None:
    view = series([*[(3, 4)] * 5, *[(4, 4)] * 4, *[(4, 3)] * 3])
    assert isinstance(view, Changes)
    assert [row.key for row in view.rows] == ["R", "A", "U", "S"]
    assert {(row.pairs, speech(row.mean)) for row in view.rows} == {(12, "+0.2")}
    assert [(speech(cell.label), cell.count) for cell in view.rows[0].cells] == [
        ("Up", 5),
        ("Same", 4),
        ("Down", 3),
    ]
    assert speech(view.note).startswith(
        "A change does not mean that the seminar is the cause."
    )


def test_with_too_few_pairs_two_rooms_stand_side_by_side() -> None:
    view = series([*[(3, 4)] * 5, *[(4, 4)] * 3])
    assert isinstance(view, Waves)
    assert [speech(name) for name in view.names] == ["Before", "Now"]
    assert [speech(point.mean) for point in view.rows[0].points] == ["3.4", "4.0"]
    assert speech(view.note) == (
        "Too few pairs to show a change. These are not necessarily the same people."
    )


def test_an_interval_and_an_effect_size_are_said_with_their_signs() -> None:
    view = series(
        [*[(3, 4)] * 5, *[(2, 4)] * 3, *[(4, 4)] * 5, (3, 3), (5, 5), *[(4, 3)] * 5]
    )
    assert isinstance(view, Changes)
    assert (speech(view.rows[0].interval), speech(view.rows[0].effect)) == (
        "−0.2 to +0.8",
        "effect +0.4",
    )


# --- choice ---------------------------------------------------------------------------------------


def test_two_rounds_stand_side_by_side_with_the_changed_minds() -> None:
    question = ask("choice", privacy="open", options=["a", "b"])
    before, after = count(question, ["a", "a", "b"]), count(question, ["b", "b", "b"])
    view = question.build_view(
        publish([before, after], "open", ThresholdRules(), changed=2),
        Wording(prompt="Which?"),
    )
    assert isinstance(view, Pairs)
    assert [(row.before, row.after) for row in view.rows] == [(2, 0), (1, 3)]
    assert speech(view.changed) == "2 changed their answer"


def test_only_a_way_out_is_quiet() -> None:
    field = (
        ask("choice", options=["unsure", "sure"])
        .build_form(Wording(prompt="How sure?"))
        .fields[0]
    )
    assert isinstance(field, Choose)
    assert not any(option.quiet for option in field.options)
    with pytest.raises(ValidationError, match="same id"):
        ask("choice", options=["unsure", "sure"], unsure=True)


# --- words and text -------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "limit"), [("words", 20), ("text", 80)])
def test_writing_has_its_limit(name: str, limit: int) -> None:
    question = ask(name, limit=limit)
    field = question.build_form(Wording(prompt="Write")).fields[0]
    assert isinstance(field, Write)
    assert (field.limit, field.stays) == (limit, False)
    assert question.read_form({"value": "å" * limit}) == "å" * limit
    with pytest.raises(Refused, match=f"room for {limit}"):
        question.read_form({"value": "å" * (limit + 1)})


@pytest.mark.parametrize("name", ["words", "text"])
def test_what_is_written_waits_for_the_facilitator(name: str) -> None:
    question = ask(name)
    assert moderates(question)
    view = shown(
        question, ["open", "calm", "glad", "Calm", "tired"], Wording(prompt="One word")
    )
    assert isinstance(view, Texts)
    assert [item.text for item in view.items] == ["Calm", "glad", "open", "tired"]


# --- number and plan ------------------------------------------------------------------------------


def test_a_few_numbers_are_chosen_and_many_are_typed() -> None:
    few = (
        ask("number", low=1, high=5)
        .build_form(Wording(prompt="Energy", labels={"1": "Little", "5": "Much"}))
        .fields[0]
    )
    assert isinstance(few, Choose)
    assert (few.compact, few.ends) == (True, ("Little", "Much"))
    many = (
        ask("number", low=0, high=120)
        .build_form(Wording(prompt="Minutes", labels={"unit": "min"}))
        .fields[0]
    )
    assert isinstance(many, Amount)
    assert (many.low, many.high, many.unit) == (0, 120, "min")


def test_a_guarded_number_is_shown_as_its_middle_and_how_many() -> None:
    view = shown(ask("number", high=5), [1, 2, 4, 5, 5, 5], Wording(prompt="Energy"))
    assert isinstance(view, Figures)
    assert (speech(view.figures[0].value), speech(view.figures[0].label)) == (
        "4.5",
        "Energy – the median of 6 answers",
    )


def test_an_open_number_has_a_bar_for_each_step() -> None:
    view = shown(
        ask("number", privacy="open", low=0, high=3), [0, 2, 2], Wording(prompt="Days")
    )
    assert isinstance(view, Bars)
    assert [bar.count for bar in view.bars] == [1, 0, 2, 0]


def test_a_plan_never_leaves_the_phone() -> None:
    question = ask("plan")
    assert question.build_form(Wording(prompt="My plan")).stays
    with pytest.raises(Refused, match="stays with you"):
        question.read_form({"done": "yes", "if": "it is Monday"})
    with pytest.raises(ValidationError):
        ask("plan", privacy="open")


def test_the_room_learns_how_many_plans_there_are() -> None:
    view = shown(ask("plan"), [True] * 7, Wording(prompt="My plan"))
    assert isinstance(view, Figures)
    assert speech(view.figures[0].value) == "7"


@pytest.mark.parametrize(("high", "view"), [(6, Bars), (7, Figures)])
def test_an_open_number_has_bars_only_while_a_room_can_read_them(
    high: int, view: type
) -> None:
    question = ask("number", privacy="open", low=1, high=high)
    assert isinstance(shown(question, [1, 3, 3], Wording(prompt="How many?")), view)


# --- choosing several, and quizzes ----------------------------------------------------------------

SEVERAL = ask("choice", options=["a", "b", "c"], several=2, unsure=True)


def test_several_may_be_chosen_but_not_more_and_not_beside_the_way_out() -> None:
    assert SEVERAL.read_form({"value.a": "yes", "value.c": "yes"}) == ChoiceAnswer(
        ("a", "c")
    )
    with pytest.raises(Refused, match="at most 2"):
        SEVERAL.read_form(dict.fromkeys(("value.a", "value.b", "value.c"), "yes"))
    with pytest.raises(Refused, match="not both"):
        SEVERAL.read_form({"value.a": "yes", "value.unsure": "yes"})


def test_ticks_are_counted_by_people_and_wait_for_ten_of_them() -> None:
    assert isinstance(
        shown(SEVERAL, ["a b"] * 9 + ["unsure"] * 4, Wording(prompt="Which?")), Quiet
    )
    answers = [*["a b"] * 4, *["b c"] * 3, *["a"] * 4, "unsure", "unsure", "unsure"]
    view = shown(SEVERAL, answers, Wording(prompt="Which?"))
    assert isinstance(view, Bars)
    assert [(bar.label, bar.count) for bar in view.bars] == [
        ("a", 8),
        ("b", 7),
        ("c", 3),
        ("unsure", 3),
    ]
    assert view.n == 11


def test_what_nearly_all_or_few_chose_has_a_word_for_its_number() -> None:
    view = shown(
        SEVERAL, ["a b"] * 4 + ["a"] * 4 + ["a c"] * 2 + ["b"], Wording(prompt="Which?")
    )
    assert isinstance(view, Bars)
    assert [(bar.count, speech(bar.said)) for bar in view.bars[:3]] == [
        (None, "nearly all"),
        (5, "few"),
        (None, "few"),
    ]


def test_rounds_of_several_stand_side_by_side() -> None:
    question = ask("choice", privacy="open", options=["a", "b", "c"], several=2)
    tallies = [count(question, ["a b", "a"]), count(question, ["b", "b c"])]
    view = question.build_view(
        publish(tallies, "open", ThresholdRules(), changed=2), Wording(prompt="Which?")
    )
    assert isinstance(view, Pairs)
    assert [(row.before, row.after) for row in view.rows] == [(2, 0), (1, 2), (0, 1)]


def test_a_quiz_tells_its_answer_and_why_only_with_the_result() -> None:
    quiz = ask("choice", privacy="open", options=["rank", "trust"], answer="trust")
    wording = Wording(
        prompt="What is it built on?",
        labels={"rank": "Rank", "trust": "Trust", "reason": "It says so."},
    )
    assert quiz.tells_the_answer
    assert "It says so." not in repr(quiz.build_form(wording))
    view = shown(quiz, ["rank", "trust"], wording)
    assert isinstance(view, Bars)
    assert [bar.right for bar in view.bars] == [False, True]
    assert view.note == "It says so."


@pytest.mark.parametrize(
    "wrong",
    [{"answer": "c"}, {"answer": "a", "options": ["a", "reason"]}, {"several": 3}],
)
def test_a_choice_that_cannot_be_is_an_authors_mistake(
    wrong: dict[str, object],
) -> None:
    with pytest.raises(ValidationError):
        ask("choice", **({"options": ["a", "b"]} | wrong))


# --- ticks ----------------------------------------------------------------------------------------


def test_observers_of_all_rounds_count_together() -> None:
    question = ask("ticks", signs=["pauses", "asks"])
    tallies = [
        count(question, ["pauses asks", "none"]),
        count(question, ["asks", "asks", "pauses"]),
    ]
    view = question.build_view(
        publish(tallies, "open", ThresholdRules()), Wording(prompt="What did you see?")
    )
    assert isinstance(view, Bars)
    assert [(bar.label, bar.count) for bar in view.bars] == [("pauses", 2), ("asks", 3)]
    assert view.n == 5
    assert speech(view.note) == "2 rounds together"


def test_whoever_saw_nothing_says_so() -> None:
    question = ask("ticks", signs=["pauses", "asks"])
    with pytest.raises(Refused, match="none of these"):
        question.read_form({"value.pauses": "no"})
    with pytest.raises(Refused, match="not both"):
        question.read_form({"value.pauses": "yes", "value.none": "yes"})


def test_a_quiz_asked_twice_tells_its_answer_beside_both_votes() -> None:
    quiz = ask("choice", privacy="open", options=["rank", "trust"], answer="trust")
    wording = Wording(
        prompt="What is it built on?",
        labels={"rank": "Rank", "trust": "Trust", "reason": "It says so."},
    )
    view = quiz.build_view(
        publish(
            [count(quiz, ["rank"]), count(quiz, ["trust"])],
            "open",
            ThresholdRules(),
            changed=1,
        ),
        wording,
    )
    assert isinstance(view, Pairs)
    assert [speech(row.label) for row in view.rows] == [
        "Rank",
        "Trust – the right answer",
    ]
    assert view.note == "It says so."


# --- rank -----------------------------------------------------------------------------------------

ORDER = ("a", "b", "c")


def places(*order: str) -> dict[str, str]:
    return {f"value.{option}": str(place) for place, option in enumerate(order, 1)}


def test_an_order_has_every_place_once() -> None:
    question = ask("rank", options=ORDER)
    assert question.read_form(places("c", "a", "b")) == ("c", "a", "b")
    for wrong in (
        {"value.a": "1", "value.b": "1", "value.c": "2"},
        {"value.a": "1"},
        places("a", "b", "c", "c"),
    ):
        with pytest.raises(Refused, match="number of its own from 1 to 3"):
            question.read_form(wrong)


def test_an_open_order_tells_the_mean_places_and_a_guarded_one_only_the_order() -> None:
    answers = ["a b c"] * 6 + ["b a c"] * 5
    for privacy, means in (("open", [1.5, 1.5, 3.0]), ("guarded", [None] * 3)):
        view = shown(
            ask("rank", privacy=privacy, options=ORDER),
            answers,
            Wording(prompt="First?"),
        )
        assert isinstance(view, Ranking)
        assert [place.label for place in view.places] == ["a", "b", "c"]
        assert [place.mean for place in view.places] == means


def test_a_guarded_order_waits_for_ten() -> None:
    assert isinstance(
        shown(ask("rank", options=ORDER), ["a b c"] * 9, Wording(prompt="First?")),
        Quiet,
    )


# --- points ---------------------------------------------------------------------------------------


def test_all_dots_are_given_and_not_more() -> None:
    question = ask("points", options=ORDER)
    assert question.read_form({"value.b": "3"}) == (0, 3, 0)
    for wrong, why in (
        ("2", "1 left"),
        ("4", "whole numbers"),
        ("x", "whole numbers"),
        ("-1", "whole numbers"),
    ):
        with pytest.raises(Refused, match=why):
            question.read_form({"value.b": wrong})
    with pytest.raises(Refused, match="1 more than you have"):
        question.read_form({"value.b": "3", "value.c": "1"})


def test_points_are_given_in_whole_steps() -> None:
    hundred = ask("points", options=ORDER, give=100, step=5)
    assert hundred.read_form({"value.a": "95", "value.c": "5"}) == (95, 0, 5)
    with pytest.raises(Refused, match="steps of 5"):
        hundred.read_form({"value.a": "97", "value.c": "3"})
    with pytest.raises(ValidationError, match="whole number of"):
        ask("points", options=ORDER, give=100)


def test_totals_of_dots_are_told_from_five_on() -> None:
    question, wording = ask("points", options=ORDER), Wording(prompt="Where?")
    assert isinstance(shown(question, ["3 0 0"] * 4, wording), Quiet)
    view = shown(question, ["2 1 0", "2 1 0", "1 1 1", "3 0 0", "0 3 0"], wording)
    assert isinstance(view, Bars)
    assert [(bar.label, bar.count) for bar in view.bars] == [
        ("a", 8),
        ("b", None),
        ("c", None),
    ]
    assert (view.n, view.whole) == (5, 15)


def test_a_room_of_one_mind_is_told_what_but_not_how_much() -> None:
    view = shown(
        ask("points", options=ORDER),
        ["3 0 0"] * 4 + ["2 1 0"],
        Wording(prompt="Where?"),
    )
    assert isinstance(view, Quiet)
    assert (
        speech(view.text)
        == "Nearly everything was given to “a”. Then we show no numbers."
    )


# --- columns and plane ----------------------------------------------------------------------------


def test_each_card_is_a_choice_of_its_own_and_may_be_left_out() -> None:
    question = ask("columns", cards=["risk", "tone"], columns=["leader", "all"])
    assert question.read_form({"tone": "all"}) == (None, "all")
    view = shown(
        question,
        ["leader all"] * 6 + ["all all"] * 4 + ["- all"],
        Wording(prompt="Who?"),
    )
    assert isinstance(view, Matrix)
    assert [(row.label, row.counts, row.n) for row in view.rows] == [
        ("risk", (6, 4), 10),
        ("tone", (None, 11), 11),
    ]


def test_a_card_that_too_few_have_placed_says_so() -> None:
    question = ask("columns", cards=["risk", "tone"], columns=["leader", "all"])
    view = shown(question, ["leader all"] * 5 + ["all -"] * 5, Wording(prompt="Who?"))
    assert isinstance(view, Matrix)
    assert view.rows[1].counts == ()
    assert (
        speech(view.rows[1].said)
        == "Fewer than 10 have answered. Then we show no numbers."
    )


def test_things_stand_on_a_plane_by_their_means_and_nothing_else_leaves() -> None:
    question = ask("plane", things=["met", "seen"])
    answers = ["45 3-"] * 5
    result = publish([count(question, answers)], "guarded", ThresholdRules())
    assert isinstance(result.last, PublishedScales)
    assert all(
        not scale.bands and scale.median is None for scale in result.last.statements
    )
    view = question.build_view(
        result, Wording(prompt="What?", labels={"x": "Influence", "y": "Importance"})
    )
    assert isinstance(view, Plane)
    assert [(point.x, point.y) for point in view.points] == [(4.0, 4.8), (3.0, None)]
    assert [speech(mean) for mean in view.points[0].said] == ["4.0", "4.8 or higher"]


def test_both_questions_about_a_thing_stand_on_one_screen() -> None:
    fields = (
        ask("plane", things=["met", "seen"]).build_form(Wording(prompt="What?")).fields
    )
    assert [type(field) for field in fields] == [About, About]
    assert isinstance(fields[0], About)
    assert [field.name for field in fields[0].fields] == ["met.x", "met.y"]


# --- spectrum -------------------------------------------------------------------------------------

POLES = Wording(
    prompt="How do you lead?", labels={"low": "By position", "high": "By relationship"}
)


def test_open_rounds_are_dots_on_a_line_each() -> None:
    question = ask("spectrum")
    result = publish(
        [count(question, [1, 2, 2]), count(question, [4, 5, 5])],
        "open",
        ThresholdRules(),
        changed=3,
    )
    view = question.build_view(result, POLES)
    assert isinstance(view, Spectrum)
    assert [swarm.counts for swarm in view.swarms] == [(1, 2, 0, 0, 0), (0, 0, 0, 1, 2)]
    assert speech(view.changed) == "3 changed their answer"


def test_a_guarded_spectrum_is_told_like_a_scale_in_the_words_of_its_poles() -> None:
    question = ask("spectrum", privacy="guarded")
    few = shown(question, [4, 5, 3, 4, 2], POLES)
    assert isinstance(few, Statements)
    assert (speech(few.rows[0].mean), few.rows[0].cells) == ("3.6", ())
    view = shown(question, [4] * 6 + [3] * 4 + [2] * 3, POLES)
    assert isinstance(view, Statements)
    assert [(speech(cell.label), cell.count) for cell in view.rows[0].cells] == [
        ("Nearer “By position”", 3),
        ("Middle", 4),
        ("Nearer “By relationship”", 6),
    ]


# --- ranked ---------------------------------------------------------------------------------------


def test_the_most_chosen_stands_first_where_the_author_wants_it_and_the_way_out_last() -> (
    None
):
    options = ["a", "b", "c"]
    votes = ["b"] * 9 + ["c"] * 6 + ["unsure"] * 4 + ["a"] * 3
    for order, labels in (
        (True, ["b", "c", "a", "unsure"]),
        (False, ["a", "b", "c", "unsure"]),
    ):
        question = ask(
            "choice", privacy="open", options=options, unsure=True, ranked=order
        )
        view = shown(question, votes, Wording(prompt="Which?"))
        assert isinstance(view, Bars)
        assert [bar.label for bar in view.bars] == labels


def test_what_is_held_back_orders_nothing() -> None:
    """Two that few have chosen stand as the author wrote them, whichever of them has more."""
    question = ask("choice", options=["a", "b", "c"], ranked=True)
    for few in (["a"] * 1 + ["b"] * 2, ["a"] * 2 + ["b"] * 1):
        view = shown(question, ["c"] * 20 + few, Wording(prompt="Which?"))
        assert isinstance(view, Bars)
        assert [bar.label for bar in view.bars] == ["c", "a", "b"]


def test_a_quiz_keeps_its_order() -> None:
    with pytest.raises(ValidationError, match="keep their order"):
        ask("choice", options=["a", "b"], answer="a", ranked=True)


# --- match ----------------------------------------------------------------------------------------

PAIRS = {"trust": "known", "courage": "honest"}
RIGHT = ["honest", "known"]


def test_what_belongs_together_is_told_with_the_result() -> None:
    quiz = ask("match", privacy="open", left=list(PAIRS), right=RIGHT, answer=PAIRS)
    assert quiz.tells_the_answer
    wording = Wording(
        prompt="What belongs together?", labels={"reason": "The source says so."}
    )
    view = shown(quiz, ["known honest", "known known", "- honest"], wording)
    assert isinstance(view, Matrix)
    assert [(row.counts, row.n, row.right) for row in view.rows] == [
        ((0, 2), 2, 1),
        ((2, 1), 3, 0),
    ]
    assert view.note == "The source says so."
    assert not ask("match", left=["a", "b"], right=["c", "d"]).tells_the_answer


def test_pairs_about_ones_own_workplace_wait_for_ten_and_hide_what_few_have_chosen() -> (
    None
):
    question, wording = (
        ask("match", left=["a", "b"], right=["c", "d"]),
        Wording(prompt="What when?"),
    )
    assert isinstance(shown(question, ["c d"] * 9, wording), Quiet)
    view = shown(question, ["c d"] * 6 + ["d d"] * 4 + ["c -"], wording)
    assert isinstance(view, Matrix)
    assert [(row.counts, row.right) for row in view.rows] == [
        ((7, 4), None),
        ((None, 10), None),
    ]


@pytest.mark.parametrize(
    ("fields", "fault"),
    [
        ({"answer": {"trust": "known"}}, "one of `right` to each"),
        ({"answer": {"trust": "known", "courage": "boss"}}, "one of `right` to each"),
        ({"answer": {"trust": "honest", "courage": "known"}}, "gives the answer away"),
        ({"right": ["known", "trust"]}, "the same id"),
        (
            {
                "left": ["trust", "reason"],
                "answer": {"trust": "known", "reason": "honest"},
            },
            "called `reason`",
        ),
    ],
)
def test_pairs_that_do_not_fit_are_an_authors_mistake(
    fields: dict[str, object], fault: str
) -> None:
    with pytest.raises(ValidationError, match=fault):
        ask("match", **{"left": list(PAIRS), "right": RIGHT, **fields})


# --- questions from the room ----------------------------------------------------------------------

ROOM = Wording(prompt="Which too?", labels={"time": "When?"})
FROM_THE_ROOM = ask("questions", of="wonder", ahead=["time"], most=2).with_texts(
    [("id1", "Who?"), ("id2", "Why?")]
)


def test_the_authors_own_questions_stand_before_those_from_the_room() -> None:
    (field,) = FROM_THE_ROOM.build_form(ROOM).fields
    assert isinstance(field, Tick)
    assert [speech(option.label) for option in field.options] == [
        "When?",
        "Who?",
        "Why?",
        "None of these",
    ]
    assert field.most == 2


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"value.id3": "yes"},
        {"value.id1": "yes", "value.id3": "yes"},
        {"value.id1": "yes", "value.none": "yes"},
        {"value.id1": "yes", "value.id2": "yes", "value.time": "yes"},
    ],
)
def test_what_cannot_be_ticked_is_refused(form: dict[str, str]) -> None:
    with pytest.raises(Refused):
        FROM_THE_ROOM.read_form(form)


def test_what_is_given_does_not_change_the_question_that_the_author_wrote() -> None:
    asked = ask("questions", of="wonder")
    assert asked.with_texts([("id1", "Who?")]) != asked
    assert asked == ask("questions", of="wonder")
    assert asked.with_texts([("id1", "Who?")]).model_dump() == asked.model_dump()


def test_where_all_have_been_hidden_nothing_is_counted_of_anybody() -> None:
    assert isinstance(shown(ask("questions", of="wonder"), ["id1"] * 12, ROOM), Quiet)


def test_numbers_that_would_point_at_somebody_are_not_said_of_questions_either() -> (
    None
):
    view = shown(FROM_THE_ROOM, ["time id1"] * 11 + ["none"], ROOM)
    assert isinstance(view, Bars)
    assert [bar.count for bar in view.bars] == [None, None, None]


def test_there_must_be_something_to_put_to_the_room() -> None:
    with pytest.raises(ValidationError, match="needs `of`"):
        ask("questions")
    with pytest.raises(ValidationError, match="called `none`"):
        ask("questions", ahead=["none"])


# --- reactions ------------------------------------------------------------------------------------


@pytest.mark.parametrize("privacy", ["guarded", "private"])
def test_reactions_are_open_or_an_authors_mistake(privacy: str) -> None:
    with pytest.raises(ValidationError, match="can only be open"):
        ask("reactions", privacy=privacy)


def test_every_reaction_has_a_sign_and_a_word_beside_it() -> None:
    wording = Wording(prompt="Well?", labels={"smile": "Ha"})
    (field,) = ask("reactions", signs=["smile", "pause"]).build_form(wording).fields
    assert isinstance(field, Tap)
    assert [(option.sign, speech(option.label)) for option in field.options] == [
        ("smile", "Ha"),
        ("pause", "I need a break"),
    ]
    view = shown(
        ask("reactions", signs=["smile", "pause"]), ["smile", "smile", "pause"], wording
    )
    assert isinstance(view, Bars)
    assert [(bar.sign, speech(bar.label), bar.count) for bar in view.bars] == [
        ("smile", "Ha", 2),
        ("pause", "I need a break", 1),
    ]


def test_the_same_sign_twice_is_an_authors_mistake() -> None:
    with pytest.raises(ValidationError, match="are the same"):
        ask("reactions", signs=["smile", "smile"])


# --- how sure people are --------------------------------------------------------------------------

SURE = ask("choice", options=["a", "b"], confidence=True)
SURE_OPEN = ask("choice", privacy="open", options=["a", "b"], confidence=True)
PLAIN = Wording(prompt="Which?")


def test_how_sure_one_is_is_asked_beside_the_choice_and_either_may_be_left_out() -> (
    None
):
    fields = SURE.build_form(PLAIN).fields
    assert [(field.name, speech(field.prompt)) for field in fields] == [
        ("value", "Which?"),
        ("confidence", "How sure are you?"),
    ]
    assert SURE.read_form({"value": "a"}) == ChoiceAnswer(("a",))
    assert SURE.read_form({"confidence": "3"}) == ChoiceAnswer((), "3")
    named = replace(PLAIN, labels={"confidence": "Do you stand by it?"})
    assert SURE.build_form(named).fields[1].prompt == "Do you stand by it?"


def test_two_rounds_are_compared_by_what_was_chosen_and_by_how_sure() -> None:
    tallies = [
        count(SURE_OPEN, ["a 1", "a 2", "b -"]),
        count(SURE_OPEN, ["b 3", "a 3", "- 2"]),
    ]
    result = publish(tallies, "open", ThresholdRules(), changed=1)
    chosen, sure = (
        SURE_OPEN.build_view(result, PLAIN),
        SURE_OPEN.build_second_view(result, PLAIN),
    )
    assert isinstance(chosen, Pairs)
    assert isinstance(sure, Pairs)
    assert [(row.before, row.after) for row in chosen.rows] == [(2, 1), (1, 1)]
    assert [(speech(row.label), row.before, row.after) for row in sure.rows] == [
        ("Not sure", 1, 0),
        ("Fairly sure", 1, 1),
        ("Sure", 0, 2),
    ]
    assert (speech(chosen.changed), sure.changed) == ("1 changed their answer", "")


def test_to_become_more_sure_is_not_to_change_ones_mind() -> None:
    before = {b"1": "a 1", b"2": "a 1", b"3": "- 1"}
    after = {b"1": "a 3", b"2": "b 1", b"3": "a 1"}
    rounds: list[Mapping[bytes, Any]] = [
        {who: SURE_OPEN.decode(stored) for who, stored in answers.items()}
        for answers in (before, after)
    ]
    assert publish_rounds(SURE_OPEN, rounds, ThresholdRules()).changed == 1


def test_guarded_confidence_obeys_the_rule_of_choices_by_itself() -> None:
    few = publish([count(SURE, ["a 3"] * 9)], "guarded", ThresholdRules())
    assert isinstance(SURE.build_view(few, PLAIN), Quiet)
    assert SURE.build_second_view(few, PLAIN) is None
    only_chosen = publish(
        [count(SURE, ["a 3"] * 5 + ["b -"] * 5)], "guarded", ThresholdRules()
    )
    assert isinstance(SURE.build_view(only_chosen, PLAIN), Bars)
    assert SURE.build_second_view(only_chosen, PLAIN) is None
    only_sure = publish(
        [count(SURE, ["- 3"] * 6 + ["a 1"] * 4)], "guarded", ThresholdRules()
    )
    assert isinstance(SURE.build_view(only_sure, PLAIN), Quiet)
    view = SURE.build_second_view(
        publish(
            [count(SURE, ["a 3"] * 8 + ["b 2"] * 2 + ["b 1"])],
            "guarded",
            ThresholdRules(),
        ),
        PLAIN,
    )
    assert isinstance(view, Bars)
    assert [bar.count for bar in view.bars] == [None, None, 8]


def test_confidence_is_for_a_choice_of_one() -> None:
    with pytest.raises(ValidationError, match="choice of one"):
        ask("choice", options=["a", "b"], several=2, confidence=True)
    with pytest.raises(ValidationError, match="may be called `confidence`"):
        ask("choice", options=["a", "confidence"], confidence=True)


def test_a_quiz_is_scored_by_what_was_chosen() -> None:
    quiz = ask("choice", options=["a", "b"], answer="a", confidence=True)
    answers = [quiz.decode(stored) for stored in ("a 1", "b 3", "- 3")]
    assert [quiz.score_answer(answer) for answer in answers] == [(1, 1), (0, 1), None]
    assert SURE.score_answer(answers[0]) is None


def test_where_a_case_is_told_each_answer_has_a_letter_wherever_it_stands() -> None:
    question = ask("choice", privacy="open", options=["ask", "tell"], unsure=True)
    labels = {"ask": "Ask", "tell": "Tell", "unsure": "Pass"}
    told = Wording(
        prompt="What do you do?", labels=labels, body=Prose("<p>A case.</p>")
    )
    lettered = ["A Ask", "B Tell", "Pass"]
    (field,) = question.build_form(told).fields
    assert isinstance(field, Choose)
    assert [option.label for option in field.options] == lettered
    bars = shown(question, ["ask", "tell", "unsure"], told)
    assert isinstance(bars, Bars)
    assert [bar.label for bar in bars.bars] == lettered
    twice = [count(question, ["ask"]), count(question, ["tell"])]
    pairs = question.build_view(
        publish(twice, "open", ThresholdRules(), changed=1), told
    )
    assert isinstance(pairs, Pairs)
    assert [row.label for row in pairs.rows] == lettered
    boxes = question.build_paper(told)[-1]
    assert isinstance(boxes, Boxes)
    assert list(boxes.options) == lettered
    plain_one = question.build_form(replace(told, body=Prose())).fields[0]
    assert isinstance(plain_one, Choose)
    assert [option.label for option in plain_one.options] == list(labels.values())


def test_an_author_may_say_how_many_in_their_own_words() -> None:
    question = ask("choice", privacy="open", options=["today", "later"])
    labels = {
        "today": "Today",
        "later": "Later",
        "tally": "{n} thanks are on their way",
    }
    view = shown(
        question, ["today"] * 3 + ["later"], Wording(prompt="When?", labels=labels)
    )
    assert isinstance(view, Bars)
    assert (view.tally, view.note) == ("4 thanks are on their way", "")
    assert [bar.label for bar in view.bars] == ["Today", "Later"]
