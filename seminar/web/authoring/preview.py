"""Show an author what they write on phone, projector and paper side by side: the room's own pages,
new at each save."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import gevent
from flask import (
    Blueprint,
    Flask,
    Response,
    current_app,
    make_response,
    redirect,
    request,
)
from flask_wtf.csrf import generate_csrf

from seminar.config import HERE, Settings
from seminar.content.authoring.open_file import OpenContent
from seminar.content.exercise.structure import Kinds
from seminar.content.translations import read_speech
from seminar.core.errors import NotFound
from seminar.core.i18n import say
from seminar.service.prints.handout import build_handout
from seminar.service.prints.terms import PHONE_DAYS
from seminar.web.authoring.followed_file import Preview
from seminar.web.pages.downloads import PrintQueue
from seminar.web.rendering import templates
from seminar.web.security import cookies, headers
from seminar.web.server import Serving, run_server

CSP = headers.CSP.replace(
    "frame-ancestors 'none'", "frame-ancestors 'self'; frame-src 'self'"
)
"""As strict as anywhere, but that the pages may stand in a frame on a page of ours."""


EXTENSION = "raus-preview"
"""Where the application keeps what its preview shows."""

blueprint = Blueprint("preview", __name__)


@dataclass(frozen=True)
class PreviewSite:
    """The parts that the preview's pages share, for one author on this machine."""

    preview: Preview
    lang: str
    """The language that the author reads, whatever language is shown."""
    prints: PrintQueue

    def state(self) -> dict[str, object]:
        """Return what the page shows now: the room's code, the print's address and the parts."""
        walk = self.preview.walk
        return {
            "code": walk.code if walk else "",
            "paper": self.preview.paper if walk else "",
            "html": self.preview.parts(self.lang),
        }

    def set_cookies(self, response: Response) -> Response:
        """Let the browser's phone into the room that is shown now, and out of those before."""
        preview = self.preview
        if preview.walk is None:
            return response
        code = preview.walk.code
        phone = preview.walk.phone
        cookies.set_token(response, cookies.phone_cookie(code), phone, PHONE_DAYS)
        for name in map(cookies.phone_cookie, preview.left):
            # A cookie for each save would soon be more than a request may hold.
            if name in request.cookies:
                response.delete_cookie(name)
        cookies.set_token(response, cookies.LANG_COOKIE, preview.lang, PHONE_DAYS)
        return response


def _find_site() -> PreviewSite:
    installed: PreviewSite = current_app.extensions[EXTENSION]
    return installed


def register_preview(app: Flask, preview: Preview, lang: str) -> None:
    """Add the page with the three panes to an application."""
    app.extensions[EXTENSION] = PreviewSite(preview, lang, PrintQueue())
    app.register_blueprint(blueprint)


@blueprint.get("/preview")
def show_preview() -> Response:
    """Show phone, projector, paper and notes side by side."""
    site = _find_site()
    html = templates.page(
        "preview/page.html",
        read_speech(site.lang),
        csrf=generate_csrf(),
        **site.state(),
    )
    return site.set_cookies(make_response(html))


@blueprint.get("/preview/state")
def send_state() -> Response:
    """Send what the page shows now, to its script."""
    site = _find_site()
    return site.set_cookies(make_response(site.state()))


@blueprint.post("/preview/go")
def go() -> Response:
    """Do what a button of the page says."""
    site = _find_site()
    site.preview.go(request.form.get("command", ""))
    if request.accept_mimetypes.best == "application/json":
        return site.set_cookies(make_response(site.state()))
    return site.set_cookies(make_response(redirect("/preview", 303)))


@blueprint.get("/preview/<name>.pdf")
def print_preview(name: str) -> Response:
    """Make the print of what is shown."""
    site = _find_site()
    preview = site.preview
    if preview.walk is None:
        raise NotFound(
            say("There is no page here. Check the address, or go to the start page.")
        )
    document = build_handout(preview.programme, preview.lang)
    return site.prints.pdf(document, f"{name}.pdf")


@blueprint.after_app_request
def allow_frames(response: Response) -> Response:
    """Let the pages of this application stand in a frame of its own."""
    response.headers.setdefault("Content-Security-Policy", CSP)
    return response


def serve_preview(
    settings: Settings,
    written: OpenContent,
    kinds: Kinds,
    ready: Callable[[Serving], object],
) -> None:
    """Serve the preview to this machine alone until stopped; nothing is kept."""

    def begin(serving: Serving) -> None:
        preview = Preview(serving.host, written, kinds, settings.lang)
        register_preview(serving.built.flask, preview, settings.lang)
        gevent.spawn(preview.watch)
        ready(serving)

    with tempfile.TemporaryDirectory(prefix="raus-") as folder:
        private_settings = replace(
            settings,
            data=Path(folder),
            bind=HERE,
            profile="lan",
            tls_cert=None,
            tls_key=None,
            proxy=False,
        )
        run_server(private_settings, written.read(kinds), begin)
