"""Files for a browser, made in a thread beside the event loop, so that no phone waits for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, TypeVar

import gevent
from flask import Response
from gevent.threadpool import ThreadPool

from seminar.content.translations import speech
from seminar.core.elements import Document
from seminar.core.i18n import Speech
from seminar.pdf import render

T = TypeVar("T")

Shown = Literal["inline", "attachment"]
"""Whether a browser shows the file, or keeps it."""


def pdf(
    document: Document, name: str, shown: Shown = "inline", pool: ThreadPool | None = None
) -> Response:
    """The document as PDF."""
    return file(render, document, document.lang, "application/pdf", name, shown, pool)


def file(
    make: Callable[[T, Speech], bytes],
    what: T,
    lang: str,
    type_: str,
    name: str,
    shown: Shown,
    pool: ThreadPool | None = None,
) -> Response:
    """The file that `make` makes of `what`, drawn in `pool`, or in that of the event loop."""
    content = (pool or gevent.get_hub().threadpool).apply(make, (what, speech(lang)))
    return Response(
        content, content_type=type_, headers={"Content-Disposition": f'{shown}; filename="{name}"'}
    )
