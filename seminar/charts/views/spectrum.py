"""Answers as dots between two poles, a line for each round."""

from __future__ import annotations

from math import ceil

from seminar.charts.svg.canvas import BODY, LEADING, SMALL, Sheet
from seminar.core.elements import Spectrum, Swarm, Table
from seminar.core.i18n import Message, say, say_n

RADII = (32.0, 27.0, 22.0, 18.0, 14.0, 11.0, 8.0, 6.0)
BENEATH = 48
"""Room for the mean's mark under a line."""


def draw_spectrum(view: Spectrum, sheet: Sheet) -> float:
    """Draw the rounds under each other on the same axis, its numbers and poles beneath them."""
    poles = max(
        sheet.paragraph_height(pole, sheet.width / 2 - 32, BODY) for pole in view.poles
    )
    foot = LEADING * SMALL + 8 + poles + 12 + _foot_height(view, sheet)
    share = max(200.0, (sheet.tall - foot) / len(view.swarms))
    top = 0.0
    for at, swarm in enumerate(view.swarms):
        top = _draw_swarm(
            view,
            sheet,
            swarm,
            top,
            min(share, 420.0),
            filled=at == len(view.swarms) - 1,
        )
    steps = len(view.swarms[0].counts)
    slot = sheet.width / steps
    for at in range(steps):
        centre = (at + 0.5) * slot
        sheet.draw_text(
            str(view.low + at),
            centre,
            top + 0.82 * SMALL,
            SMALL,
            sheet.theme.muted,
            anchor="middle",
        )
    top += LEADING * SMALL + 8
    sheet.draw_paragraph(view.poles[0], 0, top, sheet.width / 2 - 32, BODY)
    sheet.draw_paragraph(
        view.poles[1], sheet.width, top, sheet.width / 2 - 32, BODY, anchor="end"
    )
    top = sheet.draw_paragraph(
        view.changed, 0, top + poles + 12, sheet.width, BODY, bold=True
    )
    return sheet.draw_paragraph(
        view.note, 0, top, sheet.width, SMALL, sheet.theme.muted
    )


def tabulate_spectrum(view: Spectrum) -> Table:
    """Return how many stand on each step in each round, and the mean."""
    names = tuple(swarm.name or say("How many") for swarm in view.swarms)
    last = len(view.swarms[0].counts) - 1
    rows: list[tuple[Message, ...]] = []
    for at in range(last + 1):
        pole: Message = {0: view.poles[0], last: view.poles[1]}.get(at, "")
        step = str(view.low + at)
        label = say("{step} {pole}", step=step, pole=pole) if pole else step
        rows.append((label, *(str(swarm.counts[at]) for swarm in view.swarms)))
    rows.append(
        (say("Mean"), *(say("{mean}", mean=swarm.mean) for swarm in view.swarms))
    )
    rows.append((say("Answers"), *(str(swarm.n) for swarm in view.swarms)))
    return Table((say("Step"), *names), tuple(rows), view.changed)


def _foot_height(view: Spectrum, sheet: Sheet) -> float:
    return sheet.paragraph_height(
        view.changed, sheet.width, BODY, True
    ) + sheet.paragraph_height(view.note, sheet.width, SMALL)


def _describe_round(swarm: Swarm) -> Message:
    answers = say_n("{n} answer", "{n} answers", swarm.n)
    if swarm.name:
        return say(
            "{name} · {answers} · mean {mean}",
            name=swarm.name,
            answers=answers,
            mean=swarm.mean,
        )
    return say("{answers} · mean {mean}", answers=answers, mean=swarm.mean)


def _draw_swarm(
    view: Spectrum, sheet: Sheet, swarm: Swarm, top: float, tall: float, filled: bool
) -> float:
    """Draw a round: a line that says which, the dots on their steps, and a mark at the mean.

    Returns where the round ends.
    """
    theme = sheet.theme
    steps = len(swarm.counts)
    slot = sheet.width / steps
    top = (
        sheet.draw_paragraph(
            _describe_round(swarm), 0, top, sheet.width, SMALL, theme.muted
        )
        + 8
    )
    available = tall - LEADING * SMALL - 8 - BENEATH
    radius, across = next(
        (
            (candidate, _dots_across(candidate, slot))
            for candidate in RADII
            if _count_rows(swarm, _dots_across(candidate, slot)) * (2 * candidate + 4)
            <= available
        ),
        (RADII[-1], _dots_across(RADII[-1], slot)),
    )
    pitch = 2 * radius + 4
    base = top + max(available, _count_rows(swarm, across) * pitch)
    for step, count in enumerate(swarm.counts):
        centre = (step + 0.5) * slot
        for dot in range(count):
            row, place = divmod(dot, across)
            in_row = min(across, count - row * across)
            x = centre + (place - (in_row - 1) / 2) * pitch
            _draw_dot(sheet, x, base - 8 - radius - row * pitch, radius, filled)
    sheet.draw_rule(0, base, sheet.width, base, theme.edge, 4)
    x = (swarm.mean - view.low + 0.5) * slot
    sheet.add_element("path", d=f"M{x:.1f} {base + 4:.1f}l13 22h-26z", fill=theme.text)
    return base + BENEATH


def _dots_across(radius: float, slot: float) -> int:
    """Return how many dots stand beside each other on a step."""
    return max(1, int(0.8 * slot // (2 * radius + 4)))


def _count_rows(swarm: Swarm, across: int) -> int:
    """Return how many rows of dots the fullest step has."""
    return ceil(max(swarm.counts) / across)


def _draw_dot(sheet: Sheet, x: float, y: float, radius: float, filled: bool) -> None:
    theme = sheet.theme
    fill = theme.data if filled else theme.card
    sheet.add_element(
        "circle",
        cx=x,
        cy=y,
        r=radius - 1.5,
        fill=fill,
        stroke=theme.edge,
        stroke_width=3,
    )
