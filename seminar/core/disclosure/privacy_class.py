"""The privacy class of a question and the audience of its result, as an author writes them."""

from __future__ import annotations

from typing import Literal

Privacy = Literal["open", "guarded", "private"]
"""`open`: fictitious or harmless, live bars allowed. `guarded`: own workplace or free text,
published once under the threshold rules. `private`: stays on the phone."""


SeenBy = Literal["room", "facilitator"]
"""Who is shown the result, under the same rules."""
