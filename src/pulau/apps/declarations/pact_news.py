"""What people are told of their pacts: that one is asked for, is due soon, is late; and by a hand that reminds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from django.urls import reverse

from pulau.apps.declarations.models import PactState
from pulau.apps.declarations.selectors.pacts import owed_pacts
from pulau.apps.declarations.selectors.templates import approved_kinds
from pulau.foundation.notices.notifying import News, notify
from pulau.foundation.registry.due_things import Before, DueSource, DueThing
from pulau.foundation.registry.notice_kinds import NoticeKind, Words
from pulau.foundation.ui.formats import kept_date

if TYPE_CHECKING:
    from pulau.apps.declarations.models import Pact
    from pulau.core.shared.actor import Actor

_CHUNK: Final = 1_000
SUBJECT: Final = "declarations.pact"


_SHOWN: Final = {"due": kept_date}
ASKED: Final = NoticeKind(
    "declarations.pact_asked",
    "deadlines",
    Words("Pakta integritas {year} menunggu tanda tangan Anda", "Tanda tangani paling lambat {due}."),
    Words("The integrity pact {year} awaits your signature", "Sign it by {due}."),
    shown=_SHOWN,
)
SOON: Final = NoticeKind(
    "declarations.pact_soon",
    "deadlines",
    Words("Pakta integritas Anda harus ditandatangani paling lambat {due}", "Buka halaman Pakta saya."),
    Words("Your integrity pact is to be signed by {due}", "Open the page My pacts."),
    shown=_SHOWN,
)
LATE: Final = NoticeKind(
    "declarations.pact_late",
    "deadlines",
    Words("Pakta integritas Anda belum ditandatangani", "Tenggatnya {due}. Anda masih dapat menandatanganinya."),
    Words("Your integrity pact is not signed yet", "It was due on {due}. You can still sign it."),
    shown=_SHOWN,
)
REMINDED: Final = NoticeKind(
    "declarations.pact_reminded",
    "deadlines",
    Words("Anda diingatkan menandatangani pakta integritas {year}", "Buka halaman Pakta saya."),
    Words("You are reminded to sign the integrity pact {year}", "Open the page My pacts."),
)
KINDS: Final = (ASKED, SOON, LATE, REMINDED)


def tell_asked(actor: Actor, rows: Iterable[Pact], now: datetime) -> int:
    """Tell people that a pact is asked of them: one notice a person and due day. Returns how many."""
    by_day: dict[tuple[int, date], set[UUID]] = defaultdict(set)
    for row in rows:
        if row.user_id is not None:
            by_day[row.year, row.due_on].add(row.user_id)
    told = 0
    for (year, due), users in by_day.items():
        params = {"year": str(year), "due": due.isoformat()}
        key = f"{ASKED.code}:{year}:{due}"
        news = News(ASKED.code, (SUBJECT, str(year)), reverse("declarations:pacts"), params, key)
        told += notify(tenant_id=actor.tenant_id, users=users, news=news, now=now)
    return told


def tell_reminded(actor: Actor, users: Sequence[UUID], today: date, now: datetime) -> int:
    """Remind people; who was reminded today already is not told again. Returns how many were told."""
    if not users:
        return 0
    key = f"{REMINDED.code}:{today}"
    news = News(
        REMINDED.code, (SUBJECT, str(today.year)), reverse("declarations:pacts"), {"year": str(today.year)}, key
    )
    return notify(tenant_id=actor.tenant_id, users=users, news=news, now=now)


def _waiting(actor: Actor, today: date, last: date) -> Iterator[DueThing]:
    """Yield who has not signed by a day, a thousand at a time: a notice is one a person and day anyway."""
    kinds = approved_kinds(actor)
    rows = owed_pacts(actor, today.year).filter(
        state=PactState.DUE, due_on__lte=last, user__isnull=False, kind__in=kinds
    )
    days = list(rows.order_by("due_on").values_list("due_on", flat=True).distinct())
    for due in days:
        users: list[UUID] = []
        for user_id in rows.filter(due_on=due).order_by("pk").values_list("user_id", flat=True).iterator(_CHUNK):
            users.append(user_id)
            if len(users) == _CHUNK:
                yield _thing(due, users)
                users = []
        if users:
            yield _thing(due, users)


def _thing(due: date, users: Sequence[UUID]) -> DueThing:
    return DueThing(str(due.year), due, tuple(users), reverse("declarations:pacts"), {"year": str(due.year)})


DUE_PACTS: Final = DueSource(SUBJECT, SOON.code, _waiting, LATE.code, stages=(14, 3), before=Before.CALENDAR_DAYS)
"""The person hears of it 14 and 3 days before, and when the day has passed."""
