"""Who is counted as connected."""

from __future__ import annotations

from seminar.web.live.presence import Guest, Presence

PHONE = Guest("K7M4QX", "phone", "nb", "token")


def test_two_tabs_are_one_person_until_the_last_is_closed() -> None:
    presence = Presence()
    presence.arrive("a", PHONE)
    presence.arrive("b", PHONE)
    assert presence.phones("K7M4QX") == 1
    presence.leave("a")
    assert presence.phones("K7M4QX") == 1
    presence.leave("b")
    assert presence.phones("K7M4QX") == 0


def test_screens_and_other_rooms_are_not_counted() -> None:
    presence = Presence()
    presence.arrive("a", Guest("K7M4QX", "screen", "nb", None))
    presence.arrive("b", Guest("OTHERS", "phone", "nb", "token"))
    assert presence.phones("K7M4QX") == 0
    assert presence.phones("NOBODY") == 0


def test_pictures_are_drawn_only_for_those_who_watch() -> None:
    presence = Presence()
    presence.arrive("a", PHONE)
    assert presence.is_watched(PHONE.group)
    assert not presence.is_watched("K7M4QX/phone/nn")
    assert presence.leave("a") == PHONE
    assert presence.leave("a") is None
    assert not presence.is_watched(PHONE.group)
