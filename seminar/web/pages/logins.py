"""Pages about who leads here: the list of logins, logging out, and inviting somebody to a room."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, request, session
from werkzeug import Response

from seminar.content.translations import read_speech
from seminar.core.i18n import say_n
from seminar.service.logins import LOGIN_DAYS, Grant, describe_grant
from seminar.web.pages.context import for_facilitators, site
from seminar.web.security import cookies
from seminar.web.security.start_links import GOOD_FOR

blueprint = Blueprint("logins", __name__)


@blueprint.get("/logins")
@for_facilitators
def list_logins() -> str:
    """List who is logged in."""
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


@blueprint.post("/logins/<id>/end")
@for_facilitators
def end_login(id: str) -> Response:
    """End one login; of one's own, log out."""
    own = site.login()
    if id == own.id:
        return log_out()
    return _go_back(site.host.logins.end(own, {id}))


@blueprint.post("/logins/end-others")
@for_facilitators
def end_other_logins() -> Response:
    """End all logins that this one may end, but itself."""
    own = site.login()
    others = {login.id for login in site.host.logins.visible_to(own)} - {own.id}
    return _go_back(site.host.logins.end(own, others))


@blueprint.post("/logout")
def log_out() -> Response:
    """End this browser's login, and forget it."""
    own = site.host.logins.find(site.host_token())
    if own is not None:
        site.host.logins.end(own, {own.id})
    response = make_response(site.page("host/logged_out.html"))
    session.clear()
    cookies.delete_token(response, cookies.HOST_COOKIE)
    return response


@blueprint.post("/host/<typed>/invite")
@for_facilitators
def show_invitation(typed: str) -> str:
    """Show a start link for another device, or for somebody who leads this room too."""
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
        link=f"{site.places.base()}/in/{site.links.make(given)}"
        + f"?room={code}" * is_own,
        is_own=is_own,
        minutes=GOOD_FOR // 60,
        days=LOGIN_DAYS,
    )


def _go_back(ended: int) -> Response:
    """Go back to the list, and say there what came of the press."""
    words = say_n("{n} login is ended.", "{n} logins are ended.", ended)
    session["told"] = read_speech(site.lang())(words)
    return redirect("/logins", 303)
