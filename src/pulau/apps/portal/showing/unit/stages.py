"""The way of a year, in six stages with their days."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _

from pulau.apps.portal.showing.words import day_text, in_sentence, state_words
from pulau.core.shared.public_state import PublicState

if TYPE_CHECKING:
    from pulau.apps.portal.showing.unit.seen import Seen

DONE, NOW, TODO, STOPPED, SKIPPED = "done", "now", "todo", "stopped", "skipped"
_LAST: Final = 6
_REACHED: Final = {
    PublicState.NONE: 0,
    PublicState.DECLARED: 2,
    PublicState.BUILDING: 2,
    PublicState.HANDED_IN: 4,
    PublicState.INTERNAL: 4,
    PublicState.NATIONAL: 5,
}
"""Which stage is running; an evaluation that ended has reached the last one."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A stage: its number, name, day or what is to be said instead, and how it stands (done, now, todo …)."""

    number: int
    name: str
    note: str
    state: str
    said: str


@dataclass(frozen=True, slots=True)
class Way:
    """The stages, and what they lead to."""

    title: str
    stages: list[Stage]


def way_of(seen: Seen) -> Way:
    """Return the way of the year that is shown; without stages where none of a decision's evaluation is on record."""
    year = seen.year
    days = year.days if year else {}
    if seen.state.is_final and not days:
        return Way(_title(seen), [])
    running = _REACHED.get(seen.state, _LAST)
    told = [
        (_("Pencanangan"), _declaring(seen)),
        (_("Pembangunan"), "" if running < 2 else _building(seen)),  # noqa: PLR2004 - the second stage
        (_("Penilaian mandiri"), days.get(PublicState.HANDED_IN.value, "")),
        (_("Penilaian TPI"), days.get(PublicState.INTERNAL.value, "")),
        (_("Evaluasi TPN"), days.get(PublicState.NATIONAL.value, "")),
        (_ending(seen), days.get(seen.state.value, "") if running == _LAST else ""),
    ]
    stages = [_stage(seen, at, name, note, running) for at, (name, note) in enumerate(told, 1)]
    return Way(_title(seen), stages)


def _title(seen: Seen) -> str:
    year = seen.year
    if year is None:
        return _("Belum ada yang tercatat")
    if seen.state.is_final and year.aim:
        return _("Evaluasi %(aim)s %(year)s") % {"aim": year.aim, "year": year.year}
    if seen.state.is_final:
        return _("Pada %(year)s: %(state)s") % {"year": year.year, "state": in_sentence(state_words(year.state))}
    words = _("Menjaga %(aim)s %(year)s") if seen.keeps else _("Menuju %(aim)s %(year)s")
    return words % {"aim": seen.aim, "year": year.year}


def _declaring(seen: Seen) -> str:
    year = seen.year
    return year.declared_on.isoformat() if year and year.declared_on else ""


def _building(seen: Seen) -> str:
    return _("sedang berjalan") if seen.state is PublicState.BUILDING else ""


def _ending(seen: Seen) -> str:
    return {
        PublicState.NOT_PASSED: _("Belum lulus"),
        PublicState.REVOKED: _("Dicabut"),
        PublicState.ENDED: _("Usulan berakhir"),
    }.get(seen.state, _("Penetapan"))


def _stage(seen: Seen, at: int, name: str, note: str, running: int) -> Stage:
    state = _state(seen, at, note, running)
    said = {
        DONE: _("selesai"), NOW: _("sedang berjalan"), TODO: _("belum"), STOPPED: _("berakhir"), SKIPPED: _("dilewati"),
    }[state]  # fmt: skip
    return Stage(at, name, _note(seen, at, note, state), state, said)


def _state(seen: Seen, at: int, note: str, running: int) -> str:
    if at > running:
        return TODO
    if at == _LAST:
        return DONE if seen.state is PublicState.GRANTED else STOPPED
    if at == running:
        return NOW
    return DONE if note or at == 2 else SKIPPED  # noqa: PLR2004 - the second stage has no day of its own


def _note(seen: Seen, at: int, note: str, state: str) -> str:
    if at == 1 and not note:
        return _("simbolis, oleh instansinya") if seen.year and seen.year.symbolic else _("belum mencanangkan")
    if state == TODO:
        return _("belum dijadwalkan") if at == _LAST else ""
    if state == SKIPPED:
        return _("tidak dilalui")
    if state == NOW and not note:
        return _("menunggu dimulai")
    if not note or not note[:1].isdigit():
        return note
    day = day_text(date.fromisoformat(note))
    return _("sejak %(day)s") % {"day": day} if state == NOW else day
