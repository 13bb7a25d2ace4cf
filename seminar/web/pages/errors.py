"""Show what went wrong as a page in the reader's language that says what to do."""

from __future__ import annotations

import logging

from flask import Flask
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from seminar.content.translations import read_speech
from seminar.core.errors import Forbidden, NotFound, RausError, Unavailable
from seminar.core.i18n import Message, say
from seminar.web.pages.context import site
from seminar.web.pages.downloads import TooMany
from seminar.web.rendering import templates

ON_OUR_SIDE = say(
    "Something is wrong on our side. Reload the page, or tell the facilitator."
)

STALE_FORM = say(
    "The page was too old to send. Go back, reload it and try again. Nothing was lost."
)

WORDS_OF_STATUS = {
    404: say("There is no page here. Check the address, or go to the start page."),
    405: say("This page cannot be used that way. Go to the start page."),
    413: say("That was too much at once. Shorten it and send it again."),
}
"""What is said where Flask itself turns a request away; of anything else, that it is our fault."""

STATUSES = ((NotFound, 404), (Unavailable, 503), (Forbidden, 403), (TooMany, 429))
"""The HTTP status beside the words of a refusal; of any other refusal, 409."""

CONFLICT = 409

log = logging.getLogger(__name__)

ErrorPage = tuple[str, int]


def register_errors(app: Flask) -> None:
    """Have every error of a page answered in words."""
    app.register_error_handler(RausError, show_refusal)
    app.register_error_handler(CSRFError, show_stale_form)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(Exception, show_accident)


def show_refusal(error: RausError) -> ErrorPage:
    """Show an error that was raised on purpose, in its own words."""
    statuses = (code for kind, code in STATUSES if isinstance(error, kind))
    return _show_error(error.words, next(statuses, CONFLICT))


def show_stale_form(error: CSRFError) -> ErrorPage:
    """Show that a form's token is none of this visit's."""
    return _show_error(STALE_FORM, 400)


def show_http_error(error: HTTPException) -> ErrorPage:
    """Show what Flask raised: no such page, too much at once."""
    status = error.code or 500
    return _show_error(WORDS_OF_STATUS.get(status, ON_OUR_SIDE), status)


def show_accident(error: Exception) -> ErrorPage:
    """Show that the program failed, and log how."""
    # Not by Flask's own logger, which would name the page's address, and in it a room or a
    # start link.
    log.error("A page could not be made", exc_info=error)
    return _show_error(ON_OUR_SIDE, 500)


def _show_error(words: Message, status: int) -> ErrorPage:
    html = templates.page(
        "error.html",
        read_speech(site.lang()),
        words=words,
        home="/",
        there=say("To the start page"),
    )
    return html, status
