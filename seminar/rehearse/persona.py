"""Rehearsal participants: each answers plausibly and a little differently, and the same again with
the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

from seminar.core.i18n import DEFAULT_LANGUAGE
from seminar.core.user_input import TICKED
from seminar.rehearse.forms import (
    ChoiceField,
    NumberField,
    OrderField,
    PageField,
    ShareField,
    TextField,
    TickField,
)

PHRASES = Path(__file__).parent / "phrases"
"""A folder for each language, with a phrase on each line of its files."""


def _read_phrases(file: str) -> dict[str, tuple[str, ...]]:
    return {
        path.parent.name: tuple(path.read_text("utf-8").splitlines())
        for path in PHRASES.glob(f"*/{file}")
    }


WORDS: Mapping[str, tuple[str, ...]] = _read_phrases("words.txt")
"""What people write where there is room for a word or two, by language."""

SENTENCES: Mapping[str, tuple[str, ...]] = _read_phrases("sentences.txt")
"""What people write where there is room for a sentence, by language.

Each also completes “I take with me …”, which is what most rooms are asked in the end.
"""

SENTENCE_FROM = 40
"""From this many characters on, or on several lines, people write a sentence and not a word."""

READING = 2.0
"""Seconds to read a question before answering it."""

_EFFORT: Mapping[type[PageField], float] = {
    ChoiceField: 2.5,
    NumberField: 2.0,
    TextField: 8.0,
    TickField: 5.0,
    OrderField: 10.0,
    ShareField: 8.0,
}
"""Seconds that answering a field takes most people. Estimates: nobody has been timed."""


@dataclass(frozen=True, slots=True)
class Persona:
    """One participant's way of answering."""

    seed: str
    mood: float
    """From −1 to 1: pulls answers on a scale down or up."""
    haste: float
    """Divides the time to think."""
    unsure: float
    """How often «vet ikke» is the answer, from 0 to 1."""
    silent: float
    """How often nothing is answered at all, from 0 to 1."""
    second_thoughts: float
    """How often an answer is changed a little later, from 0 to 1."""
    lang: str = DEFAULT_LANGUAGE
    """The language that they write in."""

    @classmethod
    def of(cls, seed: int, number: int, lang: str = DEFAULT_LANGUAGE) -> Persona:
        """Return participant `number` of the rehearsal `seed`.

        Their traits are assumptions, chosen so that a room is rather content, does not agree, and
        has a few who are slow, unsure or silent.
        """
        chance = Random(f"{seed}/{number}")
        return cls(
            seed=f"{seed}/{number}",
            mood=max(-1.0, min(1.0, chance.gauss(0.2, 0.5))),
            haste=chance.uniform(0.6, 2.0),
            unsure=chance.choice((0.0, 0.02, 0.05, 0.15)),
            silent=chance.choice((0.0, 0.0, 0.02, 0.1)),
            second_thoughts=chance.choice((0.0, 0.05, 0.3)),
            lang=lang if lang in WORDS else DEFAULT_LANGUAGE,
        )

    def answers(
        self, step: str, turn: int, fields: Iterable[PageField]
    ) -> dict[str, str]:
        """Return the form that this participant fills in the `turn`-th time that `step` asks.

        Another turn may differ.
        """
        chance = Random(f"{self.seed}/{step}/{turn}")
        form: dict[str, str] = {}
        for field in fields:
            form |= self._fill_field(chance, field)
        return form

    def keeps_silent(self, step: str) -> bool:
        return Random(f"{self.seed}/{step}/silent").random() < self.silent

    def changes_mind(self, step: str) -> bool:
        return Random(f"{self.seed}/{step}/change").random() < self.second_thoughts

    def thinking_seconds(self, step: str, fields: Iterable[PageField]) -> float:
        """Return the seconds from seeing the question to sending: reading, then choosing or
        typing."""
        chance = Random(f"{self.seed}/{step}/think")
        effort = sum(map(_effort, fields))
        return (READING + effort * chance.lognormvariate(0, 0.5)) / self.haste

    def _fill_field(self, chance: Random, field: PageField) -> Mapping[str, str]:
        """Return the parts of one field as they are sent."""
        match field:
            case TickField():
                return self._tick(chance, field)
            case OrderField(_, names):
                places = map(str, range(1, len(names) + 1))
                return dict(
                    zip(self._by_preference(chance, names), places, strict=True)
                )
            case ShareField(_, names, total, step):
                favourites = self._by_preference(chance, names)[:3]
                times = Counter(chance.choice(favourites) for _ in range(total // step))
                return {name: str(step * count) for name, count in times.items()}
            case ChoiceField():
                return {field.name: self._choose(chance, field)}
            case NumberField(name, low, high):
                return {name: str(low + self._choose_step(chance, high - low + 1))}
            case TextField():
                return {field.name: _write(chance, field, self.lang)}

    def _tick(self, chance: Random, field: TickField) -> Mapping[str, str]:
        if field.quiet and chance.random() < self.unsure:
            return {chance.choice(sorted(field.quiet)): TICKED}
        names = [name for name in field.names if name not in field.quiet]
        count = chance.randint(1, min(field.most, len(names)))
        return dict.fromkeys(chance.sample(names, count), TICKED)

    def _choose(self, chance: Random, field: ChoiceField) -> str:
        if field.quiet and chance.random() < self.unsure:
            return chance.choice(sorted(field.quiet))
        values = [value for value in field.values if value not in field.quiet]
        values = values or list(field.values)
        is_scale = all(value.isdecimal() for value in values)
        if is_scale:
            return values[self._choose_step(chance, len(values))]
        return chance.choice(values)

    def _choose_step(self, chance: Random, steps: int) -> int:
        """Return a step of a scale, 0 for the first: most often near this participant's mood."""
        middle = (steps - 1) * (0.55 + 0.3 * self.mood)
        step = round(chance.gauss(middle, steps / 6))
        return min(steps - 1, max(0, step))

    def _by_preference(self, chance: Random, names: tuple[str, ...]) -> list[str]:
        """Return the options from the dearest; what stands first is a little dearer to most."""
        spread = len(names) / 2
        return sorted(
            names, key=lambda name: names.index(name) + chance.gauss(0, spread)
        )


def _effort(field: PageField) -> float:
    """Return the seconds for a field; a text of several lines takes three times as long."""
    factor = 3 if isinstance(field, TextField) and field.lines > 1 else 1
    return factor * _EFFORT[type(field)]


def _write(chance: Random, field: TextField, lang: str) -> str:
    is_word = field.limit < SENTENCE_FROM and field.lines == 1
    fitting = [
        text
        for text in (WORDS if is_word else SENTENCES)[lang]
        if len(text) <= field.limit
    ]
    return chance.choice(fitting or ["ja"])[: field.limit]
