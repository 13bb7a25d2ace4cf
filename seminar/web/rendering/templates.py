"""Pictures and pages as HTML. The only place that renders templates, and the only one that trusts
HTML.

Every template speaks through an explicit `Speech`, so the same call gives the same page in any
language. What people typed is escaped; only an author's sanitised `Prose` and our own drawings are
taken as they stand.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache, partial
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from seminar import charts
from seminar.charts.sketches.role_wheel import build_role_wheel
from seminar.charts.svg import icons
from seminar.charts.svg.canvas import LEADING
from seminar.charts.svg.qr import build_qr_svg
from seminar.charts.svg.text_layout import wrap_text
from seminar.charts.svg.theme import ThemeName
from seminar.charts.tokens import TYPE
from seminar.charts.views import quiet
from seminar.content.translations import format_day
from seminar.core.elements import Paragraph, Prose, Run, Sketch, View, Write
from seminar.core.i18n import LANGUAGE_NAMES, LANGUAGES, Speech, say, say_n
from seminar.core.presenting.sketches import sketch_list
from seminar.service.view_models import (
    OwnAnswer,
    PhonePicture,
    Score,
    ScreenPicture,
    Sitting,
    Talking,
)

SKETCH, UNDER, BESIDE = 660, TYPE["lead"], 1340
"""How tall a sketch may be on a stage of 1920 × 1080, the type beneath it, and how wide it is
beside a clock; `css/stage/talk.css` sets the same type."""


def page(name: str, speech: Speech, **context: object) -> Markup:
    """A page, or a part that pages take as it stands, from `templates/<name>` in the language of
    `speech`."""
    return Markup(_speaking(speech).get_template(name).render(**context))


def phone_parts(picture: PhonePicture, speech: Speech) -> dict[str, str]:
    """What a phone shows now: one part, swapped whole."""
    return {"main": page("phone/main.html", speech, picture=picture)}


def own(answers: tuple[OwnAnswer, ...], score: Score | None, speech: Speech) -> str:
    """What one participant answered and how much of it is right, as their own phone shows it."""
    return page("phone/own.html", speech, own=answers, score=score)


def seat(
    code: str, talk: Talking | None, sitting: Sitting | None, speech: Speech
) -> str:
    """Where one participant sits and what they do there, as their own phone shows it."""
    return (
        page("phone/seat.html", speech, code=code, talk=talk, sitting=sitting)
        if talk
        else ""
    )


def phone_data(picture: PhonePicture) -> dict[str, object]:
    """What a phone's script needs to know beside the words."""
    return {
        "state": picture.state,
        "step": picture.step,
        "round": picture.round,
        "left": picture.clock.ticks_from if picture.clock else None,
        "again": picture.answered_before or picture.late,
        "late": picture.late,
        "joined": picture.joined,
        "some": picture.talk is not None and bool(picture.talk.asked),
    }


def text(prose: Prose) -> str:
    """An author's text without its markup, as people read it."""
    return _prose(prose).striptags()


@lru_cache(maxsize=8)
def _speaking(speech: Speech) -> Environment:
    """Templates that speak one language: `_("…")`, `say_n("…", "…", n)` and `{{ words|say }}`."""
    env = Environment(
        loader=PackageLoader("seminar.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )

    def _(msgid: str, /, **args: str | int | float) -> str:
        return speech(say(msgid, **args))

    def several(msgid: str, plural: str, n: int, /, **args: str | int | float) -> str:
        return speech(say_n(msgid, plural, n, **args))

    def chart(
        view: View | Sketch,
        theme: ThemeName,
        width: float = charts.WIDTH,
        tall: float = charts.TALL,
        page: int = 0,
    ) -> Markup:
        return Markup(charts.draw_view(view, speech, theme, width, tall, page))

    def drawn(picture: ScreenPicture) -> Markup:
        """What a slide or a move of a drawn look draws of its list, in the room that the
        paragraphs under it leave."""
        seen = sketch_list(picture.look, picture.title, picture.body)
        width = charts.WIDTH if picture.move == "slide" else BESIDE
        return (
            chart(seen, "night", width, _left_under(picture.body, width))
            if seen
            else Markup("")
        )

    shapes = {key: Markup(shape) for key, shape in icons.SHAPES.items()}
    two = Markup(
        f'<g class="rings">{quiet.RINGS}</g><g class="step">{quiet.STAIR}{quiet.LIFT}</g>'
    )
    env.globals.update(
        {
            "_": _,
            "say_n": several,
            "speech": speech,
            "lang": speech.lang,
            "names": LANGUAGE_NAMES,
            "ours": LANGUAGES,
            "languages": (),
            "shapes": shapes,
            "signs": {name: Markup(shape) for name, shape in icons.SIGNS.items()},
            "two": two,
        }
    )

    def ring(talk: Talking, theme: ThemeName = "night") -> Markup:
        return Markup(build_role_wheel(talk.ring, talk.turn, speech, theme))

    env.filters.update(wheel=ring, lower_first=_lower_first, groupby_size=_by_size)
    env.filters.update(
        sketch=drawn,
        say=speech,
        prose=_prose,
        word=_word,
        chart=chart,
        twin=charts.build_table,
        qr=_qr,
    )
    env.filters.update(
        asset=asset, number=speech.number, day=partial(format_day, speech.lang)
    )
    env.tests["kept"] = lambda field: isinstance(field, Write) and field.stays
    return env


def asset(name: str) -> str:
    """The address of a built file, with the build's stamp so that browsers may keep it for ever."""
    return f"/static/{name}?v={_stamp()}"


@lru_cache(maxsize=1)
def _stamp() -> str:
    built = files("seminar.web") / "static" / "stamp"
    return built.read_text()[:12] if built.is_file() else "unbuilt"


def _prose(prose: Prose) -> Markup:
    """An author's text, sanitised when it was read."""
    return Markup(prose.html)


def _left_under(prose: Prose, width: float) -> float:
    """What is left for a drawing over an author's paragraphs."""
    said = (
        "".join(run.text for run in block.runs if isinstance(run, Run))
        for block in prose.blocks
        if isinstance(block, Paragraph)
    )
    lines = sum(len(wrap_text(words, UNDER, width)) for words in said)
    return SKETCH - (lines * LEADING * UNDER + UNDER if lines else 0)


def _qr(text: str) -> Markup:
    return Markup(build_qr_svg(text))


def _lower_first(name: str) -> str:
    """A role's name in the middle of a sentence."""
    return name[:1].lower() + name[1:]


def _by_size(sizes: tuple[int, ...]) -> list[tuple[int, int]]:
    """How many groups there are of each size, the largest first."""
    return sorted(Counter(sizes).items(), reverse=True)


def _word(value: object) -> str:
    """The name of a word of the small language (`choose`, `bars`, …), by which a template picks
    its macro."""
    return type(value).__name__.lower()
