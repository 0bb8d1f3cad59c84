"""Worksheets with their answers and scores, and what a team says over them: fields and constraints."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any, ClassVar, NoReturn, Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from pulau.foundation.tenancy.models import TenantOwned
from pulau.foundation.tenancy.scope import ScopedManager, ScopedQuerySet

FIRST_YEAR = 2014
LAST_YEAR = 2100
LONGEST_NOTE = 10_000
LONGEST_COMMENT = 4_000


class Worksheet(TenantOwned):
    """A worksheet (Lembar Kerja Evaluasi, LKE) of one unit for one year, under the form of one regulation.

    The figures are those of the answers as they stand: written in the transaction of each answer, computed anew from
    all answers each time. `printed` holds hundredths, rounded half up, by path (`total`, `areas.5`,
    `areas.5.percent`): for tables and sorting; `exact` the figures in full. `gates` maps `TITLE.gate` to met or not,
    `titles` a title to whether all of its gates are met. `revision` grows by one with every change of an answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey("agencies.WorkUnit", on_delete=models.PROTECT, related_name="+")
    unit_id: uuid.UUID
    year = models.PositiveSmallIntegerField(validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)])
    regulation = models.CharField(max_length=64)
    prior_title = models.CharField(max_length=8, blank=True)  # the title the unit holds, as stated by the team
    created_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=0)

    scored_at = models.DateTimeField()
    scored_on = models.DateField()  # the same moment as a day in western Indonesian time
    answered = models.PositiveSmallIntegerField(default=0)
    items = models.PositiveSmallIntegerField(default=0)
    exact: models.JSONField[dict[str, str]] = models.JSONField(default=dict)
    printed: models.JSONField[dict[str, int]] = models.JSONField(default=dict)
    gates: models.JSONField[dict[str, bool]] = models.JSONField(default=dict)
    titles: models.JSONField[dict[str, bool]] = models.JSONField(default=dict)
    replay_digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ("-year", "unit")
        constraints = (
            models.UniqueConstraint(fields=("tenant", "unit", "year"), name="one_worksheet_a_unit_and_year"),
        )
        indexes = (models.Index(fields=("tenant", "year"), name="worksheet_by_year"),)

    def __str__(self) -> str:
        return f"{self.unit_id} {self.year}"

    @property
    def unit_name(self) -> str:
        """The unit's name in the worksheet's year, where the selector fetched it (`then`); else its name of now."""
        return getattr(self, "then", None) or self.unit.name


class Level(models.TextChoices):
    """Whose answer it is. The levels of assessors are rows of their own, and start empty."""

    SELF = "self"


class Source(models.TextChoices):
    """Where an answer came from; `proposed` comes with the registers that propose."""

    TYPED = "typed"
    IMPORTED = "imported"
    RESTORED = "restored"


class AnswerIsPermanent(Exception):  # noqa: N818 - a fact, as every error of this project
    """Somebody tried to change or remove a version of an answer: a new version is added instead."""


class AnswerRows(ScopedQuerySet["Answer"]):
    """Versions of answers of one tenant: to read, and to add to."""

    def update(self, **values: object) -> NoReturn:
        """Refuse."""
        raise AnswerIsPermanent(f"a version of an answer is not changed ({', '.join(values)})")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise AnswerIsPermanent("a version of an answer is not removed")

    delete.queryset_only = True  # type: ignore[attr-defined]  # Django's mark: managers do not copy the method


class AnswerManager(ScopedManager["Answer"]):
    """Versions of answers of one tenant, by `for_tenant` or `for_actor`."""

    queryset_class = AnswerRows


class Answer(TenantOwned):
    """One version of an answer (jawaban) with its note. The highest version of an item is the answer as it stands.

    `value` is plain data as `core.scoring.answers.plain` writes it: an option's key, decimal text, counts by input
    key; None where the answer was taken back. `source` and `origin` say where it came from: a file's name and digest,
    the version that was restored.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    level = models.CharField(max_length=8, choices=Level, default=Level.SELF)
    item = models.CharField(max_length=24)
    version = models.PositiveIntegerField()
    revision = models.PositiveIntegerField()  # that of the worksheet with this change: what came after a moment
    value: models.JSONField[Any] = models.JSONField(null=True)
    note = models.TextField(blank=True, max_length=LONGEST_NOTE)
    source = models.CharField(max_length=16, choices=Source)
    origin: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    user_id: uuid.UUID | None  # empty: the system itself
    at = models.DateTimeField()

    objects: ClassVar[AnswerManager] = AnswerManager()

    class Meta:
        ordering = ("worksheet", "level", "item", "version")
        constraints = (
            models.UniqueConstraint(
                fields=("tenant", "worksheet", "level", "item", "version"), name="one_answer_a_version"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item} v{self.version}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own signature
        """Add the version. Raises AnswerIsPermanent when it is there already."""
        if not self._state.adding:
            raise AnswerIsPermanent(f"version {self.version} of {self.item} is not changed")
        super().save(*args, **{**kwargs, "force_insert": True})

    def delete(self, *_args: object, **_kwargs: object) -> NoReturn:
        """Refuse."""
        raise AnswerIsPermanent(f"version {self.version} of {self.item} is not removed")


class DailyScore(TenantOwned):
    """The figures with which a worksheet ended a day, written when the first change of a later day arrives."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    day = models.DateField()
    printed: models.JSONField[dict[str, int]] = models.JSONField(default=dict)
    titles: models.JSONField[dict[str, bool]] = models.JSONField(default=dict)

    class Meta:
        ordering = ("worksheet", "day")
        constraints = (models.UniqueConstraint(fields=("tenant", "worksheet", "day"), name="one_score_a_day"),)

    def __str__(self) -> str:
        return f"{self.worksheet_id} {self.day}"


class Presence(TenantOwned):
    """Who has a worksheet open, and on which area; worth something for a minute, and kept by nobody."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.CASCADE, related_name="+")
    worksheet_id: uuid.UUID
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    user_id: uuid.UUID
    area = models.CharField(max_length=8, blank=True)
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "worksheet", "user"), name="one_presence_a_person"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.area}"


class Comment(TenantOwned):
    """What somebody said about an item of a worksheet; the comments of an item make its thread."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worksheet = models.ForeignKey(Worksheet, on_delete=models.PROTECT, related_name="+")
    worksheet_id: uuid.UUID
    item = models.CharField(max_length=24)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    author_id: uuid.UUID
    body = models.TextField(max_length=LONGEST_COMMENT)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("tenant", "worksheet", "item", "at"), name="comment_by_item"),)

    def __str__(self) -> str:
        return f"{self.item} {self.at:%Y-%m-%d}"


class Mention(TenantOwned):
    """Somebody named in a comment, and when they have seen it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    comment = models.ForeignKey(Comment, on_delete=models.PROTECT, related_name="+")
    comment_id: uuid.UUID
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    user_id: uuid.UUID
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("tenant", "comment", "user"), name="one_mention_a_comment"),)
        indexes = (models.Index(fields=("tenant", "user", "read_at"), name="mention_by_person"),)

    def __str__(self) -> str:
        return f"{self.user_id} {self.comment_id}"


class Webhook(TenantOwned):
    """An address of an agency's own system that is told of changed answers and scores.

    Its signing secret is not kept: it is derived from the installation's key, the id and `generation`.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    url = models.CharField(max_length=500)
    events: models.JSONField[list[str]] = models.JSONField(default=list)
    generation = models.PositiveSmallIntegerField(default=1)
    active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering = ("created_at", "id")

    def __str__(self) -> str:
        return self.url


class DeliveryState(models.TextChoices):
    """How a delivery stands."""

    PENDING = "pending"
    DELIVERED = "delivered"
    FAILED = "failed"


class DeliveryRows(ScopedQuerySet["WebhookDelivery"]):
    """Deliveries of one tenant."""

    def overdue(self, moment: datetime) -> Self:
        """Return what should have been tried before a moment, oldest first; not of paused webhooks."""
        late = self.filter(state=DeliveryState.PENDING, webhook__active=True, next_at__lt=moment)
        return late.order_by("next_at")

    def ended_before(self, moment: datetime) -> Self:
        """Return what was delivered or given up, and is older than a moment."""
        return self.filter(created_at__lt=moment).exclude(state=DeliveryState.PENDING)


class DeliveryManager(ScopedManager["WebhookDelivery"]):
    """Deliveries of one tenant, by `for_tenant`."""

    queryset_class = DeliveryRows

    def for_tenant(self, tenant_id: uuid.UUID) -> DeliveryRows:
        """Return the deliveries of one tenant."""
        return DeliveryRows(self.model, using=self._db).of(tenant_id)


class WebhookDelivery(TenantOwned):
    """One event on its way to one address: the very bytes that are signed, and how the tries went."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey(Webhook, on_delete=models.PROTECT, related_name="+")
    webhook_id: uuid.UUID
    event = models.CharField(max_length=40)
    body = models.TextField()
    created_at = models.DateTimeField()
    state = models.CharField(max_length=12, choices=DeliveryState, default=DeliveryState.PENDING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True, blank=True)
    last_status = models.PositiveSmallIntegerField(null=True)
    last_problem = models.CharField(max_length=200, blank=True)

    objects: ClassVar[DeliveryManager] = DeliveryManager()

    class Meta:
        ordering = ("-created_at", "id")
        indexes = (models.Index(fields=("tenant", "webhook", "created_at"), name="delivery_by_webhook"),)

    def __str__(self) -> str:
        return f"{self.event} {self.state}"
