"""The real service with two programmes of the same questions, and the whole application."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from seminar.service.rooms.room_service import RoomService
from tests.privacy.histories import service
from tests.web.conftest import library, site

__all__ = ["library", "site"]


@pytest.fixture(scope="module")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RoomService]:
    with service(tmp_path_factory.mktemp("service")) as one:
        yield one
