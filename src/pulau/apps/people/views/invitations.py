"""Inviting people by e-mail (`/undangan`): the list, a new one, sending again, taking back."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pulau.apps.agencies.contract import agency_of
from pulau.apps.people.acting import actor_of
from pulau.apps.people.forms.duties import InvitationForm, offered_scopes
from pulau.apps.people.letters import send_invitation
from pulau.apps.people.models import Role
from pulau.apps.people.policies import INVITE
from pulau.apps.people.role_words import role_choices
from pulau.apps.people.selectors.conflict_words import conflict_sentences
from pulau.apps.people.selectors.invitations import find_invitations, get_invitation_for, state_of
from pulau.apps.people.services.appointing import AppointmentConflicts
from pulau.apps.people.services.inviting import (
    InvitationClosed,
    Invited,
    invite,
    resend_invitation,
    revoke_invitation,
)
from pulau.apps.people.views.appointments import UNPROCESSABLE
from pulau.apps.people.wishes import SelfAppointed
from pulau.core.shared.actor import Actor
from pulau.foundation.calendar import today_of
from pulau.foundation.tenancy.deciding import may
from pulau.foundation.tenancy.policy import requires
from pulau.foundation.ui.lists import asked_for, paged


@requires(may(INVITE))
@never_cache
@require_safe
def invitations(request: HttpRequest) -> HttpResponse:
    """List the agency's invitations, newest first, each with how it stands."""
    actor = actor_of(request)
    words = asked_for(request)
    now = timezone.now()
    context = {"search": words, **paged(request, find_invitations(actor, words), cari=words)}
    context["rows"] = [(row, state_of(row, now)) for row in context["page"]]
    return render(request, "people/invitations.html", context)


@requires(may(INVITE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Invite somebody in two steps: to which role; then whom, where and from when."""
    actor = actor_of(request)
    now = timezone.now()
    sent = request.POST if request.method == "POST" else None
    asked = (sent or request.GET).get("peran", "")
    if asked not in Role.values or not offered_scopes(actor, Role(asked)):
        choices = {"groups": role_choices(actor), "ask": f"{reverse('people:invite')}?"}
        return render(request, "people/invite_role.html", choices)
    role = Role(asked)
    form = InvitationForm(actor, role, today_of(actor, now), sent)
    invited = _invited(actor, form) if sent is not None and form.is_valid() else None
    if invited is not None:
        return _sent(request, actor, invited)
    context = {"role": role, "form": form, "lines": form.lines}
    return render(request, "people/invite.html", context, status=UNPROCESSABLE if form.errors else 200)


def _invited(actor: Actor, form: InvitationForm) -> Invited | None:
    """Invite by a valid form; None, told in the form, where something stands against it."""
    email, name = form.cleaned_data["surel"], form.cleaned_data["nama"]
    try:
        return invite(actor=actor, email=email, full_name=name, wish=form.wish(), now=timezone.now())
    except AppointmentConflicts as problem:
        for sentence in conflict_sentences(actor, problem.conflicts, name):
            form.add_error(None, sentence)
    except SelfAppointed:
        form.add_error("surel", _("Peran ini tidak diberikan kepada diri sendiri. Mintalah pengelola yang lain."))
    return None


def _sent(request: HttpRequest, actor: Actor, invited: Invited) -> HttpResponse:
    """Mail an invitation, and say whether it went out."""
    agency = agency_of(actor)
    words = {"email": invited.invitation.email}
    if send_invitation(invited, agency.name if agency is not None else "Pulau"):
        messages.success(request, _("Undangan dikirim ke %(email)s.") % words)
    else:
        told = _("Undangan untuk %(email)s tersimpan, tetapi suratnya belum terkirim. Kirim ulang beberapa saat lagi.")
        messages.warning(request, told % words)
    return HttpResponseRedirect(reverse("people:invitations"), status=303)


@requires(may(INVITE))
@never_cache
@require_POST
def resend(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Send an invitation again, with a new link; the old one leads nowhere from then on."""
    actor = actor_of(request)
    try:
        invited = resend_invitation(actor=actor, invitation_id=invitation_id, now=timezone.now())
    except InvitationClosed:
        messages.warning(request, _("Undangan ini sudah dibatalkan. Buat undangan baru."))
        return HttpResponseRedirect(reverse("people:invitations"), status=303)
    return _sent(request, actor, invited)


@requires(may(INVITE))
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, invitation_id: UUID) -> HttpResponse:
    """Ask, naming the address; then take the invitation back."""
    actor = actor_of(request)
    row = get_invitation_for(actor, invitation_id)
    if request.method != "POST":
        return render(request, "people/invitation_revoke.html", {"row": row})
    revoke_invitation(actor=actor, invitation_id=row.pk, now=timezone.now())
    messages.success(request, _("Undangan untuk %(email)s dibatalkan.") % {"email": row.email})
    return HttpResponseRedirect(reverse("people:invitations"), status=303)
