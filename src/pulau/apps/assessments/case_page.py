"""What the page of a case shows below its heading: the path, what is due of the reader, what comes next, by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from django.urls import reverse
from django.utils.translation import gettext

from pulau.apps.assessments.facts import needs_preliminary
from pulau.apps.assessments.models import CaseKind
from pulau.apps.assessments.policies import AIM
from pulau.apps.assessments.selectors import transitions_of
from pulau.apps.assessments.steps import own_ways, step_views, wait_views
from pulau.core.workflow.assessment import (
    ASSESSMENT,
    DETERMINED,
    FIT,
    FORWARDED,
    MONITORING,
    NATIONAL,
    OBJECTED,
    PRELIMINARY,
    RENEWED,
    REVOCATION_PROPOSED,
    REVOKED,
    SUBMITTED,
    TO_BE_COACHED,
    VERIFYING,
    WITH_TPI,
)
from pulau.core.workflow.path import Place, Station, path_of
from pulau.foundation.calendar import today_of
from pulau.foundation.registry.process_cases import PartLine, case_parts
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pulau.apps.assessments.frame import CaseFrame
    from pulau.apps.assessments.models import Case, Transition

RECENT: Final = 5
RARE: Final = frozenset({"determine_own"})
"""Events that are no part of the usual path: few bodies may determine a title themselves."""


@dataclass(frozen=True, slots=True)
class PartView:
    """A part of the case: its title, its line, whether something in it is due of the reader."""

    code: str
    title: str
    line: PartLine


@dataclass(frozen=True, slots=True)
class Stretch:
    """Stages of the path that one side has before it: `color` is that side's."""

    title: str
    color: str
    stations: tuple[tuple[str, Place], ...]


@dataclass(frozen=True, slots=True)
class MoveView:
    """Something that happened to the case."""

    row: Transition
    words: str
    by: str


def case_context(frame: CaseFrame, unit: str, now: datetime) -> dict[str, Any]:
    """Return what the page shows to the reader."""
    actor, case = frame.actor, frame.case
    moves = list(transitions_of(case))
    stations = stations_of(case, [move.source for move in moves])
    ahead = next((each.stage.code for each in stations if each.place is Place.TO_COME), "")
    parts = part_views(frame, unit)
    hrefs = {part.code.partition(".")[0]: part.line.href for part in parts}
    hrefs.setdefault("worksheets", reverse("worksheets:submissions", args=[unit, case.year]))
    return {
        "today": today_of(actor, now),
        "path": stretches(stations),
        "path_number": next(n for n, each in enumerate(stations, 1) if each.place is Place.HERE),
        "path_count": len(stations),
        "steps": step_views(case, own_ways(actor, case), ahead, hrefs, unit, now),
        "waits": wait_views(actor, case, ahead),
        "due_parts": [part for part in parts if part.line.due],
        "other_parts": [part for part in parts if not part.line.due],
        "moves": [_move(move) for move in reversed(moves[-RECENT:])],
        "may_aim": allowed(actor, AIM, unit_id=case.unit_id, state=case.stage),
    }


def part_views(frame: CaseFrame, unit: str) -> list[PartView]:
    """Return the parts of the case of which the reader sees a line, in their order."""
    found = []
    for part in sorted(case_parts, key=lambda part: (part.order, part.code)):
        line = part.line(frame.actor, frame.case.pk, unit, frame.case.year)
        if line is not None:
            found.append(PartView(part.code, gettext(str(part.title)), line))
    return found


def stations_of(case: Case, left: Sequence[str]) -> tuple[Station, ...]:
    """Return the path of a case that left the stages `left`, towards a title that is monitored.

    A new title leads over a proposal, a yearly evaluation over its verification; where a unit above judges first, that
    is on the path. From stages that nobody hopes for, nothing is foretold.
    """
    first = case.kind == CaseKind.FIRST
    without = {VERIFYING if first else FIT, TO_BE_COACHED, *RARE}
    if case.stage == SUBMITTED and needs_preliminary(case):
        rest = path_of(ASSESSMENT, (*left, SUBMITTED, PRELIMINARY), FORWARDED, MONITORING, without)
        return tuple(_shifted(each) for each in rest)
    hopeful = case.stage not in {TO_BE_COACHED, OBJECTED, REVOCATION_PROPOSED}
    return path_of(ASSESSMENT, left, case.stage, MONITORING if hopeful else case.stage, without)


def _shifted(station: Station) -> Station:
    """Return a station of a path drawn from further on, as it stands while the case is still submitted."""
    code = station.stage.code
    if code == SUBMITTED:
        return Station(station.stage, Place.HERE)
    return Station(station.stage, Place.TO_COME if code in {PRELIMINARY, FORWARDED} else station.place)


def stretches(stations: Sequence[Station]) -> list[Stretch]:
    """Return the path in stretches, one a side that has the case before it."""
    language = spoken_language()
    return [
        Stretch(*side, tuple((each.stage.words(language), each.place) for each in group))
        for side, group in groupby(stations, key=lambda each: _side(each.stage.code))
    ]


def _side(code: str) -> tuple[str, str]:
    if code in {SUBMITTED, PRELIMINARY, FORWARDED, FIT}:
        return gettext("Instansi"), "accent"
    if code in {DETERMINED, MONITORING, RENEWED, REVOCATION_PROPOSED, REVOKED}:
        return gettext("Predikat"), "brand"
    if code in NATIONAL:
        return "TPN", "terumbu"
    if code in WITH_TPI:
        return "TPI", "nila"
    return gettext("Instansi"), "accent"


def _move(row: Transition) -> MoveView:
    words = next((way.words(spoken_language()) for way in ASSESSMENT.ways if way.event == row.event), row.event)
    return MoveView(row, words, row.user.get_full_name() if row.user_id and row.user else "Pulau")
