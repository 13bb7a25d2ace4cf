"""Pages for the facilitator of one room: the console, its commands without a script, and the
address that phones use."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session
from werkzeug import Response

from seminar.content.translations import read_speech
from seminar.core.errors import Forbidden, RausError, Refused
from seminar.core.i18n import say
from seminar.service.screens.console import build_console
from seminar.service.screens.console_commands import BY_NAME, read_command
from seminar.service.screens.key_card import build_key_map, list_key_card
from seminar.web.pages.context import for_facilitators, site
from seminar.web.rendering.console import host_data, host_parts

NO_VERSION = -1
"""Stands for a version that the form does not name: older than any, so nothing is done."""

blueprint = Blueprint("console", __name__)


@blueprint.get("/host/<typed>")
@for_facilitators
def show_console(typed: str) -> str:
    """Show the console with its picture already in it; a room is led in the room's language."""
    running = site.steered(typed)
    room = running.room
    speech = read_speech(room.lang)
    place = site.places.of(room.code, running.link_secret)
    picture = build_console(
        running,
        room.lang,
        site.host.clock(),
        site.live.presence.phones(room.code),
        site.host.store.trouble or "",
        site.host.store.left,
        site.live.watch.guessing,
    )
    return site.page(
        "host/console.html",
        speech,
        code=room.code,
        picture=picture,
        place=place,
        parts=host_parts(picture, speech, place),
        data=host_data(picture),
        key_card=list_key_card(speech),
        key_map=build_key_map("console"),
        places=site.places.addresses.all() if _may_choose_address() else (),
        chosen=site.places.ip,
        port=site.places.port,
        guest=bool(site.login().grant.room),
        told=session.pop("told", ""),
        newer=site.host.versions.has_newer(running),
    )


@blueprint.post("/host/<typed>/drive")
@for_facilitators
def drive(typed: str) -> Response:
    """Carry out a command of the console's form, as `drive` does over the socket."""
    running = site.steered(typed)
    code = running.room.code
    name, *items = request.form.get("command", "").split() or [""]
    item_field = BY_NAME[name].item_field if name in BY_NAME else ""
    if item_field:
        items = [request.form.get(item_field, "").strip()]
    command = read_command(name, items or _read_ticked())
    # A form of its own is no matter of where the room stands, and has no `v`.
    version = running.room.version
    seen = version if item_field else request.form.get("v", NO_VERSION, int)
    try:
        if command is None:
            raise Refused(say("The page is out of date. Reload it."))
        site.host.handle(code, command, seen)
    except RausError as error:
        session["told"] = read_speech(site.lang_in(running))(error.words)
    return redirect(f"/host/{code}", 303)


@blueprint.post("/host/<typed>/address")
@for_facilitators
def choose_address(typed: str) -> Response:
    """Choose which of this machine's addresses phones are sent to, in every room."""
    running = site.steered(typed)
    code = running.room.code
    if not site.login().grant.is_owner:
        raise Forbidden(say("The address is chosen by the owner of this machine."))
    if site.places.choose(request.form.get("ip", "")):
        site.host.installation.choose_address(site.places.ip)
        site.live.changed(code, "count")
    else:
        words = say("This computer no longer has that address. Choose another.")
        session["told"] = read_speech(site.lang_in(running))(words)
    return redirect(f"/host/{code}", 303)


def _may_choose_address() -> bool:
    """Return whether this browser may choose where phones find every room of this machine."""
    return not site.places.public and site.login().grant.is_owner


def _read_ticked() -> list[str]:
    """Return the ids of the texts whose box is ticked, for the keys that are about those."""
    return [
        text_id
        for box, ids in request.form.items()
        if box.startswith("item-")
        for text_id in ids.split()
    ]
