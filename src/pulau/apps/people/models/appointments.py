"""Appointments, API tokens, interests and invitations: fields and constraints. Employees stand in `staff`."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.core.shared import roles
from pulau.exchange.regions import region_name
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, ScopedQuerySet

LONGEST_NAME = 200
LONGEST_TITLE = 60
LONGEST_POSITION = 160
LONGEST_DOCUMENT = 160
NIP_RULE = RegexValidator(r"^\d{8,18}$")
NIK_RULE = RegexValidator(r"^\d{16}$")
OWN = "user_id = nullif(current_setting('pulau.person', true), '')::uuid"
"""The condition under which PostgreSQL shows a person their own rows of every body, before one of them is chosen."""

OF_KEY = (
    "(tenant_id, user_id) IN (SELECT t.tenant_id, t.user_id FROM people_apitoken t"
    " WHERE t.digest = nullif(current_setting('pulau.token', true), ''))"
)
"""The condition under which it shows what the person of a key holds in the key's body, before that is known."""

GRANTED = "scope IN ('region', 'country') AND nullif(current_setting('pulau.tenant', true), '') IS NOT NULL"
"""The condition under which it shows grants that reach beyond their giver: to whoever acts for some body."""


class Role(models.TextChoices):
    """What an appointment makes of a person; the values are the facts of `core.shared.roles`."""

    ZONE_TEAM = roles.ZONE_TEAM, _("Tim kerja ZI")
    AREA_OWNER = roles.AREA_OWNER, _("Penanggung jawab area")
    UNIT_HEAD = roles.UNIT_HEAD, _("Kepala unit")
    AGENCY_ADMINISTRATOR = roles.AGENCY_ADMINISTRATOR, _("Pengelola instansi")
    AGENCY_HEAD = roles.AGENCY_HEAD, _("Pimpinan instansi")
    TPI_MEMBER = roles.TPI_MEMBER, _("Anggota TPI")
    TPI_LEADER = roles.TPI_LEADER, _("Ketua TPI")
    TPI_CONTROLLER = roles.TPI_CONTROLLER, _("Pengendali teknis TPI")
    TPN_ASSESSOR = roles.TPN_ASSESSOR, _("Evaluator TPN")
    TPN_PANEL = roles.TPN_PANEL, _("Anggota panel TPN")
    COMPANION = roles.COMPANION, _("Pendamping")
    COUNTER_OFFICER = roles.COUNTER_OFFICER, _("Petugas loket")
    GIFT_CONTROL = roles.GIFT_CONTROL, _("Unit pengendalian gratifikasi")
    REPORT_RECIPIENT = roles.REPORT_RECIPIENT, _("Penerima laporan rahasia")
    LEADERS_FORUM = roles.LEADERS_FORUM, _("Anggota Forkopimda")
    OPERATOR = roles.OPERATOR, _("Operator platform")
    AUDITOR = roles.AUDITOR, _("Auditor")


class ScopeChoice(models.TextChoices):
    """How far an appointment reaches."""

    UNIT = roles.Scope.UNIT.value, _("Satu unit")
    AGENCY = roles.Scope.AGENCY.value, _("Seluruh instansi")
    REGION = roles.Scope.REGION.value, _("Satu wilayah")
    COUNTRY = roles.Scope.COUNTRY.value, _("Seluruh Indonesia")


GRANTS = (ScopeChoice.REGION, ScopeChoice.COUNTRY)
"""How an appointment reaches bodies other than the one that gave it."""


class Basis(models.TextChoices):
    """On what ground somebody holds a post or a duty."""

    DEFINITIVE = "definitive", _("Definitif")
    PLH = "plh", _("Pelaksana harian (Plh.)")
    PLT = "plt", _("Pelaksana tugas (Plt.)")
    DELEGATION = "delegation", _("Pendelegasian")


class OutsideKind(models.TextChoices):
    """Where a person from outside the agency comes from; also what kind of companion they are."""

    OMBUDSMAN = "ombudsman", _("Ombudsman")
    PROSECUTOR = "prosecutor", _("Kejaksaan")
    POLICE = "police", _("Kepolisian")
    RELIGIOUS_COUNCIL = "religious-council", _("Majelis keagamaan")
    UNIVERSITY = "university", _("Perguruan tinggi")
    PRESS = "press", _("Pers")
    OTHER = "other", _("Lainnya")


class InterestGround(models.TextChoices):
    """Why a person may not judge somewhere."""

    FAMILY = "family", _("Hubungan keluarga")
    BUSINESS = "business", _("Hubungan usaha atau keuangan")
    FORMER_WORK = "former-work", _("Pernah bekerja di sana")
    OTHER = "other", _("Lainnya")


class AppointmentManager(ScopedManager["Appointment"]):
    """Appointments of a tenant; of one person in every body they act for; grants that reach another body."""

    def of_person(self, user_id: uuid.UUID) -> models.QuerySet[Appointment]:
        """Return what one person was ever given, in all bodies, each with its person; oldest first.

        Crosses tenants on purpose: it is how a person finds out for which of them they may act.
        """
        held: ScopedQuerySet[Appointment] = self.queryset_class(self.model, using=self._db)
        return held.filter(user_id=user_id).select_related("user").order_by("since", "id")

    def of_token(self, digest: str, now: datetime) -> models.QuerySet[Appointment]:
        """Return what the person of a token that holds `now` was ever given in the token's body, oldest first.

        One query: the key, its person and their duties. It crosses tenants as `of_person` does, for the same reason.
        """
        tokens = ApiToken.objects.presented(digest).filter(revoked_at__isnull=True, expires_at__gt=now)
        held: ScopedQuerySet[Appointment] = self.queryset_class(self.model, using=self._db)
        rows = held.filter(
            user_id=models.Subquery(tokens.values("user_id")[:1]),
            tenant_id=models.Subquery(tokens.values("tenant_id")[:1]),
            user__is_active=True,
        )
        return rows.select_related("user").order_by("since", "id")

    def reaching(self, tenant_id: uuid.UUID) -> models.QuerySet[Appointment]:
        """Return a body's own appointments, and all grants for a region or the country, whoever gave them.

        Crosses tenants on purpose: a body is told who may come into it from outside, and until when.
        """
        rows: ScopedQuerySet[Appointment] = self.queryset_class(self.model, using=self._db)
        return rows.filter(Q(tenant_id=tenant_id) | Q(scope__in=GRANTS))


class Appointment(TenantOwned):
    """A duty of a person in an agency: a role, for one unit or (unit empty) the whole body, from day to day."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    role = models.CharField(max_length=32, choices=Role)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    since = models.DateField()
    until = models.DateField(null=True, blank=True)  # the last day, included; empty while open
    document = models.CharField(max_length=LONGEST_DOCUMENT, blank=True)  # the decree it rests on
    scope = models.CharField(max_length=8, choices=ScopeChoice)
    region_code = models.CharField(max_length=5, blank=True)  # of a grant for one region
    area = models.CharField(max_length=8, blank=True)  # the change area that an area owner answers for
    companion_kind = models.CharField(max_length=20, choices=OutsideKind, blank=True)
    basis = models.CharField(max_length=12, choices=Basis, default=Basis.DEFINITIVE)
    on_behalf_of = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )  # whose duty it is, where the holder stands in
    on_behalf_of_id: uuid.UUID | None
    created_at = models.DateTimeField()

    objects: ClassVar[AppointmentManager] = AppointmentManager()
    wall_openings: ClassVar[dict[str, str]] = {
        "person": OWN,
        "grant": GRANTED,
        "token": OF_KEY,
    }

    class Meta:
        ordering = ("since", "id")
        constraints = (
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="appointment_ends_after_start"
            ),
        )
        indexes = (
            models.Index(fields=("user", "since"), name="appointment_by_person"),
            models.Index(fields=("tenant", "unit"), name="appointment_by_unit"),
            models.Index(fields=("tenant", "role"), name="appointment_by_role"),
            models.Index(
                fields=("role", "region_code"),
                condition=Q(scope__in=(roles.Scope.REGION.value, roles.Scope.COUNTRY.value)),
                name="appointment_grants",
            ),
        )

    def __str__(self) -> str:
        return f"{self.role} {self.user_id}"

    @property
    def place(self) -> str:
        """Where it is held, in words: the unit, the whole agency, a region by its code, the country."""
        return place_words(self)


class TokenManager(ScopedManager["ApiToken"]):
    """Tokens of a tenant, or the one that a request brought."""

    def presented(self, digest: str) -> models.QuerySet[ApiToken]:
        """Return the token of this digest, whatever its tenant: the request does not know that yet."""
        found: ScopedQuerySet[ApiToken] = self.queryset_class(self.model, using=self._db)
        return found.filter(digest=digest).order_by()


class ApiToken(TenantOwned):
    """A key by which a program acts as a person, with no more rights than theirs. Only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    name = models.CharField(max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)  # SHA-256 of a random 256-bit key
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[TokenManager] = TokenManager()
    wall_openings: ClassVar[dict[str, str]] = {"token": "digest = current_setting('pulau.token', true)"}

    class Meta:
        ordering = ("-created_at", "id")

    def __str__(self) -> str:
        return self.name


class Interest(TenantOwned):
    """An interest that a person declared in a unit, or (unit empty) in the whole body: a bar to assessing there."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_id: uuid.UUID | None
    ground = models.CharField(max_length=16, choices=InterestGround)
    note = models.CharField(max_length=300, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    declared_at = models.DateTimeField()

    wall_openings: ClassVar[dict[str, str]] = {"person": OWN}

    class Meta:
        ordering = ("-since", "id")

    def __str__(self) -> str:
        return f"{self.user_id} {self.unit_id}"


class InvitationManager(ScopedManager["Invitation"]):
    """Invitations of a tenant, or the one that a visitor brought."""

    def presented(self, digest: str) -> models.QuerySet[Invitation]:
        """Return the invitation of this digest, whatever its tenant: the visitor has not signed in."""
        found: ScopedQuerySet[Invitation] = self.queryset_class(self.model, using=self._db)
        return found.filter(digest=digest).order_by()


class Invitation(TenantOwned):
    """An offer of a duty to a person by e-mail, which expires; its link's key is kept as a digest only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField()
    full_name = models.CharField(max_length=LONGEST_NAME)
    role = models.CharField(max_length=32, choices=Role)
    scope = models.CharField(max_length=8, choices=ScopeChoice)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    unit_id: uuid.UUID | None
    region_code = models.CharField(max_length=5, blank=True)
    area = models.CharField(max_length=8, blank=True)
    companion_kind = models.CharField(max_length=20, choices=OutsideKind, blank=True)
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    document = models.CharField(max_length=LONGEST_DOCUMENT, blank=True)
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    employee_id: uuid.UUID | None
    digest = models.CharField(max_length=64, unique=True, editable=False)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    invited_by_id: uuid.UUID | None
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[InvitationManager] = InvitationManager()
    wall_openings: ClassVar[dict[str, str]] = {"token": "digest = current_setting('pulau.token', true)"}

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("tenant", "created_at"), name="invitation_by_time"),)

    def __str__(self) -> str:
        return f"{self.role} {self.email}"

    @property
    def place(self) -> str:
        """Where the duty is held, in words."""
        return place_words(self)


def place_words(row: Appointment | Invitation) -> str:
    """Return where a duty is held, in words of the active language: unit, agency, region or country; and the area."""
    if row.unit is not None:
        return f"{row.unit.name}, {_('area')} {row.area}" if row.area else row.unit.name
    if row.region_code:
        return region_name(row.region_code) or row.region_code
    return str(ScopeChoice(row.scope).label)
