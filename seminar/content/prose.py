"""An author's Markdown, read once: sanitised HTML for screens and the same as blocks for paper.

HTML in the text is never HTML: it comes out as the letters that were typed. Links and images become their words, so
that nothing in a page leads out of the room or fetches anything. What Markdown gives is then cleaned against a short
list of tags without any attribute, and the blocks are read from that clean HTML, so that both say the same.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from xml.etree.ElementTree import Element

import nh3
from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor

from seminar.content.blocks import blocks
from seminar.core.words import Prose

LONGEST = 10_000
"""Characters in one text. Markdown takes quadratic time on texts made to be slow, so longer ones are not read."""

TAGS = frozenset(
    ("p", "br", "strong", "em", "code", "pre", "blockquote", "ul", "ol", "li", "h2", "h3", "h4", "hr")
    + ("table", "thead", "tbody", "tr", "th", "td")
)

_QUOTES = {"left-double-quote": "«", "right-double-quote": "»"}
_LINK = r"!?\[(?P<words>[^\[\]]*)\](?:\([^()]*\)|\[[^\[\]]*\])"
_WITHOUT = ("reference", "link", "image_link", "image_reference", "short_reference", "short_image_ref")
_ITEM = re.compile(r"(?:[-*+]|1\.) ")
_ANY_ITEM = re.compile(r"(?:[-*+]|\d+\.) ")


@lru_cache(maxsize=4096)
def read(text: str, lang: str) -> Prose:
    """The text as `Prose`; quotation marks and dashes become those of `lang`.

    Remembered, so that content which is read again and again while its author writes costs only what has changed.
    """
    if len(text) > LONGEST:
        raise ValueError(f"more than {LONGEST} characters")
    html = nh3.clean(_markdown(lang).reset().convert(text), tags=set(TAGS), attributes={}, link_rel=None)
    return Prose(html, blocks(html)) if html.strip() else Prose()


def join(*parts: Prose) -> Prose:
    """Several texts as one."""
    said = [part for part in parts if part]
    return Prose("\n".join(part.html for part in said), tuple(block for part in said for block in part.blocks))


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
    """Lets lists be written as other readers of Markdown take them: right under a paragraph, indented by any width."""

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
            if item and before.strip() and (gap or not (indents or _ANY_ITEM.match(before.lstrip(" ")))):
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
    """Lets the text's own headings follow the page's title without a gap, whatever levels the author used."""

    def run(self, root: Element) -> None:
        headings = [one for one in root.iter() if re.fullmatch("h[1-6]", one.tag)]
        used = sorted({one.tag for one in headings})
        for one in headings:
            one.tag = f"h{min(2 + used.index(one.tag), 4)}"
