"""A room for each companion and scope, for a time, and what is said in it for good: fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.contract import OutsideKind
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent

LONGEST_SAID = 6_000
LONGEST_PURPOSE = 1_000


class RoomScope(models.TextChoices):
    """How far a room reaches."""

    CASE = "case", _("Satu penilaian")
    UNIT = "unit", _("Satu unit, semua tahun")
    AGENCY = "agency", _("Semua unit instansi")


class EntryKind(models.TextChoices):
    """What an entry is. The first three are the companion's, the last two of those who answer and decide."""

    ADVICE = "advice", _("Saran")
    QUESTION = "question", _("Pertanyaan")
    DISSENT = "dissent", _("Keberatan tercatat")
    ANSWER = "answer", _("Jawaban")
    WEIGHING = "weighing", _("Penimbangan")


class Addressee(models.TextChoices):
    """Whom a companion asks."""

    UNIT = "unit", _("Unit")
    ASSESSORS = "assessors", _("Tim penilai")


class Room(TenantOwned):
    """What lets a companion in: for one case, a unit (`unit`), or all units of a body, from day to day.

    `kind` is where the companion comes from, as the duty said when the room was opened. `by_grant`: they opened it
    themselves, by a grant of region or country. `until` is the last day (empty: as long as the duty holds). The names
    are of the day of opening: a companion reads them also while acting for another body.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    kind = models.CharField(max_length=20, choices=OutsideKind)
    scope = models.CharField(max_length=8, choices=RoomScope)
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, null=True, related_name="+")
    case_id: uuid.UUID | None
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    unit_name = models.CharField(max_length=200, blank=True)
    agency_name = models.CharField(max_length=200, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    by_grant = models.BooleanField(default=False)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    purpose = models.TextField(blank=True, max_length=LONGEST_PURPOSE)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened_by_id: uuid.UUID
    opened_at = models.DateTimeField()
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    ended_by_id: uuid.UUID | None
    ended_at = models.DateTimeField(null=True, blank=True)
    end_reason = models.CharField(max_length=LONGEST_PURPOSE, blank=True)

    wall_openings: ClassVar[dict[str, str]] = {
        "person": "user_id = nullif(current_setting('pulau.person', true), '')::uuid"
    }

    class Meta:
        ordering = ("-opened_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="room_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(scope="case", case__isnull=False, unit__isnull=False)
                | Q(scope="unit", case__isnull=True, unit__isnull=False)
                | Q(scope="agency", case__isnull=True, unit__isnull=True),
                name="room_has_its_scope",
            ),
        )
        indexes = (
            models.Index(fields=("user", "ended_at"), name="room_by_companion"),
            models.Index(fields=("tenant", "unit"), name="room_by_unit"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.scope}"


class RoomEntry(Permanent):
    """What was said in a room about a case. Nothing of it is ever changed or removed, a dissent least of all.

    `item` is the item it is about. A dissent is against the step `step` of the case (the number of its transition;
    empty: the stage it stood in), which is kept as `stage` in every entry. `to` is who is asked; `answers` the entry
    that an answer or a weighing is to. `role` is the capacity in which it was said.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.PROTECT, related_name="+")
    room_id: uuid.UUID
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=12, choices=EntryKind)
    text = models.TextField(max_length=LONGEST_SAID)
    item = models.CharField(max_length=24, blank=True)
    to = models.CharField(max_length=12, choices=Addressee, blank=True)
    step = models.PositiveIntegerField(null=True, blank=True)
    stage = models.CharField(max_length=24)
    answers = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    answers_id: uuid.UUID | None
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    role = models.CharField(max_length=32)
    at = models.DateTimeField()

    class Meta:
        ordering = ("room_id", "number")
        constraints = (models.UniqueConstraint(fields=("tenant", "room", "number"), name="one_room_entry_a_number"),)
        indexes = (models.Index(fields=("tenant", "case", "kind"), name="room_entry_by_case"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.number}"
