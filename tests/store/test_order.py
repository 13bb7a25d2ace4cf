"""In which order people came and answered cannot be read from the file once a result stands in
it."""

from __future__ import annotations

import secrets
from pathlib import Path

from seminar.store import Store
from tests.store.conftest import an_answer, put


def places(path: Path, whos: list[bytes]) -> list[int]:
    """Where in the raw file each row lies; the log beside it must hold none."""
    log = path.with_name(f"{path.name}-wal")
    assert not log.exists() or not any(who in log.read_bytes() for who in whos)
    raw = path.read_bytes()
    assert all(raw.count(who) == 1 for who in whos)
    return [raw.index(who) for who in whos]


def test_when_a_result_is_published_rows_come_to_lie_in_the_order_of_their_keys(
    store: Store, path: Path
) -> None:
    whos = [secrets.token_bytes(16) for _ in range(40)]
    for who in whos:
        put(store, an_answer(who))
    assert store.save_room(
        "ROOM22", "{}", 2, was=1, results=lambda moment: {"q:1": "{}"}
    ).result()
    by_key = places(path, sorted(whos))
    assert by_key in (sorted(by_key), sorted(by_key, reverse=True))
    assert len(store.answers("ROOM22")) == 40
