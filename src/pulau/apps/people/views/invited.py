"""What the link of an invitation opens (`/undangan/<key>`): its acceptance, or why it is open no more."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.agencies.contract import agency_of
from pulau.apps.people.acting import TENANT_KEY
from pulau.apps.people.forms.invited import NewcomerForm
from pulau.apps.people.models import Invitation
from pulau.apps.people.selectors.conflict_words import conflict_sentences
from pulau.apps.people.selectors.invitations import InvitationState, presented_invitation, state_of
from pulau.apps.people.services.appointing import AppointmentConflicts
from pulau.apps.people.services.inviting import (
    AccountExists,
    InvitationClosed,
    InvitedSomebodyElse,
    accept_as_newcomer,
    accept_invitation,
)
from pulau.apps.people.wishes import GrantBeyondReach, SelfAppointed
from pulau.core.shared.actor import Actor
from pulau.core.shared.roles import SECOND_FACTOR
from pulau.foundation.accounts.models import User
from pulau.foundation.accounts.signing_in import sign_in_user
from pulau.foundation.tenancy.policy import public
from pulau.foundation.tenancy.wall import enter_tenant

AFTER = "/lke"


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invited(request: HttpRequest, key: str) -> HttpResponse:
    """Let the owner of the invited address accept, by signing in or by opening their account."""
    answer = _answer(request, presented_invitation(key))
    # Django logs an answer that is an error with its address, and this address is a key.
    answer._has_been_logged = True  # type: ignore[attr-defined]  # noqa: SLF001 - Django offers no other way
    return answer


def _answer(request: HttpRequest, invitation: Invitation | None) -> HttpResponse:
    if invitation is None:
        return _closed(request, None, status=404)
    enter_tenant(invitation.tenant_id)  # known from here on: by the row that the key opened
    state = state_of(invitation, timezone.now())
    if state is not InvitationState.OPEN:
        return _closed(request, state)
    try:
        return _accept(request, invitation) if request.method == "POST" else _page(request, invitation)
    except InvitationClosed as closed:
        return _closed(request, closed.state)
    except AppointmentConflicts as problem:
        actor = Actor.system(invitation.tenant_id)
        return _page(request, invitation, problems=conflict_sentences(actor, problem.conflicts, invitation.full_name))
    except (SelfAppointed, GrantBeyondReach, InvitedSomebodyElse):
        return _page(request, invitation, problems=[_("Undangan ini tidak dapat Anda terima. Hubungi pengundangnya.")])


def _accept(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Take the duty: whoever is signed in, or a newcomer with the password they chose."""
    now = timezone.now()
    if isinstance(request.user, User):
        accept_invitation(invitation=invitation, user=request.user, now=now)
        request.session[TENANT_KEY] = str(invitation.tenant_id)
        return HttpResponseRedirect(AFTER, status=303)
    form = NewcomerForm(request.POST)
    if not form.is_valid():
        return _page(request, invitation, form)
    name, password = form.cleaned_data["nama"], form.cleaned_data["sandi"]
    try:
        user = accept_as_newcomer(invitation=invitation, full_name=name, password=password, now=now)
    except AccountExists:
        return _page(request, invitation)
    except ValidationError as problem:
        form.add_error("sandi", problem.messages[0])
        return _page(request, invitation, form)
    answer: HttpResponse = sign_in_user(request, user, redirect_url=AFTER)
    return answer


def _page(
    request: HttpRequest, invitation: Invitation, form: NewcomerForm | None = None, problems: list[str] | None = None
) -> HttpResponse:
    """Show what is offered, and the way in that fits the reader."""
    signed_in = isinstance(request.user, User)
    known = User.objects.filter(email=invitation.email).exists()
    form = form or NewcomerForm(initial={"nama": invitation.full_name})
    agency = agency_of(Actor.system(invitation.tenant_id))
    context = {
        "row": invitation,
        "agency": agency.name if agency is not None else invitation.tenant.name,
        "signed_in": signed_in,
        "right_person": signed_in and request.user.email == invitation.email,  # type: ignore[union-attr]  # a User
        "known": known,
        "sign_in": f"{reverse('account_login')}?{urlencode({'next': request.path})}",
        "sign_out": f"{reverse('account_logout')}?{urlencode({'next': request.path})}",
        "form": form,
        "lines": form.lines,
        "problems": problems or [],
        "second_factor": invitation.role in SECOND_FACTOR,
    }
    wrong = form.errors or problems
    return render(request, "people/invited.html", context, status=422 if wrong else 200)


def _closed(request: HttpRequest, state: InvitationState | None, status: int = 410) -> HttpResponse:
    """Say why a link opens nothing (any more); None: that it never did."""
    return render(request, "people/invited_closed.html", {"state": state.value if state else ""}, status=status)
