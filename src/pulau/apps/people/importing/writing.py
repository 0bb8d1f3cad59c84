"""Writing rows of employees by the batch service of this app, and giving all employees out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from pulau.apps.people.importing.planning import DETAILS, against_here, differences_of, moves, staff_here
from pulau.apps.people.importing.reading import COLUMNS, employee_texts, read_employee, status_label, status_words
from pulau.apps.people.models import Employee, EmployeeStatus
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import (
    BeginsLater,
    EmployeeEnded,
    NikTaken,
    NipTaken,
    PostsOverlap,
    StaffAddition,
    StaffBatchRefused,
    StaffChange,
    StaffDetails,
    StaffEnd,
    StaffPost,
)
from pulau.foundation.calendar import today_of
from pulau.foundation.imports.cells import day_text
from pulau.foundation.registry.importers import Flaw, Outcome, RowBroke

if TYPE_CHECKING:
    from datetime import date

    from pulau.apps.people.importing.planning import Here
    from pulau.apps.people.importing.reading import Wanted
    from pulau.apps.people.staffing import BatchProblem
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.importers import Row


def write_staff(actor: Actor, rows: Sequence[Row], now: datetime) -> Mapping[int, Outcome]:
    """Write rows that a plan found fit: who is new, who changed, who leaves. Raises RowBroke, PermissionDenied."""
    today, statuses = today_of(actor, now), status_words()
    read = [read_employee(row, statuses) for row in rows]
    here = staff_here(actor, {wanted.nip for wanted, _cells in read})
    broken = {
        wanted.number: flaws[0] for wanted, cells in read if (flaws := cells.flaws or against_here(wanted, here, today))
    }
    if broken:
        raise RowBroke(broken)
    new = [wanted for wanted, _cells in read if wanted.nip not in here.staff]
    old = [wanted for wanted, _cells in read if wanted.nip in here.staff]
    changed = [wanted for wanted in old if differences_of(wanted, here.staff[wanted.nip], here)]
    _apply(actor, new, changed, here, now)
    outcomes = {wanted.number: Outcome.SAME for wanted in old}
    outcomes |= {wanted.number: Outcome.CHANGED for wanted in changed}
    return outcomes | {wanted.number: Outcome.ADDED for wanted in new}


def _apply(actor: Actor, new: Sequence[Wanted], changed: Sequence[Wanted], here: Here, now: datetime) -> None:
    today = today_of(actor, now)
    leaving = [wanted for wanted in changed if _leaves(wanted, here.staff[wanted.nip])]
    places = {
        "additions": [wanted.number for wanted in new],
        "changes": [wanted.number for wanted in changed],
        "ends": [wanted.number for wanted in leaving],
    }
    try:
        done = apply_staff_batch(
            actor=actor,
            additions=[_addition(wanted, here) for wanted in new],
            changes=[_change(wanted, here, today) for wanted in changed],
            ends=[_end(here.staff[wanted.nip], wanted.until) for wanted in leaving],
            now=now,
        )
        gone = {wanted.nip: wanted for wanted in new if wanted.until is not None}
        ends = [(gone[added.nip], added) for added in done.added if added.nip in gone]
        places = {"ends": [wanted.number for wanted, _added in ends]}
        if ends:
            apply_staff_batch(actor=actor, ends=[_end(added, wanted.until) for wanted, added in ends], now=now)
    except StaffBatchRefused as refused:
        raise RowBroke({places[each.part][each.index]: _flaw(each) for each in refused.problems}) from None


def _leaves(wanted: Wanted, employee: Employee) -> bool:
    return wanted.until is not None and wanted.until != employee.until


def _end(employee: Employee, last_day: date | None) -> StaffEnd:
    if last_day is None:
        raise ValueError("an end has its day")
    return StaffEnd(employee.pk, last_day)


def _details(wanted: Wanted, present: Mapping[str, str]) -> StaffDetails:
    texts = {key: wanted.text(key, present.get(key, "")) for key in DETAILS}
    status = EmployeeStatus(texts.pop("status"))
    return StaffDetails(nip=wanted.nip, nik=wanted.nik, status=status, **texts)


def _post(wanted: Wanted, present: Mapping[str, str], here: Here, since: date) -> StaffPost:
    unit = here.units[wanted.text("unit", present.get("unit", ""))]
    position, echelon = (wanted.text(key, present.get(key, "")) for key in ("position", "echelon"))
    return StaffPost(unit_id=unit.pk, since=since, position=position, echelon=echelon)


def _addition(wanted: Wanted, here: Here) -> StaffAddition:
    if wanted.since is None:
        raise ValueError("a new employee has a first day")
    return StaffAddition(_details(wanted, {}), _post(wanted, {}, here, wanted.since))


def _change(wanted: Wanted, here: Here, today: date) -> StaffChange:
    employee = here.staff[wanted.nip]
    present = here.texts(employee)
    post = _post(wanted, present, here, today) if moves(wanted, employee, here) else None
    return StaffChange(employee.pk, _details(wanted, present), post)


def _flaw(problem: BatchProblem) -> Flaw:
    match problem.fact:
        case NipTaken():
            return Flaw("taken-meanwhile", "nip")
        case NikTaken():
            return Flaw("staff-nik-taken", "nik")
        case EmployeeEnded(until=day):
            return Flaw("staff-ended", params={"day": day_text(day)})
        case PostsOverlap(since=day) | BeginsLater(since=day):
            return Flaw("staff-later", params={"day": day_text(day)})
        case ValidationError(message_dict=fields) if "last_day" in fields:
            return Flaw("staff-moved-on", "until")
        case _:
            return Flaw("staff-moved-on", "nip")


def end_staff(actor: Actor, keys: Sequence[str], now: datetime) -> None:
    """Let the service of employees end with today. Raises RowBroke, PermissionDenied."""
    rows = Employee.objects.for_actor(actor).filter(nip__in=keys, until__isnull=True, erased_at__isnull=True)
    today = today_of(actor, now)
    ends = [StaffEnd(pk, today) for pk in rows.order_by().values_list("pk", flat=True)]
    try:
        apply_staff_batch(actor=actor, ends=ends, now=now)
    except StaffBatchRefused as refused:
        raise RowBroke({0: _flaw(refused.problems[0])}) from None


def export_staff(actor: Actor) -> Iterator[Sequence[str]]:
    """Give all employees, those who left too, by NIP, in the order of the columns; who was erased is left out."""
    rows = Employee.objects.for_actor(actor).filter(erased_at__isnull=True).select_related("unit").order_by("nip")
    for employee in rows.iterator(1_000):
        texts = employee_texts(employee, employee.unit.code)
        texts |= {"nik": employee.nik or "", "status": status_label(texts["status"])}
        yield [texts[column.key] for column in COLUMNS]
