"""The employees of an agency (`/pegawai`): the list, and a person with their posts."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.apps.agencies.contract import agency_of, units_of
from pulau.apps.people.acting import actor_of
from pulau.apps.people.models import Basis, EmployeeStatus
from pulau.apps.people.places import unit_by_words
from pulau.apps.people.policies import END_SESSIONS, KEEP_STAFF, SEE_STAFF
from pulau.apps.people.selectors.staff import (
    StaffSearch,
    Term,
    duties_shown,
    find_staff,
    get_employee_for,
    masked_nik,
    postings_of,
    user_to_sign_out,
)
from pulau.core.shared.actor import Actor
from pulau.core.shared.civil_service import nip_doubts
from pulau.core.shared.permissions import reach
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

MOST_UNITS = 300
"""How many units a page offers to choose from; any other can be typed."""
TERMS = [
    (Term.SERVING.value, _("Masih bertugas")),
    (Term.ENDED.value, _("Sudah berakhir")),
    (Term.ALL.value, _("Semua")),
]
DOUBTS = {
    "birth": _("Delapan angka pertama bukan tanggal lahir yang ada di kalender."),
    "start": _("Angka ke-9 sampai ke-14 bukan bulan pengangkatan yang mungkin."),
}


def units_offered(actor: Actor) -> list[tuple[str, str]]:
    """Return code and name of the units that the actor may choose from."""
    seen = reach(actor, SEE_STAFF)
    rows = units_of(actor) if seen.everything else units_of(actor).filter(pk__in=seen.units)
    return list(rows.values_list("code", "name")[:MOST_UNITS])


@requires(may(SEE_STAFF))
@never_cache
@require_safe
def staff(request: HttpRequest) -> HttpResponse:
    """List the employees that the person may see, page by page."""
    actor, today = actor_of(request), today_of(actor_of(request), timezone.now())
    asked = {name: asked_for(request, name) for name in ("cari", "unit", "status", "masa")}
    unit = unit_by_words(actor, asked["unit"]) if asked["unit"] else None
    status = EmployeeStatus(asked["status"]) if asked["status"] in EmployeeStatus.values else None
    term = Term(asked["masa"]) if asked["masa"] in set(Term) else Term.SERVING
    wanted = StaffSearch(asked["cari"], unit.pk if unit else None, status, term)
    lost = bool(asked["unit"]) and unit is None
    rows = find_staff(actor, wanted, today)
    units = units_offered(actor)
    context = {
        **paged(request, rows.none() if lost else rows, **asked),
        "asked": asked,
        "agency": agency_of(actor),
        "unit_wrong": _("Tidak ada unit dengan kode atau nama itu.") if lost else "",
        "narrowed": any(asked.values()),
        "statuses": EmployeeStatus.choices,
        "terms": TERMS,
        "units": units if len(units) > 1 else [],
        "today": today,
        "keeps": allowed(actor, KEEP_STAFF),
    }
    return render(request, "people/staff_list.html", context)


@requires(may(SEE_STAFF))
@never_cache
@require_safe
def person(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Show an employee: who they are, their posts, their roles."""
    actor, today = actor_of(request), today_of(actor_of(request), timezone.now())
    employee = get_employee_for(actor, employee_id)
    posts = postings_of(actor, employee)
    keeps = allowed(actor, KEEP_STAFF, unit_id=employee.unit_id) and employee.erased_at is None
    context = {
        "employee": employee,
        "posts": [post for post in posts if post.basis == Basis.DEFINITIVE],
        "acting": [post for post in posts if post.basis != Basis.DEFINITIVE],
        "duties": duties_shown(actor, employee, today),
        "nik": masked_nik(actor, employee) if keeps else None,
        "doubts": [DOUBTS[doubt] for doubt in nip_doubts(employee.nip)] if keeps else [],
        "serves": employee.serves_on(today),
        "today": today,
        "keeps": keeps,
        "signs_out": allowed(actor, END_SESSIONS) and user_to_sign_out(actor, employee, today) is not None,
    }
    return render(request, "people/staff_person.html", context)
