"""Errors meant for a person to read: what happened, and what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from seminar.core.i18n import Message, Say, untranslated_speech


class RausError(Exception):
    """An error meant for a person; `words` can be said in any language."""

    def __init__(self, words: Message) -> None:
        """Keep the words; the text of the exception is English, for the log."""
        self.words = words
        in_english = untranslated_speech()
        super().__init__(in_english(words))


class Refused(RausError):
    """A refusal by the room's rules: nothing was changed, and the words say what to do instead."""


class Stale(Refused):
    """A refusal of a command that was meant for a state which is no longer the newest."""


class Forbidden(Refused):
    """It belongs to somebody else than whoever asks."""


class NotFound(RausError):
    """An error for a room, programme or exercise that does not exist."""


class Damaged(RausError):
    """Something that is stored cannot be read. It is left as it is."""


class InUse(RausError):
    """An error for a database that a running server holds."""


class Unavailable(RausError):
    """An error that may pass in a moment: a full or locked disk, a server that is stopping.

    Nothing was saved.
    """


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
        in_english = untranslated_speech()
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.field}: {in_english(self.problem)} {in_english(self.remedy)}"
