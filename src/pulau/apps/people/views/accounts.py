"""Accounts of employees and people from outside: linked by address, unlinked, signed out everywhere."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.people.acting import actor_of
from pulau.apps.people.forms.accounts import AccountForm
from pulau.apps.people.policies import END_SESSIONS, KEEP_OUTSIDERS, KEEP_STAFF
from pulau.apps.people.selectors.outsiders import get_outsider_for
from pulau.apps.people.selectors.staff import get_employee_for, user_to_sign_out
from pulau.apps.people.services.linking import (
    link_account_by_email,
    link_outsider,
    sign_out_employee,
)
from pulau.apps.people.services.staff import link_account
from pulau.apps.people.staffing import AccountNotFound, EmployeeNotFound, OutsiderNotFound
from pulau.apps.people.views.staff_changes import METHODS, done, page, sent, taken
from pulau.foundation.accounts.origin import origin_of
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires


@requires(may(KEEP_STAFF))
@never_cache
@require_http_methods(METHODS)
def account(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Link an employee to an account, or take the link away."""
    actor, now = actor_of(request), timezone.now()
    employee = get_employee_for(actor, employee_id)
    if employee.erased_at is not None:
        raise EmployeeNotFound(employee_id)
    unlinking = request.POST.get("lepas") == "ya"
    form = AccountForm(None if unlinking else sent(request), initial={"surel": employee.email})

    def deed() -> None:
        link_account_by_email(actor=actor, employee_id=employee.pk, email=form.cleaned_data["surel"], now=now)

    if unlinking:
        link_account(actor=actor, employee_id=employee.pk, user_id=None, now=now)
        return done(request, employee, _("Tautan akun %(name)s sudah dilepas.") % {"name": employee.full_name})
    if form.is_bound and form.is_valid() and taken(form, deed):
        return done(request, employee, _("Akun %(name)s sudah ditautkan.") % {"name": employee.full_name})
    return page(request, "staff_account", form, employee=employee)


@requires(may(KEEP_OUTSIDERS))
@never_cache
@require_http_methods(METHODS)
def outsider_account(request: HttpRequest, outsider_id: UUID) -> HttpResponse:
    """Link a person from outside to an account, or take the link away."""
    actor, now = actor_of(request), timezone.now()
    outsider = get_outsider_for(actor, outsider_id)
    if outsider.erased_at is not None:
        raise OutsiderNotFound(outsider_id)
    unlinking = request.POST.get("lepas") == "ya"
    form = AccountForm(None if unlinking else sent(request), initial={"surel": outsider.email})

    def deed() -> None:
        email = None if unlinking else form.cleaned_data["surel"]
        link_outsider(actor=actor, outsider_id=outsider.pk, email=email, now=now)

    if unlinking:
        deed()
        messages.success(request, _("Tautan akun %(name)s sudah dilepas.") % {"name": outsider.name})
        return HttpResponseRedirect(reverse("people:outsiders"), status=303)
    if form.is_bound and form.is_valid() and taken(form, deed):
        messages.success(request, _("Akun %(name)s sudah ditautkan.") % {"name": outsider.name})
        return HttpResponseRedirect(reverse("people:outsiders"), status=303)
    return page(request, "outsider_account", form, outsider=outsider)


@requires(may(END_SESSIONS))
@never_cache
@require_http_methods(METHODS)
def sign_out(request: HttpRequest, employee_id: UUID) -> HttpResponse:
    """Ask, naming the employee; then end all sessions of their account."""
    actor, now = actor_of(request), timezone.now()
    employee = get_employee_for(actor, employee_id)
    if user_to_sign_out(actor, employee, today_of(actor, now)) is None:
        raise AccountNotFound(employee_id)
    if request.method != "POST":
        return render(request, "people/staff_sign_out.html", {"employee": employee})
    ended = sign_out_employee(actor=actor, employee_id=employee.pk, origin=origin_of(request), now=now)
    words = ngettext("%(n)d sesi %(name)s diakhiri.", "%(n)d sesi %(name)s diakhiri.", ended)
    return done(request, employee, words % {"n": ended, "name": employee.full_name})
