"""Tells whom a raw request comes from, before any of the application sees it."""

from __future__ import annotations

from collections.abc import Callable
from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask

from seminar.service.pseudonyms import is_link_secret, read_link
from seminar.service.rooms.room_service import RoomService
from seminar.web.security import cookies
from seminar.web.security.wsgi import Environ
from seminar.web.transport.page_rate import Caller

HOME_NETWORK = 64
"""Bits of an IPv6 address that are its network's: a subscriber has all addresses behind them."""


def identify_with(app: Flask, host: RoomService) -> Callable[[Environ], Caller]:
    """Return what tells whom a request comes from."""

    def identify(environ: Environ) -> Caller:
        visit = cookies.visit_of(app, environ)
        login = cookies.cookie(environ, cookies.HOST_COOKIE)
        return Caller(
            visitor=visit.visitor,
            address=name_network(environ.get("REMOTE_ADDR", "")),
            is_invited=bool(visit.found) or is_scanned(host, environ),
            is_facilitator=host.logins.find(login) is not None,
        )

    return identify


def is_scanned(host: RoomService, environ: Environ) -> bool:
    """Return whether a request is for the address in an open room's square, secret and all."""
    beginning, _, typed = environ.get("PATH_INFO", "")[1:].partition("/")
    if beginning not in ("j", "J") or "." not in typed:
        return False
    code, secret = read_link(typed)
    room = host.rooms.find(code)
    return room is not None and is_link_secret(room.key, secret)


def name_network(address: str) -> str:
    """Return by what newcomers are counted: the address, or the network of one who has many.

    What is no address counts as one and the same, whatever it is.

    >>> name_network("192.0.2.7"), name_network("2001:db8:1:2:3:4:5:6")
    ('192.0.2.7', '2001:db8:1:2::/64')
    >>> name_network("unknown")
    ''
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return ""
    if not isinstance(parsed, IPv6Address):
        return address
    return str(ip_network((parsed.packed, HOME_NETWORK), strict=False))
