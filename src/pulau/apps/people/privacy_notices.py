"""What people are told about requests concerning their data: administrators that one came, the person its answer."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Final

from django.db.models import Q
from django.urls import reverse

from pulau.apps.people.models import Appointment, Invitation, Role
from pulau.foundation.calendar import today_of
from pulau.foundation.notices.models import Notice
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.notice_kinds import NoticeGroup, NoticeKind, Words
from pulau.foundation.tenancy.days import covering
from pulau.foundation.ui.formats import long_date

if TYPE_CHECKING:
    from uuid import UUID

    from pulau.apps.people.models import DataRequest
    from pulau.core.shared.actor import Actor
    from pulau.foundation.registry.personal_data import Person

OF_AGENCY: Final = "-instansi"
"""What the key of a duty that ends is followed by where the agency's administrators are told (`news`)."""
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
    current = covering(day)
    rows = Appointment.objects.for_actor(actor).filter(current, role=Role.AGENCY_ADMINISTRATOR)
    news = News(CAME.code, row, reverse("people:data_request", args=[row.pk]), {"due": row.due.isoformat()})
    notify(tenant_id=actor.tenant_id, users=rows.values_list("user_id", flat=True), news=news, now=now)


def tell_answer(actor: Actor, row: DataRequest, *, granted: bool, now: datetime) -> None:
    """Tell the person that their request was answered."""
    kind = GRANTED if granted else REFUSED
    news = News(kind.code, row, reverse("people:own_data"))
    notify(tenant_id=actor.tenant_id, users=[row.user_id], news=news, now=now)


def forget_told(person: Person, tenant_id: UUID) -> int:
    """Remove what others in a body were told of a person's duties and invitations: it names them. Returns how many.

    It is asked before the erasure, while invitations are still found by the person's address.
    """
    accounts = [person.user_id] if person.user_id is not None else []
    duties = Appointment.objects.for_tenant(tenant_id).filter(user_id__in=accounts).values_list("pk", flat=True)
    of_duties = [f"{pk}{part}" for pk in duties for part in ("", OF_AGENCY)]
    invited = Q(email__in=person.emails) | Q(employee_id__in=person.employees)
    invitations = Invitation.objects.for_tenant(tenant_id).filter(invited).values_list("pk", flat=True)
    about = Q(subject_type="people.appointment", subject_id__in=of_duties)
    about |= Q(subject_type="people.invitation", subject_id__in=[str(pk) for pk in invitations])
    return Notice.objects.for_tenant(tenant_id).filter(about).exclude(user_id__in=accounts).delete()[0]
