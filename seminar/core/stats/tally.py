"""Tallies: all answers to one question, counted and stripped of who gave them and in what order.

A tally is the input of the disclosure rules (`seminar.core.disclosure`), which decide what of it is
published. It is a pure value, and is never stored.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256


@dataclass(frozen=True, slots=True)
class Histogram:
    """The number of people on each step of a scale from `low` upwards; `unsure` chose the way
    out («vet ikke / vil ikke svare»)."""

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
            self.low + step
            for step, count in enumerate(self.counts)
            for _ in range(count)
        )


@dataclass(frozen=True, slots=True)
class Scales:
    """A histogram for each statement, and the person means of those who answered enough
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
        """The number of people who answered both times."""
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
        """Return the table with one more pair.

        Raises:
            ValueError: where a step is not from 1 to 5.
        """
        if not (1 <= before <= 5 and 1 <= after <= 5):
            raise ValueError(f"{before} and {after} are not a pair on a scale 1-5")
        rows = [list(row) for row in self.counts]
        rows[before - 1][after - 1] += 1
        return Square(tuple(map(tuple, rows)))


@dataclass(frozen=True, slots=True)
class Paired:
    """A square for each statement, in the author's order; its `n` counts those who answered that
    statement both times."""

    statements: tuple[tuple[str, Square], ...] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """The number of people who chose each option, in the author's order; `n` counts people."""

    cells: tuple[tuple[str, int], ...]
    n: int


@dataclass(frozen=True, slots=True)
class Numbers:
    """Whole numbers, smallest first."""

    values: tuple[int, ...]

    @property
    def n(self) -> int:
        """The number of people who answered."""
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
        spellings = {text.casefold(): text for text in reversed(self.texts)}
        return tuple(
            (text_id(spellings[folded]), spellings[folded]) for folded in self._folded
        )

    @property
    def counts(self) -> tuple[int, ...]:
        """The number of people who wrote each of `items`."""
        writers = Counter(text.casefold() for text in self.texts)
        return tuple(writers[folded] for folded in self._folded)

    @property
    def _folded(self) -> list[str]:
        return sorted({text.casefold() for text in self.texts}, key=alphabet_key)


@dataclass(frozen=True, slots=True)
class Done:
    """The number of people who say that they have done it; what they wrote stayed with them."""

    n: int


@dataclass(frozen=True, slots=True)
class Ticks:
    """The number of people who ticked each option, in the author's order, of `n` who ticked from
    `least` to `most` each.

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
    """The number of dots that each option got from `n` people who gave `each` of theirs."""

    totals: tuple[tuple[str, int], ...]
    n: int
    each: int


@dataclass(frozen=True, slots=True)
class Sorted:
    """For each card, the number of people who put it in each column; everyone puts a card in one
    column or leaves it out."""

    cards: tuple[tuple[str, Counts], ...]


Tally = Scales | Counts | Numbers | Collected | Done | Ticks | Places | Dots | Sorted


def text_id(text: str) -> str:
    """Return a short id of a text, the same whatever its letter case.

    Sixteen hexadecimal digits, 64 bits: two of a few hundred texts will not share an id.

    >>> text_id("Trust") == text_id("trust")
    True
    """
    return sha256(text.casefold().encode()).hexdigest()[:16]


def alphabet_key(text: str) -> tuple[str, str]:
    """Return the key by which people sort: Norwegian letters last and in their order, accents and
    letter case as their plain letter.

    >>> sorted(["Øl", "zoo", "été", "Eple", "ål", "ære"], key=alphabet_key)
    ['Eple', 'été', 'zoo', 'ære', 'Øl', 'ål']
    """
    plain = "".join(
        letter if letter in "æøå" else unicodedata.normalize("NFD", letter)[0]
        for letter in unicodedata.normalize("NFC", text).casefold()
    )
    # Code points near the end of Unicode, so that they stand after every other letter.
    return plain.translate(str.maketrans("æøå", "\U0010fff0\U0010fff1\U0010fff2")), text


def collect_texts(texts: Iterable[str]) -> Collected:
    """Return all texts in alphabetical order.

    >>> collect_texts(["glad", "calm"])
    Collected(texts=('calm', 'glad'), n=2)
    """
    ordered = tuple(sorted(texts, key=alphabet_key))
    return Collected(ordered, len(ordered))


def count_values(values: Iterable[str], order: Iterable[str]) -> Counts:
    """Count how many times each of `order` occurs in `values`.

    >>> count_values(["b", "a", "b"], ["a", "b", "c"])
    Counts(cells=(('a', 1), ('b', 2), ('c', 0)), n=3)
    """
    counter = Counter(values)
    return Counts(tuple((option, counter[option]) for option in order), counter.total())


def count_ticks(
    answers: Iterable[Sequence[str]],
    order: Sequence[str],
    least: int,
    most: int | None = None,
    unsure: str = "",
) -> Ticks:
    """Count how many ticked each of `order`.

    Args:
        answers: what each person ticked; whoever ticked `unsure` ticked nothing else.
        order: the options, in the author's order.
        least: how many a person must tick.
        most: how many a person may tick; all of them where nothing is given.
        unsure: the id of the way out, if there is one.

    >>> count_ticks([["a", "b"], ["b"], ["pass"]], ["a", "b"], least=1, unsure="pass")
    Ticks(cells=(('a', 1), ('b', 2)), n=2, least=1, most=2, unsure=1)
    """
    people = list(answers)
    counter = Counter(option for ticked in people for option in ticked)
    cells = tuple((option, counter[option]) for option in order)
    unsure_count = counter[unsure]
    return Ticks(
        cells, len(people) - unsure_count, least, most or len(order), unsure_count
    )


def build_histogram(values: Iterable[int | None], low: int, high: int) -> Histogram:
    """Build a histogram of `values` from `low` to `high`; None counts as unsure.

    >>> build_histogram([1, 3, 3, None], low=1, high=3)
    Histogram(low=1, counts=(1, 0, 2), unsure=1)
    """
    counter = Counter(values)
    counts = tuple(counter[step] for step in range(low, high + 1))
    return Histogram(low, counts, unsure=counter[None])
