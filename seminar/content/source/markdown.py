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

from seminar.content.source.html_blocks import read_blocks
from seminar.core.elements import Block, Prose
from seminar.core.i18n import find_language

LONGEST = 10_000
"""Characters in one text. Markdown takes quadratic time on texts made to be slow, so longer ones
are not read."""

TAGS = frozenset(
    [
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
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ]
)
"""What may be left in a page: no tag that loads, links or runs anything."""

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
def read_markdown(text: str, lang: str) -> Prose:
    """Return the text as `Prose`; quotation marks and dashes become those of `lang`.

    Remembered, so that content which is read again and again while its author writes costs only
    what has changed.
    """
    if len(text) > LONGEST:
        raise ValueError(f"more than {LONGEST} characters")
    return _LazyProse(text, lang) if text.translate(_DROPPED).strip() else Prose()


def join_prose(*parts: Prose) -> Prose:
    """Return several texts as a single text."""
    texts = tuple(part for part in parts if part)
    if len(texts) > 1:
        return _JoinedProse(texts)
    return texts[0] if texts else Prose()


class _LazyProse(Prose):
    """A text that is converted when somebody first asks for it."""

    __slots__ = ("_lang", "_text")
    _text: str
    _lang: str

    def __init__(self, text: str, lang: str) -> None:
        object.__setattr__(self, "_text", text)
        object.__setattr__(self, "_lang", lang)

    @property
    def html(self) -> str:
        return _convert(self._text, self._lang).html

    @property
    def blocks(self) -> tuple[Block, ...]:
        return _convert(self._text, self._lang).blocks

    def __bool__(self) -> bool:
        return True


class _JoinedProse(Prose):
    """Several texts as a single text, each converted when the whole is first asked for."""

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
def _convert(text: str, lang: str) -> Prose:
    with _reading:
        try:
            html = nh3.clean(
                _build_reader(lang).reset().convert(text),
                tags=set(TAGS),
                attributes={},
                link_rel=None,
            )
        except RecursionError:
            # The reader stands in the midst of this text, and would begin the next there.
            _build_reader.cache_clear()
            html = f"<p>{escape(text)}</p>"
    return Prose(html, read_blocks(html))


@cache
def _build_reader(lang: str) -> Markdown:
    """Build the reader of a language, once: to build it takes longer than to read with it."""
    opening, closing = find_language(lang).quotes
    quotes = {"left-double-quote": opening, "right-double-quote": closing}
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
    """A preprocessor that takes lists as other readers of Markdown do.

    They may stand right under a paragraph, and be indented by any width.
    """

    def run(self, lines: list[str]) -> list[str]:
        rewritten: list[str] = []
        indents: list[int] = []
        previous = ""
        gap = False
        for line in lines:
            text = line.lstrip(" ")
            indent = len(line) - len(text)
            item = _ITEM.match(text) if not indents else _ANY_ITEM.match(text)
            if item or (not previous.strip() and text):
                while indents and indents[-1] >= indent:
                    indents.pop()
            if (
                item
                and previous.strip()
                and (gap or not (indents or _ANY_ITEM.match(previous.lstrip(" "))))
            ):
                rewritten.append("")
            rewritten.append(
                "  " * len(indents) + text if text and (indents or item) else line
            )
            gap = bool(indents) and not item and (gap or not previous.strip())
            if item:
                indents.append(indent)
            previous = line
        return rewritten


class _Link(InlineProcessor):
    """An inline processor that keeps the words of a link and drops where it leads."""

    def handleMatch(self, link: re.Match[str], data: str) -> tuple[Element, int, int]:  # type: ignore[override]
        words = Element("span")
        words.text = link["words"]
        return words, link.start(0), link.end(0)


class _Levels(Treeprocessor):
    """A tree processor that lets the text's headings follow the page's title without a gap."""

    def run(self, root: Element) -> None:
        headings = [
            heading for heading in root.iter() if re.fullmatch("h[1-6]", heading.tag)
        ]
        used = sorted({heading.tag for heading in headings})
        for heading in headings:
            heading.tag = f"h{min(2 + used.index(heading.tag), 4)}"
