"""Addresses of static files that carry the digest of the file, without a build step on the user's machine."""

from __future__ import annotations

import functools
import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage

DIGEST_LENGTH = 12


class VersionedStaticFilesStorage(StaticFilesStorage):
    """`/static/pulau/pulau.css?v=3f5a…`: a browser may keep it for long, and asks anew as soon as it changed."""

    def url(self, name: str | None) -> str:
        """Return the address of a static file; one that does not exist gets no version."""
        address = super().url(name)
        version = _version(name) if name and not settings.DEBUG else ""
        return f"{address}?v={version}" if version else address


@functools.cache
def _version(name: str) -> str:
    found = finders.find(name.partition("#")[0])
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:DIGEST_LENGTH]
