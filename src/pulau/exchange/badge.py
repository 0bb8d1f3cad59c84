"""The badge that an office puts on its own site: where it truly stands, as SVG, made anew each time it is asked for.

It has its own ground, so that it can be read on any page; no script, no style and no font from elsewhere. Letters are
those of the reader's device: each line is drawn as wide as there is room for it (`textLength`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING, Final

from pulau.exchange.marked_up import element, escaped, one_line
from pulau.exchange.names import pick
from pulau.exchange.pdf.labels import long_date
from pulau.exchange.standings import MUTED, ZONE, sign_svg, standing_colour, standing_text
from pulau.exchange.typeface import cut, width

if TYPE_CHECKING:
    from pulau.exchange.standings import Standing
    from pulau.exchange.typeface import Weight

MEDIA_TYPE: Final = "image/svg+xml"
HEIGHT: Final = 44
"""Pixels."""
WIDEST: Final = 360
"""Pixels; a longer name is cut."""
_LEFT, _RIGHT, _SIGN = 46, 14, 28
_FAMILY: Final = "'Plus Jakarta Sans', system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', Arial, sans-serif"


@dataclass(frozen=True, slots=True)
class Badge:
    """What a badge says: a standing, of whom, in which language. `as_of` is told where an older state is shown."""

    standing: Standing
    language: str
    name: str = ""
    as_of: date | None = None


def badge_svg(badge: Badge) -> bytes:
    """Draw a badge; the name is data, never markup. Equal badges give equal bytes."""
    room = WIDEST - _LEFT - _RIGHT
    said = standing_text(badge.standing, badge.language)
    head = cut(_head(badge), "SemiBold", 11, room)
    colour = standing_colour(badge.standing.state)
    wide = _LEFT + _RIGHT + ceil(max(width(head, "SemiBold", 11), width(said, "Bold", 14)))
    parts = [
        element("title", _title(badge, said)),
        f'<rect x=".5" y=".5" width="{wide - 1}" height="{HEIGHT - 1}" rx="4" fill="#fff" stroke="#d5dad8"/>',
        sign_svg(badge.standing.state, colour, _SIGN, x=9, y=(HEIGHT - _SIGN) // 2),
        f'<g font-family="{escaped(_FAMILY)}">',
        _line(head, "SemiBold", 11, 17, MUTED),
        _line(said, "Bold", 14, 34, colour),
        "</g>",
    ]
    size = f'width="{wide}" height="{HEIGHT}" viewBox="0 0 {wide} {HEIGHT}"'
    opening = f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" xml:lang="{escaped(badge.language)}">'
    return f"{opening}{''.join(parts)}</svg>\n".encode()


def badge_words(badge: Badge) -> str:
    """Return what a badge says, for those who do not see it: "Zona Integritas · Dinas Contoh: WBK sejak …"."""
    return f"{_head(badge)}: {standing_text(badge.standing, badge.language)}"


def _head(badge: Badge) -> str:
    zone, name = pick(ZONE, badge.language), one_line(badge.name)
    return f"{zone} · {name}" if name else zone


def _title(badge: Badge, said: str) -> str:
    title = f"{cut(_head(badge), 'Regular', 11, 4 * WIDEST)}: {said}"
    if badge.as_of is None:
        return title
    day = long_date(badge.as_of, badge.language)
    return f"{title} ({f'as of {day}' if badge.language == 'en' else f'keadaan {day}'})"


def _line(text: str, weight: Weight, size: int, base: int, colour: str) -> str:
    return element(
        "text",
        text,
        x=str(_LEFT),
        y=str(base),
        font_size=str(size),
        font_weight="700" if weight == "Bold" else "600",
        fill=colour,
        textLength=f"{width(text, weight, size):.1f}",
        lengthAdjust="spacingAndGlyphs",
    )
