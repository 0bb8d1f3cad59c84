"""Jobs of accounts: the mails about signing in, and forgetting what is old. Each may run twice."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django_tasks import task

from pulau.foundation.accounts.history import forget_events
from pulau.foundation.accounts.models import CacheRow, EventKind, User
from pulau.foundation.accounts.sessions import forget_sessions
from pulau.foundation.accounts.throttle import forget_tries

HOURS: Final = settings.PASSWORD_RESET_TIMEOUT // 3600


@task()
def mail_reset_link(user: str) -> None:
    """Send a person (by id) the link for a new password; to nobody for an empty id.

    It leads to our own address as the operator gives it, never to the host that whoever asked for it named.
    """
    person = User.objects.filter(pk=user, is_active=True).first() if user else None
    if person is None:
        return
    key = default_token_generator.make_token(person)
    path = reverse("account_reset_password_from_key", args=[user_pk_to_url_str(person), key])
    _send(person, "accounts/mail/reset.txt", {"link": f"{settings.PUBLIC_URL}{path}", "hours": HOURS})


@task()
def mail_notice(user: str, kind: str, at: str) -> None:
    """Tell a person that how they sign in was changed, so that they notice when it was not them."""
    person = User.objects.filter(pk=user, is_active=True).first()
    if person is not None:
        _send(person, "accounts/mail/changed.txt", {"what": EventKind(kind), "at": datetime.fromisoformat(at)})


@task()
def forget() -> None:
    """Remove what is older than a year of the histories, and what counts or was cached and has expired."""
    now = timezone.now()
    forget_events(now)
    forget_tries(now)
    forget_sessions(now)
    CacheRow.objects.filter(expires__lt=now).delete()


def _send(user: User, template: str, context: dict[str, object]) -> None:
    with translation.override(user.language):
        body = render_to_string(template, {**context, "person": user})
        subject = _("Pulau: kata sandi dan cara masuk Anda")
    EmailMessage(subject, body, to=[user.email]).send()
