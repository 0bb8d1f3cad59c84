"""Who holds which role (`/penugasan`): the list, giving a role in three steps, ending one."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.people.acting import actor_of
from pulau.apps.people.forms.duties import DutyForm, offered_scopes
from pulau.apps.people.forms.ending import EndForm
from pulau.apps.people.models import Appointment, Role
from pulau.apps.people.policies import APPOINT, INVITE, SEE_APPOINTMENTS
from pulau.apps.people.role_words import role_choices
from pulau.apps.people.selectors.conflict_words import conflict_sentences
from pulau.apps.people.selectors.duties import (
    find_appointments,
    find_people,
    get_appointment_for,
    get_person_for,
)
from pulau.apps.people.services.appointing import (
    AppointmentConflicts,
    LastAdministrator,
    appoint,
    end_appointment,
    withdraw_appointment,
)
from pulau.apps.people.wishes import SelfAppointed
from pulau.core.shared.actor import Actor
from pulau.foundation.accounts.models import User
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import allowed, may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged

UNPROCESSABLE = 422
WHEN = [
    ("", gettext_lazy("Berlaku")),
    ("soon", gettext_lazy("Segera berakhir")),
    ("coming", gettext_lazy("Belum mulai")),
    ("past", gettext_lazy("Sudah berakhir")),
]


@requires(may(SEE_APPOINTMENTS))
@never_cache
@require_safe
def appointments(request: HttpRequest) -> HttpResponse:
    """List who holds which role, in the whole agency or in one's unit."""
    actor = actor_of(request)
    today = today_of(actor, timezone.now())
    words, role, when = asked_for(request), request.GET.get("peran", ""), request.GET.get("masa", "")
    role = role if role in Role.values else ""
    when = when if when in dict(WHEN) else ""
    rows = find_appointments(actor, today, words=words, role=role, when=when)
    gives = allowed(actor, APPOINT)
    context = {
        "today": today,
        "search": words,
        "role": role,
        "when": when,
        "tabs": WHEN,
        "roles": Role.choices,
        "gives": gives,
        "invites": allowed(actor, INVITE),
        **paged(request, rows, cari=words, peran=role, masa=when),
    }
    return render(request, "people/appointments.html", context)


@requires(may(APPOINT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """Give a role in three steps, each at an address of its own: whom, which role, where and from when."""
    actor = actor_of(request)
    asked = request.POST if request.method == "POST" else request.GET
    person = _person(actor, asked.get("orang", ""))
    role = asked.get("peran", "")
    if person is None:
        words = asked_for(request)
        found = find_people(actor, words) if words else []
        return render(request, "people/appoint_whom.html", {"search": words, "found": found})
    if role not in Role.values or not offered_scopes(actor, Role(role)):
        ask = f"{reverse('people:give')}?orang={person.pk}&"
        context = {"person": person, "groups": role_choices(actor), "ask": ask}
        return render(request, "people/appoint_role.html", context)
    return _give(request, actor, person, Role(role))


def _person(actor: Actor, asked: str) -> User | None:
    """Return whom the form is about; None where nobody was chosen. Raises NoSuchPerson."""
    try:
        return get_person_for(actor, UUID(asked))
    except ValueError:
        return None


def _give(request: HttpRequest, actor: Actor, person: User, role: Role) -> HttpResponse:
    now = timezone.now()
    sent = request.POST if request.method == "POST" else None
    form = DutyForm(actor, role, today_of(actor, now), sent)
    if sent is not None and form.is_valid():
        try:
            given = appoint(actor=actor, user_id=person.pk, wish=form.wish(), now=now)
        except AppointmentConflicts as problem:
            for sentence in conflict_sentences(actor, problem.conflicts, person.full_name):
                form.add_error(None, sentence)
        except SelfAppointed:
            form.add_error(None, _("Peran ini tidak diberikan kepada diri sendiri. Mintalah pengelola yang lain."))
        else:
            words = {"name": person.full_name, "role": given.get_role_display()}
            messages.success(request, _("%(name)s sekarang memegang peran %(role)s.") % words)
            return HttpResponseRedirect(reverse("people:appointments"), status=303)
    context = {"person": person, "role": role, "form": form, "lines": form.lines}
    return render(request, "people/appoint.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(may(APPOINT))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def end(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Ask, naming person and role; then end the duty with a day, or take back one that has not begun."""
    actor = actor_of(request)
    now = timezone.now()
    row = get_appointment_for(actor, appointment_id)
    today = today_of(actor, now)
    form = EndForm(row, today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            _end(actor, row, form.cleaned_data.get("sampai"), today)
        except LastAdministrator:
            form.add_error(
                None, _("Ini satu-satunya pengelola instansi. Beri peran itu kepada orang lain lebih dahulu.")
            )
        except ValidationError:
            form.add_error(None, _("Penugasan ini baru saja diubah. Periksa kembali masanya."))
        else:
            messages.success(request, _("Penugasan %(name)s sudah diakhiri.") % {"name": row.user.full_name})
            return HttpResponseRedirect(reverse("people:appointments"), status=303)
    context = {"row": row, "form": form, "lines": form.lines, "begun": row.since <= today}
    return render(request, "people/appointment_end.html", context, status=UNPROCESSABLE if form.errors else 200)


def _end(actor: Actor, row: Appointment, last_day: date | None, today: date) -> None:
    now = timezone.now()
    if row.since > today:
        withdraw_appointment(actor=actor, appointment=row, now=now)
    elif last_day is not None:
        end_appointment(actor=actor, appointment=row, last_day=last_day, now=now)
