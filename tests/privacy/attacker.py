"""Somebody who sees everything that is shown, knows who answered when, and knows this program by
heart.

Of one statement, an answer is a step or none at all. From what is shown the attacker lists every
distribution that would have looked just so; between two looks, whoever came or changed their mind
accounts for the difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, combinations, product
from typing import Any

from seminar.core.disclosure.late_groups import add_late_group
from seminar.core.disclosure.policy import publish
from seminar.core.disclosure.privacy_class import Privacy
from seminar.core.disclosure.result import PublishedResult, Result
from seminar.core.disclosure.small_cells import StepCounts
from seminar.core.disclosure.thresholds import ThresholdRules
from seminar.core.elements import Row, Statements
from seminar.core.i18n import Message, Say
from seminar.core.model.kind import Wording
from seminar.core.stats.tally import Histogram, Scales
from seminar.kinds.scale import Scale

Act = tuple[int, int]
"""One sending of an answer: who, and the how manieth of theirs. What it said is what the
attacker is after."""

Step = int | None
Possible = frozenset[StepCounts]

STEPS = range(1, 6)
PARTS = [
    *(range(low, high) for low, high in combinations(range(6), 2) if high - low < 5),
    (0, 1, 3, 4),
]
"""Any steps beside each other, and both ends against the middle."""
TOO_MANY = 3
"""When more people than this came or changed between two looks, the difference is not taken
apart."""


@dataclass(frozen=True)
class Look:
    """What was shown of each statement and of all, and whose answers were in by then, in the
    order they came."""

    acts: tuple[Act, ...]
    rows: tuple[Row, ...]
    index: Message
    of: tuple[Look, ...] = ()
    """Where several groups are shown together: what each of them was shown to be by itself,
    oldest first."""


class Attacker:
    """Works out answers to a scale whose results are published under `privacy`."""

    def __init__(self, privacy: Privacy, rules: ThresholdRules) -> None:
        self._privacy, self._rules = privacy, rules
        self._seen: dict[Row, Possible] = {}
        self._beside: dict[tuple[Any, ...], Possible] = {}
        self._results: dict[int, dict[PublishedResult, list[StepCounts]]] = {}

    def answers(self, looks: Sequence[Look]) -> dict[tuple[int, Act], int]:
        """Every answer that these looks, in the order of time, leave no doubt about: statement
        and act to step."""
        found: dict[tuple[int, Act], int] = {}
        for together in (look for look in looks if look.of):
            for at, possible in enumerate(self.read(together)):
                of_one_mind = (
                    _all_the_same([together.of[-1].acts], [possible], {})
                    if possible
                    else {}
                )
                found |= {
                    (at, act): step
                    for act, (step,) in of_one_mind.items()
                    if step is not None
                }
        looks = [look for look in looks if not look.of]
        read = [self.read(look) for look in looks]
        for at in range(len(looks[0].rows) if looks else 0):
            acts = [
                look.acts
                for look, _ in zip(looks, read, strict=True)
                if look.rows[at].n
            ]
            shown = [
                possible[at]
                for look, possible in zip(looks, read, strict=True)
                if look.rows[at].n
            ]
            for act, values in _compared(acts, shown).items():
                if len(values) == 1 and (step := values.pop()) is not None:
                    found[at, act] = step
        return found

    def beside_own(self, look: Look, own: Sequence[Sequence[int]]) -> dict[int, int]:
        """What everybody else answered to each statement, where it leaves no doubt: the attacker
        knows what they answered themselves, on as many phones as they have."""
        found: dict[int, int] = {}
        for at, possible in enumerate(self.read(look)):
            mine = Counter(phone[at] for phone in own)
            others = {
                tuple(count - mine[step] for step, count in enumerate(counts, 1))
                for counts in possible
            }
            fitting = [counts for counts in others if min(counts) >= 0]
            chosen = {step for counts in fitting for step in STEPS if counts[step - 1]}
            if len(chosen) == 1:
                found[at] = chosen.pop()
        return found

    def pointed_at(self, look: Look) -> list[int]:
        """The statements of which it is certain that one or two people chose some steps beside
        each other."""
        return [
            at
            for at, possible in enumerate(self.read(look))
            if possible and _pins(possible)
        ]

    def read(self, look: Look) -> list[Possible]:
        """For each statement the distributions that it may have; none for one that is not shown.

        Of groups that are shown together these are what is left for the newest of them, when the
        others are known.
        """
        if look.of:
            return [self._newest(at, look) for at in range(len(look.rows))]
        each = [self._alike(replace(row, unsure=0)) for row in look.rows]
        if look.index and all(row.n == len(look.acts) for row in look.rows):
            return _beside_the_index(each, len(look.acts), look.index)
        return each

    def _alike(self, row: Row) -> Possible:
        if row not in self._seen:
            self._seen[row] = (
                frozenset(one for one in _candidates(row) if self._shown(one) == row)
                if row.n
                else frozenset()
            )
        return self._seen[row]

    def _newest(self, at: int, look: Look) -> Possible:
        """What the newest group may have answered, by all that the program would have shown of
        it with the others."""
        *before, newest = (one.rows[at] for one in look.of)
        if not newest.n:
            return frozenset()
        total, *others = (replace(row, unsure=0) for row in (look.rows[at], *before))
        key = (total, newest.n, *others)
        if key not in self._beside:
            known = [self._own(next(iter(self._alike(row)))) for row in others if row.n]
            self._beside[key] = frozenset(
                counts
                for own, alike in self._by_own(newest.n).items()
                if _drawn(add_late_group(known, own) if known else Result((own,)))
                == total
                for counts in alike
            )
        return self._beside[key]

    def _by_own(self, n: int) -> dict[PublishedResult, list[StepCounts]]:
        """All ways in which `n` people can answer, by their own result."""
        if n not in self._results:
            found = self._results[n] = defaultdict[PublishedResult, list[StepCounts]](
                list
            )
            for counts in chain.from_iterable(_distributions(n).values()):
                found[self._own(counts)].append(counts)
        return self._results[n]

    def _own(self, counts: StepCounts) -> PublishedResult:
        tally = Scales((("one", Histogram(1, counts)),), sum(counts))
        return publish([tally], self._privacy, self._rules).last

    def _shown(self, counts: StepCounts) -> Row:
        """What the program shows of a distribution."""
        return _drawn(Result((self._own(counts),)))


def _drawn(result: Result) -> Row:
    view = Scale(statements=("one",)).build_view(result, Wording(prompt=""))
    assert isinstance(view, Statements)
    return replace(view.rows[0], label="")


# --- one look -------------------------------------------------------------------------------------


@cache
def _distributions(n: int) -> dict[int, list[StepCounts]]:
    """All ways in which `n` people can answer, by the sum of their answers."""
    by_total = defaultdict[int, list[StepCounts]](list)
    for bars in combinations(range(n + 4), 4):
        ends = (-1, *bars, n + 4)
        counts = tuple(
            after - before - 1 for before, after in zip(ends, ends[1:], strict=False)
        )
        by_total[_total(counts)].append(counts)  # type: ignore[arg-type]
    return dict(by_total)


def _candidates(row: Row) -> Iterator[StepCounts]:
    """Distributions whose mean rounds to the one that is said, and whose steps are as counted
    where they are."""
    assert row.value is not None
    counted = {
        int(str(cell.label)) - 1: cell.count
        for cell in row.cells
        if str(cell.label).isdigit()
    }
    for total, group in _distributions(row.n).items():
        if _rounds_to(total / row.n, row.value):
            yield from (
                one
                for one in group
                if all(one[step] == count for step, count in counted.items())
            )


def _rounds_to(mean: float, said: float) -> bool:
    near = abs(mean - said) < 0.0501
    return near or said >= 4.8 and mean > said or said <= 1.2 and mean < said


def _beside_the_index(each: list[Possible], n: int, index: Message) -> list[Possible]:
    """What is left when everybody answered every statement, and the mean of all is told as well."""
    assert isinstance(index, Say)
    mean = dict(index.args)["mean"]
    assert isinstance(mean, Say)
    said = dict(mean.args)["mean"]
    assert isinstance(said, float)
    sums = [sorted({_total(one) for one in possible}) for possible in each]
    fitting = [
        some for some in product(*sums) if _rounds_to(sum(some) / (n * len(each)), said)
    ]
    left = [set(column) for column in zip(*fitting, strict=True)]
    return [
        frozenset(one for one in group if _total(one) in some)
        for group, some in zip(each, left, strict=True)
    ]


def _pins(possible: Possible) -> bool:
    sizes = (
        {sum(counts[step] for step in part) for counts in possible} for part in PARTS
    )
    return any(size in ({1}, {2}) for size in sizes)


# --- several looks --------------------------------------------------------------------------------

Edges = dict[StepCounts, set[tuple[Step, StepCounts]]]
"""From a distribution, by what one answer may have been, to the next."""


def _compared(
    acts: list[tuple[Act, ...]], shown: list[Possible]
) -> dict[Act, set[Step]]:
    """What each answer may have been. Distributions that lead nowhere are struck out from both
    ends of time."""
    if not acts:
        return {}
    starts = [set(shown[0])]
    walked: list[tuple[Act, Edges]] = []
    values: dict[Act, set[Step]] = {}
    for before, after, possible in zip(acts, acts[1:], shown[1:], strict=False):
        changes = [(act, -1) for act in before if act not in after] + [
            (act, 1) for act in after if act not in before
        ]
        here = starts[-1]
        steps: list[tuple[Act, Edges]] = []
        for act, sign in changes if len(changes) <= TOO_MANY else ():
            steps.append((act, edges := _edges(here, sign)))
            here = {there for reached in edges.values() for _, there in reached}
        here = here & possible
        if len(changes) > TOO_MANY or not here:
            values |= _settle(walked, starts[-1])
            walked, here = [], set(possible)
        else:
            walked += steps
        starts.append(here)
    values |= _settle(walked, starts[-1])
    values |= _all_the_same(acts, shown, values)
    return values


def _edges(here: Iterable[StepCounts], sign: int) -> Edges:
    return {
        counts: {
            (None, counts),
            *((step, one) for step in STEPS if (one := _moved(counts, step, sign))),
        }
        for counts in here
    }


def _moved(counts: StepCounts, step: int, sign: int) -> StepCounts | None:
    one = (*counts[: step - 1], counts[step - 1] + sign, *counts[step:])
    return one if one[step - 1] >= 0 else None  # type: ignore[return-value]


def _settle(
    walked: list[tuple[Act, Edges]], ends: set[StepCounts]
) -> dict[Act, set[Step]]:
    """Walk back from where it may have ended, and see what each answer on the way may have been."""
    values: dict[Act, set[Step]] = {}
    for act, edges in reversed(walked):
        used = [
            (value, start)
            for start, reached in edges.items()
            for value, there in reached
            if there in ends
        ]
        values[act] = values.get(act, {*STEPS, None}) & {value for value, _ in used}
        ends = {start for _, start in used}
    return values


def _all_the_same(
    acts: list[tuple[Act, ...]], shown: list[Possible], values: dict[Act, set[Step]]
) -> dict[Act, set[Step]]:
    """Whom nothing tells apart, one look gives away only when all of them must have answered the
    same."""
    found: dict[Act, set[Step]] = {}
    for some, possible in zip(acts, shown, strict=True):
        chosen = {step for counts in possible for step in STEPS if counts[step - 1]}
        if len(chosen) == 1 and all(sum(counts) == len(some) for counts in possible):
            found |= {act: set(chosen) for act in some}
    return found


def _total(counts: Iterable[int]) -> int:
    return sum(step * count for step, count in enumerate(counts, 1))
