"""Pages that turn a request away before anything of it is read: made beforehand, so that a refusal
costs no more than its bytes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from seminar.content.translations import read_speech
from seminar.core.i18n import LANGUAGES, Say, say
from seminar.web.rendering import templates as draw

TITLE = say("This did not work")


class Refusals:
    """A page for each sentence: in the language that its reader has chosen, or in all of them."""

    def __init__(self, all_words: Iterable[Say], first: str) -> None:
        """`first` is the language that stands first where the reader's own is not known."""
        ordered = sorted(LANGUAGES, key=lambda lang: lang != first)
        choices = {lang: (lang,) for lang in LANGUAGES} | {"": tuple(ordered)}
        self._pages = {
            (words, lang, may_retry): build_refusal(words, choice, may_retry)
            for words in all_words
            for lang, choice in choices.items()
            for may_retry in (False, True)
        }

    def find(self, words: Say, lang: str = "", *, may_retry: bool = False) -> bytes:
        """Return the page with these words.

        Args:
            words: What happened, and what to do.
            lang: The language that the reader has chosen; any other gives all languages.
            may_retry: Whether asking for the same address again is what to do: not where a form
                was sent, which only its own page can send again.
        """
        chosen = lang if lang in LANGUAGES else ""
        return self._pages[words, chosen, may_retry]


def build_refusal(words: Say, languages: Sequence[str], may_retry: bool) -> bytes:
    """Build the page that says these words in each of the languages."""
    speeches = [read_speech(lang) for lang in languages]
    said = [(speech.lang, speech(TITLE), speech(words)) for speech in speeches]
    return draw.page(
        "refusal.html", speeches[0], said=said, may_retry=may_retry
    ).encode()
