"""Every kind of question in a preview, answered by rehearsal participants who see nothing but the
phone's own page."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminar.content.authoring.open_file import find_open_content
from seminar.web.authoring.walkthrough import PEOPLE
from tests.journeys import shelf
from tests.kinds.samples import SAMPLES
from tests.web.authoring.test_preview import previewed, walked


@pytest.mark.parametrize("name", shelf.SENT)
def test_every_kind_is_previewed_and_answered_from_what_its_page_shows(
    tmp_path: Path, name: str
) -> None:
    content = shelf.write(tmp_path / "content", names=[name])
    with previewed(
        tmp_path / "data", find_open_content(content / "exercises" / name)
    ) as (
        preview,
        site,
    ):
        walk = preview.walk
        assert walk is not None
        steps = walked(walk)
        assert all(answered > PEOPLE * 0.8 for move, answered in steps if move == "ask")
        assert walk.running.result(f"{name}.question") is not None
        prompt = SAMPLES[name].wording.prompt
        assert prompt in site.visitor().get(f"/screen/{walk.code}").text
        state = site.visitor().get("/preview/state").json
        assert state is not None
        paper: str = state["paper"]
        assert site.visitor().get(paper.partition("#")[0]).data.startswith(b"%PDF")
