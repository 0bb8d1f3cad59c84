"""Where a unit stands in one line, as badges and pictures show it: a sign, a word and a date, in both languages."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from pulau.exchange.names import Two, pick
from pulau.exchange.pdf.labels import long_date


class State(StrEnum):
    """What may be said of a unit in public. Only `NOT_DECLARED` and `UNKNOWN` have no date."""

    UNKNOWN = "unknown"
    NOT_DECLARED = "not-declared"
    DECLARED = "declared"
    WBK = "wbk"
    WBBM = "wbbm"
    REVOKED = "revoked"
    CLOSED = "closed"
    """The unit is no more: closed, or merged into another."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state and the day since when. Raises ValueError for a date that is missing, or one where there can be none."""

    state: State
    since: date | None = None

    def __post_init__(self) -> None:
        """Refuse a title without its date."""
        if (self.since is None) is not (self.state in _UNDATED):
            raise ValueError(f"a standing of {self.state} since {self.since}")


ZONE: Final[Two] = ("Zona Integritas", "Integrity zone")
SEA: Final = "#0b5d6b"
MUTED: Final = "#555f5f"
DANGER: Final = "#b81a1a"
_UNDATED: Final = frozenset({State.UNKNOWN, State.NOT_DECLARED})
_WORDS: Final[dict[State, Two]] = {
    State.UNKNOWN: ("Tidak dikenal", "Unknown"),
    State.NOT_DECLARED: ("Belum dicanangkan", "Not declared yet"),
    State.DECLARED: ("Dicanangkan {0}", "Declared {0}"),
    State.WBK: ("WBK sejak {0}", "WBK since {0}"),
    State.WBBM: ("WBBM sejak {0}", "WBBM since {0}"),
    State.REVOKED: ("Dicabut {0}", "Revoked {0}"),
    State.CLOSED: ("Unit ditutup {0}", "Unit closed {0}"),
}
_ISLAND: Final = (
    '<path d="M20.8 15.7C20.5 17.7 19.3 19.2 17.5 19.8C15.8 20.5 13.5 20.4 12.1 18.7C10.7 17 11.6 14.6 12.9 13.3'
    'C14.1 12 15.6 10.6 17.7 11C19.8 11.4 21 13.7 20.8 15.7Z"/>'
)
_RING: Final = (
    '<path d="M25.3 15.9C25.3 19.2 23.1 22 20.3 23.2C17.5 24.4 14.7 24.9 11.6 23.8C8.4 22.7 6.3 19.2 6.9 15.9'
    'C7.5 12.6 9.4 10.3 11.9 8.6C14.4 6.9 17.8 6.5 20.6 8C23.5 9.6 25.3 12.6 25.3 15.9Z" fill="none"'
    ' stroke="currentColor" stroke-width="{0}"/>'
)
_REEF: Final = (
    '<path d="M22 27.2C18.2 28.7 14.4 29.5 10.2 28.4C5.9 27.4 2.4 23.5 1.9 19C1.4 14.5 3.1 10.4 5.9 7.3'
    'C8.7 4.1 12.8 2.4 16.9 2.7C21.1 3 24.9 5 27.7 8.4C30.5 11.8 31.5 16.9 29.5 20.9" fill="none"'
    ' stroke="currentColor" stroke-width="2.6" stroke-linecap="round"/>'
)
_DASHED: Final = _RING.format('1.4" stroke-dasharray="2.2 2.6')
_FIRM: Final = _RING.format("2.4")
_NEAR: Final = "4.5 4.5 23 23"
_FAR: Final = "0 0 32 32"
_SIGN: Final = "0 0 24 24"
_LINES: Final = '<g fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round">{0}</g>'
_SHAPES: Final[dict[State, tuple[str, str]]] = {
    State.UNKNOWN: (
        _SIGN,
        _LINES.format(
            '<circle cx="12" cy="12" r="9"/><path d="M9.7 9.4a2.4 2.4 0 1 1 3.4 2.4c-.8.4-1.1.9-1.1 1.7M12 16.6h.01"/>'
        ),
    ),
    State.NOT_DECLARED: (_NEAR, _ISLAND),
    State.DECLARED: (_NEAR, _ISLAND + _DASHED),
    State.WBK: (_NEAR, _ISLAND + _FIRM),
    State.WBBM: (_FAR, _ISLAND + _FIRM + _REEF),
    State.REVOKED: (_SIGN, _LINES.format('<circle cx="12" cy="12" r="9"/><path d="m9 9 6 6m0-6-6 6"/>')),
    State.CLOSED: (_SIGN, _LINES.format('<circle cx="12" cy="12" r="9"/><path d="M8 12h8"/>')),
}


def standing_text(standing: Standing, language: str) -> str:
    """Say where a unit stands: "WBK sejak 9 Desember 2024"."""
    day = "" if standing.since is None else long_date(standing.since, language)
    return pick(_WORDS[standing.state], language).format(day)


def standing_colour(state: State) -> str:
    """Return the colour of a state on a light ground, as #rrggbb; it always stands beside a word."""
    if state is State.REVOKED:
        return DANGER
    return SEA if state in {State.DECLARED, State.WBK, State.WBBM} else MUTED


def sign_svg(state: State, colour: str, size: int, **attributes: int) -> str:
    """Return the sign of a state as SVG of so many pixels: the rings grow with the title."""
    box, shape = _SHAPES[state]
    drawn = shape.replace("currentColor", colour)
    sides = "".join(f' {key}="{value}"' for key, value in {"width": size, "height": size, **attributes}.items())
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}"{sides} fill="{colour}">{drawn}</svg>'
