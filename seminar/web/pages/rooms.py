"""Pages for the facilitator about rooms: the start page, opening a room, deleting a room."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session
from werkzeug import Response

from seminar.content.handbook import read_handbook
from seminar.content.translations import read_speech
from seminar.core.errors import Forbidden, NotFound, Refused
from seminar.core.i18n import LANGUAGE_NAMES, Say, say
from seminar.service.live_room import LiveRoom
from seminar.service.logins import Grant
from seminar.service.pseudonyms import tidy_code
from seminar.service.retention import StoredRoom, list_stored_rooms
from seminar.service.rooms.opening import HIGHEST_FLOOR
from seminar.service.screens.key_card import list_key_card
from seminar.web.pages.context import NOT_YOURS, for_facilitators, site
from seminar.web.rendering.start_page import (
    ListedRoom,
    describe_programme,
    describe_room,
    describe_series,
)

PICK = "pick/"
"""How the fields begin that choose one of an exercise's cases."""

NO_NUMBER = -1
"""Stands for a number that was typed and is none; every rule of rooms refuses it in words."""

blueprint = Blueprint("rooms", __name__)


@blueprint.get("/host")
@for_facilitators
def show_start_page() -> str | Response:
    """Show what can be opened, and the rooms that are kept."""
    lang = site.lang()
    grant = site.login().grant
    if grant.room:  # A guest leads this one room, and opens none.
        return redirect(f"/host/{grant.room}", 303)
    rooms = _list_rooms(grant, lang)
    return site.page(
        "host/programmes.html",
        programmes=[
            describe_programme(
                programme,
                words,
                site.host.series.list_matching(programme, grant.facilitator),
            )
            for programme, words in site.programmes(lang)
        ],
        open_rooms=[room for room in rooms if not room.closed],
        closed_rooms=[room for room in rooms if room.closed],
        exposed=site.settings.exposed,
        faults=site.host.library.faults,
        series=[
            describe_series(series)
            for series in site.host.series
            if grant.may_lead(series.owner)
        ],
        damaged_series=[
            label
            for label in site.host.series.damaged.values()
            if grant.may_lead(label.owner)
        ],
        told=session.pop("told", ""),
        floor=site.host.rules.floor,
        most=HIGHEST_FLOOR,
    )


@blueprint.post("/host/rooms")
@for_facilitators
def open_room() -> Response:
    """Open a room as the form asks for, and go to its console."""
    form = request.form
    lang = form.get("lang", "")
    series = form.get("series", "none")
    grant = site.login().grant
    if grant.room:
        raise Forbidden(
            say("You are a guest in one room here, and cannot open others.")
        )
    try:
        room = site.host.opening.open_room(
            form.get("programme", ""),
            lang if lang in LANGUAGE_NAMES else site.lang(),
            _read_picks(),
            floor=_read_floor(form.get("floor", "")),
            insider="insider" in form,
            series={"none": None, "new": ""}.get(series, series),
            series_name=form.get("series-name", ""),
            owner=grant.facilitator,
        )
    except Refused as error:
        session["told"] = read_speech(site.lang())(error.words)
        return redirect("/host", 303)
    return redirect(f"/host/{room.code}", 303)


@blueprint.get("/host/<typed>/delete")
@for_facilitators
def ask_before_deleting(typed: str) -> str:
    """Ask whether the room is to be deleted."""
    room = _find_stored_room(typed)
    title, _ = _find_title(room, site.lang())
    return site.page("host/delete.html", room=room, title=title)


@blueprint.post("/host/<typed>/delete")
@for_facilitators
def delete_room(typed: str) -> Response:
    """Delete the room and all that is kept of it, and say on the start page what came of it."""
    code = _find_stored_room(typed).code
    site.host.deletion.delete_room(code)
    words = _say_deleted(code, site.host.store.left)
    session["told"] = read_speech(site.lang())(words)
    return redirect("/host", 303)


@blueprint.get("/help")
def show_handbook() -> str:
    """Show the handbook, to anybody who asks."""
    lang = site.lang()
    keys = tuple(list_key_card(read_speech(lang)))
    return site.page("help/page.html", body=read_handbook(lang, keys))


def _list_rooms(grant: Grant, lang: str) -> list[ListedRoom]:
    """Return the rooms that this facilitator may lead, the newest first."""
    return [
        describe_room(
            room,
            *_find_title(room, lang),
            site.host.rooms.set_aside,
            site.host.versions.has_newer,
        )
        for room in list_stored_rooms(site.host.store, site.settings.retention_days)
        if grant.may_lead(room.owner)
    ]


def _find_stored_room(typed: str) -> StoredRoom:
    """Return what is stored of the room, also of one whose programme can no longer be read.

    Raises:
        Forbidden: The room is another facilitator's.
        NotFound: No room has this code.
    """
    code = tidy_code(typed)
    for room in list_stored_rooms(site.host.store, site.settings.retention_days):
        if room.code == code:
            if not site.login().grant.may_lead(room.owner):
                raise Forbidden(NOT_YOURS)
            return room
    raise NotFound(
        say("There is no room with this code. Check the code on the screen.")
    )


def _find_title(room: StoredRoom, lang: str) -> tuple[str, LiveRoom | None]:
    """Return the room's title, and the room itself where its programme can be read."""
    running = site.host.rooms.find(room.code)
    if running is None:
        return room.programme or "–", None
    return running.programme.words_in(lang).title, running


def _say_deleted(code: str, traces: Say | None) -> Say:
    """Return what is said of a room that was deleted, also where its traces are not wiped yet."""
    if traces is None:
        return say(
            "Room {code} is deleted, and everything that was kept of it.", code=code
        )
    return say(
        "Room {code} is deleted, but can still be found in the database file. {why} It is tried "
        "again until it is done.",
        code=code,
        why=traces,
    )


def _read_picks() -> dict[str, str]:
    """Return the case that was chosen of each question that has several, by `exercise.question`."""
    return {
        name.removeprefix(PICK): case
        for name, case in request.form.items()
        if name.startswith(PICK)
    }


def _read_floor(typed: str) -> int:
    """Return the floor that a room asks for: 0 where the form leaves it to the server, and never
    where somebody types it."""
    typed = typed.strip()
    if not typed:
        return 0
    is_number = typed.isdecimal() and len(typed) < len("100000")
    return int(typed) or NO_NUMBER if is_number else NO_NUMBER
