"""What a connection says of itself may be of any shape."""

from __future__ import annotations

import pytest
from socketio.exceptions import ConnectionRefusedError as Refusal

from tests.web.conftest import Site


@pytest.mark.parametrize("shape", [[], {}, [[]], None, 1])
@pytest.mark.parametrize("field", ["lang", "as", "room"])
def test_a_wish_of_another_shape_is_refused_in_words(
    site: Site, field: str, shape: object
) -> None:
    wish = {"room": "XXXXXX", "as": "phone", "lang": "nb"} | {field: shape}
    with pytest.raises(Refusal):
        site.built.live.connect("sid", {"REMOTE_ADDR": "192.0.2.1"}, wish)
