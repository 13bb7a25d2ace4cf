"""How a participant of straw answers: plausibly, a little differently each, and the same again
with the same seed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from random import Random

from seminar.rehearse.forms import Asked, Boxes, Level, Note, Pick, Places, Split

WORDS = (
    "spent", "rolig", "nysgjerrig", "trøtt", "klar", "glad", "stresset", "forventningsfull", "litt skeptisk", "åpen",
    "tungt hode", "våken", "travel", "takknemlig", "urolig", "til stede", "lettet", "håpefull", "spørrende",
)  # fmt: skip

SENTENCES = (
    "Vi sier hva vi vil i møtene, men følger det sjelden opp.",
    "Jeg får raskt svar når jeg spør om hjelp.",
    "Her tør folk å si fra når noe ikke virker.",
    "Vi trenger mer tid sammen uten en lang saksliste.",
    "Nye blir godt tatt imot, men glemt etter første uka.",
    "Jeg vil spørre to i teamet hva de trenger av meg.",
    "Det er lett å få ros, vanskelig å få ærlig motstand.",
    "Ansvaret er tydelig så lenge alt går etter planen.",
    "Jeg savner at noen spør hvordan det egentlig går.",
    "Vi er gode når det haster, og slitne etterpå.",
    "Kort innsjekk på mandager har hjulpet oss.",
    "Større saker blir avgjort i gangen, ikke i møtet.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Persona:
    """One participant's way: `mood` from −1 to 1 pulls scales down or up, `haste` divides the
    time to think."""

    seed: str
    mood: float
    haste: float
    unsure: float
    """How often «vet ikke» is the answer, from 0 to 1."""
    silent: float
    """How often nothing is answered at all."""
    second_thoughts: float
    """How often an answer is changed a little later."""

    @classmethod
    def of(cls, seed: int, number: int) -> Persona:
        """Participant `number` of the rehearsal `seed`."""
        chance = Random(f"{seed}/{number}")
        return cls(
            seed=f"{seed}/{number}",
            mood=max(-1.0, min(1.0, chance.gauss(0.2, 0.5))),
            haste=chance.uniform(0.6, 2.0),
            unsure=chance.choice((0.0, 0.02, 0.05, 0.15)),
            silent=chance.choice((0.0, 0.0, 0.02, 0.1)),
            second_thoughts=chance.choice((0.0, 0.05, 0.3)),
        )

    def answers(self, step: str, turn: int, fields: Iterable[Asked]) -> dict[str, str]:
        """The form this participant fills in the `turn`-th time that `step` asks; another turn
        may differ."""
        chance = Random(f"{self.seed}/{step}/{turn}")
        return {
            name: value for field in fields for name, value in self._filled(chance, field).items()
        }

    def keeps_silent(self, step: str) -> bool:
        return Random(f"{self.seed}/{step}/silent").random() < self.silent

    def changes_mind(self, step: str) -> bool:
        return Random(f"{self.seed}/{step}/change").random() < self.second_thoughts

    def thinks(self, step: str, fields: Iterable[Asked]) -> float:
        """Seconds from seeing the question to sending: reading, then choosing or typing."""
        chance = Random(f"{self.seed}/{step}/think")
        effort = sum(
            _EFFORT[type(field)] * (3 if isinstance(field, Note) and field.lines > 1 else 1)
            for field in fields
        )
        return (2.0 + effort * chance.lognormvariate(0, 0.5)) / self.haste

    def _filled(self, chance: Random, field: Asked) -> Mapping[str, str]:
        """One field's parts as they are sent."""
        match field:
            case Boxes(_, names, most, quiet):
                if quiet and chance.random() < self.unsure:
                    return {chance.choice(sorted(quiet)): "yes"}
                plain = [name for name in names if name not in quiet]
                return dict.fromkeys(
                    chance.sample(plain, chance.randint(1, min(most, len(plain)))), "yes"
                )
            case Places(_, names):
                return dict(
                    zip(
                        self._favoured(chance, names),
                        map(str, range(1, len(names) + 1)),
                        strict=True,
                    )
                )
            case Split(_, names, total, by):
                first = self._favoured(chance, names)[:3]
                given = Counter(chance.choice(first) for _ in range(total // by))
                return {name: str(by * times) for name, times in given.items()}
            case _:
                return {field.name: self._one(chance, field)}

    def _favoured(self, chance: Random, names: tuple[str, ...]) -> list[str]:
        """The options from the dearest; what stands first is a little dearer to most."""
        return sorted(names, key=lambda name: names.index(name) + chance.gauss(0, len(names) / 2))

    def _one(self, chance: Random, field: Pick | Note | Level) -> str:
        match field:
            case Pick(_, values, quiet):
                if quiet and chance.random() < self.unsure:
                    return chance.choice(sorted(quiet))
                plain = [value for value in values if value not in quiet] or list(values)
                return (
                    plain[self._place(chance, len(plain))]
                    if _is_scale(plain)
                    else chance.choice(plain)
                )
            case Level(_, low, high):
                return str(low + self._place(chance, high - low + 1))
            case Note(_, limit, lines):
                fitting = [
                    text
                    for text in (WORDS if limit < 40 and lines == 1 else SENTENCES)
                    if len(text) <= limit
                ]
                return chance.choice(fitting or ["ja"])[:limit]

    def _place(self, chance: Random, steps: int) -> int:
        """A step of a scale: most often near this participant's mood."""
        middle = (steps - 1) * (0.55 + 0.3 * self.mood)
        return min(steps - 1, max(0, round(chance.gauss(middle, steps / 6))))


_EFFORT = {Pick: 2.5, Level: 2.0, Note: 8.0, Boxes: 5.0, Places: 10.0, Split: 8.0}


def _is_scale(values: list[str]) -> bool:
    return all(value.isdecimal() for value in values)
