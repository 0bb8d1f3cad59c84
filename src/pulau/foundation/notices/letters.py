"""A letter as it is sent: text and HTML, in its reader's language, every link whole."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.foundation.notices.telling import told

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Letter:
    """What one letter needs, as plain values. `told` holds kind, parameters, path and moment of each notice in it."""

    key: UUID
    tenant_id: UUID
    ids: tuple[UUID, ...]
    address: str
    name: str
    language: str
    body_name: str
    told: tuple[tuple[str, Mapping[str, object], str, datetime], ...]
    digest: bool
    tries: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Item:
    """One notice in a letter."""

    subject: str
    body: str
    url: str
    at: datetime


def whole_address(path: str) -> str:
    """Return the address of a path of this site, as people reach it from outside."""
    return f"{settings.PUBLIC_URL}{path}"


def as_message(letter: Letter) -> EmailMultiAlternatives:
    """Return a letter as Django sends it."""
    with translation.override(letter.language):
        items = [_item(each) for each in letter.told]
        unsubscribe = whole_address(reverse("notices:preferences"))
        context = {"letter": letter, "items": items, "unsubscribe": unsubscribe, "home": whole_address("/")}
        message = EmailMultiAlternatives(
            subject=_subject(letter, items),
            body=render_to_string("notices/mail.txt", context).strip() + "\n",
            to=[letter.address],
            headers=_headers(letter, unsubscribe),
        )
        message.attach_alternative(render_to_string("notices/mail.html", context), "text/html")
    return message


def _subject(letter: Letter, items: list[Item]) -> str:
    if letter.digest:
        count = len(items)
        words = ngettext("%(count)d kabar dari %(body)s", "%(count)d kabar dari %(body)s", count)
        return "[Pulau] " + " ".join((words % {"count": count, "body": letter.body_name}).split())
    return f"[Pulau] {items[0].subject}"


def _headers(letter: Letter, unsubscribe: str) -> dict[str, str]:
    host = urlsplit(settings.PUBLIC_URL).hostname or "pulau.invalid"
    return {
        "Message-ID": f"<{letter.key}@{host}>",
        "List-Unsubscribe": f"<{unsubscribe}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }


def _item(each: tuple[str, Mapping[str, object], str, datetime]) -> Item:
    kind, params, url, at = each
    words = told(kind, params)
    return Item(words.subject, words.body, whole_address(url), at)


def trial_message(address: str) -> EmailMultiAlternatives:
    """Return a letter by which who runs the installation sees that mail goes out."""
    body = _("Surel percobaan dari %(site)s. Bila Anda membacanya, surel pemberitahuan Pulau berjalan.")
    return EmailMultiAlternatives(
        subject="[Pulau] " + _("Surel percobaan"), body=body % {"site": settings.PUBLIC_URL}, to=[address]
    )
