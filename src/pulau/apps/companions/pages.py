"""What pages show of rooms: their state in words, what was said in them, and what the reader may do there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pulau.apps.assessments.contract import case_frame, cases_for, transitions_of
from pulau.apps.companions.models import Addressee, EntryKind
from pulau.apps.companions.policies import ANSWER, INVITE, WEIGH_AT_HOME, WEIGH_IN_PANEL
from pulau.apps.companions.reading import course_of
from pulau.apps.companions.selectors import find_case
from pulau.apps.people.contract import Role
from pulau.core.workflow.assessment import ASSESSMENT
from pulau.core.workflow.companions import decided_by_panel
from pulau.exchange.packs import load_pack, load_wording
from pulau.foundation.tenancy.acting import required_actor
from pulau.foundation.tenancy.deciding import allowed
from pulau.foundation.ui.formats import long_date
from pulau.foundation.ui.middleware import spoken_language

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.http import HttpRequest

    from pulau.apps.assessments.contract import Case
    from pulau.apps.companions.models import Room, RoomEntry
    from pulau.core.shared.actor import Actor

_STATUS = {"open": "met", "coming": "waiting", "over": "locked"}
_SHORT = 96


@dataclass(frozen=True, slots=True)
class Place:
    """Who reads which case, and the frame of its pages: the case's own for who sees it, else the companion's."""

    actor: Actor
    case: Case
    sees: bool
    context: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RoomView:
    """A room in a list."""

    row: Room
    name: str
    kind: str
    scope: str
    days: str
    state: str
    status: str
    words: str
    href: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """What was said: `against` names the step that a dissent is against, `to` whom a question or an answer is to."""

    number: int
    kind: str
    kind_words: str
    by: str
    role: str
    own: bool
    at: datetime
    text: str
    item: str
    against: str
    to: str
    open: bool


def place_of(request: HttpRequest, unit: str, year: int, now: datetime) -> Place:
    """Return where a reader stands. Raises CaseNotFound (404) for who neither sees nor accompanies the case."""
    actor = required_actor(request)
    case = find_case(actor, unit, year, now)
    if cases_for(actor).filter(pk=case.pk).exists():
        frame = case_frame(request, unit, year)
        return Place(actor, case, sees=True, context={**frame.context, "base": "assessments/case_base.html"})
    stage = ASSESSMENT.stages[case.stage].words(spoken_language())
    context = {"case": case, "case_unit": unit, "case_stage": stage, "base": "companions/base.html"}
    return Place(actor, case, sees=False, context=context)


def room_views(rooms: Iterable[Room], case: Case | None, today: date) -> list[RoomView]:
    """Return rooms for a list; without a case each leads to its own, where it has one."""
    return [_room(row, case, today) for row in rooms]


def entry_views(case: Case, entries: Sequence[RoomEntry], room: Room) -> list[EntryView]:
    """Return what was said in a room; a question without an answer and a dissent that nobody weighed are `open`."""
    steps = {step.number: f"{step.words} ({long_date(step.at)})" for step in course_of(case)}
    done = {entry.answers_id for entry in entries if entry.answers_id}
    return [_entry(entry, room, steps, done, number_of(case, entry.item)) for entry in entries]


def rights_of(actor: Actor, case: Case, views: Sequence[EntryView], entries: Sequence[RoomEntry]) -> dict[str, Any]:
    """Return what somebody who sees the case may do in a room: answer which entries, weigh which dissents, close it."""
    where: dict[str, Any] = {"unit_id": case.unit_id, "state": case.stage}
    answers, home, panel = (allowed(actor, each, **where) for each in (ANSWER, WEIGH_AT_HOME, WEIGH_IN_PANEL))
    stages = {entry.number: entry.stage for entry in entries}
    choices = [
        (str(view.number), f"{view.number} · {view.kind_words}: {_cut(view.text)}")
        for view in sorted(views, key=lambda view: not view.open)
        if (answers and view.kind in {EntryKind.QUESTION, EntryKind.ADVICE})
        or (view.kind == EntryKind.DISSENT and (panel if decided_by_panel(stages[view.number]) else home))
    ]
    return {"choices": choices, "closes": allowed(actor, INVITE, **where)}


def step_choices(case: Case) -> list[tuple[str, str]]:
    """Return the steps that a dissent can be against, the newest first; the stage of now is ""."""
    now = ASSESSMENT.stages[case.stage].words(spoken_language())
    taken = [(str(step.number), f"{step.words} ({long_date(step.at)})") for step in reversed(course_of(case))]
    return [("", _("Tahap sekarang: %(stage)s") % {"stage": now}), *taken]


def number_of(case: Case, item: str) -> str:
    """Return the number under which the form prints an item; "" for the whole case."""
    known = load_pack(case.regulation).items
    return known[item].number if item in known else item


def item_choices(case: Case) -> list[tuple[str, str]]:
    """Return (item, its question) of the whole form."""
    wording, tongue = load_wording(case.regulation), spoken_language()
    items = load_pack(case.regulation).items
    return [
        ("", _("Seluruh penilaian")),
        *((item, f"{items[item].number} · {_cut(wording.items[item].question[tongue])}") for item in items),
    ]


def against(entry: RoomEntry, steps: dict[int, str]) -> str:
    """Return in words what a dissent is against."""
    if entry.step is not None and entry.step in steps:
        return steps[entry.step]
    return ASSESSMENT.stages[entry.stage].words(spoken_language())


def steps_of(case: Case) -> dict[int, str]:
    """Return the steps of a case by number, in words."""
    return {row.number: ASSESSMENT.way(row.event, row.source).words(spoken_language()) for row in transitions_of(case)}


def role_words(role: str) -> str:
    """Return what a role is called."""
    return str(Role(role).label) if role in Role.values else role


def _room(row: Room, case: Case | None, today: date) -> RoomView:
    state = "over" if row.ended_at or (row.until and row.until < today) else "coming" if row.since > today else "open"
    words = {"open": _("Terbuka"), "coming": _("Belum mulai"), "over": _("Selesai")}[state]
    href = ""
    if case is not None and state != "coming":
        href = reverse("companions:room", args=[case.unit_code, case.year, row.pk])
    days = {"since": long_date(row.since), "until": long_date(row.until) if row.until else ""}
    told = (_("%(since)s sampai %(until)s") if row.until else _("sejak %(since)s")) % days
    return RoomView(
        row,
        row.user.full_name,
        row.get_kind_display(),
        row.get_scope_display(),
        told,
        state,
        _STATUS[state],
        words,
        href,
    )


def _entry(entry: RoomEntry, room: Room, steps: dict[int, str], done: set[Any], item: str) -> EntryView:
    own = entry.user_id == room.user_id
    waits = entry.kind in {EntryKind.QUESTION, EntryKind.DISSENT} and entry.pk not in done
    to = {"": "", Addressee.UNIT: _("kepada unit"), Addressee.ASSESSORS: _("kepada tim penilai")}[entry.to]
    if entry.answers is not None:
        to = _("atas nomor %(n)d") % {"n": entry.answers.number}
    return EntryView(
        number=entry.number,
        kind=entry.kind,
        kind_words=entry.get_kind_display(),
        by=entry.user.full_name,
        role=room.get_kind_display() if own else role_words(entry.role),
        own=own,
        at=entry.at,
        text=entry.text,
        item=item,
        against=against(entry, steps) if entry.kind == EntryKind.DISSENT else "",
        to=to,
        open=waits,
    )


def _cut(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[:_SHORT]}…"
