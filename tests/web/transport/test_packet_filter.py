"""Which messages reach Socket.IO at all."""

from __future__ import annotations

import pytest

from seminar.web.transport.packet_filter import is_ours, loads


@pytest.mark.parametrize(
    "message",
    [
        "0",
        '0{"room":"K7M4QX"}',
        "1",
        '2["mine"]',
        '217["answer",{"op":"a-1"}]',
        '2["no-such-event",1,2]',
    ],
)
def test_messages_of_the_protocol_pass(message: str) -> None:
    assert is_ours(message)


@pytest.mark.parametrize(
    "message",
    [
        "",
        "0[]",
        "0x",
        "1x",
        "2",
        "20",
        '2"x"',
        "2[]",
        "2[1]",
        "2[null]",
        '2["connect",{}]',
        '2["disconnect"]',
    ]
    + [
        '2٣["mine"]',
        '2/else,["mine"]',
        '21-["x"]',
        "3[1]",
        "4{}",
        '51-["x"]',
        "61-[1]",
        "7",
        "\x00",
        "2[" * 20_000,
    ],
)
def test_all_else_does_not(message: str) -> None:
    assert not is_ours(message)


def test_half_an_emoji_is_read() -> None:
    assert loads('["\\ud83d!"]') == ["\ud83d!"]
