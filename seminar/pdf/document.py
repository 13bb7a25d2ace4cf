"""A whole print: pages with a binding side, a foot on each, an outline, and what a reader's
program asks about."""

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
from seminar.core.i18n import Speech, say
from seminar.pdf.flow import Setting, flow
from seminar.pdf.fonts import REGULAR, load_fonts, width
from seminar.pdf.scribe import Scribe
from seminar.pdf.styles import GREY, styles
from seminar.pdf.text import Outline

PAGE_WIDTH, PAGE_HEIGHT = A4
BINDING = 25 * mm
OUTER = 18 * mm
TOP = 18 * mm
FOOT = 16.5 * mm
"""Margins; nothing is printed outside them. Two-hole binders take their 12 mm from the binding
side."""
POSTER_MARGIN = 20 * mm
FOOT_SIZE = 11
FOOT_LEADING = 14

_one_at_a_time = threading.Lock()
"""ReportLab's fonts are one for the process, and two documents that draw from them at once spoil
each other's subsets (or fail): so whoever sets one waits for the one before, in whatever thread."""

_LOCALES = {"nb": "nb-NO", "nn": "nn-NO", "en": "en-GB", "se": "se-NO"}


@dataclass(frozen=True, slots=True)
class Print:
    """A finished print, and which characters its typeface could not show (replaced by «[?]»),
    with how often."""

    pdf: bytes
    unprintable: tuple[tuple[str, int], ...] = ()


def render(document: Document, speech: Speech) -> bytes:
    """The document as a PDF."""
    return typeset(document, speech).pdf


def typeset(document: Document, speech: Speech) -> Print:
    """The document as a PDF, with a report of what could not be printed."""
    load_fonts()
    with _one_at_a_time:
        # The first pass counts the pages that the feet of the second one name.
        pages = 1 if document.plain else _Pass(document, speech, pages=0).run().page
        last = _Pass(document, speech, pages)
        done = last.run()
    return Print(done.filename.getvalue(), tuple(sorted(last.scribe.missing.items())))


class _Pass:
    """One setting of the document from its first page to its last."""

    def __init__(self, document: Document, speech: Speech, pages: int) -> None:
        self.document = document
        self.pages = pages
        self.scribe = Scribe(speech)
        self.title = self.scribe.plain(document.title)
        self.foot = self.scribe.plain(document.foot)

    def run(self) -> BaseDocTemplate:
        document = self.document
        template = BaseDocTemplate(
            BytesIO(),
            pagesize=A4,
            title=self.title,
            subject=self.scribe.plain(document.subject),
            creator="RAUS",
            lang=_LOCALES.get(document.lang, document.lang),
            displayDocTitle=True,
            initialFontName=REGULAR,
            pageTemplates=self._templates(),
        )
        frame = template.pageTemplates[0].frames[0]
        setting = Setting(
            self.scribe,
            styles(document.lang, document.plain, document.wide),
            Outline(),
            frame._aW,
            frame._aH,
            whole=document.plain,
        )
        story = flow(document.blocks, setting)
        if document.plain:
            # A poster is one page: what would not fit makes all of it a little smaller.
            story = [KeepInFrame(setting.width, setting.height - 1, story, mode="shrink")]
        else:
            story.insert(0, NextPageTemplate(["even", "odd"]))
        template.build(story)
        return template

    def _templates(self) -> list[PageTemplate]:
        if self.document.plain:
            return [
                self._template("poster", POSTER_MARGIN, POSTER_MARGIN, POSTER_MARGIN, self._begin)
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
            left, bottom, across, tall, leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0
        )
        return PageTemplate(name, [frame], onPage=on_page)

    def _begin(self, canvas: Any, template: Any) -> None:
        canvas.setViewerPreference("PrintScaling", "None")

    def _page_name(self, page: int) -> str:
        title = _shortened(self.title, (PAGE_WIDTH - BINDING - OUTER) * 0.7)
        return self.scribe.plain(
            say("{title} · page {page} of {pages}", title=title, page=page, pages=self.pages)
        )

    @property
    def _foot_needs_two_lines(self) -> bool:
        both = width(self.foot, FOOT_SIZE) + width(self._page_name(99), FOOT_SIZE) + 20
        return bool(self.foot) and both > PAGE_WIDTH - BINDING - OUTER

    def _draw_foot(self, canvas: Any, template: Any) -> None:
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
        canvas.drawString(left, FOOT + (lines - 1) * FOOT_LEADING, _shortened(self.foot, across))
        canvas.drawRightString(
            left + across, FOOT, _shortened(self._page_name(template.page), across)
        )
        canvas.restoreState()


def _shortened(text: str, room: float) -> str:
    """The text, cut with an ellipsis where it would run into the margin."""
    if width(text, FOOT_SIZE) <= room:
        return text
    while text and width(text + "…", FOOT_SIZE) > room:
        text = text[:-1]
    return text.rstrip() + "…"
