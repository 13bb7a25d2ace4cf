"""Pages by which a participant takes something home: a page, a sheet made in memory of what they
choose, and a calendar file.

Nothing here is stored. What only the phone has is sent with the form that asks for the sheet, and
is gone with it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from flask import Blueprint, jsonify, make_response, redirect, request, session
from werkzeug import Response

from seminar.content.translations import read_speech
from seminar.core.elements import Code, Document
from seminar.core.errors import Refused
from seminar.core.i18n import Message
from seminar.service import private_texts
from seminar.service.live_room import LiveRoom
from seminar.service.participant.answers import answers_of
from seminar.service.prints.reminders import (
    build_calendar,
    format_full_day,
    list_reminders,
)
from seminar.service.prints.takehome import build_take_home
from seminar.service.screens import results
from seminar.service.series.return_cards import group_signs
from seminar.web.pages.context import site

OWN = "own/"
"""How the fields of texts that only the phone has begin; a text that was not ticked is not in
the form at all."""
ANSWERS = "answers"
RESULTS = "results"
CARD = "card"
HAD = frozenset((ANSWERS, RESULTS))
"""What is ticked from the start: what the server has already. A return card is for whoever asks
for one."""
CARD_MM = 32.0
"""Width of a return card's square on paper, in millimetres."""


blueprint = Blueprint("takehome", __name__)


@blueprint.get("/j/<typed>/take-home")
def show_takehome(typed: str) -> str | Response:
    """Show what can be taken home."""
    running = site.room(typed)
    return _show_page(running) if _may_take_home(running) else _go_to_room(running)


@blueprint.post("/j/<typed>/take-home.pdf")
def make_sheet(typed: str) -> Response:
    """Make the sheet of what was chosen."""
    running = site.room(typed)
    if not _may_take_home(running):
        return _go_to_room(running)
    chosen = frozenset(request.form.getlist("include"))
    owner = _name_owner(running)
    site.prints.admit(owner)
    try:
        document = _build_sheet(running, chosen)
    except Refused as error:
        return make_response(_show_page(running, chosen, error.words), 409)
    return site.prints.pdf(
        document, f"raus-{_find_day(running)}.pdf", "attachment", owner
    )


@blueprint.get("/j/<typed>/take-home/queue")
def count_queue(typed: str) -> Response:
    """Return how many sheets come before this phone's own; null when it waits for none."""
    running = site.room(typed)
    return jsonify(ahead=site.prints.ahead_of(_name_owner(running)))


@blueprint.get("/j/<typed>/reminders.ics")
def send_reminders(typed: str) -> Response:
    """Send the reminders as a calendar file."""
    running = site.room(typed)
    if not _may_take_home(running):
        return _go_to_room(running)
    named = {"Content-Disposition": f'inline; filename="raus-{_find_day(running)}.ics"'}
    return Response(
        _build_calendar(running),
        content_type="text/calendar; charset=utf-8",
        headers=named,
    )


def _may_take_home(running: LiveRoom) -> bool:
    """Return whether somebody may take things home: who has joined, and once the room is closed,
    whoever has its code, for nobody's own answers are left then."""
    return running.room.closed or site.is_member(running.room.code)


def _name_owner(running: LiveRoom) -> str:
    """Return the name under which somebody waits for a sheet of this room: the participant, or once
    the room is closed, the visitor."""
    code = running.room.code
    return f"{code}/{site.token(code) or session.get('visitor', '')}"


def _go_to_room(running: LiveRoom) -> Response:
    return redirect(f"/j/{running.room.code}", 303)


def _show_page(
    running: LiveRoom, chosen: frozenset[str] = HAD, told: Message = ""
) -> str:
    lang = site.lang_in(running)
    code = running.room.code
    words = running.programme.words_in(lang)
    day = _find_day(running)
    return site.page(
        "phone/takehome.html",
        read_speech(lang),
        code=code,
        languages=running.programme.languages,
        closed=running.room.closed,
        programme=words.title,
        exercises=words.exercises,
        day=format_full_day(day, lang),
        chosen=chosen,
        told=told,
        answers=answers_of(running, lang, site.token(code)),
        questions=private_texts.list_own_questions(running.programme, lang),
        noted=bool(private_texts.list_step_notes(running.programme, lang)),
        notes_limit=private_texts.NOTES_LIMIT,
        seen=results.list_shown_results(running, lang),
        card=_make_card(running) is not None,
        reminders=[
            (format_full_day(reminder.day, lang), reminder.question)
            for reminder in list_reminders(day)
        ],
        calendar=_build_calendar(running).decode(),
    )


def _build_sheet(running: LiveRoom, chosen: frozenset[str]) -> Document:
    """The sheet with what was chosen; `Refused` in words when a text is too long."""
    lang = site.lang_in(running)
    return build_take_home(
        running.programme,
        lang,
        _find_day(running),
        texts=private_texts.clean_private_texts(
            running.programme, lang, _read_own_texts(request.form)
        ),
        answers=answers_of(running, lang, site.token(running.room.code))
        if ANSWERS in chosen
        else (),
        seen=results.list_shown_results(running, lang) if RESULTS in chosen else (),
        card=_make_card(running) if CARD in chosen else None,
    )


def _make_card(running: LiveRoom) -> Code | None:
    """This participant's return card, where there is one to be had."""
    code = running.room.code
    token = site.token(running.room.code)
    if not running.follows or token is None or not site.is_member(code):
        return None
    try:
        sealed = site.host.cards.make_card(site.host.rooms.get(code), token)
    except Refused:
        return None
    link = site.places.card(sealed)
    return Code(link, link.partition("#")[0].lower(), group_signs(sealed), CARD_MM)


def _read_own_texts(form: Mapping[str, str]) -> dict[str, str]:
    return {
        name.removeprefix(OWN): text
        for name, text in form.items()
        if name.startswith(OWN)
    }


def _build_calendar(running: LiveRoom) -> bytes:
    lang = site.lang_in(running)
    return build_calendar(
        running.programme.words_in(lang).title,
        _find_day(running),
        f"{request.url_root}j/{running.room.code}/take-home",
        site.settings.retention_days,
        read_speech(lang),
        datetime.fromtimestamp(site.host.clock(), UTC),
    )


def _find_day(running: LiveRoom) -> date:
    """The day of the room: when it left its welcome, or today."""
    return date.fromtimestamp(running.room.started or site.host.clock())
