"""The ring of roles: every name within the drawing, every letter at its role, and each role at
every place in turn."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from seminar.charts.sketches.role_wheel import build_role_wheel
from seminar.charts.svg.text_layout import measure_width as text_width
from seminar.charts.svg.theme import THEMES, ThemeName
from seminar.core.i18n import untranslated_speech
from seminar.core.room.group_assignment import assign_role

LONG = "Den som tar den vanskeligste samtalen av dem alle"
RINGS = {
    "two": ("Den som spør", "Den som svarer"),
    "three": ("Forteller", "Lytter", "Observatør"),
    "long": (LONG, LONG, LONG),
    "compounds": ("Arbeidsmiljøutvalgsmedlemmene",) * 3,
    "four": ("Leder", "Verneombud", "Tillitsvalgt", "Medarbeider"),
}


@pytest.mark.parametrize("roles", RINGS.values(), ids=RINGS)
@pytest.mark.parametrize("theme", THEMES)
def test_names_and_letters_stay_within_the_drawing(
    roles: tuple[str, ...], theme: ThemeName
) -> None:
    svg = ElementTree.fromstring(
        build_role_wheel(roles, 1, untranslated_speech("nb"), theme)
    )
    _, _, width, height = map(float, svg.attrib["viewBox"].split())
    texts = [one for one in svg.iter() if one.tag.endswith("}text")]
    assert len(texts) >= 2 * len(roles)
    for one in texts:
        size, x, y = (float(one.attrib[name]) for name in ("font-size", "x", "y"))
        half = text_width(one.text or "", size, True) / 2
        assert half <= x <= width - half, one.text
        assert 0.7 * size <= y <= height - 0.2 * size, one.text


def test_each_letter_has_the_role_that_its_phone_says() -> None:
    roles = RINGS["three"]
    for turn in (1, 2, 3):
        said = build_role_wheel(roles, turn, untranslated_speech("nb"), "night")
        told = dict(re.findall(r"([ABC]): (\w+)", said))
        assert told == {
            letter: assign_role(roles, place, 3, turn, 3)
            for place, letter in enumerate("ABC")
        }
