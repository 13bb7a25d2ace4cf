"""What a later room of a series may be told, and what somebody who saw both rooms cannot work
out."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import combinations_with_replacement

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import TypeAdapter

from seminar.core.disclosure.audit import (
    VisibleStatement,
    enumerate_distributions,
    list_audited_cells,
)
from seminar.core.disclosure.audit import sums_of_mean as sums_of
from seminar.core.disclosure.follow_up.change import (
    publish_mean_change,
    summarise_moves,
)
from seminar.core.disclosure.follow_up.change_bounds import Moves, top_code_change
from seminar.core.disclosure.follow_up.differencing import limit_change
from seminar.core.disclosure.follow_up.series import publish_follow_up
from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.result import (
    Band,
    Mean,
    PublishedChange,
    PublishedChanges,
    PublishedResult,
    PublishedScale,
    PublishedScales,
    Result,
    Withheld,
)
from seminar.core.disclosure.small_cells import DistributionSummary, StepCounts
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.stats.tally import Paired, Scales, Square, build_histogram

RULES = ThresholdRules()
Pairs = list[tuple[int, int]]

pairs_of = st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), max_size=14)
once = st.lists(st.integers(1, 5), max_size=12)


def tally(answers: Sequence[int], id_: str = "s") -> Scales:
    return Scales(((id_, build_histogram(answers, 1, 5)),), len(answers), ())


def paired(pairs: Pairs, id_: str = "s") -> Paired:
    square = Square()
    for before, after in pairs:
        square = square.add(before, after)
    return Paired(((id_, square),))


def first(answers: Sequence[int]) -> PublishedResult:
    return publish([tally(answers)], "guarded", RULES).last


def later(
    pairs: Pairs,
    before: Sequence[int] = (),
    now: Sequence[int] = (),
    rules: ThresholdRules = RULES,
) -> Result:
    """The later of two rooms: `before` and `now` answered only once."""
    earlier = first([*(first_step for first_step, _ in pairs), *before])
    return publish_follow_up(
        tally([*(other for _, other in pairs), *now]), [earlier], paired(pairs), rules
    )


def change(result: Result) -> PublishedChange:
    assert result.change is not None
    return result.change.statements[0]


def total(result: Result) -> PublishedScale:
    assert isinstance(result.last, PublishedScales)
    return result.last.statements[0]


ORDINARY: Pairs = [*[(3, 4)] * 4, *[(4, 4)] * 4, *[(4, 3)] * 3, (2, 4)]
"""Twelve pairs of whom nobody is alone with anything."""


# --- how many pairs it takes ----------------------------------------------------------------------


@given(pairs_of.map(lambda pairs: pairs[:9]), once, once)
@settings(max_examples=80, deadline=None)
def test_under_ten_pairs_it_is_as_if_there_were_none(
    pairs: Pairs, before: list[int], now: list[int]
) -> None:
    answers = [*(other for _, other in pairs), *now]
    earlier = first([*(first_step for first_step, _ in pairs), *before])
    result = publish_follow_up(tally(answers), [earlier], paired(pairs), RULES)
    assert result == publish_follow_up(tally(answers), [earlier], paired([]), RULES)
    assert result == Result((first(answers),), earlier=(earlier,))


def test_from_ten_pairs_there_is_a_change() -> None:
    assert later(ORDINARY[:9]).change is None
    result = later(ORDINARY)
    assert change(result) == PublishedChange(
        "s", 12, Mean(0.3), (Band("up", 5), Band("same", 4), Band("down", 3))
    )
    assert result.change == PublishedChanges((change(result),), 12, 10)


def test_it_takes_more_pairs_where_a_limit_is_raised() -> None:
    assert later(ORDINARY, rules=ThresholdRules(bands=13)).change is None
    assert later(ORDINARY, rules=ThresholdRules(floor=13)).change is None
    raised = later(ORDINARY, rules=ThresholdRules(bands=12)).change
    assert raised is not None
    assert raised.least == 12


def test_a_statement_with_too_few_pairs_is_silent_beside_one_with_enough() -> None:
    both = Scales(
        (*tally([4] * 5 + [3] * 7).statements, *tally([3, 4, 5] * 4, "t").statements),
        12,
        (),
    )
    squares = Paired(
        (*paired(ORDINARY).statements, *paired(ORDINARY[:9], "t").statements)
    )
    result = publish_follow_up(both, [], squares, RULES)
    assert result.change is not None
    assert result.change.statements[1] == PublishedChange("t", 0, None)
    assert isinstance(result.last, PublishedScales)
    assert [statement.mean is None for statement in result.last.statements] == [
        True,
        False,
    ]
    assert result.last.index is None


def test_only_scales_of_five_steps_tell_of_change() -> None:
    seven = Scales((("s", build_histogram([4] * 12, 1, 7)),), 12, ())
    assert publish_follow_up(seven, [], paired(ORDINARY), RULES).change is None


# --- both totals and the change -------------------------------------------------------------------


@pytest.mark.parametrize("now", [0, 1, 9])
def test_this_rooms_total_is_kept_back_where_few_answered_only_here(now: int) -> None:
    result = later(ORDINARY, now=[2, 3, 4, 3, 4, 2, 3, 4, 3][:now])
    assert change(result).pairs == 12
    assert total(result) == PublishedScale("s", 12 + now, None)
    assert isinstance(result.last, PublishedScales)
    assert result.last.index is None


def test_this_rooms_total_is_shown_where_ten_answered_only_here_and_all_came_back() -> (
    None
):
    result = later(ORDINARY, now=[2, 3, 4, 3, 4] * 2)
    assert change(result).mean == Mean(0.3)
    assert total(result).mean == Mean(3.5)


@pytest.mark.parametrize(
    ("before", "stands"), [(0, True), (1, False), (9, False), (10, True)]
)
def test_this_rooms_total_is_kept_back_where_few_did_not_come_back(
    before: int, stands: bool
) -> None:
    result = later(ORDINARY, before=([3, 4] * 5)[:before], now=[2, 3, 4, 3, 4] * 2)
    assert change(result).pairs == 12
    assert (total(result).mean is not None) is stands


def test_the_means_of_the_pairs_are_nowhere() -> None:
    """Two rooms whose pairs stand higher by one step are told the same."""
    low, high = (
        [*[(2, 3)] * 5, *[(3, 3)] * 4, *[(3, 2)] * 4],
        [*[(3, 4)] * 5, *[(4, 4)] * 4, *[(4, 3)] * 4],
    )
    told = [
        publish_follow_up(
            tally([after for _, after in pairs]), [], paired(pairs), RULES
        )
        for pairs in (low, high)
    ]
    assert told[0] == told[1]


@given(pairs_of, once, once)
@settings(max_examples=150, deadline=None)
def test_no_three_numbers_give_a_small_group_back(
    pairs: Pairs, before: list[int], now: list[int]
) -> None:
    """This total less the earlier total less the change is what those left over differ by."""
    result = later(pairs, before, now)
    if result.change is not None and total(result).mean is not None:
        assert len(now) >= 10
        assert not 0 < len(before) < 10


# --- an onlooker who knows the rules --------------------------------------------------------------


def test_the_one_who_did_not_come_back_is_not_given_away() -> None:
    """With an earlier sum of 35, a rise of 20 by ten pairs is only possible if the eleventh had
    answered five."""
    told = change(later([(3, 5)] * 10, before=[5]))
    assert told.mean == Mean(1.7, "or_higher")
    assert told == change(later([*[(3, 5)] * 7, *[(3, 4)] * 3], before=[5]))
    assert not told.parts and not told.said


TWENTY: Pairs = [
    *[(3, 4)] * 5,
    *[(2, 4)] * 3,
    *[(4, 4)] * 5,
    (3, 3),
    (5, 5),
    *[(4, 3)] * 5,
]


@pytest.mark.parametrize(
    ("before", "stands"), [(0, True), (1, False), (9, False), (10, True)]
)
def test_there_is_no_interval_where_few_did_not_come_back(
    before: int, stands: bool
) -> None:
    told = change(later(TWENTY, before=([3, 4, 2] * 4)[:before]))
    assert told.mean == Mean(0.3)
    assert (told.interval is not None) is stands
    assert (told.effect is not None) is stands


def test_of_a_large_room_of_which_few_did_not_come_back_only_the_mean_is_told() -> None:
    pairs: Pairs = [*TWENTY, *TWENTY, *[(1, 1)] * 3]
    told = change(later(pairs, before=[2, 3, 4]))
    assert told == PublishedChange("s", 43, Mean(0.3))
    assert change(later(pairs)).parts


def test_of_a_large_room_without_whole_bands_nothing_is_told_where_few_did_not_come_back() -> (
    None
):
    pairs: Pairs = [*[(4, 4)] * 30, *[(5, 4)] * 6, *[(4, 5)] * 6]
    assert later(pairs, before=[3]).change is None
    assert change(later(pairs)).pairs == 42


def test_that_all_pairs_ended_at_the_top_is_not_given_away() -> None:
    """An earlier mean of 4.4 and a rise of 0.6 would tell that everyone answered five."""
    assert change(later([*[(4, 5)] * 6, *[(5, 5)] * 4])).mean == Mean(0.4, "or_higher")


@pytest.mark.parametrize(("left", "mean"), [(1, 38), (1, 44), (2, 44)])
def test_an_onlooker_cannot_work_out_the_few_who_did_not_come_back(
    left: int, mean: int
) -> None:
    """Ten pairs and one or two others in every way: neither what is told nor the silence narrows
    anybody down.

    Each way in which the earlier room can have been made up, and in which the pairs can have
    changed, is sorted by what would be told. In each group, nothing is known of the left over that
    the earlier total alone did not tell.
    """
    with_change, alone = (
        defaultdict[object, set[StepCounts]](set),
        defaultdict[int, set[StepCounts]](set),
    )
    told_of, firsts = dict[tuple[int, int], PublishedChange](), list[PublishedScales]()
    for room in (
        counts
        for sum_ in sums_of(10 + left, mean)
        for counts in enumerate_distributions(10 + left, sum_)
    ):
        earlier = first(
            [step for step, count in enumerate(room, 1) for _ in range(count)]
        )
        assert isinstance(earlier, PublishedScales)
        if earlier not in firsts:
            firsts.append(earlier)
        then = firsts.index(earlier)
        for rest, pairs in parted(room, left):
            alone[then].add(rest)
            for number in outcomes(pairs):
                if (then, number) not in told_of:
                    told_of[then, number] = limit_change(TOLD[number], [look(earlier)])
                with_change[then, id(told_of[then, number])].add(rest)
    seen = defaultdict[tuple[int, PublishedChange], set[StepCounts]](set)
    for (then, number), told_ in told_of.items():
        seen[then, told_] |= with_change[then, id(told_of[then, number])]
    assert len(seen) > 100
    for (then, told_), group in seen.items():
        assert known(group) <= known(alone[then]), told_


TOLD: list[PublishedChange] = []
"""All that has been told, by number."""


def parted(room: StepCounts, left: int) -> Iterator[tuple[StepCounts, StepCounts]]:
    """Every choice of those who did not come back, and the others."""
    for steps in combinations_with_replacement(range(5), left):
        rest = Counter(steps)
        if all(rest[at] <= count for at, count in enumerate(room)):
            yield (
                five(rest),
                five({at: count - rest[at] for at, count in enumerate(room)}),
            )


def five(counts: Mapping[int, int]) -> StepCounts:
    return counts[0], counts[1], counts[2], counts[3], counts[4]


@cache
def endings(pairs: StepCounts) -> frozenset[tuple[int, int, int]]:
    """How many can have gone up and down, and what all can add up to: every person may end
    anywhere."""
    if not any(pairs):
        return frozenset({(0, 0, 0)})
    at = next(at for at, count in enumerate(pairs) if count)
    others = endings(
        five({place: count - (place == at) for place, count in enumerate(pairs)})
    )
    steps = range(-at, 5 - at)
    return frozenset(
        (up + (step > 0), down + (step < 0), sum_ + step)
        for up, down, sum_ in others
        for step in steps
    )


@cache
def outcomes(pairs: StepCounts) -> frozenset[int]:
    """All that can be told of pairs who answered like this the first time, as places in `TOLD`."""
    n = sum(pairs)
    said = {
        (
            top_code_change(sum_, n),
            summarise_moves(Moves(up, n - up - down, down), sum_),
        )
        for up, down, sum_ in endings(pairs)
    }
    return frozenset(told(n, mean, spread_) for mean, spread_ in said)


@cache
def told(n: int, mean: int, said: DistributionSummary) -> int:
    parts = tuple(Band(part, count) for part, count in said.parts)
    TOLD.append(
        PublishedChange("s", n, publish_mean_change(mean), parts, said.sentence)
    )
    return len(TOLD) - 1


def look(out: PublishedScales) -> VisibleStatement:
    """One published statement, as the rules read it."""
    (published,) = out.statements
    assert published.mean is not None
    parts = tuple((band.part, band.count) for band in published.bands)
    return VisibleStatement(
        published.n,
        round(10 * published.mean.value),
        DistributionSummary(parts, published.said, published.median),
        False,
    )


def known(group: set[StepCounts]) -> set[int]:
    """The cells in which everyone in the group of possible left over has the same number of
    people, and not none."""
    columns = zip(*map(list_audited_cells, group), strict=True)
    return {
        at for at, column in enumerate(columns) if len(set(column)) == 1 and column[0]
    }


# --- what is stored -------------------------------------------------------------------------------


def test_a_result_with_change_comes_back_from_json_as_it_was() -> None:
    results, result = TypeAdapter(Result), later(ORDINARY)
    assert result.change is not None
    assert results.validate_json(results.dump_json(result)) == result


def test_a_result_from_before_there_was_change_can_still_be_read() -> None:
    old = (
        '{"rounds": [{"why": "few", "least": 5, "what": "withheld"}], "changed": null}'
    )
    assert TypeAdapter(Result).validate_json(old) == Result((Withheld(),))
