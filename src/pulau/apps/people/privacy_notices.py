"""What people are told about requests concerning their data: administrators that one came, the person its answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.urls import reverse

from pulau.apps.people.models import Appointment, Role
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from pulau.apps.people.models import DataRequest
    from pulau.core.shared.actor import Actor

GROUP: Final = NoticeGroup("privacy", "Data pribadi", "Personal data")


def _day(text: str) -> str:
    return long_date(datetime.fromisoformat(text).date())


CAME: Final = NoticeKind(
    "people.data_request_came",
    GROUP.code,
    Words("Permintaan tentang data pribadi menunggu jawaban", "Jawab paling lambat {due}."),
    Words("A request about personal data waits for an answer", "Answer it by {due}."),
    obligatory=True,
    shown={"due": _day},
)
GRANTED: Final = NoticeKind(
    "people.data_request_granted",
    GROUP.code,
    Words("Permintaan Anda tentang data pribadi dikabulkan", "Jawaban lengkapnya ada di halaman data Anda."),
    Words("Your request about personal data was granted", "The full answer is on the page of your data."),
    obligatory=True,
)
REFUSED: Final = NoticeKind(
    "people.data_request_refused",
    GROUP.code,
    Words("Permintaan Anda tentang data pribadi ditolak", "Alasannya ada di halaman data Anda."),
    Words("Your request about personal data was refused", "The reason is on the page of your data."),
    obligatory=True,
)
KINDS: Final = (CAME, GRANTED, REFUSED)


def tell_request(actor: Actor, row: DataRequest, now: datetime) -> None:
    """Tell the administrators of the body that a request waits for them."""
    day = today_of(actor, now)
    current = Q(since__lte=day) & (Q(until__isnull=True) | Q(until__gte=day))
    rows = Appointment.objects.for_actor(actor).filter(current, role=Role.AGENCY_ADMINISTRATOR)
    news = News(CAME.code, row, reverse("people:data_request", args=[row.pk]), {"due": row.due.isoformat()})
    notify(tenant_id=actor.tenant_id, users=rows.values_list("user_id", flat=True), news=news, now=now)


def tell_answer(actor: Actor, row: DataRequest, *, granted: bool, now: datetime) -> None:
    """Tell the person that their request was answered."""
    kind = GRANTED if granted else REFUSED
    news = News(kind.code, row, reverse("people:own_data"))
    notify(tenant_id=actor.tenant_id, users=[row.user_id], news=news, now=now)
