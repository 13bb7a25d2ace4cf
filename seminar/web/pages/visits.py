"""Begin a visit: a random number, by which guesses of codes are counted, and a language."""

from __future__ import annotations

from urllib.parse import quote

from flask import g, redirect, request, session
from werkzeug import Response

from seminar.core.i18n import LANGUAGE_NAMES
from seminar.service.prints.terms import LANG_DAYS
from seminar.web.security import cookies


def begin_visit() -> Response | None:
    """Give a new browser its number, and take in `?lang=`, which leads to the page without it."""
    if cookies.VISITOR not in session and not request.path.startswith("/static/"):
        session[cookies.VISITOR] = cookies.new_visitor()
        g.is_new_visit = True
    wish = request.args.get("lang")
    if request.method != "GET" or wish is None:
        return None
    response = redirect(quote(request.path), 303)
    if wish in LANGUAGE_NAMES:
        cookies.set_token(response, cookies.LANG_COOKIE, wish, LANG_DAYS)
    return response
