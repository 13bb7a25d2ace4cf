"""How each language is spoken."""

from __future__ import annotations

import os
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from seminar.content.translations import read_speech, read_speech_from
from seminar.core.i18n import say, say_n

PO = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Step {at} of {of}"
msgstr "Steg {at} av {of}"

msgid "{n} answer"
msgid_plural "{n} answers"
msgstr[0] "{n} svar"
msgstr[1] "{n} svar i alt"

#, fuzzy
msgid "Next"
msgstr "Forrige"
"""


def source(folder: Path) -> Path:
    po = folder / "nb" / "LC_MESSAGES" / "raus.po"
    po.parent.mkdir(parents=True)
    po.write_text(PO, "utf-8")
    return po


def test_a_clone_speaks_from_the_sources_of_its_catalogues(tmp_path: Path) -> None:
    source(tmp_path)
    norwegian = read_speech_from("nb", tmp_path)
    assert norwegian(say("Step {at} of {of}", at=3, of=21)) == "Steg 3 av 21"
    assert norwegian(say_n("{n} answer", "{n} answers", 1)) == "1 svar"
    assert norwegian(say_n("{n} answer", "{n} answers", 2)) == "2 svar i alt"


def test_a_compiled_catalogue_is_spoken_without_its_source(tmp_path: Path) -> None:
    po = source(tmp_path)
    with po.open("rb") as given, po.with_suffix(".mo").open("wb") as made:
        write_mo(made, read_po(given, locale="nb"))
    po.unlink()
    assert (
        read_speech_from("nb", tmp_path)(say("Step {at} of {of}", at=3, of=21))
        == "Steg 3 av 21"
    )


def test_a_source_that_is_newer_goes_before_the_compiled_catalogue(
    tmp_path: Path,
) -> None:
    po = source(tmp_path)
    with po.open("rb") as given, po.with_suffix(".mo").open("wb") as made:
        write_mo(made, read_po(given, locale="nb"))
    po.write_text(PO.replace("Steg", "Trinn"), "utf-8")
    os.utime(po.with_suffix(".mo"), (1, 1))
    assert (
        read_speech_from("nb", tmp_path)(say("Step {at} of {of}", at=3, of=21))
        == "Trinn 3 av 21"
    )


def test_a_sentence_that_waits_for_its_translator_is_said_in_english(
    tmp_path: Path,
) -> None:
    source(tmp_path)
    assert read_speech_from("nb", tmp_path)(say("Next")) == "Next"
    assert (
        read_speech_from("nn", tmp_path)(say("Step {at} of {of}", at=1, of=2))
        == "Step 1 of 2"
    )


def test_numbers_are_written_as_the_language_does() -> None:
    assert [read_speech(lang).number(3.75, 1) for lang in ("nb", "nn", "en")] == [
        "3,8",
        "3,8",
        "3.8",
    ]
    assert read_speech("en")(say("Next")) == "Next"
