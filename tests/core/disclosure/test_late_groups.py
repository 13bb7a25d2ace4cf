"""What is said of two groups together: true of both, and made from their own results alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations_with_replacement, product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from seminar.core.disclosure.audit import reveals_small_cell
from seminar.core.disclosure.late_groups import (
    add_late_group,
    combine_groups,
    first_unpublished,
)
from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.result import (
    Band,
    Mean,
    PublishedCounts,
    PublishedDone,
    PublishedNumbers,
    PublishedResult,
    PublishedScale,
    PublishedScales,
    PublishedTexts,
    Result,
    Withheld,
)
from seminar.core.disclosure.small_cells import SMALL_CELL, StepCounts
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.stats.tally import (
    Counts,
    Scales,
    Tally,
    build_histogram,
    collect_texts,
)

FEW = Withheld()


def own(tally: Tally) -> PublishedResult:
    """What a group's own result says."""
    return publish([tally], "guarded", ThresholdRules()).last


def scale(answers: Sequence[int | None]) -> PublishedResult:
    return own(Scales((("one", build_histogram(answers, 1, 5)),), len(answers)))


def statement(*groups: Sequence[int | None]) -> PublishedScale:
    """The one statement as it is shown of these groups."""
    (out,) = combine_groups([scale(group) for group in groups])
    assert isinstance(out, PublishedScales)
    return out.statements[0]


def said(n: int, mean: float, bound: str = "") -> PublishedScales:
    return PublishedScales((PublishedScale("one", n, Mean(mean, bound)),), None, 0)  # type: ignore[arg-type]


def mean_of(*groups: PublishedScales) -> Mean | None:
    (out,) = combine_groups(groups)
    assert isinstance(out, PublishedScales)
    return out.statements[0].mean


# --- means ----------------------------------------------------------------------------------------


def test_means_are_weighted_by_how_many_answered() -> None:
    assert mean_of(said(5, 4.0), said(15, 3.0)) == Mean(3.3)
    assert mean_of(said(5, 4.0), said(5, 3.0), said(10, 2.0)) == Mean(2.8)


def test_a_bound_stays_a_bound_as_far_as_it_is_true_of_all() -> None:
    assert mean_of(said(5, 4.8, "or_higher"), said(9, 4.8, "or_higher")) == Mean(
        4.8, "or_higher"
    )
    assert mean_of(said(5, 4.8, "or_higher"), said(5, 4.0)) == Mean(4.4, "or_higher")
    assert mean_of(said(5, 1.2, "or_lower"), said(5, 2.0)) == Mean(1.6, "or_lower")
    assert mean_of(said(5, 4.8, "or_higher"), said(5, 1.2, "or_lower")) == Mean(
        2.9, "or_higher"
    )


scale_answers = st.lists(
    st.one_of(st.none(), st.integers(1, 5)), min_size=5, max_size=30
)


@given(st.lists(scale_answers, min_size=2, max_size=3))
@settings(max_examples=150, deadline=None)
def test_what_is_said_of_all_is_true_of_all(groups: list[list[int | None]]) -> None:
    shown = [
        group for group in groups if sum(answer is not None for answer in group) >= 5
    ]
    if not shown:
        return
    values = sorted(answer for group in shown for answer in group if answer is not None)
    published = statement(*groups)
    assert published.n == len(values)
    assert published.mean is not None
    true = sum(values) / len(values)
    match published.mean.bound:
        case "or_higher":
            assert true > published.mean.value - 0.06
        case "or_lower":
            assert true < published.mean.value + 0.06
        case _:
            assert abs(true - published.mean.value) < 0.11
    holds = {
        "agree": (4, 5),
        "middle": (3,),
        "disagree": (1, 2),
        "not_agree": (1, 2, 3),
        "not_disagree": (3, 4, 5),
    }
    for band in published.bands:
        steps = (band.part,) if isinstance(band.part, int) else holds[band.part]
        assert band.count == sum(value in steps for value in values)
        assert band.count >= SMALL_CELL
    if published.bands:
        assert sum(band.count for band in published.bands) == published.n
    if len(shown) > 1 and published.median is not None:
        assert (
            published.median
            == (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2
        )


# --- bands ----------------------------------------------------------------------------------------

THREE = ((5, 4), (3, 3), (1, 3))
AGREE = ((5, 6), (2, 4))
DISAGREE = ((5, 2), (3, 4), (1, 4))
FIVE = tuple((step, 4) for step in range(1, 6))


def answers(cells: Sequence[tuple[int, int]]) -> list[int]:
    return [step for step, count in cells for _ in range(count)]


@pytest.mark.parametrize(
    ("first", "second", "parts"),
    [
        (THREE, THREE, [("agree", 8), ("middle", 6), ("disagree", 6)]),
        (THREE, AGREE, [("agree", 10), ("not_agree", 10)]),
        (FIVE, THREE, [("agree", 12), ("middle", 7), ("disagree", 11)]),
        (FIVE, AGREE, [("agree", 14), ("not_agree", 16)]),
        (FIVE, FIVE, [(1, 8), (2, 8), (3, 8), (4, 8), (5, 8)]),
        (THREE, ((4, 5),), []),
    ],
)
def test_bands_are_added_in_the_parts_that_both_have(
    first: Sequence[tuple[int, int]],
    second: Sequence[tuple[int, int]],
    parts: list[tuple[str, int]],
) -> None:
    bands = statement(answers(first), answers(second)).bands
    assert [(band.part, band.count) for band in bands] == parts


def test_bands_that_cut_through_each_other_are_left_out() -> None:
    agree = PublishedScale(
        "one", 10, Mean(3.4), (Band("agree", 6), Band("not_agree", 4))
    )
    disagree = PublishedScale(
        "one", 10, Mean(2.8), (Band("not_disagree", 6), Band("disagree", 4))
    )
    (out,) = combine_groups(
        [PublishedScales((agree,), None, 0), PublishedScales((disagree,), None, 0)]
    )
    assert isinstance(out, PublishedScales)
    assert out.statements[0] == PublishedScale("one", 20, Mean(3.1))


def test_the_median_is_only_said_where_anyone_can_read_it() -> None:
    assert statement(answers(FIVE), answers(FIVE)).median == 3
    assert statement(answers(FIVE), answers(THREE)).median is None


def test_the_unsure_are_added_only_where_both_are_counted_aloud() -> None:
    many, few = [3, 4, 4, 5, 2, None, None, None], [3, 4, 4, 5, 2, None]
    assert statement(many, many).unsure == 6
    assert statement(many, few).unsure is None


def test_a_statement_that_too_few_of_one_group_answered_is_shown_of_the_other() -> None:
    assert statement([3, 4, 4, 5, 2], [3, 4, None, None, None]).n == 5


# --- the other kinds ------------------------------------------------------------------------------


def test_options_are_added_or_each_group_is_shown_by_itself() -> None:
    first = PublishedCounts((("a", 6), ("b", 4)), 10)
    second = PublishedCounts((("a", 5), ("b", 7)), 12)
    hidden = PublishedCounts((("a", None), ("b", None), ("c", 9)), 12)
    named = PublishedCounts((("a", 4), ("b", 4), ("c", 9)), 17)
    assert combine_groups([first, second]) == (
        PublishedCounts((("a", 11), ("b", 11)), 22),
    )
    assert combine_groups([hidden, hidden]) == (
        PublishedCounts((("a", None), ("b", None), ("c", 18)), 24),
    )
    assert combine_groups([hidden, named]) == (hidden, named)


def test_a_middle_is_said_of_all_where_it_is_the_middle_of_all() -> None:
    assert combine_groups([PublishedNumbers(4, 5), PublishedNumbers(4, 7)]) == (
        PublishedNumbers(4, 12),
    )
    assert combine_groups([PublishedNumbers(4, 5), PublishedNumbers(3, 7)]) == (
        PublishedNumbers(4, 5),
        PublishedNumbers(3, 7),
    )


@pytest.mark.parametrize("sizes", [(5, 5), (5, 6), (6, 6)])
def test_groups_with_the_same_middle_have_it_together(sizes: tuple[int, int]) -> None:
    def median(values: Sequence[int]) -> float:
        return (values[(len(values) - 1) // 2] + values[len(values) // 2]) / 2

    firsts, seconds = (
        combinations_with_replacement(range(1, 5), size) for size in sizes
    )
    for first, second in product(firsts, seconds):
        if median(first) == median(second):
            assert median(sorted(first + second)) == median(first)


def test_texts_are_put_together_in_alphabetical_order_each_once() -> None:
    (out,) = combine_groups(
        [
            own(collect_texts(["rolig", "glad", "åpen", "klar", "trøtt"])),
            own(collect_texts(["Glad", "aktiv"] * 3)),
        ]
    )
    assert isinstance(out, PublishedTexts)
    assert [text for _, text in out.items] == [
        "aktiv",
        "glad",
        "klar",
        "rolig",
        "trøtt",
        "åpen",
    ]
    assert out.n == 11


def test_those_who_are_done_are_added() -> None:
    assert combine_groups([PublishedDone(5), PublishedDone(6)]) == (PublishedDone(11),)


# --- groups that are too small --------------------------------------------------------------------


def test_too_few_latecomers_change_nothing_of_what_is_shown() -> None:
    first = scale([3, 4, 4, 5, 2])
    assert add_late_group((first,), FEW).rounds == (first,)
    assert add_late_group((first, FEW), FEW).rounds == (first,)
    assert add_late_group((FEW,), first).rounds == (first,)
    assert add_late_group((FEW,), FEW).rounds == (FEW,)


def test_those_of_whom_nothing_is_out_may_still_be_a_group_with_others() -> None:
    out = PublishedDone(5)
    sequences = ((FEW,), (out,), (out, FEW), (out, FEW, out), (out, FEW, FEW))
    assert [first_unpublished(groups) for groups in sequences] == [0, 1, 1, 3, 1]


def test_a_result_of_groups_comes_back_from_json_as_it_was() -> None:
    results, result = (
        TypeAdapter(Result),
        add_late_group((scale([3, 4, 4, 5, 2]), FEW), scale([5] * 9)),
    )
    assert results.validate_json(results.dump_json(result)) == result


def test_a_result_from_before_groups_is_read() -> None:
    old = b'{"rounds": [{"median": 4, "n": 5, "values": [], "what": "numbers"}], "changed": null}'
    assert TypeAdapter(Result).validate_json(old) == Result((PublishedNumbers(4, 5),))


# --- nothing more than their own results ----------------------------------------------------------


def everyone(n: int) -> list[StepCounts]:
    """Every way in which `n` people can answer."""
    return [
        (steps.count(1), steps.count(2), steps.count(3), steps.count(4), steps.count(5))
        for steps in combinations_with_replacement(range(1, 6), n)
    ]


@pytest.mark.parametrize(
    ("n", "late"), [(5, 5), (6, 5), (7, 6), (10, 5), (5, 10), (10, 10), (12, 11)]
)
def test_who_subtracts_the_first_result_learns_the_latecomers_own_result_and_no_more(
    n: int, late: int
) -> None:
    """Every pair of rooms of these sizes, by brute force: those that look alike before and after
    are kept together."""
    first = {scale(answers(list(enumerate(counts, 1)))) for counts in everyone(n)}
    by_own = defaultdict[PublishedResult, list[StepCounts]](list)
    for counts in everyone(late):
        by_own[scale(answers(list(enumerate(counts, 1))))].append(counts)
    for known in first:
        looks_alike = defaultdict[tuple[PublishedResult, ...], list[StepCounts]](list)
        for result, group in by_own.items():
            looks_alike[combine_groups([known, result])] += group
        for group in looks_alike.values():
            assert not reveals_small_cell(group)
            assert len(group) > 1 or max(group[0]) < late, "all of one mind"


@given(scale_answers, scale_answers, scale_answers)
@settings(max_examples=60, deadline=None)
def test_the_total_is_the_same_for_all_who_have_the_same_results(
    first: list[int | None], late: list[int | None], instead: list[int | None]
) -> None:
    if scale(late) == scale(instead):
        assert combine_groups([scale(first), scale(late)]) == combine_groups(
            [scale(first), scale(instead)]
        )


def test_hidden_options_are_not_given_back_by_the_total() -> None:
    """All rooms of two groups of ten with three options: none is known to have one or two in
    either group."""
    rooms = [counts for counts in product(range(11), repeat=3) if sum(counts) == 10]
    outs = {
        counts: own(Counts(tuple(zip("abc", counts, strict=True)), 10))
        for counts in rooms
    }
    for known in set(outs.values()):
        groups = defaultdict(list)
        for counts in rooms:
            groups[combine_groups([known, outs[counts]])].append(counts)
        for group in groups.values():
            assert not any(
                {counts[at] for counts in group} in ({1}, {2}) for at in range(3)
            )
