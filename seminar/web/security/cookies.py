"""Cookies."""

from __future__ import annotations

from flask import Flask, request
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import BadData
from werkzeug import Response as BaseResponse
from werkzeug.http import parse_cookie

from seminar.web.security.wsgi import Environ

HOST_COOKIE = "raus-host"


LANG_COOKIE = "raus-lang"


def phone_cookie(code: str) -> str:
    """The name of the cookie that holds a participant's token in one room."""
    return f"raus-phone-{code}"


def cookie(environ: Environ, name: str) -> str | None:
    """One cookie of a raw request, read as Flask reads it: another program's odd cookie beside
    it does no harm."""
    return parse_cookie(environ.get("HTTP_COOKIE")).get(name)


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


def visitor(app: Flask, environ: Environ) -> str:
    """The random number by which this visitor's guesses are counted, from its signed cookie;
    empty without one."""
    signer = SecureCookieSessionInterface().get_signing_serializer(app)
    try:
        found = (
            signer.loads(cookie(environ, app.config["SESSION_COOKIE_NAME"]) or "") if signer else {}
        )
    except BadData:
        return ""
    return str(found.get("visitor", ""))
