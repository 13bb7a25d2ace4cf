"""A list of logins names browsers by their family, whatever else they claim to be."""

from __future__ import annotations

import pytest

from seminar.web.security.devices import describe_device

SAFARI = (
    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
)
CHROME = "AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0"


@pytest.mark.parametrize(
    ("user_agent", "device"),
    [
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36",
            "Chrome, Windows",
        ),
        (
            f"Mozilla/5.0 (Windows NT 10.0; Win64; x64) {CHROME} Safari/537.36 Edg/130.0",
            "Edge, Windows",
        ),
        (
            f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {SAFARI}",
            "Safari, iPhone",
        ),
        (
            f"Mozilla/5.0 (Linux; Android 14; K) {CHROME} Mobile Safari/537.36",
            "Chrome, Android",
        ),
        (
            "Mozilla/5.0 (Macintosh; Intel Mac OS X 14.6; rv:130.0) Firefox/130.0",
            "Firefox, macOS",
        ),
        ("<script>alert(1)</script>", ""),
        ("", ""),
    ],
)
def test_the_family_and_no_more(user_agent: str, device: str) -> None:
    assert describe_device(user_agent) == device
