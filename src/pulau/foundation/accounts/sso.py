"""Single sign-on of an agency (OpenID Connect): it vouches for people of its own domains who have an account already.

Nobody gets an account by it, and no agency can vouch for another's people: a provider is set up with the domains of
the addresses that are its own. The first time, a person is found by an address that the provider calls verified; from
then on by the provider's own id for them (`sub`), so an address that was given to somebody else opens nothing.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NoReturn

import requests
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base.constants import AuthError
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

from pulau.foundation.accounts.history import note
from pulau.foundation.accounts.models import EventKind, Means, User, normal_email
from pulau.foundation.accounts.origin import origin_of

if TYPE_CHECKING:
    from allauth.socialaccount.models import SocialLogin, SocialToken
    from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
    from django.http import HttpRequest, HttpResponse

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Shown:
    """A provider as the sign-in page offers it."""

    code: str
    name: str


def shown_providers() -> list[Shown]:
    """Return the single sign-ons of this installation, in the order of the settings."""
    return [Shown(app["provider_id"], app["name"]) for app in _apps()]


def domains_of(code: str) -> frozenset[str]:
    """Return for which domains of addresses a provider may vouch; none for one that is not set up."""
    found = next((app for app in _apps() if app["provider_id"] == code), None)
    return frozenset(found["settings"]["domains"]) if found else frozenset()


def problem_page(request: HttpRequest, provider: str, reason: str, status: int) -> HttpResponse:
    """Say why single sign-on did not work: `away`, `cancelled`, `refused` or `unknown`."""
    name = next((shown.name for shown in shown_providers() if shown.code == provider), "SSO")
    response = render(request, "accounts/sso_problem.html", {"name": name, "reason": reason}, status=status)
    response.headers["Cache-Control"] = "no-store"
    return response


class SsoAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Decides whom a provider may sign in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:  # noqa: ARG002 - allauth's
        """Refuse."""
        return False

    def authenticate_by_email(self, sociallogin: SocialLogin) -> None:
        """Leave it to `pre_social_login`, which looks at the provider's domains first."""

    def send_notification_mail(self, *_args: object, **_kwargs: object) -> None:
        """Send nothing."""

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Let in whom the provider may vouch for; answer everybody else the same."""
        provider = sociallogin.account.provider
        sociallogin.account.extra_data = {}  # their profile is the provider's to keep
        known = sociallogin.is_existing
        user = sociallogin.user if known else self._by_address(sociallogin)
        if user is None or not user.is_active or _domain(user.email) not in domains_of(provider):
            _refuse(request, provider, user)
        if known:
            sociallogin.account.save(update_fields=["extra_data"])
        elif SocialAccount.objects.filter(provider=provider, user=user).exists():
            _refuse(request, provider, user)  # another id of this provider is bound to the account
        else:
            sociallogin.connect(request, user)

    def on_authentication_error(
        self, request: HttpRequest, provider: OpenIDConnectProvider, **told: object
    ) -> NoReturn:
        """Answer with our page. `told` has `error`, one of AuthError, and the `exception` that led to it."""
        exception = told.get("exception")
        reason, status = "unknown", 401
        if told.get("error") == AuthError.CANCELLED:
            reason, status = "cancelled", 200
        elif isinstance(exception, requests.RequestException):
            reason, status = "away", 503
        _log.warning("single sign-on %s: %s: %s", provider.sub_id, reason, exception)
        raise ImmediateHttpResponse(problem_page(request, provider.sub_id, reason, status))

    def _by_address(self, sociallogin: SocialLogin) -> User | None:
        """Find the one account of an address that the provider has verified and may vouch for."""
        provider = sociallogin.account.provider
        verified = [normal_email(found.email) for found in sociallogin.email_addresses if found.verified]
        own = [address for address in verified if _domain(address) in domains_of(provider)]
        return User.objects.filter(email=own[0]).first() if own else None


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth ships no types
    """allauth's client trusts the connection; here the signature of the token is checked too, and whose it is."""

    def complete_login(self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any) -> SocialLogin:  # noqa: ANN401 - allauth's
        """Return the person whom the token names. Raises OAuth2Error for a token that is not sound."""
        response = kwargs["response"]
        if not isinstance(response.get("id_token"), str):
            raise OAuth2Error("the provider sent no id_token")
        try:
            named = self._checked(app, response["id_token"])
            told = self._fetch_user_info(token.token) if app.settings.get("fetch_userinfo", True) else named
        except (KeyError, TypeError, ValueError) as problem:
            raise OAuth2Error("the provider's answer is not sound") from problem
        if not isinstance(told, dict) or told.get("sub") != named.get("sub") or not named.get("sub"):
            raise OAuth2Error("token and profile name different people")
        return self.get_provider().sociallogin_from_response(request, {"userinfo": told, "id_token": named})

    def _checked(self, app: Any, id_token: str) -> dict[str, Any]:  # noqa: ANN401 - allauth's
        self.did_fetch_access_token = False  # allauth skips the signature after a direct fetch; nothing is skipped here
        found: dict[str, Any] = self._decode_id_token(app, id_token)
        return found


def _apps() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return found


def _domain(address: str) -> str:
    return address.rpartition("@")[2]


def _refuse(request: HttpRequest, provider: str, user: User | None) -> NoReturn:
    note(user, EventKind.FAILED, origin_of(request), timezone.now(), means=Means.SSO)
    raise ImmediateHttpResponse(problem_page(request, provider, "refused", 403))
