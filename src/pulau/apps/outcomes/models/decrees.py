"""Decrees with their versions, the titles that they give or take, and the certificates of these."""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pulau.core.workflow.keeping import Held, Standing
from pulau.exchange import keeping
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.permanent import Permanent
from pulau.foundation.tenancy.scope import ScopedManager

if TYPE_CHECKING:
    from datetime import date

LONGEST_NUMBER = 120
LONGEST_SOURCE = 400
LONGEST_TEXT = 10_000
LONGEST_REASON = 2_000  # what a step of a case takes
LONGEST_NAME = 200


class DecreeKind(models.TextChoices):
    """What a decree does."""

    GRANT = "grant", _("Penetapan predikat")
    REVOKE = "revoke", _("Pencabutan predikat")


class Issuer(models.TextChoices):
    """Who decided."""

    MINISTER = keeping.MINISTER, _("Menteri PANRB")
    AGENCY_HEAD = keeping.AGENCY_HEAD, _("Pimpinan instansi")


class Decree(Permanent):
    """A decree (surat keputusan) in one of its versions; one that was recorded wrongly gets a new one, with the reason.

    `series` is the same for all versions, and the id of the first. `digest` names the document in the store of files;
    empty where only its number is known. `valid_from` and `valid_until` are as the decree says for its titles.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    series = models.UUIDField()
    version = models.PositiveSmallIntegerField(default=1)
    kind = models.CharField(max_length=8, choices=DecreeKind)
    number = models.CharField(max_length=LONGEST_NUMBER)
    day = models.DateField()
    issuer = models.CharField(max_length=12, choices=Issuer)
    about = models.CharField(max_length=LONGEST_SOURCE, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    digest = models.CharField(max_length=64, blank=True)
    file_name = models.CharField(max_length=160, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    reason = models.TextField(blank=True, max_length=LONGEST_TEXT)  # why there is a new version
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None  # empty: the system itself
    at = models.DateTimeField()

    class Meta:
        ordering = ("series", "version")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "series", "version"), name="one_decree_a_version"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="decree_ends_after_start",
            ),
        )
        indexes = (models.Index(fields=("tenant", "kind", "day"), name="decree_by_day"),)

    def __str__(self) -> str:
        return f"{self.number} {self.day} v{self.version}"


class DecreeCase(Permanent):
    """A case that a decree decides; `decree` is its first version."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="+")
    decree_id: uuid.UUID
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, related_name="+")
    case_id: uuid.UUID
    kind = models.CharField(max_length=8, choices=DecreeKind)

    class Meta:
        ordering = ("decree_id", "case_id")
        constraints = (models.UniqueConstraint(fields=("tenant", "case", "kind"), name="one_decree_a_case"),)

    def __str__(self) -> str:
        return f"{self.decree_id} {self.case_id}"


class TitleState(models.TextChoices):
    """What became of a title; one whose last day has passed is still `in-force` here (`Held.on` tells the day's)."""

    IN_FORCE = "in-force", _("Berlaku")
    REVOKED = "revoked", _("Dicabut")
    SUPERSEDED = "superseded", _("Digantikan predikat berikutnya")
    ENDED = "ended", _("Berakhir")


class TitleManager(ScopedManager["TitleHeld"]):
    """Titles of a body; and the one of a document, for whoever checks it."""

    def of_document(self, subject_id: uuid.UUID) -> models.QuerySet[TitleHeld]:
        """Return the title that a certificate is of, as a queryset.

        Crosses tenants on purpose: it is asked behind the wall of the document's body, by its id only.
        """
        return self.queryset_class(self.model, using=self._db).filter(pk=subject_id)


class TitleHeld(TenantOwned):
    """A title of a unit, or of a zone area as such: by which decree, from when, until when, and what became of it.

    `decree` is the decree's first version, and so is `closed_by` that of the decree that revoked it. `until` is as the
    decree says it; `closed_on` the first day on which it no longer stood. `case` is empty for a title from before the
    platform, whose `source` says how it is known. `name` is the unit's or area's of that day. `stated` is the journal
    entry that last said all of it in plain words: what the proof of its certificate proves.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    zone_area = models.ForeignKey("zone_areas.ZoneArea", on_delete=models.PROTECT, null=True, related_name="+")
    zone_area_id: uuid.UUID | None
    case = models.ForeignKey("assessments.Case", on_delete=models.PROTECT, null=True, related_name="+")
    case_id: uuid.UUID | None
    name = models.CharField(max_length=LONGEST_NAME)
    title = models.CharField(max_length=8)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="+")
    decree_id: uuid.UUID
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=TitleState, default=TitleState.IN_FORCE)
    closed_on = models.DateField(null=True, blank=True)
    closed_by = models.ForeignKey(Decree, on_delete=models.PROTECT, null=True, related_name="+")
    closed_by_id: uuid.UUID | None
    source = models.CharField(max_length=LONGEST_SOURCE, blank=True)
    stated = models.UUIDField(null=True, blank=True)  # empty: recorded before titles were stated
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by_id: uuid.UUID | None
    recorded_at = models.DateTimeField()

    objects: ClassVar[TitleManager] = TitleManager()

    class Meta:
        ordering = ("since", "recorded_at", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(unit__isnull=True) ^ Q(zone_area__isnull=True), name="title_of_a_unit_or_an_area"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="title_ends_after_start"
            ),
            models.UniqueConstraint(
                fields=("tenant", "unit"), condition=Q(state="in-force"), name="one_title_in_force_a_unit"
            ),
            models.UniqueConstraint(
                fields=("tenant", "zone_area"), condition=Q(state="in-force"), name="one_title_in_force_an_area"
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "unit", "since"), name="title_by_unit"),
            models.Index(fields=("tenant", "state", "name"), name="title_by_state"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.title}"

    @property
    def held(self) -> Held:
        """The title as plain values, for the rules."""
        return Held(self.title, self.since, self.until, self.closed_on, _CLOSED.get(self.state, Standing.ENDED))

    def give_way(self, day: date) -> None:
        """Say what ended the title, which another follows on a day: its own last day, or the other. Saves nothing."""
        if self.until is not None and self.until < day:
            self.state, self.closed_on = TitleState.ENDED, self.until + timedelta(days=1)
        else:
            self.state, self.closed_on = TitleState.SUPERSEDED, day

    def on(self, day: date) -> Standing:
        """How it stands on a day."""
        return self.held.on(day)


_CLOSED: dict[str, Standing] = {
    TitleState.REVOKED: Standing.REVOKED,
    TitleState.SUPERSEDED: Standing.SUPERSEDED,
    TitleState.ENDED: Standing.ENDED,
}


class Qualification(TenantOwned):
    """That the Minister lets the body evaluate and determine a title itself, from when to when; with its source."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title = models.CharField(max_length=8)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    source = models.CharField(max_length=LONGEST_SOURCE)
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    recorded_by_id: uuid.UUID | None
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ("-since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="qualification_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.title} {self.since}"


class Certificate(TenantOwned):
    """A certificate of a title; a correction of its decree brings the next, and the old one says that it is replaced.

    `document` is the signed document of the app `signing`, whose code anybody can check. `decree` is the version of the
    decree that it was made of. `replaced_at` is empty for the one that counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title_held = models.ForeignKey(TitleHeld, on_delete=models.PROTECT, related_name="certificates")
    title_held_id: uuid.UUID
    number = models.PositiveSmallIntegerField(default=1)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="+")
    decree_id: uuid.UUID
    document = models.ForeignKey("signing.Document", on_delete=models.PROTECT, related_name="+")
    document_id: uuid.UUID
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    made_by_id: uuid.UUID | None
    made_at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("title_held_id", "number")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "title_held", "number"), name="one_certificate_a_number"),
            models.UniqueConstraint(
                fields=("tenant", "title_held"),
                condition=Q(replaced_at__isnull=True),
                name="one_certificate_that_counts",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title_held_id} {self.number}"


class CertificateRequest(TenantOwned):
    """A certificate that waits for the witnesses of its title: it is set by itself once they signed.

    `position` is the signer's, as they wrote it; empty where a decree was corrected: then those sign who signed the one
    before. `ended_at` is empty while it waits.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    title_held = models.ForeignKey(TitleHeld, on_delete=models.PROTECT, related_name="requests")
    title_held_id: uuid.UUID
    name = models.CharField(max_length=LONGEST_NAME, blank=True)
    position = models.CharField(max_length=LONGEST_SOURCE, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by_id: uuid.UUID | None
    asked_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "title_held"),
                condition=Q(ended_at__isnull=True),
                name="one_certificate_asked_a_title",
            ),
        )

    def __str__(self) -> str:
        return f"{self.title_held_id} {self.asked_at}"
