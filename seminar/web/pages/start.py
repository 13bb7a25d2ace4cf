"""Pages by which a facilitator comes in: the start link."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Blueprint, make_response, redirect, request, session
from werkzeug import Response

from seminar.service.logins import LOGIN_DAYS, Grant, describe_grant
from seminar.service.pseudonyms import tidy_code
from seminar.web.pages.context import site
from seminar.web.security import cookies
from seminar.web.security.devices import describe_device

SPECULATIVE = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""Headers by which browsers say that nobody has asked for this page yet: prefetch, prerender,
preview. The first is the standard one, the others are older browsers' own."""


blueprint = Blueprint("start", __name__)


@blueprint.get("/in/<token>")
def open_start_link(token: str) -> Response | str | tuple[str, int]:
    """Log in by the link, or ask for a press first."""
    grant = site.links.look_at(token)
    if grant is None:
        return site.page("host/login.html", bad_link=True), 403
    earlier = site.host.logins.find(site.host_token())
    if earlier is not None and earlier.grant != grant:
        return _ask_who_leads(earlier.grant, grant)
    if _must_press():
        return site.page("host/start.html", earlier="", new="", there="")
    return log_in(token)


@blueprint.post("/in/<token>")
def log_in(token: str) -> Response | tuple[str, int]:
    """Use the link up, and log this browser in."""
    grant = site.links.use(token)
    if grant is None:
        return site.page("host/login.html", bad_link=True), 403
    code = _read_room(grant)
    response = make_response(redirect(f"/host/{code}" if code else "/host", 303))
    session.clear()
    # Whoever had a login in this browser goes on with the new one alone.
    if (earlier := site.host.logins.find(site.host_token())) is not None:
        site.host.logins.end(earlier, {earlier.id})
    device = describe_device(request.headers.get("User-Agent", ""))
    token = site.host.logins.begin(grant, device)
    cookies.set_token(response, cookies.HOST_COOKIE, token, LOGIN_DAYS)
    return response


def _ask_who_leads(earlier: Grant, new: Grant) -> str:
    """Return the page for whoever opens a start link where somebody else is logged in.

    A browser has one login, so the link would end the other with its consoles, perhaps in the
    middle of a room: of the owner, who has made the link for somebody and opens it to see whether
    it works. So a person decides, also on the machine itself, and until then the link is unused.
    """
    code = _read_room(new)
    may_steer = bool(code) and site.host.may_steer(site.host_token(), code)
    return site.page(
        "host/start.html",
        earlier=describe_grant(earlier),
        new=describe_grant(new),
        there=f"/host/{code}" if may_steer else "/host",
    )


def _read_room(grant: Grant) -> str:
    """Return the code of the room that a start link leads to; empty for the start page."""
    return grant.room or tidy_code(request.args.get("room", ""))


def _must_press() -> bool:
    """Return whether a person has to press *Start* before the link is used.

    Mail scanners, link previews and browsers that fetch ahead ask for every address that they
    see, and would use the link up before its owner does. Only a browser on the very machine that
    runs the program comes in without a press: `raus` opens it there by itself, and what goes over
    a machine's own loopback has been in nobody's mail. A server is reached by its name, and behind
    a proxy everybody seems to come from this machine.
    """
    if request.method == "HEAD" or any(
        request.headers.get(name) for name in SPECULATIVE
    ):
        return True
    return site.settings.is_secure or not _is_loopback(request.remote_addr or "")


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
