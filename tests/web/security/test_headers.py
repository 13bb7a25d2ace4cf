"""Every answer has the strict headers, whoever gives it."""

from __future__ import annotations

import pytest
from werkzeug.test import Client, TestResponse

from seminar.web.security.headers import HEADERS
from tests.web.conftest import Site

ANSWERS = {
    "a page": ("/", "localhost", 200),
    "a page that is not there": ("/nowhere", "localhost", 404),
    "a file that is not there": ("/static/nothing.js", "localhost", 404),
    "a file with an odd name": ("/static/..%2f..%2fpyproject.toml", "localhost", 404),
    "a wrong code": ("/j/XXXXXX", "localhost", 404),
    "the facilitator's page, to a stranger": ("/host", "localhost", 403),
    "another host": ("/", "evil.example", 400),
    "Socket.IO, asked for nothing": ("/socket.io/", "localhost", 400),
}


def fetch(site: Site, path: str, host: str) -> TestResponse:
    """The answer of the whole application, with what stands before Flask."""
    return Client(site.built.wsgi).get(path, headers={"Host": host})


@pytest.mark.parametrize("name", ANSWERS)
def test_every_answer_has_all_the_headers_and_is_kept_by_no_cache(
    site: Site, name: str
) -> None:
    path, host, status = ANSWERS[name]
    answer = fetch(site, path, host)
    assert answer.status_code == status
    assert HEADERS.items() <= dict(answer.headers).items()
    assert answer.headers["Cache-Control"] == "no-store"


def test_a_form_that_is_too_large_or_wrongly_sent_is_no_exception(site: Site) -> None:
    browser = Client(site.built.wsgi)
    large = browser.post("/lang", data=b"x" * 40_000, headers={"Host": "localhost"})
    wrong = browser.post("/", headers={"Host": "localhost"})
    for answer in (large, wrong):
        assert answer.status_code >= 400
        assert HEADERS.items() <= dict(answer.headers).items()
        assert answer.headers["Cache-Control"] == "no-store"


def test_a_built_file_is_kept_for_ever_all_the_same(site: Site) -> None:
    answer = fetch(site, "/static/phone.js", "localhost")
    assert answer.status_code == 200
    assert answer.headers.getlist("Cache-Control") == [
        "public, max-age=31536000, immutable"
    ]
    assert HEADERS.items() <= dict(answer.headers).items()
