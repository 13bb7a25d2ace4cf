"""Check whether what is told fills its minutes: count the words to be said aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from seminar.content.deck.agenda import Arrangement
from seminar.content.deck.slides import Deck, Slide
from seminar.content.source.faults import Findings
from seminar.core.elements import Paragraph, Prose, Run
from seminar.core.i18n import say, trim_decimals

WORDS_PER_MINUTE = 120
"""A calm pace for somebody who speaks to a room and is to be followed in a second language too."""

LEAST = 0.6
"""What the script must fill of its minutes; what is left is for the questions to the room."""

MOST = 1.1
"""What the script may fill of its minutes: a tenth too much can still be read."""

_WORD = re.compile(r"\w+")


def count_words(notes: Prose) -> int:
    """Return how many words of the notes are to be said aloud: those in quoted paragraphs."""
    spoken = (
        "".join(run.text for run in block.runs if isinstance(run, Run))
        for block in notes.blocks
        if isinstance(block, Paragraph) and block.style == "quote"
    )
    return sum(len(_WORD.findall(text)) for text in spoken)


def check_scripts(deck: Deck, arrangement: Arrangement, findings: Findings) -> None:
    """Add a fault for every told line of the agenda whose script does not fill its minutes.

    A deck without any script is not judged: its author speaks freely.
    """
    told = [
        (slides, minutes, sum(count_words(slide.notes) for slide in slides))
        for slides, minutes in _told_lines(deck, arrangement)
    ]
    if not any(words for _, _, words in told):
        return
    for slides, minutes, words in told:
        least = round(minutes * WORDS_PER_MINUTE * LEAST)
        most = round(minutes * WORDS_PER_MINUTE * MOST)
        if least <= words <= most:
            continue
        findings.add(
            slides[0].line_of("minutes"),
            "raus.minutes",
            say(
                "{words} words are to be said aloud here in {minutes} minutes; {least} to {most} "
                "fill them.",
                words=words,
                minutes=trim_decimals(minutes),
                least=least,
                most=most,
            ),
            say(
                "Lengthen or shorten what begins with >, or plan {minutes} minutes.",
                minutes=max(1, round(words / WORDS_PER_MINUTE / 0.8)),
            ),
        )


def _told_lines(
    deck: Deck, arrangement: Arrangement
) -> Iterator[tuple[tuple[Slide, ...], float]]:
    """Yield the slides of each told line of the agenda, with its minutes."""
    ends = [*arrangement.titles[1:], len(deck.slides)]
    for item, start, end in zip(
        arrangement.items, arrangement.titles, ends, strict=True
    ):
        if item.kind == "talk" and item.exercise is None:
            yield deck.slides[start:end], item.minutes
