"""What is said when no numbers are: the same for none and for too few, and always with something
to do."""

from __future__ import annotations

from seminar.core.disclosure.result import PublishedResult, Withheld
from seminar.core.elements import Quiet
from seminar.core.i18n import Message, Say, say

LOOK_AT_YOUR_OWN = say(
    "Look at your own answers, and talk with someone you trust: what would you lift by one step?"
)
"""What to do with statements about one's own workplace instead of looking at numbers."""


def present_silence(title: Message, out: PublishedResult, task: Message = "") -> Quiet:
    """The silence in place of a result that is withheld or has nothing in it.

    `task` is what to do instead, in the question's own terms.
    """
    withheld = out if isinstance(out, Withheld) else Withheld(least=1)
    if withheld.why == "private":
        return Quiet(title, say("What you wrote stays with you. Nothing is shown here."))
    if withheld.least <= 1:
        return Quiet(title, say("No answers yet."))
    todo = task or say("Talk with the one beside you about your own answer.")
    return Quiet(title, phrase_too_few(withheld.least), todo)


def phrase_too_few(least: int) -> Say:
    """That too few have answered for numbers."""
    if least == 5:
        return say("Fewer than five have answered. Then we show no numbers.")
    return say("Fewer than {least} have answered. Then we show no numbers.", least=least)


def phrase_too_few_new(least: int) -> Say:
    """That too few have come since for a new result."""
    if least == 5:
        return say("Fewer than five new people have answered. The result stands as it is.")
    return say(
        "Fewer than {least} new people have answered. The result stands as it is.", least=least
    )
