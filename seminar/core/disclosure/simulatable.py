"""Choose what may be released, when an intruder knows every rule of the choice.

Simulatable auditing: a refusal is information too. So the choice is made at once for all data sets
that look the same until then, and it depends on nothing else. Each gets the most detailed statement
that reveals no small cell. Those for which nothing can be released form a group of their own; where
that silence reveals a small cell, further statements are taken back until it does not.

Source: Kenthapadi, Mishra and Nissim, "Simulatable auditing" (PODS 2005).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set, Sized
from typing import TypeVar

DataSet = TypeVar("DataSet")
Statement = TypeVar("Statement")

DetailLevel = Callable[[DataSet], Statement]
"""Gives the statement that would be released of a data set at this level of detail."""

RevealsSmallCell = Callable[[Sequence[DataSet]], bool]
"""Whether all data sets of a group agree on something about one or two people."""


def choose_releasable(
    alike: Sequence[DataSet],
    detail_levels: Sequence[DetailLevel[DataSet, Statement]],
    reveals_small_cell: RevealsSmallCell[DataSet],
) -> frozenset[Statement]:
    """Return the statements that may be released of data sets that look alike until then.

    Args:
        alike: All data sets that an intruder cannot tell apart before the statement.
        detail_levels: The statements to try, the most detailed first.
        reveals_small_cell: The test that neither a statement's group nor the silent group may fail.
    """
    groups: dict[Statement, list[DataSet]] = {}
    silent = list(alike)
    for detail_level in detail_levels:
        candidates = _group_by_statement(silent, detail_level)
        groups |= {
            statement: group
            for statement, group in candidates.items()
            if not reveals_small_cell(group)
        }
        silent = [
            data_set
            for statement, group in candidates.items()
            if statement not in groups
            for data_set in group
        ]
    largest_first = _sort_largest_first(groups)
    while largest_first and silent and reveals_small_cell(silent):
        del groups[largest_first.pop()]
        silent = [
            data_set
            for data_set in alike
            if find_most_detailed(data_set, detail_levels, groups.keys()) is None
        ]
    return frozenset(groups)


def _sort_largest_first(groups: Mapping[Statement, Sized]) -> list[Statement]:
    """Return the statements, those of the largest groups first.

    The smallest group goes first, so that as few data sets as possible lose their statement. `repr`
    breaks ties the same way for every data set; otherwise the order would be a hint.
    """
    return sorted(
        groups,
        key=lambda statement: (len(groups[statement]), repr(statement)),
        reverse=True,
    )


def find_most_detailed(
    data_set: DataSet,
    detail_levels: Sequence[DetailLevel[DataSet, Statement]],
    releasable: Set[Statement],
) -> Statement | None:
    """Return the most detailed releasable statement of a data set, or None.

    >>> find_most_detailed(17, (str, lambda n: f"about {round(n, -1)}"), {"about 20"})
    'about 20'
    """
    for detail_level in detail_levels:
        statement = detail_level(data_set)
        if statement in releasable:
            return statement
    return None


def _group_by_statement(
    data_sets: Iterable[DataSet], detail_level: DetailLevel[DataSet, Statement]
) -> dict[Statement, list[DataSet]]:
    groups = defaultdict[Statement, list[DataSet]](list)
    for data_set in data_sets:
        groups[detail_level(data_set)].append(data_set)
    return dict(groups)
