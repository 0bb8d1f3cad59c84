"""How allauth behaves here: nobody signs up by themselves, tries are counted for all processes, sign-ins are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from pulau.foundation.accounts import throttle
from pulau.foundation.accounts.demo_sign_in import DEMO_KEY, DEMO_PASSWORD, PARTS
from pulau.foundation.accounts.history import note
from pulau.foundation.accounts.models import EventKind, Means, User, normal_email, normal_nip
from pulau.foundation.accounts.origin import address_of, network_of, origin_of, source_of
from pulau.foundation.accounts.step_up import confirmed_recently
from pulau.foundation.accounts.way_in import way_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth ships no types
    """Accounts are opened by an agency, never by the visitor; one field takes the address or the number."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's signature
        """Refuse."""
        return False

    def add_message(self, *_args: object, **_kwargs: object) -> None:
        """Say nothing: the page that follows shows who has signed in."""

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the first address of the visitor's network: allauth keeps it with each session, and no more of it."""
        return network_of(address_of(request)).partition("/")[0] or "0.0.0.0"  # noqa: S104 - says: unknown

    def authenticate(self, request: HttpRequest, **credentials: Any) -> User | None:  # noqa: ANN401 - allauth's signature
        """Return whose name (`login`) and password these are, or None. Raises HeldBack where tries are to wait.

        The same is asked of the database, and one password is hashed, whether the name is somebody's or nobody's.
        """
        name, now = normal_name(credentials["login"]), timezone.now()
        address = address_of(request)
        counted = throttle.sign_in_counters(name, source_of(address), network_of(address), now)
        throttle.count_try(counted, now)
        owner = user_of(name)
        email = owner.email if owner else name
        found: User | None = super().authenticate(request, email=email, password=credentials["password"])
        if found is None:
            note(owner, EventKind.FAILED, origin_of(request), now, means=Means.PASSWORD)
            return None
        throttle.take_back(counted)
        if settings.DEMO_SIGN_IN and found.email in PARTS and credentials["password"] == DEMO_PASSWORD:
            request.session[DEMO_KEY] = str(found.pk)
        elif DEMO_KEY in request.session:
            del request.session[DEMO_KEY]
        return found

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:  # noqa: ANN401 - allauth's signature
        """Leave out allauth's own count, which each process keeps for itself: `authenticate` has counted."""

    def reauthenticate(self, user: User, password: str) -> bool:
        """Whether it is the password of who has signed in; counted as at the sign-in. Raises HeldBack."""
        found = self.authenticate(context.request, login=user.email, password=password)
        return found is not None and found.pk == user.pk

    def post_login(self, request: HttpRequest, user: User, **kwargs: Any) -> HttpResponse:  # noqa: ANN401 - allauth's
        """Keep the sign-in in the history of the account."""
        response: HttpResponse = super().post_login(request, user, **kwargs)
        means, factor = way_in(request, user)
        if DEMO_KEY in request.session:
            if means is Means.PASSWORD and request.session[DEMO_KEY] == str(user.pk):
                means = Means.DEMO
            else:
                del request.session[DEMO_KEY]
        note(user, EventKind.SIGNED_IN, origin_of(request), timezone.now(), means=means, factor=factor)
        return response

    def is_reauthentication_required(self, *, app: str, **_kwargs: object) -> bool:  # noqa: ARG002 - allauth's signature
        """Whether to ask again who it is: our own rule, also where allauth asks."""
        return not confirmed_recently(context.request)

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:  # noqa: ARG002 - allauth's signature
        """Lead to our one page, which offers whatever the person has."""
        return [{"id": "reauthenticate", "description": "", "url": reverse("accounts:confirm")}]

    def send_notification_mail(self, *_args: object, **_kwargs: object) -> None:
        """Send nothing: our own services do, by a job, in the words of the person's language."""


def normal_name(typed: str) -> str:
    """Return the one spelling of what was typed at the sign-in: an address, or else a number."""
    return normal_email(typed) if "@" in typed else normal_nip(typed).lower()


def user_of(name: str) -> User | None:
    """Return whose name (in its one spelling) it is, in one query like for nobody's."""
    return User.objects.filter(email=name).first() if "@" in name else User.objects.filter(nip=name).first()
