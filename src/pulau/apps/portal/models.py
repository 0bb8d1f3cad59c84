"""Who follows the monitor by mail, what they were told, and the letters to them: fields and constraints.

Strangers follow, of no body; so these rows stand beside the walls, and hold no more than a letter needs.
"""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from pulau.foundation.sealing import SealedField

LONGEST_KEY = 160
LONGEST_NAME = 200


class Follower(models.Model):
    """A mail address that follows what the monitor says of some units (`wish`, as its address has it).

    The address lies sealed and is found by a keyed digest. Until `confirmed_at` nothing but the question goes to it.
    `looked_on` is the day for which the monitor was looked at last. No token is kept: each is a keyed digest.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    address = SealedField()
    address_digest = models.CharField(max_length=64)
    language = models.CharField(max_length=2)
    wish = models.JSONField(default=dict)
    wish_digest = models.CharField(max_length=64)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    looked_on = models.DateField(null=True)

    class Meta:
        ordering = ("asked_at", "id")
        constraints = (models.UniqueConstraint(fields=("address_digest", "wish_digest"), name="follower_once"),)
        indexes = (models.Index(fields=("confirmed_at", "looked_on"), name="follower_by_day"),)

    def __str__(self) -> str:
        return str(self.pk)


class ToldAlarm(models.Model):
    """An alarm that a follower was told of, or that rang already when they began; `name` is whose it is."""

    id = models.BigAutoField(primary_key=True)
    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="told")
    follower_id: uuid.UUID
    key = models.CharField(max_length=LONGEST_KEY)
    name = models.CharField(max_length=LONGEST_NAME)

    class Meta:
        ordering = ("follower_id", "id")
        constraints = (models.UniqueConstraint(fields=("follower", "key"), name="alarm_told_once"),)

    def __str__(self) -> str:
        return self.key


class LetterState(models.TextChoices):
    """How far a letter is."""

    WAITING = "waiting", _("Menunggu")
    SENDING = "sending", _("Sedang dikirim")
    SENT = "sent", _("Terkirim")
    FAILED = "failed", _("Tidak terkirim")
    UNSURE = "unsure", _("Mungkin terkirim")


class Letter(models.Model):
    """A letter to a follower: the question whether they meant it, or what is new on a day (`key`), once each.

    `told` is what it says, and is emptied when it was sent. A letter is `SENDING` before the mail server is spoken to:
    one that a worker left so may have gone, and is not sent again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    follower = models.ForeignKey(Follower, on_delete=models.CASCADE, related_name="letters")
    follower_id: uuid.UUID
    key = models.CharField(max_length=40)
    is_question = models.BooleanField(default=False)
    told = models.JSONField(default=dict)
    state = models.CharField(max_length=8, choices=LetterState, default=LetterState.WAITING)
    made_at = models.DateTimeField()
    send_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("made_at", "id")
        constraints = (models.UniqueConstraint(fields=("follower", "key"), name="follower_letter_once"),)
        indexes = (models.Index(fields=("state", "send_at"), name="follower_letter_due"),)

    def __str__(self) -> str:
        return f"{self.follower_id} {self.key}"
