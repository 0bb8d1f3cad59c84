"""Reminding administrators of requests about personal data that are to be answered soon, or are late."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Final

from django.urls import reverse

from pulau.apps.people.models import DataRequest
from pulau.apps.people.models.staff import RequestState
from pulau.apps.people.selectors.duties import administrators_on
from pulau.foundation.registry.due_things import DueSource, DueThing
from pulau.foundation.registry.notice_kinds import NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from pulau.core.shared.actor import Actor


_SHOWN: Final = {"due": kept_date}
SOON: Final = NoticeKind(
    "people.data_request_due",
    "deadlines",
    Words("Permintaan tentang data pribadi harus dijawab paling lambat {due}", "Buka permintaannya dan jawab."),
    Words("A request about personal data is to be answered by {due}", "Open the request and answer it."),
    shown=_SHOWN,
)
LATE: Final = NoticeKind(
    "people.data_request_late",
    "deadlines",
    Words("Permintaan tentang data pribadi terlambat dijawab", "Tenggatnya {due}. Jawab sekarang."),
    Words("A request about personal data is overdue", "It was due on {due}. Answer it now."),
    obligatory=True,
    shown=_SHOWN,
)
KINDS: Final = (SOON, LATE)


def _waiting(actor: Actor, today: date, last: date) -> Iterator[DueThing]:
    rows = DataRequest.objects.for_actor(actor).filter(state=RequestState.OPEN, due__lte=last).order_by("due", "pk")
    waiting = list(rows.values_list("pk", "due"))
    if not waiting:
        return
    administrators = tuple(administrators_on(actor, today))
    for request_id, due in waiting:
        yield DueThing(str(request_id), due, administrators, reverse("people:data_request", args=[request_id]))


DUE_REQUESTS: Final = DueSource("people.data_request", SOON.code, _waiting, LATE.code)
"""Whoever administers the agency hears of it 7, 3 and 1 working days before, and when the day has passed."""
