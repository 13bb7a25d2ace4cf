"""What may leave a tally."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from seminar.core.disclosure.audit import (
    enumerate_distributions,
    reveals_small_cell,
    summarise_distribution,
    top_code_mean,
)
from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.result import (
    Mean,
    PublishedCounts,
    PublishedDone,
    PublishedDots,
    PublishedNumbers,
    PublishedOrder,
    PublishedResult,
    PublishedScale,
    PublishedScales,
    PublishedSorting,
    PublishedTexts,
    Result,
    Withheld,
)
from seminar.core.disclosure.small_cells import SMALL_CELL, StepCounts, merge_bands
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.errors import Refused
from seminar.core.stats.estimators import mean_tenths_of_total
from seminar.core.stats.tally import (
    Counts,
    Done,
    Dots,
    Numbers,
    Places,
    Scales,
    Sorted,
    Tally,
    Ticks,
    build_histogram,
    collect_texts,
)

RULES = ThresholdRules()

scale_answers = st.lists(st.one_of(st.none(), st.integers(1, 5)), max_size=45)


def scales(*statements: Sequence[int | None]) -> Scales:
    """A tally of `statements`, each given by the same people in the same order."""
    people = [
        [answer for answer in person if answer is not None]
        for person in zip(*statements, strict=True)
    ]
    means = sorted(
        sum(person) / len(person)
        for person in people
        if 4 * len(person) >= 3 * len(statements)
    )
    named = tuple(
        (f"s{at}", build_histogram(values, 1, 5))
        for at, values in enumerate(statements)
    )
    return Scales(named, len(people), tuple(means))


def guarded(tally: Tally, rules: ThresholdRules = RULES) -> PublishedResult:
    return publish([tally], "guarded", rules).last


def statement(counts: StepCounts) -> PublishedScale:
    """The one statement of a guarded scale as it is shown; nothing else is in the result."""
    out = guarded(
        scales([step for step, count in enumerate(counts, 1) for _ in range(count)])
    )
    assert isinstance(out, PublishedScales)
    return out.statements[0]


def all_distributions(n: int) -> list[StepCounts]:
    return [
        counts
        for total in range(n, 5 * n + 1)
        for counts in enumerate_distributions(n, total)
    ]


# --- the floor ------------------------------------------------------------------------------------


@given(st.lists(st.integers(1, 5), max_size=4), st.integers(5, 12))
def test_under_the_floor_nothing_is_shown_and_it_looks_like_no_answers(
    answers: list[int], floor: int
) -> None:
    rules = ThresholdRules(floor=floor)
    texts = [str(answer) for answer in answers]
    for some, none in (
        (scales(list(answers)), scales([])),
        (
            Counts((("a", len(answers)), ("b", 0)), len(answers)),
            Counts((("a", 0), ("b", 0)), 0),
        ),
        (Numbers(tuple(answers)), Numbers(())),
        (collect_texts(texts), collect_texts([])),
        (Done(len(answers)), Done(0)),
        (
            Ticks((("a", len(answers)), ("b", 1)), len(answers), 0, 2),
            Ticks((("a", 0), ("b", 0)), 0, 0, 2),
        ),
        (
            Places((("a", len(answers)), ("b", 9)), len(answers)),
            Places((("a", 0), ("b", 0)), 0),
        ),
        (
            Dots((("a", 3 * len(answers)), ("b", 0)), len(answers), 3),
            Dots((("a", 0), ("b", 0)), 0, 3),
        ),
        (
            Sorted((("a", Counts((("x", len(answers)),), len(answers))),)),
            Sorted((("a", Counts((("x", 0),), 0)),)),
        ),
    ):
        assert isinstance(guarded(some, rules), Withheld)
        assert guarded(some, rules) == guarded(none, rules)


def test_a_statement_under_the_floor_stays_silent_among_others_that_are_shown() -> None:
    out = guarded(scales([3, 4, 4, 5, 2, 3], [5, None, None, None, None, None]))
    assert isinstance(out, PublishedScales)
    assert out.statements[1] == PublishedScale("s1", 0, None)
    assert out.index is None, (
        "the index and the first statement would tell what the one person answered"
    )


def test_choices_wait_for_ten() -> None:
    assert guarded(Counts((("a", 5), ("b", 4)), 9)) == Withheld(least=10)
    assert guarded(Counts((("a", 6), ("b", 4)), 10)) == PublishedCounts(
        (("a", 6), ("b", 4)), 10
    )


def test_of_numbers_only_the_middle_is_shown() -> None:
    assert guarded(Numbers((1, 2, 4, 4, 5))) == PublishedNumbers(4, 5)
    assert guarded(Numbers((1, 2, 3, 4, 4, 5))) == PublishedNumbers(3.5, 6)


def test_limits_can_be_raised() -> None:
    five = scales([3, 4, 4, 5, 2])
    assert isinstance(guarded(five), PublishedScales)
    assert guarded(five, ThresholdRules(floor=6)) == Withheld(least=6)


def test_a_room_may_ask_for_more_than_the_server_and_never_for_less() -> None:
    assert ThresholdRules(floor=7).in_room(10) == ThresholdRules(floor=10)
    assert (
        ThresholdRules(floor=7).in_room(5)
        == ThresholdRules(floor=7).in_room()
        == ThresholdRules(floor=7)
    )


@pytest.mark.parametrize("floor", [5, 9, 10])
def test_where_an_insider_answers_as_many_others_as_were_promised_are_left(
    floor: int,
) -> None:
    rules = ThresholdRules().in_room(floor, insider=True)
    with_the_insider = scales([3, 4] * 10, [3, 4] * 10)
    short = scales([3] * floor)
    assert rules.floor == floor + 1
    assert guarded(short, rules) == Withheld(least=floor + 1)
    assert isinstance(guarded(with_the_insider, rules), PublishedScales)


def test_nothing_comes_before_a_high_floor_and_the_silence_says_how_many_it_takes() -> (
    None
):
    rules = ThresholdRules(floor=25)
    two = Counts((("a", 12), ("b", 12)), 24)
    assert guarded(two, rules) == Withheld(least=25)
    assert guarded(scales([3, 4] * 12), rules) == Withheld(least=25)
    shown = guarded(scales([3, 4, 2, 5, 1] * 5), rules)
    assert isinstance(shown, PublishedScales)
    assert shown.statements[0].median == 3


@pytest.mark.parametrize(
    "lowered", [{"floor": 4}, {"bands": 9}, {"bars": 19}, {"floor": 0}, {"floor": -5}]
)
def test_limits_cannot_be_lowered(lowered: dict[str, Any]) -> None:
    with pytest.raises(Refused, match="can be raised, but not lowered"):
        ThresholdRules(**lowered)


# --- means ----------------------------------------------------------------------------------------


def test_means_near_an_end_are_only_a_bound() -> None:
    assert (
        statement((0, 0, 0, 0, 5)).mean
        == statement((0, 0, 0, 1, 4)).mean
        == Mean(4.8, "or_higher")
    )
    assert (
        statement((5, 0, 0, 0, 0)).mean
        == statement((4, 1, 0, 0, 0)).mean
        == Mean(1.2, "or_lower")
    )
    assert statement((0, 0, 0, 2, 3)).mean == Mean(4.6)


def test_halves_are_rounded_up_exactly() -> None:
    assert [mean_tenths_of_total(total, 8) for total in (26, 30, 34)] == [33, 38, 43]


@pytest.mark.parametrize("n", range(5, 10))
def test_in_small_rooms_the_mean_alone_points_at_nobody(n: int) -> None:
    groups = defaultdict(list)
    for counts in all_distributions(n):
        shown = statement(counts)
        assert not shown.bands
        assert not shown.said
        assert shown.median is None
        groups[shown].append(counts)
    assert not [shown for shown, group in groups.items() if reveals_small_cell(group)]


# --- distributions --------------------------------------------------------------------------------


@pytest.mark.parametrize("n", range(10, 41))
def test_bands_alone_never_give_a_band_or_a_union_of_bands_as_one_or_two(
    n: int,
) -> None:
    groups = defaultdict(list)
    for disagree, middle in product(range(n + 1), repeat=2):
        if (agree := n - disagree - middle) >= 0:
            groups[merge_bands((disagree, 0, middle, 0, agree))].append(
                (0, disagree, middle, 0, agree)
            )
    assert not [said for said, group in groups.items() if reveals_small_cell(group)]


@pytest.mark.parametrize("n", [10, 11, 12, 15, 19, 20, 21, 25, 30])
def test_everything_that_is_said_together_points_at_nobody_even_who_knows_the_rules(
    n: int,
) -> None:
    groups = defaultdict(list)
    for counts in all_distributions(n):
        said = summarise_distribution(counts, bars=n >= 20)
        groups[
            top_code_mean(
                mean_tenths_of_total(
                    sum(step * count for step, count in enumerate(counts, 1)), n
                )
            ),
            said,
        ].append(counts)
    assert not [shown for shown, group in groups.items() if reveals_small_cell(group)]


def test_the_auditor_takes_back_bands_that_the_mean_would_give_away() -> None:
    assert merge_bands((0, 3, 7, 0, 2)).parts, "alone, the bands would be fine"
    shown = statement((0, 3, 7, 0, 2))
    assert shown.mean == Mean(3.1)
    assert not shown.bands
    assert not shown.said


def test_ordinary_rooms_keep_their_bands() -> None:
    shown = statement((1, 2, 4, 7, 4))
    assert [(band.part, band.count, band.percent) for band in shown.bands] == [
        ("agree", 11, None),
        ("middle", 4, None),
        ("disagree", 3, None),
    ]
    assert shown.median is None


def test_from_twenty_there_is_a_median_and_percent() -> None:
    shown = statement((1, 2, 4, 10, 7))
    assert shown.median == 4
    assert [band.percent for band in shown.bands] == [71, 17, 12], "they add up to 100"


def test_five_bars_are_shown_when_none_is_small() -> None:
    assert [band.part for band in statement((3, 3, 4, 7, 5)).bands] == [1, 2, 3, 4, 5]
    assert [band.part for band in statement((2, 4, 4, 7, 5)).bands] == [
        "agree",
        "middle",
        "disagree",
    ]


def test_agreeing_by_all_and_by_all_but_two_is_said_the_same_way() -> None:
    said = {
        statement(counts).said
        for counts in ((0, 0, 0, 6, 6), (0, 1, 0, 6, 5), (0, 1, 1, 4, 6))
    }
    assert said == {"nearly_all_agree"}


@given(st.lists(st.integers(1, 5), min_size=41, max_size=300))
@settings(max_examples=40)
def test_large_rooms_never_show_a_small_part(answers: list[int]) -> None:
    out = guarded(scales(list(answers)))
    assert isinstance(out, PublishedScales)
    assert all(band.count >= SMALL_CELL for band in out.statements[0].bands)


@given(scale_answers)
@settings(max_examples=60)
def test_the_unsure_are_counted_aloud_from_three(answers: list[int | None]) -> None:
    out = guarded(scales(answers))
    unsure = answers.count(None)
    if isinstance(out, PublishedScales):
        assert out.statements[0].unsure == (unsure if unsure >= 3 else None)


# --- the index ------------------------------------------------------------------------------------


def test_the_index_is_shown_beside_ordinary_statements() -> None:
    out = guarded(
        scales([3, 4, 4, 5, 2], [4, 4, 3, 5, 2], [2, 3, 3, 4, 4], [4, 4, 4, 4, 3])
    )
    assert isinstance(out, PublishedScales)
    assert (out.index, out.people) == (Mean(3.6), 5)


def test_the_index_is_left_out_where_it_would_tell_what_a_bound_keeps_back() -> None:
    four = [4, 4, 4, 4, 4]
    for nearly_all in ([5, 5, 5, 5, 4], [5, 5, 5, 5, 5]):
        out = guarded(scales(nearly_all, four, four, four))
        assert isinstance(out, PublishedScales)
        assert out.statements[0].mean == Mean(4.8, "or_higher")
        assert out.index is None, "missing in both cases, so that missing tells nothing"


def test_the_index_is_left_out_where_it_would_tell_that_all_answered_the_same() -> None:
    all_fives, mixed = [5] * 9, [1, 1, 1, 2, 2, 4, 5, 5, 5]
    out = guarded(scales([4] * 9, [4] * 9, all_fives, mixed))
    assert isinstance(out, PublishedScales)
    assert out.statements[2].mean == Mean(4.8, "or_higher")
    assert out.index is None, (
        "4.0 is as high as the other three can bring it only beside a mean of 5"
    )


def test_in_large_rooms_the_index_is_left_out_beside_a_bound() -> None:
    ordinary = [3, 4, 4, 5, 2] * 10
    beside_a_bound, plain = (
        guarded(scales(ordinary, answers)) for answers in ([5] * 50, ordinary)
    )
    assert isinstance(beside_a_bound, PublishedScales)
    assert isinstance(plain, PublishedScales)
    assert beside_a_bound.index is None
    assert plain.index == Mean(3.6)


# --- choices --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "n"), [(2, 10), (2, 13), (3, 10), (3, 14), (4, 10), (4, 12), (5, 11)]
)
def test_hidden_options_cannot_be_worked_out(options: int, n: int) -> None:
    """Everything that looks the same is enumerated: no option is known to have one or two, nor
    any union."""
    groups = defaultdict(list)
    for counts in product(range(n + 1), repeat=options):
        if sum(counts) == n:
            groups[
                guarded(Counts(tuple(zip("abcde", counts, strict=False)), n))
            ].append(counts)
    for shown, group in groups.items():
        assert isinstance(shown, PublishedCounts)
        for size in range(1, options):
            for some in combinations(range(options), size):
                union = {sum(counts[at] for at in some) for counts in group}
                assert union not in ({1}, {2}), shown


def test_options_under_three_are_named_without_a_number() -> None:
    out = guarded(Counts((("a", 7), ("b", 2), ("c", 1), ("d", 5)), 15))
    assert out == PublishedCounts((("a", 7), ("b", None), ("c", None), ("d", 5)), 15)


def test_one_small_option_takes_another_with_it() -> None:
    out = guarded(Counts((("a", 7), ("b", 2), ("c", 4)), 13))
    assert out == PublishedCounts((("a", 7), ("b", None), ("c", None)), 13)


# --- texts, classes and rounds --------------------------------------------------------------------


def test_texts_come_once_each_in_alphabetical_order_and_without_their_author() -> None:
    written = ["åpen", "Glad", "rolig", "glad", "ærlig", "Øm"]
    out, reversed_ = (
        guarded(collect_texts(written)),
        guarded(collect_texts(written[::-1])),
    )
    assert isinstance(out, PublishedTexts)
    assert [text.casefold() for _, text in out.items] == [
        "glad",
        "rolig",
        "ærlig",
        "øm",
        "åpen",
    ]
    assert out == reversed_
    assert len({id_ for id_, _ in out.items}) == 5


def test_open_questions_show_everything_in_every_round() -> None:
    before, after = Counts((("a", 1), ("b", 1)), 2), Counts((("a", 2), ("b", 0)), 2)
    assert publish([before, after], "open", RULES, changed=1) == Result(
        (PublishedCounts(before.cells, 2), PublishedCounts(after.cells, 2)), 1
    )


def test_guarded_rounds_are_not_put_side_by_side() -> None:
    """Ten and then eleven answers would give the eleventh away."""
    before, after = Counts((("a", 6), ("b", 4)), 10), Counts((("a", 7), ("b", 4)), 11)
    assert publish([before, after], "guarded", RULES, changed=1) == Result(
        (PublishedCounts(after.cells, 11),)
    )


def test_of_private_questions_only_the_number_of_done_is_told() -> None:
    assert publish([Done(7)], "private", RULES).last == PublishedDone(7)
    assert publish([collect_texts(["my plan"] * 9)], "private", RULES).last == Withheld(
        "private"
    )


@given(scale_answers)
@settings(max_examples=40)
def test_the_order_of_answers_never_matters(answers: list[int | None]) -> None:
    in_order = sorted(answers, key=lambda answer: (answer is None, answer))
    assert guarded(scales(answers)) == guarded(scales(in_order))


@pytest.mark.parametrize(
    "tally",
    [
        scales([3, 4, 4, 5, 2] * 4),
        Counts((("a", 7), ("b", 2), ("c", 4)), 13),
        Numbers((1, 2, 3, 4, 5)),
        collect_texts("abcdef"),
        Done(9),
        Done(0),
        Ticks((("a", 11), ("b", 6), ("c", 1)), 12, 1, 2),
        Places((("a", 12), ("b", 24)), 12),
        Dots((("a", 12), ("b", 6), ("c", 2)), 10, 2),
        Dots((("a", 20), ("b", 0)), 10, 2),
        Sorted(
            (
                ("a", Counts((("x", 7), ("y", 5)), 12)),
                ("b", Counts((("x", 1), ("y", 0)), 1)),
            )
        ),
    ],
)
def test_a_result_comes_back_from_json_as_it_was(tally: Tally) -> None:
    results = TypeAdapter(Result)
    result = publish([tally], "guarded", RULES)
    assert results.validate_json(results.dump_json(result)) == result


# --- several votes each, orders and cards ---------------------------------------------------------


def test_ticks_orders_and_cards_wait_for_ten_and_dots_for_five() -> None:
    nine, ten = (Counts((("x", n - 4), ("y", 4)), n) for n in (9, 10))
    assert (
        guarded(Ticks((("a", 5), ("b", 4)), 9, 0, 2))
        == guarded(Places((("a", 9), ("b", 18)), 9))
        == Withheld(least=10)
    )
    assert guarded(Sorted((("a", nine),))) == Withheld(least=10)
    assert guarded(Sorted((("a", ten), ("b", nine)))) == PublishedSorting(
        (("a", PublishedCounts(ten.cells, 10)), ("b", None)), 10
    )
    assert guarded(Dots((("a", 8), ("b", 7)), 5, 3)) == PublishedDots(
        (("a", 8), ("b", 7)), 5, 3
    )


def test_of_a_guarded_order_only_the_order_is_told_and_ties_keep_the_authors() -> None:
    assert guarded(
        Places((("a", 25), ("b", 20), ("c", 15), ("d", 20)), 10)
    ) == PublishedOrder((("c", None), ("b", None), ("d", None), ("a", None)), 10)


def test_where_only_means_are_ever_shown_nothing_else_leaves() -> None:
    tally = replace(
        scales([1, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5]), person_means=(), means_only=True
    )
    out = guarded(tally)
    assert isinstance(out, PublishedScales)
    assert out.statements == (PublishedScale("s0", 12, Mean(3.4)),)
