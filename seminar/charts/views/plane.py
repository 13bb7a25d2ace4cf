"""Things on a plane of two means: numbers in the picture, their names and both means beside it."""

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
    """The plane with both axes in full, and the list of what its numbers stand for."""
    beside = sheet.width >= WIDE
    room = sheet.width * (1 - LIST) - GAP if beside else sheet.width
    name = LEADING * SMALL + 10
    tall = max(320.0, sheet.tall - name - AXIS - name) if beside else room * 0.62
    box = Box(AXIS, name, room - AXIS, tall)
    _frame(view, sheet, box)
    placed = tuple(_placed(view, box))
    for _, _, drawn, true in placed:
        sheet.draw_rule(*true, *drawn, sheet.theme.muted, 3)
    for number, point, drawn, _ in placed:
        _dot(sheet, number, point, *drawn)
    foot = box.foot + AXIS + name
    if beside:
        return max(foot, _list(view, sheet, room + GAP, 0))
    return _list(view, sheet, 0, foot + GAP / 2)


def tabulate_plane(view: Plane) -> Table:
    """Each thing with its two means."""
    rows = tuple(
        (str(at), point.label, *point.said) for at, point in enumerate(view.points, start=1)
    )
    said = _foot(view)
    return Table((say("Number"), say("What"), *view.axes), rows, said)


def _foot(view: Plane) -> Message:
    answers = say_n("{n} answer", "{n} answers", view.n)
    whole = say(
        "{answers} · means on a scale from {low} to {high}",
        answers=answers,
        low=view.low,
        high=view.high,
    )
    return join_messages(whole, view.note)


def _frame(view: Plane, sheet: Sheet, box: Box) -> None:
    """The axes with every step, and the two lines that part the plane in four."""
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
    sheet.draw_rule(box.x + box.wide / 2, box.y, box.x + box.wide / 2, box.foot, theme.line, 3)
    sheet.draw_rule(box.x, box.y + box.tall / 2, box.right, box.y + box.tall / 2, theme.line, 3)
    for step in range(view.low, view.high + 1):
        share = (step - view.low) / (view.high - view.low)
        x = box.x + share * box.wide
        y = box.foot - share * box.tall
        x_text = min(max(x, box.x + 12), box.right - 12)
        sheet.draw_text(str(step), x_text, box.foot + SMALL, SMALL, theme.muted, anchor="middle")
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
    sheet.draw_text(right, box.right, box.foot + AXIS + 0.82 * SMALL, SMALL, anchor="end")


def _placed(view: Plane, box: Box) -> Iterator[tuple[int, PlanePoint, Spot, Spot]]:
    """Each thing with its number, where it is drawn and where it truly stands; none lies on
    another."""
    taken: list[Spot] = []
    for number, point in enumerate(view.points, start=1):
        if point.x is None or point.y is None:
            continue
        x = box.x + box.wide * (point.x - view.low) / (view.high - view.low)
        y = box.foot - box.tall * (point.y - view.low) / (view.high - view.low)
        x = min(max(x, box.x + RADIUS + 4), box.right - RADIUS - 4)
        y = min(max(y, box.y + RADIUS + 4), box.foot - RADIUS - 4)
        spot = next((one for one in _around(x, y, box) if _free(one, taken)), (x, y))
        taken.append(spot)
        yield number, point, spot, (x, y)


def _around(x: float, y: float, box: Box) -> Iterator[Spot]:
    """Places from the right one outwards, within the plane."""
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


def _free(place: Spot, taken: list[Spot]) -> bool:
    return all(dist(place, other) >= 2 * RADIUS for other in taken)


def _dot(sheet: Sheet, number: int, point: PlanePoint, x: float, y: float) -> None:
    theme = sheet.theme
    fill = theme.keys[point.key] if point.key else theme.data
    outline = theme.edge if theme.edge == theme.text else theme.ground
    sheet.add_element("circle", cx=x, cy=y, r=RADIUS, fill=fill, stroke=outline, stroke_width=4)
    sheet.draw_text(
        str(number), x, y + 0.34 * SMALL, SMALL, theme.on_fill, bold=True, anchor="middle"
    )


def _list(view: Plane, sheet: Sheet, x: float, top: float) -> float:
    """What the numbers stand for, with both means; as closely set as it must be."""
    room = sheet.width - x
    muted = sheet.theme.muted
    number = 2 * RADIUS + 16
    foot = sheet.paragraph_height(_foot(view), room, SMALL) + 12
    rows = [_words(view, sheet, point, room - number) for point in view.points]
    spare = (sheet.tall - top - foot - sum(rows)) / len(rows) if x else 20.0
    air = min(40.0, max(4.0, spare))
    for at, (point, tall) in enumerate(zip(view.points, rows, strict=True), start=1):
        sheet.draw_text(str(at), x + RADIUS, top + 0.9 * BODY, BODY, bold=True, anchor="middle")
        under = sheet.draw_paragraph(point.label, x + number, top, room - number, BODY)
        sheet.draw_paragraph(_means(point), x + number, under, room - number, SMALL, muted)
        top += tall + air
    return sheet.draw_paragraph(_foot(view), x, top + 12, room, SMALL, muted)


def _words(view: Plane, sheet: Sheet, point: PlanePoint, room: float) -> float:
    return sheet.paragraph_height(point.label, room, BODY) + sheet.paragraph_height(
        _means(point), room, SMALL
    )


def _means(point: PlanePoint) -> Message:
    return say("→ {x} · ↑ {y}", x=point.said[0], y=point.said[1])
