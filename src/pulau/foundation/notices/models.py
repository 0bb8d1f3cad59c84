"""Notices and how often their people want them by e-mail: fields and constraints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.foundation.registry.notice_kinds import Cadence
from pulau.foundation.tenancy.models import TenantOwned

LONGEST_KEY = 160
LONGEST_URL = 300


class MailState(models.TextChoices):
    """How far a notice is on its way into somebody's mailbox."""

    NONE = "none", _("Hanya di Pulau")
    WAITING = "waiting", _("Surel menunggu")
    SENT = "sent", _("Surel terkirim")
    FAILED = "failed", _("Surel tidak terkirim")


class Notice(TenantOwned):
    """Something a person (`user`) is told about one thing (`subject_type`, `subject_id`) of a body, settled at `url`.

    `params` are what the kind's words need: ids, codes, ISO dates and short labels, never what somebody wrote.
    `key` is unique for its person: told twice, kept once. `mail_at` is the earliest moment of the next try, `mail_key`
    the letter it goes with once it was tried: a retry is the same letter, by the same Message-ID.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    kind = models.CharField(max_length=80)
    subject_type = models.CharField(max_length=100)
    subject_id = models.CharField(max_length=64)
    params = models.JSONField(default=dict)
    url = models.CharField(max_length=LONGEST_URL)  # a path of this site
    urgent = models.BooleanField(default=False)
    key = models.CharField(max_length=LONGEST_KEY)
    created_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    mail_state = models.CharField(max_length=8, choices=MailState, default=MailState.NONE)
    mail_digest = models.BooleanField(default=False)  # goes with others of its person in one letter
    mail_at = models.DateTimeField(null=True, blank=True)
    mail_tries = models.PositiveSmallIntegerField(default=0)
    mail_problem = models.CharField(max_length=20, blank=True)
    mail_key = models.UUIDField(null=True, editable=False)
    mailed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-created_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "user", "key"), name="notice_once_a_person"),
            models.CheckConstraint(
                condition=~Q(mail_state="waiting") | Q(mail_at__isnull=False), name="waiting_mail_has_its_time"
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "user", "-created_at"), name="notice_by_person"),
            models.Index(fields=("tenant", "user"), condition=Q(read_at__isnull=True), name="notice_unread"),
            models.Index(fields=("tenant", "mail_at"), condition=Q(mail_state="waiting"), name="notice_to_mail"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.subject_id}"


class NoticePreference(models.Model):
    """How often a person wants a group of notices by e-mail, in whatever body; the group's own cadence without one."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    user_id: uuid.UUID
    group = models.CharField(max_length=40)
    cadence = models.CharField(max_length=8, choices=[(each.value, each.value) for each in Cadence])
    chosen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("user", "group"), name="one_cadence_a_group"),)

    def __str__(self) -> str:
        return f"{self.group} {self.cadence}"
