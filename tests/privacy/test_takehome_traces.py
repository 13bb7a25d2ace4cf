"""A text that only the phone had goes out with the sheet, and stays in no file, line or
temporary folder."""

from __future__ import annotations

import asyncio
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from pypdf import PdfReader

from seminar.rehearse.browser import Browser
from seminar.rehearse.forms import read_hidden_fields
from tests.faults.harness import open_question
from tests.privacy.test_traces import Ground
from tests.served import Server

pytestmark = pytest.mark.timeout(120)

ANSWERED, WRITTEN = "kanarifugl", "gulspurv"
PLAN, NOTES = "own/u5-plan.plan/if", "own/notes"


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ground:
    return Ground(tmp_path, monkeypatch)


def everything(ground: Ground) -> set[Path]:
    return {
        one
        for folder in (ground.server.data, ground.temporary)
        for one in folder.rglob("*")
    }


def test_what_only_the_phone_had_is_on_its_sheet_and_nowhere_else(
    ground: Ground,
) -> None:
    ground.server.start()
    try:
        code, form, cookies = asyncio.run(answered(ground.server))
        before = everything(ground)
        sheet = fetch(
            ground.server.base,
            code,
            cookies,
            form | {PLAN: WRITTEN, NOTES: WRITTEN, "include": "answers"},
        )
        words = "".join(page.extract_text() for page in PdfReader(BytesIO(sheet)).pages)
        assert words.count(WRITTEN) == 2
        assert ANSWERED in words
        told = fetch(ground.server.base, code, cookies, form | {NOTES: WRITTEN * 400})
        assert b"1500" in told, "refused"
        fetch(ground.server.base, code, cookies, form | {NOTES: WRITTEN * 9000})
        fetch(ground.server.base, code, cookies, {NOTES: WRITTEN})
        assert everything(ground) == before, (
            "not even as a PDF, in which a text cannot be found"
        )
        ground.crash()
        assert ground.where(ANSWERED) == {"database"}, "we can find what is there"
        assert ground.where(WRITTEN) == set()
        assert ground.where(urlencode({PLAN: WRITTEN})) == set()
    finally:
        ground.server.kill()


async def answered(server: Server) -> tuple[str, dict[str, str], str]:
    """Join an open question and answer it by plain form; the room, the form of the take-home
    page, and the cookies."""
    code, _ = await open_question(server)
    async with Browser(server.base) as phone:
        await phone.post(
            f"/j/{code}/join", read_hidden_fields((await phone.get(f"/j/{code}")).text)
        )
        form = read_hidden_fields((await phone.get(f"/j/{code}")).text)
        await phone.post(
            f"/j/{code}/answer", form | {"r1-check-in.word/value": ANSWERED}
        )
        page = await phone.get(f"/j/{code}/take-home")
        return (
            code,
            {"csrf_token": read_hidden_fields(page.text)["csrf_token"]},
            phone.cookies,
        )


def fetch(base: str, code: str, cookies: str, form: dict[str, str]) -> bytes:
    """Send the form; whatever comes back."""
    address = urlsplit(base)
    line = HTTPConnection(address.hostname or "", address.port, timeout=30)
    head = {
        "Cookie": cookies,
        "Content-Type": "application/x-www-form-urlencoded",
        "Origin": base,
    }
    line.request("POST", f"/j/{code}/take-home.pdf", urlencode(form), head)
    body = line.getresponse().read()
    line.close()
    return body
