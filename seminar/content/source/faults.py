"""An author's mistakes, gathered while a file is read, so that a single reading finds them all."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches

from seminar.core.errors import Fault
from seminar.core.i18n import Say, say


@dataclass
class Findings:
    """The faults of a file."""

    file: str
    faults: list[Fault] = field(default_factory=list)

    def add(self, line: int | None, field: str, problem: Say, remedy: Say) -> None:
        """Add a fault; `field` is what a person would search for in the file."""
        self.faults.append(Fault(self.file, line, field, problem, remedy))

    def __bool__(self) -> bool:
        return bool(self.faults)


def suggest_name(unknown: str, known: Iterable[str]) -> Say:
    """Return the remedy for a name nobody knows: the name that was probably meant, or all there
    are."""
    names = list(known)
    near = get_close_matches(unknown.lower(), names, n=1, cutoff=0.6)
    if near:
        return say("Did you mean “{name}”?", name=near[0])
    if names:
        return say("Write one of: {names}.", names=join_names(names))
    return say("Take it out.")


def join_names(names: Iterable[object]) -> str:
    """Return names after each other, as in a sentence.

    >>> join_names(["nb", "nn"])
    'nb, nn'
    """
    return ", ".join(str(name) for name in names)
