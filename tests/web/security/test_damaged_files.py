"""Small files of the installation that were damaged: a new one is made, or it is read all the
same."""

from __future__ import annotations

from pathlib import Path

import pytest

from seminar.content.library import Library
from seminar.web.security.secret import secret_key
from seminar.web.security.start_links import Links
from tests.web.conftest import opened


@pytest.mark.parametrize("content", [b"", b"\xff" * 64, b"short", b"a line\n" * 20])
def test_a_damaged_secret_is_made_anew_and_said(
    content: bytes, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "secret").write_bytes(content)
    made = secret_key(tmp_path)
    assert len(made) >= 43
    assert (tmp_path / "secret").read_text() == made == secret_key(tmp_path)
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600
    assert caplog.text.count("was damaged") == 1


def test_a_list_of_used_links_of_bad_bytes_lets_a_facilitator_in_and_each_link_once(
    tmp_path: Path, library: Library
) -> None:
    with opened(tmp_path, library) as site:
        (tmp_path / "used-links").write_bytes(b"\xff\xfe\n\x00 nonce")
        link = f"/in/{Links(tmp_path).make()}"
        assert site.visitor().get(link).status_code == 303
        assert site.visitor().get(link).status_code == 403
