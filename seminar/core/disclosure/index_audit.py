"""Audit whether the index, the mean over all statements, may stand beside the statements.

The index is a sum of the statements, and can narrow down what a bound or a rounded mean left open,
down to a room in which everyone answered the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from seminar.core.disclosure.audit import (
    HIGHEST_MEAN,
    LOWEST_MEAN,
    MEDIAN_AUDIT_LIMIT,
    VisibleStatement,
    reveals_small_cell,
    sum_of_answers,
    top_code_mean,
)
from seminar.core.disclosure.small_cells import StepCounts
from seminar.core.stats.estimators import mean_tenths_of_total


def is_index_safe(statements: Sequence[VisibleStatement]) -> bool:
    """Return whether the mean over all statements can stand beside the statements.

    The same people have answered them all. The choice is made for every index that could stand
    there, so that a missing index tells nothing.
    """
    n = statements[0].n
    if n > MEDIAN_AUDIT_LIMIT:
        return all(
            LOWEST_MEAN < statement.mean < HIGHEST_MEAN for statement in statements
        )
    compatible = [statement.list_compatible() for statement in statements]
    ranges = [_range_of_sums(group) for group in compatible]
    sums_by_index = _group_sums_by_index(n, ranges)
    return not any(
        _narrows_to_small_cell(group, _narrow(own, ranges, sums), own)
        for sums in sums_by_index
        for group, own in zip(compatible, ranges, strict=True)
    )


def _range_of_sums(group: Sequence[StepCounts]) -> range:
    sums = [sum_of_answers(counts) for counts in group]
    return range(min(sums), max(sums) + 1)


def _group_sums_by_index(n: int, ranges: Sequence[range]) -> list[list[int]]:
    """Return the sums of all statements together, in one list for each index they are said as."""
    lowest = sum(sums[0] for sums in ranges)
    highest = sum(sums[-1] for sums in ranges)
    by_index = defaultdict[int, list[int]](list)
    for total in range(lowest, highest + 1):
        index = top_code_mean(mean_tenths_of_total(total, n * len(ranges)))
        by_index[index].append(total)
    return list(by_index.values())


def _narrow(own: range, ranges: Sequence[range], totals: Sequence[int]) -> range:
    """Return what a statement's sum can be when all together are among `totals`.

    It may reach beyond `own`, which holds the sums that the statement alone leaves open.
    """
    most_of_others = sum(sums[-1] for sums in ranges) - own[-1]
    least_of_others = sum(sums[0] for sums in ranges) - own[0]
    return range(totals[0] - most_of_others, totals[-1] - least_of_others + 1)


def _narrows_to_small_cell(
    group: Sequence[StepCounts], narrowed: range, own: range
) -> bool:
    """Return whether the narrowed sums of a statement point at somebody, or at everybody at once.

    Nothing new is told where the sums are as wide as the statement's own.
    """
    if narrowed[0] <= own[0] and narrowed[-1] >= own[-1]:
        return False
    compatible = [counts for counts in group if sum_of_answers(counts) in narrowed]
    return reveals_small_cell(compatible) or _is_unanimous(compatible)


def _is_unanimous(group: Sequence[StepCounts]) -> bool:
    """Return whether everyone must have answered the same, so that each answer is known."""
    return len(group) == 1 and max(group[0]) == sum(group[0])
