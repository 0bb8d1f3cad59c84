"""The API tokens of the person signed in: what there is, a new one, taking one back."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from pulau.apps.people.acting import actor_of, acts
from pulau.apps.people.forms import DAYS, TokenForm
from pulau.apps.people.selectors import tokens_of
from pulau.apps.people.services.tokens import MOST_TOKENS, TokenNotFound, TooManyTokens, issue_token, revoke_token
from pulau.foundation.tenancy.policy import requires

REVOKED = "dicabut"


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tokens(request: HttpRequest) -> HttpResponse:
    """List the person's tokens; a sent form makes one, and its key stands on that one answer only."""
    if request.method != "POST":
        return _page(request, TokenForm())
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        issued = issue_token(
            actor=actor_of(request), name=form.cleaned_data["nama"], days=form.cleaned_data["hari"], now=timezone.now()
        )
    except TooManyTokens:
        told = _("Anda sudah memiliki %(most)d token. Cabut yang tidak dipakai lagi.") % {"most": MOST_TOKENS}
        form.add_error("nama", told)
        return _page(request, form, status=422)
    return render(request, "people/token_made.html", {"issued": issued})


@requires(acts)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def revoke(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Ask, naming the token; then take it back for good."""
    actor = actor_of(request)
    if request.method != "POST":
        token = tokens_of(actor).filter(pk=token_id).first()
        if token is None:
            raise Http404
        return render(request, "people/token_revoke.html", {"token": token})
    try:
        revoke_token(actor=actor, token_id=token_id, now=timezone.now())
    except TokenNotFound as problem:
        raise Http404 from problem
    return HttpResponseRedirect(f"{reverse('people:tokens')}?{REVOKED}", status=303)


def _page(request: HttpRequest, form: TokenForm, status: int = 200) -> HttpResponse:
    now = timezone.now()
    rows = [(token, token.expires_at <= now) for token in tokens_of(actor_of(request))]
    context = {
        "rows": rows,
        "revoked": REVOKED in request.GET,
        "days": DAYS,
        "name": form.data.get("nama", ""),
        "chosen": form.data.get("hari", form["hari"].initial),
        "problems": {name: listed[0] for name, listed in form.errors.items()},
        "summary": [(name, listed[0]) for name, listed in form.errors.items()],
    }
    return render(request, "people/tokens.html", context, status=status)
