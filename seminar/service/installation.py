"""Hold the settings of the installation, which belong to no room."""

from __future__ import annotations

from seminar.service.awaiting import Wait
from seminar.store import Store

_ADDRESS = "address"
"""The setting that holds which of this machine's addresses phones are shown."""


class Installation:
    """The address that a facilitator chose for phones."""

    def __init__(self, store: Store, wait: Wait) -> None:
        self._store = store
        self._wait = wait

    def choose_address(self, ip: str) -> None:
        """Store the address that the facilitator chose for phones, over a restart as well."""
        self._wait(self._store.set_setting(_ADDRESS, ip))

    def chosen_address(self) -> str | None:
        """Return the address that was chosen last, if any was."""
        return self._store.settings().get(_ADDRESS)
