"""Cookies."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData
from werkzeug import Response as BaseResponse
from werkzeug.http import dump_cookie, parse_cookie

from seminar.web.security.wsgi import Environ

HOST_COOKIE = "raus-host"


LANG_COOKIE = "raus-lang"

VISITOR = "visitor"
"""Where the visit cookie holds the visit's random number."""

FOUND = "found"
"""Where the visit cookie holds the codes of rooms that were found."""

MOST_FOUND = 8
"""Rooms that a visit remembers, the last ones: a cookie is at most 4 kB."""


def new_visitor() -> str:
    """Return a random number for a visit: 128 bits."""
    return secrets.token_urlsafe(16)


def phone_cookie(code: str) -> str:
    """The name of the cookie that holds a participant's token in one room."""
    return f"raus-phone-{code}"


def cookie(environ: Environ, name: str) -> str | None:
    """One cookie of a raw request, read as Flask reads it: another program's odd cookie beside
    it does no harm, also one that is not UTF-8, at which Werkzeug's reader raises."""
    sent = environ.get("HTTP_COOKIE", "").encode("latin-1").decode(errors="replace")
    return parse_cookie(sent.encode().decode("latin-1")).get(name)


def set_token(response: BaseResponse, name: str, token: str, days: int) -> None:
    """Let one browser keep something: for this server alone, and out of reach of scripts."""
    response.set_cookie(
        name,
        token,
        max_age=days * 86400,
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
        path="/",
    )


def delete_token(response: BaseResponse, name: str) -> None:
    """Have one browser let go of what `set_token` gave it.

    With the same flags: a browser may refuse to change a cookie that is marked secure otherwise.
    """
    response.delete_cookie(
        name, httponly=True, samesite="Lax", secure=request.is_secure, path="/"
    )


@dataclass(frozen=True, slots=True)
class Visit:
    """The content of the signed visit cookie; empty where there is none."""

    visitor: str = ""
    """A random number, by which wrong codes are counted."""
    found: tuple[str, ...] = ()
    """The codes of rooms that this visit has found before."""


def read_visit(session: Mapping[str, object]) -> Visit:
    """Return the visit that a session holds."""
    stored = session.get(FOUND)
    codes = tuple(map(str, stored)) if isinstance(stored, list) else ()
    return Visit(str(session.get(VISITOR, "")), codes)


def visit_of(app: Flask, environ: Environ) -> Visit:
    """Return the visit of a raw request, from its signed cookie."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    try:
        return read_visit(
            signer.loads(cookie(environ, app.config["SESSION_COOKIE_NAME"]) or "")
            if signer
            else {}
        )
    except BadData:
        return Visit()


def new_visit(app: Flask) -> str:
    """Return the header `Set-Cookie` that begins a visit, as Flask would give it."""
    sessions = SecureCookieSessionInterface()
    signer = sessions.get_signing_serializer(app)
    content = signer.dumps({VISITOR: new_visitor()}) if signer else ""
    return dump_cookie(
        app.config["SESSION_COOKIE_NAME"],
        str(content),
        path=sessions.get_cookie_path(app),
        secure=sessions.get_cookie_secure(app),
        httponly=sessions.get_cookie_httponly(app),
        samesite=sessions.get_cookie_samesite(app),
    )


def note_found(session: MutableMapping[str, object], code: str) -> None:
    """Have the visit cookie remember that this visit has found the room: it finds it again."""
    codes = read_visit(session).found
    if code not in codes:
        session[FOUND] = [*codes, code][-MOST_FOUND:]
