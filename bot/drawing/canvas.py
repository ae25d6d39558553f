"""A sheet to draw on: shapes with smooth edges, letters above them."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO

from PIL import Image, ImageDraw
from PIL.ImageFont import FreeTypeFont

_FINER = 2  # shapes are drawn so many times larger: Pillow's own edges have steps

Point = tuple[float, float]


class Canvas:
    """All lengths are pixels of the finished picture, y downwards."""

    def __init__(self, width: int, height: int, background: str) -> None:
        self._sheet = Image.new("RGB", (width * _FINER, height * _FINER), background)
        self._draw = ImageDraw.Draw(self._sheet)
        self._letters = list[tuple[Point, str, FreeTypeFont, str]]()

    def box(
        self, corner: Point, size: Point, fill: str, radius: float = 0, frame: str | None = None
    ) -> None:
        """A rectangle with round corners and perhaps a frame of 4 pixels."""
        (x, y), (width, height) = corner, size
        ends = _finer([(x, y), (x + width, y + height)])
        ends[1] = (ends[1][0] - 1, ends[1][1] - 1)
        line = 4 * _FINER if frame else 0
        self._draw.rounded_rectangle(ends, radius * _FINER, fill, frame, line)

    def disc(
        self, centre: Point, radius: float, fill: str | None, frame: str | None = None
    ) -> None:
        """A circle, filled or only framed."""
        self._draw.ellipse(_around(centre, radius), fill, frame, 3 * _FINER if frame else 0)

    def arc(self, centre: Point, radius: float, start: float, end: float, fill: str) -> None:
        """A part of a circle's line, between two angles in degrees."""
        self._draw.arc(_around(centre, radius), start, end, fill, 3 * _FINER)

    def shape(self, points: Iterable[Point], fill: str) -> None:
        """A polygon."""
        self._draw.polygon(_finer(points), fill)

    def line(self, points: Iterable[Point], fill: str, width: float) -> None:
        """A line through the points."""
        self._draw.line(_finer(points), fill, round(width * _FINER), joint="curve")

    def text(self, at: Point, text: str, face: FreeTypeFont, fill: str) -> None:
        """Letters; `at` is the left end of the line that they stand on."""
        self._letters.append((at, text, face, fill))

    def png(self) -> bytes:
        """The finished picture."""
        sheet = self._sheet.reduce(_FINER)
        draw = ImageDraw.Draw(sheet)
        for at, text, face, fill in self._letters:
            draw.text(at, text, fill, face, anchor="ls")
        out = BytesIO()
        sheet.save(out, "PNG")
        return out.getvalue()


def _around(centre: Point, radius: float) -> list[Point]:
    (x, y) = centre
    return _finer([(x - radius, y - radius), (x + radius, y + radius)])


def _finer(points: Iterable[Point]) -> list[Point]:
    return [(x * _FINER, y * _FINER) for x, y in points]
