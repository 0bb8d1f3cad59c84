"""Stored answers of the national figures, and how the last run went. Derived from published facts; no one's own."""

from __future__ import annotations

from typing import Any

from django.db import models

LONGEST_CODE = 24


class NationalAnswer(models.Model):
    """What a figure says: so no page waits for anything to be counted.

    `question` is the SQL as it was asked, `tables` are `figures.told.Told` as JSON, by name. `moment` is when the facts
    were read, `answered_at` when the figure was last counted: later where a night found nothing new.
    """

    code = models.CharField(max_length=LONGEST_CODE, primary_key=True)
    question = models.TextField()
    tables: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    moment = models.DateTimeField()
    answered_at = models.DateTimeField()

    class Meta:
        ordering = ("code",)

    def __str__(self) -> str:
        return self.code


class Trouble(models.TextChoices):
    """Why a run came to nothing."""

    NONE = ""
    DISK_FULL = "disk-full"
    UNWRITABLE = "unwritable"
    QUESTION = "question-failed"


class FiguresRun(models.Model):
    """How the last run went: one row. `waiting_since` is the first of the runs in a row that came to nothing."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    tried_at = models.DateTimeField()
    trouble = models.CharField(max_length=16, blank=True, choices=Trouble)
    about = models.CharField(max_length=200, blank=True)
    waiting_since = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="figures_run_alone"),)

    def __str__(self) -> str:
        return f"{self.tried_at:%Y-%m-%d %H:%M} {self.trouble or 'ok'}"
