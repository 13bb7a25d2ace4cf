"""Phrase the means, parts and sentences of a published distribution, the same on every screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from seminar.core.disclosure.result import Band, Mean
from seminar.core.disclosure.small_cells import SummarisedPart, SummarySentence
from seminar.core.elements import Cell
from seminar.core.i18n import Message, format_change, say

PART_LABELS: Mapping[
    SummarisedPart | int, tuple[Message, Literal["most", "middle", "least"]]
] = {
    "agree": (say("Agree"), "most"),
    "middle": (say("Middle"), "middle"),
    "disagree": (say("Disagree"), "least"),
    "not_agree": (say("Do not agree"), "least"),
    "not_disagree": (say("Do not disagree"), "most"),
    "up": (say("Up"), "most"),
    "same": (say("Same"), "middle"),
    "down": (say("Down"), "least"),
    "not_up": (say("Not up"), "least"),
    "not_down": (say("Not down"), "most"),
}
"""The name of each part, and its place from most to least."""

SENTENCES: Mapping[SummarySentence, Message] = {
    "": "",
    "nearly_all_agree": say("Nearly all agree"),
    "nearly_all_disagree": say("Nearly all disagree"),
    "most_in_the_middle": say("Most are in the middle"),
    "nearly_all_up": say("Nearly all went up"),
    "nearly_all_down": say("Nearly all went down"),
    "most_the_same": say("Most answered the same both times"),
}


def present_band(band: Band) -> Cell:
    """Return a part of a distribution with its name and how many it holds."""
    label, tone = PART_LABELS[band.part]
    return Cell(label, band.count, tone, band.percent)


def phrase_mean(mean: Mean) -> Message:
    """Return a mean, or its bound, in words.

    >>> from seminar.core.i18n import untranslated_speech
    >>> untranslated_speech()(phrase_mean(Mean(4.8, "or_higher")))
    '4.8 or higher'
    """
    match mean.bound:
        case "or_higher":
            return say("{mean} or higher", mean=mean.value)
        case "or_lower":
            return say("{mean} or lower", mean=mean.value)
        case _:
            return say("{mean}", mean=mean.value)


def phrase_mean_change(mean: Mean) -> Message:
    """Return a mean change with its sign; a bound is said away from zero, down as up.

    >>> from seminar.core.i18n import untranslated_speech
    >>> untranslated_speech()(phrase_mean_change(Mean(-0.6, "or_lower")))
    '−0.6 or more'
    """
    change = format_change(mean.value)
    return say("{change} or more", change=change) if mean.bound else change


def join_notes(first: Message, second: Message) -> Message:
    """Return two notes after each other; either may be empty."""
    if first and second:
        return say("{note} {more}", note=first, more=second)
    return first or second
