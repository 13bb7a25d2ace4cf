"""What nobody thought of."""

from __future__ import annotations

import pytest

from tests.web.conftest import Site


def test_an_accident_is_told_in_words_and_its_address_is_not_logged(
    site: Site, caplog: pytest.LogCaptureFixture
) -> None:
    site.built.flask.add_url_rule(
        "/accident/<token>", view_func=lambda token: str(1 // 0)
    )
    page = site.visitor().get("/accident/kanarifugl")
    assert page.status_code == 500
    assert "Last siden på nytt" in page.text
    assert "ZeroDivisionError" in caplog.text
    assert "kanarifugl" not in caplog.text
    assert {record.name for record in caplog.records} == {"seminar.web.pages.errors"}


def test_a_language_is_chosen_at_any_address(site: Site) -> None:
    chosen = site.visitor().get("/j/ABC%0d%0aX-Odd:%20y?lang=nn")
    assert (chosen.status_code, chosen.location) == (303, "/j/ABC%0D%0AX-Odd%3A%20y")
    assert "X-Odd" not in chosen.headers
