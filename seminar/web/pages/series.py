"""Pages for the facilitator about series: which rooms belong together, and how a series is
ended."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug import Response

from seminar.core.errors import NotFound
from seminar.core.i18n import say
from seminar.service.series.series import Series
from seminar.store import SeriesLabel
from seminar.web.pages.context import Site


def pages(site: Site) -> Blueprint:
    part = Blueprint("series", __name__)

    @part.get("/host/series/<id>/end")
    @site.for_facilitators
    def asked(id: str) -> str:
        return site.page("host/end_series.html", series=_found(site, id))

    @part.post("/host/series/<id>/end")
    @site.for_facilitators
    def end(id: str) -> Response:
        site.host.deletion.end_series(_found(site, id).id)
        return redirect("/host", 303)

    return part


def _found(site: Site, id: str) -> Series | SeriesLabel:
    known: list[Series | SeriesLabel] = [*site.host.series]
    known += site.host.series.damaged.values()
    for series in known:
        if series.id == id and site.login().grant.may_lead(series.owner):
            return series
    raise NotFound(say("This series has ended already."))
