"""Sending notices by e-mail: claimed behind the wall, sent outside of any transaction, noted behind it again.

At least once, never at the same time: a worker claims the rows of a letter (row locks, then a lease), so no other sends
them; if it dies between the server's yes and the note, the lease ends and the letter goes again, under the same
Message-ID, by which mailboxes know it. Nothing is lost while the mail server is away: rows wait, at growing pauses.
"""

from __future__ import annotations

import logging
import smtplib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import TYPE_CHECKING, Final
from uuid import UUID, uuid4

from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from pulau.foundation.notices.cadence import next_try
from pulau.foundation.notices.letters import Letter, as_message
from pulau.foundation.notices.models import MailState, Notice, NoticePreference
from pulau.foundation.registry.notice_kinds import Cadence, notice_kinds
from pulau.foundation.tenancy.models import Tenant
from pulau.foundation.tenancy.wall import behind_wall

if TYPE_CHECKING:
    from django.core.mail import EmailMessage
    from django.core.mail.backends.base import BaseEmailBackend

LEASE: Final = timedelta(minutes=15)
"""How long a worker has the letters that it claimed to itself."""
GIVEN_UP: Final = timedelta(days=7)
"""How long a letter that the server answers with "not now" is tried; one that it could not be asked waits on."""
_BATCH: Final = 100
_MOST_BATCHES: Final = 50
_PERMANENT: Final = 500

UNREACHABLE: Final = "unreachable"
REFUSED: Final = "refused"
NOT_NOW: Final = "not-now"

logger = logging.getLogger(__name__)


class MailServerAway(Exception):  # noqa: N818 - a fact, as every error of this project
    """The mail server could not be reached, or the connection broke: there is no use in trying the others now."""


def mail_all() -> int:
    """Mail what is due in every body; returns how many letters the server took. Ends when the server is away."""
    post = Post()
    try:
        return sum(_mail_tenant(tenant_id, post) for tenant_id in Tenant.objects.values_list("pk", flat=True))
    except MailServerAway:
        logger.warning("the mail server is away; notices wait")
        return post.taken
    finally:
        post.close()


class Post:
    """One connection to the mail server, opened with the first letter."""

    def __init__(self) -> None:
        self._connection: BaseEmailBackend | None = None
        self.taken = 0

    def send(self, letter: Letter) -> str:
        """Hand over a letter; returns what was wrong with it, empty where it was taken. Raises MailServerAway."""
        return self.hand_over(as_message(letter))

    def hand_over(self, message: EmailMessage) -> str:
        """Hand over a message as Django sends it; answers as `send` does."""
        try:
            if self._connection is None:
                connection = get_connection()
                connection.open()
                self._connection = connection
            self._connection.send_messages([message])
        except smtplib.SMTPRecipientsRefused as refused:
            codes = [code for code, _words in refused.recipients.values()]
            return REFUSED if min(codes, default=0) >= _PERMANENT else NOT_NOW
        except (smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPAuthenticationError) as away:
            raise MailServerAway from away
        except smtplib.SMTPSenderRefused as refused:  # our own address: for the operator to mend, no reader's fault
            logger.warning("the mail server refuses the sender: %s", refused)
            return NOT_NOW
        except smtplib.SMTPResponseException as refused:
            return REFUSED if refused.smtp_code >= _PERMANENT else NOT_NOW
        except (smtplib.SMTPException, OSError) as away:
            raise MailServerAway from away
        self.taken += 1
        return ""

    def close(self) -> None:
        """End the connection, if there is one."""
        if self._connection is not None:
            try:
                self._connection.close()
            except (smtplib.SMTPException, OSError) as problem:  # all letters were answered for before
                logger.debug("the mail server did not say goodbye: %s", problem)


def _mail_tenant(tenant_id: UUID, post: Post) -> int:
    before = post.taken
    for _batch in range(_MOST_BATCHES):
        letters = _claim(tenant_id, timezone.now())
        if letters is None:
            break
        _send(letters, post)
    return post.taken - before


def _send(letters: list[Letter], post: Post) -> None:
    """Send what was claimed; where the server is away, what was not sent waits again and MailServerAway is raised."""
    for number, letter in enumerate(letters):
        try:
            problem = post.send(letter)
        except MailServerAway:
            for left in letters[number:]:
                _note(left, UNREACHABLE, timezone.now())
            raise
        _note(letter, problem, timezone.now())


def _claim(tenant_id: UUID, now: datetime) -> list[Letter] | None:
    """Take rows of a body whose time has come, and return them as letters; None where there are none."""
    with behind_wall(tenant_id), transaction.atomic():
        waiting = Notice.objects.for_tenant(tenant_id).filter(mail_state=MailState.WAITING, mail_at__lte=now)
        locked = waiting.select_for_update(skip_locked=True, of=("self",)).select_related("user", "tenant")
        rows: list[Notice] = list(locked.order_by("user_id", "mail_digest", "created_at", "pk")[:_BATCH])
        if not rows:
            return None
        kept = _still_wanted(rows)
        letters = [_letter(group) for group in _grouped(kept)]
        for letter in letters:
            Notice.objects.for_tenant(tenant_id).filter(pk__in=letter.ids).update(
                mail_at=now + LEASE, mail_tries=letter.tries, mail_key=letter.key
            )
        return letters


def _still_wanted(rows: list[Notice]) -> list[Notice]:
    """Leave out, for good, what needs no letter any more: read meanwhile, turned off, or nobody to send it to."""
    off = set(
        NoticePreference.objects.filter(
            user_id__in={row.user_id for row in rows}, cadence=Cadence.NEVER.value
        ).values_list("user_id", "group")
    )
    dropped = [row.pk for row in rows if not _wanted(row, off)]
    if dropped:
        Notice.objects.for_tenant(rows[0].tenant_id).filter(pk__in=dropped).update(
            mail_state=MailState.NONE, mail_at=None
        )
    return [row for row in rows if row.pk not in dropped]


def _wanted(row: Notice, off: set[tuple[UUID, str]]) -> bool:
    kind = notice_kinds.get(row.kind)
    if not row.user.is_active or (row.mail_digest and row.read_at is not None):
        return False
    return kind is None or kind.obligatory or (row.user_id, kind.group) not in off


def _grouped(rows: list[Notice]) -> Iterable[list[Notice]]:
    """Yield the rows of each letter: those of one try before stay together, a digest is one a person."""

    def letter_of(row: Notice) -> str:
        return str(row.mail_key or (row.user_id if row.mail_digest else row.pk))

    for _key, group in groupby(sorted(rows, key=letter_of), key=letter_of):
        yield sorted(group, key=lambda row: row.created_at)


def _letter(rows: list[Notice]) -> Letter:
    first = rows[0]
    return Letter(
        key=first.mail_key or (uuid4() if first.mail_digest else first.pk),
        tenant_id=first.tenant_id,
        ids=tuple(row.pk for row in rows),
        address=first.user.email,
        name=first.user.full_name,
        language=first.user.language,
        body_name=first.tenant.name,
        told=tuple((row.kind, dict(row.params), row.url, row.created_at) for row in rows),
        digest=first.mail_digest,
        tries=first.mail_tries + 1,
        since=first.created_at,
    )


def _note(letter: Letter, problem: str, now: datetime) -> None:
    """Write how a try went."""
    with behind_wall(letter.tenant_id), transaction.atomic():
        rows = Notice.objects.for_tenant(letter.tenant_id).filter(pk__in=letter.ids, mail_key=letter.key)
        rows.filter(mail_state=MailState.WAITING).update(**_outcome(letter, problem, now))


def _outcome(letter: Letter, problem: str, now: datetime) -> dict[str, object]:
    if not problem:
        return {"mail_state": MailState.SENT, "mailed_at": now, "mail_at": None, "mail_problem": ""}
    too_old = problem == NOT_NOW and now - letter.since > GIVEN_UP
    if problem == REFUSED or too_old:
        return {"mail_state": MailState.FAILED, "mail_at": None, "mail_problem": problem}
    return {"mail_at": next_try(letter.tries, now), "mail_problem": problem}


@dataclass(frozen=True, slots=True)
class MailCount:
    """How a body's letters stand: waiting (and since when the oldest), failed; content none."""

    waiting: int
    troubled: int
    failed: int
    oldest: datetime | None


def mail_count(tenant_id: UUID) -> MailCount:
    """Return how the letters of a body stand, for who runs the installation."""
    with behind_wall(tenant_id):
        rows = Notice.objects.for_tenant(tenant_id)
        waiting = rows.filter(mail_state=MailState.WAITING)
        oldest = waiting.order_by("created_at").values_list("created_at", flat=True).first()
        troubled = waiting.exclude(mail_problem="").count()
        failed = rows.filter(mail_state=MailState.FAILED).count()
        return MailCount(waiting.count(), troubled, failed, oldest)
