"""The whole application on a database of its own, without a network."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from seminar.config import Settings, read_settings
from seminar.content.library import Library
from seminar.core.room.commands import Next
from seminar.core.room.state import Room
from seminar.rehearse.forms import read_hidden_fields
from seminar.service.logins import Grant
from seminar.service.rooms.room_service import RoomService
from seminar.store import Store
from seminar.web.app import Built, create_app
from seminar.web.security.start_links import OWNER, Links
from tests.content.bundled import library as shipped


@dataclass
class Site:
    """An application, and what a test needs to look behind it."""

    built: Built
    host: RoomService
    settings: Settings

    def visitor(self) -> FlaskClient:
        """A new browser; where there is a proxy, it comes by that."""
        client = self.built.flask.test_client()
        if self.settings.proxy:
            client.environ_base["HTTP_X_FORWARDED_PROTO"] = "https"
        return client

    def facilitator(self, grant: Grant = OWNER) -> FlaskClient:
        """A browser that has used a start link."""
        client = self.visitor()
        link = f"/in/{Links(self.settings.data).make(grant)}"
        page = client.get(link)
        if page.status_code == 200:  # A server asks for a press first.
            page = client.post(link, data=read_hidden_fields(page.text))
        assert page.status_code == 303
        return client

    def participant(self, code: str) -> FlaskClient:
        """A browser that has joined the room."""
        client = self.visitor()
        page = client.get(f"/j/{code}")
        assert (
            client.post(
                f"/j/{code}/join", data=read_hidden_fields(page.text)
            ).status_code
            == 303
        )
        return client

    def at(self, step: str) -> Room:
        """A room that stands at `step`, and has just arrived there."""
        room = self.host.opening.open_room("raus-hour", "nb")
        steps = self.host.rooms.get(room.code).programme.steps
        for _ in range(120):
            if steps[room.now.at].id == step and not room.now.curtain:
                return room
            room = self.host.handle(room.code, Next(), room.version)
        raise AssertionError(step)


@pytest.fixture(scope="session")
def library() -> Library:
    return shipped()


@contextmanager
def opened(folder: Path, library: Library, **given: object) -> Iterator[Site]:
    """An application with these settings."""
    chosen = read_settings(
        {"data": str(folder), "port": 8000, "lean": "0", **given}, {}
    )
    store = Store.open(chosen.database)
    host = RoomService(
        store, library, rules=chosen.rules, exposed=chosen.exposed, clock=lambda: 1000.0
    )
    yield Site(create_app(chosen, host, async_mode="threading"), host, chosen)
    store.close()


@pytest.fixture
def site(tmp_path: Path, library: Library) -> Iterator[Site]:
    with opened(tmp_path / "data", library) as site:
        yield site
