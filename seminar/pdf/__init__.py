"""Blocks in, bytes out: the printed page. ReportLab and svglib are known here and nowhere else."""

from __future__ import annotations

from seminar.pdf.document import Print, render, typeset

__all__ = ["Print", "render", "typeset"]
