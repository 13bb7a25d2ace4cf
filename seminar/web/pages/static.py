"""Built files, ready compressed, kept by browsers for ever: their addresses change when they do."""

from __future__ import annotations

from importlib.resources import files

from flask import Blueprint, Response, request
from werkzeug.exceptions import NotFound

_TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "txt": "text/plain; charset=utf-8",
}


blueprint = Blueprint("static", __name__)
folder = files("seminar.web") / "static"


@blueprint.get("/static/<name>")
def send_static(name: str) -> Response:
    """Send a built file in the smallest form that the browser takes."""
    stem, _, ending = name.rpartition(".")
    if (
        not stem
        or ending not in _TYPES
        or not name.replace("-", "").replace(".", "").replace("_", "").isalnum()
    ):
        raise NotFound
    accepted = request.headers.get("Accept-Encoding", "")
    for coding, suffix in (("br", ".br"), ("gzip", ".gz"), ("", "")):
        file = folder / f"{name}{suffix}"
        if (not coding or coding in accepted) and file.is_file():
            response = Response(file.read_bytes(), content_type=_TYPES[ending])
            if coding:
                response.headers["Content-Encoding"] = coding
            response.headers["Vary"] = "Accept-Encoding"
            response.headers["Cache-Control"] = "public, max-age=31536000, immutable"
            return response
    raise NotFound
