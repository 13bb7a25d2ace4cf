"""What `PROTOCOL.md` says goes over the wire is what the program's own tables say."""

from __future__ import annotations

import re
from importlib.resources import files

from seminar.core.elements import Prose
from seminar.core.i18n import untranslated_speech
from seminar.service.screens.console_commands import CONSOLE_COMMANDS
from seminar.service.view_models import PhonePicture
from seminar.web.rendering.console import host_parts
from seminar.web.rendering.stage import screen_data, screen_parts
from seminar.web.rendering.templates import phone_data, phone_parts
from tests.web.conftest import Site
from tests.web.rendering.test_stage import CONSOLE, OPEN, PLACE

PROTOCOL = (files("seminar.web") / "PROTOCOL.md").read_text("utf-8")
SPEECH = untranslated_speech("en")
PHONE = PhonePicture(
    version=1,
    state="read",
    step="welcome",
    round=0,
    at=1,
    of=2,
    title="",
    body=Prose(),
    keys=(),
)


def read_table(head: str) -> dict[str, list[str]]:
    """Return the rows of the table whose head begins so, by their first cell without marks."""
    _, _, below = PROTOCOL.partition(f"\n| {head} |")
    lines = below.split("\n\n", 1)[0].splitlines()[2:]
    rows = [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]
    return {row[0].strip("|` "): row[1:] for row in rows}


def list_names(cell: str) -> set[str]:
    """Return the names in a cell, without what brackets explain of them."""
    return set(re.findall(r"`(\w+)`", re.sub(r"\([^)]*\)", "", cell)))


def test_every_command_of_the_console_stands_in_the_protocol_and_no_other() -> None:
    assert set(read_table("command")) == {row.name for row in CONSOLE_COMMANDS}


def test_the_commands_that_come_with_items_are_those_that_read_them() -> None:
    with_items = {name for name, row in read_table("command").items() if row[0] != "–"}
    assert with_items == {row.name for row in CONSOLE_COMMANDS if callable(row.command)}


def test_a_phone_gets_what_the_protocol_says() -> None:
    parts, data = read_table("to")["phone"]
    assert list_names(parts) == set(phone_parts(PHONE, SPEECH))
    assert list_names(data) == set(phone_data(PHONE))


def test_a_projector_gets_what_the_protocol_says() -> None:
    parts, data = read_table("to")["screen"]
    assert list_names(parts) == set(screen_parts(OPEN, SPEECH, PLACE))
    assert list_names(data) == set(screen_data(OPEN))


def test_a_console_has_the_parts_that_the_protocol_names() -> None:
    parts, _ = read_table("to")["host"]
    assert list_names(parts) <= set(host_parts(CONSOLE, SPEECH, PLACE))


def test_every_event_that_a_page_may_send_stands_in_the_protocol(site: Site) -> None:
    handled = set(site.built.socketio.server.handlers["/"])
    assert set(read_table("event")) == handled - {"connect", "disconnect", "*"}
