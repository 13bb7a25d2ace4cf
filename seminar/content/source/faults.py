"""What an author has to mend, gathered while a file is read, so that one reading finds
everything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from seminar.core.errors import Fault
from seminar.core.i18n import Say, say


@dataclass
class Findings:
    """The faults of one file."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, line: int | None, field: str, problem: Say, remedy: Say) -> None:
        """One more fault; `field` is what a person would search for in the file."""
        self.faults.append(Fault(self.file, line, field, problem, remedy))

    def __bool__(self) -> bool:
        return bool(self.faults)


def nearest(given: str, known: Iterable[str]) -> Say:
    """The remedy for a name nobody knows: the one that was probably meant, or all there are."""
    names = list(known)
    near = get_close_matches(given.lower(), names, n=1, cutoff=0.6)
    if near:
        return say("Did you mean “{name}”?", name=near[0])
    if names:
        return say("Write one of: {names}.", names=listed(names))
    return say("Take it out.")


def listed(names: Iterable[object]) -> str:
    """Names after each other, as in a sentence."""
    return ", ".join(str(name) for name in names)
