"""A whole print: pages with a binding side, a foot on each, an outline, and what PDF readers ask
about."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import (
    BaseDocTemplate,
    Frame,
    KeepInFrame,
    NextPageTemplate,
    PageTemplate,
)

from seminar.core.elements import Document
from seminar.core.i18n import Speech, find_language, say
from seminar.core.user_input import split_characters
from seminar.pdf.flow import Setting, build_flowables
from seminar.pdf.fonts import REGULAR, load_fonts, measure_text
from seminar.pdf.scribe import Scribe
from seminar.pdf.styles import GREY, build_styles
from seminar.pdf.text import Outline

PAGE_WIDTH, PAGE_HEIGHT = A4
BINDING = 25 * mm
OUTER = 18 * mm
TOP = 18 * mm
FOOT = 16.5 * mm
"""Margins; nothing is printed outside them. Two-hole binders take their 12 mm from the binding
side."""
POSTER_MARGIN = 20 * mm
"""The same on all sides, since a poster hangs and is bound nowhere."""

FOOT_SIZE = 11
FOOT_LEADING = 14
"""A foot is set as text is, so that the smallest type of a print is 11 points."""

_typesetting_lock = threading.Lock()
"""ReportLab's fonts are one for the process, and two documents that draw from them at once spoil
each other's subsets (or fail): so whoever sets one waits for the one before, in whatever thread."""


@dataclass(frozen=True, slots=True)
class Print:
    """A finished print, and the characters that its typeface could not show.

    Those are replaced by «[?]»; `unprintable` holds each with how often it came.
    """

    pdf: bytes
    unprintable: tuple[tuple[str, int], ...] = ()


def render_pdf(document: Document, speech: Speech) -> bytes:
    """Return the document as a PDF."""
    return typeset_document(document, speech).pdf


def typeset_document(document: Document, speech: Speech) -> Print:
    """Return the document as a PDF, with a report of what could not be printed.

    Returns:
        the print; the number of pages is known from a first pass, which its feet name.
    """
    load_fonts()
    with _typesetting_lock:
        # The first pass counts the pages that the feet of the second one name.
        pages = 1 if document.plain else _Pass(document, speech, pages=0).run().page
        last = _Pass(document, speech, pages)
        template = last.run()
    return Print(
        template.filename.getvalue(), tuple(sorted(last.scribe.missing.items()))
    )


class _Pass:
    """One typesetting of a document from its first page to its last.

    `pages` is the number of pages that the feet name; 0 in the pass that counts them.
    """

    def __init__(self, document: Document, speech: Speech, pages: int) -> None:
        self.document = document
        self.pages = pages
        self.scribe = Scribe(speech)
        self.title = self.scribe.plain(document.title)
        self.foot = self.scribe.plain(document.foot)

    def run(self) -> BaseDocTemplate:
        """Typeset all blocks, and return the template that holds the PDF."""
        document = self.document
        template = BaseDocTemplate(
            BytesIO(),
            pagesize=A4,
            title=self.title,
            subject=self.scribe.plain(document.subject),
            creator="RAUS",
            lang=find_language(document.lang).locale.replace("_", "-"),
            displayDocTitle=True,
            initialFontName=REGULAR,
            pageTemplates=self._templates(),
        )
        frame = template.pageTemplates[0].frames[0]
        setting = Setting(
            self.scribe,
            build_styles(document.lang, document.plain, document.wide),
            Outline(),
            frame._aW,
            frame._aH,
            whole=document.plain,
        )
        story = build_flowables(document.blocks, setting)
        if document.plain:
            # A poster is one page: what would not fit makes all of it a little smaller.
            story = [
                KeepInFrame(setting.width, setting.height - 1, story, mode="shrink")
            ]
        else:
            story.insert(0, NextPageTemplate(["even", "odd"]))
        template.build(story)
        return template

    def _templates(self) -> list[PageTemplate]:
        """Return the page templates: a poster, or odd and even pages with their binding side."""
        if self.document.plain:
            return [
                self._template(
                    "poster", POSTER_MARGIN, POSTER_MARGIN, POSTER_MARGIN, self._begin
                )
            ]
        bottom = FOOT + (2 if self._foot_needs_two_lines else 1) * FOOT_LEADING + 4 * mm
        return [
            self._template("odd", BINDING, OUTER, bottom, self._draw_foot),
            self._template("even", OUTER, BINDING, bottom, self._draw_foot),
        ]

    def _template(
        self,
        name: str,
        left: float,
        right: float,
        bottom: float,
        on_page: Callable[[Any, Any], None],
    ) -> PageTemplate:
        top = POSTER_MARGIN if self.document.plain else TOP
        across = PAGE_WIDTH - left - right
        tall = PAGE_HEIGHT - top - bottom
        frame = Frame(
            left,
            bottom,
            across,
            tall,
            leftPadding=0,
            rightPadding=0,
            topPadding=0,
            bottomPadding=0,
        )
        return PageTemplate(name, [frame], onPage=on_page)

    def _begin(self, canvas: Any, template: Any) -> None:
        """Tell PDF readers to print at full size, so that 9 mm between lines are 9 mm."""
        canvas.setViewerPreference("PrintScaling", "None")

    def _page_name(self, page: int) -> str:
        """Return what stands at the right of a foot: the title, shortened, and the page."""
        title = _shorten(self.title, (PAGE_WIDTH - BINDING - OUTER) * 0.7)
        return self.scribe.plain(
            say(
                "{title} · page {page} of {pages}",
                title=title,
                page=page,
                pages=self.pages,
            )
        )

    @property
    def _foot_needs_two_lines(self) -> bool:
        needed = (
            measure_text(self.foot, FOOT_SIZE)
            + measure_text(self._page_name(99), FOOT_SIZE)
            + 20
        )
        return bool(self.foot) and needed > PAGE_WIDTH - BINDING - OUTER

    def _draw_foot(self, canvas: Any, template: Any) -> None:
        """Draw the rule, the foot's text and the page's name at the bottom of a page."""
        self._begin(canvas, template)
        # Printed on both sides and bound, the sheets turn like the pages of a book.
        canvas.setViewerPreference("Duplex", "DuplexFlipLongEdge")
        left = BINDING if template.page % 2 else OUTER
        across = PAGE_WIDTH - BINDING - OUTER
        lines = 2 if self._foot_needs_two_lines else 1
        canvas.saveState()
        canvas.setFont(REGULAR, FOOT_SIZE)
        canvas.setFillColor(GREY)
        canvas.setStrokeColor(GREY)
        canvas.setLineWidth(0.5)
        rule = FOOT + lines * FOOT_LEADING
        canvas.line(left, rule, left + across, rule)
        canvas.drawString(
            left, FOOT + (lines - 1) * FOOT_LEADING, _shorten(self.foot, across)
        )
        canvas.drawRightString(
            left + across, FOOT, _shorten(self._page_name(template.page), across)
        )
        canvas.restoreState()


def _shorten(text: str, room: float) -> str:
    """Return the text, cut with an ellipsis where it would run into the margin."""
    if measure_text(text, FOOT_SIZE) <= room:
        return text
    characters = split_characters(text)
    while characters and measure_text("".join(characters) + "…", FOOT_SIZE) > room:
        characters.pop()
    return "".join(characters).rstrip() + "…"
