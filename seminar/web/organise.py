"""Pages for the organiser: every print, with its language, for a programme or a room."""

from __future__ import annotations

from collections.abc import Callable

import gevent
from flask import Blueprint, Response

from seminar.content.catalogues import speech
from seminar.core.errors import NotFound
from seminar.core.language import LANGUAGES, say
from seminar.core.programme import Programme
from seminar.core.words import Document
from seminar.pdf import render
from seminar.service.handouts import handout, poster
from seminar.service.privacy_notice import Terms, notice, record
from seminar.service.private_sheet import private_sheet
from seminar.web.site import Site

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
            programmes=[(one, one.said(lang)) for one in site.host.library.programmes.values()],
            rooms=[(one, one.programme.said(lang), site.places.of(one.room.code)) for one in site.host.rooms()],
        )

    @part.get("/organise/<programme>/<lang>/handout.pdf")
    @site.for_facilitators
    def handout_pdf(programme: str, lang: str) -> Response:
        return _pdf(handout(_planned(site, programme, lang), lang), f"{programme}-{lang}.pdf")

    @part.get("/organise/<programme>/<lang>/private.pdf")
    @site.for_facilitators
    def private_pdf(programme: str, lang: str) -> Response:
        return _pdf(private_sheet(_planned(site, programme, lang), lang), f"{programme}-private-{lang}.pdf")

    @part.get("/organise/rooms/<typed>/poster.pdf")
    @site.for_facilitators
    def poster_pdf(typed: str) -> Response:
        running = site.room(typed)
        place, lang = site.places.of(running.room.code), site.lang(running.room.lang)
        document = poster(running.programme, lang, place.url, place.address, place.code)
        return _pdf(document, f"raus-{place.code}.pdf")

    @part.get("/organise/<programme>/<lang>/privacy.pdf", defaults={"what": "privacy"})
    @part.get("/organise/<programme>/<lang>/record.pdf", defaults={"what": "record"})
    @site.for_facilitators
    def promise_pdf(programme: str, lang: str, what: str) -> Response:
        document = PROMISES[what](site.terms, lang, _planned(site, programme, lang), "")
        return _pdf(document, f"{programme}-{what}-{lang}.pdf")

    @part.get("/organise/rooms/<typed>/privacy.pdf", defaults={"what": "privacy"})
    @part.get("/organise/rooms/<typed>/record.pdf", defaults={"what": "record"})
    @site.for_facilitators
    def room_promise_pdf(typed: str, what: str) -> Response:
        running = site.room(typed)
        code, lang = running.room.code, site.lang(running.room.lang)
        return _pdf(PROMISES[what](site.terms_of(running), lang, running.programme, code), f"raus-{what}-{code}.pdf")

    return part


def _planned(site: Site, programme: str, lang: str) -> Programme:
    """The programme, if it can be printed in this language."""
    planned = site.host.library.programme(programme)
    if lang not in LANGUAGES or lang not in planned.languages:
        raise NotFound(say("There is no print in that language."))
    return planned


def _pdf(document: Document, name: str) -> Response:
    """The document as PDF. Drawn in a thread beside the event loop, so that no phone waits for it."""
    pool = gevent.get_hub().threadpool
    pdf = pool.apply(render, (document, speech(document.lang)))
    return Response(pdf, content_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})
