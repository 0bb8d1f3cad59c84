"""Clearance with other bodies, the panel of a case, who sits on it and how they voted: fields and constraints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.core.workflow.voting import Choice
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

LONGEST_TEXT = 4_000
LONGEST_REASON = 2_000
LONGEST_NAME = 200


class ClearanceBody(models.TextChoices):
    """Who is asked before a panel (Permenpan RB 90/2021, Lampiran I, Tahap IV)."""

    OMBUDSMAN = "ombudsman", _("Ombudsman")
    KPK = "kpk", _("KPK")
    COMMISSION = "commission", _("Komisi teknis")
    APIP = "apip", _("APIP")


class Answer(models.TextChoices):
    """What a body answered."""

    CLEAR = "clear", _("Tidak ada keberatan")
    NOTE = "note", _("Ada catatan")
    OBJECTION = "objection", _("Keberatan")
    NONE = "none", _("Tidak menjawab")


class Clearance(TenantOwned):
    """What a body was asked about a case and answered, until when; recorded by the TPN, with the letter as a file.

    `answered_on` is the day of the body's letter. The file lies in `foundation.storage` under its digest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    body = models.CharField(max_length=12, choices=ClearanceBody)
    question = models.TextField(max_length=LONGEST_TEXT)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by_id: uuid.UUID | None
    asked_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    answer = models.CharField(max_length=12, choices=Answer, blank=True)
    answered_on = models.DateField(null=True, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by_id: uuid.UUID | None
    recorded_at = models.DateTimeField(null=True, blank=True)
    document_name = models.CharField(max_length=LONGEST_NAME, blank=True)
    document_type = models.CharField(max_length=100, blank=True)
    document_digest = models.CharField(max_length=64, blank=True)
    document_size = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("case_id", "asked_at", "body")
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "body"), name="one_clearance_a_body"),)
        indexes = (models.Index(fields=("document_digest",), name="clearance_by_digest"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.body}"


class Panel(TenantOwned):
    """A sitting of the panel on a case; another one follows where an objection was upheld.

    `quorum` is the number of members it needs, and `tie_recommends` how a tie counts, as the data said when it was
    opened. It is closed as the case moves on, with its outcome: `for`, `against`, or empty where none was reached.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    quorum = models.PositiveSmallIntegerField()
    tie_recommends = models.BooleanField(default=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    opened_by_id: uuid.UUID | None
    opened_at = models.DateTimeField()
    shown_at = models.DateTimeField(
        null=True, blank=True
    )  # when all had voted: from then on votes stay shown, and stand
    outcome = models.CharField(max_length=8, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("case_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_panel_a_number"),
            models.UniqueConstraint(
                fields=("tenant", "case"), condition=Q(closed_at__isnull=True), name="one_open_panel_a_case"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"


class Member(TenantOwned):
    """Who sits on a panel. Who leaves (an interest turned up) stays as a row, and their vote counts no more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    panel = models.ForeignKey(Panel, on_delete=models.PROTECT, related_name="members")
    panel_id: uuid.UUID
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    joined_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)
    left_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("panel_id", "joined_at", "id")
        constraints = (models.UniqueConstraint(fields=("tenant", "panel", "user"), name="one_seat_a_person"),)

    def __str__(self) -> str:
        return f"{self.panel_id} {self.user_id}"


class VoteChoice(models.TextChoices):
    """A vote in words; the values are those of `core.workflow.voting`."""

    FOR = Choice.FOR.value, _("Setuju")
    AGAINST = Choice.AGAINST.value, _("Tidak setuju")
    ABSTAIN = Choice.ABSTAIN.value, _("Abstain")


class Vote(Permanent):
    """A vote of a member with its reason; who votes again adds a version, and the newest counts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    member = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="votes")
    member_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    choice = models.CharField(max_length=8, choices=VoteChoice)
    reason = models.TextField(max_length=LONGEST_REASON)
    at = models.DateTimeField()

    class Meta:
        ordering = ("member_id", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "member", "number"), name="one_vote_a_number"),)

    def __str__(self) -> str:
        return f"{self.member_id} {self.number}"
