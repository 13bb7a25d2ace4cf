"""Pages for participants: type a code, join, answer. Everything here works without JavaScript."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from flask import Blueprint, make_response, redirect, request, session
from werkzeug import Response

from seminar.content.catalogues import speech
from seminar.core.errors import RausError
from seminar.core.language import Words
from seminar.service import painting
from seminar.service.answers import Sending
from seminar.service.identity import new_token, tidy_code
from seminar.service.privacy_notice import PHONE_DAYS, notice
from seminar.service.running import Running
from seminar.web import access, draw
from seminar.web.site import Site


def pages(site: Site) -> Blueprint:
    part = Blueprint("phone", __name__)

    @part.get("/")
    @part.get("/j")
    @part.get("/J")
    def code() -> str | Response:
        typed = tidy_code(request.args.get("code", ""))
        if not typed:
            return site.page("code.html", typed="", words="")
        try:
            running = site.room(typed)
        except RausError as error:
            return site.page("code.html", typed=typed, words=error.words)
        return redirect(f"/j/{running.room.code}", 303)

    @part.get("/j/<typed>")
    @part.get("/J/<typed>")
    def room(typed: str) -> str | Response:
        running = site.room(typed)
        if site.is_member(running.room.code) or running.room.closed:
            return _shown(site, running)
        return _joining(site, running)

    @part.get("/personvern")
    def privacy() -> str:
        return _privacy(site)

    @part.get("/j/<typed>/personvern")
    def room_privacy(typed: str) -> str:
        return _privacy(site, site.room(typed))

    @part.post("/j/<typed>/join")
    def join(typed: str) -> Response:
        running = site.room(typed)
        code = running.room.code
        token = site.host.join(code, site.token(code))
        response = make_response(redirect(f"/j/{code}", 303))
        access.set_token(response, access.phone_cookie(code), token, PHONE_DAYS)
        return response

    @part.post("/j/<typed>/answer")
    def answer(typed: str) -> Response:
        running = site.room(typed)
        code, token = running.room.code, site.token(running.room.code)
        if token is None or not site.is_member(code):
            return redirect(f"/j/{code}", 303)
        sending = _sent()
        try:
            site.host.answer_and_wait(code, token, sending)
        except RausError as error:
            # Not a redirect: what was written stands on the page again, beside the reason.
            return make_response(_shown(site, running, error.words, sending.form), 409)
        session["saved"] = True
        return redirect(f"/j/{code}", 303)

    return part


def _joining(site: Site, running: Running) -> str:
    speaking = speech(site.lang(running.room.lang))
    words = running.programme.said(speaking.lang)
    return site.page(
        "phone/join.html",
        speaking,
        code=running.room.code,
        programme=words.title,
        retention_days=site.settings.retention_days,
        series_days=site.settings.series_days if running.follows else 0,
        floor=running.rules.floor,
    )


def _shown(site: Site, running: Running, told: Words = "", typed: Mapping[str, str] | None = None) -> str:
    """The phone's page with the picture already in it, and with what this participant has saved or just typed."""
    room, lang = running.room, site.lang(running.room.lang)
    picture = painting.phone(running, lang, site.host.clock())
    token = site.token(room.code)
    sent: dict[str, dict[str, str]] = {}
    for name, text in (typed or {}).items():
        question, _, part = name.rpartition("/")
        sent.setdefault(question, {})[part] = text
    # A box that was unticked is not in what was sent, so this takes the place of all that was saved of a question.
    saved = {**site.host.saved(room.code, token), **sent}
    forms = tuple(replace(asked, saved=saved.get(asked.question, {})) for asked in picture.forms)
    counted, own = site.host.is_counted(room.code, token), site.host.own(room.code, token, lang)
    score = site.host.score(room.code, token)
    picture = replace(picture, forms=() if counted else forms, counted=counted, own=own, score=score)
    speaking = speech(lang)
    return site.page(
        "phone/page.html",
        speaking,
        code=room.code,
        programme=running.programme.said(lang).title,
        picture=picture,
        parts=draw.phone_parts(picture, speaking),
        told=told,
        typed={} if forms else dict(typed or {}),
        just_saved=session.pop("saved", False),
        op=new_token()[:22],
    )


def _privacy(site: Site, running: Running | None = None) -> str:
    """The privacy statement of one room, or of this server."""
    lang = site.lang(running.room.lang if running else None)
    programme, code = (running.programme, running.room.code) if running else (None, "")
    document = notice(site.terms(running), lang, programme, code)
    return site.page("privacy.html", speech(lang), document=document, code=code)


def _sent() -> Sending:
    """A plain form post as the same value that a script would send."""
    form = request.form
    fields = {name: text for name, text in form.items() if "/" in name}
    number = form.get("round", "")
    return Sending(form.get("op", "") or new_token()[:22], form.get("step", ""), _whole(number), None, fields)


def _whole(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 6 else 0
