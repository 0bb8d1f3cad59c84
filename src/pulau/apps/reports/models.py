"""Reports of evaluation, their versions, and runs that make those of many cases: fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.exchange.reports.content import ReportKind
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent, PermanentManager

LONGEST_NUMBER = 120


class Kind(models.TextChoices):
    """Whose report it is; the values are those of `exchange.reports.content.ReportKind`."""

    TPI = ReportKind.TPI.value, _("Laporan hasil evaluasi TPI")
    TPN = ReportKind.TPN.value, _("Laporan hasil evaluasi TPN")
    MONITORING = ReportKind.MONITORING.value, _("Laporan pemantauan TPI")


class ReportState(models.TextChoices):
    """How far a report is."""

    DRAFT = "draft", _("Konsep")
    SIGNED = "signed", _("Ditandatangani")
    SUPERSEDED = "superseded", _("Diganti")


class EvaluationReport(TenantOwned):
    """A report of evaluation (Laporan Hasil Evaluasi, LHE) on a case. `number` is the body's own of the letter.

    `head` is the newest version's number. A signed report is changed no more: where it must be made again, another with
    the next `sequence` supersedes it once that one is signed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    kind = models.CharField(max_length=12, choices=Kind)
    sequence = models.PositiveSmallIntegerField(default=1)
    number = models.CharField(max_length=LONGEST_NUMBER, blank=True)
    state = models.CharField(max_length=12, choices=ReportState, default=ReportState.DRAFT)
    head = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_id: uuid.UUID | None
    signed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("case_id", "kind", "-sequence")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "case", "kind", "sequence"), name="one_report_a_sequence"),
            models.UniqueConstraint(
                fields=("tenant", "case", "kind"), condition=Q(state="draft"), name="one_draft_report_a_kind"
            ),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.sequence}"


class VersionManager(PermanentManager["ReportVersion"]):
    """Versions of a body's reports; beyond it, the one that a document is of."""

    def of_document(self, subject_id: uuid.UUID) -> models.QuerySet[ReportVersion]:
        """Return the one that a document is of, for who was shown that document, of whatever body."""
        return self.queryset_class(self.model, using=self._db).filter(pk=subject_id)


class ReportVersion(Permanent):
    """One version of a report: what it says, and its forms, each under its SHA-256 in the store. Never changed.

    `content` is the canonical JSON of `exchange.reports.content.ReportContent`, `pdf` the pages before anybody signed
    (signatures are added by the `document`'s own versions), `docx` the copy that can be edited. `revision` is that of
    the case when it was read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    report = models.ForeignKey(EvaluationReport, on_delete=models.PROTECT, related_name="versions")
    report_id: uuid.UUID
    number = models.PositiveSmallIntegerField()
    document = models.ForeignKey("signing.Document", on_delete=models.PROTECT, related_name="+")
    document_id: uuid.UUID
    content = models.CharField(max_length=64)
    pdf = models.CharField(max_length=64)
    docx = models.CharField(max_length=64)
    revision = models.PositiveIntegerField()
    engine = models.CharField(max_length=12)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_id: uuid.UUID | None

    objects: ClassVar[VersionManager] = VersionManager()

    class Meta:
        ordering = ("report_id", "-number")
        constraints = (models.UniqueConstraint(fields=("tenant", "report", "number"), name="one_report_version"),)

    def __str__(self) -> str:
        return f"{self.report_id} v{self.number}"


class RunState(models.TextChoices):
    """How far a run is."""

    RUNNING = "running", _("Sedang disusun")
    DONE = "done", _("Selesai")
    STOPPED = "stopped", _("Berhenti")


class ReportRun(TenantOwned):
    """The reports of all cases of a year made and packed by one order, as a job.

    `size` cases are looked at, `past` of them so far, up to the case `last`; `made` got a version, `skipped` says why
    others did not (case id: code). `archive` is the ZIP's SHA-256 once it is packed, empty again when a later run of
    the year has its own.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.TPI)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    state = models.CharField(max_length=8, choices=RunState, default=RunState.RUNNING)
    size = models.PositiveIntegerField()
    past = models.PositiveIntegerField(default=0)
    made = models.PositiveIntegerField(default=0)
    last = models.UUIDField(null=True, blank=True)
    skipped: models.JSONField[dict[str, str]] = models.JSONField(default=dict, blank=True)
    archive = models.CharField(max_length=64, blank=True)
    archive_size = models.PositiveBigIntegerField(default=0)
    packed = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-started_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "year", "kind"), condition=Q(state="running"), name="one_report_run_at_a_time"
            ),
        )

    def __str__(self) -> str:
        return f"{self.year} {self.past}/{self.size}"
