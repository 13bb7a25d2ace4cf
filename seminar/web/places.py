"""Where phones in the room can reach this machine: its own addresses, the likeliest first."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ifaddr

_UNLIKELY = ("docker", "br-", "veth", "virbr", "vmnet", "vbox", "tun", "tap", "utun", "wg", "zt", "tailscale", "ppp")


@dataclass(frozen=True, slots=True)
class Place:
    """One address of this machine, and the adapter that it belongs to."""

    ip: str
    adapter: str

    def url(self, port: int) -> str:
        return f"http://{self.ip}" if port == 80 else f"http://{self.ip}:{port}"


def adapters() -> list[Place]:
    """Every IPv4 address of this machine, as its adapters tell."""
    found = []
    for adapter in ifaddr.get_adapters():
        for address in adapter.ips:
            if isinstance(address.ip, str):
                found.append(Place(address.ip, adapter.nice_name))
    return found


def ranked(places: Iterable[Place]) -> list[Place]:
    """The addresses, those that phones most likely reach first: private networks before others, this machine last."""
    return sorted(places, key=lambda place: (_rank(place), place.ip))


def _rank(place: Place) -> int:
    ip = ipaddress.ip_address(place.ip)
    if ip.is_loopback:
        return 9
    if ip.is_link_local:
        return 8
    if place.adapter.lower().startswith(_UNLIKELY):
        return 7
    return 0 if ip.is_private else 1


class Addresses:
    """The machine's addresses, looked up again when they may have changed: laptops change networks."""

    def __init__(self, look: Callable[[], list[Place]] = adapters, every: float = 5.0) -> None:
        self._look, self._every = look, every
        self._seen: list[Place] = []
        self._at = float("-inf")

    def all(self) -> list[Place]:
        if time.monotonic() - self._at > self._every:
            self._seen, self._at = ranked(self._look()), time.monotonic()
        return self._seen

    def has(self, ip: str) -> bool:
        return any(place.ip == ip for place in self.all())
