"""Signing in by an agency's own single sign-on."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.base.constants import AuthProcess
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from pulau.foundation.accounts import held
from pulau.foundation.accounts.sso import CheckedAdapter, problem_page
from pulau.foundation.tenancy.policy import public

if TYPE_CHECKING:
    from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider

_AWAY = 503
_log = logging.getLogger(__name__)


@public
@never_cache
@require_safe
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider. A plain link does: whoever is led there unasked signs in as themselves or not at all."""
    provider = _provider(request, provider_id)
    request.session.pop(held.SESSION_KEY, None)
    target = request.GET.get("next", "")
    ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, require_https=request.is_secure())
    try:
        found: HttpResponse = provider.redirect(
            request, process=AuthProcess.LOGIN, next_url=target if ours else settings.LOGIN_REDIRECT_URL
        )
    except (requests.RequestException, OAuth2Error, KeyError, ValueError) as problem:
        return _away(request, provider_id, problem)
    return found


@public
@never_cache
@require_safe
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Take what the provider sends the person back with, and sign them in."""
    _provider(request, provider_id)
    view = OAuth2CallbackView.adapter_view(CheckedAdapter(request, provider_id))
    try:
        found: HttpResponse = view(request)
    except (requests.RequestException, OAuth2Error, KeyError, ValueError) as problem:
        return _away(request, provider_id, problem)
    return found


def _provider(request: HttpRequest, provider_id: str) -> OpenIDConnectProvider:
    try:
        provider: OpenIDConnectProvider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as problem:
        raise Http404 from problem
    provider.oauth2_adapter_class = CheckedAdapter
    return provider


def _away(request: HttpRequest, provider_id: str, problem: Exception) -> HttpResponse:
    _log.error("single sign-on %s does not answer as it should: %s", provider_id, problem)
    return problem_page(request, provider_id, "away", _AWAY)
