"""Pages for the facilitator of a room whose programme has changed since it was opened."""

from __future__ import annotations

from flask import Blueprint, redirect, request, session
from werkzeug import Response

from seminar.content.translations import read_speech
from seminar.core.errors import RausError
from seminar.core.i18n import Message, say
from seminar.core.room.new_version import Difference
from seminar.web.pages.console import NO_VERSION
from seminar.web.pages.context import for_facilitators, site

blueprint = Blueprint("new_version", __name__)


@blueprint.get("/host/<typed>/content")
@for_facilitators
def show_difference(typed: str) -> str:
    """Show what is new, or why the room cannot take it in."""
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


@blueprint.post("/host/<typed>/content")
@for_facilitators
def take_in_version(typed: str) -> Response:
    """Let the room go on with the new version."""
    running = site.steered(typed)
    words: Message = say("The room goes on with the new version of the programme.")
    try:
        site.host.versions.take_in(
            running.room.code, request.form.get("v", NO_VERSION, int)
        )
    except RausError as error:
        words = error.words
    session["told"] = read_speech(site.lang_in(running))(words)
    return redirect(f"/host/{running.room.code}", 303)
