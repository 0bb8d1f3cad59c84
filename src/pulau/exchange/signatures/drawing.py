"""Signatures drawn by hand: strokes of points, read with narrow limits, and the picture made of them.

Strokes come as JSON, `{"w": 600, "h": 200, "strokes": [[[x, y], …], …]}`: whole numbers alone. The picture is SVG that
holds one path, of numbers alone; nothing that somebody typed is in it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Final

LARGEST: Final = 200_000
"""Bytes of the JSON."""
LARGEST_SIDE: Final = 4_096
MOST_STROKES: Final = 200
MOST_POINTS: Final = 10_000
_FEWEST_POINTS: Final = 2
_SMALLEST_EXTENT: Final = 8
"""Less than so far across is a slip of the finger, not a signature."""
_INK: Final = "#12394b"
_WIDTH: Final = 80
"""The pen is as wide as the picture's longer side divided by this."""

Point = tuple[int, int]


class StrokesRefused(Exception):  # noqa: N818 - a fact, as every error of this project
    """What was drawn cannot be taken; `reason` is "unreadable", "too-much" or "empty"."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Drawing:
    """What was drawn: the size of the field, and strokes of points inside it, from the upper left corner."""

    width: int
    height: int
    strokes: tuple[tuple[Point, ...], ...]

    @property
    def canonical(self) -> bytes:
        """The bytes that are kept: the same drawing always gives the same."""
        told = {"h": self.height, "strokes": self.strokes, "w": self.width}
        return json.dumps(told, separators=(",", ":"), sort_keys=True).encode()


def read_strokes(content: bytes) -> Drawing:
    """Read strokes. Raises StrokesRefused; a point outside the field is moved to its edge."""
    if len(content) > LARGEST:
        raise StrokesRefused("too-much")
    try:
        told = json.loads(content)
    except (ValueError, RecursionError):
        raise StrokesRefused("unreadable") from None
    if not isinstance(told, dict) or not isinstance(told.get("strokes"), list):
        raise StrokesRefused("unreadable")
    width, height = _side(told.get("w")), _side(told.get("h"))
    if len(told["strokes"]) > MOST_STROKES or sum(map(_length, told["strokes"])) > MOST_POINTS:
        raise StrokesRefused("too-much")
    strokes = tuple(_stroke(stroke, width, height) for stroke in told["strokes"] if stroke)
    _refuse_slip(strokes)
    return Drawing(width, height, strokes)


def svg_of(drawing: Drawing) -> str:
    """Return the picture, cut to what was drawn: one path, without words, colours from outside, or addresses."""
    points = [point for stroke in drawing.strokes for point in stroke]
    pen = max(2, max(drawing.width, drawing.height) // _WIDTH)
    left, top = min(x for x, _y in points) - pen, min(y for _x, y in points) - pen
    right, bottom = max(x for x, _y in points) + pen, max(y for _x, y in points) + pen
    path = "".join(_path(stroke) for stroke in drawing.strokes)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{left} {top} {right - left} {bottom - top}">'
        f'<path d="{path}" fill="none" stroke="{_INK}" stroke-width="{pen}" stroke-linecap="round" '
        'stroke-linejoin="round"/></svg>'
    )


def _side(value: Any) -> int:  # noqa: ANN401 - whatever JSON holds
    if not _is_whole(value) or not 0 < value <= LARGEST_SIDE:
        raise StrokesRefused("unreadable")
    return int(value)


def _is_whole(value: Any) -> bool:  # noqa: ANN401 - the same
    return isinstance(value, int) and not isinstance(value, bool)


def _length(stroke: Any) -> int:  # noqa: ANN401 - the same
    if not isinstance(stroke, list):
        raise StrokesRefused("unreadable")
    return len(stroke)


def _stroke(stroke: list[Any], width: int, height: int) -> tuple[Point, ...]:
    return tuple(_point(point, width, height) for point in stroke)


def _point(point: Any, width: int, height: int) -> Point:  # noqa: ANN401 - the same
    match point:
        case [x, y] if _is_whole(x) and _is_whole(y):
            return min(max(x, 0), width), min(max(y, 0), height)
    raise StrokesRefused("unreadable")


def _refuse_slip(strokes: tuple[tuple[Point, ...], ...]) -> None:
    points = [point for stroke in strokes for point in stroke]
    if len(points) < _FEWEST_POINTS:
        raise StrokesRefused("empty")
    wide = max(x for x, _y in points) - min(x for x, _y in points)
    high = max(y for _x, y in points) - min(y for _x, y in points)
    if max(wide, high) < _SMALLEST_EXTENT:
        raise StrokesRefused("empty")


def _path(stroke: tuple[Point, ...]) -> str:
    (x, y), *rest = stroke
    if not rest:
        return f"M{x} {y}h0"  # a dot: round ends make it seen
    return f"M{x} {y}" + "".join(f"L{x} {y}" for x, y in rest)
