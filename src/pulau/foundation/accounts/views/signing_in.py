"""Signing in and out, on top of allauth."""

from __future__ import annotations

import json
import math
from typing import Any, cast

from allauth.account.views import LoginView, LogoutView
from allauth.mfa.base.views import AuthenticateView
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import LoginWebAuthnView
from django.forms import Form
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.foundation.accounts import held
from pulau.foundation.accounts.demo_sign_in import demo_context
from pulau.foundation.accounts.forms import CodeForm, PasskeySignInForm, PasskeyStepForm, SignInForm
from pulau.foundation.accounts.history import note
from pulau.foundation.accounts.models import EventKind, Means
from pulau.foundation.accounts.origin import origin_of
from pulau.foundation.accounts.sso import shown_providers
from pulau.foundation.accounts.throttle import HeldBack
from pulau.foundation.tenancy.policy import public, requires, signed_in
from pulau.foundation.ui.views import render_error

_MINUTE = 60


@public
class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """Sign in by address or number and password; a form that was held is sent again afterwards."""

    template_name = "accounts/sign_in.html"
    form_class = SignInForm

    def get_form_class(self) -> type[SignInForm]:
        """Return our form, whatever allauth's settings say."""
        return self.form_class

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - Django's signature
        """Sign in, or say when the next try is taken."""
        try:
            return cast("HttpResponse", super().post(request, *args, **kwargs))
        except HeldBack as wait:
            return held_back(request, wait)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's signature
        """Add the held form, single sign-on and, on a demo, its people."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | _around(self.request, held.held_in(self.request.POST))

    def form_invalid(self, form: SignInForm) -> HttpResponse:
        """Show the form as it was typed."""
        return cast("HttpResponse", self.render_to_response(self.get_context_data(form=form), status=422))

    def form_valid(self, form: SignInForm) -> HttpResponse:
        """Sign in; where a form was held, lead to it, also after a second factor was asked for."""
        text = held.held_in(self.request.POST)
        if text:
            held.put(self.request, text)
        else:
            self.request.session.pop(held.SESSION_KEY, None)
        response: HttpResponse = super().form_valid(form)
        return response

    def get_success_url(self) -> str | None:
        """Return where to go on."""
        if held.SESSION_KEY in self.request.session:
            return reverse("accounts:resume")
        found: str | None = super().get_success_url()
        return found


@public
class SecondStep(AuthenticateView):  # type: ignore[misc]  # allauth ships no types
    """Ask for the second factor: a code of the app, a recovery code, or a passkey."""

    template_name = "accounts/code.html"
    form_class = CodeForm

    def get_form_class(self) -> type[CodeForm]:
        """Return our form."""
        return self.form_class

    def get_webauthn_form_class(self) -> type[PasskeyStepForm]:
        """Return our form of passkeys."""
        return PasskeyStepForm

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's signature
        """Add the question for the passkey, where the person has one."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        keys = Authenticator.objects.filter(user=self.stage.login.user, type=Authenticator.Type.WEBAUTHN)
        options = json.dumps(context["js_data"]["request_options"]) if keys.exists() else ""
        return context | {"passkey_options": options}

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - Django's signature
        """Go on with the sign-in, or say when the next try is taken."""
        try:
            return cast("HttpResponse", super().post(request, *args, **kwargs))
        except HeldBack as wait:
            context = self.get_context_data() | {"until": wait.until}
            return _marked(self.render_to_response(context, status=429), wait)

    def form_invalid(self, form: Form) -> HttpResponse:
        """Show what is wrong."""
        return cast("HttpResponse", self.render_to_response(self.get_context_data() | {"problem": form}, status=422))


@public
class PasskeySignIn(LoginWebAuthnView):  # type: ignore[misc]  # allauth ships no types
    """Sign in by a passkey alone, two factors in one: a script reads the question, a form brings the answer."""

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401 - Django's
        """Keep nothing of it in any cache."""
        response: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return response

    def get_form_class(self) -> type[PasskeySignInForm]:
        """Return our form."""
        return PasskeySignInForm

    def form_invalid(self, form: Form) -> HttpResponse:  # noqa: ARG002 - Django's signature
        """Show the sign-in page again."""
        note(None, EventKind.FAILED, origin_of(self.request), timezone.now(), means=Means.PASSKEY)
        return sign_in_page(self.request, status=422, passkey_failed=True)

    def form_valid(self, form: Form) -> HttpResponse:
        """Sign in; where a form was held, lead to it."""
        text = held.held_in(self.request.POST)
        self.request.session.pop(held.SESSION_KEY, None)
        response: HttpResponse = super().form_valid(form)
        if self.request.user.is_authenticated:
            if text:
                held.put(self.request, text)
                return HttpResponseRedirect(reverse("accounts:resume"))
            if target := self.get_next_url():
                return HttpResponseRedirect(target)
        return response

    def get_next_url(self) -> str | None:
        """Return the page that was asked for, where it is one of ours."""
        return cast("str | None", SignIn(request=self.request).get_next_url())


@public
class SignOut(LogoutView):  # type: ignore[misc]  # allauth ships no types
    """Ask, then sign out; what the browser kept of this person (drafts not yet saved) goes with them."""

    template_name = "accounts/sign_out.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - Django's signature
        """Sign out; a sign-in that waits for its second step is given up."""
        response: HttpResponse = super().post(*args, **kwargs)
        if not self.request.user.is_authenticated:
            self.request.session.flush()
        response.headers["Clear-Site-Data"] = '"storage"'
        return response


@public
@require_safe
def ask_administrator(request: HttpRequest) -> HttpResponse:
    """Say how one gets an account: from the agency's administrator."""
    return render(request, "accounts/ask_administrator.html")


@requires(signed_in)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Show what was held, ready to be sent again; or forget it."""
    if request.method == "POST":
        request.session.pop(held.SESSION_KEY, None)
        return HttpResponseRedirect("/", status=303)
    found = held.kept(request)
    if found is None:
        return HttpResponseRedirect("/")
    return render(request, "accounts/resume.html", {"held": found})


@requires(signed_in)
@never_cache
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Give a page that stays open the key with which it may send forms again after signing in in another tab."""
    return JsonResponse({"key": get_token(request), "person": str(request.user.pk)})


def held_back(request: HttpRequest, wait: HeldBack) -> HttpResponse:
    """Say that signing in was tried too often, and when to try again; what was typed and held is still there."""
    return _marked(sign_in_page(request, status=429, until=wait.until), wait)


@public
@never_cache
def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Answer where allauth itself has counted."""
    response = sign_in_page(request, status=429, too_many=True)
    response.headers["Retry-After"] = str(_MINUTE)
    return response


@never_cache
def session_ended(request: HttpRequest) -> HttpResponse:
    """Answer a form that came after its session had ended: the sign-in, with the form kept."""
    if request.path.startswith("/api/"):
        return render_error(request, 403)
    return sign_in_page(request, status=401, text=held.hold(request), ended=True)


@never_cache
def sign_in_page(request: HttpRequest, *, status: int, text: str | None = None, **more: object) -> HttpResponse:
    """Show the sign-in with something said above it."""
    context = {"form": SignInForm(request=request), **_around(request, text or held.held_in(request.POST)), **more}
    return render(request, "accounts/sign_in.html", context, status=status)


def _around(request: HttpRequest, text: str | None) -> dict[str, Any]:
    """Return what the sign-in page shows beside its form."""
    typed = request.POST.get("login", "")
    return {"held_field": held.FIELD, "held": text, "typed": typed, "providers": shown_providers(), **demo_context()}


def _marked(response: HttpResponse, wait: HeldBack) -> HttpResponse:
    seconds = math.ceil((wait.until - timezone.now()).total_seconds())
    response.headers["Retry-After"] = str(max(seconds, 1))
    response.headers["Cache-Control"] = "no-store"
    return response
