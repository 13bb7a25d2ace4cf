"""Pages by which a facilitator comes in: the start link."""

from __future__ import annotations

from ipaddress import ip_address

from flask import Blueprint, make_response, redirect, request, session
from werkzeug import Response

from seminar.service.logins import LOGIN_DAYS
from seminar.service.pseudonyms import tidy_code
from seminar.web.pages.context import Site
from seminar.web.security import cookies
from seminar.web.security.devices import describe_device
from seminar.web.security.start_links import Links

SPECULATIVE = ("Sec-Purpose", "Purpose", "X-Purpose", "X-Moz")
"""Headers by which browsers say that nobody has asked for this page yet: prefetch, prerender,
preview. The first is the standard one, the others are older browsers' own."""


def pages(site: Site) -> Blueprint:
    part = Blueprint("start", __name__)
    links = Links(site.settings.data)

    @part.get("/in/<token>")
    def start(token: str) -> Response | str | tuple[str, int]:
        if not links.is_good(token):
            return site.page("host/login.html", bad_link=True), 403
        return site.page("host/start.html") if _must_press(site) else log_in(token)

    @part.post("/in/<token>")
    def log_in(token: str) -> Response | tuple[str, int]:
        grant = links.use(token)
        if grant is None:
            return site.page("host/login.html", bad_link=True), 403
        code = grant.room or tidy_code(request.args.get("room", ""))
        response = make_response(redirect(f"/host/{code}" if code else "/host", 303))
        session.clear()
        # Whoever had a login in this browser goes on with the new one alone.
        if (earlier := site.host.logins.find(site.host_token())) is not None:
            site.host.logins.end(earlier, {earlier.id})
        device = describe_device(request.headers.get("User-Agent", ""))
        token = site.host.logins.begin(grant, device)
        cookies.set_token(response, cookies.HOST_COOKIE, token, LOGIN_DAYS)
        return response

    return part


def _must_press(site: Site) -> bool:
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
