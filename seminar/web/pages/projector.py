"""The projector's page: no login, and the picture is in it from the first byte."""

from __future__ import annotations

from flask import Blueprint

from seminar.content.translations import read_speech
from seminar.service.screens.projector import build_projector
from seminar.web.pages.context import Site
from seminar.web.rendering import stage as draw_room


def pages(site: Site) -> Blueprint:
    part = Blueprint("screen", __name__)

    @part.get("/screen/<typed>")
    def screen(typed: str) -> str:
        running = site.room(typed)
        lang, code = running.room.lang, running.room.code
        picture = build_projector(running, lang, site.host.clock())
        speaking = read_speech(lang)
        return site.page(
            "screen/page.html",
            speaking,
            code=code,
            picture=picture,
            parts=draw_room.screen_parts(
                picture, speaking, site.places.of(code, running.link_secret)
            ),
            data=draw_room.screen_data(picture),
        )

    return part
