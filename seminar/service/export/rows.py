"""A published result as rows, for files that spreadsheets and programs read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from seminar import charts
from seminar.charts.svg.stacked_bar import describe_unsure
from seminar.core.disclosure.result import (
    PublishedResult,
    PublishedScales,
    PublishedSorting,
    Withheld,
)
from seminar.core.elements import (
    Bar,
    Bars,
    Cell,
    Cloud,
    Figures,
    Matrix,
    Pairs,
    Plane,
    Quiet,
    Ranking,
    Spectrum,
    Statements,
    Texts,
)
from seminar.core.i18n import Message, join_messages, say
from seminar.core.room.moderation import phrase_with_others
from seminar.service.prints.report import Finding
from seminar.service.screens.results import COUNTS_PHONES


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A row of an export: a statement, an option, a number or a text of a question, how many
    answered, and what was published of it."""

    question: Message
    rounds: str
    about: Message
    n: int | None
    said: Message


EXPORT_COLUMNS: tuple[Message, ...] = (
    say("Question"),
    say("Round"),
    say("Statement or option"),
    say("Answers"),
    say("Result"),
)
"""The names of the columns, in the order of an `ExportRow`'s fields."""


def build_export_rows(finding: Finding) -> tuple[ExportRow, ...]:
    """Build the rows of a result; last, where so few answered that it matters, the row that says
    that phones were counted."""
    rounds = ", ".join(map(str, finding.rounds))
    blank = ExportRow(
        finding.prompt, rounds, "", _count_answers(finding.result.last), ""
    )
    rows = tuple(_build_view_rows(finding, blank))
    if not finding.counts_phones:
        return rows
    return (*rows, replace(blank, n=None, said=COUNTS_PHONES))


def _build_view_rows(finding: Finding, blank: ExportRow) -> Iterator[ExportRow]:
    """Build the rows of a view; `blank` has what they have in common."""
    match finding.view:
        case Quiet(text=text):
            yield replace(blank, said=text)
        case Statements() as view:
            yield from _build_statement_rows(view, finding.result.last, blank)
        case Bars(bars=bars):
            for bar in bars:
                yield replace(blank, about=bar.label, said=_phrase_bar(bar))
        case Pairs() as view:
            yield from _build_pair_rows(view, finding.rounds, blank)
        case Texts() as view:
            yield from _build_text_rows(view, blank)
        case Cloud(words=words):
            for word in words:
                spelling = phrase_with_others(word.text, word.also)
                yield replace(blank, about=spelling, said=str(word.count))
        case Figures(figures=figures):
            for figure in figures:
                yield replace(blank, about=figure.label, said=figure.value)
        case Ranking() | Matrix() | Plane() | Spectrum(swarms=(_, _, *_)) as view:
            yield from _build_named_rows(view, blank)
        case view:
            for about, *cells in charts.build_table(view).rows:
                yield replace(blank, about=about, said=join_messages(*cells))


def _build_text_rows(view: Texts, blank: ExportRow) -> Iterator[ExportRow]:
    if not view.items:
        yield replace(blank, said=say("Nothing has been let through yet."))
    for item in view.items:
        yield replace(blank, said=phrase_with_others(item.text, item.also))


def _build_statement_rows(
    view: Statements, out: PublishedResult, blank: ExportRow
) -> Iterator[ExportRow]:
    for row in view.rows:
        mean: Message = say("Mean {mean}", mean=row.mean) if row.mean else ""
        cells = (_phrase_cell(cell) for cell in row.cells)
        sentence = join_messages(
            mean, *cells, row.said, row.median, describe_unsure(row)
        )
        yield replace(blank, about=row.label, n=row.n or None, said=sentence)
    if view.index and isinstance(out, PublishedScales):
        yield replace(blank, n=out.people, said=view.index)


def _phrase_cell(cell: Cell) -> Message:
    if cell.share is None:
        return say("{label}: {count}", label=cell.label, count=cell.count)
    return say(
        "{label}: {count} ({share} %)",
        label=cell.label,
        count=cell.count,
        share=cell.share,
    )


def _phrase_bar(bar: Bar) -> Message:
    return join_messages(
        bar.said if bar.count is None else str(bar.count),
        say("Right answer") if bar.right else "",
    )


def _build_pair_rows(
    view: Pairs, rounds: tuple[int, ...], blank: ExportRow
) -> Iterator[ExportRow]:
    for row in view.rows:
        counts = (row.before, row.after)
        for number, n, count in zip(rounds[-2:], view.n, counts, strict=True):
            yield replace(
                blank, rounds=str(number), about=row.label, n=n, said=str(count)
            )
    if view.changed:
        yield replace(blank, n=None, said=view.changed)


def _build_named_rows(
    view: Ranking | Matrix | Plane | Spectrum, blank: ExportRow
) -> Iterator[ExportRow]:
    """Build a row for each row of a view's table, with the name of its column at each value.

    The first column says what a row is about; in a ranking and a plane that is the second.
    """
    table = charts.build_table(view)
    about = 1 if isinstance(view, Ranking | Plane) else 0
    for row in table.rows:
        named = enumerate(zip(table.head, row, strict=True))
        cells = [
            say("{label}: {count}", label=name, count=cell)
            for column, (name, cell) in named
            if column != about
        ]
        yield replace(blank, about=row[about], said=join_messages(*cells))
    if isinstance(view, Spectrum) and view.changed:
        yield replace(blank, n=None, said=view.changed)


def _count_answers(out: PublishedResult) -> int | None:
    """Return how many answered, where a result has a single number for that; None where it is
    withheld or has one for each statement."""
    if isinstance(out, Withheld | PublishedScales | PublishedSorting):
        return None
    return out.n
