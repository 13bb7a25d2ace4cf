"""Everything that may go wrong on purpose. A person reads these: what happened, and what to do
now."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.i18n import Message, Say, untranslated_speech


class RausError(Exception):
    """An error meant for a person; `words` can be said in any language."""

    def __init__(self, words: Message) -> None:
        self.words = words
        super().__init__(untranslated_speech()(words))


class Refused(RausError):
    """The room's rules said no: nothing was changed, and the words say what to do instead."""


class Stale(Refused):
    """The command was meant for a picture that is no longer the newest one."""


class NotFound(RausError):
    """There is no such room, programme or exercise."""


class InUse(RausError):
    """A server that is running holds the database."""


class Unavailable(RausError):
    """It may work in a moment: a full or locked disk, a server that is stopping. Nothing was
    saved."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One mistake in an author's file: where it is and how to mend it."""

    file: str
    """The path as a person would type it."""
    line: int | None
    field: str
    problem: Say
    remedy: Say

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else str(self.file)
        said = untranslated_speech()
        return f"{place}: {self.field}: {said(self.problem)} {said(self.remedy)}"
