"""Proposals of an agency's units, what was found of their conditions, changes of the season: fields, constraints."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent, PermanentManager
from pulau.foundation.tenancy.scope import ScopedManager

LONGEST_REASON = 2_000
LONGEST_DOCUMENT = 160
LONGEST_NUMBER = 80
LONGEST_GROUND = 300
LONGEST_VALUE = 32


class SeasonManager(PermanentManager["SeasonChange"]):
    """Changes that a body announced; beyond it, those of every year, which are public."""

    def announced(self, year: int) -> models.QuerySet[SeasonChange]:
        """Return what was changed in a year, oldest first. Crosses tenants on purpose: the calendar is everybody's."""
        rows = self.queryset_class(self.model, using=self._db)
        return rows.filter(year=year).order_by("at", "number", "id")


class SeasonChange(Permanent):
    """A day or a quota of a year as the ministry's TPN set it; the newest of its `key` holds.

    `key` is a step of `exchange.seasons.STEPS` (then `day`), or `quota:<kind of agency>` (then `quota`; empty: not
    limited). `ground` is the announcement or letter that it rests on.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    key = models.CharField(max_length=32)
    number = models.PositiveSmallIntegerField()
    day = models.DateField(null=True, blank=True)
    quota = models.PositiveIntegerField(null=True, blank=True)
    ground = models.CharField(max_length=LONGEST_GROUND)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    at = models.DateTimeField()

    objects: ClassVar[SeasonManager] = SeasonManager()
    wall_openings: ClassVar[dict[str, str]] = {"announced": "true"}

    class Meta:
        ordering = ("year", "at", "number", "id")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "year", "key", "number"), name="one_season_change_a_number"),
        )
        indexes = (models.Index(fields=("year", "key"), name="season_change_by_year"),)

    def __str__(self) -> str:
        return f"{self.year} {self.key}"


class ProposalState(models.TextChoices):
    """How far a proposal is."""

    DRAFT = "draft", _("Draf")
    SIGNED = "signed", _("Ditandatangani")
    WITHDRAWN = "withdrawn", _("Ditarik")


class ProposalManager(ScopedManager["Proposal"]):
    """Proposals of a body; and the one that a document is of, for who was shown that document."""

    def of_document(self, subject_id: uuid.UUID) -> models.QuerySet[Proposal]:
        """Return the proposal that a document is of, for who was shown the document, of whatever body."""
        return self.queryset_class(self.model, using=self._db).filter(pk=subject_id)


class Proposal(TenantOwned):
    """A proposal (usulan) of an agency in a year: one letter for all its units, with the statement of responsibility.

    `day` is the legal day of its signature, and `rules` the instrument whose conditions held then. `letter_number` is
    the agency's own number of the letter.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=ProposalState, default=ProposalState.DRAFT)
    letter_number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    day = models.DateField(null=True, blank=True)
    rules = models.CharField(max_length=64, blank=True)
    letter = models.ForeignKey("signing.Document", on_delete=models.PROTECT, null=True, related_name="+")
    letter_id: uuid.UUID | None
    statement = models.ForeignKey("signing.Document", on_delete=models.PROTECT, null=True, related_name="+")
    statement_id: uuid.UUID | None
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_id: uuid.UUID | None
    made_at = models.DateTimeField()
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    signed_by_id: uuid.UUID | None
    signed_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)  # when its last unit was withdrawn

    objects: ClassVar[ProposalManager] = ProposalManager()

    class Meta:
        ordering = ("-year", "-number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "year", "number"), name="one_proposal_a_number"),
            models.UniqueConstraint(
                fields=("tenant", "year"), condition=Q(state="draft"), name="one_draft_proposal_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year}/{self.number}"


class ProposedUnit(TenantOwned):
    """A unit in a proposal, for a title. `checks` are its conditions as they stood when the letter was signed.

    `digest` is that of the checks. `eased` is the kind of unit by which the rule eased it, `eased_conditions` in what.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, related_name="units")
    proposal_id: uuid.UUID
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    title = models.CharField(max_length=8)
    eased = models.CharField(max_length=LONGEST_VALUE, blank=True)
    eased_conditions: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    checks: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_by_id: uuid.UUID | None
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_by_id: uuid.UUID | None
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdraw_letter = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    withdraw_reason = models.TextField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        ordering = ("proposal_id", "added_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "case"), condition=Q(withdrawn_at__isnull=True), name="one_proposal_a_case"
            ),
        )
        indexes = (models.Index(fields=("tenant", "proposal"), name="proposed_unit_by_proposal"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.title}"


class ConditionFinding(Permanent):
    """What the agency states of a condition that no readiness fact tells, with its document. The newest holds.

    `condition` is one of the pack's, or `eased-unit` (then `value` is the kind of unit that the rule eases; empty:
    none). The value of `years-of-building` is the day on which building began, as the deed says.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    condition = models.CharField(max_length=LONGEST_VALUE)
    number = models.PositiveSmallIntegerField()
    value = models.CharField(max_length=LONGEST_VALUE, blank=True)
    document = models.CharField(max_length=LONGEST_DOCUMENT)
    document_date = models.DateField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "condition", "number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "case", "condition", "number"), name="one_finding_a_number"),
        )

    def __str__(self) -> str:
        return f"{self.condition} {self.number}"


class Screening(Permanent):
    """The TPN's pre-evaluation of a case: each condition confirmed or not, with a remark. The newest holds.

    `checks` has by condition: `confirmed` (yes or no), `remark`, and `outcome`, what the platform found then.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    rules = models.CharField(max_length=64)
    checks: models.JSONField[dict[str, dict[str, Any]]] = models.JSONField(default=dict)
    summary = models.TextField(max_length=LONGEST_REASON, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    at = models.DateTimeField()

    class Meta:
        ordering = ("case_id", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "number"), name="one_screening_a_number"),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.number}"
