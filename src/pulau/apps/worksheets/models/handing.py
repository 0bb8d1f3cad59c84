"""What goes with a worksheet to its submission: evidence of items, duties, proposed answers, the submission itself."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.worksheets.models.sheets import Worksheet
from pulau.foundation.tenancy.models import TenantOwned

LONGEST_REASON = 1_000
LONGEST_REMARK = 500
_DIGEST = RegexValidator(r"^[0-9a-f]{64}$")


class ItemEvidence(TenantOwned):
    """One piece of evidence (data dukung) laid beside an item. Rows are ended, never removed.

    `asked` is the position, from 1, in the pack's list of what the item asks for; 0: something else. One piece may
    stand beside many items, of many worksheets of its agency.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    item = models.CharField(max_length=24)
    asked = models.PositiveSmallIntegerField(default=0)
    evidence = models.ForeignKey("evidence.Evidence", on_delete=models.PROTECT, related_name="+")
    evidence_id: uuid.UUID
    remark = models.CharField(max_length=LONGEST_REMARK, blank=True)  # which page, which row
    pinned = models.PositiveIntegerField(null=True, blank=True)  # the version handed in; empty: the newest counts
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_by_id: uuid.UUID | None
    added_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    removed_by_id: uuid.UUID | None
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("worksheet", "item", "asked", "added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "worksheet", "item", "asked", "evidence"),
                condition=models.Q(removed_at__isnull=True),
                name="evidence_once_a_place",
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "worksheet", "item"), name="evidence_by_item"),
            models.Index(fields=("tenant", "evidence"), name="items_by_evidence"),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.evidence_id}"


class AreaDuty(TenantOwned):
    """Who answers for an area of a worksheet. Rows are ended, never removed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    area = models.CharField(max_length=8)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    given_by_id: uuid.UUID | None
    given_at = models.DateTimeField()
    due_on = models.DateField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("worksheet", "area", "given_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "worksheet", "area", "user"),
                condition=models.Q(ended_at__isnull=True),
                name="one_duty_an_area_and_person",
            ),
        )

    def __str__(self) -> str:
        return f"{self.area} {self.user_id}"


class ProposalState(models.TextChoices):
    """What became of a proposed answer."""

    WAITING = "waiting", _("Menunggu keputusan")
    ACCEPTED = "accepted", _("Diterima")
    DECLINED = "declined", _("Ditolak")
    SUPERSEDED = "superseded", _("Diganti usulan yang lebih baru")


class ProposedAnswer(TenantOwned):
    """An answer that a register of the platform proposes, with the query that gave it and the digest of what it found.

    It is no answer until a person accepts it: then a version with the source `proposed` is written.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    item = models.CharField(max_length=24)
    register = models.CharField(max_length=40)
    value: models.JSONField[Any] = models.JSONField()
    query = models.TextField()  # what was asked of the register, so that it can be asked again
    facts: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)  # what it found: counts and days
    digest = models.CharField(max_length=64, validators=[_DIGEST])  # of the rows found, canonical
    made_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_id: uuid.UUID | None
    decided_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("worksheet", "item", "-made_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "worksheet", "item", "register"),
                condition=models.Q(state="waiting"),
                name="one_waiting_proposal",
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} {self.register}"


class SubmissionState(models.TextChoices):
    """Whether a submission stands. `returned` comes with the assessors."""

    STANDING = "standing", _("Diajukan")
    WITHDRAWN = "withdrawn", _("Ditarik")
    RETURNED = "returned", _("Dikembalikan")


class Submission(TenantOwned):
    """A self-assessment as its head handed it in: what was answered and shown, by digest.

    `manifest` is the SHA-256 of a blob, which `exchange.packages.manifest` writes and reads (each answer with its
    version and digest, each piece of evidence with its version and SHA-256, the score); `answers` and `evidence` are
    those of its parts. Packages carry the blob as it is.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=SubmissionState, default=SubmissionState.STANDING)
    revision = models.PositiveIntegerField()
    manifest = models.CharField(max_length=64, validators=[_DIGEST])
    answers = models.CharField(max_length=64, validators=[_DIGEST])
    evidence = models.CharField(max_length=64, validators=[_DIGEST])
    replay_digest = models.CharField(max_length=64)
    accepted: models.JSONField[list[str]] = models.JSONField(default=list)  # codes of warnings that the head accepted
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    submitted_by_id: uuid.UUID | None
    submitted_name = models.CharField(max_length=200, blank=True)  # who did so elsewhere, where a package told it
    submitted_at = models.DateTimeField()
    submitted_on = models.DateField()  # the legal day of the unit
    next_on = models.DateField(null=True, blank=True)  # by when the next step is due
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by_id: uuid.UUID | None
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("worksheet", "-number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "worksheet", "number"), name="one_submission_a_number"),
            models.UniqueConstraint(
                fields=("tenant", "worksheet"),
                condition=models.Q(state="standing"),
                name="one_standing_submission",
            ),
        )

    def __str__(self) -> str:
        return f"{self.worksheet_id} {self.number}"

    @property
    def by(self) -> str:
        """The name of who handed it in; empty where nobody is known."""
        return self.submitted_by.full_name if self.submitted_by else self.submitted_name
