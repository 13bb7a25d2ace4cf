"""The report of `raus check`: every fault in its place, then what each programme holds."""

from __future__ import annotations

from collections.abc import Iterator

from seminar.content.library import Library
from seminar.content.source.faults import join_names
from seminar.core.elements import KEYS
from seminar.core.errors import Fault
from seminar.core.i18n import LANGUAGES, Message, Say, say, say_n, trim_decimals
from seminar.core.model.exercise import AREAS
from seminar.core.model.programme import Programme


def build_check_report(library: Library) -> tuple[Message, ...]:
    """Return the lines of the report, faults first."""
    return tuple(_build_lines(library))


def active_share(programme: Programme) -> float:
    """Return the share of the time, breaks apart, in which participants themselves do something.

    From 0 to 1, as exercises take it up in the programme.
    """
    busy = sum(item.minutes for item in programme.items if item.exercise)
    whole = sum(item.minutes for item in programme.items if item.kind != "break")
    return busy / whole if whole else 0.0


def _build_lines(library: Library) -> Iterator[Message]:
    faults = (*library.faults, *library.check_scripts())
    for fault in faults:
        yield describe_fault(fault)
    for programme in library.programmes.values():
        yield from _describe_programme(programme)
    for name, written in library.languages.items():
        if missing := [lang for lang in LANGUAGES if lang not in written]:
            yield say(
                "{name}: words in {languages}, none in {missing}.",
                name=name,
                languages=join_names(written) or "–",
                missing=join_names(missing),
            )
    count = len(faults)
    yield say_n("{n} fault.", "{n} faults.", count) if count else say("No faults.")


def describe_fault(fault: Fault) -> Say:
    """Return a fault as a line: where it is, what is wrong and how to mend it."""
    place = f"{fault.file}:{fault.line}" if fault.line else fault.file
    return say(
        "{place}: {field}: {problem} {remedy}",
        place=place,
        field=fault.field,
        problem=fault.problem,
        remedy=fault.remedy,
    )


def _describe_programme(programme: Programme) -> Iterator[Message]:
    """Yield how long a programme takes, how active it is, and which keys and areas it covers."""
    exercises = programme.exercises.values()
    keys = [key for key in KEYS if any(key in exercise.keys for exercise in exercises)]
    areas = [
        area for area in AREAS if any(area in exercise.areas for exercise in exercises)
    ]
    yield say(
        "{name}: {minutes} minutes, {active} % active, in {languages}.",
        name=programme.id,
        minutes=trim_decimals(programme.minutes),
        active=round(active_share(programme) * 100),
        languages=join_names(programme.languages),
    )
    yield say("  Keys: {keys}.", keys=join_names(keys) or "–")
    yield say("  Areas: {areas}.", areas=join_names(areas) or "–")
    if missing := [area for area in AREAS if area not in areas]:
        yield say("  Areas not covered: {areas}.", areas=join_names(missing))
