"""What `raus check` says: every fault in its place, then what each programme holds."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.content.library import Library
from seminar.content.source.faults import listed
from seminar.core.elements import KEYS
from seminar.core.errors import Fault
from seminar.core.i18n import LANGUAGES, Message, Say, say, say_n, trim_decimals
from seminar.core.model.exercise import AREAS
from seminar.core.model.programme import Programme


def report(library: Library) -> tuple[Message, ...]:
    """The lines of the report, faults first."""
    return tuple(_lines(library))


def active(programme: Programme) -> float:
    """The share of the time, breaks apart, in which the participants themselves do something; 0
    to 1."""
    busy = sum(item.minutes for item in programme.items if item.exercise)
    whole = sum(item.minutes for item in programme.items if item.kind != "break")
    return busy / whole if whole else 0.0


def _lines(library: Library) -> Iterator[Message]:
    for fault in library.faults:
        yield said(fault)
    for programme in library.programmes.values():
        yield from _holds(programme)
    for name, written in library.languages.items():
        if missing := [lang for lang in LANGUAGES if lang not in written]:
            yield say(
                "{name}: words in {languages}, none in {missing}.",
                name=name,
                languages=listed(written) or "–",
                missing=listed(missing),
            )
    count = len(library.faults)
    yield say_n("{n} fault.", "{n} faults.", count) if count else say("No faults.")


def said(fault: Fault) -> Say:
    """One fault as a line: where it is, what is wrong and how to mend it."""
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    return say(
        "{place}: {field}: {problem} {remedy}",
        place=place,
        field=fault.field,
        problem=fault.problem,
        remedy=fault.remedy,
    )


def _holds(programme: Programme) -> Iterator[Message]:
    exercises = programme.exercises.values()
    keys = [key for key in KEYS if any(key in one.keys for one in exercises)]
    areas = [area for area in AREAS if any(area in one.areas for one in exercises)]
    yield say(
        "{name}: {minutes} minutes, {active} % active, in {languages}.",
        name=programme.id,
        minutes=trim_decimals(programme.minutes),
        active=round(active(programme) * 100),
        languages=listed(programme.languages),
    )
    yield say("  Keys: {keys}.", keys=listed(keys) or "–")
    yield say("  Areas: {areas}.", areas=listed(areas) or "–")
    if missing := [area for area in AREAS if area not in areas]:
        yield say("  Areas not covered: {areas}.", areas=listed(missing))
