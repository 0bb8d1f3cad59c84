"""People from outside the agency (`/orang-luar`): the list, adding, putting right, ending."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.people.acting import actor_of
from pulau.apps.people.forms.outsiders import OutsiderForm
from pulau.apps.people.forms.staff import LastDayForm
from pulau.apps.people.models import OutsideKind
from pulau.apps.people.policies import KEEP_OUTSIDERS
from pulau.apps.people.selectors.outsiders import OutsiderSearch, find_outsiders, get_outsider_for
from pulau.apps.people.selectors.staff import Term
from pulau.apps.people.services.outsiders import add_outsider, change_outsider, end_outsider
from pulau.apps.people.views.staff import TERMS
from pulau.apps.people.views.staff_changes import METHODS, page, sent, taken
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged


@requires(may(KEEP_OUTSIDERS))
@never_cache
@require_safe
def outsiders(request: HttpRequest) -> HttpResponse:
    """List the people from outside, page by page."""
    actor, today = actor_of(request), today_of(actor_of(request), timezone.now())
    asked = {name: asked_for(request, name) for name in ("cari", "asal", "masa")}
    kind = OutsideKind(asked["asal"]) if asked["asal"] in OutsideKind.values else None
    term = Term(asked["masa"]) if asked["masa"] in set(Term) else Term.SERVING
    rows = find_outsiders(actor, OutsiderSearch(asked["cari"], kind, term), today)
    context = {
        **paged(request, rows, **asked),
        "asked": asked,
        "agency": agency_of(actor),
        "narrowed": any(asked.values()),
        "kinds": OutsideKind.choices,
        "terms": TERMS,
        "today": today,
    }
    return render(request, "people/outsider_list.html", context)


@requires(may(KEEP_OUTSIDERS))
@never_cache
@require_http_methods(METHODS)
def add(request: HttpRequest) -> HttpResponse:
    """Note a person from outside."""
    actor, now = actor_of(request), timezone.now()
    form = OutsiderForm(sent(request), initial={"mulai": today_of(actor, now)})

    def deed() -> None:
        add_outsider(actor=actor, facts=form.facts(), now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return _back(request, _("%(name)s sudah dicatat.") % {"name": form.cleaned_data["nama"]})
    return page(request, "outsider_form", form)


@requires(may(KEEP_OUTSIDERS))
@never_cache
@require_http_methods(METHODS)
def change(request: HttpRequest, outsider_id: UUID) -> HttpResponse:
    """Put right what is noted."""
    actor, now = actor_of(request), timezone.now()
    outsider = get_outsider_for(actor, outsider_id)
    form = OutsiderForm(sent(request), initial=OutsiderForm.initial_of(outsider))

    def deed() -> None:
        change_outsider(actor=actor, outsider_id=outsider.pk, facts=form.facts(), now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return _back(request, _("Data %(name)s disimpan.") % {"name": form.cleaned_data["nama"]})
    return page(request, "outsider_form", form, outsider=outsider)


@requires(may(KEEP_OUTSIDERS))
@never_cache
@require_http_methods(METHODS)
def end(request: HttpRequest, outsider_id: UUID) -> HttpResponse:
    """Ask, naming the person; then end their time."""
    actor, now = actor_of(request), timezone.now()
    outsider = get_outsider_for(actor, outsider_id)
    form = LastDayForm(outsider.until or max(today_of(actor, now), outsider.since), sent(request))

    def deed() -> None:
        end_outsider(actor=actor, outsider_id=outsider.pk, last_day=form.cleaned_data["sampai"], now=now)

    if form.is_bound and form.is_valid() and taken(form, deed):
        return _back(request, _("Masa %(name)s sudah diakhiri.") % {"name": outsider.name})
    return page(request, "outsider_end", form, outsider=outsider)


def _back(request: HttpRequest, words: str) -> HttpResponse:
    messages.success(request, words)
    return HttpResponseRedirect(reverse("people:outsiders"), status=303)
