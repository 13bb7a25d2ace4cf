"""Pages for the facilitator about series: which rooms belong together, and how a series is
ended."""

from __future__ import annotations

from flask import Blueprint, redirect
from werkzeug import Response

from seminar.core.errors import NotFound
from seminar.core.i18n import say
from seminar.service.series.series import Series
from seminar.store import SeriesLabel
from seminar.web.pages.context import for_facilitators, site

blueprint = Blueprint("series", __name__)


@blueprint.get("/host/series/<id>/end")
@for_facilitators
def ask_before_ending(id: str) -> str:
    """Ask whether the series is to be ended."""
    return site.page("host/end_series.html", series=_find_series(id))


@blueprint.post("/host/series/<id>/end")
@for_facilitators
def end_series(id: str) -> Response:
    """End the series."""
    site.host.deletion.end_series(_find_series(id).id)
    return redirect("/host", 303)


def _find_series(id: str) -> Series | SeriesLabel:
    """Return a series that this facilitator may lead, also where what is stored of it is damaged.

    Raises:
        NotFound: It has ended, or is another facilitator's.
    """
    known: list[Series | SeriesLabel] = [*site.host.series]
    known += site.host.series.damaged.values()
    for series in known:
        if series.id == id and site.login().grant.may_lead(series.owner):
            return series
    raise NotFound(say("This series has ended already."))
