"""The colours, and the sign of each kind: told apart by shape, not by colour alone."""

from __future__ import annotations

from bot.drawing.canvas import Canvas, Point
from bot.drawing.week import Kind

PAPER, CARD, INK, SOFT, PALE = "#EEF1F6", "#FFFFFF", "#1A2330", "#566273", "#7C8797"
TODAY, MOURNING, PAUSE = "#2F6FDE", "#23272E", "#FFE9B8"

COLOURS = {
    Kind.PLANNED: "#2F6FDE",
    Kind.URGENT: "#D3313C",
    Kind.WAITING: "#7A4BC4",
    Kind.HELD: "#D97B00",
    Kind.SENT: "#2A9765",
    Kind.FREE: "#9AA6B6",
    Kind.GAP: "#B06A00",
    Kind.QUIET: "#6C7A99",
}

INKS = {
    Kind.SENT: SOFT,
    Kind.FREE: PALE,
    Kind.GAP: "#8F5600",
    Kind.QUIET: "#5C6884",
    Kind.URGENT: "#B3202B",
}

# Stretches of time stand on a band.
BANDS = {Kind.GAP: "#FFF4DC", Kind.QUIET: "#EEF1F7"}

RADIUS = 16


def sign(canvas: Canvas, kind: Kind, centre: Point) -> None:
    """The sign of a kind around a point."""
    x, y = centre
    colour = COLOURS[kind]
    if kind is Kind.FREE:
        for start in range(0, 360, 60):
            canvas.arc(centre, RADIUS - 1, start, start + 36, colour)
        return
    if kind is Kind.GAP:
        canvas.line([(x, y - 14), (x, y + 14)], colour, 3)
        for up in (-1, 1):
            canvas.shape([(x - 8, y + up * 7), (x + 8, y + up * 7), (x, y + up * 16)], colour)
        return
    canvas.disc(centre, RADIUS, colour)
    match kind:
        case Kind.SENT:
            canvas.line([(x - 8, y), (x - 2, y + 6), (x + 8, y - 6)], CARD, 4)
        case Kind.HELD:
            for left in (-7, 2):
                canvas.box((x + left, y - 7), (5, 14), CARD)
        case Kind.URGENT:
            bolt = [(2, -12), (-8, 2), (-1, 2), (-3, 12), (8, -3), (1, -3)]
            canvas.shape([(x + dx, y + dy) for dx, dy in bolt], CARD)
        case Kind.WAITING:
            canvas.shape([(x - 7, y - 9), (x + 7, y - 9), (x, y)], CARD)
            canvas.shape([(x - 7, y + 9), (x + 7, y + 9), (x, y)], CARD)
        case Kind.QUIET:
            canvas.disc((x - 1, y + 1), 10, CARD)
            canvas.disc((x + 4, y - 3), 9, colour)
        case _:
            canvas.disc(centre, 6, CARD)
