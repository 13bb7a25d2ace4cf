"""Pages for the organiser: every print for a programme or a room, and what a room was shown, as
files."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Response

from seminar.core.elements import Document
from seminar.core.errors import NotFound
from seminar.core.i18n import say
from seminar.core.model.programme import Programme
from seminar.service.export.formats import FORMATS
from seminar.service.live_room import LiveRoom
from seminar.service.prints.handout import handout
from seminar.service.prints.poster import poster
from seminar.service.prints.privacy_notice import Terms, notice, record
from seminar.service.prints.private_sheet import private_sheet
from seminar.service.prints.report import Report, report
from seminar.web.pages.context import Site

Promise = Callable[[Terms, str, Programme, str], Document]

PROMISES: dict[str, Promise] = {"privacy": notice, "record": record}
"""What the organiser prints about privacy, by its name in the address."""


def pages(site: Site) -> Blueprint:
    part = Blueprint("organise", __name__)

    @part.get("/organise")
    @site.for_facilitators
    def organise() -> str:
        lang = site.lang()
        return site.page(
            "organise/page.html",
            programmes=site.programmes(lang),
            rooms=[
                (
                    one,
                    one.programme.words_in(lang),
                    site.places.of(one.room.code, one.link_secret),
                )
                for one in site.host.rooms()
                if site.may_steer(one)
            ],
            answered=[
                _answered(one, lang)
                for one in (*site.host.rooms(), *site.host.closed())
                if site.may_steer(one)
            ],
            retention_days=site.settings.retention_days,
        )

    @part.get("/organise/<programme>/<lang>/handout.pdf")
    @site.for_facilitators
    def handout_pdf(programme: str, lang: str) -> Response:
        return site.prints.pdf(
            handout(_planned(site, programme, lang), lang), f"{programme}-{lang}.pdf"
        )

    @part.get("/organise/<programme>/<lang>/private.pdf")
    @site.for_facilitators
    def private_pdf(programme: str, lang: str) -> Response:
        return site.prints.pdf(
            private_sheet(_planned(site, programme, lang), lang), f"{programme}-private-{lang}.pdf"
        )

    @part.get("/organise/rooms/<typed>/poster.pdf")
    @site.for_facilitators
    def poster_pdf(typed: str) -> Response:
        running = site.steered(typed)
        place = site.places.of(running.room.code, running.link_secret)
        lang = site.lang_in(running)
        document = poster(running.programme, lang, place.url, place.address, place.code)
        return site.prints.pdf(document, f"raus-{place.code}.pdf")

    @part.get("/organise/<programme>/<lang>/privacy.pdf", defaults={"what": "privacy"})
    @part.get("/organise/<programme>/<lang>/record.pdf", defaults={"what": "record"})
    @site.for_facilitators
    def promise_pdf(programme: str, lang: str, what: str) -> Response:
        document = PROMISES[what](site.terms(), lang, _planned(site, programme, lang), "")
        return site.prints.pdf(document, f"{programme}-{what}-{lang}.pdf")

    @part.get("/organise/rooms/<typed>/privacy.pdf", defaults={"what": "privacy"})
    @part.get("/organise/rooms/<typed>/record.pdf", defaults={"what": "record"})
    @site.for_facilitators
    def room_promise_pdf(typed: str, what: str) -> Response:
        running = site.steered(typed)
        code, lang = running.room.code, site.lang_in(running)
        document = PROMISES[what](site.terms(running), lang, running.programme, code)
        return site.prints.pdf(document, f"raus-{what}-{code}.pdf")

    @part.get("/organise/rooms/<typed>/results.<ending>")
    @site.for_facilitators
    def results(typed: str, ending: str) -> Response:
        if ending not in FORMATS:
            raise NotFound(
                say("There is no page here. Check the address, or go to the start page.")
            )
        told, made = report(site.steered(typed)), FORMATS[ending]
        name = f"raus-{told.code}.{ending}"
        return site.prints.file(
            made.make,
            told,
            told.lang,
            made.type,
            name,
            "inline" if ending == "pdf" else "attachment",
        )

    return part


def _answered(running: LiveRoom, lang: str) -> tuple[Report, str, bool]:
    """What stands on a room's row: what it was shown, its programme in the reader's language,
    whether it is closed."""
    return report(running), running.programme.words_in(lang).title, running.room.closed


def _planned(site: Site, programme: str, lang: str) -> Programme:
    """The programme, if it can be printed in this language."""
    planned = site.host.library.programme(programme)
    if lang not in planned.languages:
        raise NotFound(say("There is no print in that language."))
    return planned
