"""Message catalogues: each language's sentences, from `seminar/locale` and from installed kinds."""

from __future__ import annotations

from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.metadata import entry_points
from importlib.resources import files
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from seminar.core.i18n import (
    FALLBACK_LANGUAGE,
    Speech,
    find_language,
    untranslated_speech,
)
from seminar.core.model.kind import ENTRY_POINTS

DOMAIN = "raus"


@cache
def read_speech(lang: str) -> Speech:
    """Return how `lang` is spoken.

    English, and a language that has neither a catalogue nor a nearest language, say message ids.

    Sentences of an installed kind are said as in the catalogue that its package brings, unless they
    stand in the program's own.
    """
    return read_speech_from(
        lang, Path(str(files("seminar"))) / "locale", *installed_catalogues()
    )


def format_day(lang: str, when: date) -> str:
    """Return a day as people write it in `lang`: 25. november 2026."""
    return format_date(when, "long", locale=find_language(lang).locale)


def read_speech_from(lang: str, *folders: Path) -> Speech:
    """Return how `lang` is spoken by the catalogues in `folders`, the first before the next.

    A catalogue is read as compiled, or compiled now where only its source is there.

    A sentence that no catalogue of its language has is said as in the nearest language.
    """
    languages = filter(None, (lang, FALLBACK_LANGUAGE.get(lang)))
    first, *others = (
        _read_catalogue(folder / language / "LC_MESSAGES")
        for language in languages
        for folder in folders
    )
    for catalogue in others:
        first.add_fallback(catalogue)
    unspoken = untranslated_speech(lang)
    return Speech(lang, first.gettext, first.ngettext, unspoken.decimal_mark)


def installed_catalogues() -> list[Path]:
    """Return the folder `locale` of every package that brings a kind of its own, by its name.

    The package is only looked up and not imported: what it defines is no matter here.
    """
    modules = (point.module for point in entry_points(group=ENTRY_POINTS))
    packages = sorted({module.partition(".")[0] for module in modules})
    specs = (find_spec(package) for package in packages)
    places = (spec.submodule_search_locations or () for spec in specs if spec)
    return [Path(place) / "locale" for roots in places for place in roots]


def _read_catalogue(folder: Path) -> NullTranslations:
    compiled = folder / f"{DOMAIN}.mo"
    source = folder / f"{DOMAIN}.po"
    if compiled.is_file() and not _is_older(compiled, source):
        return GNUTranslations(BytesIO(compiled.read_bytes()))
    if not source.is_file():
        return NullTranslations()
    compiled_bytes = BytesIO()
    catalogue = read_po(BytesIO(source.read_bytes()), locale=folder.parent.name)
    # A plural that nobody has translated would be compiled as its English, and never reach the
    # nearest language.
    for message in [
        message
        for message in catalogue
        if isinstance(message.string, tuple) and not all(message.string)
    ]:
        catalogue.delete(message.id, message.context)
    write_mo(compiled_bytes, catalogue)
    compiled_bytes.seek(0)
    return GNUTranslations(compiled_bytes)


def _is_older(compiled: Path, source: Path) -> bool:
    """Return whether a translator has been at work since the catalogue was compiled.

    A clone that was built once must not speak yesterday's words.
    """
    return source.is_file() and compiled.stat().st_mtime < source.stat().st_mtime
