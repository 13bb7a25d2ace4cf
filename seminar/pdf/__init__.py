"""The printed page: blocks in, a PDF out. ReportLab and svglib are known here and nowhere else."""

from __future__ import annotations

from seminar.pdf.document import Print, render_pdf, typeset_document

__all__ = ["Print", "render_pdf", "typeset_document"]
