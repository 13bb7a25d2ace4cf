"""The facilitator sees what is kept of each room, and deletes it with two presses, without a
script."""

from __future__ import annotations

from datetime import date, timedelta

from seminar.content.translations import format_day
from seminar.core.room.commands import Finish
from seminar.rehearse.forms import read_hidden_fields
from tests.web.conftest import Site

TODAY = date.fromtimestamp(1000.0)
"""By the clock of the site."""


def test_open_and_closed_rooms_stand_on_the_start_page_with_what_is_kept(
    site: Site,
) -> None:
    room, closed = (
        site.host.opening.open_room("raus-hour", "nb"),
        site.at("r1-check-in.result"),
    )
    site.host.handle(closed.code, Finish(), closed.version)
    page = site.facilitator().get("/host").text
    for code in (room.code, closed.code):
        assert f'href="/host/{code}/delete"' in page
    assert format_day("nb", TODAY) in page
    assert f"lagres til {format_day('nb', TODAY + timedelta(days=30))}" in page
    assert f'href="/host/{closed.code}"' not in page


def test_deleting_asks_first_and_then_nothing_is_left(site: Site) -> None:
    code = site.at("r1-check-in.answer").code
    phone, facilitator = site.participant(code), site.facilitator()
    question = facilitator.get(f"/host/{code}/delete").text
    assert site.host.rooms.find(code) is not None
    assert "<script" not in question
    done = facilitator.post(
        f"/host/{code}/delete", data=read_hidden_fields(question), follow_redirects=True
    )
    assert f"Rommet {code} er slettet" in done.text
    assert f"/host/{code}/delete" not in done.text
    assert site.host.store.rooms() == []
    for client, path in (
        (phone, "/j"),
        (site.visitor(), "/screen"),
        (facilitator, "/host"),
    ):
        gone = client.get(f"{path}/{code}")
        assert gone.status_code == 404
        assert "Det er ikke noe rom med denne koden." in gone.text
    assert (
        facilitator.post(
            f"/host/{code}/delete", data=read_hidden_fields(question)
        ).status_code
        == 404
    )


def test_a_form_without_its_token_deletes_nothing(site: Site) -> None:
    code = site.at("welcome").code
    assert site.facilitator().post(f"/host/{code}/delete").status_code == 400
    assert site.host.rooms.find(code) is not None


def test_an_answer_that_was_on_its_way_is_told_that_the_room_is_deleted(
    site: Site,
) -> None:
    code = site.at("r1-check-in.answer").code
    phone = site.participant(code)
    form = read_hidden_fields(phone.get(f"/j/{code}").text)
    site.host.store.forget_room(
        code
    ).result()  # The server itself has not let go of it yet.
    answer = phone.post(
        f"/j/{code}/answer", data=form | {"r1-check-in.energy/value": "4"}
    )
    assert answer.status_code == 409
    assert "Rommet er slettet. Ingenting ble lagret." in answer.text
