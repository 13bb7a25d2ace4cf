"""The phone's pages: what stands on them, and what must never."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

import seminar
from seminar.core.elements import Bar as OneBar
from seminar.core.elements import (
    Bars,
    Cell,
    Change,
    Changes,
    Choose,
    Form,
    Option,
    Point,
    Prose,
    Quiet,
    TextItem,
    Texts,
    Wave,
    Waves,
    Write,
)
from seminar.core.i18n import LANGUAGES, say, untranslated_speech
from seminar.core.presenting.waves import HOW_TO_READ
from seminar.service.view_models import AskedForm, PhonePicture, PhoneState
from seminar.web.rendering import templates as draw

SPEECH = untranslated_speech("en")
HOSTILE = '"><img src=x onerror="alert(1)">'

VOTE = AskedForm(
    "r7-dilemma.dilemma",
    Form(
        (
            Choose(
                "value",
                "What do you do first?",
                (
                    Option("a", "Ask"),
                    Option("b", "Wait"),
                    Option("pass", "Would rather not say", quiet=True),
                ),
                key="R",
            ),
        )
    ),
    body=Prose("<p>It is late.</p>"),
)
WORD = AskedForm(
    "r1-check-in.word",
    Form((Write("value", "One word", 20, "At most 20."),)),
    guarded=True,
)
PLAN = AskedForm("u5-plan.plan", Form((Write("if", "If …", 200, lines=2, stays=True),)))

ASKING = PhonePicture(
    version=7,
    state="answer",
    step="r7-dilemma.vote-1",
    round=2,
    at=7,
    of=21,
    title="A dilemma",
    body=Prose("<p>Read it.</p>"),
    keys=("R",),
    forms=(VOTE, WORD),
    promise=say("Nobody sees your answer."),
)
STATES: dict[PhoneState, PhonePicture] = {
    "answer": ASKING,
    "read": replace(ASKING, state="read", forms=(PLAN,), promise=""),
    "closed": replace(ASKING, state="closed", forms=()),
    "result": replace(
        ASKING,
        state="result",
        forms=(),
        views=(Bars("Which", (OneBar("Ask", 3), OneBar("Wait", None)), 9),),
    ),
    "ended": replace(ASKING, state="ended", forms=()),
}


def main(picture: PhonePicture) -> str:
    return draw.phone_parts(picture, SPEECH)["main"]


def page(picture: PhonePicture, told: str = "") -> str:
    parts = draw.phone_parts(picture, SPEECH)
    return draw.page(
        "phone/page.html",
        SPEECH,
        code="K7M4QX",
        picture=picture,
        parts=parts,
        told=told,
        op="o" * 22,
        csrf="token",
    )


def join() -> str:
    context = {
        "code": "K7M4QX",
        "programme": "An hour",
        "retention_days": 30,
        "series_days": 0,
        "floor": 5,
        "door_closed": False,
        "told": "",
        "shut": "",
        "csrf": "token",
    }
    return draw.page("phone/join.html", SPEECH, **context)


@pytest.mark.parametrize("state", STATES)
def test_no_page_needs_an_inline_style_or_script(state: PhoneState) -> None:
    html = page(STATES[state])
    assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?! src=)", html)


@pytest.mark.parametrize("state", STATES)
def test_only_an_open_question_can_be_sent(state: PhoneState) -> None:
    actions = re.search(r'<div class="actions"[^>]*>', page(STATES[state]))
    assert actions is not None
    assert ("hidden" in actions[0]) == (state != "answer")


def test_fields_are_named_by_question_and_field() -> None:
    assert set(re.findall(r'name="([^"]+/[^"]+)"', main(ASKING))) == {
        "r7-dilemma.dilemma/value",
        "r1-check-in.word/value",
    }


def test_step_and_round_are_sent_along_by_a_plain_form() -> None:
    assert 'name="step" value="r7-dilemma.vote-1"' in main(ASKING)
    assert 'name="round" value="2"' in main(ASKING)


def test_nothing_is_chosen_for_anybody() -> None:
    assert " checked" not in main(ASKING)


def test_what_was_saved_stands_in_the_form_again() -> None:
    html = main(
        replace(
            ASKING,
            forms=(
                replace(VOTE, saved={"value": "b"}),
                replace(WORD, saved={"value": "calm"}),
            ),
        )
    )
    assert re.findall(r'value="(\w+)" checked', html) == ["b"]
    assert 'value="calm"' in html


def test_the_way_out_stands_apart_from_the_options() -> None:
    options = main(ASKING).split('class="options"')[1].split("</div>")[0]
    assert "Ask" in options
    assert "Would rather not say" not in options


def test_the_case_is_read_before_its_question() -> None:
    html = main(ASKING)
    assert html.index("It is late.") < html.index("What do you do first?")


def test_text_that_stays_has_no_name_to_be_sent_by() -> None:
    field = re.search(r"<textarea[^>]*>", main(STATES["read"]))
    assert field is not None
    assert " name=" not in field[0]
    assert 'data-stays="u5-plan.plan/if"' in field[0]


def test_without_a_script_paper_is_pointed_to_for_what_stays() -> None:
    assert re.search(r'class="own plain-only">Write on the sheet', main(STATES["read"]))


def test_a_closed_question_is_no_longer_there_to_be_answered() -> None:
    html = main(STATES["closed"])
    assert "The answers are closed." in html
    assert "<input" not in html


def test_results_are_numbers_that_can_be_read() -> None:
    html = main(STATES["result"])
    assert re.search(r"Ask</span><b>3</b>", html)
    assert re.search(r"Wait</span><b>few</b>", html)
    assert "9 answers" in html


def test_a_change_is_numbers_that_can_be_read_and_is_never_alone() -> None:
    row = Change(
        "I grow",
        "U",
        23,
        "+0.4",
        0.4,
        (Cell("Up", 11, "most"),),
        "",
        "−0.1 to +0.9",
        "effect +0.4",
    )
    html = main(
        replace(STATES["result"], views=(Changes("How we are", (row,), HOW_TO_READ),))
    )
    assert re.search(r"I grow</span><b>\+0.4</b>", html)
    assert "Up <b>11</b>" in html
    assert "23 answered both times · 95 % interval −0.1 to +0.9 · effect +0.4" in html
    assert "A change does not mean that the seminar is the cause." in html


def test_waves_are_read_one_after_the_other() -> None:
    row = Wave("I grow", "U", (Point("3.9", 3.9, 15), Point("", None)))
    view = Waves(
        "How we are",
        ("Before", "Now"),
        (row,),
        (1, "Disagree"),
        (5, "Agree"),
        "Not the same people.",
    )
    html = main(replace(STATES["result"], views=(view,)))
    assert re.search(r"Before · 15 answers</span><b>3.9</b>", html)
    assert re.search(r"Now</span><b>–</b>", html)
    assert "Not the same people." in html


def test_a_silence_is_said_with_its_words() -> None:
    assert "We show no numbers." in main(
        replace(STATES["result"], views=(Quiet("", "We show no numbers."),))
    )


@pytest.mark.parametrize(
    "picture",
    [
        replace(ASKING, title=HOSTILE),
        replace(ASKING, forms=(replace(WORD, saved={"value": HOSTILE}),)),
        replace(
            STATES["result"], views=(Texts(HOSTILE, (TextItem("1", HOSTILE),), 9),)
        ),
    ],
)
def test_what_people_wrote_is_never_markup(picture: PhonePicture) -> None:
    html = page(picture, told=HOSTILE)
    assert "<img" not in html
    assert HOSTILE in unescape(html)


def test_the_join_page_says_what_it_is_for_and_has_one_button() -> None:
    html = join()
    assert "at least 5 have answered" in html
    assert "deleted when the facilitator closes the room" in html
    assert html.count("<button") == 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_page_is_marked_with_its_language_and_leads_to_the_others(lang: str) -> None:
    html = draw.page(
        "code.html", untranslated_speech(lang), typed="", words="", csrf="token"
    )
    assert f'<html lang="{lang}"' in html
    assert [f'href="?lang={one}"' in join() for one in LANGUAGES] == [True] * len(
        LANGUAGES
    )


def test_the_page_brings_every_sentence_that_its_script_may_say() -> None:
    brought = re.search(r"data-say='([^']*)'", page(ASKING))
    assert brought is not None
    scripts = Path(seminar.__file__).parent / "assets" / "ts"
    own = [
        path
        for path in scripts.glob("*.ts")
        if path.stem not in ("screen", "host", "room", "takehome")
    ]
    said = {
        name
        for path in own
        for call in _calls(path.read_text())
        for name in re.findall(r'"(\w+)"', call)
    }
    # Where an answer is, is said by a name of the type `Standing`.
    standing = re.search(
        r"type Standing = ([^;]*);", (scripts / "state.ts").read_text()
    )
    assert standing is not None
    said |= set(re.findall(r'"(\w+)"', standing[1]))
    assert said == set(json.loads(unescape(brought[1])))


def _calls(script: str) -> list[str]:
    """The first argument of each `say(…)` in a script."""
    return re.findall(r"\bsay\(([^,)]*)", script)


def test_a_page_fetches_itself_only_while_nothing_is_being_written() -> None:
    assert 'http-equiv="refresh"' not in page(ASKING)
    assert 'http-equiv="refresh"' in page(STATES["closed"])
