"""The language switch, the glossary, the gallery of components, and the error pages that Django has no view for."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import translation
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from pulau.foundation.tenancy.policy import public, requires, signed_in
from pulau.foundation.ui.gallery import EXAMPLES, shown_sections
from pulau.foundation.ui.glossary import groups
from pulau.foundation.ui.middleware import LANGUAGE_COOKIE, known_language
from pulau.foundation.ui.mock_result import mock_context
from pulau.foundation.ui.navigation import cards_of

ONE_YEAR = 365 * 24 * 60 * 60


@public
@require_POST
def switch_language(request: HttpRequest) -> HttpResponse:
    """Keep the chosen language (`bahasa`) in a cookie and go back to `next`, which must be a page of this site."""
    language = known_language(request.POST.get("bahasa"))
    if language is None:
        return render(request, "400.html", status=400)
    target = request.POST.get("next", "")
    hosts = {request.get_host()}
    if not url_has_allowed_host_and_scheme(target, allowed_hosts=hosts, require_https=request.is_secure()):
        target = "/"
    response = HttpResponseRedirect(target)
    response.status_code = 303
    keep_language(response, language)
    return response


def keep_language(response: HttpResponse, language: str) -> None:
    """Keep a known language in the visitor's cookie."""
    secure = settings.SESSION_COOKIE_SECURE
    response.set_cookie(LANGUAGE_COOKIE, language, max_age=ONE_YEAR, samesite="Lax", httponly=True, secure=secure)


def in_chosen_language(request: HttpRequest, show: Callable[[], HttpResponse]) -> HttpResponse:
    """Answer with `show`; where the language switch of a page sent its form, in that language from now on."""
    language = known_language(request.POST.get("bahasa")) if request.method == "POST" else None
    if language is None:
        return show()
    with translation.override(language):
        response = show()
    response.headers["Content-Language"] = language
    keep_language(response, language)
    return response


@requires(signed_in)
@never_cache
@require_safe
def manage(request: HttpRequest) -> HttpResponse:
    """Lead to what belongs to the agency: its units, people, roles, journal; each person sees what they may open."""
    return render(request, "ui/manage.html", {"cards": cards_of("manage", request)})


@requires(signed_in)
@never_cache
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Lead to what belongs to the person: their data and rights, how they sign in, their notices and keys."""
    return render(request, "ui/account.html", {"cards": cards_of("account", request)})


@public
@require_safe
def glossary(request: HttpRequest) -> HttpResponse:
    """Explain the words of integrity zones, each at an address of its own: /istilah#ipak."""
    return render(request, "ui/glossary.html", {"groups": groups()})


@public
@require_safe
def gallery(request: HttpRequest) -> HttpResponse:
    """Show every component in its states, each with the snippet that made it."""
    return render(request, "ui/gallery.html", {"sections": shown_sections(request), **EXAMPLES})


@public
@require_safe
def mock_result(request: HttpRequest) -> HttpResponse:
    """Show the layout of a scored worksheet with invented figures."""
    return render(request, "ui/mock_result.html", mock_context())


def render_error(request: HttpRequest, status: int, reason: str = "") -> HttpResponse:
    """Answer 400, 403, 404, 413 or 500 in the look of the house, with a reason when there is one to tell."""
    return render(request, f"{status}.html", {"reason": reason}, status=status)
