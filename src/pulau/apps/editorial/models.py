"""Pages, their versions and announcements, in both languages: the installation's own, of no body.

A page is what its versions say: each save adds one, and none is ever changed. `Page.live` points at the one that the
public reads.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any, Final, NoReturn

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from pulau.foundation.tenancy.permanent import RowIsPermanent

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_SLUG: Final = 60
LONGEST_TITLE: Final = 120
LONGEST_LEAD: Final = 400
LONGEST_BODY: Final = 40_000
LONGEST_NOTE: Final = 200
LONGEST_ANNOUNCEMENT: Final = 240
LONGEST_LINK: Final = 300


class PageKind(models.TextChoices):
    """Where a page stands: by itself, or among the news."""

    PAGE = "page", _("Halaman")
    NEWS = "news", _("Kabar")


class VersionState(models.TextChoices):
    """What a save made of the page."""

    DRAFT = "draft", _("Draf")
    PUBLISHED = "published", _("Terbit")
    WITHDRAWN = "withdrawn", _("Ditarik")


class Tone(models.TextChoices):
    """How an announcement sounds."""

    INFO = "info", _("Pemberitahuan")
    WARNING = "warning", _("Perhatian")


class Page(models.Model):
    """A page by its address. `footer` is its place among the links below every page; empty: not among them."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    slug = models.CharField(
        max_length=LONGEST_SLUG, unique=True, validators=[RegexValidator(r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    )
    kind = models.CharField(max_length=8, choices=PageKind)
    footer = models.PositiveSmallIntegerField(null=True, blank=True)
    live = models.ForeignKey("PageVersion", on_delete=models.PROTECT, null=True, related_name="+")
    live_id: uuid.UUID | None
    published_at = models.DateTimeField(null=True)  # when it was first published: the day that news bear
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("slug",)
        indexes = (models.Index(fields=("kind", "-published_at"), name="editorial_by_news"),)

    def __str__(self) -> str:
        return self.slug


class AddedRows(models.QuerySet["PageVersion"]):
    """Versions, to read and to add to."""

    def update(self, **values: object) -> NoReturn:
        """Refuse."""
        raise RowIsPermanent(f"{self.model.__name__} is not changed ({', '.join(values)})")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise RowIsPermanent(f"{self.model.__name__} is not removed")


class PageVersion(models.Model):
    """A page as somebody saved it, in both languages: Markdown in `body_*`. It is never changed.

    Where a language is missing, its title and body are empty. `note` is the editor's own, for other editors.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(Page, on_delete=models.PROTECT, related_name="versions")
    page_id: uuid.UUID
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=12, choices=VersionState)
    title_id = models.CharField(max_length=LONGEST_TITLE, blank=True)
    lead_id = models.TextField(max_length=LONGEST_LEAD, blank=True)
    body_id = models.TextField(max_length=LONGEST_BODY, blank=True)
    title_en = models.CharField(max_length=LONGEST_TITLE, blank=True)
    lead_en = models.TextField(max_length=LONGEST_LEAD, blank=True)
    body_en = models.TextField(max_length=LONGEST_BODY, blank=True)
    note = models.CharField(max_length=LONGEST_NOTE, blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_by_id: uuid.UUID
    at = models.DateTimeField()

    objects = AddedRows.as_manager()

    class Meta:
        ordering = ("page_id", "-number")
        constraints = (models.UniqueConstraint(fields=("page", "number"), name="one_page_version_a_number"),)

    def __str__(self) -> str:
        return f"{self.page_id} {self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Add the row. Raises RowIsPermanent when it is there already."""
        if not self._state.adding:
            raise RowIsPermanent(f"PageVersion {self.pk} is not changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse."""
        raise RowIsPermanent(f"PageVersion {self.pk} is not removed")


class Announcement(models.Model):
    """A sentence above every page for a time, in both languages, perhaps with a link to more."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    text_id = models.CharField(max_length=LONGEST_ANNOUNCEMENT)
    text_en = models.CharField(max_length=LONGEST_ANNOUNCEMENT)
    link = models.CharField(max_length=LONGEST_LINK, blank=True)
    tone = models.CharField(max_length=8, choices=Tone, default=Tone.INFO)
    since = models.DateTimeField()
    until = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_by_id: uuid.UUID
    changed_at = models.DateTimeField()

    class Meta:
        ordering = ("-since", "id")
        constraints = (
            models.CheckConstraint(condition=Q(until__gte=F("since")), name="announcement_ends_after_start"),
        )
        indexes = (models.Index(fields=("until",), name="announcement_by_end"),)

    def __str__(self) -> str:
        return self.text_id

    def up_at(self, now: datetime) -> bool:
        """Whether it stands above the pages at a moment."""
        return self.since <= now < self.until
