"""Find the addresses at which phones in the room can reach this machine, the likeliest first."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import ifaddr

_UNLIKELY = (
    "docker",
    "br-",
    "veth",
    "virbr",
    "vmnet",
    "vbox",
    "tun",
    "tap",
    "utun",
    "wg",
    "zt",
    "tailscale",
    "ppp",
)


@dataclass(frozen=True, slots=True)
class Address:
    """One address of this machine, and the adapter that it belongs to."""

    ip: str
    adapter: str


def adapters() -> list[Address]:
    """Return every IPv4 address of this machine, as its adapters tell."""
    addresses = []
    for adapter in ifaddr.get_adapters():
        for address in adapter.ips:
            if isinstance(address.ip, str):
                addresses.append(Address(address.ip, adapter.nice_name))
    return addresses


def ranked(addresses: Iterable[Address]) -> list[Address]:
    """Return the addresses, those that phones most likely reach first: private networks before
    others, this machine last."""
    return sorted(addresses, key=lambda address: (_rank(address), address.ip))


def _rank(address: Address) -> int:
    ip = ipaddress.ip_address(address.ip)
    if ip.is_loopback:
        return 9
    if ip.is_link_local:
        return 8
    if address.adapter.lower().startswith(_UNLIKELY):
        return 7
    return 0 if ip.is_private else 1


class Addresses:
    """The machine's addresses, looked up again when they may have changed: laptops change
    networks."""

    def __init__(
        self, look: Callable[[], list[Address]] = adapters, every: float = 5.0
    ) -> None:
        self._look = look
        self._every = every
        self._seen: list[Address] = []
        self._at = float("-inf")

    def all(self) -> list[Address]:
        if time.monotonic() - self._at > self._every:
            self._seen = ranked(self._look())
            self._at = time.monotonic()
        return self._seen

    def has(self, ip: str) -> bool:
        return any(address.ip == ip for address in self.all())
