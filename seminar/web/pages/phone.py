"""Pages for participants: type a code, join, answer. Everything here works without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, make_response, redirect, request, session
from werkzeug import Response

from seminar.content.translations import read_speech
from seminar.core.errors import RausError, Refused
from seminar.core.i18n import Message, say
from seminar.service.answers.intake import Sending
from seminar.service.live_room import LiveRoom
from seminar.service.participant import phone_state
from seminar.service.prints.privacy_notice import build_notice
from seminar.service.prints.terms import PHONE_DAYS
from seminar.service.pseudonyms import new_token, read_link
from seminar.service.rooms.participants import DOOR_CLOSED
from seminar.service.screens.phone import build_phone
from seminar.service.seating.requests import WISHES, Wish
from seminar.service.view_models import PhonePicture
from seminar.web.pages.context import site
from seminar.web.rendering import templates
from seminar.web.security import cookies

OP_LENGTH = 22
"""Characters that name one sending: as many as 128 bits take, so that no two are the same."""

blueprint = Blueprint("phone", __name__)


@blueprint.get("/")
@blueprint.get("/j")
@blueprint.get("/J")
def enter_code() -> str | Response:
    """Ask for a room's code, or lead to the room with the code that was typed."""
    typed, _ = read_link(request.args.get("code", ""))
    if not typed:
        return site.page("code.html", typed="", words="")
    try:
        running = site.room(typed)
    except RausError as error:
        return site.page("code.html", typed=typed, words=error.words)
    return redirect(f"/j/{running.room.code}", 303)


@blueprint.get("/j/<typed>")
@blueprint.get("/J/<typed>")
def show_room(typed: str) -> str | Response:
    """Show the phone's page, or ask whoever is new to join."""
    running = site.room(typed)
    if site.is_member(running.room.code) or running.room.closed:
        return _show_phone(running)
    return _show_joining(running)


@blueprint.get("/personvern")
def show_privacy() -> str:
    """Show the privacy statement of this server."""
    return _show_statement()


@blueprint.get("/j/<typed>/personvern")
def show_room_privacy(typed: str) -> str:
    """Show the privacy statement of one room."""
    return _show_statement(site.room(typed))


@blueprint.post("/j/<typed>/join")
def join_room(typed: str) -> Response:
    """Let this phone in, and give it its token."""
    running = site.room(typed)
    code = running.room.code
    token = site.token(code)
    visit = cookies.read_visit(session).visitor
    try:
        if not (
            site.is_member(code) or site.host.participants.visit_has_joined(code, visit)
        ):
            site.arrivals.admit(code)
        token = site.host.participants.join(code, token, visit)
    except Refused as error:
        return make_response(_show_joining(running, error.words), 409)
    response = make_response(redirect(f"/j/{code}", 303))
    cookies.set_token(response, cookies.phone_cookie(code), token, PHONE_DAYS)
    return response


@blueprint.post("/j/<typed>/answer")
def send_answer(typed: str) -> Response:
    """Take an answer, and show the page again when it is committed."""
    running = site.room(typed)
    code = running.room.code
    token = site.token(running.room.code)
    if token is None or not site.is_member(code):
        return redirect(f"/j/{code}", 303)
    sending = _read_sending()
    try:
        site.host.answer_and_wait(code, token, sending)
    except RausError as error:
        # Not a redirect: what was written stands on the page again, beside the reason.
        return make_response(_show_phone(running, error.words, sending.form), 409)
    session["saved"] = True
    return redirect(f"/j/{code}", 303)


@blueprint.post("/j/<typed>/seat")
def change_seat(typed: str) -> Response:
    """Carry out what a participant asks for about their seat."""
    running = site.room(typed)
    code = running.room.code
    wish, number = _read_wish()
    try:
        if wish is None:
            raise Refused(say("The page is out of date. Reload it."))
        site.host.seats.fulfil_wish(code, site.token(code), wish, number)
    except RausError as error:
        return make_response(_show_phone(running, error.words), 409)
    return redirect(f"/j/{code}", 303)


def _show_joining(running: LiveRoom, told: Message = "") -> str:
    visit = cookies.read_visit(session).visitor
    has_joined = site.host.participants.visit_has_joined(running.room.code, visit)
    speaking = read_speech(site.lang_in(running))
    words = running.programme.words_in(speaking.lang)
    return site.page(
        "phone/join.html",
        speaking,
        code=running.room.code,
        languages=running.programme.languages,
        programme=words.title,
        retention_days=site.settings.retention_days,
        series_days=site.settings.series_days if running.follows else 0,
        floor=running.rules.floor,
        door_closed=running.room.door_closed and not has_joined,
        told=told,
        shut=DOOR_CLOSED,
    )


def _show_phone(
    running: LiveRoom,
    told: Message = "",
    typed: Mapping[str, str] | None = None,
) -> str:
    """Return the phone's page with the picture already in it, and with what this participant has
    saved or just typed."""
    code = running.room.code
    lang = site.lang_in(running)
    speech = read_speech(lang)
    typed_fields = dict(typed or {})
    picture = _build_own_picture(running, lang, typed_fields)
    return site.page(
        "phone/page.html",
        speech,
        code=code,
        languages=running.programme.languages,
        programme=running.programme.words_in(lang).title,
        picture=picture,
        parts=templates.phone_parts(picture, speech),
        told=told,
        typed={} if picture.forms else typed_fields,
        just_saved=session.pop("saved", False),
        op=new_token()[:OP_LENGTH],
    )


def _build_own_picture(
    running: LiveRoom, lang: str, typed: Mapping[str, str]
) -> PhonePicture:
    """Build the picture of the room with what is this participant's alone: their seat, their
    answers, and a form only where they may answer."""
    code = running.room.code
    token = site.token(code)
    picture = build_phone(running, lang, site.host.clock())
    counted = phone_state.is_counted(running, token)
    seats = site.host.seats
    seats.note_visit(code, token)
    sitting = seats.find_sitting(code, token)
    may_answer = seats.may_answer(code, token)
    # A box that was unticked is not in what was sent, so this takes the place of all that was saved
    # of a question.
    saved = {
        **phone_state.read_saved_fields(running, token),
        **_group_by_question(typed),
    }
    forms = tuple(
        replace(form, saved=saved.get(form.question, {})) for form in picture.forms
    )
    return replace(
        picture,
        forms=forms if may_answer and not counted else (),
        counted=counted,
        own=phone_state.recall_answers(running, token, lang, site.host.clock()),
        score=phone_state.read_score(running, token),
        sitting=sitting,
        may_answer=may_answer,
    )


def _group_by_question(typed: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the fields of a form, named `question/field`, by question and field."""
    fields: dict[str, dict[str, str]] = {}
    for name, text in typed.items():
        question, _, field = name.rpartition("/")
        fields.setdefault(question, {})[field] = text
    return fields


def _show_statement(running: LiveRoom | None = None) -> str:
    """Return the privacy statement of one room, or of this server."""
    lang = site.lang_in(running) if running else site.lang()
    programme, code = (running.programme, running.room.code) if running else (None, "")
    languages = programme.languages if programme else ()
    document = build_notice(site.terms(running), lang, programme, code)
    return site.page(
        "privacy.html",
        read_speech(lang),
        document=document,
        code=code,
        languages=languages,
    )


def _read_sending() -> Sending:
    """Read a plain form post as the same value that a script would send."""
    form = request.form
    fields = {name: text for name, text in form.items() if "/" in name}
    number = form.get("round", "")
    return Sending(
        form.get("op", "") or new_token()[:OP_LENGTH],
        form.get("step", ""),
        _read_number(number),
        None,
        fields,
    )


def _read_wish() -> tuple[Wish | None, int]:
    """Read what a participant asks for with a button about seats, and the number that belongs
    to it."""
    name, _, number = request.form.get("seat", "").partition(" ")
    wish = next((known for known in WISHES if known == name), None)
    typed = number or request.form.get("number", "").strip()
    return wish, int(typed) if typed.isdecimal() and len(typed) < 6 else -1


def _read_number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
