"""What the letters of a course mean, and which events of the process each kind of evaluation has gone through."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from pulau.core.workflow.levels import Body

DECLARED: Final = "d"
SYMBOLIC: Final = "s"
UNFIT: Final = "n"
DECLINED: Final = "c"
WBK: Final = "w"
WBBM: Final = "b"
WITHDRAWN: Final = "x"
REVOKED: Final = "r"
ACTIVE: Final = "a"
"""A unit that works on its worksheet towards the end of a year (of the newest: lately), and hands none in."""
GRANTED: Final = WBK + WBBM


@dataclass(frozen=True, slots=True)
class Move:
    """An event of an evaluation, so many days after it was handed in, and by whom: `tpi`, `head`, `tpn`, `panel`.

    `submits` is the body of assessors whose sheet is submitted right before it.
    """

    event: str
    days: int
    who: str
    submits: Body | None = None
    reason: str = ""


BELOW: Final = "Nilai TPI di bawah nilai minimal; temuan pada area yang belum terpenuhi disampaikan kepada unit."
SURVEY: Final = "Survei TPN memberi indeks persepsi anti korupsi di bawah nilai minimal."
STEPPED_BACK: Final = "Kepala unit dimutasi dan sistem layanan diganti; pimpinan menunda pengusulan setahun."
_TPI: Final = (
    Move("begin_tpi", 9, "tpi"),
    Move("begin_round_2", 24, "tpi"),
    Move("finish_tpi", 34, "tpi", Body.TPI),
)
_FIT: Final = (*_TPI, Move("find_fit", 38, "tpi"))
_PROPOSED: Final = (*_FIT, Move("propose", 46, "head"))
_DESK: Final = (*_PROPOSED, Move("begin_screening", 60, "tpn"), Move("pass_screening", 72, "tpn"))
_FIELD: Final = (*_DESK, Move("pass_desk", 100, "tpn", Body.TPN))
_PANEL: Final = (*_FIELD, Move("finish_field", 130, "tpn"), Move("finish_clearance", 150, "tpn"))
_RECOMMENDED: Final = (*_PANEL, Move("recommend", 165, "panel"))
COURSES: Final[dict[str, tuple[Move, ...]]] = {
    UNFIT: (*_TPI, Move("find_unfit", 38, "tpi", reason=BELOW)),
    DECLINED: (
        *_PANEL,
        Move("decline", 165, "panel", reason=SURVEY),
        Move("close_unpassed", 182, "tpn"),
    ),
    WBK: _RECOMMENDED,
    WBBM: _RECOMMENDED,
    WITHDRAWN: (*_PROPOSED, Move("withdraw_proposal", 55, "head", reason=STEPPED_BACK)),
    "1": (),
    "2": _TPI[:1],
    "3": _TPI,
    "4": _FIT,
    "5": _PROPOSED,
    "6": _DESK,
    "7": _FIELD,
    "8": _PANEL,
}
"""By the letter of a year, what happened to the evaluation of that year; figures are those of the newest year, under
way. What follows a panel that recommends (decree, title, monitoring) is told by `endings`."""

UNDER_WAY: Final = "12345678"


def declared_at(course: str) -> int | None:
    """Return the place of the year in which a unit declared; None: it has not."""
    found = [place for place, letter in enumerate(course) if letter in DECLARED + SYMBOLIC]
    return found[0] if found else None


def titled_before(course: str, place: int) -> str:
    """Return the title that a unit holds as a year begins; empty: none."""
    held = [letter for letter in course[:place] if letter in GRANTED]
    return {"": "", WBK: "WBK", WBBM: "WBBM"}[held[-1] if held else ""]
