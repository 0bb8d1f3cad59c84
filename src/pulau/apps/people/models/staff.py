"""Employees, their posts, people from outside, and what they ask about their own data: fields and constraints."""

from __future__ import annotations

import uuid
from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.people.models.appointments import (
    LONGEST_DOCUMENT,
    LONGEST_NAME,
    LONGEST_POSITION,
    LONGEST_TITLE,
    NIP_RULE,
    OWN,
    Basis,
    OutsideKind,
)
from pulau.foundation.sealing import SealedField
from pulau.foundation.tenancy.models import TenantOwned


class EmployeeStatus(models.TextChoices):
    """What kind of employee somebody is."""

    PNS = "pns", _("PNS")
    CPNS = "cpns", _("CPNS")
    PPPK = "pppk", _("PPPK")
    SOLDIER_OR_POLICE = "tni-polri", _("TNI atau Polri")
    OTHER = "other", _("Lainnya")


class Employee(TenantOwned):
    """An employee (pegawai, ASN) of an agency, as they are now; the posts they held stand in `Posting`.

    `nip` (NIP, NI PPPK or NRP) is unique in the agency. `nik` lies sealed; `nik_digest` finds the same one again.
    `user` is the account of the person, where they have one. `erased_at`: name and numbers were erased by right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    nip = models.CharField(max_length=40, validators=[NIP_RULE])  # longer than 18 only for one that was erased
    nik = SealedField(null=True, blank=True)
    nik_digest = models.CharField(max_length=64, blank=True, editable=False)
    name = models.CharField(max_length=LONGEST_NAME)
    title_before = models.CharField(max_length=LONGEST_TITLE, blank=True)  # "Dr.", "Ir."
    title_after = models.CharField(max_length=LONGEST_TITLE, blank=True)  # "S.H., M.Si."
    status = models.CharField(max_length=12, choices=EmployeeStatus)
    grade = models.CharField(max_length=12, blank=True)  # golongan: "III/d"
    position = models.CharField(max_length=LONGEST_POSITION, blank=True)
    echelon = models.CharField(max_length=8, blank=True)  # "II.b"; empty without a structural post
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    email = models.EmailField(blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day in the agency, included
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    wall_openings: ClassVar[dict[str, str]] = {"person": OWN}

    class Meta:
        ordering = ("name", "nip")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "nip"), name="nip_once_a_tenant"),
            models.UniqueConstraint(
                fields=("tenant", "nik_digest"), condition=~Q(nik_digest=""), name="nik_once_a_tenant"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="employee_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "name"), name="employee_by_name"),
            models.Index(fields=("tenant", "unit", "name"), name="employee_by_unit"),
            models.Index(fields=("user",), name="employee_by_user"),
        )

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        """The name with its titles, as it is written in letters: "Dr. Ani Lestari, S.H., M.Si."."""
        name = f"{self.title_before} {self.name}".strip()
        return f"{name}, {self.title_after}" if self.title_after else name

    def serves_on(self, day: date) -> bool:
        """Whether the person works for the agency on a day."""
        return self.since <= day and (self.until is None or day <= self.until)


class Posting(TenantOwned):
    """A post that an employee holds or held, from day to day (the last included): definitive, or acting (Plh, Plt)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="postings")
    employee_id: uuid.UUID
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    position = models.CharField(max_length=LONGEST_POSITION, blank=True)
    echelon = models.CharField(max_length=8, blank=True)
    grade = models.CharField(max_length=12, blank=True)
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.DEFINITIVE)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=LONGEST_DOCUMENT, blank=True)

    class Meta:
        ordering = ("-since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="posting_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "employee", "since"), name="posting_by_employee"),
            models.Index(fields=("tenant", "unit", "since"), name="posting_by_unit"),
        )

    def __str__(self) -> str:
        return f"{self.position} {self.unit_id}"


class OutsidePerson(TenantOwned):
    """A person from outside, known to the agency without being employed: Ombudsman, prosecutor, press and others."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=OutsideKind)
    institution = models.CharField(max_length=LONGEST_NAME)
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.CharField(max_length=LONGEST_POSITION, blank=True)
    email = models.EmailField(blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    document = models.CharField(max_length=LONGEST_DOCUMENT, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField()
    erased_at = models.DateTimeField(null=True, blank=True)

    wall_openings: ClassVar[dict[str, str]] = {"person": OWN}

    class Meta:
        ordering = ("name", "id")

    def __str__(self) -> str:
        return self.name


class RequestKind(models.TextChoices):
    """What a person asks about their own data (UU 27/2022)."""

    CORRECTION = "correction", _("Perbaikan data")
    ERASURE = "erasure", _("Penghapusan data")


class RequestState(models.TextChoices):
    """How far such a request is."""

    OPEN = "open", _("Menunggu")
    DONE = "done", _("Dikabulkan")
    REFUSED = "refused", _("Ditolak")


class DataRequest(TenantOwned):
    """What a person asked the agency to do with their data, by when it is to be answered, and the answer."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    kind = models.CharField(max_length=12, choices=RequestKind)
    state = models.CharField(max_length=8, choices=RequestState, default=RequestState.OPEN)
    told = models.TextField(max_length=2_000, blank=True)
    answer = models.TextField(max_length=2_000, blank=True)
    requested_at = models.DateTimeField()
    due = models.DateField()
    answered_at = models.DateTimeField(null=True, blank=True)

    wall_openings: ClassVar[dict[str, str]] = {"person": OWN}

    class Meta:
        ordering = ("-requested_at", "id")
        indexes = (models.Index(fields=("tenant", "state", "due"), name="data_request_by_state"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
