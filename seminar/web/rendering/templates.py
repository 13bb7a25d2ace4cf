"""Pictures and pages as HTML. The only place that renders templates, and the only one that trusts
HTML.

Every template speaks through an explicit `Speech`, so the same call gives the same page in any
language. What people typed is escaped; only an author's sanitised `Prose` and our own drawings are
taken as they stand.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import lru_cache
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
from seminar.service.prints.registry import PrintKind, PrintSubject
from seminar.service.view_models import (
    OwnAnswer,
    PhonePicture,
    Score,
    ScreenPicture,
    Sitting,
    Talking,
)
from seminar.web.rendering import figures

SKETCH = 660
UNDER = TYPE["lead"]
BESIDE = 1340
"""How tall a sketch may be on a stage of 1920 × 1080, the type beneath it, and how wide it is
beside a clock; `css/stage/talk.css` sets the same type."""


def page(name: str, speech: Speech, **context: object) -> Markup:
    """Render a page, or a part that pages take as it stands, from `templates/<name>` in the
    language of `speech`."""
    return Markup(_speaking(speech).get_template(name).render(**context))


def phone_parts(picture: PhonePicture, speech: Speech) -> dict[str, str]:
    """Return what a phone shows now: one part, swapped whole."""
    return {"main": page("phone/main.html", speech, picture=picture)}


def own(answers: tuple[OwnAnswer, ...], score: Score | None, speech: Speech) -> str:
    """Return what one participant answered and how much is right, as their own phone shows it."""
    return page("phone/own.html", speech, own=answers, score=score)


def seat(
    code: str, talk: Talking | None, sitting: Sitting | None, speech: Speech
) -> str:
    """Return where one participant sits and what they do there, as their own phone shows it."""
    return (
        page("phone/seat.html", speech, code=code, talk=talk, sitting=sitting)
        if talk
        else ""
    )


def phone_data(picture: PhonePicture) -> dict[str, object]:
    """Return what a phone's script needs to know beside the words."""
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
    """Return an author's text without its markup, as people read it."""
    return _prose(prose).striptags()


class _Speaker:
    """The sentences and drawings of templates, in one language."""

    def __init__(self, speech: Speech) -> None:
        self.speech = speech

    def say(self, msgid: str, /, **args: str | int | float) -> str:
        """Say a sentence: `_("…")`."""
        return self.speech(say(msgid, **args))

    def say_n(
        self, msgid: str, plural: str, n: int, /, **args: str | int | float
    ) -> str:
        """Say a sentence that depends on a number: `say_n("…", "…", n)`."""
        return self.speech(say_n(msgid, plural, n, **args))

    def draw_chart(
        self,
        view: View | Sketch,
        theme: ThemeName,
        width: float = charts.WIDTH,
        tall: float = charts.TALL,
        page: int = 0,
    ) -> Markup:
        """Draw a view or a sketch as SVG: `{{ view|chart("night") }}`."""
        return Markup(charts.draw_view(view, self.speech, theme, width, tall, page))

    def draw_sketch(self, picture: ScreenPicture) -> Markup:
        """Draw what a slide or a move of a drawn look makes of its list, in the room that the
        paragraphs under it leave."""
        sketch = sketch_list(picture.look, picture.title, picture.body)
        if sketch is None:
            return Markup("")
        width = charts.WIDTH if picture.move == "slide" else BESIDE
        tall = _left_under(picture.body, width)
        return self.draw_chart(sketch, "night", width, tall)

    def draw_wheel(self, talk: Talking, theme: ThemeName = "night") -> Markup:
        """Draw the roles of a talk in a ring."""
        return Markup(build_role_wheel(talk.ring, talk.turn, self.speech, theme))

    def name_day(self, day: date) -> str:
        """Write a date as people do."""
        return format_day(self.speech.lang, day)


@lru_cache(maxsize=8)
def _speaking(speech: Speech) -> Environment:
    """Build the templates that speak one language; eight are as many as anybody runs at once."""
    env = Environment(
        loader=PackageLoader("seminar.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    speaker = _Speaker(speech)
    env.globals.update(
        _=speaker.say,
        say_n=speaker.say_n,
        speech=speech,
        lang=speech.lang,
        names=LANGUAGE_NAMES,
        ours=LANGUAGES,
        languages=(),
        **_SHAPES,
    )
    env.filters.update(_list_filters(speaker))
    env.tests["kept"] = lambda field: isinstance(field, Write) and field.stays
    return env


def _list_filters(speaker: _Speaker) -> dict[str, Callable[..., object]]:
    """Return what templates may do with a value, by name: say, draw or write it down."""
    return {
        "asset": asset,
        "chart": speaker.draw_chart,
        "day": speaker.name_day,
        "has_saved": figures.has_saved,
        "keeps_texts": figures.keeps_texts,
        "lower_first": _lower_first,
        "number": speaker.speech.number,
        "numbered_steps": figures.number_steps,
        "percent_of": figures.measure_percent,
        "prose": _prose,
        "qr": _qr,
        "rated_places": figures.rate_places,
        "seat_letters": figures.list_seat_letters,
        "text": text,
        "thumbnail": _thumbnail,
        "say": speaker.speech,
        "sketch": speaker.draw_sketch,
        "twin": charts.build_table,
        "wheel": speaker.draw_wheel,
        "word": _word,
    }


_SHAPES = {
    "shapes": {key: Markup(shape) for key, shape in icons.SHAPES.items()},
    "signs": {name: Markup(shape) for name, shape in icons.SIGNS.items()},
    "two": Markup(
        f'<g class="rings">{quiet.RINGS}</g>'
        f'<g class="step">{quiet.STAIR}{quiet.LIFT}</g>'
    ),
}
"""Our own drawings, which templates take as they stand."""


def asset(name: str) -> str:
    """Return the address of a built file, with the build's stamp so that browsers may keep it for
    ever."""
    return f"/static/{name}?v={_stamp()}"


@lru_cache(maxsize=1)
def _stamp() -> str:
    built = files("seminar.web") / "static" / "stamp"
    return built.read_text()[:12] if built.is_file() else "unbuilt"


def _prose(prose: Prose) -> Markup:
    """Return an author's text, sanitised when it was read."""
    return Markup(prose.html)


def _left_under(prose: Prose, width: float) -> float:
    """Return the height that an author's paragraphs leave for a drawing over them."""
    paragraphs = (
        "".join(run.text for run in block.runs if isinstance(run, Run))
        for block in prose.blocks
        if isinstance(block, Paragraph)
    )
    lines = sum(len(wrap_text(words, UNDER, width)) for words in paragraphs)
    return SKETCH - (lines * LEADING * UNDER + UNDER if lines else 0)


def _thumbnail(kind: PrintKind, subject: PrintSubject) -> Markup:
    return Markup(kind.thumbnail(subject))


def _qr(text: str) -> Markup:
    return Markup(build_qr_svg(text))


def _lower_first(name: str) -> str:
    """Return a role's name as it stands in the middle of a sentence."""
    return name[:1].lower() + name[1:]


def _word(value: object) -> str:
    """Return the name of an element (`choose`, `bars`, …), by which a template picks
    its macro."""
    return type(value).__name__.lower()
