"""All answers to a question together. A tally is a pure value; the order of the answers leaves
no trace in it."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Histogram:
    """How many chose each step of a scale from `low` upwards; `unsure` said «vet ikke / vil ikke
    svare»."""

    low: int
    counts: tuple[int, ...]
    unsure: int = 0

    @property
    def n(self) -> int:
        """Valid answers; the unsure are not among them."""
        return sum(self.counts)

    @property
    def values(self) -> tuple[int, ...]:
        """The answers themselves, smallest first."""
        return tuple(
            self.low + step for step, count in enumerate(self.counts) for _ in range(count)
        )


@dataclass(frozen=True, slots=True)
class Scales:
    """One histogram for each statement, and the person means of those who answered enough
    statements, sorted."""

    statements: tuple[tuple[str, Histogram], ...]
    people: int
    person_means: tuple[float, ...] = ()
    means_only: bool = False
    """Whether nothing but the means is ever shown, so that nothing else need leave."""


@dataclass(frozen=True, slots=True)
class Square:
    """Pairs of answers to one statement on a scale 1–5: `counts[before - 1][after - 1]` people."""

    counts: tuple[tuple[int, ...], ...] = ((0,) * 5,) * 5

    @property
    def n(self) -> int:
        """How many answered both times."""
        return sum(map(sum, self.counts))

    @property
    def pairs(self) -> tuple[tuple[int, int], ...]:
        """Before and after of everyone, in the order of the table."""
        return tuple(
            (before, after)
            for before, row in enumerate(self.counts, 1)
            for after, count in enumerate(row, 1)
            for _ in range(count)
        )

    def add(self, before: int, after: int) -> Square:
        """The table with one pair more."""
        if not (1 <= before <= 5 and 1 <= after <= 5):
            raise ValueError(f"{before} and {after} are not a pair on a scale 1-5")
        rows = [list(row) for row in self.counts]
        rows[before - 1][after - 1] += 1
        return Square(tuple(map(tuple, rows)))


@dataclass(frozen=True, slots=True)
class Paired:
    """One square for each statement, in the author's order. Its `n` counts those who answered
    that one both times."""

    statements: tuple[tuple[str, Square], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How many chose each option, in the author's order. `n` counts people."""

    cells: tuple[tuple[str, int], ...]
    n: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whole numbers, smallest first."""

    values: tuple[int, ...]

    @property
    def n(self) -> int:
        return len(self.values)


@dataclass(frozen=True, slots=True)
class Collected:
    """Texts as they were written, sorted, so that the order tells nothing; `n` counts people."""

    texts: tuple[str, ...]
    n: int

    @property
    def items(self) -> tuple[tuple[str, str], ...]:
        """Each different text once with its id. The id is made from the text alone, so it says
        nothing about who."""
        different = {text.casefold(): text for text in reversed(self.texts)}
        return tuple((text_id(different[folded]), different[folded]) for folded in self._folded)

    @property
    def counts(self) -> tuple[int, ...]:
        """How many wrote each of `items`."""
        seen = Counter(text.casefold() for text in self.texts)
        return tuple(seen[folded] for folded in self._folded)

    @property
    def _folded(self) -> list[str]:
        return sorted({text.casefold() for text in self.texts}, key=by_alphabet)


@dataclass(frozen=True, slots=True)
class Done:
    """How many say that they have done it; what they wrote stayed with them."""

    n: int


@dataclass(frozen=True, slots=True)
class Ticks:
    """How many ticked each option, in the author's order, of `n` people who ticked from `least` to
    `most` each.

    `unsure` ticked only «vet ikke», and are not among the `n`.
    """

    cells: tuple[tuple[str, int], ...]
    n: int
    least: int
    most: int
    unsure: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """The places that `n` people gave each option, added up; the first place is 1."""

    sums: tuple[tuple[str, int], ...]
    n: int


@dataclass(frozen=True, slots=True)
class Dots:
    """How many dots each option got from `n` people who gave `each` of theirs."""

    totals: tuple[tuple[str, int], ...]
    n: int
    each: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """For each card, how many put it in each column; everyone puts a card in one column or
    leaves it out."""

    cards: tuple[tuple[str, Counts], ...]


Tally = Scales | Counts | Numbers | Collected | Done | Ticks | Places | Dots | Sorted


def text_id(text: str) -> str:
    """A short id of a text, the same for the same text whatever its letter case."""
    return sha256(text.casefold().encode()).hexdigest()[:16]


def by_alphabet(text: str) -> tuple[str, str]:
    """A sort key for people: Norwegian letters last and in their order, accents and case as
    their plain letter."""
    plain = "".join(
        one if one in "æøå" else unicodedata.normalize("NFD", one)[0]
        for one in unicodedata.normalize("NFC", text).casefold()
    )
    return plain.translate(str.maketrans("æøå", "\U0010fff0\U0010fff1\U0010fff2")), text


def collect(texts: Iterable[str]) -> Collected:
    """All texts in alphabetical order."""
    ordered = tuple(sorted(texts, key=by_alphabet))
    return Collected(ordered, len(ordered))


def count(values: Iterable[str], order: Iterable[str]) -> Counts:
    """How many times each of `order` occurs in `values`."""
    seen = Counter(values)
    return Counts(tuple((one, seen[one]) for one in order), seen.total())


def ticks(
    answers: Iterable[Sequence[str]],
    order: Sequence[str],
    least: int,
    most: int | None = None,
    unsure: str = "",
) -> Ticks:
    """How many ticked each of `order`; whoever ticked `unsure` ticked nothing else. `most` may
    be all."""
    given = list(answers)
    seen = Counter(one for several in given for one in several)
    n = len(given) - seen[unsure]
    return Ticks(
        tuple((one, seen[one]) for one in order), n, least, most or len(order), seen[unsure]
    )


def histogram(values: Iterable[int | None], low: int, high: int) -> Histogram:
    """A histogram of `values` from `low` to `high`; None counts as unsure."""
    seen = Counter(values)
    return Histogram(low, tuple(seen[step] for step in range(low, high + 1)), seen[None])
