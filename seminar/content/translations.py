"""How each language is spoken: message catalogues from `seminar/locale`."""

from __future__ import annotations

from datetime import date
from functools import cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO
from pathlib import Path

from babel.dates import format_date
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from seminar.core.i18n import FALLBACK_LANGUAGE, Speech, untranslated_speech

DOMAIN = "raus"


@cache
def speech(lang: str) -> Speech:
    """How `lang` is spoken. English, and a language that has neither a catalogue nor a nearest
    one, say message ids."""
    return spoken(lang, Path(str(files("seminar"))) / "locale")


def day(lang: str, when: date) -> str:
    """A day as people write it in `lang`: 25. november 2026."""
    return format_date(when, "long", locale="en_GB" if lang == "en" else lang)


def spoken(lang: str, folder: Path) -> Speech:
    """How `lang` is spoken by the catalogue in `folder`: compiled, or compiled here where only the
    source is.

    A sentence that its catalogue does not have is said as in the nearest language.
    """
    found = _catalogue(folder / lang / "LC_MESSAGES")
    if lang in FALLBACK_LANGUAGE:
        found.add_fallback(_catalogue(folder / FALLBACK_LANGUAGE[lang] / "LC_MESSAGES"))
    unspoken = untranslated_speech(lang)
    return Speech(lang, found.gettext, found.ngettext, unspoken.decimal_mark)


def _catalogue(folder: Path) -> NullTranslations:
    compiled, source = folder / f"{DOMAIN}.mo", folder / f"{DOMAIN}.po"
    if compiled.is_file() and not _is_older(compiled, source):
        return GNUTranslations(BytesIO(compiled.read_bytes()))
    if not source.is_file():
        return NullTranslations()
    made = BytesIO()
    written = read_po(BytesIO(source.read_bytes()), locale=folder.parent.name)
    # A plural that nobody has translated would be compiled as its English, and never reach the
    # nearest language.
    for message in [
        one for one in written if isinstance(one.string, tuple) and not all(one.string)
    ]:
        written.delete(message.id, message.context)
    write_mo(made, written)
    made.seek(0)
    return GNUTranslations(made)


def _is_older(compiled: Path, source: Path) -> bool:
    """Whether a translator has been at work since: a clone that was built once must not speak
    yesterday's words."""
    return source.is_file() and compiled.stat().st_mtime < source.stat().st_mtime
