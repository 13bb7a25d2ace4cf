"""A print as its reader, its reader's program and its printer meet it."""

from __future__ import annotations

from typing import Any, cast

import pytest
from PIL import Image, ImageChops
from pypdf import PdfReader
from pypdf.generic import Destination

from seminar.core.elements import (
    Bar,
    Bars,
    Boxes,
    Document,
    Drawn,
    Grid,
    Heading,
    Lines,
    NewPage,
    Paragraph,
    TextItem,
    Texts,
    Unbroken,
)
from seminar.core.i18n import untranslated_speech
from seminar.pdf import render_pdf
from tests.pdf.conftest import Rasterise, read, text
from tests.pdf.sample import EVERY_WORD

MARGIN_MM = 15


def sample(
    lang: str = "nb", foot: str = "Etter et faktaark om relasjonsledelse"
) -> bytes:
    document = Document(
        "RAUS på en time", lang, EVERY_WORD, foot=foot, subject="Heftet til deltakerne"
    )
    return render_pdf(document, untranslated_speech(lang))


def catalogue(reader: PdfReader) -> Any:
    """What the file says of itself as a whole."""
    return reader.root_object


def outline(reader: PdfReader) -> list[tuple[int, str, int]]:
    """Each bookmark's level, title and page."""
    found: list[tuple[int, str, int]] = []

    def walk(entries: list[object], level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            elif isinstance(entry, Destination):
                found.append(
                    (
                        level,
                        str(entry.title),
                        reader.get_destination_page_number(entry) or 0,
                    )
                )

    walk(list(reader.outline), 1)
    return found


def test_a_print_is_a4_and_says_what_it_is() -> None:
    reader = read(*EVERY_WORD, title="RAUS på en time")
    assert {
        (round(page.mediabox.width), round(page.mediabox.height))
        for page in reader.pages
    } == {(595, 842)}
    assert reader.metadata is not None
    assert reader.metadata.title == "RAUS på en time"
    assert catalogue(reader)["/ViewerPreferences"]["/DisplayDocTitle"]


@pytest.mark.parametrize(
    ("lang", "locale"), [("nb", "nb-NO"), ("nn", "nn-NO"), ("en", "en-GB")]
)
def test_a_print_names_its_language(lang: str, locale: str) -> None:
    assert catalogue(read(*EVERY_WORD, lang=lang))["/Lang"] == locale


def test_headings_of_two_levels_become_bookmarks_to_their_pages() -> None:
    reader = read(*EVERY_WORD)
    assert outline(reader) == [
        (1, "RAUS på en time", 0),
        (1, "RAUS-testen", 1),
        (2, "Dette kan jeg gjøre", 1),
        (2, "Slik svarte vi", 2),
    ]


def test_a_print_that_begins_below_the_first_level_still_has_bookmarks() -> None:
    assert outline(read(Heading("Først", 2), Heading("Så", 1))) == [
        (1, "Først", 0),
        (1, "Så", 0),
    ]


def test_every_font_is_embedded() -> None:
    fonts = {
        str(font.get_object()["/BaseFont"]): font.get_object()
        for page in read(*EVERY_WORD).pages
        for font in cast(Any, page)["/Resources"]["/Font"].values()
    }
    assert all("SourceSans" in name for name in fonts)
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts.values())


def test_nothing_is_set_smaller_than_eleven_points() -> None:
    sizes: set[float] = set()

    def note(
        said: str, page: list[float], at: list[float], font: object, size: float
    ) -> None:
        if said.strip():
            sizes.add(round(size * at[3] * page[3], 2))

    for page in read(*EVERY_WORD, foot="Kilde").pages:
        page.extract_text(visitor_text=note)
    assert min(sizes) >= 11
    assert {11, 13.5, 17, 28} <= sizes


def test_every_page_says_which_it_is_and_of_how_many() -> None:
    pages = [
        page.extract_text()
        for page in read(
            *EVERY_WORD, title="RAUS på en time", foot="Kilde: arket"
        ).pages
    ]
    for number, said in enumerate(pages, 1):
        assert f"RAUS på en time · page {number} of {len(pages)}" in said
        assert "Kilde: arket" in said


def test_a_long_title_and_a_long_source_leave_the_page_number_standing() -> None:
    reader = read(Paragraph(("Tekst",)), title="Tittel " * 40, foot="Kilde " * 80)
    assert "page 1 of 1" in text(reader)


def test_a_poster_has_neither_foot_nor_page_number() -> None:
    assert "page" not in text(read(Heading("Bli med", 1), poster=True))


def test_nothing_is_printed_in_the_outer_margins(rasterise: Rasterise) -> None:
    for page in rasterise(sample(foot="Kilde " * 80), 72):
        edge = round(MARGIN_MM / 25.4 * 72)
        inner = Image.new("L", page.size, 255)
        inner.paste(
            page.crop((edge, edge, page.width - edge, page.height - edge)), (edge, edge)
        )
        assert ImageChops.difference(page, inner).getbbox() is None


def test_the_binding_side_changes_with_the_side_of_the_paper(
    rasterise: Rasterise,
) -> None:
    front, back = rasterise(sample(), 72)[:2]

    def left(page: Image.Image) -> float:
        box = ImageChops.invert(page).getbbox()
        assert box is not None
        return box[0] / 72 * 25.4

    assert left(front) == pytest.approx(25, abs=1)
    assert left(back) == pytest.approx(18, abs=1)


def test_a_copier_that_knows_only_black_and_white_keeps_the_ink(
    rasterise: Rasterise,
) -> None:
    for page in rasterise(sample(), 200):
        shades = page.histogram()
        ink = sum((255 - shade) * count for shade, count in enumerate(shades)) / 255
        black = sum(shades[:128])
        assert black == pytest.approx(ink, rel=0.3)


def test_a_leaf_begins_on_the_front_of_a_paper() -> None:
    reader = read(
        Paragraph(("En",)),
        NewPage(leaf=True),
        Paragraph(("To",)),
        NewPage(leaf=True),
        Paragraph(("Tre",)),
    )
    where = {
        word: at
        for at, page in enumerate(reader.pages, 1)
        for word in page.extract_text().split()
    }
    assert (where["En"], where["To"], where["Tre"]) == (1, 3, 5)


def test_a_new_page_at_the_top_of_a_page_leaves_none_empty() -> None:
    assert (
        len(
            read(
                NewPage(), Paragraph(("En",)), NewPage(), NewPage(), Paragraph(("To",))
            ).pages
        )
        == 2
    )


def test_what_is_longer_than_a_page_goes_on_upon_the_next() -> None:
    cell = "Et langt svar i en celle. " * 400
    reader = read(
        Lines(60, "Notater"),
        Grid(("Hva",), ((cell,),)),
        Boxes("Velg", ("Et langt valg. " * 300,)),
    )
    assert len(reader.pages) >= 4


def test_what_stands_together_is_never_parted_by_a_page() -> None:
    seen = set()
    for filling in range(20, 34):
        reader = read(
            *(Paragraph(("Linje",)),) * filling,
            Unbroken((Paragraph(("Spørsmål",)), Lines(1, "Svar"))),
        )
        where = {
            word: at
            for at, page in enumerate(reader.pages, 1)
            for word in page.extract_text().split()
        }
        assert where["Spørsmål"] == where["Svar"]
        seen.add(where["Svar"])
    assert seen == {1, 2}


def test_a_question_stays_on_the_page_of_its_lines() -> None:
    seen = set()
    for filling in range(20, 34):
        reader = read(
            *(Paragraph(("Linje",)),) * filling, Paragraph(("Spørsmål",)), Lines(1)
        )
        # A line is no text: where it takes a page more, the question must have come along.
        assert "Spørsmål" in reader.pages[-1].extract_text()
        seen.add(len(reader.pages))
    assert seen == {1, 2}


def test_a_result_is_printed_with_its_labels_and_numbers_as_text() -> None:
    view = Bars(
        "Hva gjør du?",
        (Bar("Spør på tomannshånd", 12, "R"), Bar("Venter č đ ŋ", 6)),
        18,
    )
    said = text(read(Drawn(view)))
    for words in ("Spør på tomannshånd", "Venter č đ ŋ", "12", "6"):
        assert words in said


@pytest.mark.parametrize(("many", "said"), [(4, 4), (5, 1), (40, 2)])
def test_many_statements_on_one_scale_say_it_once_a_page(many: int, said: int) -> None:
    scale = ("Aldri", "Sjelden", "Ofte")
    found = text(
        read(*(Boxes(f"Utsagn nummer {at}", scale, row=True) for at in range(many)))
    )
    assert found.count("Sjelden") == said
    assert all(f"Utsagn nummer {at}" in found for at in range(many))


def test_a_scale_with_words_too_long_for_its_columns_stands_under_each_statement() -> (
    None
):
    scale = ("Donaudampfschiffahrtsgesellschaft", "Nei", "Ja", "Ofte", "Vet ikke")
    assert (
        text(read(*(Boxes(f"Utsagn {at}", scale, row=True) for at in range(6)))).count(
            "Vet ikke"
        )
        == 6
    )


def test_a_long_list_of_texts_goes_on_on_the_next_sheet_in_type_of_one_size() -> None:
    sentence = "we ask before we answer, and wait until everybody has had a say"
    few, many = (
        Texts(
            "Keep",
            tuple(TextItem(str(at), f"{at:02d} {sentence}") for at in range(count)),
            60,
        )
        for count in (6, 120)
    )
    sizes = []
    for view in (few, many):
        page = read(Drawn(view))
        words = "".join(sheet.extract_text() for sheet in page.pages)
        assert all(f"{item.text[:2]} we ask" in words for item in view.items)
        sizes.append(smallest_type(page))
    assert sizes[1] == pytest.approx(sizes[0], rel=0.02)


def smallest_type(document: PdfReader) -> float:
    """The smallest type of words in the document, in points."""
    sizes: list[float] = []

    def look(
        words: str, now: list[float], at: list[float], _: Any, size: float
    ) -> None:
        if words.strip():
            sizes.append(size * abs(now[0]) * abs(at[0]))

    for page in document.pages:
        page.extract_text(visitor_text=look)
    return min(sizes)
