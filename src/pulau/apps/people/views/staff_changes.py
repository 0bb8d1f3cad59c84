"""What an administrator changes about employees: adding, putting right, moving, acting posts, the end of a service."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.people.acting import actor_of
from pulau.apps.people.forms.staff import ActingForm, AddForm, ChangeForm, LastDayForm, MoveForm, StaffForm, WhoForm
from pulau.apps.people.models import Employee
from pulau.apps.people.policies import KEEP_STAFF
from pulau.apps.people.selectors.staff import get_acting_post_for, get_employee_for
from pulau.apps.people.services.staff import (
    add_employee,
    change_employee,
    end_acting_post,
    end_employee,
    give_acting_post,
    move_employee,
)
from pulau.apps.people.staffing import SamePost, StaffAddition
from pulau.apps.people.staffing_words import FACTS, refusal
from pulau.apps.people.views.staff import units_offered
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE = 422
METHODS = ["GET", "HEAD", "POST"]


def taken(form: StaffForm, deed: Callable[[], object]) -> bool:
    """Do what a valid form asks; where the service refuses, say so in the form and return False."""
    try:
        with transaction.atomic():  # so that the page can still be read after a refusal by the database
            deed()
    except (*FACTS, ValidationError, IntegrityError) as fact:
        for field, words in refusal(fact):
            form.refuse(field, words)
        return False
    return True


def page(request: HttpRequest, name: str, form: StaffForm, **context: Any) -> HttpResponse:  # noqa: ANN401 - anything
    """Draw a form, as typed, with what is wrong."""
    told = {"form": form, "parts": form.parts, "summary": form.summary, **context}
    return render(request, f"people/{name}.html", told, status=UNPROCESSABLE if form.errors else 200)


def sent(request: HttpRequest) -> Mapping[str, str] | None:
    """Return what was sent, or None where the page is only asked for."""
    return request.POST if request.method == "POST" else None


def done(request: HttpRequest, employee: Employee, words: str) -> HttpResponse:
    """Say what was done, and lead back to the person."""
    messages.success(request, words)
    return HttpResponseRedirect(reverse("people:employee", args=[employee.pk]), status=303)


@requires(may(KEEP_STAFF))
@never_cache
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Take a new employee in."""
    actor, now = actor_of(request), timezone.now()
    form = AddForm(actor, sent(request), mulai=today_of(actor, now))
    added: list[Employee] = []

    def deed() -> None:
        addition = StaffAddition(form.details(), form.post())
        added.append(add_employee(actor=actor, addition=addition, now=now))

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, added[0], _("%(name)s sudah ditambahkan.") % {"name": added[0].full_name})
    return page(request, "staff_add", form, units=units_offered(actor))


@requires(may(KEEP_STAFF))
@never_cache
@require_http_methods(METHODS)
def change(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Put right who an employee is."""
    actor, now = actor_of(request), timezone.now()
    employee = get_employee_for(actor, employee_id)
    form = ChangeForm(sent(request), initial=WhoForm.initial_of(employee))

    def deed() -> None:
        change_employee(actor=actor, employee_id=employee.pk, details=form.details(), now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, employee, _("Data pegawai disimpan."))
    return page(request, "staff_change", form, employee=employee)


@requires(may(KEEP_STAFF))
@never_cache
@require_http_methods(METHODS)
def move(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Let an employee take another post."""
    actor, now = actor_of(request), timezone.now()
    employee = get_employee_for(actor, employee_id)
    initial = {"jabatan": employee.position, "eselon": employee.echelon, "mulai": today_of(actor, now)}
    form = MoveForm(actor, sent(request), unit=employee.unit.code, **initial)

    def deed() -> None:
        if not move_employee(actor=actor, employee_id=employee.pk, post=form.post(), now=now):
            raise SamePost

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, employee, _("Jabatan %(name)s sudah dicatat.") % {"name": employee.full_name})
    return page(request, "staff_move", form, employee=employee, units=units_offered(actor))


@requires(may(KEEP_STAFF))
@never_cache
@require_http_methods(METHODS)
def end(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Ask, naming the employee; then end their service."""
    actor, now = actor_of(request), timezone.now()
    employee = get_employee_for(actor, employee_id)
    form = LastDayForm(employee.until or today_of(actor, now), sent(request))

    def deed() -> None:
        end_employee(actor=actor, employee_id=employee.pk, last_day=form.cleaned_data["sampai"], now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, employee, _("Masa kerja %(name)s sudah diakhiri.") % {"name": employee.full_name})
    return page(request, "staff_end", form, employee=employee)


@requires(may(KEEP_STAFF))
@never_cache
@require_http_methods(METHODS)
def act(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Let an employee stand in for a post."""
    actor, now = actor_of(request), timezone.now()
    employee = get_employee_for(actor, employee_id)
    form = ActingForm(actor, sent(request), mulai=today_of(actor, now))

    def deed() -> None:
        give_acting_post(actor=actor, employee_id=employee.pk, acting=form.acting(), now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, employee, _("%(name)s sudah ditunjuk.") % {"name": employee.full_name})
    return page(request, "staff_act", form, employee=employee, units=units_offered(actor))


@requires(may(KEEP_STAFF))
@never_cache
@require_http_methods(METHODS)
def end_act(request: HttpRequest, posting_id: UUID) -> HttpResponse:
    """Ask, naming the post; then end it before its day."""
    actor, now = actor_of(request), timezone.now()
    posting = get_acting_post_for(actor, posting_id)
    today = today_of(actor, now)
    form = LastDayForm(min(max(today, posting.since), posting.until or today), sent(request))

    def deed() -> None:
        end_acting_post(actor=actor, posting_id=posting.pk, last_day=form.cleaned_data["sampai"], now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, posting.employee, _("Penunjukan %(post)s sudah diakhiri.") % {"post": posting.position})
    return page(request, "staff_act_end", form, posting=posting, employee=posting.employee)
