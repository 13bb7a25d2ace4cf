"""Pages for the organiser: every print for a programme or a room, and what a room was shown, as
files."""

from __future__ import annotations

from typing import NoReturn

from flask import Blueprint, Response

from seminar.core.errors import NotFound
from seminar.core.i18n import say
from seminar.core.model.programme import Programme
from seminar.service.export.formats import FORMATS
from seminar.service.live_room import LiveRoom
from seminar.service.prints.registry import (
    JoinPlace,
    PrintSubject,
    find_print,
    prints_of,
)
from seminar.service.prints.report import Report, report
from seminar.web.pages.context import Site


def pages(site: Site) -> Blueprint:
    part = Blueprint("organise", __name__)

    @part.get("/organise")
    @site.for_facilitators
    def organise() -> str:
        lang = site.lang()
        return site.page(
            "organise/page.html",
            programmes=[
                (PrintSubject(programme, lang, site.terms()), words)
                for programme, words in site.programmes(lang)
            ],
            rooms=[
                (_room_subject(site, running), running.programme.words_in(lang))
                for running in site.host.rooms.list_open()
                if site.may_steer(running)
            ],
            programme_prints=prints_of("programme"),
            room_prints=prints_of("room"),
            answered=[
                _answered(running, lang)
                for running in (
                    *site.host.rooms.list_open(),
                    *site.host.rooms.list_closed(),
                )
                if site.may_steer(running)
            ],
            retention_days=site.settings.retention_days,
        )

    @part.get("/organise/<programme>/<lang>/<sheet>.pdf")
    @site.for_facilitators
    def programme_pdf(programme: str, lang: str, sheet: str) -> Response:
        kind = find_print(sheet, "programme") or _raise_no_page()
        subject = PrintSubject(_planned(site, programme, lang), lang, site.terms())
        return site.prints.pdf(kind.build(subject), f"{programme}-{sheet}-{lang}.pdf")

    @part.get("/organise/rooms/<typed>/<sheet>.pdf")
    @site.for_facilitators
    def room_pdf(typed: str, sheet: str) -> Response:
        kind = find_print(sheet, "room") or _raise_no_page()
        subject = _room_subject(site, site.steered(typed))
        return site.prints.pdf(kind.build(subject), f"raus-{sheet}-{subject.code}.pdf")

    @part.get("/organise/rooms/<typed>/results.<ending>")
    @site.for_facilitators
    def results(typed: str, ending: str) -> Response:
        if ending not in FORMATS:
            _raise_no_page()
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


def _raise_no_page() -> NoReturn:
    raise NotFound(
        say("There is no page here. Check the address, or go to the start page.")
    )


def _room_subject(site: Site, running: LiveRoom) -> PrintSubject:
    """Return what the prints of a room are made of, in the reader's language."""
    place = site.places.of(running.room.code, running.link_secret)
    return PrintSubject(
        running.programme,
        site.lang_in(running),
        site.terms(running),
        JoinPlace(place.url, place.address, place.code),
    )


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
