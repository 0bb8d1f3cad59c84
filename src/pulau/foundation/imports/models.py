"""An import, its file while it is needed, and its rows: fields and constraints. What files say lies sealed."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from pulau.foundation.registry.importers import Outcome
from pulau.foundation.sealing import SealedField
from pulau.foundation.tenancy.models import TenantOwned

LONGEST_FILE_NAME = 120


class RunState(models.TextChoices):
    """How far an import is."""

    COLUMNS = "columns", _("Menunggu kolom")
    CHECKING = "checking", _("Diperiksa")
    READY = "ready", _("Siap dimulai")
    RUNNING = "running", _("Berjalan")
    DONE = "done", _("Selesai")
    STOPPED = "stopped", _("Dihentikan")
    DISCARDED = "discarded", _("Dibuang")


class OutcomeChoice(models.TextChoices):
    """What becomes of a row."""

    ADDED = Outcome.ADDED.value, _("Ditambahkan")
    CHANGED = Outcome.CHANGED.value, pgettext_lazy("baris", "Diubah")
    SAME = Outcome.SAME.value, pgettext_lazy("baris", "Sama")
    REFUSED = Outcome.REFUSED.value, _("Ditolak")
    MISSING = Outcome.MISSING.value, _("Tidak ada di berkas")
    ENDED = Outcome.ENDED.value, _("Diakhiri")
    BROKEN = Outcome.BROKEN.value, _("Belum ditulis")


class ImportRun(TenantOwned):
    """One file that is taken in, from its upload to its result.

    `mapping` gives the importer's columns their place in the file (from 0). `size` rows are to be written, in the order
    of their positions; those up to `done` have been. `writer_role` and `on_behalf_of` are what the journal keeps.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=32)
    state = models.CharField(max_length=12, choices=RunState, default=RunState.COLUMNS)
    file_name = models.CharField(max_length=LONGEST_FILE_NAME)
    sha256 = models.CharField(max_length=64)
    head = models.JSONField()
    mapping = models.JSONField(default=dict)
    corrections = models.BooleanField(default=False)  # the file is one of our own, of rows to be corrected
    rows = models.PositiveIntegerField()
    size = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    end_missing = models.BooleanField(default=False)
    stop_reason = models.CharField(max_length=32, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    by_id: uuid.UUID | None
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    touched_at = models.DateTimeField()  # of the newest step of the job
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("tenant", "-created_at"), name="import_run_by_time"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.file_name}"


class ImportFile(TenantOwned):
    """The rows of a file as they were read, until its writing begins: JSON of [number, [cells]], sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, related_name="file")
    table = SealedField()

    def __str__(self) -> str:
        return str(self.run_id)


class ImportRow(TenantOwned):
    """A row of a file and what becomes of it. `number` is that of the file, 0 for what the file does not name.

    `content` is JSON, sealed: `cells` as uploaded, `flaws`, `differences`, and for a missing one `key` and `name`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="lines")
    run_id: uuid.UUID
    position = models.PositiveIntegerField()
    number = models.PositiveIntegerField()
    outcome = models.CharField(max_length=8, choices=OutcomeChoice)
    content = SealedField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(fields=("run", "position"), name="import_row_once_a_place"),)
        indexes = (models.Index(fields=("run", "outcome", "number"), name="import_row_by_outcome"),)

    def __str__(self) -> str:
        return f"{self.run_id} {self.number}"
