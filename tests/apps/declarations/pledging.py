"""Pacts for tests: approved texts, employees with accounts, and the asking of a whole body, all by the services."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from pulau.apps.declarations.asking_jobs import ask_body
from pulau.apps.declarations.mapping import text_digest
from pulau.apps.declarations.models import Pact, PledgeKind, PledgeTemplate
from pulau.apps.declarations.services.pacts import Consent, sign_pact
from pulau.apps.declarations.services.templates import TemplateWish, approve_template, take_starter, write_template
from pulau.apps.people.models import Employee
from pulau.apps.people.services.staff import link_account
from pulau.apps.people.services.staff_batch import apply_staff_batch
from pulau.apps.people.staffing import StaffAddition
from pulau.core.pledging.texts import PledgeText
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.services import register_user
from tests.cast import NOW
from tests.house import House
from tests.staff import details, post

SHORT = PledgeText("Pakta Integritas", "Saya, {nama}, {jabatan} pada {unit}, {instansi}:", ("jujur;", "hemat."), "")
CLERK = {"position": "Analis", "echelon": ""}
NUMBERS = iter(range(10_000_000, 99_999_999))


def approved(house: House, kind: PledgeKind, text: PledgeText | None = None, now: datetime = NOW) -> PledgeTemplate:
    """Let Hana write a text (our own without one), and Indra approve it."""
    hana, indra = house.actors["hana"], house.actors["indra"]
    if text is None:
        row = take_starter(actor=hana, kind=kind, now=now)
    else:
        row = write_template(actor=hana, wish=TemplateWish(kind, text), now=now)
    return approve_template(actor=indra, template_id=row.pk, seen=text_digest(row), now=now)


def texts(house: House) -> None:
    """Approve a text for employees and one for heads."""
    for kind in (PledgeKind.PERSONAL, PledgeKind.OFFICE):
        approved(house, kind, SHORT)


def ask(house: House, unit: str | None = None, now: datetime = NOW, after: UUID | None = None) -> tuple[int, int]:
    """Ask for the pacts of the regency, as the job does."""
    return ask_body(house.tenants["sagara"], house.units[unit].pk if unit else None, after, now)


def worker(
    house: House,
    name: str,
    unit: str = "disdukcapil",
    *,
    account: bool = True,
    head: bool = False,
    **facts: Any,  # noqa: ANN401 - facts of a value
) -> Employee:
    """Let somebody be employed, without any duty; with an account under their first name in small letters.

    With `head` they lead the unit by their post.
    """
    where = post(house, unit, position="Kepala Dinas", echelon="II.b") if head else post(house, unit, **CLERK)
    who = details(nip=str(next(NUMBERS)), name=name, title_after="", **facts)
    done = apply_staff_batch(actor=house.actors["hana"], additions=[StaffAddition(who, where)], now=NOW)
    employee = done.added[0]
    if account:
        key = name.split(maxsplit=1)[0].lower()
        system = Actor.system(house.tenants["sagara"])
        if key not in house.users:
            house.users[key] = register_user(actor=system, email=f"{key}@uji.example.id", full_name=name, now=NOW)
        link_account(actor=system, employee_id=employee.pk, user_id=house.users[key].pk, now=NOW)
        employee.refresh_from_db()
    return employee


def pact_of(employee: Employee, year: int = 2026, **facts: Any) -> Pact:  # noqa: ANN401 - a condition
    """Return the newest pact of somebody in a year."""
    rows = Pact.objects.for_tenant(employee.tenant_id).filter(employee=employee, year=year, **facts)
    return rows.order_by("-created_at", "-pk")[0]


def pacts_told(employee: Employee) -> list[tuple[int, str, str, str]]:
    """Return the pacts of somebody as (year, kind, cause, state), oldest first."""
    rows = Pact.objects.for_tenant(employee.tenant_id).filter(employee=employee)
    return list(rows.order_by("created_at", "year", "kind").values_list("year", "kind", "cause", "state"))


def own(employee: Employee) -> Actor:
    """Return an employee as themselves: with no duty."""
    return Actor(employee.user_id, employee.tenant_id, "")


def sign(employee: Employee, now: datetime = NOW, **facts: Any) -> Pact:  # noqa: ANN401 - a condition
    """Let somebody sign what waits, in the version that holds."""
    pact = pact_of(employee, now.year, **facts)
    template = PledgeTemplate.objects.for_tenant(pact.tenant_id).get(kind=pact.kind, state="approved")
    return sign_pact(actor=own(employee), pact_id=pact.pk, consent=Consent(template.pk), now=now)


def on(day: date) -> datetime:
    """Return noon of a day."""
    return NOW.replace(year=day.year, month=day.month, day=day.day)
