"""View models of the console's parts: every number and choice that their templates print."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from seminar.core.i18n import Speech, say
from seminar.service.view_models import (
    AgendaLine,
    GroupCounts,
    HostPicture,
    Pending,
    Schedule,
    When,
)

STRETCH_GAP = 0.12
"""Minutes of the plan strip that are left bare after each line of the agenda: a fifth of a percent
of an hour, so that lines can be told apart and none looks shorter than it is."""

SHORTEST_STRETCH = 0.1
"""Minutes that a line of the agenda is drawn for at least, so that a slide without minutes of its
own can be seen."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of the agenda on the plan strip, in minutes."""

    start: float
    """From the start of the programme."""
    width: float
    """What is drawn of its minutes."""
    state: When


@dataclass(frozen=True, slots=True)
class Pace:
    """The room's progress beside its plan, in whole minutes."""

    planned: int
    total: int
    used: int | None
    """None before the room left its welcome."""
    late: int
    early: int
    strip: tuple[Stretch, ...]
    strip_length: float
    """Minutes that the whole strip stands for."""
    hand: float
    """Minutes from the start at which the strip's hand stands."""


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A line of a list of planned things."""

    title: str
    state: When
    length: str
    """Its minutes or seconds in words; empty where none are planned."""


@dataclass(frozen=True, slots=True)
class GroupSummary:
    """The groups that were drawn, and what the two keys for people without a phone lead to."""

    drawn: int
    by_size: tuple[tuple[int, int], ...]
    """People in a group, and how many groups there are of that size; the largest first."""
    has_single: bool
    """Whether somebody is alone in a group."""
    fewer_phoneless: int
    more_phoneless: int


@dataclass(frozen=True, slots=True)
class PendingLine:
    """A text that people wrote, with what its keys send."""

    id: str
    text: str
    also: tuple[tuple[str, str], ...]
    """The texts that stand together with it, each with its id."""
    items: str
    """The ids of all of them, as a command takes them."""
    approved: bool
    merges: bool
    waits: bool


@dataclass(frozen=True, slots=True)
class AlikeTexts:
    """Texts that are proposed to stand together."""

    id: str
    """The first one's."""
    texts: tuple[str, ...]
    items: str


@dataclass(frozen=True, slots=True)
class PendingTexts:
    """All texts of a question that goes through the facilitator."""

    waiting: tuple[PendingLine, ...]
    shown: tuple[PendingLine, ...]
    hidden: tuple[PendingLine, ...]
    waiting_items: str
    """The ids of all that wait, as a command takes them."""
    can_merge: bool
    """Whether there are two that can be put together."""
    alike: tuple[AlikeTexts, ...]


def build_pace(schedule: Schedule) -> Pace:
    """Return how the room keeps to the plan, for the head of the console."""
    used = schedule.used
    return Pace(
        planned=round(schedule.planned),
        total=round(schedule.total),
        used=None if used is None else int(used),
        late=count_minutes_late(schedule),
        early=count_minutes_early(schedule),
        strip=build_strip(schedule.agenda),
        strip_length=schedule.total or 1,
        hand=min(used or 0, schedule.total),
    )


def count_minutes_late(schedule: Schedule) -> int:
    """Return whole minutes behind the plan; the plan allows this step its own minutes."""
    if schedule.used is None:
        return 0
    return max(0, int(schedule.used - schedule.planned))


def count_minutes_early(schedule: Schedule) -> int:
    """Return whole minutes ahead of the plan: this step was reached before it was due."""
    if schedule.used is None:
        return 0
    return max(0, int(schedule.due - schedule.used))


def build_strip(agenda: tuple[AgendaLine, ...]) -> tuple[Stretch, ...]:
    """Return the agenda end to end."""
    stretches: list[Stretch] = []
    start = 0.0
    for line in agenda:
        width = max(line.minutes - STRETCH_GAP, SHORTEST_STRETCH)
        stretches.append(Stretch(start, width, line.state))
        start += line.minutes
    return tuple(stretches)


def name_moves(schedule: Schedule, speech: Speech) -> tuple[PlanLine, ...]:
    """Return the moves of the exercise we are in; short ones are counted in seconds."""
    return tuple(
        PlanLine(move.title, move.state, _name_length(move.minutes, speech))
        for move in schedule.moves
    )


def name_agenda(schedule: Schedule, speech: Speech) -> tuple[PlanLine, ...]:
    """Return the whole agenda, in whole minutes."""
    return tuple(
        PlanLine(line.title, line.state, speech(say("{n} min", n=round(line.minutes))))
        for line in schedule.agenda
    )


def summarise_groups(groups: GroupCounts) -> GroupSummary:
    """Return the groups that were drawn, counted by size."""
    sizes = Counter(groups.sizes)
    return GroupSummary(
        drawn=len(groups.sizes),
        by_size=tuple(sorted(sizes.items(), reverse=True)),
        has_single=1 in sizes,
        fewer_phoneless=max(0, groups.phoneless - 1),
        more_phoneless=groups.phoneless + 1,
    )


def sort_pending(picture: HostPicture) -> PendingTexts:
    """Return the texts by what can be done with them: let through, hidden again, put together."""
    lines = tuple(_build_pending_line(text) for text in picture.pending)
    waiting = tuple(line for line in lines if line.waits)
    return PendingTexts(
        waiting=waiting,
        shown=tuple(line for line in lines if line.approved),
        hidden=tuple(line for line in lines if not (line.approved or line.waits)),
        waiting_items=" ".join(line.items for line in waiting),
        can_merge=sum(line.merges for line in lines) > 1,
        alike=tuple(_build_alike_texts(texts) for texts in picture.alike),
    )


def _build_pending_line(text: Pending) -> PendingLine:
    items = " ".join(text.ids)
    return PendingLine(
        text.id, text.text, text.also, items, text.approved, text.merges, text.waits
    )


def _build_alike_texts(texts: tuple[Pending, ...]) -> AlikeTexts:
    items = " ".join(id_ for text in texts for id_ in text.ids)
    return AlikeTexts(texts[0].id, tuple(text.text for text in texts), items)


def _name_length(minutes: float, speech: Speech) -> str:
    if not minutes:
        return ""
    if minutes < 1:
        return speech(say("{n} s", n=round(60 * minutes)))
    decimals = 0 if minutes == int(minutes) else 1
    return speech(say("{n} min", n=speech.number(minutes, decimals)))
