"""The projector's page: no login, and the picture is in it from the first byte."""

from __future__ import annotations

from flask import Blueprint

from seminar.content.translations import read_speech
from seminar.service.screens.key_card import build_key_map
from seminar.service.screens.projector import build_projector
from seminar.web.pages.context import site
from seminar.web.rendering import stage

blueprint = Blueprint("screen", __name__)


@blueprint.get("/screen/<typed>")
def show_projector(typed: str) -> str:
    """Show the projector's page."""
    running = site.room(typed)
    lang = running.room.lang
    code = running.room.code
    picture = build_projector(running, lang, site.host.clock())
    speaking = read_speech(lang)
    return site.page(
        "screen/page.html",
        speaking,
        code=code,
        picture=picture,
        parts=stage.screen_parts(
            picture, speaking, site.places.of(code, running.link_secret)
        ),
        data=stage.screen_data(picture),
        key_map=build_key_map("projector"),
    )
