"""The console tells of a new version of the programme, and takes it in when asked."""

from __future__ import annotations

from pathlib import Path

from seminar.rehearse.forms import read_hidden_fields
from tests.service.own_programme import CHECK_IN, WELCOME, OwnContent, slide
from tests.web.conftest import opened


def test_the_facilitator_sees_what_is_new_and_takes_it_in(tmp_path: Path) -> None:
    content = OwnContent(tmp_path / "content")
    data = tmp_path / "data"
    with opened(data, content.write(WELCOME, CHECK_IN)) as site:
        code = site.host.opening.open_room("our-hour", "nb").code
        assert (
            "Programmet er endret" not in site.facilitator().get(f"/host/{code}").text
        )
    with opened(
        data, content.write(WELCOME, CHECK_IN, slide("last", "Til slutt"))
    ) as site:
        facilitator = site.facilitator()
        for page in ("/host", f"/host/{code}"):
            assert f'<a href="/host/{code}/content">' in facilitator.get(page).text
        asked = facilitator.get(f"/host/{code}/content").text
        assert "Nye steg" in asked
        assert "<li>Til slutt</li>" in asked
        assert "Steg som er borte" not in asked
        told = facilitator.post(
            f"/host/{code}/content",
            data=read_hidden_fields(asked),
            follow_redirects=True,
        )
        assert "Rommet går videre med den nye versjonen av programmet." in told.text
        assert "/content" not in told.text
        assert site.host.rooms.get(code).programme.steps[-1].id == "last"
        again = facilitator.get(f"/host/{code}/content").text
        assert "Det er ingen ny versjon av programmet å ta inn." in again


def test_nobody_else_sees_or_takes_in_a_new_version(tmp_path: Path) -> None:
    content = OwnContent(tmp_path / "content")
    with opened(tmp_path / "data", content.write(WELCOME, CHECK_IN)) as site:
        code = site.host.opening.open_room("our-hour", "nb").code
        participant = site.participant(code)
        page = participant.get(f"/j/{code}").text
        assert participant.get(f"/host/{code}/content").status_code == 403
        refused = participant.post(
            f"/host/{code}/content", data=read_hidden_fields(page)
        )
        assert refused.status_code == 403
