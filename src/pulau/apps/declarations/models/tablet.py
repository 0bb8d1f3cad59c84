"""Signing at a shared tablet: the tablet's session, and attesting many drawings at once. Fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.models.pacts import Pact
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, ScopedQuerySet

DIGEST_LENGTH = 64


class TabletManager(ScopedManager["TabletSession"]):
    """Tablets of a body, or the one whose key a device brought."""

    def presented(self, digest: str) -> models.QuerySet[TabletSession]:
        """Return the tablet of this digest, whatever its body: nobody has signed in on the device."""
        found: ScopedQuerySet[TabletSession] = self.queryset_class(self.model, using=self._db)
        return found.filter(digest=digest).order_by()


class TabletSession(TenantOwned):
    """A device at which the employees of one unit sign their pacts, until a time, and which can do nothing else.

    Only the digest of its key is kept. It is open while it was not ended and whoever opened it may still attend.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_by_id: uuid.UUID
    digest = models.CharField(max_length=DIGEST_LENGTH, unique=True, editable=False)  # SHA-256 of 256 random bits
    opened_at = models.DateTimeField()
    until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TabletManager] = TabletManager()
    wall_openings: ClassVar[dict[str, str]] = {"token": "digest = current_setting('pulau.token', true)"}

    class Meta:
        ordering = ("-opened_at", "id")
        indexes = (models.Index(fields=("tenant", "unit", "-opened_at"), name="tablet_by_unit"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.opened_at:%Y-%m-%d}"


class AttestState(models.TextChoices):
    """How far it is with attesting many drawings."""

    RUNNING = "running", _("Berjalan")
    PAUSED = "paused", _("Menunggu layanan tanda tangan")
    STOPPED = "stopped", _("Dihentikan")
    DONE = "done", _("Selesai")


class AttestRun(TenantOwned):
    """Drawings of a unit that a witness attests by one confirmation: exactly those, and nothing drawn later.

    `tries` counts the pauses since the last signature; `told` says why it pauses or stopped (a code).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    witness = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    witness_id: uuid.UUID
    state = models.CharField(max_length=8, choices=AttestState, default=AttestState.RUNNING)
    told = models.CharField(max_length=32, blank=True)
    tries = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField()
    confirmed_at = models.DateTimeField()
    touched_at = models.DateTimeField()  # of the newest step of the job
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-confirmed_at", "id")
        indexes = (models.Index(fields=("tenant", "unit", "-confirmed_at"), name="attest_run_by_unit"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.size}"


class AttestItemState(models.TextChoices):
    """What became of a drawing in a run."""

    WAITING = "waiting", _("Menunggu")
    DONE = "done", _("Disaksikan")
    SKIPPED = "skipped", _("Tidak disaksikan")


class AttestItem(TenantOwned):
    """One drawing of a run, as it was shown when it was confirmed; `told` says why it was not attested (a code)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(AttestRun, on_delete=models.CASCADE, related_name="items")
    run_id: uuid.UUID
    position = models.PositiveIntegerField()
    pact = models.ForeignKey(Pact, on_delete=models.PROTECT, related_name="+")
    pact_id: uuid.UUID
    drawing = models.CharField(max_length=DIGEST_LENGTH)  # digest of the strokes that were confirmed
    state = models.CharField(max_length=8, choices=AttestItemState, default=AttestItemState.WAITING)
    told = models.CharField(max_length=32, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("run", "position")
        constraints = (models.UniqueConstraint(fields=("run", "pact"), name="attest_item_once"),)
        indexes = (models.Index(fields=("run", "state", "position"), name="attest_item_by_state"),)

    def __str__(self) -> str:
        return f"{self.run_id} {self.position}"
