"""What happens at a declaration's ceremony, in order: fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.models.declarations import CODED, Declaration
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager


class EventKind(models.TextChoices):
    """What happened."""

    OPENED = "opened", _("Dibuka")
    LINE_READ = "line-read", _("Dibacakan")
    TURN = "turn", _("Giliran")
    SIGNED = "signed", _("Ditandatangani")
    REFUSED = "refused", _("Ditolak")
    REPLACED = "replaced", _("Diwakili")
    CONFIRMED = "confirmed", _("Disaksikan")
    PACTS = "pacts", _("Pakta pegawai")
    NOTE = "note", _("Catatan")
    HELD = "held", _("Dicanangkan")
    CLOSED = "closed", _("Ditutup")


class CeremonyEventManager(ScopedManager["CeremonyEvent"]):
    """Events of a body's ceremonies; and those of the one whose code somebody has."""

    def coded(self, code: str, after: int = 0) -> models.QuerySet[CeremonyEvent]:
        """Return the events of the ceremony with this code after a number, in order, whosesoever."""
        return self.queryset_class(self.model, using=self._db).filter(code=code, number__gt=after).order_by("number")

    def of_declaration(self, declaration: Declaration) -> models.QuerySet[CeremonyEvent]:
        """Return a declaration's events in order, for who was shown it, of whatever body."""
        return self.queryset_class(self.model, using=self._db).filter(declaration_id=declaration.pk)


class CeremonyEvent(TenantOwned):
    """One thing that happened; `number` counts from 1 in a ceremony without a gap. Events are only ever added.

    `payload` is what the hall's screen shows of it (public); `key` tells one that was sent twice from two.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="events")
    declaration_id: uuid.UUID
    code = models.CharField(max_length=12, editable=False)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EventKind)
    payload = models.JSONField(default=dict)
    key = models.UUIDField(default=uuid.uuid4)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    actor_id: uuid.UUID | None
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True, blank=True)  # when a phone without network saw it, as the phone says

    objects: ClassVar[CeremonyEventManager] = CeremonyEventManager()
    wall_openings: ClassVar[dict[str, str]] = {"code": CODED}

    class Meta:
        ordering = ("declaration_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("declaration", "number"), name="event_number_once"),
            models.UniqueConstraint(fields=("declaration", "key"), name="event_key_once"),
        )
        indexes = (models.Index(fields=("code", "number"), name="event_by_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.number}"
