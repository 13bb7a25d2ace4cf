"""The fast way and the ordinary way behave the same on the wire. A bare socket plays the client."""

from __future__ import annotations

import json
import os
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import gevent
import pytest
from flask import Flask
from flask_socketio import SocketIO
from gevent.pywsgi import WSGIServer

from seminar.web.transport import engineio_fast as lean
from seminar.web.transport import event_rate, frames
from seminar.web.transport import websocket as line
from seminar.web.transport.blocking_websocket import MAX_WAITING


class Server:
    """A small Socket.IO server in a thread of its own, with one hot event and one ordinary."""

    def __init__(self, fast: bool) -> None:
        self.fast = fast
        self.gone: list[str] = []
        self.later: list[lean.Reply] = []
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run)
        self._thread.start()
        assert self._ready.wait(10)

    def _run(self) -> None:
        app = Flask(__name__)
        socketio = SocketIO(
            app,
            async_mode="gevent",
            async_handlers=False,
            ping_interval=1,
            ping_timeout=1,
        )
        self.sio = socketio.server
        self.sio.on(
            "connect", lambda sid, environ, auth=None: self.sio.enter_room(sid, "all")
        )
        self.sio.on("disconnect", lambda sid, reason="": self.gone.append(sid))
        self.sio.on("plain", lambda sid, sent: {"plain": sent})
        self.sio.on("slow", self._slow)
        self.sio.on(
            "shout", lambda sid, size: self.sio.emit("noise", "x" * size, to="all")
        )
        self.installed = lean.install(
            self.sio,
            {"hot": self._hot, "later": self._later, "broken": self._broken},
            lean=self.fast,
        )
        server = WSGIServer(("127.0.0.1", 0), app, log=None)
        server.start()
        self.port: int = server.server_port
        self._hub = gevent.get_hub()
        stopped = gevent.event.Event()
        stop = self._hub.loop.async_()
        stop.start(stopped.set)
        self.stop_signal = stop.send
        self._jobs: list[Callable[[], None]] = []
        self._work = self._hub.loop.async_()
        self._work.start(lambda: self._jobs.pop(0)())
        self._ready.set()
        stopped.wait()
        server.stop(timeout=1)
        stop.close()
        self._work.close()
        self._hub.destroy(destroy_loop=True)

    def _hot(self, sid: str, sent: Any, reply: lean.Reply) -> None:
        reply({"hot": sent})

    def _later(self, sid: str, sent: Any, reply: lean.Reply) -> None:
        self.later.append(reply)

    def _broken(self, sid: str, sent: Any, reply: lean.Reply) -> None:
        raise ZeroDivisionError

    def _slow(self, sid: str, sent: Any) -> Any:
        gevent.sleep(0.1)
        return sent

    def inside(self, job: Callable[[], None]) -> None:
        """Run `job` on the server's own loop."""
        self._jobs.append(job)
        self._work.send()

    def stop(self) -> None:
        self.stop_signal()
        self._thread.join(10)


@pytest.fixture(scope="module", params=[True, False], ids=["lean", "ordinary"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    running = Server(request.param)
    yield running
    running.stop()


@pytest.fixture(scope="module")
def fast() -> Iterator[Server]:
    running = Server(True)
    yield running
    running.stop()


class Client:
    """A WebSocket client that may also do what none should."""

    def __init__(self, server: Server, *, receive_buffer: int = 0) -> None:
        self.sock = socket.socket()
        if receive_buffer:
            self.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
        self.sock.settimeout(5)
        self.sock.connect(("127.0.0.1", server.port))
        self.sock.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: "
            b"websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
            b"dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
        )
        self.file = self.sock.makefile("rb")
        self.status = self.file.readline()
        while self.file.readline() not in (b"\r\n", b""):
            pass

    def __enter__(self) -> Client:
        return self

    def __exit__(self, *_: object) -> None:
        self.file.close()
        self.sock.close()

    def joined(self) -> Client:
        """Past the greetings of Engine.IO and Socket.IO."""
        assert self.text().startswith("0{")
        self.say("40")
        self.sid = json.loads(self.text().removeprefix("40"))["sid"]
        return self

    def send(self, payload: bytes, first: int = 0x80 | frames.TEXT) -> None:
        size, key = len(payload), os.urandom(4)
        head = (
            struct.pack("!BB", first, 0x80 | size)
            if size < 126
            else struct.pack("!BBH", first, 0xFE, size)
        )
        self.sock.sendall(head + key + frames.unmask(payload, key))

    def say(self, text: str) -> None:
        self.send(text.encode())

    def frame(self) -> tuple[int, bytes] | None:
        """The next frame, or None when the connection has ended."""
        head = self.file.read(2)
        if len(head) < 2:
            return None
        size = head[1]
        if size == 126:
            size = int.from_bytes(self.file.read(2), "big")
        elif size == 127:
            size = int.from_bytes(self.file.read(8), "big")
        return head[0] & 0x0F, self.file.read(size)

    def text(self) -> str:
        """The next text, with pings answered on the way."""
        while (got := self.frame()) is not None:
            if got == (frames.TEXT, b"2"):
                self.say("3")
            elif got[0] == frames.TEXT:
                return got[1].decode()
        raise EOFError

    def close_code(self) -> int | None:
        """The code of the close frame that the server sends next, and that the connection then
        ends."""
        while (got := self.frame()) is not None:
            if got[0] == frames.CLOSE:
                assert self.frame() is None
                return int.from_bytes(got[1][:2], "big")
        return None


def test_the_fast_way_is_taken_only_when_asked_for(server: Server) -> None:
    assert server.installed is server.fast


def test_an_unknown_engineio_is_served_the_ordinary_way(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lean, "ENGINEIO", "0.0.")
    running = Server(fast=True)
    try:
        assert not running.installed
        with Client(running) as client:
            client.joined().say('421["hot","a"]')
            assert client.text() == '431[{"hot":"a"}]'
    finally:
        running.stop()


@pytest.mark.parametrize("packet", ["", "x", "b4AAAAA", "\x00"])
def test_what_engineio_cannot_read_ends_the_ordinary_connection_without_a_word(
    packet: str, capfd: pytest.CaptureFixture[str]
) -> None:
    running = Server(fast=False)
    try:
        with Client(running) as client:
            client.joined().say(packet)
            while client.frame() is not None:
                continue
    finally:
        running.stop()
    assert capfd.readouterr().err == ""


def test_events_are_acknowledged_with_what_the_handler_gives(server: Server) -> None:
    with Client(server) as client:
        client.joined().say('427["plain",[1,"æ"]]')
        assert json.loads(client.text().removeprefix("437")) == [{"plain": [1, "æ"]}]
        client.say('428["hot",[1,"æ"]]')
        assert json.loads(client.text().removeprefix("438")) == [{"hot": [1, "æ"]}]


def test_an_acknowledgement_may_come_later_and_from_the_loop_itself(
    server: Server,
) -> None:
    with Client(server) as client:
        server.later.clear()
        client.joined().say('421["later",0]')
        while not server.later:
            time.sleep(0.01)
        server.inside(lambda: server.later[0]({"ok": True}))
        assert json.loads(client.text().removeprefix("431")) == [{"ok": True}]


def test_a_hot_event_before_the_greeting_is_not_handled(server: Server) -> None:
    with Client(server) as client:
        assert client.text().startswith("0{")
        client.say('421["hot","early"]')
        client.say("40")
        assert client.text().startswith("40{")


def test_a_broadcast_reaches_everyone(server: Server) -> None:
    with Client(server) as one, Client(server) as other:
        one.joined()
        other.joined()
        one.say('42["shout",70000]')
        expected = json.dumps(["noise", "x" * 70000], separators=(",", ":"))
        assert one.text() == other.text() == "42" + expected


def test_a_fragmented_message_with_a_ping_inside_is_read(server: Server) -> None:
    with Client(server) as client:
        client.joined()
        client.send(b'421["ho', frames.TEXT)
        client.send(b"alive?", 0x80 | frames.PING)
        client.send(b't","fragments"]', 0x80 | frames.CONTINUATION)
        assert client.frame() == (frames.PONG, b"alive?")
        assert json.loads(client.text().removeprefix("431")) == [{"hot": "fragments"}]


def test_many_messages_in_one_packet_are_all_answered_those_too_many_more_slowly(
    server: Server,
) -> None:
    many = event_rate.OTHER.burst + 6
    with Client(server) as client:
        client.joined()
        key = b"abcd"
        packets = []
        for number in range(many):
            payload = f'42{number}["hot",{number}]'.encode()
            packets.append(
                bytes((0x81, 0x80 | len(payload))) + key + frames.unmask(payload, key)
            )
        client.sock.sendall(b"".join(packets))
        began = time.monotonic()
        assert [client.text() for _ in packets] == [
            f'43{n}[{{"hot":{n}}}]' for n in range(many)
        ]
        assert time.monotonic() - began > 5 / event_rate.OTHER.per_second


def test_a_close_is_answered_and_the_program_hears_of_it_once(server: Server) -> None:
    with Client(server) as client:
        client.joined().send((1000).to_bytes(2, "big"), 0x80 | frames.CLOSE)
        assert client.close_code() == 1000
    assert _until(lambda: server.gone.count(client.sid)) == 1


def test_a_client_that_vanishes_is_gone_at_once(server: Server) -> None:
    client = Client(server).joined()
    client.sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    client.__exit__()
    assert _until(lambda: server.gone.count(client.sid)) == 1


def test_too_large_a_message_is_cut_from_its_header(server: Server) -> None:
    with Client(server) as client:
        client.joined()
        first = b"x" * 40_000
        client.sock.sendall(
            bytes((0x81, 0xFF)) + (60_000_000).to_bytes(8, "big") + b"\0\0\0\0" + first
        )
        assert client.close_code() == frames.TOO_BIG


def test_a_message_at_the_limit_is_read(server: Server) -> None:
    with Client(server) as client:
        text = "x" * (lean.MAX_MESSAGE - len('421["hot",""]'))
        client.joined().say(f'421["hot","{text}"]')
        assert json.loads(client.text().removeprefix("431")) == [{"hot": text}]


def test_text_that_is_not_text_ends_the_connection(server: Server) -> None:
    with Client(server) as client:
        client.joined().send(b'42["hot","\xff"]')
        assert client.close_code() == frames.NOT_TEXT


def test_what_is_no_text_is_found_behind_another_message_too(server: Server) -> None:
    with Client(server) as client:
        client.joined()
        payload, key = b"\xff", b"abcd"
        behind = bytes((0x81, 0x80 | len(payload))) + key + frames.unmask(payload, key)
        client.sock.sendall(bytes((0x89, 0x80)) + key + behind)
        assert client.frame() == (frames.PONG, b"")
        assert client.close_code() == frames.NOT_TEXT


def test_a_hot_event_does_not_overtake_a_slow_ordinary_one(server: Server) -> None:
    with Client(server) as client:
        client.joined()
        packets = [
            f'42{number}["{name}",{number}]'.encode()
            for number, name in enumerate(("slow", "hot", "plain"))
        ]
        frames_ = [
            bytes((0x81, 0x80 | len(one))) + b"abcd" + frames.unmask(one, b"abcd")
            for one in packets
        ]
        client.sock.sendall(b"".join(frames_))
        assert [client.text()[:3] for _ in packets] == ["430", "431", "432"]


def test_a_hot_handler_that_fails_ends_only_its_own_connection(fast: Server) -> None:
    with Client(fast) as client, Client(fast) as other:
        other.joined()
        client.joined().say('421["broken",0]')
        assert client.frame() is None
        other.say('421["hot",1]')
        assert other.text() == '431[{"hot":1}]'


def test_an_unmasked_frame_ends_the_connection(server: Server) -> None:
    with Client(server) as client:
        client.joined().sock.sendall(frames.frame(b'42["hot",1]'))
        assert client.close_code() == frames.PROTOCOL_ERROR


def test_pings_come_and_an_answered_one_keeps_the_line(server: Server) -> None:
    with Client(server) as client:
        client.joined()
        for _ in range(3):
            assert client.frame() == (frames.TEXT, b"2")
            client.say("3")
        client.say('421["hot","still here"]')
        assert client.text() == '431[{"hot":"still here"}]'


def test_a_client_that_answers_no_ping_is_let_go(fast: Server) -> None:
    with Client(fast) as client:
        client.joined()
        heard = []
        while (got := client.frame()) is not None:
            heard.append(got)
        assert heard == [(frames.TEXT, b"2")]
    assert _until(lambda: fast.gone.count(client.sid)) == 1


def test_a_client_that_does_not_read_is_cut_and_the_others_are_not_kept_waiting(
    fast: Server,
) -> None:
    with Client(fast, receive_buffer=4096) as stuck, Client(fast) as reading:
        stuck.joined()
        reading.joined()
        shouts = 0
        while stuck.sid not in fast.gone:
            reading.say('42["shout",60000]')
            assert reading.text().startswith('42["noise"')
            shouts += 1
            assert shouts < 200
    assert shouts > line.MAX_BACKLOG // 60_000


def test_on_the_ordinary_way_what_waits_for_a_client_has_an_end(server: Server) -> None:
    queue = server.sio.eio.create_queue()
    for number in range(MAX_WAITING):
        queue.put(number)
    assert queue.qsize() == MAX_WAITING
    queue.put("one too many")
    queue.put("and what comes after it")
    assert queue.get_nowait() is None, (
        "Engine.IO's writer is told to end the connection"
    )
    assert queue.empty()
    queue.task_done()
    queue.join(timeout=0)
    assert queue.unfinished_tasks == 0


def test_a_slow_reader_gets_everything_in_order_in_the_end(fast: Server) -> None:
    with Client(fast, receive_buffer=4096) as slow:
        slow.joined()
        sizes = [60_000 + number for number in range(6)]
        for size in sizes:
            slow.say(f'42["shout",{size}]')
        assert [
            len(json.loads(slow.text().removeprefix("42"))[1]) for _ in sizes
        ] == sizes


def test_a_handshake_without_a_proper_key_is_a_bad_request(fast: Server) -> None:
    with socket.create_connection(("127.0.0.1", fast.port), timeout=5) as sock:
        sock.sendall(
            b"GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nUpgrade: "
            b"websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
            b"short\r\n\r\n"
        )
        assert sock.recv(100).startswith(b"HTTP/1.1 400")


def _until(count: Callable[[], int]) -> int:
    """The first count above zero, or zero after five seconds."""
    for _ in range(500):
        if count():
            break
        time.sleep(0.01)
    return count()
