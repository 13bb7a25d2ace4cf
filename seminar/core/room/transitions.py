"""Decide what a command leads to, by the room's rules; the facilitator's *Next* is a table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from seminar.core.errors import Refused
from seminar.core.i18n import Say, say
from seminar.core.model.programme import Programme
from seminar.core.room.commands import (
    Approve,
    AskAgain,
    Back,
    ChooseSpelling,
    Close,
    Command,
    Expect,
    Finish,
    Merge,
    More,
    Next,
    PauseTimer,
    Regroup,
    ResumeTimer,
    Reveal,
    Separate,
    SetCurtain,
    SetDoor,
    TurnPage,
    Undo,
    Without,
)
from seminar.core.room.events import (
    DoorSet,
    Event,
    Expected,
    Finished,
    PageTurned,
    Published,
    Seated,
    Started,
    StateChanged,
    TimerPaused,
)
from seminar.core.room.grace import close
from seminar.core.room.people import expect, set_door
from seminar.core.room.regrouping import (
    draws,
    regroup,
    seat_groups,
    set_phoneless_count,
)
from seminar.core.room.reopening import ask_again, put_back
from seminar.core.room.situation import Scene, Situation
from seminar.core.room.state import (
    UNDO_DEPTH,
    Asked,
    Merged,
    Room,
    RoomState,
    result_key,
)


def decide(
    room: Room, programme: Programme, command: Command, time: float
) -> tuple[Event, ...]:
    """Return the events that `command` leads to; nothing is changed here.

    Raises:
        Refused: The rules say no; the reason is in words for the facilitator.
    """
    if room.closed:
        raise Refused(say("The room is closed. Open a new one to go on."))
    return _RULES[type(command)](Scene(room, programme, time), command)


def apply(room: Room, events: tuple[Event, ...]) -> Room:
    """Return the room after `events`, one version on."""
    for event in events:
        match event:
            case StateChanged(standing, remember):
                if remember and standing.ends != room.now.ends:
                    standing = replace(standing, paused=None)
                if (standing.at, standing.shown) != (room.now.at, room.now.shown):
                    standing = replace(standing, page=0)
                past = (
                    (*room.past, room.now)[-UNDO_DEPTH:] if remember else room.past[:-1]
                )
                room = replace(room, now=standing, past=past)
            case TimerPaused(time):
                past = tuple(standing.pause_at(time) for standing in room.past)
                room = replace(room, now=room.now.pause_at(time), past=past)
            case PageTurned():
                room = replace(room, now=replace(room.now, page=room.now.page + 1))
            case Started(at):
                room = replace(room, started=at)
            case Published(question, rounds):
                room = replace(
                    room, published=room.published | {result_key(question, rounds)}
                )
            case Seated(_, seating):
                room = replace(room, drawn=max(room.drawn, seating.number))
            case DoorSet(closed):
                room = replace(room, door_closed=closed)
            case Expected(people):
                room = replace(room, expected=people)
            case Finished():
                # An approved or merged text has left its fingerprint, from which a short one can be
                # guessed.
                room = replace(room, closed=True, past=(), now=room.now.without_texts)
    return replace(room, version=room.version + 1)


# --- Next -----------------------------------------------------------------------------------------


def _lift(scene: Scene) -> tuple[Event, ...]:
    lifted = StateChanged(replace(scene.standing, curtain=""))
    if scene.room.started is None:
        return (lifted, Started(scene.time))
    return (lifted,)


def _close(scene: Scene) -> tuple[Event, ...]:
    if not scene.is_open(scene.step):
        raise Refused(say("No question is open."))
    asked = {
        **scene.standing.asked,
        scene.step.id: close(scene.standing.asked[scene.step.id], scene.time),
    }
    # People go on talking.
    ends = scene.standing.ends if scene.step.move == "talk" else None
    return (StateChanged(replace(scene.standing, asked=asked, ends=ends)),)


def _uncover(scene: Scene) -> tuple[Event, ...]:
    step = scene.step
    news = tuple(
        Published(question, rounds)
        for question in step.questions
        if (rounds := scene.shown_rounds(question))
        and result_key(question, rounds) not in scene.room.published
    )
    return (
        *news,
        StateChanged(
            replace(scene.standing, shown=scene.standing.shown | {step.id}, ends=None)
        ),
    )


def _go_on(scene: Scene) -> tuple[Event, ...]:
    return (*_collected(scene), *_arrive(scene, scene.standing.at + 1))


def _warn(scene: Scene) -> tuple[Event, ...]:
    return (StateChanged(replace(scene.standing, network_consent="warned")),)


def _ask_all_the_same(scene: Scene) -> tuple[Event, ...]:
    agreed = replace(scene.room, now=replace(scene.standing, network_consent="agreed"))
    return _go_on(replace(scene, room=agreed))


def _collected(scene: Scene) -> tuple[Event, ...]:
    """Return the events that publish, once, what is gathered when a question is left: what the
    facilitator reads first, and bars that were live."""
    asked = scene.standing.asked.get(scene.step.id)
    if asked is None:
        return ()
    return tuple(
        Published(question, rounds)
        for question in scene.step.questions
        if scene.step.live or scene.programme.questions[question].read_first
        if result_key(question, rounds := scene.shown_rounds(question))
        not in scene.room.published
    )


def _stay(scene: Scene) -> tuple[Event, ...]:
    raise Refused(say("This is the last step. Close the room when you are done."))


NEXT: dict[Situation, tuple[Say, Callable[[Scene], tuple[Event, ...]]]] = {
    Situation.BLANK: (say("Light the screen"), _lift),
    Situation.JOINING: (say("Show the step"), _lift),
    Situation.OPEN: (say("Close the answers"), _close),
    Situation.COVERED: (say("Show the result"), _uncover),
    Situation.EXPOSED: (say("Next"), _warn),
    Situation.WARNED: (say("Ask all the same"), _ask_all_the_same),
    Situation.FREE: (say("Next"), _go_on),
    Situation.LAST: (say("Last step"), _stay),
}
"""What the big key says, and what it then does: one row for each situation."""


def _arrive(scene: Scene, at: int) -> tuple[Event, ...]:
    """Return the events of arriving at step `at`.

    Groups are drawn the first time; what was open in a talk is closed behind it.
    """
    asked = scene.standing.asked.get(scene.step.id)
    grouping = scene.programme.steps[at].grouping
    standing = _enter(scene, at)
    if asked is not None and asked.open:
        closed = close(asked, scene.time)
        standing = replace(standing, asked={**standing.asked, scene.step.id: closed})
    if (
        grouping is None
        or grouping.id in standing.seatings
        or not draws(grouping, grouping.by)
    ):
        return (StateChanged(standing),)
    return seat_groups(scene, standing, grouping, grouping.by)


def _enter(scene: Scene, at: int) -> RoomState:
    """Return the state on arrival at step `at`.

    A question opens the first time, unless its guarded result was shown before an *Undo*; a result
    stays covered.
    """
    step = scene.programme.steps[at]
    now = scene.standing
    is_new = (
        step.move != "slide"
        and step.move != "show"
        and at > now.at
        and step.id not in now.asked
    )
    ends = scene.time + step.minutes * 60 if is_new and step.minutes else None
    if not step.asks or step.id in now.asked:
        return replace(now, at=at, ends=ends)
    last_round = max(map(scene.last_round, step.questions), default=0)
    opens = scene.opens(step)
    asked = Asked(last_round + 1, open=True) if opens else Asked(last_round, open=False)
    return replace(
        now,
        at=at,
        ends=ends if opens else None,
        asked={**now.asked, step.id: asked},
    )


# --- The other commands ---------------------------------------------------------------------------


def _next(scene: Scene, command: Next) -> tuple[Event, ...]:
    return NEXT[scene.situation][1](scene)


def _back(scene: Scene, command: Back) -> tuple[Event, ...]:
    if scene.standing.curtain and scene.room.started is not None:
        return _lift(scene)
    if scene.standing.at == 0:
        raise Refused(say("This is the first step."))
    return (StateChanged(replace(scene.standing, at=scene.standing.at - 1, ends=None)),)


def _close_answers(scene: Scene, command: Close) -> tuple[Event, ...]:
    return _close(scene)


def _reveal(scene: Scene, command: Reveal) -> tuple[Event, ...]:
    if scene.is_open(scene.step):
        raise Refused(say("Close the answers first. Then the result can be shown."))
    following = scene.standing.at + 1
    if scene.step.move == "ask" and following < len(scene.programme.steps):
        step = scene.programme.steps[following]
        if step.move == "show" and set(step.questions) & set(scene.step.questions):
            moved = replace(
                scene.room,
                now=replace(scene.standing, at=following, curtain="", ends=None),
            )
            return _uncover(replace(scene, room=moved))
    if scene.step.move != "show":
        raise Refused(say("There is no result to show at this step."))
    if scene.step.id in scene.standing.shown:
        raise Refused(say("The result is already shown."))
    uncurtained = replace(
        scene, room=replace(scene.room, now=replace(scene.standing, curtain=""))
    )
    return _uncover(uncurtained)


def _draw(scene: Scene, command: SetCurtain) -> tuple[Event, ...]:
    if scene.standing.curtain == command.curtain:
        return _lift(scene)
    return (StateChanged(replace(scene.standing, curtain=command.curtain)),)


def _more(scene: Scene, command: More) -> tuple[Event, ...]:
    now = scene.standing
    remaining = now.paused
    if remaining is None:
        remaining = (now.ends or scene.time) - scene.time
    ends = scene.time + max(remaining, 0.0) + command.seconds
    return (StateChanged(replace(now, ends=ends)),)


def _pause(scene: Scene, command: PauseTimer) -> tuple[Event, ...]:
    standings = (scene.standing, *scene.room.past)
    if all(standing.pause_at(command.time) == standing for standing in standings):
        raise Refused(say("No timer is running."))
    return (TimerPaused(command.time),)


def _resume(scene: Scene, command: ResumeTimer) -> tuple[Event, ...]:
    remaining = scene.standing.paused
    if remaining is None:
        raise Refused(say("The timer is not paused."))
    return (StateChanged(replace(scene.standing, ends=scene.time + remaining)),)


def _turn_page(scene: Scene, command: TurnPage) -> tuple[Event, ...]:
    if scene.situation is Situation.COVERED or scene.standing.curtain:
        raise Refused(say("There is no other page to show."))
    return (PageTurned(),)


def _undo(scene: Scene, command: Undo) -> tuple[Event, ...]:
    if not scene.room.past:
        raise Refused(say("There is nothing to undo."))
    before = scene.room.past[-1]
    asks = (step for step in scene.programme.steps if step.asks)
    asked = {
        step.id: restored
        for step in asks
        if (restored := put_back(scene, step, before.asked.get(step.id)))
    }
    seatings = {**scene.standing.seatings, **before.seatings}
    return (
        StateChanged(replace(before, asked=asked, seatings=seatings), remember=False),
    )


def _approve(scene: Scene, command: Approve) -> tuple[Event, ...]:
    items = frozenset(command.items)
    now = scene.standing
    if command.yes:
        changed = replace(now, approved=now.approved | items, hidden=now.hidden - items)
    else:
        changed = replace(now, approved=now.approved - items, hidden=now.hidden | items)
    return (StateChanged(changed),)


def _merge(scene: Scene, command: Merge) -> tuple[Event, ...]:
    touched, apart = _touched(scene, command.items)
    items = {*command.items, *(id_ for merged in touched for id_ in merged.items)}
    if len(items) < 2:
        raise Refused(
            say("Tick at least two texts that belong together. Then put them together.")
        )
    spelled = next((merged.spelled for merged in touched if merged.spelled), "")
    return (
        StateChanged(
            replace(
                scene.standing, merged=(*apart, Merged(tuple(sorted(items)), spelled))
            )
        ),
    )


def _part(scene: Scene, command: Separate) -> tuple[Event, ...]:
    touched, apart = _touched(scene, command.items)
    if not touched:
        raise Refused(say("These texts do not stand together."))
    return (StateChanged(replace(scene.standing, merged=apart)),)


def _spell(scene: Scene, command: ChooseSpelling) -> tuple[Event, ...]:
    touched, apart = _touched(scene, command.items)
    if len(touched) != 1:
        raise Refused(say("These texts do not stand together."))
    spelled = (replace(merged, spelled=command.items[0]) for merged in touched)
    return (StateChanged(replace(scene.standing, merged=(*apart, *spelled))),)


def _touched(
    scene: Scene, items: tuple[str, ...]
) -> tuple[tuple[Merged, ...], tuple[Merged, ...]]:
    """Return what stands together with any of `items`, and what does not."""
    all_merged = scene.standing.merged
    touched = tuple(merged for merged in all_merged if set(items) & set(merged.items))
    return touched, tuple(merged for merged in all_merged if merged not in touched)


def _finish(scene: Scene, command: Finish) -> tuple[Event, ...]:
    return (Finished(),)


_RULES: dict[type, Callable[..., tuple[Event, ...]]] = {
    Next: _next,
    Back: _back,
    Close: _close_answers,
    Reveal: _reveal,
    AskAgain: ask_again,
    SetCurtain: _draw,
    More: _more,
    PauseTimer: _pause,
    ResumeTimer: _resume,
    TurnPage: _turn_page,
    Undo: _undo,
    Approve: _approve,
    Regroup: regroup,
    Without: set_phoneless_count,
    SetDoor: set_door,
    Expect: expect,
    Merge: _merge,
    Separate: _part,
    ChooseSpelling: _spell,
    Finish: _finish,
}
