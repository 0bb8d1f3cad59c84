"""What was seen on a visit: lines of the checklist in versions, those that came too late, and photos."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.visits.models.visits import LONGEST_LINE, LONGEST_TEXT, Visit
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

_DIGEST = RegexValidator(r"^[0-9a-f]{64}$")


class Seen(models.TextChoices):
    """Whether what the line asks for was seen."""

    YES = "yes", _("Ya")
    PARTLY = "partly", _("Sebagian")
    NO = "no", _("Tidak")
    NOT_APPLICABLE = "n/a", _("Tidak berlaku")


WORTH_TELLING = frozenset({Seen.PARTLY, Seen.NO})
"""What a note must explain."""


class Finding(Permanent):
    """One version of a line of the checklist; which one stands, `core.workflow.lines` says. Never changed.

    `key` is made by the phone and comes with every try: the same is taken once. `known` is the version its writer had
    before them. `typed_at` is when it was typed, `at` when it arrived. `from_late` is the late entry it was taken from.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    visit_id: uuid.UUID
    key = models.UUIDField()
    line = models.CharField(max_length=16)
    version = models.PositiveIntegerField()
    known = models.PositiveIntegerField(default=0)
    seen = models.CharField(max_length=8, choices=Seen)
    note = models.TextField(blank=True, max_length=LONGEST_TEXT)
    items: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    typed_at = models.DateTimeField()
    at = models.DateTimeField()
    from_late = models.ForeignKey("LateFinding", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    from_late_id: uuid.UUID | None

    class Meta:
        ordering = ("visit_id", "line", "version")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "visit", "line", "version"), name="one_finding_a_version"),
            models.UniqueConstraint(fields=("tenant", "key"), name="one_finding_a_key"),
        )

    def __str__(self) -> str:
        return f"{self.line} v{self.version}"


class LateState(models.TextChoices):
    """What became of a line that came after its visit was closed."""

    WAITING = "waiting", _("Menunggu ketua tim")
    TAKEN = "taken", _("Diambil alih")
    LEFT = "left", _("Dibiarkan")


class LateFinding(TenantOwned):
    """A line that arrived after its visit was closed, as it was typed: kept, and shown to the leader of the visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    visit_id: uuid.UUID
    key = models.UUIDField()
    line = models.CharField(max_length=16)
    known = models.PositiveIntegerField(default=0)
    seen = models.CharField(max_length=8, choices=Seen)
    note = models.TextField(blank=True, max_length=LONGEST_TEXT)
    items: models.JSONField[list[str]] = models.JSONField(default=list, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    typed_at = models.DateTimeField()
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=LateState, default=LateState.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    decided_by_id: uuid.UUID | None
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("visit_id", "at", "id")
        constraints = (models.UniqueConstraint(fields=("tenant", "key"), name="one_late_finding_a_key"),)

    def __str__(self) -> str:
        return f"{self.line} {self.state}"


class PhotoState(models.TextChoices):
    """How far the copy for viewing is."""

    WAITING = "waiting", _("Salinan disiapkan")
    READY = "ready", _("Siap dilihat")
    FAILED = "failed", _("Salinan gagal dibuat")


class Photo(TenantOwned):
    """A photo of a visit: its bytes by digest as they came, and a copy without telling data that people look at.

    `latitude` and `longitude` are rounded to three decimals (some hundred metres). `faces`: people can be recognised
    on it, and `consent` says who agreed. `late`: it came after the visit was closed.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="+")
    visit_id: uuid.UUID
    key = models.UUIDField()
    line = models.CharField(max_length=16, blank=True)
    digest = models.CharField(max_length=64, validators=[_DIGEST])
    size = models.BigIntegerField()
    kind = models.CharField(max_length=16)
    faces = models.BooleanField(default=False)
    consent = models.CharField(max_length=LONGEST_LINE, blank=True)
    note = models.CharField(max_length=LONGEST_LINE, blank=True)
    place = models.CharField(max_length=LONGEST_LINE, blank=True)
    latitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    longitude = models.DecimalField(max_digits=6, decimal_places=3, null=True, blank=True)
    taken_at = models.DateTimeField()
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    at = models.DateTimeField()
    late = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=PhotoState, default=PhotoState.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    copy = models.CharField(max_length=64, blank=True)
    copy_kind = models.CharField(max_length=16, blank=True)

    class Meta:
        ordering = ("visit_id", "taken_at", "id")
        constraints = (models.UniqueConstraint(fields=("tenant", "key"), name="one_photo_a_key"),)
        indexes = (models.Index(fields=("tenant", "state"), name="photo_by_state"),)

    def __str__(self) -> str:
        return self.digest[:12]
