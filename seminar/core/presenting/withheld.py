"""Present a withheld result: the same for none and for too few, and always with something to do."""

from __future__ import annotations

from seminar.core.disclosure.result import PublishedResult, Withheld
from seminar.core.elements import Quiet
from seminar.core.i18n import Message, Say, say

LOOK_AT_YOUR_OWN = say(
    "Look at your own answers, and talk with someone you trust: what would you lift by one step?"
)
"""The task for statements about one's own workplace, instead of looking at numbers."""


def present_silence(
    title: Message, result: PublishedResult, task: Message = ""
) -> Quiet:
    """Return the silence in place of a result that is withheld or has nothing in it.

    Args:
        title: The question.
        result: What was published.
        task: What to do instead, in the question's own terms; else to talk in pairs.
    """
    withheld = result if isinstance(result, Withheld) else Withheld(least=1)
    if withheld.why == "private":
        return Quiet(
            title, say("What you wrote stays with you. Nothing is shown here.")
        )
    if withheld.least <= 1:
        return Quiet(title, say("No answers yet."))
    todo = task or say("Talk with the one beside you about your own answer.")
    return Quiet(title, phrase_too_few(withheld.least), todo)


def phrase_too_few(least: int) -> Say:
    """Return the sentence that fewer than `least` have answered."""
    if least == 5:
        return say("Fewer than five have answered. Then we show no numbers.")
    return say(
        "Fewer than {least} have answered. Then we show no numbers.", least=least
    )


def phrase_too_few_new(least: int) -> Say:
    """Return the sentence that fewer than `least` have come since for a new result."""
    if least == 5:
        return say(
            "Fewer than five new people have answered. The result stands as it is."
        )
    return say(
        "Fewer than {least} new people have answered. The result stands as it is.",
        least=least,
    )
