"""What belongs to the installation and to no room: who may lead here, and at which address
phones find it."""

from __future__ import annotations

from seminar.service import pseudonyms
from seminar.service.awaiting import Wait
from seminar.store import Store

_ADDRESS = "address"
"""The setting that holds which of this machine's addresses phones are shown."""


class Installation:
    """Facilitators who have logged in, of whom only fingerprints are kept, and the address that
    one of them chose."""

    def __init__(self, store: Store, wait: Wait) -> None:
        self._store = store
        self._wait = wait
        self.reload()

    def reload(self) -> None:
        """Read anew who has logged in, when old logins have been deleted."""
        self._logins = self._store.logins()

    def login(self) -> str:
        """A new facilitator's token."""
        token = pseudonyms.new_token()
        self._wait(self._store.add_login(pseudonyms.fingerprint(token)))
        self._logins.add(pseudonyms.fingerprint(token))
        return token

    def is_facilitator(self, token: str | None) -> bool:
        """Whether this token is a facilitator's."""
        return token is not None and pseudonyms.fingerprint(token) in self._logins

    def choose_address(self, ip: str) -> None:
        """Keep the address that the facilitator chose for phones, over a restart as well."""
        self._wait(self._store.set_setting(_ADDRESS, ip))

    def chosen_address(self) -> str | None:
        """The address that was chosen last, if any was."""
        return self._store.settings().get(_ADDRESS)
