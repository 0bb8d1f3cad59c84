"""What a file of employees would do, each row compared with the employee who has its NIP."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID

from pulau.apps.agencies.contract import units_of
from pulau.apps.people.importing.reading import employee_texts, read_employee, status_label, status_words
from pulau.apps.people.models import Employee
from pulau.core.shared.civil_service import masked
from pulau.foundation.calendar import today_of
from pulau.foundation.imports.cells import day_text
from pulau.foundation.registry.importers import Difference, Flaw, Judged, Missing, Outcome, Plan
from pulau.foundation.sealing import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from pulau.apps.agencies.contract import WorkUnit
    from pulau.apps.people.importing.reading import Wanted
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.importers import Row

PLACE = ("unit", "position", "echelon")
DETAILS = ("name", "title_before", "title_after", "status", "grade", "email")
HIDDEN = "•" * 16


@dataclass(frozen=True, slots=True)
class Here:
    """The units by code, the employees (all, or those asked for) by NIP, and whose each NIK is, by its digest."""

    units: dict[str, WorkUnit]
    codes: dict[UUID, str]
    staff: dict[str, Employee]
    niks: dict[str, UUID]

    def texts(self, employee: Employee) -> dict[str, str]:
        """Return an employee as values by column."""
        return employee_texts(employee, self.codes[employee.unit_id])


def staff_here(actor: Actor, nips: Iterable[str] | None = None) -> Here:
    """Read units, employees and NIKs of the agency, in three queries; no NIK is opened."""
    units = {unit.code: unit for unit in units_of(actor).order_by()}
    rows = Employee.objects.for_actor(actor).filter(erased_at__isnull=True).defer("nik").order_by()
    asked = rows if nips is None else rows.filter(nip__in=list(nips))
    niks = rows.exclude(nik_digest="").values_list("nik_digest", "pk")
    return Here(
        units,
        {unit.pk: code for code, unit in units.items()},
        {employee.nip: employee for employee in asked},
        dict(niks),
    )


def plan_staff(actor: Actor, rows: Sequence[Row], now: datetime) -> Plan:
    """Judge the rows of a file. A NIP or NIK that stands there twice is taken from neither row."""
    here, today, statuses = staff_here(actor), today_of(actor, now), status_words()
    seen: dict[tuple[str, str], int] = {}
    flaws: dict[int, list[Flaw]] = {}
    wishes: list[Wanted] = []
    for row in rows:
        wanted, cells = read_employee(row, statuses)
        own = cells.flaws or against_here(wanted, here, today)
        for column, number in (("nip", wanted.nip), ("nik", wanted.nik or "")):
            earlier = seen.setdefault((column, number), row.number) if number else row.number
            if earlier != row.number:
                own = [*own, Flaw("twice", column, {"row": str(earlier)})]
                flaws.setdefault(earlier, [Flaw("twice", column, {"row": str(row.number)})])
        if own:
            flaws[row.number] = own
        wishes.append(wanted)
    judged = [
        Judged(wanted.number, Outcome.REFUSED, flaws=tuple(flaws[wanted.number]))
        if wanted.number in flaws
        else _judged(wanted, here)
        for wanted in wishes
    ]
    named = {wanted.nip for wanted in wishes}
    gone = [each for nip, each in here.staff.items() if nip not in named and each.until is None and each.since <= today]
    gone.sort(key=lambda employee: (employee.name, employee.nip))
    return Plan(judged, [Missing(employee.nip, employee.full_name) for employee in gone])


def _judged(wanted: Wanted, here: Here) -> Judged:
    employee = here.staff.get(wanted.nip)
    if employee is None:
        return Judged(wanted.number, Outcome.ADDED)
    differences = differences_of(wanted, employee, here)
    return Judged(wanted.number, Outcome.CHANGED if differences else Outcome.SAME, differences)


def differences_of(wanted: Wanted, employee: Employee, here: Here) -> tuple[Difference, ...]:
    """Return in what a row differs from its employee, as a person may see it: of a NIK the last digits only."""
    before = here.texts(employee)
    found = [Difference(key, before[key], text) for key, text in wanted.texts.items() if before[key] != text]
    found = [
        Difference("status", status_label(each.before), status_label(each.after)) if each.column == "status" else each
        for each in found
    ]
    if nik_differs(wanted, employee):
        found.append(Difference("nik", HIDDEN if employee.nik_digest else "", masked(wanted.nik or "")))
    if wanted.until is not None and wanted.until != employee.until:
        found.append(Difference("until", before["until"], day_text(wanted.until)))
    return tuple(found)


def nik_differs(wanted: Wanted, employee: Employee) -> bool:
    """Whether a row has another NIK than its employee."""
    if wanted.nik is None:
        return False
    return employee.nik_digest != (fingerprint("nik", wanted.nik) if wanted.nik else "")


def against_here(wanted: Wanted, here: Here, today: date) -> list[Flaw]:
    """Return what stands against a row in what is here already."""
    employee, unit = here.staff.get(wanted.nip), here.units.get(wanted.text("unit"))
    if unit is None:
        return [Flaw("staff-unit-unknown", "unit", {"code": wanted.text("unit")})]
    begun = wanted.since if employee is None else employee.since
    if begun is None:
        return [Flaw("required", "since")]
    flaws = []
    if wanted.until is not None and wanted.until < begun:
        flaws.append(Flaw("staff-until-before", "until", {"day": day_text(begun)}))
    owner = here.niks.get(fingerprint("nik", wanted.nik)) if wanted.nik else None
    if owner is not None and (employee is None or owner != employee.pk):
        flaws.append(Flaw("staff-nik-taken", "nik"))
    if employee is None:
        return [*flaws, *_against_unit(unit, begun)]
    if wanted.since is not None and wanted.since != employee.since:
        flaws.append(Flaw("staff-since-differs", "since", {"day": day_text(employee.since)}))
    if moves(wanted, employee, here):
        if employee.until is not None and employee.until < today:
            flaws.append(Flaw("staff-ended", params={"day": day_text(employee.until)}))
        flaws += _against_unit(unit, today)
    return flaws


def _against_unit(unit: WorkUnit, day: date) -> list[Flaw]:
    if unit.exists_on(day):
        return []
    return [Flaw("staff-unit-not-then", "unit", {"code": unit.code, "day": day_text(day)})]


def moves(wanted: Wanted, employee: Employee, here: Here) -> bool:
    """Whether a row gives its employee another unit, position or echelon."""
    before = here.texts(employee)
    return any(wanted.text(key, before[key]) != before[key] for key in PLACE)
