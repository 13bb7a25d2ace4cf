"""The projector and the console: what stands on them, and what must never."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from seminar.core.elements import (
    Bar,
    Bars,
    Bullets,
    Figure,
    Figures,
    Prose,
    Quiet,
    Run,
    TextItem,
    Texts,
    View,
)
from seminar.core.i18n import say, untranslated_speech
from seminar.service.screens.console_commands import CONSOLE_COMMANDS
from seminar.service.screens.key_card import build_key_map, list_key_card
from seminar.service.view_models import (
    Advice,
    AgendaLine,
    BigKey,
    Clock,
    HostPicture,
    Pending,
    Posed,
    Schedule,
    ScreenPicture,
    StorageState,
    Talking,
)
from seminar.web.rendering.console import host_data, host_parts
from seminar.web.rendering.layout import drawings
from seminar.web.rendering.stage import (
    Place,
    face,
    screen_data,
    screen_parts,
)

SPEECH = untranslated_speech("en")
PLACE = Place("K7M4QX", "HTTP://10.0.0.2:8000/J/K7M4QX", "10.0.0.2:8000/J")
HOSTILE = '<img src=x onerror="alert(1)">'

PAIRS = Talking("pairs", "neighbours", drawn=False, roles=(), turn=1, turns=1)
OPEN = ScreenPicture(
    version=7,
    curtain="",
    code="K7M4QX",
    programme="An hour",
    move="ask",
    state="open",
    at=7,
    of=21,
    title="A question",
    body=Prose(),
    keys=("R", "S"),
    look="",
    joined=18,
    answered=15,
    says="",
    posed=(
        Posed("What do you do first?", Prose("<p>It is late.</p>"), ("Ask", "Wait")),
    ),
    clock=Clock(remaining=95.2, planned=180),
)
SCENES = {
    "open": OPEN,
    "closed": replace(
        OPEN, state="closed", clock=None, says=say("The answers are closed.")
    ),
    "covered": replace(
        OPEN, move="show", state="covered", says=say("The result is ready.")
    ),
    "slide": replace(
        OPEN,
        move="slide",
        state="read",
        look="lead",
        body=Prose("<p>Good morning.</p>"),
    ),
    "talk": replace(
        OPEN,
        move="talk",
        state="read",
        talk=PAIRS,
        body=Prose("<p>Two minutes each.</p>"),
    ),
    "write": replace(OPEN, move="write", state="read"),
    "join": replace(OPEN, curtain="join"),
    "blank": replace(OPEN, curtain="blank"),
    "ended": replace(OPEN, state="ended", says=say("Thank you all for taking part.")),
}
CONSOLE = HostPicture(
    version=7,
    screen=OPEN,
    label="Answer",
    notes=Prose("<p>Read it aloud.</p>"),
    next_label="Show the result",
    then="Show the result",
    schedule=Schedule(
        moves=(AgendaLine("Answer", 3, "now"), AgendaLine("Show", 2, "ahead")),
        agenda=(AgendaLine("Welcome", 3, "done"), AgendaLine("A question", 9, "now")),
        due=20,
        planned=23,
        total=60,
        used=25.4,
    ),
    keys=tuple(
        BigKey(row.name, say(row.name), enabled=row.name != "reveal")
        for row in CONSOLE_COMMANDS
        if row.place == "row"
    ),
    connected=16,
    pending=(
        Pending("t1", HOSTILE, False),
        Pending("t2", "calm", False),
        Pending("t3", "glad", True),
    ),
)


@pytest.mark.parametrize("scene", SCENES)
def test_no_part_needs_an_inline_style_or_script(scene: str) -> None:
    parts = host_parts(replace(CONSOLE, screen=SCENES[scene]), SPEECH, PLACE)
    for html in parts.values():
        assert not re.search(
            r"<script|\sstyle=|\son\w+=\s*[\"']", html.replace("&#34;", "")
        ), scene


@pytest.mark.parametrize("scene", SCENES)
def test_the_console_shows_the_room_its_own_stage(scene: str) -> None:
    room = screen_parts(SCENES[scene], SPEECH, PLACE)
    console = host_parts(replace(CONSOLE, screen=SCENES[scene]), SPEECH, PLACE)
    assert room == {name: console[name] for name in ("stage", "foot")}


def test_the_plan_says_what_to_leave_out_when_the_room_is_late() -> None:
    cuts = ((10, "Leave out the third round."), (20, HOSTILE))
    late = replace(CONSOLE, schedule=replace(CONSOLE.schedule, cuts=cuts))
    plan = host_parts(late, SPEECH, PLACE)["plan"]
    assert "10 minutes: Leave out the third round." in plan
    assert HOSTILE not in plan, "it is escaped"
    assert "If you are late" not in host_parts(CONSOLE, SPEECH, PLACE)["plan"]


def test_a_wall_that_is_too_much_at_once_is_turned_from_the_console() -> None:
    texts = tuple(
        TextItem(str(at), f"{at:02d} asking before we answer " * 3) for at in range(60)
    )
    wall = replace(
        SCENES["covered"],
        state="shown",
        posed=(),
        views=(Texts("What we keep", texts, 60),),
    )
    first, second = (
        host_parts(replace(CONSOLE, screen=replace(wall, page=page)), SPEECH, PLACE)
        for page in (0, 1)
    )
    assert first["keys"].index('value="turn"') < first["keys"].index('value="next"'), (
        "Next stays last, where the hand expects it"
    )
    assert "page 1 of" in first["stage"]
    assert "page 2 of" in second["stage"]
    curtained = host_parts(
        replace(CONSOLE, screen=replace(wall, curtain="blank")), SPEECH, PLACE
    )
    assert 'value="turn"' not in curtained["keys"]
    few = replace(wall, views=(Texts("What we keep", texts[:3], 3),))
    assert (
        'value="turn"'
        not in host_parts(replace(CONSOLE, screen=few), SPEECH, PLACE)["keys"]
    )
    assert build_key_map("console")["letters"]["p"] == "turn"


@pytest.mark.parametrize("curtain", ["blank", "join"])
def test_a_curtain_hides_the_step_whole(curtain: str) -> None:
    parts = screen_parts(SCENES[curtain], SPEECH, PLACE)
    assert "A question" not in parts["stage"]
    assert parts["foot"] == ""


def test_the_stage_poses_the_question_with_its_options() -> None:
    stage = screen_parts(OPEN, SPEECH, PLACE)["stage"]
    assert [
        text in stage
        for text in ("What do you do first?", "It is late.", "Ask", "Wait")
    ] == [True] * 4


def test_what_people_wrote_is_never_markup() -> None:
    pending = host_parts(CONSOLE, SPEECH, PLACE)["pending"]
    assert "<img" not in pending
    assert "&lt;img" in pending


def test_letting_all_texts_through_names_only_those_that_wait() -> None:
    pending = host_parts(CONSOLE, SPEECH, PLACE)["pending"]
    assert 'value="approve t1 t2"' in pending
    assert 'value="hide t3"' in pending


def test_texts_that_stand_together_are_let_through_spelled_and_taken_apart_together() -> (
    None
):
    two = Pending("t1", "calm", False, (("t2", "calmly"),), merges=True)
    words = replace(
        CONSOLE,
        pending=(two, Pending("t3", "glad", True, merges=True)),
        alike=((two, two),),
    )
    pending = host_parts(words, SPEECH, PLACE)["pending"]
    for command in (
        "approve t1 t2",
        "spell t2",
        "part t1 t2",
        "hide t3",
        "merge t1 t2 t1 t2",
        "merge",
    ):
        assert f'name="command" value="{command}"' in pending
    assert 'name="item-t1"' in pending
    assert "item-" not in host_parts(CONSOLE, SPEECH, PLACE)["pending"], (
        "sentences stand each by itself"
    )


def test_notes_never_reach_the_projector() -> None:
    assert not any(
        "Read it aloud." in html for html in screen_parts(OPEN, SPEECH, PLACE).values()
    )


def test_how_well_an_exercise_has_been_tried_is_folded_beneath_the_notes() -> None:
    notes = host_parts(
        replace(CONSOLE, advice=Advice(evidence=Prose("<p>Tried once.</p>"))),
        SPEECH,
        PLACE,
    )["notes"]
    assert re.search(
        r"<details><summary>[^<]+</summary><div[^>]*><p>Tried once\.</p>", notes
    )
    assert "<details" not in host_parts(CONSOLE, SPEECH, PLACE)["notes"]


def test_every_key_carries_the_version_that_was_seen() -> None:
    assert (
        'form="drive" name="v" value="7"' in host_parts(CONSOLE, SPEECH, PLACE)["keys"]
    )


def test_next_is_the_last_key_of_the_row_and_a_key_that_does_nothing_says_so() -> None:
    keys = re.findall(
        r'value="(\w+)" id="key-\w+"( aria-disabled)?',
        host_parts(CONSOLE, SPEECH, PLACE)["keys"],
    )
    assert keys[-1] == ("next", "")
    assert ("reveal", " aria-disabled") in keys


def test_every_key_of_the_bottom_row_has_a_key_of_the_keyboard() -> None:
    for row in CONSOLE_COMMANDS:
        assert bool(row.keys) == (row.place in ("row", "pages")), row.name


def test_no_key_of_the_keyboard_presses_two_commands() -> None:
    key_map = build_key_map("console")
    presses = [key for row in CONSOLE_COMMANDS for key in row.keys]
    assert sum(map(len, key_map.values())) == len(presses) + len(["help"])
    assert key_map["always"]["PageDown"] == key_map["always"][" "] == "next"
    assert key_map["control"] == {"z": "undo"}
    assert build_key_map("projector")["letters"] == {"s": "sound", "f": "fullscreen"}


def test_the_key_card_names_every_key_and_the_button_those_it_has_room_for() -> None:
    card = dict(list_key_card(SPEECH))
    assert card["Space · → · PgDn"] == "What the large key says"
    assert card["U · Ctrl Z"] == "Undo"
    keys = host_parts(CONSOLE, SPEECH, PLACE)["keys"]
    assert "<kbd>Space · PgDn</kbd>" in keys
    assert "<kbd>U</kbd>" in keys


def test_what_ticks_is_in_the_data_too() -> None:
    assert screen_data(OPEN) == {
        "joined": 18,
        "answered": 15,
        "left": 95.2,
        "cards": None,
    }
    assert host_data(CONSOLE) == {
        **screen_data(OPEN),
        "connected": 16,
        "due": 20,
        "planned": 23,
        "used": 25.4,
        "total": 60,
    }


@pytest.mark.parametrize(
    ("left", "words", "over"),
    [(95.2, "1:36", False), (0.4, "0:01", False), (-3, "0:00", True)],
)
def test_the_clock_says_nothing_left_only_when_the_time_is_up(
    left: float, words: str, over: bool
) -> None:
    shown = face(Clock(left, 180))
    assert shown is not None
    assert (shown.words, shown.over) == (words, over)


@pytest.mark.parametrize(
    ("used", "words"),
    [
        (None, "not started"),
        (22.9, "used 22 min"),
        (25.4, "2 min late"),
        (17.5, "2 min early"),
    ],
)
def test_the_console_tells_the_time_used_against_the_plan(
    used: float | None, words: str
) -> None:
    schedule = replace(CONSOLE.schedule, used=used)
    assert (
        words in host_parts(replace(CONSOLE, schedule=schedule), SPEECH, PLACE)["top"]
    )


def test_a_failing_disk_is_told_in_words() -> None:
    parts = host_parts(
        replace(CONSOLE, storage=StorageState(say("The disk is full."))), SPEECH, PLACE
    )
    assert "The disk is full." in parts["trouble"]


def test_what_the_author_says_of_a_result_stands_beneath_it_and_is_not_said_twice() -> (
    None
):
    shown = replace(
        SCENES["covered"],
        state="shown",
        posed=(),
        body=Prose("<p>Not a measurement. Few answered.</p>"),
        views=(Bars("What now?", (Bar("Ask", 3),), 3, "Few answered."),),
    )
    stage = screen_parts(shown, SPEECH, PLACE)["stage"]
    assert stage.count("Few answered.") == 1
    assert stage.index("<svg") < stage.index("Not a measurement.")


WALL = Texts("What we keep", (TextItem("a", "asking before we answer"),), 6)


@pytest.mark.parametrize(
    ("other", "halves"),
    [
        (WALL, True),
        (Quiet("What we change", "Fewer than five."), True),
        (Figures("Energy", (Figure("4", "now"),)), False),
    ],
)
def test_two_walls_of_texts_have_half_the_stage_each(other: View, halves: bool) -> None:
    shown = replace(SCENES["covered"], state="shown", posed=(), views=(WALL, other))
    assert (
        'class="charts even"' in screen_parts(shown, SPEECH, PLACE)["stage"]
    ) is halves
    one, two = drawings(shown, SPEECH)
    assert (one.width == two.width and one.width < 900) is halves


@pytest.mark.parametrize(("texts", "halves"), [(2, False), (9, True)])
def test_a_wall_that_is_full_takes_as_much_as_what_it_stands_beside(
    texts: int, halves: bool
) -> None:
    wall = replace(
        WALL,
        items=tuple(
            TextItem(str(at), "asking before we answer") for at in range(texts)
        ),
    )
    shown = replace(
        SCENES["covered"],
        state="shown",
        posed=(),
        views=(Figures("Energy", (Figure("4", "now"),)), wall),
    )
    one, two = drawings(shown, SPEECH)
    assert (one.width == two.width) is halves


def test_more_options_than_a_wall_takes_beneath_each_other_stand_in_two_columns() -> (
    None
):
    few, many = (
        replace(OPEN, posed=(replace(OPEN.posed[0], options=("Ask",) * number),))
        for number in (6, 7)
    )
    assert "columns" not in screen_parts(few, SPEECH, PLACE)["stage"]
    assert "columns" in screen_parts(many, SPEECH, PLACE)["stage"]


def test_a_drawn_slide_names_its_drawing_and_keeps_its_list_for_those_who_hear_the_page() -> (
    None
):
    items = tuple(
        (Run(name, bold=True), Run(f" – {said}"))
        for name, said in (("Leader", "one"), ("Boss", "other"))
    )
    body = Prose("<ul><li>Leader</li><li>Boss</li></ul>", (Bullets(items),))
    slide = replace(
        OPEN,
        move="slide",
        state="read",
        look="relation",
        title="Leader or boss?",
        body=body,
    )
    stage = screen_parts(slide, SPEECH, PLACE)["stage"]
    assert re.search(
        r"<title id=[^>]+>Leader or boss\?</title><desc id=[^>]+>Leader; one. Boss; other</desc>",
        stage,
    )
    assert "<li>Leader</li>" in stage
    assert (
        "<svg" not in screen_parts(replace(slide, look="two"), SPEECH, PLACE)["stage"]
    )
