"""Declarations (pencanangan) with their texts, people, papers and those they stand for: fields and constraints."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from pulau.apps.declarations.models.templates import PledgeTemplate
from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager

LONGEST_TITLE = 200
LONGEST_TEXT = 4_000
LONGEST_NAME = 200
CODE_RULE = RegexValidator(r"^[0-9A-HJKMNP-TV-Z]{12}$")
CODED = "code = nullif(current_setting('pulau.token', true), '')"
DECLARED = "state IN ('held', 'closed')"


class DeclarationState(models.TextChoices):
    """How far a declaration is. It is public from `held` on; before that whoever has its code may follow it."""

    DRAFT = "draft", _("Draf")
    READY = "ready", _("Siap dibuka")
    OPEN = "open", _("Sedang berlangsung")
    HELD = "held", _("Dicanangkan")
    CLOSED = "closed", _("Berita acara selesai")
    CANCELLED = "cancelled", _("Dibatalkan")


class Calls(models.TextChoices):
    """Whom a declaration calls to declare in turn."""

    NOBODY = "nobody", _("Tidak ada")
    REGION = "region", _("Instansi di wilayahnya")
    COUNTRY = "country", _("Semua instansi")
    UNITS = "units", _("Unit kerja di bawahnya")


class DeclarationManager(ScopedManager["Declaration"]):
    """Declarations of a body; beyond it those that were held, which is public, and the one whose code somebody has."""

    def held(self) -> models.QuerySet[Declaration]:
        """Return those that were held, of every body. Crosses tenants on purpose: they were made in public."""
        rows = self.queryset_class(self.model, using=self._db)
        return rows.filter(state__in=(DeclarationState.HELD, DeclarationState.CLOSED))

    def coded(self, code: str) -> models.QuerySet[Declaration]:
        """Return the one with this code, whosesoever: it is shown in the hall, and leads to what is shown there."""
        return self.queryset_class(self.model, using=self._db).filter(code=code)

    def of_document(self, subject_id: uuid.UUID) -> models.QuerySet[Declaration]:
        """Return the one that a document is of, for who was shown that document, of whatever body."""
        return self.queryset_class(self.model, using=self._db).filter(pk=subject_id)


class Declaration(TenantOwned):
    """A public declaration that a zone will be built (pencanangan): of the whole body, or (with `unit`) of one unit.

    `parent` is the declaration that it descends from, of this body or of one above. `symbolic` and `shortfall` say
    openly that it was held before enough had signed, and what was missing then. `line` is how far the text was read.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=12, unique=True, validators=[CODE_RULE])
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, null=True, related_name="+")
    unit_id: uuid.UUID | None
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    parent_id: uuid.UUID | None
    title = models.CharField(max_length=LONGEST_TITLE)
    declarer = models.CharField(max_length=LONGEST_NAME)  # the body's or unit's name then, as the public sees it
    regulation = models.CharField(max_length=60)  # code of the pack under which it is made
    year = models.PositiveSmallIntegerField()
    day = models.DateField()
    starts = models.TimeField()
    zone = models.CharField(max_length=4)  # WIB, WITA, WIT
    place = models.CharField(max_length=LONGEST_NAME)
    stream = models.URLField(blank=True)
    state = models.CharField(max_length=10, choices=DeclarationState, default=DeclarationState.DRAFT)
    symbolic = models.BooleanField(default=False)
    symbolic_reason = models.CharField(max_length=1_000, blank=True)
    shortfall = models.JSONField(default=dict, blank=True)  # counts at the opening: staff, signed, head, needed
    calls = models.CharField(max_length=8, choices=Calls, default=Calls.NOBODY)
    called_by = models.DateField(null=True, blank=True)  # the last day for those it calls
    minutes = models.TextField(max_length=LONGEST_TEXT, blank=True)  # what else is to stand in the record
    line = models.PositiveSmallIntegerField(default=0)
    template = models.ForeignKey(PledgeTemplate, on_delete=models.PROTECT, null=True, related_name="+")
    template_id: uuid.UUID | None
    document = models.ForeignKey("signing.Document", on_delete=models.PROTECT, null=True, related_name="+")
    document_id: uuid.UUID | None  # the deed (piagam pencanangan)
    record = models.ForeignKey("signing.Document", on_delete=models.PROTECT, null=True, related_name="+")
    record_id: uuid.UUID | None  # the record of proceedings (berita acara)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True, blank=True)
    held_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    cancel_reason = models.CharField(max_length=1_000, blank=True)

    objects: ClassVar[DeclarationManager] = DeclarationManager()
    wall_openings: ClassVar[dict[str, str]] = {"code": CODED, "declared": DECLARED}

    class Meta:
        ordering = ("-day", "title", "id")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "unit", "year"),
                condition=~Q(state="cancelled") & Q(unit__isnull=False),
                name="one_declaration_a_unit_a_year",
            ),
        )
        indexes = (
            models.Index(fields=("tenant", "unit", "-day"), name="declaration_by_unit"),
            models.Index(fields=("parent",), name="declaration_by_parent"),
            models.Index(fields=("state", "calls", "-day"), name="declaration_calling"),
        )

    def __str__(self) -> str:
        return self.title


class TextManager(ScopedManager["DeclarationText"]):
    """Texts of a body's declarations; and of one that somebody was shown, of whatever body."""

    def of_declaration(self, declaration: Declaration) -> models.QuerySet[DeclarationText]:
        """Return a declaration's texts, the newest version of each language first, for who was shown it."""
        return self.queryset_class(self.model, using=self._db).filter(declaration_id=declaration.pk)


class DeclarationText(TenantOwned):
    """A version of the text that is read out, in one language: its paragraphs, each a line of the hall's screen."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="texts")
    declaration_id: uuid.UUID
    code = models.CharField(max_length=12, editable=False)
    language = models.CharField(max_length=2)
    version = models.PositiveIntegerField()
    lines = models.JSONField(default=list)
    made_at = models.DateTimeField()

    objects: ClassVar[TextManager] = TextManager()
    wall_openings: ClassVar[dict[str, str]] = {"code": CODED}

    class Meta:
        ordering = ("declaration_id", "language", "-version")
        constraints = (
            models.UniqueConstraint(fields=("declaration", "language", "version"), name="text_version_once"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.language} {self.version}"


class DeclarationPart(models.TextChoices):
    """What somebody does at a declaration."""

    READER = "reader", _("Pembaca")
    SIGNER = "signer", _("Penanda tangan")
    WITNESS = "witness", _("Saksi")


class PersonManager(ScopedManager["DeclarationPerson"]):
    """People of a body's declarations; and of one that somebody was shown, or has the code of."""

    def of_declaration(self, declaration: Declaration) -> models.QuerySet[DeclarationPerson]:
        """Return a declaration's people in order, for who was shown it, of whatever body."""
        return self.queryset_class(self.model, using=self._db).filter(declaration_id=declaration.pk)

    def coded(self, code: str) -> models.QuerySet[DeclarationPerson]:
        """Return the people of the declaration with this code, whosesoever."""
        return self.queryset_class(self.model, using=self._db).filter(code=code)


class DeclarationPerson(TenantOwned):
    """Somebody who reads, signs or witnesses, in order, as the deed will name them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="people")
    declaration_id: uuid.UUID
    code = models.CharField(max_length=12, editable=False)
    part = models.CharField(max_length=8, choices=DeclarationPart)
    order = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=LONGEST_NAME)
    position = models.CharField(max_length=LONGEST_NAME)
    institution = models.CharField(max_length=LONGEST_NAME, blank=True)
    acting = models.CharField(max_length=8, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None
    employee = models.ForeignKey("people.Employee", on_delete=models.PROTECT, null=True, related_name="+")
    employee_id: uuid.UUID | None

    objects: ClassVar[PersonManager] = PersonManager()
    wall_openings: ClassVar[dict[str, str]] = {
        "code": CODED,
        "person": "user_id = nullif(current_setting('pulau.person', true), '')::uuid",
    }

    class Meta:
        ordering = ("declaration_id", "part", "order")
        constraints = (
            models.UniqueConstraint(fields=("declaration", "part", "order"), name="declaration_person_order_once"),
        )

    def __str__(self) -> str:
        return self.name


class SymbolicUnit(TenantOwned):
    """A unit for which others signed symbolically, and which therefore still owes its own pacts and declaration."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="symbolic_units")
    declaration_id: uuid.UUID
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID

    class Meta:
        ordering = ("declaration_id", "id")
        constraints = (models.UniqueConstraint(fields=("declaration", "unit"), name="symbolic_unit_once"),)

    def __str__(self) -> str:
        return str(self.unit_id)


class Attachment(TenantOwned):
    """A file beside a declaration: the invitation, photographs, the list of guests. Its bytes lie in the store."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    declaration = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="attachments")
    declaration_id: uuid.UUID
    name = models.CharField(max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=60)
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    added_by_id: uuid.UUID | None
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("declaration_id", "added_at", "id")

    def __str__(self) -> str:
        return self.name
