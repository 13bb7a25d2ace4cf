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
    list_prints,
)
from seminar.service.prints.report import RoomReport, build_report
from seminar.web.pages.context import for_facilitators, site

blueprint = Blueprint("organise", __name__)


@blueprint.get("/organise")
@for_facilitators
def show_prints() -> str:
    """Show every print of every programme and room, and what rooms were shown."""
    lang = site.lang()
    return site.page(
        "organise/page.html",
        programmes=[
            (PrintSubject(programme, lang, site.terms()), words)
            for programme, words in site.programmes(lang)
        ],
        rooms=[
            (_build_room_subject(running), running.programme.words_in(lang))
            for running in site.host.rooms.list_open()
            if site.may_steer(running)
        ],
        programme_prints=list_prints("programme"),
        room_prints=list_prints("room"),
        answered=[
            _describe_results(running, lang)
            for running in (
                *site.host.rooms.list_open(),
                *site.host.rooms.list_closed(),
            )
            if site.may_steer(running)
        ],
        retention_days=site.settings.retention_days,
    )


@blueprint.get("/organise/<programme>/<lang>/<sheet>.pdf")
@for_facilitators
def print_programme(programme: str, lang: str, sheet: str) -> Response:
    """Make a print of a programme."""
    kind = find_print(sheet, "programme") or _raise_no_page()
    subject = PrintSubject(_find_programme(programme, lang), lang, site.terms())
    return site.prints.pdf(kind.build(subject), f"{programme}-{sheet}-{lang}.pdf")


@blueprint.get("/organise/rooms/<typed>/<sheet>.pdf")
@for_facilitators
def print_room(typed: str, sheet: str) -> Response:
    """Make a print of a room."""
    kind = find_print(sheet, "room") or _raise_no_page()
    subject = _build_room_subject(site.steered(typed))
    return site.prints.pdf(kind.build(subject), f"raus-{sheet}-{subject.code}.pdf")


@blueprint.get("/organise/rooms/<typed>/results.<ending>")
@for_facilitators
def export_results(typed: str, ending: str) -> Response:
    """Make a file of what a room was shown."""
    if ending not in FORMATS:
        _raise_no_page()
    report = build_report(site.steered(typed))
    export = FORMATS[ending]
    name = f"raus-{report.code}.{ending}"
    return site.prints.file(
        export.make,
        report,
        report.lang,
        export.type,
        name,
        "inline" if ending == "pdf" else "attachment",
    )


def _raise_no_page() -> NoReturn:
    raise NotFound(
        say("There is no page here. Check the address, or go to the start page.")
    )


def _build_room_subject(running: LiveRoom) -> PrintSubject:
    """Return what the prints of a room are made of, in the reader's language."""
    place = site.places.of(running.room.code, running.link_secret)
    return PrintSubject(
        running.programme,
        site.lang_in(running),
        site.terms(running),
        JoinPlace(place.url, place.address, place.code),
    )


def _describe_results(running: LiveRoom, lang: str) -> tuple[RoomReport, str, bool]:
    """Return a room's row: the report of what it was shown, its programme in the reader's language,
    whether it is closed."""
    return (
        build_report(running),
        running.programme.words_in(lang).title,
        running.room.closed,
    )


def _find_programme(programme: str, lang: str) -> Programme:
    """The programme, if it can be printed in this language."""
    planned = site.host.library.programme(programme)
    if lang not in planned.languages:
        raise NotFound(say("There is no print in that language."))
    return planned
