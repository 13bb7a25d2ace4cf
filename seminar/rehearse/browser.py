"""The little of a browser that joining needs: pages over HTTP/1.1, redirects, cookies and hidden
fields."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.cookies import SimpleCookie
from types import TracebackType
from urllib.parse import SplitResult, urlencode, urlsplit

from seminar.core.errors import NotFound, Unavailable
from seminar.core.i18n import say
from seminar.rehearse.forms import read_hidden_fields

PATIENCE = 20.0
"""Seconds to wait for one page."""


_SILENCE = (OSError, EOFError, TimeoutError)
_NOT_HTTP = (ValueError, IndexError, asyncio.LimitOverrunError)
"""What reading the answer of some other program may end in."""


@dataclass(frozen=True, slots=True)
class BrowserPage:
    """An answer to one request."""

    path: str
    status: int
    text: str
    location: str = ""


def address(base: str) -> tuple[SplitResult, int]:
    """The parts of an address such as `http://10.0.0.5:8000`, and its port; `Unavailable` when
    it is no address."""
    try:
        parts = urlsplit(base)
        port = parts.port or {"http": 80, "https": 443}[parts.scheme]
    except (KeyError, ValueError) as error:
        raise _silent(base) from error
    if not parts.hostname:
        raise _silent(base)
    return parts, port


def _silent(base: str) -> Unavailable:
    return Unavailable(
        say(
            "The address {base} does not answer. Is the server running there?",
            base=base,
        )
    )


class Browser:
    """One visitor: a connection that is kept, and cookies."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._parts, self._port = address(base)
        self._cookies: dict[str, str] = {}
        self._reader: asyncio.StreamReader | None = None
        self._writer: asyncio.StreamWriter | None = None

    async def __aenter__(self) -> Browser:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._writer is not None:
            self._writer.close()
            with suppress(
                ConnectionError
            ):  # The server may have closed first; the visit is over either way.
                await self._writer.wait_closed()

    @property
    def cookies(self) -> str:
        """The cookies as a request header has them."""
        return "; ".join(f"{name}={value}" for name, value in self._cookies.items())

    async def get(self, path: str) -> BrowserPage:
        """The page at `path`, redirects followed."""
        page = await self._fetch("GET", path)
        for _ in range(5):
            if not page.location:
                break
            page = await self._fetch(
                "GET", urlsplit(page.location)._replace(scheme="", netloc="").geturl()
            )
        return page

    async def post(self, path: str, form: Mapping[str, str]) -> BrowserPage:
        """Send a form; the page that it leads to."""
        page = await self._fetch("POST", path, urlencode(form).encode())
        return await self.get(page.location) if page.location else page

    async def _fetch(self, method: str, path: str, body: bytes = b"") -> BrowserPage:
        try:
            async with asyncio.timeout(PATIENCE):
                return await self._exchange(method, path, body)
        except (*_SILENCE, *_NOT_HTTP) as error:
            raise _silent(self._base) from error

    async def _exchange(self, method: str, path: str, body: bytes) -> BrowserPage:
        if self._reader is None or self._writer is None:
            secure = self._parts.scheme == "https"
            self._reader, self._writer = await asyncio.open_connection(
                self._parts.hostname, self._port, ssl=secure, limit=1 << 20
            )
        head = [f"{method} {path} HTTP/1.1", f"Host: {self._parts.netloc}"]
        if self._cookies:
            head.append(f"Cookie: {self.cookies}")
        if method == "POST":
            head += [
                "Content-Type: application/x-www-form-urlencoded",
                f"Content-Length: {len(body)}",
            ]
            head.append(f"Origin: {self._parts.scheme}://{self._parts.netloc}")
        self._writer.write("\r\n".join((*head, "", "")).encode() + body)
        return await self._read(self._reader, path)

    async def _read(self, reader: asyncio.StreamReader, path: str) -> BrowserPage:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        status, length, location = int(head[0].split()[1]), 0, ""
        for line in head[1:]:
            name, _, value = line.partition(":")
            match name.lower():
                case "content-length":
                    length = int(value)
                case "location":
                    location = value.strip()
                case "set-cookie":
                    self._cookies |= {
                        name: morsel.value
                        for name, morsel in SimpleCookie(value.strip()).items()
                    }
        body = await reader.readexactly(length)
        return BrowserPage(path, status, body.decode(), location)


async def join(base: str, code: str) -> str:
    """Join the room as a person does: open its page, press the button. Gives the cookies that
    let the phone in."""
    async with Browser(base) as browser:
        page = await browser.get(f"/j/{code}")
        if page.status == 404:
            raise NotFound(
                say("There is no room {code} at {base}.", code=code, base=base)
            )
        await browser.post(f"/j/{code}/join", read_hidden_fields(page.text))
        return browser.cookies
