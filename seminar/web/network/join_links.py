"""Build the links by which a room is reached, with the address the facilitator chose, or the
likeliest one."""

from __future__ import annotations

from seminar.service.pseudonyms import join_link
from seminar.web.network.addresses import Addresses
from seminar.web.rendering.stage import Place


class RoomPlaces:
    """The address of each room."""

    def __init__(
        self,
        addresses: Addresses,
        port: int,
        chosen: str | None = None,
        *,
        public: str = "",
    ) -> None:
        self.addresses = addresses
        self.port = port
        self._chosen = chosen
        self.public = public
        """Where a server is found, whatever its machine's addresses are; empty on a local
        network."""

    def choose(self, ip: str) -> bool:
        """Use this address from now on; False when the machine does not have it, or is found by
        a name."""
        if self.public or not self.addresses.has(ip):
            return False
        self._chosen = ip
        return True

    @property
    def ip(self) -> str:
        """Return the address that phones are shown."""
        if self._chosen is not None and self.addresses.has(self._chosen):
            return self._chosen
        addresses = self.addresses.all()
        return addresses[0].ip if addresses else "127.0.0.1"

    def base(self) -> str:
        """Return the beginning of every address, without a slash at the end."""
        if self.public:
            return self.public
        return (
            f"http://{self.ip}" if self.port == 80 else f"http://{self.ip}:{self.port}"
        )

    def card(self, sealed: str) -> str:
        """The address that a return card holds: the card stands behind the #, where it is sent
        to nobody."""
        return f"{self.base()}/CARD#{sealed}".upper()

    def of(self, code: str, secret: str = "") -> Place:
        """Return what to scan and what to type to reach this room.

        With the room's `secret` in what is scanned, whoever scans is let in however many codes
        are being tried.
        """
        url = f"{self.base()}/J/{join_link(code, secret)}".upper()
        return Place(
            code=code, url=url, address=f"{self.base().removeprefix('http://')}/J"
        )
