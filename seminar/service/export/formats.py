"""A room's report as files: CSV and XLSX for spreadsheets, JSON for programs, PDF for people.

Every file says the same, since each is made from the same `Report` and from nothing else.
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
from seminar.service.export.rows import HEAD, Line, lines
from seminar.service.prints.report import NOTHING, Report, document

SCHEMA = "raus-results/1"
"""The shape of the JSON file; the number grows when something in it is renamed, moved or taken
away."""

_FORMULA = re.compile(r"[\s']*[=+\-@＝＋－＠]")
"""How a cell begins that a spreadsheet may take for a formula; some read the wide signs as well."""
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_WIDTHS = (44, 8, 44, 10, 64)

_results = TypeAdapter(Result)


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: what browsers call it, and how it is made."""

    type: str
    make: Callable[[Report, Speech], bytes]


def as_csv(report: Report, speech: Speech) -> bytes:
    """Rows with semicolons, as Norwegian spreadsheets read them. No cell can begin a formula:
    those that would get an apostrophe in front."""
    text = StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([_unarmed(cell) for cell in row] for row in _rows(report, speech))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(report: Report, speech: Speech) -> bytes:
    """The same rows as a workbook in which every cell is text."""
    file = BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with Workbook(file, options) as book:
        # Else it would tell the moment that it was made, and be another file each time.
        made = (
            datetime.combine(report.day, time()) if report.day else datetime(2000, 1, 1)
        )
        book.set_properties(
            {"title": _plain(report.title), "subject": report.code, "created": made}
        )
        sheet = book.add_worksheet(report.code)
        looks = {"valign": "top", "text_wrap": True, "font_size": 11}
        body, head = (
            book.add_format(looks),
            book.add_format(looks | {"bold": True, "bottom": 1}),
        )
        for column, width in enumerate(_WIDTHS):
            sheet.set_column(column, column, width, body)
        for row, cells in enumerate(_rows(report, speech)):
            for column, cell in enumerate(cells):
                sheet.write_string(row, column, cell, body if row else head)
        sheet.freeze_panes(1, 0)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.repeat_rows(0)
    return file.getvalue()


def as_json(report: Report, speech: Speech) -> bytes:
    """Rooms and results for programs: each result in words, row by row, and as the rules let it
    out."""
    told = {
        "schema": SCHEMA,
        "room": report.code,
        "programme": report.programme,
        "title": report.title,
        "lang": report.lang,
        "day": report.day.isoformat() if report.day else None,
        "note": "" if report.parts else speech(NOTHING),
        "results": [
            {
                "question": finding.question,
                "prompt": speech(finding.prompt),
                "rounds": finding.rounds,
                "seen_by": finding.seen_by,
                "counts_phones": finding.counts_phones,
                "lines": [
                    {"about": speech(one.about), "n": one.n, "said": speech(one.said)}
                    for one in lines(finding)
                ],
                "out": _results.dump_python(finding.result, mode="json"),
            }
            for finding in report.findings
        ],
    }
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def as_pdf(report: Report, speech: Speech) -> bytes:
    """The report to print, with every result drawn as the room saw it."""
    return render_pdf(document(report), speech)


FORMATS = {
    "csv": Format("text/csv; charset=utf-8", as_csv),
    "xlsx": Format(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", as_xlsx
    ),
    "json": Format("application/json", as_json),
    "pdf": Format("application/pdf", as_pdf),
}
"""Every kind of file, by the ending of its name."""


def _rows(report: Report, speech: Speech) -> Iterator[tuple[str, ...]]:
    """The head, and one row for each line; where nothing is published, a sentence that says so."""
    yield _said(HEAD, speech)
    if not report.parts:
        yield _said((NOTHING,), speech)
    for finding in report.findings:
        yield from (_said(_cells(line), speech) for line in lines(finding))


def _cells(line: Line) -> tuple[Message, ...]:
    return (
        line.question,
        line.rounds,
        line.about,
        "" if line.n is None else str(line.n),
        line.said,
    )


def _said(cells: tuple[Message, ...], speech: Speech) -> tuple[str, ...]:
    return tuple(_plain(speech(cell)) for cell in cells)


def _plain(text: str) -> str:
    """The text on one line and without control characters, which spreadsheets cannot hold."""
    return _CONTROL.sub(" ", text).strip()


def _unarmed(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
