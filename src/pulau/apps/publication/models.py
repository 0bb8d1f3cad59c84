"""Published rows: public facts only, of every body, beside and outside of the walls. Fields and constraints."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.core.shared.public_state import PublicState

LONGEST_SLUG = 64
LONGEST_NAME = 200
COUNTRY = "negara"
"""The place of figures of the whole country."""


class StateWords(models.TextChoices):
    """How far a unit came in a year, in words."""

    NONE = PublicState.NONE.value, _("Belum dicanangkan")
    DECLARED = PublicState.DECLARED.value, _("Dicanangkan")
    BUILDING = PublicState.BUILDING.value, _("Membangun zona")
    HANDED_IN = PublicState.HANDED_IN.value, _("Penilaian mandiri diajukan")
    INTERNAL = PublicState.INTERNAL.value, _("Dinilai inspektorat (TPI)")
    NATIONAL = PublicState.NATIONAL.value, _("Dievaluasi kementerian (TPN)")
    NOT_PASSED = PublicState.NOT_PASSED.value, _("Belum lulus, dibina")
    GRANTED = PublicState.GRANTED.value, _("Predikat ditetapkan")
    REVOKED = PublicState.REVOKED.value, _("Predikat dicabut")
    ENDED = PublicState.ENDED.value, _("Usulan berakhir")


class PublishedAgency(models.Model):
    """A body as the public sees it. `facts` is what its page tells (`facts.AgencyFacts`); counts are of today.

    `staff` and `signed` are empty where they are too few to be told. `digest` is of all that is told of the body
    and its units: an equal one means that nothing changed.
    """

    id = models.UUIDField(primary_key=True, editable=False)  # the tenant's
    slug = models.CharField(max_length=LONGEST_SLUG, unique=True)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16)
    region_code = models.CharField(max_length=5, blank=True)
    province = models.CharField(max_length=8)  # its code, `pusat` or `lain`
    units = models.PositiveIntegerField(default=0)
    declared = models.PositiveIntegerField(default=0)
    symbolic = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    staff = models.PositiveIntegerField(null=True)
    signed = models.PositiveIntegerField(null=True)
    wbk = models.PositiveIntegerField(default=0)
    wbbm = models.PositiveIntegerField(default=0)
    declared_on = models.DateField(null=True)
    facts: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, blank=True)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "slug")
        indexes = (models.Index(fields=("province", "name"), name="pub_agency_by_province"),)

    def __str__(self) -> str:
        return self.name


class PublishedUnit(models.Model):
    """A work unit as the public sees it today; `facts` is what its page tells (`facts.UnitFacts`).

    `state` and `year` are those of its newest year with anything to tell, `total` (hundredths) the newest final score.
    `until` is its last day where it ended; `into` then the unit that took its work over.
    """

    id = models.UUIDField(primary_key=True, editable=False)  # the work unit's
    agency = models.ForeignKey(PublishedAgency, on_delete=models.CASCADE, related_name="published_units")
    agency_id: uuid.UUID
    slug = models.CharField(max_length=LONGEST_SLUG)
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16)
    region_code = models.CharField(max_length=5, blank=True)
    province = models.CharField(max_length=8)
    state = models.CharField(max_length=12, choices=StateWords, default=StateWords.NONE)
    year = models.PositiveSmallIntegerField(null=True)
    title = models.CharField(max_length=8, blank=True)
    title_since = models.DateField(null=True)
    title_until = models.DateField(null=True)
    declared_on = models.DateField(null=True)
    symbolic = models.BooleanField(default=False)
    silent = models.BooleanField(default=False)
    active_on = models.DateField(null=True)
    total = models.PositiveIntegerField(null=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    into = models.UUIDField(null=True)
    facts: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        ordering = ("name", "slug")
        constraints = (models.UniqueConstraint(fields=("agency", "slug"), name="published_unit_once"),)
        indexes = (
            models.Index(fields=("agency", "name"), name="pub_unit_by_agency"),
            models.Index(fields=("province", "title", "name"), name="pub_unit_by_province"),
            models.Index(fields=("province", "name", "slug"), name="pub_unit_in_province"),
            # A province is counted from this index alone, without its thousands of rows.
            models.Index(
                fields=("province", "region_code", "declared_on", "symbolic", "silent", "title", "since", "until"),
                name="pub_unit_counts",
            ),
            models.Index(fields=("region_code", "name"), name="pub_unit_by_region"),
            models.Index(fields=("kind", "title"), name="pub_unit_by_kind"),
            models.Index(fields=("published_at", "id"), name="pub_unit_by_change"),
            models.Index(fields=("title_since",), name="pub_unit_by_title_day"),
        )

    def __str__(self) -> str:
        return self.name

    def stands_on(self, day: date) -> bool:
        """Whether the unit exists on a day, as far as its days are known."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class PublishedYear(models.Model):
    """A unit in one year as the public may know it, as of its last day or of today: a row of the open data.

    `name` and `kind` are those of then. `state` is how far it came; `title` the one it held at the end, `aim` that
    which its evaluation was for. Scores are hundredths: `total` is the final one, `internal_total` the internal
    assessors' where the ministry judged too. `areas` and `gates` are lists as `facts.AreaFacts` and
    `facts.GateFacts`, `days` the first day of each state. What is not public in the state is empty.
    """

    id = models.BigAutoField(primary_key=True)
    unit = models.ForeignKey(PublishedUnit, on_delete=models.CASCADE, related_name="years")
    unit_id: uuid.UUID
    agency = models.ForeignKey(PublishedAgency, on_delete=models.CASCADE, related_name="+")
    agency_id: uuid.UUID
    year = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    kind = models.CharField(max_length=16)
    province = models.CharField(max_length=8)
    region_code = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=12, choices=StateWords)
    declared_on = models.DateField(null=True)
    symbolic = models.BooleanField(default=False)
    silent = models.BooleanField(default=False)
    staff = models.PositiveIntegerField(null=True)
    signed = models.PositiveIntegerField(null=True)
    regulation = models.CharField(max_length=64, blank=True)
    aim = models.CharField(max_length=8, blank=True)
    level = models.CharField(max_length=8, blank=True)  # whose judgement the final score is: tpi, tpn
    total = models.PositiveIntegerField(null=True)
    internal_total = models.PositiveIntegerField(null=True)
    areas: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    gates: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    days: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    title = models.CharField(max_length=8, blank=True)
    title_since = models.DateField(null=True)
    revoked_on = models.DateField(null=True)  # the day in this year from which a title no longer stood

    class Meta:
        ordering = ("unit_id", "year")
        constraints = (models.UniqueConstraint(fields=("unit", "year"), name="published_year_once"),)
        indexes = (
            models.Index(fields=("year", "unit"), name="pub_year_by_year"),
            models.Index(fields=("agency", "year"), name="pub_year_by_agency"),
            models.Index(fields=("kind", "year"), name="pub_year_by_kind"),
        )

    def __str__(self) -> str:
        return f"{self.name} {self.year}"


class EventKind(models.TextChoices):
    """What happened to a unit or a body in public."""

    CEREMONY = "ceremony", _("Acara pencanangan")
    CALLED_OFF = "called-off", _("Acara dibatalkan")
    DECLARED = "declared", _("Dicanangkan")
    HANDED_IN = "handed-in", _("Penilaian mandiri diajukan")
    INTERNAL = "internal", _("Penilaian TPI dimulai")
    NATIONAL = "national", _("Diusulkan ke kementerian")
    NOT_PASSED = "not-passed", _("Belum lulus")
    GRANTED = "granted", _("Predikat ditetapkan")
    REVOKED = "revoked", _("Predikat dicabut")
    TITLE_ENDED = "title-ended", _("Predikat berakhir")
    PRACTICE = "practice", _("Praktik baik diterbitkan")
    RENAMED = "renamed", _("Berganti nama")
    MERGED = "merged", _("Digabung")
    CLOSED = "closed", _("Dibubarkan")


class PublishedEvent(models.Model):
    """Something that happened in public: what histories, feeds and the calendar are made of.

    `id` stays the same when the row is made anew, so that feed readers know it again. `day` is when it happened
    or will; `changed_at` when it was first published, or last published differently. `told` are the values
    of its sentence.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    agency = models.ForeignKey(PublishedAgency, on_delete=models.CASCADE, related_name="events")
    agency_id: uuid.UUID
    unit = models.ForeignKey(PublishedUnit, on_delete=models.CASCADE, null=True, related_name="events")
    unit_id: uuid.UUID | None
    province = models.CharField(max_length=8)
    region_code = models.CharField(max_length=5, blank=True)
    kind = models.CharField(max_length=12, choices=EventKind)
    day = models.DateField()
    told: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    published_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-day", "-published_at", "id")
        indexes = (
            models.Index(fields=("unit", "-day"), name="pub_event_by_unit"),
            models.Index(fields=("agency", "-day"), name="pub_event_by_agency"),
            models.Index(fields=("province", "-day"), name="pub_event_by_province"),
            models.Index(fields=("region_code", "-day"), name="pub_event_by_region"),
            # In the order of the class: thousands of titles are granted on one day.
            models.Index(fields=("kind", "-day", "-published_at", "id"), name="pub_event_newest"),
            models.Index(fields=("-changed_at", "id"), name="pub_event_by_change"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"


class FormerAddress(models.Model):
    """An address that a unit had before: it leads to where the unit is now, for good."""

    id = models.BigAutoField(primary_key=True)
    agency_slug = models.CharField(max_length=LONGEST_SLUG)
    slug = models.CharField(max_length=LONGEST_SLUG)
    unit = models.ForeignKey(PublishedUnit, on_delete=models.CASCADE, related_name="former_addresses")
    unit_id: uuid.UUID

    class Meta:
        ordering = ("agency_slug", "slug")
        constraints = (models.UniqueConstraint(fields=("agency_slug", "slug"), name="former_address_once"),)

    def __str__(self) -> str:
        return f"{self.agency_slug}/{self.slug}"


class PublishedPractice(models.Model):
    """A good practice as a unit published it, and how many units follow it."""

    id = models.UUIDField(primary_key=True, editable=False)
    code = models.CharField(max_length=12, unique=True)
    unit = models.ForeignKey(PublishedUnit, on_delete=models.CASCADE, related_name="practices")
    unit_id: uuid.UUID
    agency = models.ForeignKey(PublishedAgency, on_delete=models.CASCADE, related_name="+")
    agency_id: uuid.UUID
    area = models.CharField(max_length=8)
    title = models.CharField(max_length=160)
    told: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)  # problem, steps, outcome, cost
    followers = models.PositiveIntegerField(default=0)
    day = models.DateField()

    class Meta:
        ordering = ("-day", "title", "id")
        indexes = (models.Index(fields=("area", "-day"), name="pub_practice_by_area"),)

    def __str__(self) -> str:
        return self.title


class PublishedFigures(models.Model):
    """Sums of a place in a year: the whole country (`negara`), a province by its code, `pusat` or `lain`."""

    id = models.BigAutoField(primary_key=True)
    place = models.CharField(max_length=8)
    year = models.PositiveSmallIntegerField()
    agencies = models.PositiveIntegerField(default=0)
    units = models.PositiveIntegerField(default=0)
    declared = models.PositiveIntegerField(default=0)
    symbolic = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    staff = models.PositiveIntegerField(default=0)
    signed = models.PositiveIntegerField(default=0)
    granted_wbk = models.PositiveIntegerField(default=0)  # granted in the year
    granted_wbbm = models.PositiveIntegerField(default=0)
    wbk = models.PositiveIntegerField(default=0)  # held at its end
    wbbm = models.PositiveIntegerField(default=0)
    not_passed = models.PositiveIntegerField(default=0)
    revoked = models.PositiveIntegerField(default=0)
    counted_at = models.DateTimeField()

    class Meta:
        ordering = ("place", "year")
        constraints = (models.UniqueConstraint(fields=("place", "year"), name="published_figures_once"),)

    def __str__(self) -> str:
        return f"{self.place} {self.year}"


class KindFigures(models.Model):
    """Units of one kind in a year, over the whole country: counts, and how their final scores lie.

    `scores` is how many have a final score. `percentiles` are 101 of them in hundredths, lowest to highest: the score
    that so many percent reach at most; empty where too few have one.
    """

    id = models.BigAutoField(primary_key=True)
    kind = models.CharField(max_length=16)
    year = models.PositiveSmallIntegerField()
    units = models.PositiveIntegerField(default=0)
    declared = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    wbk = models.PositiveIntegerField(default=0)
    wbbm = models.PositiveIntegerField(default=0)
    scores = models.PositiveIntegerField(default=0)
    percentiles: models.JSONField[list[int]] = models.JSONField(default=list)

    class Meta:
        ordering = ("kind", "year")
        constraints = (models.UniqueConstraint(fields=("kind", "year"), name="kind_figures_once"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.year}"
