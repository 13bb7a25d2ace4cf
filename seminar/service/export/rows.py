"""What is said of a published result, row by row, for files that are read by spreadsheets and
programs."""

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
class Line:
    """One row of an export: a statement, an option, a number or a text, how many answered, and
    what is said."""

    question: Message
    rounds: str
    about: Message
    n: int | None
    said: Message


HEAD: tuple[Message, ...] = (
    say("Question"),
    say("Round"),
    say("Statement or option"),
    say("Answers"),
    say("Result"),
)
"""What the columns of a `Line` are called."""


def lines(finding: Finding) -> tuple[Line, ...]:
    """Return what is said of one result, row by row; last, where so few have answered that it
    matters, that phones were counted."""
    rounds = ", ".join(map(str, finding.rounds))
    blank = Line(finding.prompt, rounds, "", _answers(finding.result.last), "")
    counted = replace(blank, n=None, said=COUNTS_PHONES)
    return (*_of_view(finding, blank), *((counted,) if finding.counts_phones else ()))


def _of_view(finding: Finding, blank: Line) -> tuple[Line, ...]:
    match finding.view:
        case Quiet(text=text):
            return (replace(blank, said=text),)
        case Statements():
            return tuple(_of_statements(finding.view, finding.result.last, blank))
        case Bars(bars=bars):
            return tuple(
                replace(blank, about=bar.label, said=_of_bar(bar)) for bar in bars
            )
        case Pairs():
            return tuple(_of_pairs(finding.view, finding.rounds, blank))
        case Texts(items=()):
            return (replace(blank, said=say("Nothing has been let through yet.")),)
        case Texts(items=items):
            return tuple(
                replace(blank, said=phrase_with_others(item.text, item.also))
                for item in items
            )
        case Cloud(words=words):
            return tuple(
                replace(
                    blank,
                    about=phrase_with_others(one.text, one.also),
                    said=str(one.count),
                )
                for one in words
            )
        case Figures(figures=figures):
            return tuple(
                replace(blank, about=figure.label, said=figure.value)
                for figure in figures
            )
        case Ranking() | Matrix() | Plane() | Spectrum(swarms=(_, _, *_)):
            return tuple(_of_twin(finding.view, blank))
        case other:
            rows = charts.build_table(other).rows
            return tuple(
                replace(blank, about=row[0], said=join_messages(*row[1:]))
                for row in rows
            )


def _of_statements(
    view: Statements, out: PublishedResult, blank: Line
) -> Iterator[Line]:
    for row in view.rows:
        mean: Message = say("Mean {mean}", mean=row.mean) if row.mean else ""
        cells = (_of_cell(cell) for cell in row.cells)
        said = join_messages(mean, *cells, row.said, row.median, describe_unsure(row))
        yield replace(blank, about=row.label, n=row.n or None, said=said)
    if view.index and isinstance(out, PublishedScales):
        yield replace(blank, n=out.people, said=view.index)


def _of_cell(cell: Cell) -> Message:
    if cell.share is None:
        return say("{label}: {count}", label=cell.label, count=cell.count)
    return say(
        "{label}: {count} ({share} %)",
        label=cell.label,
        count=cell.count,
        share=cell.share,
    )


def _of_bar(bar: Bar) -> Message:
    return join_messages(
        bar.said if bar.count is None else str(bar.count),
        say("Right answer") if bar.right else "",
    )


def _of_pairs(view: Pairs, rounds: tuple[int, ...], blank: Line) -> Iterator[Line]:
    for row in view.rows:
        for at, count in enumerate((row.before, row.after)):
            yield replace(
                blank,
                rounds=str(rounds[at - 2]),
                about=row.label,
                n=view.n[at],
                said=str(count),
            )
    if view.changed:
        yield replace(blank, n=None, said=view.changed)


def _of_twin(view: Ranking | Matrix | Plane | Spectrum, blank: Line) -> Iterator[Line]:
    """The rows of a drawing's twin; in each, what the columns are called stands with what is in
    them."""
    twin = charts.build_table(view)
    about = 1 if isinstance(view, Ranking | Plane) else 0
    for row in twin.rows:
        cells = [
            say("{label}: {count}", label=name, count=cell)
            for at, (name, cell) in enumerate(zip(twin.head, row, strict=True))
            if at != about
        ]
        yield replace(blank, about=row[about], said=join_messages(*cells))
    if isinstance(view, Spectrum) and view.changed:
        yield replace(blank, n=None, said=view.changed)


def _answers(out: PublishedResult) -> int | None:
    """How many a result counts, where it counts them all alike; nothing of what is withheld."""
    return (
        None
        if isinstance(out, Withheld | PublishedScales | PublishedSorting)
        else out.n
    )
