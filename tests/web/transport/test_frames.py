"""WebSocket frames by RFC 6455, as values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seminar.web.transport import frames

KEY = b"\x11\x22\x33\x44"


def sent(payload: bytes, first: int = 0x80 | frames.TEXT) -> bytes:
    """A frame as a client sends it."""
    size = len(payload)
    if size < 126:
        head = bytes((first, 0x80 | size))
    elif size < 65536:
        head = bytes((first, 0x80 | 126)) + size.to_bytes(2, "big")
    else:
        head = bytes((first, 0x80 | 127)) + size.to_bytes(8, "big")
    return head + KEY + frames.unmask(payload, KEY)


def code_of(data: bytes, limit: int = 1000) -> int:
    with pytest.raises(frames.Broken) as broken:
        frames.Reader(limit).feed(data)
    return broken.value.code


def test_the_accept_key_is_the_one_of_the_standard() -> None:
    assert (
        frames.accept_key("dGhlIHNhbXBsZSBub25jZQ==") == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="
    )


@given(st.lists(st.binary(max_size=400), max_size=6), st.integers(1, 60))
def test_messages_are_the_same_however_the_network_cuts_them(
    messages: list[bytes], step: int
) -> None:
    stream = b"".join(sent(message) for message in messages)
    reader = frames.Reader(1000)
    heard = [
        one
        for at in range(0, len(stream), step)
        for one in reader.feed(stream[at : at + step])
    ]
    assert heard == [(frames.TEXT, message) for message in messages]


def test_fragments_are_one_message_even_with_a_ping_between() -> None:
    stream = (
        sent(b"hei ", frames.TEXT)
        + sent(b"?", 0x80 | frames.PING)
        + sent(b"du", 0x80 | frames.CONTINUATION)
    )
    assert frames.Reader(1000).feed(stream) == [
        (frames.PING, b"?"),
        (frames.TEXT, b"hei du"),
    ]


def test_a_message_at_the_limit_is_taken_and_one_byte_more_is_refused_from_its_header() -> (
    None
):
    assert frames.Reader(1000).feed(sent(b"x" * 1000)) == [(frames.TEXT, b"x" * 1000)]
    assert code_of(sent(b"x" * 1001)[:8]) == frames.TOO_BIG


def test_fragments_count_together_against_the_limit() -> None:
    assert (
        code_of(
            sent(b"x" * 600, frames.TEXT) + sent(b"x" * 600, frames.CONTINUATION)[:8]
        )
        == frames.TOO_BIG
    )


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(frames.frame(b"hei"), id="unmasked"),
        pytest.param(
            sent(b"hei", 0xC0 | frames.TEXT), id="compressed without agreement"
        ),
        pytest.param(sent(b"hei", 0x80 | 0x3), id="reserved kind"),
        pytest.param(sent(b"hei", 0x80 | 0xB), id="reserved control"),
        pytest.param(sent(b"hei", frames.PING), id="fragmented ping"),
        pytest.param(sent(b"x" * 126, 0x80 | frames.PING), id="long ping"),
        pytest.param(
            sent(b"hei", 0x80 | frames.CONTINUATION), id="continuation of nothing"
        ),
        pytest.param(
            sent(b"hei", frames.TEXT) + sent(b"du"), id="new message inside another"
        ),
        pytest.param(sent(b"x", 0x80 | frames.CLOSE), id="close with half a code"),
    ],
)
def test_what_the_standard_forbids_is_a_protocol_error(data: bytes) -> None:
    assert code_of(data) == frames.PROTOCOL_ERROR


@pytest.mark.parametrize(
    ("payload", "code"),
    [(b"", 1000), (b"\x03\xe9", 1001), (b"\x0f\xa0", 4000), (b"\x03\xed", 1002)],
)
def test_a_close_is_answered_with_its_own_code_where_that_may_be_sent(
    payload: bytes, code: int
) -> None:
    assert frames.close_reply(payload) == frames.close_frame(code)


@given(st.integers(0, 70_000))
def test_a_sent_frame_says_how_long_it_is(size: int) -> None:
    whole = frames.frame(b"x" * size)
    head = 2 if size < 126 else 4 if size < 65536 else 10
    assert len(whole) == head + size
    assert whole[0] == 0x81
    assert not whole[1] & 0x80
