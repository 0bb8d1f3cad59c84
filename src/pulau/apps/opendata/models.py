"""Releases of open data and their files, how far one that is being made has come, and keys of readers."""

from __future__ import annotations

import uuid

from django.db import models

LONGEST_NAME = 80
LONGEST_LABEL = 80
DIGEST = 64


class DataRelease(models.Model):
    """A release of a year: whole from the moment its row is there, and never changed.

    `contents` is the digest of its data alone, `manifest` that of SHA256SUMS, which the journal of operations tells
    (`entry_id`). `final`: the year was over.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    year = models.PositiveSmallIntegerField()
    version = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    final = models.BooleanField(default=False)
    contents = models.CharField(max_length=DIGEST)
    manifest = models.CharField(max_length=DIGEST)
    entry_id = models.UUIDField()

    class Meta:
        ordering = ("-year", "-version")
        constraints = (models.UniqueConstraint(fields=("year", "version"), name="data_release_once"),)

    def __str__(self) -> str:
        return f"{self.year}/{self.version}"


class ReleaseFile(models.Model):
    """A file of a release. `digest` and `size` are what a reader gets; `stored` is where it lies in the store.

    `packed`: it lies there in gzip.
    """

    id = models.BigAutoField(primary_key=True)
    release = models.ForeignKey(DataRelease, on_delete=models.PROTECT, related_name="files")
    name = models.CharField(max_length=LONGEST_NAME)
    media_type = models.CharField(max_length=80)
    digest = models.CharField(max_length=DIGEST)
    size = models.BigIntegerField()
    rows = models.PositiveIntegerField(default=0)
    stored = models.CharField(max_length=DIGEST)
    packed = models.BooleanField(default=False)

    class Meta:
        ordering = ("release_id", "name")
        constraints = (models.UniqueConstraint(fields=("release", "name"), name="release_file_once"),)

    def __str__(self) -> str:
        return self.name


class Building(models.Model):
    """How far the release of a year is that is being made, or was made last; `trouble` is why it ended without one."""

    year = models.PositiveSmallIntegerField(primary_key=True)
    table = models.CharField(max_length=LONGEST_NAME, blank=True)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    begun_at = models.DateTimeField()
    told_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    trouble = models.CharField(max_length=32, blank=True)

    def __str__(self) -> str:
        return f"{self.year}: {self.done}/{self.total}"


class ReaderKey(models.Model):
    """A key of the read API, kept as its digest: it gives more requests a minute, and opens nothing.

    `label` is what its maker wrote, or whom the operator gave it to; `hint` are its first letters, to find it again.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    digest = models.CharField(max_length=DIGEST, unique=True)
    hint = models.CharField(max_length=12)
    label = models.CharField(max_length=LONGEST_LABEL, blank=True)
    a_minute = models.PositiveIntegerField()
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-made_at", "id")

    def __str__(self) -> str:
        return self.hint
