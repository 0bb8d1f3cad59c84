"""Signing many documents with one confirmation: the run, and each document in it. Fields and constraints."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.signing.models.documents import CODE_LENGTH, LONGEST_TITLE
from pulau.apps.signing.models.signatories import Signatory
from pulau.foundation.tenancy.models import TenantOwned


class RunState(models.TextChoices):
    """How far a run is."""

    RUNNING = "running", _("Berjalan")
    PAUSED = "paused", _("Menunggu layanan tanda tangan")
    STOPPED = "stopped", _("Dihentikan")
    DONE = "done", _("Selesai")


class SigningRun(TenantOwned):
    """Documents that a person signs, or attests as a witness, by one confirmation; it covers these and no others.

    `tries` counts the pauses since the last signature; `told` says why it pauses or stopped (a code).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    state = models.CharField(max_length=8, choices=RunState, default=RunState.RUNNING)
    told = models.CharField(max_length=32, blank=True)
    tries = models.PositiveIntegerField(default=0)
    size = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    touched_at = models.DateTimeField()  # of the newest step of the job
    confirmed_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-started_at", "id")
        indexes = (models.Index(fields=("tenant", "user", "-started_at"), name="signing_run_by_user"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.size}"


class ItemState(models.TextChoices):
    """What became of a document in a run."""

    WAITING = "waiting", _("Menunggu")
    DONE = "done", _("Ditandatangani")
    SKIPPED = "skipped", _("Tidak ditandatangani")


class SigningItem(TenantOwned):
    """One document of a run, by the signatory whose place is filled: the person's own, or the drawn one they attest.

    `told` says why it was not signed (a code).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    run = models.ForeignKey(SigningRun, on_delete=models.CASCADE, related_name="items")
    run_id: uuid.UUID
    position = models.PositiveIntegerField()
    signatory = models.ForeignKey(Signatory, on_delete=models.PROTECT, related_name="+")
    signatory_id: uuid.UUID
    code = models.CharField(max_length=CODE_LENGTH)  # the document's, with its title as it was confirmed
    title = models.CharField(max_length=LONGEST_TITLE)
    attests = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=ItemState, default=ItemState.WAITING)
    told = models.CharField(max_length=32, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("run", "position")
        constraints = (models.UniqueConstraint(fields=("run", "signatory"), name="signing_item_once"),)
        indexes = (models.Index(fields=("run", "state", "position"), name="signing_item_by_state"),)

    def __str__(self) -> str:
        return f"{self.run_id} {self.position}"
