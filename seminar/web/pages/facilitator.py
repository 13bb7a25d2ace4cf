"""Pages for the facilitator: open a room, steer it."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session
from werkzeug import Response

from seminar.content.handbook import read_handbook
from seminar.content.translations import read_speech
from seminar.core.errors import Forbidden, NotFound, RausError, Refused
from seminar.core.i18n import LANGUAGE_NAMES, Message, Say, say
from seminar.core.room.new_version import Difference
from seminar.service.live_room import LiveRoom
from seminar.service.pseudonyms import tidy_code
from seminar.service.retention import StoredRoom, list_stored_rooms
from seminar.service.rooms.opening import HIGHEST_FLOOR
from seminar.service.screens.console import build_console
from seminar.service.screens.console_commands import BY_NAME, read_command
from seminar.service.screens.key_card import build_key_map, list_key_card
from seminar.web.pages.context import NOT_YOURS, Site
from seminar.web.rendering.console import host_data, host_parts


def pages(site: Site) -> Blueprint:
    part = Blueprint("host", __name__)

    @part.get("/host")
    @site.for_facilitators
    def programmes() -> str | Response:
        lang = site.lang()
        grant = site.login().grant
        if grant.room:  # A guest leads this one room, and opens none.
            return redirect(f"/host/{grant.room}", 303)
        return site.page(
            "host/programmes.html",
            programmes=site.programmes(lang),
            rooms=[
                (one, *_known(site, one, lang))
                for one in list_stored_rooms(
                    site.host.store, site.settings.retention_days
                )
                if grant.may_lead(one.owner)
            ],
            exposed=site.settings.exposed,
            faults=site.host.library.faults,
            series=[one for one in site.host.series if grant.may_lead(one.owner)],
            damaged_series=[
                label
                for label in site.host.series.damaged.values()
                if grant.may_lead(label.owner)
            ],
            that_fit={
                one.id: site.host.series.list_matching(one, grant.facilitator)
                for one in site.host.library.programmes.values()
            },
            told=session.pop("told", ""),
            set_aside=site.host.rooms.set_aside,
            has_newer=site.host.versions.has_newer,
            floor=site.host.rules.floor,
            most=HIGHEST_FLOOR,
        )

    @part.post("/host/rooms")
    @site.for_facilitators
    def open_room() -> Response:
        lang = request.form.get("lang", "")
        picks = {
            name.removeprefix("pick/"): case
            for name, case in request.form.items()
            if name.startswith("pick/")
        }
        lang = lang if lang in LANGUAGE_NAMES else site.lang()
        floor, insider = (
            _floor(request.form.get("floor", "")),
            "insider" in request.form,
        )
        series = request.form.get("series", "none")
        grant = site.login().grant
        if grant.room:
            raise Forbidden(
                say("You are a guest in one room here, and cannot open others.")
            )
        try:
            room = site.host.opening.open_room(
                request.form.get("programme", ""),
                lang,
                picks,
                floor=floor,
                insider=insider,
                series={"none": None, "new": ""}.get(series, series),
                series_name=request.form.get("series-name", ""),
                owner=grant.facilitator,
            )
        except Refused as error:
            session["told"] = read_speech(site.lang())(error.words)
            return redirect("/host", 303)
        return redirect(f"/host/{room.code}", 303)

    @part.get("/host/<typed>/delete")
    @site.for_facilitators
    def deleting(typed: str) -> str:
        room = _kept(site, typed)
        return site.page(
            "host/delete.html", room=room, title=_known(site, room, site.lang())[0]
        )

    @part.post("/host/<typed>/delete")
    @site.for_facilitators
    def delete(typed: str) -> Response:
        code = _kept(site, typed).code
        site.host.deletion.delete_room(code)
        session["told"] = read_speech(site.lang())(_deleted(code, site.host.store.left))
        return redirect("/host", 303)

    @part.get("/host/<typed>")
    @site.for_facilitators
    def console(typed: str) -> str:
        return _console(site, site.steered(typed))

    @part.post("/host/<typed>/drive")
    @site.for_facilitators
    def drive(typed: str) -> Response:
        running = site.steered(typed)
        name, *items = request.form.get("command", "").split() or [""]
        item_field = BY_NAME[name].item_field if name in BY_NAME else ""
        if item_field:
            items = [request.form.get(item_field, "").strip()]
        command = read_command(name, items or _read_ticked())
        # A form of its own is no matter of where the room stands, and has no `v`.
        version = running.room.version
        seen = version if item_field else request.form.get("v", -1, int)
        try:
            if command is None:
                raise Refused(say("The page is out of date. Reload it."))
            site.host.handle(running.room.code, command, seen)
        except RausError as error:
            session["told"] = read_speech(site.lang_in(running))(error.words)
        return redirect(f"/host/{running.room.code}", 303)

    @part.post("/host/<typed>/address")
    @site.for_facilitators
    def address(typed: str) -> Response:
        running = site.steered(typed)
        if not site.login().grant.is_owner:
            raise Forbidden(say("The address is chosen by the owner of this machine."))
        if site.places.choose(request.form.get("ip", "")):
            site.host.installation.choose_address(site.places.ip)
            site.live.changed(running.room.code, "count")
        else:
            session["told"] = read_speech(site.lang_in(running))(
                say("This computer no longer has that address. Choose another.")
            )
        return redirect(f"/host/{running.room.code}", 303)

    @part.get("/host/<typed>/content")
    @site.for_facilitators
    def new_version(typed: str) -> str:
        running = site.steered(typed)
        lang = site.lang_in(running)
        refused: Message | None = None
        difference: Difference | None = None
        try:
            difference = site.host.versions.compare(running.room.code, lang)
        except RausError as error:
            refused = error.words
        return site.page(
            "host/content.html",
            code=running.room.code,
            title=running.programme.words_in(lang).title,
            version=running.room.version,
            difference=difference,
            refused=refused,
        )

    @part.post("/host/<typed>/content")
    @site.for_facilitators
    def take_in(typed: str) -> Response:
        running = site.steered(typed)
        words: Message = say("The room goes on with the new version of the programme.")
        try:
            site.host.versions.take_in(
                running.room.code, request.form.get("v", -1, int)
            )
        except RausError as error:
            words = error.words
        session["told"] = read_speech(site.lang_in(running))(words)
        return redirect(f"/host/{running.room.code}", 303)

    @part.get("/help")
    def help_page() -> str:
        lang = site.lang()
        keys = tuple(list_key_card(read_speech(lang)))
        return site.page("help/page.html", body=read_handbook(lang, keys))

    return part


def _read_ticked() -> list[str]:
    """Return the ids of the texts whose box is ticked, for the keys that are about those."""
    return [
        id_
        for box, ids in request.form.items()
        if box.startswith("item-")
        for id_ in ids.split()
    ]


def _deleted(code: str, left: Say | None) -> Say:
    """What is said of a room that was deleted, also where its traces are not wiped yet."""
    if left is None:
        return say(
            "Room {code} is deleted, and everything that was kept of it.", code=code
        )
    return say(
        "Room {code} is deleted, but can still be found in the database file. {why} It is tried "
        "again until it is done.",
        code=code,
        why=left,
    )


def _may_choose_address(site: Site) -> bool:
    """Return whether this browser may choose where phones find every room of this machine."""
    return not site.places.public and site.login().grant.is_owner


def _floor(typed: str) -> int:
    """The floor that a room asks for: 0 when the form leaves it to the server, and -1 for what
    is no number."""
    typed = typed.strip()
    if not typed:
        return 0
    return int(typed) if typed.isdecimal() and len(typed) < 6 and int(typed) else -1


def _kept(site: Site, typed: str) -> StoredRoom:
    """What is stored of the room, also of one whose programme can no longer be read."""
    code = tidy_code(typed)
    for room in list_stored_rooms(site.host.store, site.settings.retention_days):
        if room.code == code:
            if not site.login().grant.may_lead(room.owner):
                raise Forbidden(NOT_YOURS)
            return room
    raise NotFound(
        say("There is no room with this code. Check the code on the screen.")
    )


def _known(site: Site, room: StoredRoom, lang: str) -> tuple[str, LiveRoom | None]:
    """The room's title, and the room itself where its programme can be read."""
    running = site.host.rooms.find(room.code)
    return (
        running.programme.words_in(lang).title if running else room.programme or "–"
    ), running


def _console(site: Site, running: LiveRoom) -> str:
    room, lang = running.room, running.room.lang
    speaking = read_speech(lang)
    place = site.places.of(room.code, running.link_secret)
    trouble = site.host.store.trouble or ""
    connected, left = site.live.presence.phones(room.code), site.host.store.left
    guessing = site.live.watch.guessing
    picture = build_console(
        running, lang, site.host.clock(), connected, trouble, left, guessing
    )
    told: Message = session.pop("told", "")
    return site.page(
        "host/console.html",
        speaking,
        code=room.code,
        picture=picture,
        place=place,
        parts=host_parts(picture, speaking, place),
        data=host_data(picture),
        key_card=list_key_card(speaking),
        key_map=build_key_map("console"),
        places=site.places.addresses.all() if _may_choose_address(site) else (),
        chosen=site.places.ip,
        port=site.places.port,
        guest=bool(site.login().grant.room),
        told=told,
        newer=site.host.versions.has_newer(running),
    )
