"""A print with every word of the block language in it."""

from __future__ import annotations

from seminar.core.elements import (
    KEYS,
    Bar,
    Bars,
    Block,
    Boxes,
    Bullets,
    Cards,
    Code,
    Drawn,
    Grid,
    Heading,
    Lines,
    Marks,
    NewPage,
    Paragraph,
    Run,
    Unbroken,
)

SCALE = (
    "1 Svært uenig",
    "2 Litt uenig",
    "3 Verken enig eller uenig",
    "4 Litt enig",
    "5 Svært enig",
    "Vet ikke",
)

EVERY_WORD: tuple[Block, ...] = (
    Marks(
        (
            "Relasjon og respekt",
            "Anerkjennelse og ansvar",
            "Utvikling",
            "Smil og samhandling",
        )
    ),
    Heading("RAUS på en time", 1),
    Paragraph(("En time om ledelse som relasjon.",), "lead"),
    Paragraph(
        (
            "Vanlig, ",
            Run("halvfet", bold=True),
            ", ",
            Run("kursiv", italic=True),
            " og rett fram. " * 12,
        )
    ),
    Grid(
        ("Tema", "Minutter"), (("Velkommen", "3"), ("Innsjekk", "5"), ("", "")), (4, 1)
    ),
    Bullets((("En ting",), ("En annen ting",))),
    Bullets((("Skann",), ("Svar",)), ordered=True),
    Paragraph(("Ledelse er å oppnå målsatte resultater sammen med andre.",), "quote"),
    Code("HTTP://192.168.1.20:5000/J/K7M4QX", "192.168.1.20:5000/J", "K7M4QX", 30),
    NewPage(),
    Heading("RAUS-testen", 1),
    *(Boxes("Jeg blir glad av å være på jobb", SCALE, key, row=True) for key in KEYS),
    Heading("Dette kan jeg gjøre", 2, "U"),
    Unbroken((Paragraph(("Skriv det slik at andre kan se det.",)), Lines(3))),
    Lines(1, "Dato"),
    Lines(
        2,
        "En etikett som er altfor lang til å kunne stå på den samme linja som det som skal skrives",
    ),
    Boxes(
        "Hva gjør du?",
        ("Spør på tomannshånd hvordan det går, uten å ha løsningen klar", "Venter"),
        row=True,
    ),
    Paragraph(("Kilden oppgir fire utsagn.",), "small"),
    Heading("Slik svarte vi", 2),
    Drawn(
        Bars(
            "Slik svarte vi",
            tuple(Bar(f"Nøkkel {key}", at, key) for at, key in enumerate(KEYS, 3)),
            18,
        )
    ),
    NewPage(leaf=True),
    Cards((Heading("Takk", 3, "A"), Lines(1, "Til"), Lines(2, "For")), 4),
)
