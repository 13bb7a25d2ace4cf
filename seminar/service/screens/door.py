"""Tell the facilitator of those who come: how many, whether that is plausible, and whether somebody
guesses the way in."""

from __future__ import annotations

import time
from collections.abc import Iterator

from seminar.core.i18n import Message, say
from seminar.core.room.state import surplus
from seminar.service.live_room import LiveRoom
from seminar.service.view_models import Door, Guessing

FULL_HALL = 100
"""New participants within a minute, before the room has begun, that a facilitator should look up
for: a hall that scans one wall together is rarely larger."""

LATECOMERS = 10
"""The same once the room has begun, and only where they are more than half of those who were there:
a bus may be late, but not half of the hall twice."""

IF_ALL_ARE_HERE = say("If you are all here, close the door.")


def build_door(
    running: LiveRoom, time: float, guessing: Guessing | None = None
) -> Door:
    """Build what the console says of the door.

    Args:
        running: The room.
        time: Now, in seconds since the epoch.
        guessing: The guessing of codes that this server has noticed, if any.
    """
    room = running.room
    joined = len(running.participants)
    if room.closed:
        return Door(closed=True, joined=0, expected=room.expected)
    alarms = (*_of_joins(running, time), *_of_guesses(running, guessing))
    return Door(room.door_closed, joined, room.expected, alarms)


def _of_joins(running: LiveRoom, time: float) -> Iterator[Message]:
    """Yield what is odd about how many have joined."""
    joined = len(running.participants)
    if too_many := surplus(running.room, joined):
        yield say(
            "You are {expected}, and {joined} phones have joined. {more} may be somebody's second"
            " one. Until the numbers agree, a result about the workplace takes {floor} answers.",
            expected=running.room.expected,
            joined=joined,
            more=too_many,
            floor=running.rules_of_publishing.floor,
        )
        return
    lately = running.count_arrivals(time)
    if running.room.expected or not _is_jump(
        lately, joined, running.room.started is not None
    ):
        return
    yield say(
        "{n} have joined within a minute. Are that many new people here? If not, close the door,"
        " and write below how many you are.",
        n=lately,
    )


def _is_jump(lately: int, joined: int, begun: bool) -> bool:
    """Say whether more have come within a minute than people do.

    >>> _is_jump(lately=72, joined=72, begun=False)
    False
    >>> _is_jump(lately=12, joined=30, begun=True)
    True
    """
    if not begun:
        return lately > FULL_HALL
    return lately >= LATECOMERS and 2 * lately > joined - lately


def _of_guesses(running: LiveRoom, guessing: Guessing | None) -> Iterator[Message]:
    """Yield that somebody guesses codes."""
    if guessing is None:
        return
    since, last = (_hour(time) for time in (guessing.since, guessing.last))
    if since == last:
        guessed = say(
            "Somebody has tried {n} wrong join codes at {last}. Whoever scans, and whoever is in,"
            " does not notice.",
            n=guessing.tries,
            last=last,
        )
    else:
        guessed = say(
            "Somebody has tried {n} wrong join codes, from {since} to {last}. Whoever scans, and"
            " whoever is in, does not notice.",
            n=guessing.tries,
            since=since,
            last=last,
        )
    if running.room.door_closed:
        yield guessed
    else:
        yield say("{what} {todo}", what=guessed, todo=IF_ALL_ARE_HERE)


def _hour(seconds: float) -> str:
    """Return the time of day by this machine's clock, as the console's own clock shows it."""
    return time.strftime("%H:%M", time.localtime(seconds))
