"""The poster by which a room is joined."""

from __future__ import annotations

from seminar.charts.svg.qr import build_qr_svg
from seminar.core.elements import (
    Block,
    Bullets,
    Code,
    Document,
    Heading,
    Marks,
    Paragraph,
)
from seminar.core.i18n import Say, say
from seminar.core.model.programme import Programme
from seminar.service.prints.registry import PrintKind, PrintSubject
from seminar.service.prints.thumbnail import draw_strokes, draw_thumbnail

_POSTER_CODE_MM = 100.0
"""Read from a metre for certain (a code of a tenth of the distance is the rule of thumb), by most
cameras from further away; on A4 it leaves room for the address in large type and three steps."""


def build_poster(
    programme: Programme, lang: str, url: str, address: str, code: str
) -> Document:
    """Build an A4 page to hang by the door: a code to scan, the address and room code, three steps.

    Args:
        url: The link in the square.
        address: The same place in short, to be typed.
        code: The room's join code.
    """
    words = programme.words_in(lang)
    steps = (
        (say("Point the camera of your phone at the square."),),
        (say("No camera? Type the address above, then the code."),),
        (say("Press Join. No name, no account, no app."),),
    )
    blocks: tuple[Block, ...] = (
        Marks(),
        Heading(say("Join with your phone"), 1),
        # In capitals the code takes fewer and larger squares; the address is read in either case.
        Code(url.upper(), address, code, _POSTER_CODE_MM),
        Bullets(steps, ordered=True),
        Paragraph(
            (
                say(
                    "Nobody can see what you answered. Your answers are deleted when the room "
                    "is closed."
                ),
            ),
            "small",
        ),
    )
    title = say("Join {programme}", programme=words.title)
    return Document(title, words.lang, blocks, subject=words.title, plain=True)


def _explain(subject: PrintSubject) -> Say:
    return say(
        "One by the door and one on each table, when the room is open and the address is the one"
        " you will use: {address}",
        address=subject.place.address if subject.place else "",
    )


def _build(subject: PrintSubject) -> Document:
    place = subject.place
    assert place is not None, "a poster is of a room"
    return build_poster(
        subject.programme, subject.lang, place.url, place.address, place.code
    )


def _draw_thumbnail(subject: PrintSubject) -> str:
    """Return the poster with the room's own code to scan, which also works from the page."""
    assert subject.place is not None, "a poster is of a room"
    square = build_qr_svg(subject.place.url)
    return draw_thumbnail(
        draw_strokes("text", 5, "M13 18h60"),
        f'<svg x="20" y="28" width="65" height="65">{square}</svg>',
        draw_strokes("edge", 2.5, "M26 103h53"),
        draw_strokes("text", 7, "M22 116h61", dashes="7.5 3.2"),
        draw_strokes("edge", 2, "M13 129h44M13 135h52"),
    )


PRINT = PrintKind(
    "poster",
    ("room",),
    say("Poster"),
    _explain,
    _build,
    thumbnail=_draw_thumbnail,
    order=0,
)
