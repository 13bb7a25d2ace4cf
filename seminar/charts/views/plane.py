"""Things on a plane of two means: numbers in the picture, their names and means beside it."""

from __future__ import annotations

from collections.abc import Iterator
from math import cos, dist, pi, sin

from seminar.charts.svg.canvas import BODY, LEADING, SMALL, WIDE, Sheet
from seminar.charts.svg.patterns import Box
from seminar.core.elements import Plane, PlanePoint, Table
from seminar.core.i18n import Message, join_messages, say, say_n

AXIS = 60
GAP = 56
RADIUS = 28
NUDGE = 8
DIRECTIONS = 16
"""How finely a free place is looked for beside the right one."""

LIST = 0.48
"""The part of a wide sheet that the names may take."""

Spot = tuple[float, float]


def draw_plane(view: Plane, sheet: Sheet) -> float:
    """Draw the plane with both axes in full, and the list of what its numbers stand for."""
    beside = sheet.width >= WIDE
    available = sheet.width * (1 - LIST) - GAP if beside else sheet.width
    name = LEADING * SMALL + 10
    tall = max(320.0, sheet.tall - name - AXIS - name) if beside else available * 0.62
    box = Box(AXIS, name, available - AXIS, tall)
    _draw_frame(view, sheet, box)
    points = tuple(_place_points(view, box))
    for _, _, drawn, true_spot in points:
        sheet.draw_rule(*true_spot, *drawn, sheet.theme.muted, 3)
    for number, point, drawn, _ in points:
        _draw_dot(sheet, number, point, *drawn)
    foot = box.foot + AXIS + name
    if beside:
        return max(foot, _draw_list(view, sheet, available + GAP, 0))
    return _draw_list(view, sheet, 0, foot + GAP / 2)


def tabulate_plane(view: Plane) -> Table:
    """Return each thing with its two means."""
    rows = tuple(
        (str(at), point.label, *point.said)
        for at, point in enumerate(view.points, start=1)
    )
    foot_text = _describe_foot(view)
    return Table((say("Number"), say("What"), *view.axes), rows, foot_text)


def _describe_foot(view: Plane) -> Message:
    answers = say_n("{n} answer", "{n} answers", view.n)
    whole = say(
        "{answers} · means on a scale from {low} to {high}",
        answers=answers,
        low=view.low,
        high=view.high,
    )
    return join_messages(whole, view.note)


def _draw_frame(view: Plane, sheet: Sheet, box: Box) -> None:
    """Draw the axes with every step, and the lines that part the plane in four."""
    theme = sheet.theme
    sheet.add_element(
        "rect",
        x=box.x,
        y=box.y,
        width=box.wide,
        height=box.tall,
        fill="none",
        stroke=theme.edge,
        stroke_width=3,
    )
    sheet.draw_rule(
        box.x + box.wide / 2, box.y, box.x + box.wide / 2, box.foot, theme.line, 3
    )
    sheet.draw_rule(
        box.x, box.y + box.tall / 2, box.right, box.y + box.tall / 2, theme.line, 3
    )
    for step in range(view.low, view.high + 1):
        share = (step - view.low) / (view.high - view.low)
        x = box.x + share * box.wide
        y = box.foot - share * box.tall
        x_text = min(max(x, box.x + 12), box.right - 12)
        sheet.draw_text(
            str(step), x_text, box.foot + SMALL, SMALL, theme.muted, anchor="middle"
        )
        sheet.draw_text(
            str(step),
            box.x - 14,
            min(max(y + 14, box.y + 30), box.foot),
            SMALL,
            theme.muted,
            anchor="end",
        )
    up = sheet.break_lines(say("↑ {axis}", axis=view.axes[1]), box.right, SMALL)[0]
    sheet.draw_text(up, 0, 0.82 * SMALL, SMALL)
    right = sheet.break_lines(say("{axis} →", axis=view.axes[0]), box.right, SMALL)[-1]
    sheet.draw_text(
        right, box.right, box.foot + AXIS + 0.82 * SMALL, SMALL, anchor="end"
    )


def _place_points(
    view: Plane, box: Box
) -> Iterator[tuple[int, PlanePoint, Spot, Spot]]:
    """Yield each thing with its number, where it is drawn and where it truly stands.

    None lies on another.
    """
    taken: list[Spot] = []
    for number, point in enumerate(view.points, start=1):
        if point.x is None or point.y is None:
            continue
        x = box.x + box.wide * (point.x - view.low) / (view.high - view.low)
        y = box.foot - box.tall * (point.y - view.low) / (view.high - view.low)
        x = min(max(x, box.x + RADIUS + 4), box.right - RADIUS - 4)
        y = min(max(y, box.y + RADIUS + 4), box.foot - RADIUS - 4)
        spot = next(
            (
                candidate
                for candidate in _spots_around(x, y, box)
                if _is_free(candidate, taken)
            ),
            (x, y),
        )
        taken.append(spot)
        yield number, point, spot, (x, y)


def _spots_around(x: float, y: float, box: Box) -> Iterator[Spot]:
    """Yield places from the right spot outwards, within the plane."""
    yield x, y
    for away in range(NUDGE, 20 * RADIUS, NUDGE):
        for turn in range(DIRECTIONS):
            angle = 2 * pi * turn / DIRECTIONS
            place = (x + away * cos(angle), y + away * sin(angle))
            inside = (
                box.x + RADIUS < place[0] < box.right - RADIUS
                and box.y + RADIUS < place[1] < box.foot - RADIUS
            )
            if inside:
                yield place


def _is_free(place: Spot, taken: list[Spot]) -> bool:
    """Return whether a dot at this place touches none that is drawn already."""
    return all(dist(place, occupied) >= 2 * RADIUS for occupied in taken)


def _draw_dot(sheet: Sheet, number: int, point: PlanePoint, x: float, y: float) -> None:
    theme = sheet.theme
    fill = theme.keys[point.key] if point.key else theme.data
    outline = theme.edge if theme.edge == theme.text else theme.ground
    sheet.add_element(
        "circle", cx=x, cy=y, r=RADIUS, fill=fill, stroke=outline, stroke_width=4
    )
    sheet.draw_text(
        str(number),
        x,
        y + 0.34 * SMALL,
        SMALL,
        theme.on_fill,
        bold=True,
        anchor="middle",
    )


def _draw_list(view: Plane, sheet: Sheet, x: float, top: float) -> float:
    """Draw what the numbers stand for, with both means, as closely set as it must be."""
    available = sheet.width - x
    muted = sheet.theme.muted
    number = 2 * RADIUS + 16
    foot = sheet.paragraph_height(_describe_foot(view), available, SMALL) + 12
    rows = [
        _entry_height(view, sheet, point, available - number) for point in view.points
    ]
    spare = (sheet.tall - top - foot - sum(rows)) / len(rows) if x else 20.0
    air = min(40.0, max(4.0, spare))
    for at, (point, tall) in enumerate(zip(view.points, rows, strict=True), start=1):
        sheet.draw_text(
            str(at), x + RADIUS, top + 0.9 * BODY, BODY, bold=True, anchor="middle"
        )
        under = sheet.draw_paragraph(
            point.label, x + number, top, available - number, BODY
        )
        sheet.draw_paragraph(
            _describe_means(point), x + number, under, available - number, SMALL, muted
        )
        top += tall + air
    return sheet.draw_paragraph(
        _describe_foot(view), x, top + 12, available, SMALL, muted
    )


def _entry_height(
    view: Plane, sheet: Sheet, point: PlanePoint, available: float
) -> float:
    return sheet.paragraph_height(
        point.label, available, BODY
    ) + sheet.paragraph_height(_describe_means(point), available, SMALL)


def _describe_means(point: PlanePoint) -> Message:
    return say("→ {x} · ↑ {y}", x=point.said[0], y=point.said[1])
