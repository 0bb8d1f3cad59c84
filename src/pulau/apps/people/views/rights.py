"""What the person signed in may do, and why (`/hak-saya`); handing an own duty to a colleague."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.people.acting import actor_of, acts, held_by
from pulau.apps.people.app_words import app_words
from pulau.apps.people.forms.own import DelegationForm
from pulau.apps.people.models import Role
from pulau.apps.people.policies import DELEGATE
from pulau.apps.people.selectors.access import Right, rights_of, value_of
from pulau.apps.people.selectors.conflict_words import conflict_sentences
from pulau.apps.people.selectors.duties import can_be_delegated, get_own_duty, own_appointments, own_delegations
from pulau.apps.people.selectors.visits import is_guest
from pulau.apps.people.services.appointing import AppointmentConflicts
from pulau.apps.people.services.delegating import NoColleague, delegate, end_delegation
from pulau.core.shared.permissions import Relation
from pulau.core.shared.roles import SECOND_FACTOR
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires

UNPROCESSABLE = 422


@requires(acts)
@never_cache
@require_safe
def rights(request: HttpRequest) -> HttpResponse:
    """List the person's duties, and every action of the table with why it is theirs or who else could do it."""
    actor = actor_of(request)
    today = today_of(actor, timezone.now())
    own = list(own_appointments(actor, today))
    guest = is_guest(actor, held_by(request))
    held = list(held_by(request)) if guest else own
    held = [row for row in held if row.since <= today and value_of(row) in set(actor.appointments)]
    language = get_language() or "id"
    groups = [
        (app_words(app), [_shown(right, language) for right in found]) for app, found in rights_of(actor, held).items()
    ]
    context = {
        "groups": groups,
        "own": [(row, can_be_delegated(row), row.role in SECOND_FACTOR) for row in own],
        "delegated": own_delegations(actor, today),
        "second_factor": any(row.role in SECOND_FACTOR for row in held),
        "guest": guest,
        "held": held,
        "today": today,
    }
    return render(request, "people/rights.html", context)


def _shown(right: Right, language: str) -> dict[str, object]:
    """Return an action as the page tells it."""
    member = any(permit.relation is Relation.MEMBER for permit in right.action.permits)
    return {
        "words": right.action.sentence(language),
        "code": right.action.code,
        "allowed": right.allowed,
        "ways": [(row, way) for way, row in right.ways],
        "roles": [Role(role).label for role in right.roles],
        "member": member,
    }


@requires(may(DELEGATE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """Hand a duty of one's own to a colleague for some days."""
    actor = actor_of(request)
    now = timezone.now()
    today = today_of(actor, now)
    duty = get_own_duty(actor, appointment_id, today)
    form = DelegationForm(actor, duty, today, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        try:
            delegate(actor=actor, appointment_id=duty.pk, hand_over=form.hand_over(), now=now)
        except AppointmentConflicts as problem:
            for sentence in conflict_sentences(actor, problem.conflicts, person.full_name):
                form.add_error(None, sentence)
        except NoColleague:
            form.add_error("kepada", _("Orang ini bukan pegawai instansi pada hari mulai itu."))
        else:
            words = {"name": person.full_name, "role": duty.get_role_display()}
            messages.success(request, _("Peran %(role)s didelegasikan kepada %(name)s.") % words)
            return HttpResponseRedirect(reverse("people:rights"), status=303)
    context = {"duty": duty, "form": form, "lines": form.lines}
    return render(request, "people/delegate.html", context, status=UNPROCESSABLE if form.errors else 200)


@requires(may(DELEGATE))
@never_cache
@require_POST
def take_back(request: HttpRequest, appointment_id: UUID) -> HttpResponse:
    """End a delegation of one's own duty."""
    end_delegation(actor=actor_of(request), appointment_id=appointment_id, now=timezone.now())
    messages.success(request, _("Pendelegasian berakhir hari ini."))
    return HttpResponseRedirect(reverse("people:rights"), status=303)
