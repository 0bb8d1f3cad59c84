"""Signing in and out, on top of allauth."""

from __future__ import annotations

from typing import Any

from allauth.account.forms import LoginForm
from allauth.account.views import LoginView, LogoutView
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from pulau.foundation.accounts import held
from pulau.foundation.accounts.demo_sign_in import demo_context
from pulau.foundation.tenancy.policy import public, requires, signed_in
from pulau.foundation.ui.views import render_error


@public
class SignIn(LoginView):  # type: ignore[misc]  # allauth ships no types
    """Sign in by e-mail and password; a form that was held is sent again afterwards."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401 - Django's signature
        """Add the held form and, on a demo, its people."""
        context: dict[str, Any] = super().get_context_data(**kwargs)
        text = held.held_in(self.request.POST)
        return context | {"held_field": held.FIELD, "held": text, **demo_context()}

    def form_valid(self, form: LoginForm) -> HttpResponse:
        """Sign in; where a form was held, lead to it."""
        text = held.held_in(self.request.POST)
        response: HttpResponse = super().form_valid(form)
        if text and self.request.user.is_authenticated:
            self.request.session[held.SESSION_KEY] = text
            return HttpResponseRedirect(reverse("accounts:resume"))
        return response


@public
class SignOut(LogoutView):  # type: ignore[misc]  # allauth ships no types
    """Ask, then sign out; what the browser kept of this person (drafts not yet saved) goes with them."""

    template_name = "accounts/sign_out.html"

    def post(self, *args: Any, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - Django's signature
        """Sign out."""
        response: HttpResponse = super().post(*args, **kwargs)
        response.headers["Clear-Site-Data"] = '"storage"'
        return response


@public
@require_safe
def ask_administrator(request: HttpRequest) -> HttpResponse:
    """Say how one gets an account or a new password: from the agency's administrator."""
    return render(request, "accounts/ask_administrator.html")


@requires(signed_in)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Show what was held, ready to be sent again; or forget it."""
    if request.method == "POST":
        request.session.pop(held.SESSION_KEY, None)
        return HttpResponseRedirect("/", status=303)
    found = held.read_held(request.session.get(held.SESSION_KEY))
    if found is None:
        return HttpResponseRedirect("/")
    return render(request, "accounts/resume.html", {"held": found})


@requires(signed_in)
@never_cache
@require_safe
def key(request: HttpRequest) -> HttpResponse:
    """Give a page that stays open the key with which it may send forms again after signing in in another tab."""
    return JsonResponse({"key": get_token(request), "person": str(request.user.pk)})


@public
@never_cache
def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Say that signing in was tried too often, and when to try again; a form that was held is still there."""
    context = {
        "form": LoginForm(request=request),
        "held_field": held.FIELD,
        "held": held.held_in(request.POST),
        "too_many": True,
        **demo_context(),
    }
    response = render(request, "accounts/sign_in.html", context, status=429)
    response.headers["Retry-After"] = "60"
    return response


@never_cache
def session_ended(request: HttpRequest) -> HttpResponse:
    """Answer a form that came after its session had ended: the sign-in, with the form kept."""
    if request.path.startswith("/api/"):
        return render_error(request, 403)
    context = {
        "form": LoginForm(request=request),
        "held_field": held.FIELD,
        "held": held.hold(request),
        "ended": True,
        **demo_context(),
    }
    return render(request, "accounts/sign_in.html", context, status=401)
