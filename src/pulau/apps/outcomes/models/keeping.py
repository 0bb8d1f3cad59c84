"""What is watched while a title stands: monitoring, triggers, and the proposal to revoke it."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.outcomes.models.decrees import LONGEST_SOURCE, LONGEST_TEXT, TitleHeld
from pulau.core.workflow.keeping import TriggerKind
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

HIGHEST_INDEX = 4


class SurveyKind(models.TextChoices):
    """Which survey an index comes from: the TPI's own, or the satisfaction survey that may stand for it."""

    NONE = "", _("Belum ada survei")
    INTERNAL = "internal", _("Survei internal TPI")
    SKM = "skm", _("Survei Kepuasan Masyarakat")


class Monitoring(Permanent):
    """What the TPI found of a title in a year, and reported; a year may be added to, the newest `number` counts.

    `survey_index` is on the scale 0 to 4. `keeps` is what the TPI concludes: whether the criteria are still met.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title_held = models.ForeignKey(TitleHeld, on_delete=models.PROTECT, related_name="monitorings")
    title_held_id: uuid.UUID
    year = models.PositiveSmallIntegerField()
    number = models.PositiveSmallIntegerField(default=1)
    survey = models.CharField(max_length=12, choices=SurveyKind, blank=True)
    survey_index = models.DecimalField(
        max_digits=5, decimal_places=4, null=True, blank=True, validators=[MaxValueValidator(HIGHEST_INDEX)]
    )
    findings = models.TextField(max_length=LONGEST_TEXT)
    complaints = models.PositiveIntegerField(default=0)
    complaints_open = models.PositiveIntegerField(default=0)
    follow_up = models.TextField(blank=True, max_length=LONGEST_TEXT)
    keeps = models.BooleanField(default=True)
    letter = models.CharField(max_length=LONGEST_SOURCE, blank=True)  # number and day of the report to the ministry
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    at = models.DateTimeField()
    on = models.DateField()  # the legal day of the body

    class Meta:
        ordering = ("title_held_id", "year", "number")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "title_held", "year", "number"), name="one_monitoring_a_year_and_number"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title_held_id} {self.year}"


class TriggerOutcome(models.TextChoices):
    """What an examination found."""

    OPEN = "", _("Belum diperiksa")
    FOUNDED = "founded", _("Terbukti")
    UNFOUNDED = "unfounded", _("Tidak terbukti")
    MENDED = "mended", _("Sudah diperbaiki")


TRIGGER_WORDS = {
    TriggerKind.MALADMINISTRATION: _("Pengaduan maladministrasi terbukti"),
    TriggerKind.SURVEY_FALL: _("Indeks survei turun"),
    TriggerKind.EXPIRED_EVIDENCE: _("Bukti yang mendasari predikat kedaluwarsa"),
    TriggerKind.HEAD_INVESTIGATED: _("Pimpinan unit dalam penyidikan"),
    TriggerKind.REPORT_OVERDUE: _("Laporan pemantauan terlambat"),
}


class Trigger(TenantOwned):
    """Something by which the ministry looks whether a title may stay: found by rule or recorded, examined, settled.

    `key` names what it is about, so that a rule finds the same thing once. `clarification` is what the TPI said when it
    was asked. `settled_at`: it moves nothing any more.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title_held = models.ForeignKey(TitleHeld, on_delete=models.PROTECT, related_name="triggers")
    title_held_id: uuid.UUID
    kind = models.CharField(max_length=20, choices=[(kind.value, words) for kind, words in TRIGGER_WORDS.items()])
    key = models.CharField(max_length=120)
    source = models.CharField(max_length=LONGEST_SOURCE)
    found_on = models.DateField()
    found_at = models.DateTimeField()
    found_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    found_by_id: uuid.UUID | None  # empty: by rule
    outcome = models.CharField(max_length=12, choices=TriggerOutcome, blank=True)
    clarification = models.TextField(blank=True, max_length=LONGEST_TEXT)
    clarified_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    clarified_by_id: uuid.UUID | None
    clarified_at = models.DateTimeField(null=True, blank=True)
    finding = models.TextField(blank=True, max_length=LONGEST_TEXT)
    examined_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    examined_by_id: uuid.UUID | None
    examined_at = models.DateTimeField(null=True, blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("title_held_id", "-found_at", "id")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "title_held", "kind", "key"), name="one_trigger_a_thing"),
            models.CheckConstraint(
                condition=Q(outcome="", examined_at__isnull=True) | (~Q(outcome="") & Q(examined_at__isnull=False)),
                name="trigger_outcome_by_examination",
            ),
        )
        indexes = (models.Index(fields=("tenant", "settled_at"), name="trigger_by_settled"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.title_held_id}"


class RevocationState(models.TextChoices):
    """What became of a proposal to revoke."""

    PROPOSED = "proposed", _("Diusulkan kepada Menteri")
    DROPPED = "dropped", _("Tidak dilanjutkan")
    REVOKED = "revoked", _("Predikat dicabut")


class Revocation(TenantOwned):
    """A written recommendation to revoke a title (rekomendasi pencabutan), the triggers it rests on, and its end."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    title_held = models.ForeignKey(TitleHeld, on_delete=models.PROTECT, related_name="revocations")
    title_held_id: uuid.UUID
    triggers: models.JSONField[list[str]] = models.JSONField(default=list)  # ids
    recommendation = models.TextField(max_length=LONGEST_TEXT)
    letter = models.CharField(max_length=LONGEST_SOURCE, blank=True)
    state = models.CharField(max_length=12, choices=RevocationState, default=RevocationState.PROPOSED)
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    proposed_by_id: uuid.UUID | None
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_id: uuid.UUID | None
    decided_at = models.DateTimeField(null=True, blank=True)
    reasons = models.TextField(blank=True, max_length=LONGEST_TEXT)

    class Meta:
        ordering = ("case_id", "proposed_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "title_held"), condition=Q(state="proposed"), name="one_revocation_proposed"
            ),
        )

    def __str__(self) -> str:
        return f"{self.case_id} {self.state}"
