"""What the database knows of the log: where each entry stands, which heads were signed, who cosigned them.

None of it belongs to a body, but what was erased by right: it is what the static tree tells everybody. The truth is in
the lock store and the tiles; these rows follow (`docs/domain/log.md`).
"""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from pulau.core.log.entries import SALT_BYTES
from pulau.core.log.tree import HASH_BYTES
from pulau.foundation.journal.models import OutboxState
from pulau.foundation.journal.outbox import OPENING
from pulau.foundation.tenancy.permanent import Permanent


class LogState(models.Model):
    """The one row that says how far this database has followed the log, and which lock store it follows."""

    one = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    store = models.CharField(max_length=32)
    origin = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    root = models.BinaryField(max_length=HASH_BYTES)
    policy = models.CharField(max_length=64, default="")  # digest of the policy that was last written into the tree
    refused = models.CharField(max_length=32, default="")  # why nothing is signed; empty while all is well
    refused_facts = models.JSONField(default=dict)
    turned_at = models.DateTimeField(null=True)  # when the sequencer last went round

    def __str__(self) -> str:
        return f"{self.origin} {self.size}"


class LoggedLeaf(models.Model):
    """Where an entry stands in the log. `lost`: the database no longer has it, which was declared."""

    entry_id = models.UUIDField(primary_key=True, editable=False)
    index = models.BigIntegerField(unique=True)
    lost = models.BooleanField(default=False)

    def __str__(self) -> str:
        return f"{self.index} {self.entry_id}"


class Head(models.Model):
    """A checkpoint that was signed: its note bears the log's own signatures; those of witnesses are `Cosignature`."""

    size = models.BigIntegerField(primary_key=True, editable=False)
    root = models.BinaryField(max_length=HASH_BYTES)
    note = models.TextField()
    made_at = models.DateTimeField()
    quorum_at = models.DateTimeField(null=True)  # when the witnesses of the policy had all signed

    class Meta:
        indexes = (models.Index(fields=("quorum_at", "size"), name="log_head_by_quorum"),)

    def __str__(self) -> str:
        return str(self.size)


class Cosignature(models.Model):
    """A witness's signature below a head."""

    head = models.ForeignKey(Head, on_delete=models.CASCADE, related_name="cosignatures")
    witness = models.CharField(max_length=200)  # the name of its key
    key_id = models.CharField(max_length=8)
    at = models.DateTimeField()  # as the witness says
    line = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("head", "witness", "key_id"), name="log_cosigned_once"),)

    def __str__(self) -> str:
        return f"{self.witness} {self.head_id}"


class WitnessStanding(models.Model):
    """How it stands with a witness of the policy: the largest size it cosigned, and what came of asking it."""

    vkey = models.CharField(primary_key=True, max_length=300, editable=False)
    name = models.CharField(max_length=200)
    size = models.BigIntegerField(default=0)
    cosigned_at = models.DateTimeField(null=True)
    asked_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=32, default="")  # unreachable, refused, conflict, ahead; empty: none
    trouble_facts = models.JSONField(default=dict)
    since = models.DateTimeField()  # since when it is in the policy
    requested = models.JSONField(default=list)  # sizes of the heads that it was given as files, the newest last

    def __str__(self) -> str:
        return self.name


class OperatorEntry(models.Model):
    """What the operator, or the installation by itself, did that belongs to no body: the journal's sister."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.CharField(max_length=100, editable=False)
    payload = models.TextField(editable=False)
    at = models.DateTimeField(editable=False)
    salt = models.BinaryField(max_length=SALT_BYTES, editable=False)
    outbox = models.CharField(max_length=16, choices=OutboxState, default=OutboxState.PENDING, editable=False)

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("outbox", "at"), name="log_operator_outbox"),)

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%dT%H:%M:%SZ} {self.action}"


class Alarm(models.Model):
    """Something that the operator must see to. `about` is the witness, tile or entry that it concerns."""

    code = models.CharField(max_length=32)
    about = models.CharField(max_length=300, default="")
    facts = models.JSONField(default=dict)
    since = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=("ended_at", "code"), name="log_alarms_now"),)

    def __str__(self) -> str:
        return f"{self.code} {self.about}"


class KindFigures(models.Model):
    """The one row of how many leaves of each kind the log has, counted from the tree itself up to `size`."""

    one = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    size = models.BigIntegerField(default=0)
    counts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.size)


class ErasedEntry(Permanent):
    """A journal entry whose payload and salt were destroyed by right: on what ground, by which document, by whom.

    `document` is the SHA-256 of the document that decided it: 64 hex digits. The document itself is not kept.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    entry_id = models.UUIDField(unique=True, editable=False)
    article = models.CharField(max_length=40, editable=False)
    ground = models.CharField(max_length=500, editable=False)
    document = models.CharField(max_length=64, editable=False)
    by_id = models.UUIDField(editable=False)
    at = models.DateTimeField(editable=False)

    wall_openings: ClassVar[dict[str, str]] = {"counted": OPENING}

    class Meta:
        ordering = ("at", "id")
        indexes = (models.Index(fields=("tenant", "at"), name="log_erased_by_time"),)

    def __str__(self) -> str:
        return str(self.entry_id)


class Audit(models.Model):
    """One check of the whole log and of what the journal and the rows say beside it: how far it is, what it found.

    `place` is where it goes on after its process has ended; `found` tells by part how much (`count`) and the first.
    """

    size = models.BigIntegerField()
    root = models.BinaryField(max_length=HASH_BYTES)
    parts = models.JSONField(default=list)  # what is still to be checked; the first of them is at work
    done = models.BigIntegerField(default=0)
    every = models.BigIntegerField(default=0)
    place = models.JSONField(default=dict)
    found = models.JSONField(default=dict)
    begun_at = models.DateTimeField()
    beat_at = models.DateTimeField()  # when it last went on
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-begun_at", "-pk")

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%dT%H:%M:%SZ} {self.size}"
