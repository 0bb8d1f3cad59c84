"""Letters to followers as they are sent: text and HTML, in their language, every link whole, one click to leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pulau.apps.opendata.contract import whole
from pulau.apps.portal.addresses import with_query
from pulau.apps.portal.monitor.feeding import PAGE
from pulau.apps.portal.monitor.following import confirm_token, leave_token
from pulau.apps.portal.monitor.wishes import wish_of, wish_words
from pulau.foundation.standing.pages import in_language

if TYPE_CHECKING:
    from pulau.apps.portal.models import Letter


def as_message(letter: Letter) -> EmailMultiAlternatives:
    """Return a letter as Django sends it; its follower was read with it."""
    with translation.override(letter.follower.language):
        return _question(letter) if letter.is_question else _news(letter)


def _question(letter: Letter) -> EmailMultiAlternatives:
    """Ask whether they meant it. Nothing that a stranger typed is in it, so that nobody can send words to others."""
    row = letter.follower
    wish = wish_words(wish_of(row.wish), typed=False)
    confirm = whole(reverse("portal:follow-confirm", args=[row.pk, confirm_token(row)]))
    context = {"units": wish, "confirm": confirm, "home": whole("/")}
    return _message(letter, _("Konfirmasi pantauan zona integritas"), "portal/mail_question", context, {})


def _news(letter: Letter) -> EmailMultiAlternatives:
    row, told = letter.follower, letter.told
    leave = whole(reverse("portal:follow-leave", args=[row.pk, leave_token(row.pk)]))
    fresh = [(name, words, whole(in_language(href, row.language))) for name, words, href in told["fresh"]]
    context = {
        "units": wish_words(wish_of(row.wish)),
        "fresh": fresh,
        "more": told["more"],
        "ended": told["ended"],
        "page": whole(in_language(with_query(PAGE, **wish_of(row.wish).asked), row.language)),
        "leave": leave,
        "home": whole("/"),
    }
    count = len(fresh) + told["more"] + len(told["ended"])
    subject = ngettext("%(n)d perubahan pada pantauan Anda", "%(n)d perubahan pada pantauan Anda", count) % {"n": count}
    one_click = {"List-Unsubscribe": f"<{leave}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return _message(letter, subject, "portal/mail_news", context, one_click)


def _message(
    letter: Letter, subject: str, template: str, context: dict[str, Any], headers: dict[str, str]
) -> EmailMultiAlternatives:
    row = letter.follower
    host = urlsplit(settings.PUBLIC_URL).hostname or "pulau.invalid"
    message = EmailMultiAlternatives(
        subject=f"[Pulau] {subject}",
        body=render_to_string(f"{template}.txt", context).strip() + "\n",
        to=[row.address or ""],
        headers={
            "Message-ID": f"<{letter.pk}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": row.language,
            **headers,
        },
    )
    message.attach_alternative(render_to_string(f"{template}.html", {**context, "language": row.language}), "text/html")
    return message
