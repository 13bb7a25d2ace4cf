"""Pages about who leads here: the list of logins, logging out, and inviting somebody to a room."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, request, session
from werkzeug import Response

from seminar.content.translations import read_speech
from seminar.core.i18n import say_n
from seminar.service.logins import LOGIN_DAYS, Grant, describe_grant
from seminar.web.pages.context import Site
from seminar.web.security import cookies
from seminar.web.security.start_links import GOOD_FOR, Links


def pages(site: Site) -> Blueprint:
    part = Blueprint("logins", __name__)
    links = Links(site.settings.data)

    @part.get("/logins")
    @site.for_facilitators
    def list_logins() -> str:
        own = site.login()
        return site.page(
            "host/logins.html",
            own=own,
            logins=[
                (login, describe_grant(login.grant))
                for login in site.host.logins.visible_to(own)
            ],
            days=LOGIN_DAYS,
            told=session.pop("told", ""),
        )

    @part.post("/logins/<id>/end")
    @site.for_facilitators
    def end(id: str) -> Response:
        own = site.login()
        if id == own.id:
            return log_out()
        return _told(site, site.host.logins.end(own, {id}))

    @part.post("/logins/end-others")
    @site.for_facilitators
    def end_others() -> Response:
        own = site.login()
        others = {login.id for login in site.host.logins.visible_to(own)} - {own.id}
        return _told(site, site.host.logins.end(own, others))

    @part.post("/logout")
    def log_out() -> Response:
        own = site.host.logins.find(site.host_token())
        if own is not None:
            site.host.logins.end(own, {own.id})
        response = make_response(site.page("host/logged_out.html"))
        session.clear()
        cookies.delete_token(response, cookies.HOST_COOKIE)
        return response

    @part.post("/host/<typed>/invite")
    @site.for_facilitators
    def invite(typed: str) -> str:
        running = site.steered(typed)
        code = running.room.code
        grant = site.login().grant
        # Whoever is a guest already can only ask others to the same room.
        is_own = request.form.get("for") == "device" and not grant.room
        given = grant if is_own else Grant(grant.facilitator, code)
        return site.page(
            "host/invite.html",
            read_speech(site.lang_in(running)),
            code=code,
            link=f"{site.places.base()}/in/{links.make(given)}"
            + f"?room={code}" * is_own,
            is_own=is_own,
            minutes=GOOD_FOR // 60,
            days=LOGIN_DAYS,
        )

    return part


def _told(site: Site, ended: int) -> Response:
    """Go back to the list, and say there what came of the press."""
    words = say_n("{n} login is ended.", "{n} logins are ended.", ended)
    session["told"] = read_speech(site.lang())(words)
    return redirect("/logins", 303)
