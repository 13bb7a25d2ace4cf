"""A room's report as files: CSV and XLSX for spreadsheets, JSON for programs, PDF for people.

All say the same, since all are made from the same `RoomReport` and nothing else.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO, StringIO

from pydantic import TypeAdapter
from xlsxwriter import Workbook

from seminar.core.disclosure.result import Result
from seminar.core.i18n import Message, Speech
from seminar.pdf import render_pdf
from seminar.service.export.rows import EXPORT_COLUMNS, ExportRow, build_export_rows
from seminar.service.prints.report import NOTHING_PUBLISHED, RoomReport
from seminar.service.prints.report_document import build_report_document

SCHEMA = "raus-results/1"
"""The shape of the JSON file; the number grows when something in it is renamed, moved or taken
away."""

_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
"""The beginning of a cell that a spreadsheet may take for a formula, after spaces and apostrophes.

The last four signs are full-width forms, which spreadsheets set up for Japanese or Chinese read
likewise. See OWASP, *CSV injection*.
"""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WIDTHS = (44, 8, 44, 10, 64)
"""Columns of the workbook in characters: texts wrap, and all five fit a landscape A4 page."""

_A4 = 9
"""A4 in the numbering that XLSX files have from Windows."""

_UNDATED = datetime(2000, 1, 1)
"""The creation date of a workbook from a room that has not begun."""


_results = TypeAdapter(Result)


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: its media type, and the function that writes it."""

    type: str
    make: Callable[[RoomReport, Speech], bytes]


def write_csv(report: RoomReport, speech: Speech) -> bytes:
    """Return rows with semicolons, as Norwegian spreadsheets read them.

    No cell can begin a formula: those that would get an apostrophe in front.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows(
        [_disarm_formula(cell) for cell in row] for row in _rows(report, speech)
    )
    return text.getvalue().encode("utf-8-sig")


def write_xlsx(report: RoomReport, speech: Speech) -> bytes:
    """Return the same rows as a workbook in which every cell is text."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, options) as book:
        # Without a date of ours the workbook would have the present time, and differ each time.
        created = datetime.combine(report.day, time()) if report.day else _UNDATED
        book.set_properties(
            {
                "title": _keep_on_one_line(report.title),
                "subject": report.code,
                "created": created,
            }
        )
        sheet = book.add_worksheet(report.code)
        style = {"valign": "top", "text_wrap": True, "font_size": 11}
        body = book.add_format(style)
        head = book.add_format(style | {"bold": True, "bottom": 1})
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, body)
        for row, cells in enumerate(_rows(report, speech)):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, body if row else head)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return file.getvalue()


def write_json(report: RoomReport, speech: Speech) -> bytes:
    """Return the report for programs: each result in words, row by row, and as published values."""
    content = {
        "schema": SCHEMA,
        "room": report.code,
        "programme": report.programme,
        "title": report.title,
        "lang": report.lang,
        "day": report.day.isoformat() if report.day else None,
        "note": "" if report.parts else speech(NOTHING_PUBLISHED),
        "results": [
            {
                "question": finding.question,
                "prompt": speech(finding.prompt),
                "rounds": finding.rounds,
                "seen_by": finding.seen_by,
                "counts_phones": finding.counts_phones,
                "lines": [
                    {"about": speech(row.about), "n": row.n, "said": speech(row.said)}
                    for row in build_export_rows(finding)
                ],
                "out": _results.dump_python(finding.result, mode="json"),
            }
            for finding in report.findings
        ],
    }
    return json.dumps(content, ensure_ascii=False, indent=2).encode()


def write_pdf(report: RoomReport, speech: Speech) -> bytes:
    """Return the report to print, with every result drawn as the room saw it."""
    return render_pdf(build_report_document(report), speech)


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", write_csv),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write_xlsx
    ),
    "json": Format("application/json", write_json),
    "pdf": Format("application/pdf", write_pdf),
}
"""The kinds of file, by the ending of their names."""


def _rows(report: RoomReport, speech: Speech) -> Iterator[tuple[str, ...]]:
    """Return the head and all rows; where nothing is published, a sentence that says so."""
    yield _translate_cells(EXPORT_COLUMNS, speech)
    if not report.parts:
        yield _translate_cells((NOTHING_PUBLISHED,), speech)
    for finding in report.findings:
        yield from (
            _translate_cells(_list_cells(row), speech)
            for row in build_export_rows(finding)
        )


def _list_cells(row: ExportRow) -> tuple[Message, ...]:
    return (
        row.question,
        row.rounds,
        row.about,
        "" if row.n is None else str(row.n),
        row.said,
    )


def _translate_cells(cells: tuple[Message, ...], speech: Speech) -> tuple[str, ...]:
    return tuple(_keep_on_one_line(speech(cell)) for cell in cells)


def _keep_on_one_line(text: str) -> str:
    """Return the text on a single line, without control characters: spreadsheets hold none."""
    return _CONTROL.sub(" ", text).strip()


def _disarm_formula(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
