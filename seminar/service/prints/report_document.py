"""A room's report as a print: who, where and when, and every result as the room saw it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from babel.dates import format_date

from seminar import charts
from seminar.core.disclosure.result import PublishedScales
from seminar.core.disclosure.thresholds import HARD_BARS
from seminar.core.elements import (
    Block,
    Cloud,
    Document,
    Drawn,
    Grid,
    Heading,
    Marks,
    Paragraph,
    Quiet,
    Run,
    Statements,
    Unbroken,
)
from seminar.core.i18n import Message, Say, find_language, say
from seminar.core.stats.estimators import wilson_interval
from seminar.service.prints.prose import set_small
from seminar.service.prints.report import (
    NOTHING_PUBLISHED,
    Finding,
    ReportPart,
    RoomReport,
)
from seminar.service.screens.results import (
    COUNTS_PHONES,
)


def build_report_document(report: RoomReport) -> Document:
    """Build the report as a print: who, where and when, and every result as the room saw it."""
    blocks = (
        Marks(),
        Heading(say("What the room answered"), 1),
        _build_lead(report),
        *_build_parts(report),
        *(Paragraph((sentence,), "small") for sentence in _list_closing(report)),
    )
    return Document(
        say("What the room answered"),
        report.lang,
        blocks,
        foot=say("{programme} · room {code}", programme=report.title, code=report.code),
        subject=report.title,
    )


def _build_lead(report: RoomReport) -> Paragraph:
    facts: list[Run | Message] = [
        Run(report.title, bold=True),
        " · ",
        say("Room {code}", code=report.code),
    ]
    if report.day is not None:
        locale = find_language(report.lang).locale
        facts += [" · ", format_date(report.day, "long", locale=locale)]
    return Paragraph(tuple(facts), "lead")


def _list_closing(report: RoomReport) -> tuple[Say, ...]:
    """Return the sentences at the end: who saw this, what is deleted, and what it is not for."""
    all_to_room = all(finding.seen_by == "room" for finding in report.findings)
    return (_SHOWN if all_to_room else _SHOWN_IN_PART, _DELETED, _NO_WHISTLE_BLOWING)


_SHOWN = say("This is what the room was shown, and nothing more.")
_SHOWN_IN_PART = say(
    "This is what was shown, to the room or where it says so to the facilitator alone, and "
    "nothing more."
)
_DELETED = say(
    "All answers are deleted when the room is closed. Only the summary that was shown is kept."
)
_NO_WHISTLE_BLOWING = say(
    "This is not a channel for whistle-blowing. Talk to your leader, the safety "
    "representative or the union representative, or use the whistle-blowing procedure."
)


def _build_parts(report: RoomReport) -> Iterator[Block]:
    if not report.parts:
        yield Paragraph((NOTHING_PUBLISHED,))
    asked = {(finding.question, finding.rounds) for finding in report.findings}
    times_asked = Counter(question for question, _ in asked)
    for part in report.parts:
        heading: tuple[Block, ...] = (Heading(part.title, 2, part.key),)
        for finding in part.findings:
            asked_again = times_asked[finding.question] > 1
            yield from _build_finding(finding, heading, asked_again)
            heading = ()
        if not all(isinstance(finding.view, Quiet) for finding in part.findings):
            yield from _build_comments(part)


def _build_finding(
    finding: Finding, heading: tuple[Block, ...], asked_again: bool
) -> Iterator[Block]:
    """Build a result with its question; `heading` goes with it to the same page."""
    which_round: tuple[Block, ...] = ()
    if asked_again and len(finding.rounds) == 1:
        name = say("Round {n}", n=finding.rounds[0])
        which_round = (Paragraph((name,), "small"),)
    yield Unbroken(
        (
            *heading,
            Heading(finding.prompt, 3),
            *which_round,
            Drawn(finding.view),
        )
    )
    if isinstance(finding.view, Cloud):
        table = charts.build_table(finding.view)
        yield Grid(table.head, table.rows, (4, 1))
    if finding.counts_phones:
        yield Paragraph((COUNTS_PHONES,), "small")
    for sentence in _describe_uncertainty(finding):
        yield Paragraph((sentence,), "small")


def _describe_uncertainty(finding: Finding) -> Iterator[Say]:
    """Return a 95 % interval for the share that agrees with each statement.

    Only where bands or bars of enough answers were published that such a share means something
    (`HARD_BARS`); the interval is Wilson's.
    """
    out = finding.result.last
    view = finding.view
    if not isinstance(out, PublishedScales) or not isinstance(view, Statements):
        return
    for statement, row in zip(out.statements, view.rows, strict=True):
        agreeing = [
            band.count for band in statement.bands if band.part in ("agree", 4, 5)
        ]
        if not agreeing or statement.n < HARD_BARS:
            continue
        low, high = wilson_interval(sum(agreeing), statement.n)
        yield say(
            "{statement}: {agree} of {n} agree. With as many answers from a larger crowd, "
            "that could be from {low} to {high} percent (95 % interval).",
            statement=row.label,
            agree=sum(agreeing),
            n=statement.n,
            low=round(100 * low),
            high=round(100 * high),
        )


def _build_comments(part: ReportPart) -> Iterator[Block]:
    """Build what the author writes beneath the results."""
    for prose in part.under:
        yield from set_small(prose)
