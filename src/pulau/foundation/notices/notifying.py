"""Telling people something, in the transaction in which it happened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

from django.db import models, transaction
from django.utils.http import url_has_allowed_host_and_scheme

from pulau.core.shared.actor import Actor
from pulau.foundation.notices.cadence import mail_time
from pulau.foundation.notices.models import LONGEST_KEY, LONGEST_URL, MailState, Notice, NoticePreference
from pulau.foundation.registry.notice_kinds import Cadence, NoticeKind, notice_groups, notice_kinds
from pulau.foundation.tenancy.place import zone_of

LONGEST_PARAM = 200
"""Characters of a parameter: an id, a code, a date, a short label."""
_BATCH = 1_000


class NoticeWrong(Exception):  # noqa: N818 - a fact, as every error of this project
    """A notice that cannot be: an unknown kind, an address elsewhere, prose as a parameter. A mistake in a program."""


@dataclass(frozen=True, slots=True)
class News:
    """What is told: its kind (a code), the thing it is about, where that is settled (a path), and the words' values.

    `key` makes the same news one notice a person, however often it is told; without it each telling is its own.
    """

    kind: str
    subject: models.Model | tuple[str, str]
    url: str
    params: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    urgent: bool = False


def notify(*, tenant_id: UUID, users: Iterable[UUID], news: News, now: datetime) -> int:
    """Tell people something of a body; returns how many were not told before.

    The notices are rows of the transaction that is open: they are there if and only if what they tell has happened.
    Raises NoticeWrong, also outside of a transaction.
    """
    kind = _checked(news)
    people = set(users)
    if news.key:
        known = Notice.objects.for_tenant(tenant_id).filter(key=news.key, user_id__in=people)
        people -= set(known.values_list("user_id", flat=True))
    if not people:
        return 0
    times = {cadence: mail_time(cadence, now, zone_of(Actor.system(tenant_id))) for cadence in Cadence}
    chosen = _cadences(kind, people)
    rows = [
        _row(tenant_id, user_id, news, now, (chosen[user_id], times[chosen[user_id]])) for user_id in sorted(people)
    ]
    Notice.objects.for_tenant(tenant_id).bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)
    return len(rows)


def _cadences(kind: NoticeKind, people: set[UUID]) -> dict[UUID, Cadence]:
    if kind.obligatory:
        return dict.fromkeys(people, Cadence.AT_ONCE)
    group = notice_groups.get(kind.group)
    found = dict.fromkeys(people, group.cadence if group else Cadence.AT_ONCE)
    rows = NoticePreference.objects.filter(user_id__in=people, group=kind.group)
    return found | {user_id: Cadence(cadence) for user_id, cadence in rows.values_list("user_id", "cadence")}


def _row(tenant_id: UUID, user_id: UUID, news: News, now: datetime, mail: tuple[Cadence, datetime | None]) -> Notice:
    subject_type, subject_id = _reference(news.subject)
    cadence, mail_at = mail
    row = Notice(id=uuid4(), tenant_id=tenant_id, user_id=user_id, kind=news.kind, url=news.url, urgent=news.urgent)
    row.subject_type, row.subject_id = subject_type, subject_id
    row.params, row.created_at = dict(news.params), now
    row.key = news.key or str(row.pk)
    row.mail_state = MailState.NONE if mail_at is None else MailState.WAITING
    row.mail_digest, row.mail_at = cadence in {Cadence.DAILY, Cadence.WEEKLY}, mail_at
    return row


def _checked(news: News) -> NoticeKind:
    kind = notice_kinds.get(news.kind)
    if kind is None or notice_groups.get(kind.group) is None:
        raise NoticeWrong(f"{news.kind!r}: register it and its group in AppConfig.ready")
    if not transaction.get_connection().in_atomic_block:
        raise NoticeWrong(f"{news.kind!r}: tell it inside transaction.atomic")
    if not news.url.startswith("/") or not url_has_allowed_host_and_scheme(news.url, allowed_hosts=None):
        raise NoticeWrong(f"{news.kind!r}: {news.url!r} is no path of this site")
    if len(news.url) > LONGEST_URL or len(news.key) > LONGEST_KEY:
        raise NoticeWrong(f"{news.kind!r}: its address or key is too long")
    if any(len(value) > LONGEST_PARAM for value in news.params.values()):
        raise NoticeWrong(f"{news.kind!r}: a parameter is a short label, not a text")
    return kind


def _reference(subject: models.Model | tuple[str, str]) -> tuple[str, str]:
    if isinstance(subject, models.Model):
        return subject._meta.label_lower, str(subject.pk)  # noqa: SLF001 - Django's documented door
    return subject
