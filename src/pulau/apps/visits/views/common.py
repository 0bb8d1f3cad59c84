"""What the pages of visits share: reading what phones send, and answering a form that cannot be taken."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone

from pulau.core.shared.ids import read_id
from pulau.foundation.live.outbox import AGE, sent_key
from pulau.foundation.ui.form_fields import field_views, summary_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django import forms

    from pulau.apps.assessments.contract import CaseFrame

UNPROCESSABLE: Final = 422
CONFLICT: Final = 409
PLAIN_KEY: Final = "formulir"
"""The field with the key of a form that no script sends: the same however often its button is pressed."""
_DIGITS: Final = 9
_LONGEST_AGE: Final = timedelta(days=60)


def whole(text: str) -> int:
    """Read a whole number, 0 where there is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= _DIGITS else 0


def key_and_time(request: HttpRequest, now: datetime) -> tuple[UUID, UUID | None, datetime]:
    """Return the key under which something is kept, the key that a script sent (None: none did), and when it was typed.

    The age comes in seconds by the phone's own clock, which may be wrong; the difference is not.
    """
    sent = sent_key(request)
    age = min(timedelta(seconds=whole(request.POST.get(AGE, ""))), _LONGEST_AGE)
    return sent or plain_key(request), sent, now - age


def plain_key(request: HttpRequest) -> UUID:
    """Return the key of the form as its page gave it, or a new one."""
    return read_id(request.POST.get(PLAIN_KEY, "")) or uuid4()


def see(url: str) -> HttpResponseRedirect:
    """Lead on after a form."""
    return HttpResponseRedirect(url, status=303)


def form_page(
    request: HttpRequest, frame: CaseFrame, form: forms.Form, told: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """Show a form of a case: `told` has its title, button and the way back, and what else its template shows."""
    context = {
        **frame.context,
        "fields": field_views(form),
        "errors": summary_of(form),
        "plain_key": plain_key(request),
        "template": "visits/form.html",
        **told,
    }
    refused = form.is_bound and status == 200 and form.errors  # noqa: PLR2004 - nothing else was said
    return render(request, context["template"], context, status=UNPROCESSABLE if refused else status)


def now_of() -> datetime:
    """Return the moment of the request."""
    return timezone.now()
