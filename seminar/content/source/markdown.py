"""An author's Markdown, read once: sanitised HTML for screens and the same as blocks for paper.

HTML in the text is never HTML: it comes out as the letters that were typed. Links and images become
their words, so that nothing in a page leads out of the room or fetches anything. What Markdown
gives is then cleaned against a short list of tags without any attribute, and the blocks are read
from that clean HTML, so that both say the same.

A text is read when somebody first asks for it: of all that an author wrote, one run shows a small
part, and to read everything took longer than all else that a start does.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from html import escape
from threading import Lock
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from seminar.content.source.html_blocks import blocks
from seminar.core.elements import Block, Prose

LONGEST = 10_000
"""Characters in one text. Markdown takes quadratic time on texts made to be slow, so longer ones
are not read."""

TAGS = frozenset(
    (
        "p",
        "br",
        "strong",
        "em",
        "code",
        "pre",
        "blockquote",
        "ul",
        "ol",
        "li",
        "h2",
        "h3",
        "h4",
        "hr",
    )
    + ("table", "thead", "tbody", "tr", "th", "td")
)

_QUOTES = {"left-double-quote": "«", "right-double-quote": "»"}
_LINK = r"!?\[(?P<words>[^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"
_WITHOUT = (
    "reference",
    "link",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
)
_ITEM = re.compile(r"(?:[-*+]|1\.) ")
_ANY_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")
DEEP = re.compile(r"^[ \t]*(?:(?:[-*+]|\d{1,9}\.)[ \t]+|>[ \t]?){20}", re.MULTILINE)
"""Lists or quotes in one another that nobody means, on one line."""
_DROPPED = dict.fromkeys((2, 3))
"""Two control characters that Markdown keeps for itself, and drops from what it reads."""


@lru_cache(maxsize=4096)
def read(text: str, lang: str) -> Prose:
    """The text as `Prose`; quotation marks and dashes become those of `lang`.

    Remembered, so that content which is read again and again while its author writes costs only
    what has changed.
    """
    if len(text) > LONGEST:
        raise ValueError(f"more than {LONGEST} characters")
    return _Unread(text, lang) if text.translate(_DROPPED).strip() else Prose()


def join(*parts: Prose) -> Prose:
    """Several texts as one."""
    said = tuple(part for part in parts if part)
    if len(said) > 1:
        return _Joined(said)
    return said[0] if said else Prose()


class _Unread(Prose):
    """One text, read when it is first asked for."""

    __slots__ = ("_lang", "_text")
    _text: str
    _lang: str

    def __init__(self, text: str, lang: str) -> None:
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_lang", lang)

    @property
    def html(self) -> str:
        return _read(self._text, self._lang).html

    @property
    def blocks(self) -> tuple[Block, ...]:
        return _read(self._text, self._lang).blocks

    def __bool__(self) -> bool:
        return True


class _Joined(Prose):
    """Several texts as one, each read when the whole is first asked for."""

    __slots__ = ("_parts",)
    _parts: tuple[Prose, ...]

    def __init__(self, parts: tuple[Prose, ...]) -> None:
        object.__setattr__(self, "_parts", parts)

    @property
    def html(self) -> str:
        return "\n".join(part.html for part in self._parts)

    @property
    def blocks(self) -> tuple[Block, ...]:
        return tuple(block for part in self._parts for block in part.blocks)

    def __bool__(self) -> bool:
        return True


_reading = Lock()
"""Pages are made in one thread and prints in others, and the reader of a language is one for all
of them."""


@cache
def _read(text: str, lang: str) -> Prose:
    with _reading:
        try:
            html = nh3.clean(
                _markdown(lang).reset().convert(text), tags=set(TAGS), attributes={}, link_rel=None
            )
        except (
            RecursionError
        ):  # It stands in the midst of the text, where it would read the next one otherwise.
            _markdown.cache_clear()
            html = f"<p>{escape(text)}</p>"
    return Prose(html, blocks(html))


@cache
def _markdown(lang: str) -> Markdown:
    """The reader of one language, made once: to make it takes longer than to read with it."""
    quotes = {} if lang == "en" else _QUOTES
    reader = Markdown(
        extensions=["fenced_code", "sane_lists", "smarty", "tables"],
        extension_configs={"smarty": {"substitutions": quotes}},
        output_format="html",
        tab_length=2,
    )
    reader.preprocessors.deregister("html_block")
    reader.preprocessors.register(_Lists(reader), "lists", 20)
    reader.parser.blockprocessors.deregister("code")
    for name in ("html", *_WITHOUT):
        reader.inlinePatterns.deregister(name)
    reader.inlinePatterns.register(_Link(_LINK, reader), "link words", 160)
    reader.treeprocessors.register(_Levels(reader), "levels", 0)
    return reader


class _Lists(Preprocessor):
    """Lets lists be written as other readers of Markdown take them: right under a paragraph,
    indented by any width."""

    def run(self, lines: list[str]) -> list[str]:
        given: list[str] = []
        indents: list[int] = []
        before, gap = "", False
        for line in lines:
            text = line.lstrip(" ")
            indent = len(line) - len(text)
            item = _ITEM.match(text) if not indents else _ANY_ITEM.match(text)
            if item or (not before.strip() and text):
                while indents and indents[-1] >= indent:
                    indents.pop()
            if (
                item
                and before.strip()
                and (gap or not (indents or _ANY_ITEM.match(before.lstrip(" "))))
            ):
                given.append("")
            given.append("  " * len(indents) + text if text and (indents or item) else line)
            gap = bool(indents) and not item and (gap or not before.strip())
            if item:
                indents.append(indent)
            before = line
        return given


class _Link(InlineProcessor):
    """Keeps the words of a link and drops where it leads."""

    def handleMatch(self, found: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        words = Element("span")
        words.text = found["words"]
        return words, found.start(0), found.end(0)


class _Levels(Treeprocessor):
    """Lets the text's own headings follow the page's title without a gap, whatever levels the
    author used."""

    def run(self, root: Element) -> None:
        headings = [one for one in root.iter() if re.fullmatch("h[1-6]", one.tag)]
        used = sorted({one.tag for one in headings})
        for one in headings:
            one.tag = f"h{min(2 + used.index(one.tag), 4)}"
