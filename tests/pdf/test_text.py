"""Text from authors and participants reaches paper as text, whatever it looks like."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from seminar.core.elements import (
    Bar,
    Bars,
    Boxes,
    Bullets,
    Cards,
    Code,
    Document,
    Drawn,
    Grid,
    Heading,
    Lines,
    Marks,
    NewPage,
    Paragraph,
    Quiet,
    Run,
    TextItem,
    Texts,
    Unbroken,
)
from seminar.core.i18n import untranslated_speech
from seminar.pdf import Print, typeset_document
from tests.pdf.conftest import read, text

NORWEGIAN_AND_SAMI = "æøå ÆØÅ áčđŋšŧž ÁČĐŊŠŦŽ"

HOSTILE = [
    *(
        f"<{tag}>"
        for tag in (
            "b",
            "/b",
            "i",
            "para",
            "/para",
            "font color=red",
            "a href='x'",
            "unknown",
            "br/",
            "!--",
        )
    ),
    "<b>uten slutt",
    "feil </b></i></para> rekkefølge",
    "<img src='/etc/hostname'/>",
    '<img src="file:///etc/hostname" width="10" height="10"/>',
    '<img src="http://127.0.0.1:9/pixel.png"/>',
    '<img src="data:image/png;base64,iVBORw0KGgo="/>',
    '<a href="javascript:alert(1)">trykk</a>',
    '<a href="file:///etc/hostname">åpne</a>',
    '<link href="http://example.org/">lenke</link>',
    "<font color=\"[[[getattr(pow,Word('__globals__'))['os']]]]\">farge</font>",
    "<para><font color=\"__import__('os')\">farge</font></para>",
    "<onDraw name='x' label='y'/>",
    "<index item='x'/>",
    "<bullet>&bull;</bullet>",
    "<seq id='x'/>",
    "<![CDATA[ <b> ]]>",
    "<?xml version='1.0'?>",
    "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>&e;",
    "&e;",
    "&",
    "& og &amp; og &lt;b&gt;",
    "&#0;",
    "&#xD800;",
    "&nbsp;&nbsp;",
    "<",
    ">",
    "a<b og b>c",
    "1 < 2 && 3 > 2",
    "'\"`$(){}[]",
    "${7*7} {{7*7}} {% x %} {named} %s %(x)s",
    "\\u003cscript\\u003e",
    "<script>alert(1)</script>",
    "]]>",
    "(parentes) \\( \\) \\\\",
    "\x00",
    "midt\x00i",
    "\x01\x02\x08\x0b\x0c\x1f\x7f",
    "\ud800",
    "\udfff alene",
    "\ufffe\uffff",
    "\u202eabc\u202c",
    "\u2066abc\u2069",
    "\u200b\u200c\u200d\ufeff",
    "שלום עולם",
    "مرحبا بالعالم",
    "Привет мир",
    "日本語のテキスト",
    "हिन्दी",
    "😀",
    "👨‍👩‍👧‍👦 familie",
    "🇳🇴",
    "Z̶̧̢̛͔̳̮̱̹̈́̀̌͂ą̵̛̬͔͚̹̈́̂l̵̰̈́g̸̡̛̘̈́o",
    "e\u0301 i to deler",
    "x" * 200,
    "organisasjonsutviklingsarbeid" * 20,
    "W" * 700,
    "a\u00a0" * 200,
    "linje\nlinje\r\nlinje\ttab",
    "\n\n\n",
    "",
    "   ",
    "■ □ ☐ ✓ → · …",
    "http://example.org/" + "sti/" * 60,
]


def everywhere(said: str) -> Document:
    """A print where `said` stands in every place that takes text."""
    inner = (
        Heading(said, 3, "A"),
        Paragraph((said,)),
        Lines(1, said),
        Boxes(said, (said,)),
        NewPage(),
        Unbroken(()),
    )
    return Document(
        said,
        "nb",
        (
            Heading(said, 1),
            Heading(said, 2, "R"),
            Paragraph((said, Run(said, bold=True), Run(said, italic=True))),
            Bullets(((said,), (Run(said, bold=True, italic=True),)), ordered=True),
            Boxes(said, (said, said), "S", row=True, gloss=said),
            Boxes(said, (said, said)),
            Grid((said, said), ((said, said),)),
            Lines(2, said),
            Marks((said,) * 4),
            Code("HTTP://EXAMPLE.ORG/J", said, said, 30),
            Unbroken((Paragraph((said,), "quote"),)),
            Cards(inner, 2),
            Drawn(Bars(said, (Bar(said, 2, "R"), Bar(said, 1)), 3, said)),
            Drawn(Texts(said, (TextItem("1", said), TextItem("2", said)), 2)),
            Drawn(Quiet(said, said)),
        ),
        foot=said,
        subject=said,
    )


def images_and_actions(pdf: bytes) -> list[Any]:
    """Every object of the print that is a picture, or that does something."""
    reader = PdfReader(BytesIO(pdf))
    found: list[Any] = []
    for at in range(1, len(reader.xref[0]) + 1):
        one = reader.get_object(at)
        if not isinstance(one, DictionaryObject):
            continue
        asked = ("/URI", "/A", "/AA", "/JS", "/OpenAction", "/Launch")
        if one.get("/Subtype") in ("/Image", "/Link") or any(
            name in one for name in asked
        ):
            # A bookmark goes to a page of the same print; that is all it may do.
            found.append(one)
    return found


def test_there_are_enough_hostile_texts() -> None:
    assert len(set(HOSTILE)) >= 60


@pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_text_stops_no_print_and_opens_nothing(said: str) -> None:
    assert (
        images_and_actions(
            typeset_document(everywhere(said), untranslated_speech("nb")).pdf
        )
        == []
    )


def test_markup_in_a_text_is_read_as_it_was_typed() -> None:
    said = 'Jeg føler meg <b>utrygg & <img src="x"/> &amp;'
    assert said in text(read(Paragraph((said,))))


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_printed(said: str) -> None:
    assert typeset_document(
        Document(said, "nn", (Paragraph((said,)), Lines(1, said))),
        untranslated_speech("nn"),
    ).pdf.startswith(b"%PDF")


@pytest.mark.parametrize("italic", [False, True])
@pytest.mark.parametrize("bold", [False, True])
def test_every_letter_of_norwegian_and_sami_prints_in_every_style(
    bold: bool, italic: bool
) -> None:
    reader = read(Paragraph((Run(NORWEGIAN_AND_SAMI, bold=bold, italic=italic),)))
    assert NORWEGIAN_AND_SAMI in text(reader)


def report(said: str) -> Print:
    return typeset_document(
        Document("Ark", "nb", (Paragraph((said,)),)), untranslated_speech("nb")
    )


def test_what_the_typeface_lacks_is_seen_on_paper_and_reported() -> None:
    done = report("Hei 😀😀 og 日本 til slutt")
    assert "Hei [?] og [?] til slutt" in text(PdfReader(BytesIO(done.pdf)))
    assert dict(done.unprintable) == {"😀": 2, "日": 1, "本": 1}


def test_invisible_characters_are_no_loss_and_not_reported() -> None:
    done = report("Hei\u200b \ufeffdu\u00ad\u202e!")
    assert "Hei du!" in text(PdfReader(BytesIO(done.pdf)))
    assert done.unprintable == ()


def test_a_long_norwegian_word_is_parted_with_a_hyphen_where_norwegian_parts_it() -> (
    None
):
    narrow = Grid(("",) * 4, (("organisasjonsutviklingsarbeidet", "", "", ""),))
    lines = read(narrow).pages[0].extract_text()
    assert "organisasjonsutvik-\nlingsarbeidet" in lines


def test_a_word_without_a_place_to_part_it_stays_inside_its_column() -> None:
    at: list[float] = []

    def note(
        said: str, page: list[float], place: list[float], font: object, size: float
    ) -> None:
        if "W" in said:
            at.append(place[4] + page[4] + len(said.strip()) * size * 0.85)

    read(Paragraph(("W" * 400,)), lang="nb").pages[0].extract_text(visitor_text=note)
    assert at
    assert max(at) < 595 - 18 / 25.4 * 72


def test_an_author_can_break_a_line() -> None:
    assert "først\nså" in read(Paragraph(("først\nså",))).pages[0].extract_text()
