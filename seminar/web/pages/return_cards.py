"""Pages for return cards: take one home, bring one back. Everything here works without
JavaScript."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, request
from werkzeug import Response

from seminar.content.translations import read_speech
from seminar.core.errors import RausError
from seminar.core.i18n import Message
from seminar.service.live_room import LiveRoom
from seminar.service.series.return_cards import group_signs
from seminar.web.pages.context import site

blueprint = Blueprint("cards", __name__)


@blueprint.get("/card")
@blueprint.get("/CARD")
def show_brought_card() -> str:
    """Show the page that keeps a card until its phone is in a room."""
    return site.page("brought.html")


@blueprint.get("/j/<typed>/card")
def show_card(typed: str) -> str | Response:
    """Show the page about return cards of a room in a series."""
    running = site.room(typed)
    return (
        _show_card_page(running)
        if _is_in_series(running)
        else redirect(f"/j/{running.room.code}", 303)
    )


@blueprint.post("/j/<typed>/card/take")
def take_card(typed: str) -> str | Response:
    """Make this participant's return card, and show it."""
    running = site.room(typed)
    code = running.room.code
    token = site.token(running.room.code)
    if token is None or not site.is_member(code):
        return redirect(f"/j/{code}", 303)
    try:
        return _show_card_page(running, card=site.host.cards.make_card(running, token))
    except RausError as error:
        return make_response(_show_card_page(running, told=error.words), 409)


@blueprint.post("/j/<typed>/card/hand-in")
def hand_in_card(typed: str) -> str | Response:
    """Count a return card that comes back."""
    running = site.room(typed)
    code = running.room.code
    token = site.token(running.room.code)
    if token is None or not site.is_member(code):
        return redirect(f"/j/{code}", 303)
    typed_card = request.form.get("card", "")
    try:
        site.host.cards.hand_in(running, token, typed_card)
    except RausError as error:
        return make_response(
            _show_card_page(running, told=error.words, typed=typed_card), 409
        )
    return _show_card_page(running, counted=True)


def _is_in_series(running: LiveRoom) -> bool:
    """Return whether this phone is in the room, and the room is of a series."""
    return bool(running.follows) and site.is_member(running.room.code)


def _show_card_page(
    running: LiveRoom,
    *,
    card: str = "",
    told: Message = "",
    typed: str = "",
    counted: bool = False,
) -> str:
    speaking = read_speech(site.lang_in(running))
    return site.page(
        "phone/card.html",
        speaking,
        code=running.room.code,
        languages=running.programme.languages,
        stage=running.stage,
        first=running.room.wave == 0,
        days=site.settings.series_days,
        card=card,
        link=site.places.card(card) if card else "",
        signs=group_signs(card),
        told=told,
        typed=typed,
        counted=counted,
    )
