"""Changing the password, and choosing another when it is forgotten."""

from __future__ import annotations

from typing import Final

from allauth.account.utils import url_str_to_user_pk
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from pulau.foundation.accounts import throttle
from pulau.foundation.accounts.adapter import normal_name, user_of
from pulau.foundation.accounts.forms import LONGEST_NAME, LONGEST_PASSWORD
from pulau.foundation.accounts.models import EventKind, User
from pulau.foundation.accounts.origin import address_of, origin_of, source_of
from pulau.foundation.accounts.passwords import rules
from pulau.foundation.accounts.person import person_of
from pulau.foundation.accounts.services.securing import change_password, end_sessions
from pulau.foundation.accounts.sessions import keep_signed_in, other_sessions
from pulau.foundation.accounts.step_up import recently_confirmed
from pulau.foundation.accounts.views.signing_in import held_back
from pulau.foundation.jobs.queue import enqueue
from pulau.foundation.tenancy.acting import requesting_actor
from pulau.foundation.tenancy.policy import public, requires, signed_in

_GET_AND_POST: Final = ["GET", "HEAD", "POST"]
_LINK: Final = "pulau.foundation.accounts.tasks.mail_reset_link"
_RESET_KEY: Final = "kunci_sandi"
"""Where the session keeps the key of the mailed link, so that it stands in no address that is passed on."""


@requires(signed_in)
@never_cache
@sensitive_post_parameters()
@require_http_methods(_GET_AND_POST)
@recently_confirmed
def password(request: HttpRequest) -> HttpResponse:
    """Change the password, or set the first. Every other session of the person ends by it."""
    user = person_of(request)
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _same(request)
        if not problems:
            now, actor = timezone.now(), requesting_actor(request)
            try:
                change_password(
                    actor=actor, user=user, password=request.POST["sandi"], origin=origin_of(request), now=now
                )
            except ValidationError as problem:
                problems = {"sandi": " ".join(problem.messages)}
            else:
                others = other_sessions(user, request.session.session_key)
                end_sessions(actor=actor, user=user, keys=others, origin=origin_of(request), now=now)
                keep_signed_in(request, user)
                return HttpResponseRedirect(f"{reverse('accounts:security')}?selesai=sandi", status=303)
    return _form(request, "accounts/password.html", problems)


@public
@never_cache
@require_http_methods(_GET_AND_POST)
def forgot(request: HttpRequest) -> HttpResponse:
    """Take an address or number, and answer the same whoever it belongs to; a job sends the mail, or none."""
    if request.method != "POST":
        return render(request, "accounts/forgot.html", {"typed": ""})
    name, now = normal_name(request.POST.get("surel", "")), timezone.now()
    if not name or len(name) > LONGEST_NAME:
        problem = _("Tuliskan alamat surel atau NIP Anda.")
        return render(request, "accounts/forgot.html", {"typed": name[:LONGEST_NAME], "problem": problem}, status=422)
    try:
        throttle.count_try(((throttle.RESET_ADDRESS, source_of(address_of(request))),), now)
    except throttle.HeldBack as wait:
        return held_back(request, wait)
    try:
        throttle.count_try(((throttle.RESET_NAME, name),), now)
    except throttle.HeldBack:
        pass  # three mails within an hour are enough; who asks is not told, as they are not told whether one was sent
    else:
        owner = user_of(name)
        enqueue(_LINK, user=str(owner.pk) if owner else "")  # a job either way; the name that was typed is kept nowhere
    return HttpResponseRedirect(reverse("account_reset_password_done"), status=303)


@public
@never_cache
@require_safe
def forgot_sent(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way, if there is somebody to send it to."""
    return render(request, "accounts/forgot_sent.html")


@public
@never_cache
@sensitive_post_parameters()
@require_http_methods(_GET_AND_POST)
def new_password(request: HttpRequest, uidb36: str, key: str) -> HttpResponse:
    """Choose a new password by the mailed link. Nobody is signed in by it: the sign-in asks for both factors."""
    user = _owner(uidb36)
    if key != "baru":
        if user is None or not default_token_generator.check_token(user, key):
            return render(request, "accounts/link_expired.html", status=410)
        request.session[_RESET_KEY] = key
        return HttpResponseRedirect(reverse("account_reset_password_from_key", args=[uidb36, "baru"]))
    kept = request.session.get(_RESET_KEY, "")
    if user is None or not default_token_generator.check_token(user, kept):
        return render(request, "accounts/link_expired.html", status=410)
    problems: dict[str, str] = {}
    if request.method == "POST":
        problems = _same(request)
        if not problems:
            try:
                _reset(request, user)
            except ValidationError as problem:
                problems = {"sandi": " ".join(problem.messages)}
            else:
                del request.session[_RESET_KEY]
                return HttpResponseRedirect(f"{reverse('account_login')}?sandi=baru", status=303)
    return _form(request, "accounts/new_password.html", problems)


def _reset(request: HttpRequest, user: User) -> None:
    now, origin = timezone.now(), origin_of(request)
    chosen = request.POST["sandi"]
    change_password(actor=None, user=user, password=chosen, kind=EventKind.PASSWORD_RESET, origin=origin, now=now)
    end_sessions(actor=None, user=user, keys=other_sessions(user, None), origin=origin, now=now)


def _owner(uidb36: str) -> User | None:
    try:
        return User.objects.filter(pk=url_str_to_user_pk(uidb36), is_active=True).first()
    except ValidationError:
        return None


def _same(request: HttpRequest) -> dict[str, str]:
    """Return what is wrong before the password itself is looked at."""
    first, second = request.POST.get("sandi", ""), request.POST.get("ulang", "")
    if not first:
        return {"sandi": _("Tuliskan kata sandi yang baru.")}
    if len(first) > LONGEST_PASSWORD:
        return {"sandi": _("Kata sandi ini terlalu panjang.")}
    return {} if first == second else {"ulang": _("Kedua kata sandi tidak sama.")}


def _form(request: HttpRequest, template: str, problems: dict[str, str]) -> HttpResponse:
    context = {"problems": problems, "summary": list(problems.items()), "rules": rules()}
    return render(request, template, context, status=422 if problems else 200)
